"""What every report says, whatever draws it: each promise of the design, on real audits."""

import re
from collections.abc import Iterable

import pytest
from tests.builders import ON, audit
from tests.report.cases import (
    ABSENT,
    BAD_TYPOGRAPHY,
    VILLAGE,
    VILLAGE_ACCOUNT,
    absent,
    case_of,
    every_case,
    example,
    fleet,
    judged_case,
    section,
    tables_of,
    texts_of,
    titles_of,
    village,
    words_of,
)

from playbook_audit.model.answer import Answers
from playbook_audit.report import markdown, terminal
from playbook_audit.report.actions import first_matters, matters_to_act_on
from playbook_audit.report.case import Case
from playbook_audit.report.formats import FORMATS
from playbook_audit.report.interface import Bullets, Notice, Outline, Span, Subheading
from playbook_audit.report.labels import Labels
from playbook_audit.report.outline import build_outline
from playbook_audit.report.page import Page
from playbook_audit.report.spans import plain
from playbook_audit.report.words import plural

SECTIONS = [
    "first-page",
    "risks",
    "accounts",
    "plan",
    "strategy",
    "unknowns",
    "findings",
    "annexes",
]
SILENT = {"key": "fb", "platform": "facebook", "handle": "Mairie", "scope": "general"}


def page_one(case: Case) -> str:
    return words_of(section(build_outline(case), "first-page"))


def words_in(case: Case, name: str) -> str:
    return words_of(section(build_outline(case), name))


def drawn(case: Case) -> Iterable[str]:
    return (one.draw(case, Page()) for one in FORMATS.values())


# ---------------------------------------------------------------- the whole document


def test_the_sections_are_those_of_the_design_and_the_first_alone_is_the_first_page() -> None:
    outline = build_outline(example("valmont-sur-loire"))

    assert [one.id for one in outline.sections] == SECTIONS
    assert [one.id for one in outline.sections if one.first_page] == ["first-page"]


def test_the_head_says_who_and_when() -> None:
    outline = build_outline(example("valmont-sur-loire"))

    assert plain(outline.title).endswith("Valmont-sur-Loire")
    assert "22 novembre 2026" in plain(outline.subtitle)
    assert "Commune" in plain(outline.subtitle)


def test_every_finding_raised_stands_in_every_format() -> None:
    for case in every_case():
        for text in drawn(case):
            missing = {one.rule for one in case.assessment.raised if one.rule not in text}
            assert not missing


def test_every_account_is_named_in_every_format() -> None:
    case = fleet()
    keys = [one.key for one in case.assessment.accounts]
    names = [plain(Labels(case).account(key)) for key in keys]

    for name, one in FORMATS.items():
        text = re.sub(r"\s+", " ", one.draw(case, Page(200)))
        assert all(label in text for label in names), name


def test_the_same_answers_in_another_order_give_the_same_report() -> None:
    case = example("valmont-sur-loire")
    given = case.answers
    shuffled = Answers(
        answers=dict(reversed([*given.answers.items()])),
        accounts=tuple(reversed(given.accounts or ())),
        on=given.on,
        input_name=given.input_name,
        input_sha256=given.input_sha256,
    )

    assert [*drawn(judged_case(shuffled))] == [*drawn(case)]


def test_our_sentences_have_french_typography() -> None:
    """Names typed in these audits hold none of these marks, so that all the rest is ours."""
    for case in every_case():
        outline = build_outline(case)
        texts = ["".join(_shown(span) for span in text) for text in texts_of(outline)]
        wrong = [text for text in [*texts, *titles_of(outline)] if BAD_TYPOGRAPHY.search(text)]
        assert not wrong


def _shown(span: Span) -> str:
    return "x" if span.style == "code" else span.text


def test_nothing_is_printed_that_was_left_to_fill() -> None:
    for case in every_case():
        words = words_of(build_outline(case))
        assert not re.search(r"\{\w|None|\binf\b|nan\b|frozenset", words)


