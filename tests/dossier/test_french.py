"""Numbers, dates and durations as French people write them; what is ambiguous is refused."""

import unicodedata
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.builders import ON
from tests.effort import examples
from tests.hostile import HOSTILE, LEGITIMATE

from playbook_audit.dossier.french import (
    DAYS_IN,
    MONTHS,
    NO,
    UNKNOWN_WORDS,
    WORDS,
    YES,
    Unreadable,
    clean,
    day,
    is_unknown,
    moment,
    number,
)
from playbook_audit.model.answer import NEVER, DateRange

# ---------------------------------------------------------------- numbers


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("8012", 8012),
        ("0", 0),
        ("007", 7),
        ("8 012", 8012),
        ("8\u00a0012", 8012),
        ("8\u202f012", 8012),
        ("8\u2009012", 8012),
        ("8'012", 8012),
        (" 1 234 567 ", 1_234_567),
        ("8012,0", 8012),
        ("8012.00", 8012),
        ("environ 20", 20),
        ("Environ\u00a020", 20),
        ("à peu près 20", 20),
        ("~20", 20),
        ("≈ 20", 20),
        ("123456789012345", 123456789012345),
    ],
)
def test_whole_numbers(text: str, value: float) -> None:
    assert number(text, decimals=False) == value


@pytest.mark.parametrize(
    ("text", "value"), [("12,5", 12.5), ("12.5", 12.5), ("0,25", 0.25), ("environ 1 000,5", 1000.5)]
)
def test_decimals_where_they_make_sense(text: str, value: float) -> None:
    assert number(text, decimals=True) == value
    with pytest.raises(Unreadable, match="un nombre entier est attendu"):
        number(text, decimals=False)


@pytest.mark.parametrize("text", ["1,234", "8.012", "12,500", "1 000,000", "environ 1.000"])
@pytest.mark.parametrize("decimals", [True, False])
def test_thousands_or_decimals_nobody_knows(text: str, decimals: bool) -> None:
    with pytest.raises(Unreadable, match="nombre ambigu"):
        number(text, decimals=decimals)


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "vingt", "20 abonnés", "-5", "+5", ".nan", "nan", "inf", "1e3", "1e309", "0x1F",
        "1_000", "8 01", "80 12", "1,234,567", "1.234,5", ",5", "5,", "20-30", "٢٠", "²", "½",
        "true", "9" * 16, "9" * 5_000, "10 %", "2k", "environ", "~~20",
    ],
)  # fmt: skip
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(Unreadable, match="un nombre est attendu, comme 8012 ou 8 012"):
        number(text, decimals=True)


@given(st.integers(0, 10**11), st.sampled_from([" ", "\u00a0", "\u202f", "\u2009", "'", ""]))
@examples(200)
def test_any_number_reads_back_however_it_is_spaced(value: int, space: str) -> None:
    assert number(f"{value:,}".replace(",", space), decimals=False) == value


# ---------------------------------------------------------------- dates


