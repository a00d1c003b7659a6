"""What nobody sees in OpenDocument files, and what looks like it and is seen."""

from __future__ import annotations

import pytest

from tests.checks.corpus import look
from tests.checks.office.build import odf, rows, xlsx
from workflow.terms import Severity

_WHITE = '<style:text-properties fo:color="#ffffff"/>'
_SECRET = '<text:p>Seen</text:p><text:p text:style-name="P">Unseen words</text:p>'


def style(name: str, family: str, inner: str, parent: str = "") -> str:
    above = f' style:parent-style-name="{parent}"' if parent else ""
    return f'<style:style style:name="{name}" style:family="{family}"{above}>{inner}</style:style>'


def hidden(data: bytes, name: str) -> list[str]:
    return [f"{one.where}: {one.value}" for one in look(data, name).findings if one.id == "office.hidden_text"]


@pytest.mark.parametrize(
    ("inner", "why"),
    [
        ('<style:text-properties text:display="none"/>', "hidden text"),
        ('<style:text-properties fo:font-size="1pt"/>', "letters of two points or less"),
        ('<style:text-properties fo:font-size="2pt"/>', "letters of two points or less"),
        ('<style:text-properties fo:font-size="0.02in"/>', "letters of two points or less"),
        (_WHITE, "white on white"),
        (f'{_WHITE}<style:paragraph-properties fo:background-color="#ffffff"/>', "white on white"),
        ('<style:text-properties fo:font-size="4pt"/>', ""),
        ('<style:text-properties text:display="true"/>', ""),
        ('<style:text-properties fo:color="#fefe00"/>', ""),
        (f'{_WHITE}<style:paragraph-properties fo:background-color="#1f3864"/>', ""),
        (f'{_WHITE}<style:map style:condition="a" style:apply-style-name="b"/>', ""),
    ],
)
@pytest.mark.parametrize("inherited", [False, True])
def test_a_style_hides_text_itself_or_by_the_style_on_which_it_is_based(inner: str, why: str, inherited: bool) -> None:
    styles = style("Q", "paragraph", inner) + style("P", "paragraph", "", "Q") if inherited else ""
    found = hidden(odf(_SECRET, styles=styles or style("P", "paragraph", inner)), "a.odt")
    assert found == ([f"content.xml: {why}: “Unseen words”"] if why else [])


def test_a_coloured_word_in_a_white_paragraph_is_seen_and_the_rest_is_not() -> None:
    styles = style("P", "paragraph", _WHITE) + style("T", "text", '<style:text-properties fo:color="#000000"/>')
    body = '<text:p text:style-name="P">gone <text:span text:style-name="T">there</text:span> gone too</text:p>'
    assert hidden(odf(body, styles=styles), "a.odt") == [
        "content.xml: white on white: “gone”",
        "content.xml: white on white: “gone too”",
    ]


@pytest.mark.parametrize(
    ("body", "styles"),
    [
        (f"<draw:frame><draw:text-box>{_SECRET}</draw:text-box></draw:frame>", ""),
        (
            f'<table:table table:name="a"><table:table-row><table:table-cell table:style-name="C">{_SECRET}'
            "</table:table-cell></table:table-row></table:table>",
            style("C", "table-cell", '<style:table-cell-properties fo:background-color="#1f3864"/>'),
        ),
    ],
)
def test_white_letters_on_a_shape_or_a_coloured_cell_are_seen(body: str, styles: str) -> None:
    assert not hidden(odf(body, styles=styles + style("P", "paragraph", _WHITE)), "a.odt")


def test_white_letters_on_a_slide_are_no_alarm_and_a_frame_beside_it_is() -> None:
    place = 'svg:x="{}" svg:y="1cm" svg:width="5cm" svg:height="2cm"'
    frame = f"<draw:frame {place}><draw:text-box>{{}}</draw:text-box></draw:frame>"
    page = f"<draw:page>{frame.format('1cm', _SECRET)}{frame.format('40cm', '<text:p>Beside</text:p>')}</draw:page>"
    layout = '<style:page-layout-properties fo:page-width="28cm" fo:page-height="21cm"/>'
    styles = (
        '<office:document-styles xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
        'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0">'
        f'<office:automatic-styles><style:page-layout style:name="a">{layout}</style:page-layout>'
        "</office:automatic-styles></office:document-styles>"
    )
    data = odf(page, "presentation", style("P", "paragraph", _WHITE), more={"styles.xml": styles})
    assert hidden(data, "a.odp") == ["slide 1: off the slide: “Beside”"]
    left = odf(page.replace("40cm", "-6cm"), "presentation", more={"styles.xml": styles})
    assert hidden(left, "a.odp") == ["slide 1: off the slide: “Beside”"]


def test_a_comment_in_small_letters_is_a_comment() -> None:
    note = '<office:annotation><text:p text:style-name="P">Note</text:p></office:annotation>'
    styles = style("P", "paragraph", '<style:text-properties fo:font-size="1pt"/>')
    assert not hidden(odf(f"<text:p>Seen{note}</text:p>", styles=styles), "a.odt")


def test_columns_rows_and_cells_of_a_sheet_that_nobody_sees() -> None:
    cell = "<table:table-cell{}><text:p>{}</text:p></table:table-cell>"
    body = (
        '<table:table table:name="One"><table:table-column table:number-columns-repeated="2"/>'
        '<table:table-column table:visibility="collapse"/><table:table-column table:default-cell-style-name="W"/>'
        f"<table:table-row>{cell.format(' table:number-columns-repeated=' + chr(34) + '2' + chr(34), 'seen')}"
        f"{cell.format('', 'in a column')}{cell.format('', 'pale')}</table:table-row>"
        f'<table:table-row table:visibility="collapse">{cell.format("", "in a row")}</table:table-row></table:table>'
    )
    data = odf(body, "spreadsheet", style("W", "table-cell", _WHITE))
    assert hidden(data, "a.ods") == [
        "sheet One: in hidden rows: “in a row”",
        "sheet One: in hidden columns: “in a column”",
        "sheet One: white on white: “pale”",
    ]


def test_formulas_of_a_sheet_name_files_and_fetch_from_the_web() -> None:
    cell = '<table:table-cell table:formula="of:={}"><text:p>1</text:p></table:table-cell>'
    web, file = "WEBSERVICE(&quot;http://192.0.2.1/a&quot;)", "['file:///home/ann/budget.ods'#$One.A1]"
    row = f"<table:table-row>{cell.format(web)}{cell.format(file)}</table:table-row>"
    sheet = look(odf(f'<table:table table:name="One">{row}</table:table>', "spreadsheet"), "a.ods")
    assert [one.value for one in sheet.findings if one.id == "office.paths"] == ["file:///home/ann/budget.ods"]
    assert [one.value for one in sheet.findings if one.id == "office.external_ref"] == [
        '“of:=WEBSERVICE("http://192.0.2.1/a")”'
    ]


@pytest.mark.parametrize(("level", "severity"), [("0", Severity.NOTE), ("1", Severity.INFO)])
def test_an_outline_level_of_nought_folds_nothing(level: str, severity: Severity) -> None:
    data = rows(("a",), ("b",), hidden=2).replace("<row ", f'<row outlineLevel="{level}" ')
    (finding,) = [one for one in look(xlsx({"One": data}), "a.xlsx").findings if one.id == "office.hidden_text"]
    assert finding.severity is severity
