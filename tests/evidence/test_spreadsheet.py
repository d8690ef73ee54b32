"""Workbooks: the text of cells, and what is refused before a cell is made."""

import tracemalloc
from datetime import date, datetime, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.evidence.damage import damaged
from tests.evidence.pieces import piece, sample
from tests.evidence.workbooks import (
    inline,
    ods,
    ods_cell,
    ods_table,
    packed,
    raw_xlsx,
    xlsx,
    xlsx_of,
)

from playbook_audit.evidence.interface import Refused
from playbook_audit.evidence.tables.sheets import (
    DAMAGED,
    ENCRYPTED,
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_ROWS,
    TOO_FAR,
    TOO_MANY,
    number_text,
)
from playbook_audit.evidence.tables.spreadsheet import Sheet, is_rounded, kind_of, sheets
from playbook_audit.evidence.tables.zipped_xml import BOMB, WITH_DOCTYPE

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def _sheets(data: bytes) -> list[Sheet]:
    return sheets(piece("classeur", data))


def _rows(data: bytes) -> list[tuple[int, list[str]]]:
    return _sheets(data)[0].rows


def _refused(data: bytes) -> tuple[str, int | None]:
    with pytest.raises(Refused) as caught:
        _sheets(data)
    return caught.value.reason, caught.value.line


# ---------------------------------------------------------------- kinds


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (xlsx([["a"]]), "xlsx"),
        (ods(ods_table([["a"]])), "ods"),
        (OLE + b"\0" * 100, "xls"),
        (b"date;texte\n", None),
        (b"<html><table><tr><td>1</td></tr></table></html>", None),
        (packed({"tweets.js": "[]"}), None),
        (packed({"[Content_Types].xml": "", "word/document.xml": ""}), None),
        (b"", None),
    ],
)
def test_a_workbook_is_told_by_its_content(data: bytes, kind: str | None) -> None:
    assert kind_of(piece("nom.xlsx", data)) == kind


def test_a_page_named_as_a_workbook_is_refused_with_advice() -> None:
    reason, _ = _refused(b"<html><table><tr><td>1</td></tr></table></html>")
    assert reason == "ce n’est pas un classeur ; enregistrez-le en .xlsx, en .ods ou en CSV"


# ---------------------------------------------------------------- XLSX


def test_cells_become_text() -> None:
    row = [
        "é",
        14320,
        56.5,
        True,
        None,
        datetime(2025, 11, 3, 6, 20),  # noqa: DTZ001 — spreadsheets know no zone
        date(2025, 11, 3),
        time(6, 20),
        1.234,
    ]
    assert _rows(xlsx([row])) == [
        (
            1,
            [
                "é",
                "14320",
                "56.5",
                "VRAI",
                "",
                "2025-11-03T06:20:00",
                "2025-11-03",
                "06:20:00",
                "1.2340",
            ],
        )
    ]


def test_rows_keep_their_number_and_empty_ones_are_left_out() -> None:
    assert _rows(xlsx([[None], ["a"], [None], ["b"]])) == [(2, ["a"]), (4, ["b"])]


def test_every_sheet_is_given_with_its_name() -> None:
    found = _sheets(xlsx_of({"Facebook": [["a"]], "X": [["b"]], "Vide": []}))
    assert [(one.name, one.rows) for one in found] == [
        ("Facebook", [(1, ["a"])]),
        ("X", [(1, ["b"])]),
        ("Vide", []),
    ]


def test_a_formula_without_saved_result_is_an_equals_sign() -> None:
    assert _rows(xlsx([["total", "=1+1"]])) == [(1, ["total", "="])]


def test_a_formula_with_its_result_is_its_result() -> None:
    assert _rows(raw_xlsx("<row><c><f>1+1</f><v>42</v></c></row>")) == [(1, ["42"])]


def test_a_number_of_more_than_fifteen_digits_cannot_pass_for_an_id() -> None:
    written = _rows(raw_xlsx('<row><c t="n"><v>745000000000000123</v></c></row>'))[0][1][0]
    assert is_rounded(written)
    assert not written.isdigit()


def test_the_fifteen_digits_of_a_page_are_exact() -> None:
    assert _rows(xlsx([[100000000000001]]))[0][1] == ["100000000000001"]


def test_what_a_merged_cell_shows_goes_for_each_of_its_rows() -> None:
    rows = [["date", "texte"], ["03/11/2025", "a"], [None, "b"], ["04/11/2025", "c"]]
    assert [row for _, row in _rows(xlsx(rows, merges=["A2:A3"]))][2] == ["03/11/2025", "b"]


def test_an_empty_row_at_the_very_end_does_not_matter() -> None:
    body = f'<row r="1">{inline("a")}</row><row r="1048576"><c r="A1048576" s="0"/></row>'
    assert _rows(raw_xlsx(body)) == [(1, ["a"])]


def test_moments_are_rounded_to_the_second() -> None:
    nearly = datetime(2025, 11, 3, 6, 19, 59, 999_700)  # noqa: DTZ001 — as a fraction of a day
    assert _rows(xlsx([[nearly]])) == [(1, ["2025-11-03T06:20:00"])]