def days(first: str | None, last: str) -> DateRange:
    return DateRange(None if first is None else date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026-11-18", "2026-11-18", "2026-11-18"),
        ("2026-1-8", "2026-01-08", "2026-01-08"),
        ("18/11/2026", "2026-11-18", "2026-11-18"),
        ("8/1/2026", "2026-01-08", "2026-01-08"),
        ("18.11.2026", "2026-11-18", "2026-11-18"),
        ("18-11-2026", "2026-11-18", "2026-11-18"),
        ("18 novembre 2026", "2026-11-18", "2026-11-18"),
        ("le 18 NOVEMBRE 2026", "2026-11-18", "2026-11-18"),
        ("1er août 2026", "2026-08-01", "2026-08-01"),
        ("1ᵉʳ aout 2026", "2026-08-01", "2026-08-01"),
        ("29 février 2024", "2024-02-29", "2024-02-29"),
        ("2026-11-22", "2026-11-22", "2026-11-22"),
        ("2026-03", "2026-03-01", "2026-03-31"),
        ("03/2026", "2026-03-01", "2026-03-31"),
        ("3/2026", "2026-03-01", "2026-03-31"),
        ("mars 2026", "2026-03-01", "2026-03-31"),
        ("vers mars 2026", "2026-03-01", "2026-03-31"),
        ("environ février 2024", "2024-02-01", "2024-02-29"),
        ("Décembre  2025", "2025-12-01", "2025-12-31"),
        ("novembre 2026", "2026-11-01", "2026-11-22"),
        ("2024", "2024-01-01", "2024-12-31"),
        ("2026", "2026-01-01", "2026-11-22"),
        ("aujourd’hui", "2026-11-22", "2026-11-22"),
        ("Hier", "2026-11-21", "2026-11-21"),
        ("avant-hier", "2026-11-20", "2026-11-20"),
        ("il y a un jour", "2026-11-21", "2026-11-21"),
        ("il y a 10 jours", "2026-11-12", "2026-11-12"),
        ("il y a une semaine", "2026-11-12", "2026-11-18"),
        ("il y a deux semaines", "2026-11-05", "2026-11-11"),
        ("il y a un mois", "2026-10-08", "2026-11-07"),
        ("il y a trois mois", "2026-08-08", "2026-09-07"),
        ("il y a 3 mois", "2026-08-08", "2026-09-07"),
        ("depuis dix-huit mois", "2025-05-08", "2025-06-07"),
        ("il y a un an", "2025-05-24", "2026-05-23"),
        ("il y a deux années", "2024-05-24", "2025-05-23"),
        ("plus d’un an", None, "2025-11-21"),
        ("plus d'un an", None, "2025-11-21"),
        ("il y a plus d’un an", None, "2025-11-21"),
        ("depuis plus de 2 ans", None, "2024-11-21"),
        ("plus de six mois", None, "2026-05-22"),
        ("moins d’un mois", "2026-10-23", "2026-11-22"),
        ("il y a moins d’une semaine", "2026-11-15", "2026-11-22"),
        ("moins de 3 jours", "2026-11-19", "2026-11-22"),
    ],
)
def test_a_date_gives_the_days_it_may_mean(text: str, first: str | None, last: str) -> None:
    assert moment(text, ON) == days(first, last)


@pytest.mark.parametrize("text", ["jamais", "Jamais", " JAMAIS "])
def test_never_is_not_an_unknown_date(text: str) -> None:
    assert moment(text, ON) == NEVER


@pytest.mark.parametrize(
    "text",
    [
        "2026-02-29", "2026-02-30", "2026-04-31", "2026-13-01", "2026-00", "2026-13", "2026-11-00",
        "00/11/2026", "31/02/2026", "11/18/2026", "13/2026", "00/2026", "30 février 2026",
        "0 mars 2026", "0000-01-01",
    ],
)  # fmt: skip
def test_a_day_that_is_not_in_the_calendar(text: str) -> None:
    with pytest.raises(Unreadable, match="n’existe pas dans le calendrier"):
        moment(text, ON)
    assert day(text) is None


@pytest.mark.parametrize("text", ["2026-11-23", "23/11/2026", "décembre 2026", "2027", "2027-01"])
def test_a_day_after_the_audit(text: str) -> None:
    with pytest.raises(Unreadable, match=r"postérieure à celle de l’audit \(22/11/2026\)"):
        moment(text, ON)


@pytest.mark.parametrize(
    "text",
    [
        "", "bientôt", "demain", "18/11/26", "18/11", "mars", "novembre", "1989", "20261118",
        "18 brumaire 2026", "march 2026", "nov 2026", "il y a longtemps", "il y a quelques mois",
        "il y a trente-douze mois", "il y a 41 ans", "il y a 99999 jours", "un an", "2026-11-18T10:00",
        "il y a " + "9" * 5_000 + " ans", "entre mars et mai 2026", "2026/11/18", "plus tard",
    ],
)  # fmt: skip
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(Unreadable, match="une date est attendue, comme 2026-11-18"):
        moment(text, ON)


PAST = st.dates(date(1990, 1, 1), ON)


@given(PAST)
@examples(300)
def test_any_day_reads_back_from_each_way_to_write_it(past: date) -> None:
    named = f"{past.day} {MONTHS[past.month - 1]} {past.year}"
    written = (f"{past}", f"{past:%d/%m/%Y}", f"{past.day}/{past.month}/{past.year}", named)
    for text in written:
        assert moment(text, ON) == DateRange(past, past)
        assert day(text) == past


@given(PAST)
@examples(100)
def test_a_month_or_a_year_holds_its_days(past: date) -> None:
    month = MONTHS[past.month - 1]
    for text in (f"{past:%Y-%m}", f"{past:%m/%Y}", f"{month} {past.year}", f"{past.year}"):
        found = moment(text, ON)
        assert isinstance(found, DateRange)
        assert found.earliest is not None
        assert found.earliest <= past <= found.latest <= ON