@pytest.mark.parametrize("width", [40, 60, 80])
def test_the_terminal_takes_any_case_at_any_width(width: int) -> None:
    for case in every_case():
        text = terminal.render(build_outline(case), width, colour=False, accessible=False)
        assert text.strip()


# ---------------------------------------------------------------- the first page


def test_the_first_page_counts_and_names_the_accounts_that_fall_silent() -> None:
    words = page_one(example("valmont-sur-loire"))

    assert "2 comptes sur 8 se taisent" in words
    assert "Facebook — Mairie de Valmont" in words
    assert "1 autre a été fermé volontairement." in words


def test_the_first_page_holds_no_score_and_no_id() -> None:
    for case in every_case():
        words = page_one(case)
        assert not any(rule in words for rule in case.catalogue.rulebook.findings)
        assert "δ" not in words
        assert not re.search(r"\d+ ?/ ?\d+|sur 100|\d %", words)


def test_at_most_five_decisions_each_with_who_when_how_long_and_what_otherwise() -> None:
    case = fleet()
    notices = [
        block
        for block in section(build_outline(case), "first-page").blocks
        if isinstance(block, Notice)
    ]
    items = [
        item
        for notice in notices
        for block in notice.blocks
        if isinstance(block, Bullets)
        for item in block.items
    ]

    assert len(items) == 5
    for item in items:
        under = "\n".join(plain(text) for text in item.under)
        assert "Qui" in under
        assert "Quand" in under
        assert "Temps" in under
        assert "Sinon" in under


def test_silent_accounts_with_the_same_remedy_are_one_decision_naming_them() -> None:
    accounts = [
        {
            **SILENT,
            "key": key,
            "handle": key,
            "platform": platform,
            "status": "idle",
            "last_post": "2025-06-01",
            "unique_reach": "elsewhere",
        }
        for key, platform in (("un", "facebook"), ("deux", "instagram"), ("trois", "x"))
    ]
    words = page_one(case_of(accounts))

    assert words.count("Décider : archiver, comme nous le proposons, ou reprendre") == 1
    assert "Facebook — un" in words
    assert "Instagram — deux" in words
    assert "X — trois" in words
    assert "Notre proposition : archiver" in words


def test_the_gravest_matters_come_first_then_what_weighs_most_together() -> None:
    taken = first_matters(fleet())
    ranks = [one.gravest.severity.rank for one in taken]

    assert ranks == sorted(ranks, reverse=True)
    assert "abandoned_account" in {one.rule.id for one in taken}


def test_a_careful_village_has_nothing_urgent() -> None:
    words = page_one(village())
    outline = build_outline(village())
    titles = [b.title for b in section(outline, "first-page").blocks if isinstance(b, Notice)]

    assert titles[0] == "Rien d’urgent"
    assert "À décider d’abord" not in titles
    assert "faible" in words


def test_a_silent_village_is_not_told_that_nothing_is_urgent() -> None:
    case = case_of(
        [{**VILLAGE_ACCOUNT, "status": "idle", "last_post": "2024-01-01", "scope": "general"}],
        **VILLAGE,
    )

    assert not case.assessment.nothing_urgent
    assert "1 compte sur 1 se tait" in page_one(case)


def test_an_assumed_absence_is_what_works() -> None:
    words = page_one(absent())

    assert "Absence assumée" in words
    assert "rien ne le pénalise" in words


def test_when_no_benefit_is_known_it_is_said_kindly() -> None:
    words = page_one(case_of())

    assert "cela ne veut pas dire que rien ne marche" in words


def test_an_open_level_is_a_set_of_words() -> None:
    assert "modéré à élevé" in page_one(example("valmont-sur-loire"))
    assert "à préciser (faible à très élevé)" in page_one(example("pays-de-lumbres"))


