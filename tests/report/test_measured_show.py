"""What ``evidence show`` prints: each account in a few lines, the months, the files, what is left."""

import re
from dataclasses import replace

import pytest
from tests.activity import activities, activity_of, measured_audit
from tests.builders import ON, audit
from tests.report.cases import BAD_TYPOGRAPHY, texts_of, titles_of, words_of
from tests.report.measured import ACCOUNTS, HOSTILE_NAME, UNMEASURED, answers, lively

from playbook_audit.catalogue.load import catalogue
from playbook_audit.model.activity import NO_ACTIVITY, Activity, Unlisted
from playbook_audit.model.answer import Answers
from playbook_audit.report import markdown, terminal
from playbook_audit.report.interface import Outline
from playbook_audit.report.measured import measures_outline

LIVELY_ACCOUNT = """\
── Facebook — VilleDeValmont
Période connue : du 1er janvier 2024 au 21 novembre 2026
Publications : 191, du 3 janvier 2024 au 14 novembre 2026
Rythme de la dernière année : 4 par mois
Plus long silence : 70 jours, du 3 mars au 12 mai 2026
Publications à vous : 83 % ; les autres reprennent d’autres comptes
Contenus : 96 vidéos, 95 images
Accueil : 17 réactions, commentaires et partages par publication la dernière
  année (sur 54) ; 23 l’année d’avant (sur 73)
Réponses à des personnes : non mesurable avec ces fichiers
Abonnés : 3 120 le 21 novembre 2026
"""


def shown(given: Answers, activity: Activity | None = None) -> Outline:
    return measures_outline(catalogue(), given, activity or given.measured, ON)


def spaced(text: str) -> str:
    return text.replace("\u202f", " ").replace("\u00a0", " ")


def test_an_account_is_told_in_a_few_lines() -> None:
    assert LIVELY_ACCOUNT in spaced(terminal.render(shown(answers())))


def test_the_head_counts_accounts_and_files() -> None:
    words = words_of(shown(answers()))

    assert words.startswith("Mesures des comptes — Valmont-sur-Loire\n")
    assert "Au 22 novembre 2026 · 3 comptes mesurés sur 4 · 3 fichiers" in words


def test_accounts_without_a_copy_are_named() -> None:
    assert "Comptes sans copie : Instagram — musee." in words_of(shown(answers()))
    everyone = measured_audit([ACCOUNTS[0]], lively())
    assert "Chaque compte de votre liste a une copie lue." in words_of(shown(everyone))


def test_without_measures_it_says_how_to_begin() -> None:
    outline = shown(audit([UNMEASURED]), NO_ACTIVITY)

    assert "evidence add" in words_of(outline)
    assert [one.id for one in outline.sections] == ["measures"]


def test_an_account_gone_from_the_list_keeps_its_key() -> None:
    left = activities(activity_of("ancien-compte", [ON], (ON, ON)))

    assert "ancien-compte" in words_of(shown(audit([UNMEASURED]), left))


def test_an_account_of_nobody_is_told() -> None:
    activity = replace(activities(lively()), unlisted=(Unlisted("x", "a" * 64),))

    assert "X, dans un fichier d’empreinte aaaaaaaaaaaa." in words_of(shown(answers(), activity))


def test_our_sentences_have_french_typography() -> None:
    outline = shown(answers())
    texts = ["".join("x" if s.style == "code" else s.text for s in t) for t in texts_of(outline)]
    ours = [text for text in [*texts, *titles_of(outline)] if text != HOSTILE_NAME]

    assert not [text for text in ours if BAD_TYPOGRAPHY.search(text)]


@pytest.mark.parametrize("width", [40, 60, 80])
@pytest.mark.parametrize("accessible", [False, True])
def test_it_fits_any_screen_and_names_do_nothing(width: int, accessible: bool) -> None:
    text = terminal.render(shown(answers()), width, accessible=accessible)

    assert max(map(len, text.split("\n"))) <= width
    assert "\x1b" not in text


def test_markdown_escapes_the_names_of_files() -> None:
    assert r"\[1](x)\</b> \*2026\*" in markdown.render(shown(answers()))


def test_the_months_are_there() -> None:
    assert re.search(r"D +J +F +M +A +M +J", terminal.render(shown(answers())))
