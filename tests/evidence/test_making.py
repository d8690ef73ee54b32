"""How posts are made: counts as people write them, and no word kept as a number."""

from datetime import date

import pytest

from playbook_audit.evidence.making import count, post_on


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1 204", 1204),
        ("1,204", 1204),
        ("1.2K", 1200),
        ("-3", -3),
        ("0", 0),
        ("", None),
        ("1" + ",000" * 2000, None),
        ("9" * 400 + "k", None),
        ("9" * 5000, None),
    ],
)
def test_a_count_is_read_as_people_write_it(text: str, number: int | None) -> None:
    assert count(text) == number


@pytest.mark.parametrize("kept", ["745567301859932123", "3mbx7k2c", "dQw4w9WgXcQ", "ab-c_d~e"])
def test_the_number_of_a_post_is_kept(kept: str) -> None:
    assert post_on(date(2026, 4, 2), id=kept).id == kept


@pytest.mark.parametrize("text", ["", "Travaux rue des Écoles", "a" * 65, "@marie", "é"])
def test_a_text_where_a_number_should_be_is_not_kept(text: str) -> None:
    assert post_on(date(2026, 4, 2), id=text).id is None