# ---------------------------------------------------------------- XLSX that are refused


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (
            raw_xlsx(
                '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row>'
            ),
            (TOO_FAR, 1048576),
        ),
        (raw_xlsx(f"<row>{inline('x') * (MOST_COLUMNS + 1)}</row>"), (TOO_FAR, 1)),
        (raw_xlsx(f'<row r="{MOST_ROWS + 1}">{inline("x")}</row>'), (TOO_FAR, MOST_ROWS + 1)),
        (raw_xlsx(f"<row>{'<c/>' * 20_000}</row>"), (TOO_FAR, 1)),
        (
            raw_xlsx(inline("&b;"), '<!DOCTYPE x [<!ENTITY b SYSTEM "file:///etc/hostname">]>'),
            (WITH_DOCTYPE, None),
        ),
        (raw_xlsx(f"<row>{'<a>' * 200}{'</a>' * 200}</row>"), (DAMAGED, None)),
        (raw_xlsx("<row><c>"), (DAMAGED, None)),
        (xlsx([["a"]])[:-40], (DAMAGED, None)),
        (packed({"[Content_Types].xml": "<a/>", "xl/workbook.xml": "<a/>"}), (DAMAGED, None)),
        (
            raw_xlsx("", **{"xl/styles.xml": f"<styleSheet>{'<xf/>' * 300_001}</styleSheet>"}),
            (TOO_MANY, None),
        ),
        (raw_xlsx(f"<row>{inline('0' * 6_000_000)}</row>"), (BOMB, None)),
        (OLE + "EncryptedPackage".encode("utf-16-le"), (ENCRYPTED, None)),
        (OLE + b"\0" * 2_000, (DAMAGED, None)),
    ],
    ids=[
        "far_cell",
        "too_wide",
        "too_long",
        "a_row_of_empty_cells",
        "entity",
        "deep",
        "cut_xml",
        "cut_zip",
        "no_sheet",
        "styles",
        "long_text",
        "encrypted",
        "not_really_xls",
    ],
)
def test_a_strange_workbook_is_refused(data: bytes, expected: tuple[str, int | None]) -> None:
    assert _refused(data) == expected


def test_a_bomb_is_refused_before_it_is_unfolded() -> None:
    bomb = raw_xlsx(
        "".join(f'<row r="{number}">{inline("a" * 40) * 250}</row>' for number in range(1, 2_000))
    )
    assert len(bomb) < 1_000_000
    tracemalloc.start()
    assert _refused(bomb)[0] == BOMB
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 50 * len(bomb)  # unfolded, it weighs a hundred times and more


def test_an_encrypted_member_is_refused() -> None:
    data = bytearray(xlsx([["a"]]))
    at = 0
    while (at := data.find(b"PK\x01\x02", at)) >= 0:
        data[at + 8] |= 1
        at += 4
    assert _refused(bytes(data)) == (ENCRYPTED, None)


# ---------------------------------------------------------------- ODS


def test_the_values_of_an_ods_are_read_by_their_type() -> None:
    cells = (
        ods_cell("14 320", 'office:value-type="float" office:value="14320"')
        + ods_cell("03/11/25", 'office:value-type="date" office:date-value="2025-11-03T06:20:00"')
        + ods_cell("03/11/25", 'office:value-type="date" office:date-value="2025-11-03"')
        + ods_cell("VRAI", 'office:value-type="boolean" office:boolean-value="true"')
        + ods_cell("7,45E+17", 'office:value-type="float" office:value="745000000000000123"')
        + '<table:table-cell table:formula="of:=1+1"/>'
    )
    table = f'<table:table table:name="S"><table:table-row>{cells}</table:table-row></table:table>'
    texts = _rows(ods(table))[0][1]
    assert texts[:4] == ["14320", "2025-11-03T06:20:00", "2025-11-03", "VRAI"]
    assert is_rounded(texts[4])
    assert texts[5] == "="


def test_repeated_columns_and_rows_are_written_out() -> None:
    row = (
        '<table:table-row table:number-rows-repeated="2">'
        '<table:table-cell table:number-columns-repeated="2"/>'
        '<table:table-cell table:number-columns-repeated="2" office:value-type="string">'
        "<text:p>a</text:p></table:table-cell></table:table-row>"
        '<table:table-row table:number-rows-repeated="1048574"><table:table-cell '
        'table:number-columns-repeated="16384"/></table:table-row>'
    )
    found = _rows(ods(f'<table:table table:name="S">{row}</table:table>'))
    assert found == [(1, ["", "", "a", "a"]), (2, ["", "", "a", "a"])]


def test_spaces_lines_and_comments_of_a_cell() -> None:
    cell = (
        '<table:table-cell office:value-type="string"><office:annotation><text:p>de Mme X</text:p>'
        '</office:annotation><text:p>un<text:s text:c="2"/>deux</text:p><text:p>trois</text:p>'
        "</table:table-cell>"
    )
    table = f'<table:table table:name="S"><table:table-row>{cell}</table:table-row></table:table>'
    assert _rows(ods(table)) == [(1, ["un  deux\ntrois"])]