def test_accounts_nobody_knows_about_ask_to_be_cleared_up_first() -> None:
    words = page_one(example("pays-de-lumbres"))

    assert "On ne sait pas encore si vos 7 comptes vivent" in words
    assert "À éclaircir (vos 7 comptes)" in words


def test_the_secretariat_acts_in_a_small_commune() -> None:
    case = case_of(
        [{**VILLAGE_ACCOUNT, "status": "idle", "last_post": "2024-01-01", "scope": "general"}],
        **VILLAGE,
    )

    assert "secrétariat de mairie" in words_in(case, "plan").lower()


# ---------------------------------------------------------------- 1. risks and benefits


def test_dormant_accounts_and_the_image_lead_as_soon_as_they_are_raised() -> None:
    headings = [
        plain(block.text)
        for block in section(build_outline(example("valmont-sur-loire")), "risks").blocks
        if isinstance(block, Subheading)
    ]

    assert headings[0].startswith("Comptes en sommeil ou abandonnés")
    assert headings[1].startswith("Image morcelée")


def test_silent_accounts_are_named_with_days_date_and_source() -> None:
    table = next(
        one
        for one in tables_of(section(build_outline(example("valmont-sur-loire")), "risks"))
        if one.caption == "Comptes qui se taisent"
    )
    rows = [[plain(cell).replace("\u202f", " ") for cell in row] for row in table.rows]

    assert rows[0][:5] == [
        "Facebook — Mairie de Valmont (officiel)",
        "× abandonné",
        "mars 2025",
        "601 à 631 jours (19 à 20 mois)",
        "déclaré",
    ]
    assert not any("valmont_sur_loire" in row[0] for row in rows)


def test_an_account_closed_on_purpose_is_shown_as_closed_never_as_dormant() -> None:
    case = case_of(
        [{**SILENT, "status": "closed", "exit_notice": "full", "last_post": "2020-01-01"}]
    )
    words = words_of(build_outline(case))

    assert "■ fermé volontairement" in words_in(case, "accounts")
    assert "Comptes qui se taisent" not in [
        one.caption for one in tables_of(section(build_outline(case), "risks"))
    ]
    assert "se taisent" not in words


def test_what_would_settle_an_open_level_is_named() -> None:
    words = words_in(example("valmont-sur-loire"), "risks")

    assert "Une seule réponse suffirait" in words
    assert "Combien de personnes peuvent s’y connecter aujourd’hui ?" in words


def test_a_benefit_not_known_is_possible_and_says_which_answer_would_tell() -> None:
    words = words_in(example("pays-de-lumbres"), "risks")

    assert (
        "Famille de comptes organisée\npossible, au moins à portée\nCes réponses le diraient"
        in words
    )


def test_a_great_risk_is_told_whole_even_when_it_is_low() -> None:
    case = case_of(
        [
            {
                **SILENT,
                "scope": "theme",
                "comments_open": "neither",
                "followers": 0,
                "status": "idle",
                "last_post": "2024-01-01",
                "owner": "service",
            }
        ],
        org_population=250000,
    )

    assert case.assessment.risk("abandonment").levels[0] == "low"
    assert "Facebook — Mairie\n× abandonné\n1er janv. 2024" in words_in(case, "risks")


def test_a_benefit_not_sought_is_never_printed() -> None:
    case = example("valmont-sur-loire")
    found = {
        case.catalogue.rulebook.benefits[one.rule].title
        for one in case.assessment.benefits
        if one.state == "not_sought"
    }
    had = {
        case.catalogue.rulebook.benefits[one.rule].title
        for one in case.assessment.benefits
        if one.state != "not_sought"
    }
    words = words_of(build_outline(case))

    assert found - had
    assert not [title for title in found - had if title in words]


# ---------------------------------------------------------------- 2. accounts


def test_possible_states_are_listed() -> None:
    case = case_of([{**SILENT, "status": "live", "last_post": "2026-10-01"}])

    assert "? actif, au ralenti ou en sommeil" in words_in(case, "accounts")


