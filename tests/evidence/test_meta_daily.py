import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.evidence.damage import damaged, only_refused
from tests.evidence.pieces import SAMPLES, piece, sample
from tests.evidence.test_cases import TODAY

from playbook_audit.evidence.interface import Circumstances
from playbook_audit.evidence.readers.meta_daily import FORMAT

CURVE = 'sep=,\r\n"Visites de la Page"\r\n"Date","Primary"\r\n"2026-01-01T00:00:00","1"\r\n'
DATA = (SAMPLES / "meta/followers_en_plus_quotidien.csv").read_bytes()


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8", "utf-8-sig"])
def test_a_curve_is_known_in_its_encoding_and_after_a_resave(encoding: str) -> None:
    assert FORMAT.recognises(piece("a.csv", CURVE.encode(encoding)))


def test_a_curve_gives_no_post_no_total_and_says_why() -> None:
    reading = FORMAT.read(sample("meta/followers_en_plus_quotidien.csv"), Circumstances(TODAY))
    assert reading.accounts == ()
    assert "ni total d’abonnés" in reading.remarks[0]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "sep=,",
        "sep=,\nDate,Vues\n2026-01-01,3\n",
        'sep=;\n"Réseau";"Date";"Texte"\n"Facebook";"2026-01-01";"a"\n',
        "Date,Primary\n2026-01-01,3\n",
        '"Visites"\n"Date","Primary"\n"2026-01-01","3"\n',
    ],
)
def test_other_tables_are_no_curve(text: str) -> None:
    assert not FORMAT.recognises(piece("a.csv", text))


@given(
    st.text(max_size=30).filter(lambda one: "," not in one and '"' not in one), st.integers(0, 9)
)
def test_whatever_the_title_a_curve_is_known(title: str, gain: int) -> None:
    shown = " ".join(title.split()) or "Vues"
    text = f'sep=,\r\n"{shown}"\r\n"Date","Primary"\r\n"2026-01-01T00:00:00","{gain}"\r\n'
    assert FORMAT.recognises(piece("a.csv", text.encode("utf-16", "replace")))


@given(damaged(DATA))
@settings(max_examples=60)
def test_a_damaged_curve_raises_nothing(data: bytes) -> None:
    only_refused(FORMAT, piece("a.csv", data))