@pytest.mark.parametrize("unit", sorted(DAYS_IN))
@pytest.mark.parametrize("how", ["il y a {}", "plus de {}", "moins de {}"])
def test_a_longer_duration_is_further_back(how: str, unit: str) -> None:
    found = [moment(how.format(f"{amount} {unit}"), ON) for amount in range(1, 40)]
    ranges = [one for one in found if isinstance(one, DateRange)]
    assert len(ranges) == len(found)
    for near, far in pairwise(ranges):
        assert (far.earliest or date.min) <= (near.earliest or date.min)
        assert far.latest <= near.latest
        assert (far.earliest, far.latest) != (near.earliest, near.latest)


@pytest.mark.parametrize(("word", "amount"), WORDS.items())
def test_a_number_in_letters_is_worth_its_figure(word: str, amount: int) -> None:
    for unit in ("jours", "semaines", "mois", "ans"):
        assert moment(f"il y a {word} {unit}", ON) == moment(f"il y a {amount} {unit}", ON)


@given(st.integers(1, 400), st.sampled_from(["jour", "semaine", "mois"]))
@examples(150)
def test_more_exactly_and_less_share_no_day_and_leave_none(amount: int, unit: str) -> None:
    beyond = moment(f"plus de {amount} {unit}", ON)
    within = moment(f"moins de {amount} {unit}", ON)
    around = moment(f"il y a {amount} {unit}", ON)
    assert isinstance(beyond, DateRange)
    assert isinstance(within, DateRange)
    assert isinstance(around, DateRange)
    assert within.earliest == beyond.latest + timedelta(days=1)
    assert around.earliest is not None
    assert around.earliest <= within.earliest <= around.latest


@pytest.mark.parametrize("text", ["novembre 2026", "2026", "hier", "jamais", "bientôt", "mars", ""])
def test_a_day_of_the_calendar_is_exact(text: str) -> None:
    assert day(text) is None


# ---------------------------------------------------------------- words


def test_yes_no_and_unknown_are_never_confused() -> None:
    assert {"oui", "yes", "true", "vrai"} <= YES
    assert {"non", "no", "false", "faux"} <= NO
    assert not YES & NO
    assert not (YES | NO) & UNKNOWN_WORDS


@pytest.mark.parametrize(
    "text", ["?", " ? ", "NSP", "Je ne sais pas", "je  ne sais pas", "Inconnu"]
)
def test_i_do_not_know(text: str) -> None:
    assert is_unknown(text)


@pytest.mark.parametrize("text", ["", "??", "non", "jamais", "inconnue de tous", "je sais"])
def test_anything_else_is_an_answer(text: str) -> None:
    assert not is_unknown(text)


# ---------------------------------------------------------------- texts


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("  Évry  \t Courcouronnes\r\n", "Évry Courcouronnes"),
        ("E\u0301vry", "Évry"),
        ("e\u200b\u0301te", "éte"),
        ("a\u2028b\u2029c\x0bd\x0ce\x85f", "a b c d e f"),
        ("\x1b[31mrouge\x1b[0m\x07", "[31mrouge[0m"),
        ("abc\u202edef\u2066ghi\u200f", "abcdefghi"),
        ("\ufeffVille\x00", "Ville"),
        ("soft\u00adhyphen", "softhyphen"),
        ("8\u202f012 « \u00a0»", "8\u202f012 « \u00a0»"),
        ("\ud800", ""),
        ("\x00 \u202e", ""),
        ("Mairie 😀", "Mairie 😀"),
    ],
)
def test_controls_go_and_the_rest_stays(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


@pytest.mark.parametrize("name", LEGITIMATE)
def test_a_legitimate_name_comes_out_intact(name: str) -> None:
    assert clean(name) == name
    assert clean(unicodedata.normalize("NFD", name)) == name


@given(st.text(max_size=30) | st.sampled_from(HOSTILE))
@examples(300)
def test_what_is_clean_is_one_line_in_nfc_without_controls(text: str) -> None:
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert unicodedata.is_normalized("NFC", cleaned)
    assert len(cleaned.splitlines()) <= 1
    assert cleaned.strip() == cleaned
    assert not {unicodedata.category(one) for one in cleaned} & {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