def test_up_to_twenty_accounts_make_one_table_more_are_grouped_by_decision() -> None:
    few, many = fleet(20), fleet(21)

    assert len(tables_of(section(build_outline(few), "accounts"))) == 2
    decisions = {one.decision.decision for one in many.assessment.accounts}
    assert len(tables_of(section(build_outline(many), "accounts"))) == len(decisions) + 1


def test_the_matrix_names_gaps_and_duplicates() -> None:
    words = words_in(example("valmont-sur-loire"), "accounts")

    assert "Publics sans compte à eux : Aînés." in words
    assert "Même objectif, même public, même réseau : Facebook — Mairie" in words


def test_a_closed_account_serves_nothing_in_the_matrix() -> None:
    placed = {**SILENT, "purpose": "inform", "audience": "families"}
    case = case_of(
        [
            {**placed, "key": "a", "handle": "ouvert", "last_post": "2026-11-20"},
            {**placed, "key": "b", "handle": "parti", "status": "closed", "exit_notice": "full"},
        ],
        objectives_list=["inform"],
        audiences_named=["families"],
    )
    matrix = tables_of(section(build_outline(case), "accounts"))[1]

    assert [[plain(cell) for cell in row] for row in matrix.rows] == [
        ["Informer sur la vie locale", "Facebook — ouvert"]
    ]


# ---------------------------------------------------------------- 3. and 4. plan and strategy


def test_every_remedy_of_a_matter_to_act_on_is_in_the_plan() -> None:
    case = example("valmont-sur-loire")
    words = words_in(case, "plan").replace("’", "'")

    for matter in matters_to_act_on(case):
        for remedy in matter.rule.remedy:
            assert remedy.do.replace("’", "'") in words


def test_an_account_found_abandoned_is_not_also_told_as_stopped_without_a_decision() -> None:
    case = example("valmont-sur-loire")
    told = {matter.rule.id for matter in matters_to_act_on(case)}

    assert {"abandoned_account", "dormant_account"} <= told
    assert "idle_undecided" not in told
    assert "idle_undecided" in words_in(case, "findings")


def test_each_decision_comes_with_its_reason_and_the_answers_behind_it() -> None:
    words = words_in(example("valmont-sur-loire"), "strategy")

    assert "Il n’a jamais servi, et son public trouve ces informations ailleurs." in words
    assert "« Oui, sur un autre de nos supports »" in words


def test_a_decision_to_clarify_names_the_missing_answers() -> None:
    case = case_of([{**SILENT, "last_post": "?"}])

    assert "Il manque : « Où en est ce compte ? »" in words_in(case, "strategy")


def test_absences_are_given_network_by_network() -> None:
    case = case_of(
        **{**ABSENT, "absence_chosen": ["tiktok", "x"]},
    )
    rows = [row for one in tables_of(section(build_outline(case), "strategy")) for row in one.rows]

    assert [plain(row[0]) for row in rows] == ["X (Twitter)", "TikTok"]


# ---------------------------------------------------------------- 5. unknowns


def test_at_most_ten_questions_are_ranked_and_the_others_counted() -> None:
    case = example("pays-de-lumbres")
    unknowns = section(build_outline(case), "unknowns")

    assert len(tables_of(unknowns)[0].rows) == 10
    assert "autres questions éclaireraient aussi un risque" in words_of(unknowns)


def test_a_missing_answer_is_never_a_fault() -> None:
    assert "n’est jamais une faute" in words_in(example("pays-de-lumbres"), "unknowns")


def test_parts_with_many_unknown_answers_are_noted() -> None:
    words = words_in(example("valmont-sur-loire"), "unknowns")

    assert "Écoute et lien : 2 réponses manquent sur 7." in words
    assert "Objectifs et stratégie :" not in words


def test_contradictions_are_kept_side_by_side() -> None:
    case = case_of(
        contradictory_messages={"contradicted": [{"value": "no"}, {"value": "serious"}]},
    )

    assert "(réponses contraires)" in words_in(case, "unknowns")


