"""White words on slides, and folders on a server: told where that is sure, and no alarm where it is not."""

from __future__ import annotations

import pytest

from tests.checks.corpus import look
from tests.checks.office.build import PLAIN, P, docx, pptx, relations, rows, slide, xlsx

_A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
_WHITE = '<a:r><a:rPr><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill></a:rPr><a:t>'
_GROUND = '<p:bg><p:bgRef idx="1001"><a:schemeClr val="bg1"/></p:bgRef></p:bg>'
_BOX = '<p:sp><p:spPr><a:solidFill><a:srgbClr val="1F3864"/></a:solidFill></p:spPr></p:sp>'
_DARK = '<p:bg><p:bgPr><a:solidFill><a:srgbClr val="000000"/></a:solidFill></p:bgPr></p:bg>'


def deck(ground: str = _GROUND, layout: str = "", light: str = "FFFFFF", fill: str = "", first: str = "lt1") -> bytes:
    white = slide("Unseen words").replace("<a:r><a:t>", _WHITE).replace("</p:spPr>", f"{fill}</p:spPr>")
    return pptx(
        white,
        more={
            "ppt/slides/_rels/slide1.xml.rels": relations(("slideLayout", "../slideLayouts/slideLayout1.xml", False)),
            "ppt/slideLayouts/slideLayout1.xml": f"<p:sldLayout {P}><p:cSld>{layout}</p:cSld></p:sldLayout>",
            "ppt/slideLayouts/_rels/slideLayout1.xml.rels": relations(
                ("slideMaster", "../slideMasters/slideMaster1.xml", False)
            ),
            "ppt/slideMasters/slideMaster1.xml": (
                f'<p:sldMaster {P}><p:cSld>{ground}</p:cSld><p:clrMap bg1="{first}"/></p:sldMaster>'
            ),
            "ppt/slideMasters/_rels/slideMaster1.xml.rels": relations(("theme", "../theme/theme1.xml", False)),
            "ppt/theme/theme1.xml": f'<a:theme {_A}><a:lt1><a:srgbClr val="{light}"/></a:lt1></a:theme>',
        },
    )


def told(data: bytes, name: str, finding: str) -> list[str]:
    return [one.value for one in look(data, name).findings if one.id == finding]


@pytest.mark.parametrize(
    ("data", "is_told"),
    [
        (deck(), True),
        (deck(ground=_DARK), False),
        (deck(ground=_GROUND.replace("bg1", "tx1")), False),
        (deck(ground=_GROUND.replace("1001", "1003")), False),
        (deck(layout=_BOX), False),
        (deck(layout=_DARK), False),
        (deck(layout="<p:pic/>"), False),
        (deck(first="dk1"), False),
        (deck(light="1F3864"), False),
        (deck(fill="<a:gradFill/>"), False),
        (pptx(slide("Words").replace("<a:r><a:t>", _WHITE)), False),
    ],
)
def test_white_words_on_a_slide(data: bytes, is_told: bool) -> None:
    expected = ["white on white: “Unseen words”"] if is_told else []
    assert told(data, "a.pptx", "office.hidden_text") == expected


def test_a_folder_on_a_server_names_a_login_too() -> None:
    url = "https://agency-my.sharepoint.com/personal/ann_agency_gov/Documents/"
    more = {"xl/settings.xml": f'<x:absPath xmlns:x="urn:x" url="{url}"/>'}
    assert told(xlsx({"One": rows(("a",))}, more=dict(more)), "a.xlsx", "office.paths") == [url]


def test_a_share_in_the_data_behind_a_letter() -> None:
    data = docx(PLAIN, {"customXml/item1.xml": r"<root><path>\\filesrv\hr\list.docx</path></root>"})
    assert told(data, "a.docx", "office.paths") == [r"\\filesrv\hr\list.docx"]
