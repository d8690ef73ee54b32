"""``colonnes.toml``: the block proposed, what is said of a table, faults with their line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.evidence.pieces import HERE, piece
from tests.evidence.test_cases import TODAY

from playbook_audit.evidence.interface import Circumstances, Refused
from playbook_audit.evidence.readers import unknown_table
from playbook_audit.evidence.tables.mapping import (
    block_for,
    columns_for,
    fingerprint,
    read_mappings,
)

HEADER = ("Canal de diffusion", "Parution", "Accroche")
TOOL = (HERE / "bad/unknown_table/tool.csv").read_text("utf-8")
FILLED = (
    block_for(HEADER)
    .replace('date = ""', 'date = "parution"')
    .replace('reseau = ""', 'reseau = "Canal de diffusion"')
    .replace('texte = ""', 'texte = "Accroche"')
    .replace('compte_fixe = ""', 'compte_fixe = "Ville de Valmont"')
)


def _refused(text: str) -> tuple[str, int | None]:
    with pytest.raises(Refused) as caught:
        read_mappings(text)
    return caught.value.reason, caught.value.line


def test_a_table_is_read_as_its_columns_are_said_to_be() -> None:
    around = Circumstances(TODAY, read_mappings(FILLED))
    (seen,) = unknown_table.read(piece("outil.csv", TOOL), around).accounts
    assert (seen.network, seen.name, len(seen.posts)) == ("facebook", "Ville de Valmont", 2)


def test_a_block_left_empty_says_nothing() -> None:
    assert read_mappings(block_for(HEADER)) == {}


def test_a_header_is_known_whatever_its_accents_and_empty_ends() -> None:
    said = read_mappings(FILLED)
    assert columns_for(("CANAL  DE DIFFUSION", "parution", "accroche", ""), said)
    assert columns_for(("Parution", "Canal de diffusion", "Accroche"), said) is None


def test_american_dates_are_read_when_the_person_says_so() -> None:
    said = read_mappings(FILLED.replace('ordre = "jour/mois"', 'ordre = "mois/jour"'))
    text = TOOL.replace("04/11/2025", "11/25/2025")
    (seen,) = unknown_table.read(piece("outil.csv", text), Circumstances(TODAY, said)).accounts
    assert [str(one.day) for one in seen.posts] == ["2025-03-11", "2025-11-25"]
    with pytest.raises(Refused) as caught:
        unknown_table.read(
            piece("outil.csv", TOOL.replace("04/11", "25/11")), Circumstances(TODAY, said)
        )
    assert caught.value.line == 3


def test_accounts_may_be_said_too() -> None:
    text = "Qui;Où;Combien\nVille;@villevalmont;14 320\n"
    toml = (
        '[inventaire]\nentetes = ["Qui", "Où", "Combien"]\ncontenu = "comptes"\n'
        'reseau_fixe = "instagram"\ncompte = "Qui"\nurl = "Où"\nabonnes = "Combien"\n'
    )
    (seen,) = unknown_table.read(
        piece("i.csv", text), Circumstances(TODAY, read_mappings(toml))
    ).accounts
    assert (seen.network, seen.handle, seen.name) == ("instagram", "villevalmont", "Ville")


@pytest.mark.parametrize(
    ("text", "reason", "line"),
    [
        (
            "collectivite = 'A'\ncollectivite = 'B'\n",
            "colonnes.toml : « collectivite » est écrit deux fois ; gardez une seule ligne",
            2,
        ),
        (
            '[t]\nentetes = ["a"]\ndate = “a”\n',
            'colonnes.toml : « date » ne se lit pas ; attendu : nom = "en-tête", avec des guillemets droits',
            3,
        ),
        ('date = "a"\n', "colonnes.toml : « date » n’est dans aucune section [tableau-…]", 1),
        (
            '[t]\ndate = "a"\n',
            "colonnes.toml : « entetes » manque : la liste des en-têtes du tableau",
            1,
        ),
        (
            '[t]\nentetes = ["a", 2]\n',
            "colonnes.toml : chaque en-tête de « entetes » s’écrit entre guillemets",
            2,
        ),
        (
            '[t]\nentetes = ["a"]\ndtae = "a"\n',
            "colonnes.toml : « dtae » est inconnu ; vouliez-vous dire « date » ?",
            3,
        ),
        (
            '[t]\nentetes = ["a"]\ndate = 3\n',
            "colonnes.toml : « date » s’écrit entre guillemets",
            3,
        ),
        (
            '[s]\nentetes = ["z"]\ndate = "z"\n[t]\nentetes = ["a"]\ndate = "b"\n',
            "colonnes.toml : « date » ne nomme aucun des en-têtes de « entetes »",
            6,
        ),
        (
            '[t]\nentetes = ["a"]\ndate = "a"\nabonnes = "a"\n',
            "colonnes.toml : « abonnes » n’a pas de sens pour des publications",
            4,
        ),
        ('[t]\nentetes = ["a"]\ntexte = "a"\n', "colonnes.toml : dites au moins « date »", 1),
        (
            '[t]\nentetes = ["a"]\ncontenu = "abonnés"\n',
            'colonnes.toml : « contenu » vaut "publications" ou "comptes"',
            3,
        ),
        (
            '[t]\nentetes = ["a"]\nordre = "année"\n',
            'colonnes.toml : « ordre » vaut "jour/mois" ou "mois/jour"',
            3,
        ),
        (
            '[s]\nentetes = ["a"]\ndate = "a"\n[t]\nentetes = ["A"]\ndate = "a"\n',
            "colonnes.toml : deux sections décrivent les mêmes en-têtes ; gardez-en une",
            4,
        ),
        ("a = " + "[" * 100_000, "colonnes.toml : des listes sont imbriquées sans fin", None),
        ("#" * 1_000_001, "colonnes.toml : fichier démesuré", None),
    ],
)
def test_a_fault_says_its_line(text: str, reason: str, line: int | None) -> None:
    assert _refused(text) == (reason, line)


@given(
    st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=20), min_size=1, max_size=8)
)
def test_any_header_makes_a_block_that_reads_back(header: list[str]) -> None:
    fixed = block_for(header).replace('reseau_fixe = ""', 'reseau_fixe = "x"')
    named = next((one for one in header if one.strip()), None)
    if named is None:
        return
    said = read_mappings(fixed.replace('\ndate = ""', f"\ndate = {_toml(named)}"))
    columns = columns_for(header, said)
    assert columns is not None
    assert columns["date"] == named.strip()
    assert fingerprint(header) in said


def _toml(text: str) -> str:
    return '"' + "".join(f"\\U{ord(one):08X}" for one in text) + '"'


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        read_mappings(text)
    except Refused as refused:
        said = refused.reason
    else:
        return
    assert said