def test_everything_answered_is_said() -> None:
    assert "Toutes les questions" in words_in(absent(), "unknowns")


# ---------------------------------------------------------------- 6. findings


def test_a_finding_says_its_grade_threshold_sources_and_way_out() -> None:
    words = words_in(example("valmont-sur-loire"), "findings")

    assert "Constat élevé (d’ordinaire modéré ; relevé par : « Au nom de quoi" in words
    assert "en sommeil à 90 jours de silence, abandonné à 180 jours (choix de l’outil)" in words
    assert "Emerson College" in words
    assert "Dès que l’une de ces réponses sera vraie" in words


def test_a_parameter_named_by_a_rule_is_printed_with_its_ground() -> None:
    words = words_in(example("valmont-sur-loire"), "findings")

    assert "(accounts_needing_rules) : 3 comptes, choix de l’outil" in words


def test_a_point_of_law_is_to_be_checked() -> None:
    words = words_in(example("valmont-sur-loire"), "findings")

    assert "À faire vérifier. Concerne : communes de 1 000 habitants et plus" in words


def test_a_rule_that_names_accounts_shows_the_answer_of_each() -> None:
    case = case_of(
        [
            {
                **SILENT,
                "key": key,
                "handle": key,
                "platform": platform,
                "mfa": "none",
                "last_post": "2026-11-20",
            }
            for key, platform in (("a", "facebook"), ("b", "instagram"))
        ]
    )
    rows = [
        [plain(cell) for cell in row]
        for one in tables_of(section(build_outline(case), "findings"))
        for row in one.rows
        if "double vérification" in plain(row[0])
    ]

    assert rows == [[rows[0][0], "Non", "Facebook — a et Instagram — b", "déclaré"]]


def test_accepted_findings_stand_apart_with_their_reason() -> None:
    case = fleet()
    words = words_in(case, "findings")

    assert "charte prévue en 2027" in words
    assert "30 juin 2027" in words
    assert "no_identity_rule" not in {one.rule for one in case.assessment.raised}


def test_every_rule_of_the_catalogue_stands_in_the_findings_or_is_counted() -> None:
    for case in every_case():
        words = words_in(case, "findings")
        applying = {one.rule for one in case.assessment.findings if one.state != "not_applicable"}
        assert not [rule for rule in applying if rule not in words]
        left = len(case.catalogue.rulebook.findings) - len(applying)
        assert not left or f"seulement : {plural(left, 'règle')}." in words


# ---------------------------------------------------------------- 7. annexes


def test_no_figure_is_given_to_a_practice_little_is_known_of() -> None:
    words = words_in(example("pays-de-lumbres"), "annexes")

    assert "trop peu de réponses" in words
    assert "Stratégie\ntrop peu de réponses\n0 %" in words


def test_inputs_and_rules_are_told_with_their_hashes() -> None:
    case = example("valmont-sur-loire")
    words = words_in(case, "annexes")

    assert case.answers.input_sha256 in words
    assert case.catalogue.sha256 in words
    assert case.answers.input_name in words


def test_notes_are_printed_as_they_were_typed() -> None:
    assert "liste de 2023, sans TikTok ni LinkedIn" in words_in(
        example("valmont-sur-loire"), "annexes"
    )


# ---------------------------------------------------------------- size and hostile names


def test_a_report_on_sixty_accounts_stays_readable() -> None:
    text = markdown.render(build_outline(fleet()))

    assert len(text.splitlines()) < 1_500
    assert max(map(len, text.splitlines())) < 5_000


def test_what_people_typed_is_never_taken_for_a_placeholder() -> None:
    hostile = "{account.label} {0} {"
    outline: Outline = build_outline(
        judged_case(audit([{**SILENT, "handle": hostile}], ON, org_name=hostile))
    )

    assert plain(outline.title).endswith(hostile)