def test_a_merged_cell_of_an_ods_goes_for_each_of_its_rows() -> None:
    table = (
        '<table:table table:name="S"><table:table-row>'
        '<table:table-cell table:number-rows-spanned="2" office:value-type="string"><text:p>j</text:p></table:table-cell>'
        f"{ods_cell('a')}</table:table-row><table:table-row>"
        '<table:covered-table-cell office:value-type="string"><text:p>caché</text:p></table:covered-table-cell>'
        f"{ods_cell('b')}</table:table-row></table:table>"
    )
    assert _rows(ods(table)) == [(1, ["j", "a"]), (2, ["j", "b"])]


def _repeated(rows: str, columns: str) -> bytes:
    return ods(
        f'<table:table table:name="S"><table:table-row table:number-rows-repeated="{rows}">'
        f'<table:table-cell table:number-columns-repeated="{columns}" office:value-type="string">'
        "<text:p>x</text:p></table:table-cell></table:table-row></table:table>"
    )


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (_repeated("1048576", "1"), (TOO_FAR, 1)),
        (_repeated("1", "16384"), (TOO_FAR, 1)),
        (_repeated("9" * 5_000, "1"), (TOO_FAR, 1)),
        (_repeated("-1", "1"), (TOO_FAR, 1)),
        (_repeated("200000", "300"), (TOO_MANY, None)),
        (
            ods(
                "",
                **{"META-INF/manifest.xml": "<m><file-entry><encryption-data/></file-entry></m>"},
            ),
            (ENCRYPTED, None),
        ),
        (packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), (DAMAGED, None)),
        (
            packed(
                {
                    "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
                    "content.xml": '<!DOCTYPE a [<!ENTITY b "bb">]><a>&b;</a>',
                }
            ),
            (WITH_DOCTYPE, None),
        ),
        (ods(ods_table([["x"]]) * 201), (TOO_MANY, None)),
    ],
)
def test_a_strange_ods_is_refused(data: bytes, expected: tuple[str, int | None]) -> None:
    assert _refused(data) == expected


def test_cells_are_counted_over_the_whole_workbook() -> None:
    one = _repeated("199999", "9").split(b"none")[0]
    assert len(one) < 2_000
    table = (
        '<table:table table:name="S"><table:table-row table:number-rows-repeated="150000">'
        '<table:table-cell table:number-columns-repeated="10" office:value-type="string">'
        "<text:p>x</text:p></table:table-cell></table:table-row></table:table>"
    )
    assert MOST_CELLS == 2_000_000
    assert _refused(ods(table * 2)) == (TOO_MANY, None)


# ---------------------------------------------------------------- XLS


def test_an_xls_is_read_sheet_by_sheet_without_a_word_on_the_output(
    capsys: pytest.CaptureFixture[str],
) -> None:
    found = sheets(sample("linkedin/valmont_followers_1767225600000.xls"))
    assert found[0].name == "New followers"
    assert found[0].rows[1] == (2, ["01/01/2026", "0", "0", "0", "0"])
    assert capsys.readouterr().out == ""


# ---------------------------------------------------------------- properties


@given(
    st.lists(
        st.lists(
            st.text(st.characters(codec="utf-8", exclude_categories=["C"]), max_size=8),
            min_size=1,
            max_size=5,
        ),
        max_size=8,
    )
)
def test_texts_come_back_from_an_ods(rows: list[list[str]]) -> None:
    expected = [
        (number, [cell.strip("\n") for cell in row])
        for number, row in enumerate(rows, 1)
        if any(row)
    ]
    found = _rows(ods(ods_table(rows)))
    assert [(number, _trimmed(row)) for number, row in found] == [
        (number, _trimmed(row)) for number, row in expected
    ]


def _trimmed(row: list[str]) -> list[str]:
    kept = list(row)
    while kept and not kept[-1]:
        kept.pop()
    return kept


@given(st.one_of(st.integers(), st.floats()))
def test_a_number_is_never_taken_for_thousands(number: float) -> None:
    text = number_text(number)
    if text.lstrip("-").isdigit():
        assert float(text) == number
        assert len(text.lstrip("-")) <= 15
    assert not text.count(".") or len(text.rpartition(".")[2]) != 3 or "E" in text or "e" in text


MADE: tuple[bytes, ...] = (
    xlsx([["date", "texte"], ["03/11/2025", "a"]]),
    ods(ods_table([["date", "texte"], ["03/11/2025", "a"]])),
    sample("linkedin/valmont_followers_1767225600000.xls").data,
)


@given(st.data())
def test_a_damaged_workbook_is_read_or_refused(data: Any) -> None:
    whole = data.draw(st.sampled_from(MADE))
    try:
        _sheets(data.draw(damaged(whole)))
    except Refused as refused:
        said = refused.reason
    else:
        return
    assert said
