"""The fonts that the pages of a PDF name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workflow.checks.pdf.streams import word

if TYPE_CHECKING:
    import pikepdf

_MOST_PAGES = 100
_MOST_FONTS = 40


def fonts(pdf: pikepdf.Pdf) -> tuple[str, ...]:
    """Names of the fonts of the first pages, without the prefix of a subset; those not embedded say so."""
    import pikepdf

    found: set[str] = set()
    for page in pdf.pages[:_MOST_PAGES]:
        resources = page.obj.get("/Resources")
        named = resources.get("/Font") if isinstance(resources, pikepdf.Dictionary) else None
        if not isinstance(named, pikepdf.Dictionary):
            continue
        for font in list(named.values())[:_MOST_FONTS]:
            if isinstance(font, pikepdf.Dictionary) and "/BaseFont" in font:
                found.add(_name(font))
    return tuple(sorted(found)[:_MOST_FONTS])


def _name(font: pikepdf.Object) -> str:
    import pikepdf

    name = word(font.BaseFont).lstrip("/")[:100]
    if len(name) > 7 and name[6] == "+" and name[:6].isupper():
        name = name[7:]
    kids = font.get("/DescendantFonts")
    inner = kids[0] if isinstance(kids, pikepdf.Array) and len(kids) else font
    about = inner.get("/FontDescriptor") if isinstance(inner, pikepdf.Dictionary) else None
    has_file = isinstance(about, pikepdf.Dictionary) and any(
        key in about for key in ("/FontFile", "/FontFile2", "/FontFile3")
    )
    return name if has_file else f"{name} (not embedded)"
