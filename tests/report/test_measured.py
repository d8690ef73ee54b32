"""What a report says of measures: sections 2, 5 and 7, and nothing at all without measures."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests.activity import activities, activity_of, every, file_of, measured_audit
from tests.builders import ON
from tests.report.cases import (
    BAD_TYPOGRAPHY,
    case_of,
    every_case,
    judged_case,
    section,
    tables_of,
    texts_of,
    titles_of,
    words_of,
)
from tests.report.measured import GONE, HOSTILE_NAME, LIVELY, UNMEASURED, lively, town

from playbook_audit.model.activity import AccountActivity, Unlisted
from playbook_audit.report import markdown, terminal
from playbook_audit.report.case import Case
from playbook_audit.report.formats import FORMATS
from playbook_audit.report.interface import Table
from playbook_audit.report.outline import build_outline
from playbook_audit.report.page import Page
from playbook_audit.report.spans import plain

WELCOME = (
    "17 réactions, commentaires et partages par publication la dernière année (sur 54) ; "
    "23 l’année d’avant (sur 73)"
)
WINDOW = (ON - timedelta(days=364), ON)


def words_in(case: Case, name: str) -> str:
    return words_of(section(build_outline(case), name))


def table(case: Case, name: str, caption: str) -> Table:
    found = tables_of(section(build_outline(case), name))
    return next(one for one in found if one.caption.startswith(caption))


def rows_of(shown: Table) -> list[list[str]]:
    spaced = str.maketrans("\u202f\u00a0", "  ")
    return [[plain(cell).translate(spaced) for cell in row] for row in shown.rows]


def months_of(account: AccountActivity) -> list[str]:
    case = judged_case(measured_audit([{**LIVELY, "last_post": "?"}], account))
    [row] = rows_of(table(case, "accounts", "Publications par mois"))
    return [cell for cell in row[1:] if "2026" not in cell]


# ---------------------------------------------------------------- without measures


def test_nothing_is_said_of_measures_where_there_are_none() -> None:
    for case in every_case():
        words = words_of(build_outline(case)) + "\n".join(titles_of(build_outline(case)))
        assert "copies de vos comptes" not in words
        assert "Publications par mois" not in words
        assert "Fichiers lus" not in words
        assert "Mesures" not in [*titles_of(build_outline(case))]


def test_measures_of_accounts_the_audit_does_not_list_change_nothing() -> None:
    case = case_of([UNMEASURED])
    given = replace(case.answers, measured=replace(activities(lively()), input_name=""))

    assert build_outline(judged_case(given)) == build_outline(case)


# ---------------------------------------------------------------- 2. the accounts


def test_a_measured_account_says_so_and_the_others_do_not() -> None:
    rows = {row[0]: row for row in rows_of(table(town(), "accounts", "État et décision"))}

    assert rows["Facebook — VilleDeValmont"][4] == "mesuré"
    assert rows["Instagram — musee"][4] == "déclaré"


def test_each_copy_says_how_far_it_goes_the_rhythm_and_the_longest_silence() -> None:
    rows = {row[0]: row[1:] for row in rows_of(table(town(), "accounts", "Copie, rythme"))}

    assert rows == {
        "Facebook — VilleDeValmont": [
            "21 nov. 2026",
            "4 par mois",
            "70 jours, jusqu’au 12 mai 2026",
        ],
        "X — valmont": ["20 nov. 2026", "2 par mois", "au moins 198 jours, en cours"],
        "YouTube — Ville de Valmont-sur-Loire": [
            "30 avr. 2026 ; rien de connu depuis",
            "9 en 12 mois",
            "au moins 42 jours, peut-être en cours",
        ],
    }


def test_the_timeline_counts_twelve_months_and_marks_what_fell_silent() -> None:
    shown = table(town(), "accounts", "Publications par mois")
    rows = {row[0]: row[1:] for row in rows_of(shown)}

    assert shown.caption.replace("\u00a0", " ") == (
        "Publications par mois, de décembre 2025 à novembre 2026 (– : rien de connu)"
    )
    assert [one.title for one in shown.columns][1] == "décembre 2025"
    assert "".join(one.short for one in shown.columns) == "DJFMAMJJASON"
    assert rows["X — valmont"][:12] == [*"433431000000"]
    assert rows["X — valmont"][12].endswith("6 mai 2026")
    assert rows["X — valmont"][12][0] in "×○"
    assert rows["Facebook — VilleDeValmont"][3:6] == ["1", "0", "4"]
    assert rows["Facebook — VilleDeValmont"][12] == ""
    assert rows["YouTube — Ville de Valmont-sur-Loire"][4:7] == ["0", "–", "–"]


def test_the_timeline_begins_with_the_first_month_known_of_any_account() -> None:
    other = {**LIVELY, "key": "x-ville", "platform": "x", "handle": "valmont"}
    covered = (date(2026, 10, 1), ON), (date(2026, 9, 1), ON)
    measured = (
        activity_of(key, [], known, network=network)
        for key, known, network in zip(
            ("facebook-ville", "x-ville"), covered, ("facebook", "x"), strict=True
        )
    )
    case = judged_case(measured_audit([LIVELY, other], *measured))
    rows = rows_of(table(case, "accounts", "Publications par mois"))

    assert [row[1:4] for row in rows] == [["–", "0", "0"], ["0", "0", "0"]]


def test_a_month_copied_in_part_is_marked() -> None:
    account = activity_of("facebook-ville", [], (date(2026, 9, 10), date(2026, 11, 20)))

    assert months_of(account) == ["0+", "0", "0"]


def test_a_month_that_begins_with_the_account_is_whole() -> None:
    days = [date(2026, 9, 12), date(2026, 11, 2)]
    covered = (None, date(2026, 11, 20))
    account = activity_of("facebook-ville", days, covered, opened_on=date(2026, 9, 10))

    assert months_of(account) == ["1", "0", "1"]


def test_a_hole_between_two_copies_is_unknown_and_not_empty() -> None:
    first = activity_of("facebook-ville", [], (date(2026, 1, 1), date(2026, 5, 31)))
    second = file_of("suite.csv", (date(2026, 8, 1), ON))
    account = replace(first, files=(*first.files, second))

    assert months_of(account) == [*"00000––0000"]


def test_what_is_dated_after_the_audit_is_left_out() -> None:
    days = [ON - timedelta(days=10), ON + timedelta(days=3)]
    account = activity_of("facebook-ville", days, (WINDOW[0], ON + timedelta(days=5)))
    case = judged_case(measured_audit([LIVELY], account))

    assert rows_of(table(case, "accounts", "Copie, rythme"))[0][1] == "22 nov. 2026"
    assert months_of(account)[-1] == "1"


def test_a_file_that_covers_no_day_is_told_as_such() -> None:
    account = activity_of("facebook-ville", [], file=file_of("vide.csv", None))
    case = judged_case(measured_audit([LIVELY], account))

    assert rows_of(table(case, "accounts", "Copie, rythme"))[0][1:] == ["période inconnue", "", ""]
    assert "Publications par mois" not in words_in(case, "accounts")
    assert "le fichier ne dit pas la période" in words_in(case, "annexes")


# ---------------------------------------------------------------- 5. contradictions, accounts unseen


def test_a_contradiction_says_both_values_and_who_says_each() -> None:
    account = activity_of("x-ville", [date(2026, 5, 8)], (None, ON), network="x")
    case = judged_case(measured_audit([{**GONE, "last_post": "2026-10-02"}], account))
    words = words_in(case, "unknowns")
    row = rows_of(table(case, "accounts", "État et décision"))[0]

    assert "Votre réponse dit : 2 octobre 2026 ; la copie du compte montre : 8 mai 2026." in words
    assert row[2] == "2 oct. 2026 ou 8 mai 2026"
    assert row[4] == "déclaré ou mesuré"


def test_an_account_seen_in_a_file_and_missing_from_the_list_is_told() -> None:
    answers = measured_audit([LIVELY], lively())
    sha = lively().files[0].sha256
    seen = (Unlisted("instagram", sha, lively().files[0].name), Unlisted("mastodon", "f" * 64))
    case = judged_case(replace(answers, measured=replace(answers.measured, unlisted=seen)))
    words = words_in(case, "unknowns")

    assert "Instagram, dans le fichier Apr-01-2026_mairie.csv." in words
    assert "Mastodon, dans un fichier d’empreinte ffffffffffff." in words


# ---------------------------------------------------------------- 7. annexes


def test_the_annexes_say_what_was_posted_how_it_was_received_and_answered() -> None:
    rows = {row[0]: row[1:] for row in rows_of(table(town(), "annexes", "Ce que disent"))}

    assert rows["Facebook — VilleDeValmont"] == [
        "191, du 3 janvier 2024 au 14 novembre 2026",
        "83 % ; les autres reprennent d’autres comptes",
        "96 vidéos, 95 images",
        WELCOME,
        "non mesurable avec ces fichiers",
        "3 120 le 21 novembre 2026",
    ]
    assert rows["X — valmont"][1:5] == [
        "toutes",
        "non précisés",
        "non mesurable avec ces fichiers",
        "2, délai médian de 2 heures (connu pour 1)",
    ]


def test_the_formula_of_the_welcome_is_said_and_networks_are_not_compared() -> None:
    words = words_in(town(), "annexes")

    assert "réactions, de ses commentaires et de ses partages" in words
    assert "comparé qu’à son propre passé" in words


def test_each_file_says_what_it_is_covers_and_left_out() -> None:
    rows = {row[0]: row[1:] for row in rows_of(table(town(), "annexes", "Fichiers d’où"))}

    assert rows["Apr-01-2026_mairie.csv"][:-1] == [
        "Meta Business Suite, contenu de Facebook ou d’Instagram (CSV)",
        "Facebook — VilleDeValmont",
        "du 1er janvier 2024 au 21 novembre 2026",
        "heures de Californie converties",
        "191",
        "2",
    ]
    assert rows["flux.xml"][2:4] == [
        "les dernières publications, du 3 janvier 2025 au 30 avril 2026",
        "jour seulement",
    ]
    assert rows[HOSTILE_NAME][2:4] == [
        "tout ce qui est en ligne, jusqu’au 20 novembre 2026",
        "heure tirée du numéro de la publication",
    ]
    assert all(re.fullmatch("[0-9a-f]{12}", row[-1]) for row in rows.values())


def test_a_file_that_tells_of_two_accounts_is_listed_once() -> None:
    copy = file_of("deux.csv", WINDOW, kept=3, rejected=1)
    other = {**LIVELY, "key": "instagram-ville", "platform": "instagram", "handle": "valmont"}
    case = judged_case(
        measured_audit(
            [LIVELY, other],
            activity_of("facebook-ville", every(30, *WINDOW), file=copy),
            activity_of("instagram-ville", every(30, *WINDOW), network="instagram", file=copy),
        )
    )
    [row] = rows_of(table(case, "annexes", "Fichiers d’où"))

    assert row[2] == "Facebook — VilleDeValmont et Instagram — valmont"
    assert row[5:7] == ["6", "1"]


def test_the_file_of_measures_is_among_what_the_report_is_made_from() -> None:
    words = words_in(town(), "annexes")

    assert "audit.activity.json" in words
    assert town().answers.measured.input_sha256 in words


# ---------------------------------------------------------------- the whole document


def test_our_sentences_have_french_typography() -> None:
    outline = build_outline(town())
    texts = ["".join("x" if s.style == "code" else s.text for s in t) for t in texts_of(outline)]
    ours = [text for text in [*texts, *titles_of(outline)] if text != HOSTILE_NAME]

    assert not [text for text in ours if BAD_TYPOGRAPHY.search(text)]
    assert not re.search(r"\{\w|None|\binf\b|nan\b|0001", words_of(outline))


@pytest.mark.parametrize("width", [40, 60, 80, 120])
@pytest.mark.parametrize("accessible", [False, True])
def test_no_line_is_wider_than_the_screen(width: int, accessible: bool) -> None:
    text = terminal.render(build_outline(town()), width, accessible=accessible)

    assert max(map(len, text.split("\n"))) <= width
    assert "\x1b" not in text
    assert "\u202e" not in text


def test_at_eighty_columns_the_timeline_is_a_grid_and_below_one_block_an_account() -> None:
    wide = terminal.render(build_outline(town()), 80)
    narrow = terminal.render(build_outline(town()), 60)

    assert re.search(r"Compte +D +J +F +M +A +M +J +J +A +S +O +N", wide)
    assert "décembre 2025" in narrow
    assert re.search(r"^ +novembre 2026\s: 3$", narrow, re.MULTILINE)
    assert re.search(
        r"^ +Copie jusqu’au\s: 30 avr. 2026\s; rien de connu depuis$", narrow, re.MULTILINE
    )


def test_a_file_name_does_nothing_in_markdown() -> None:
    text = markdown.render(build_outline(town()))

    assert "<b>" not in text.replace(r"\<b>", "")
    assert r"Export \| \<b>\[1](x)\</b> \*2026\*" in text


def test_the_same_measures_in_another_order_give_the_same_report() -> None:
    answers = town().answers
    accounts = dict(reversed([*answers.measured.accounts.items()]))
    turned = replace(answers, measured=replace(answers.measured, accounts=accounts))

    for one in FORMATS.values():
        assert one.draw(judged_case(turned), Page()) == one.draw(town(), Page())
