from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from tests.builders import audit

from playbook_audit.assessment.engine import assess
from playbook_audit.assessment.inquiry import inquire
from playbook_audit.catalogue.load import catalogue as load_catalogue
from playbook_audit.catalogue.locate import locate
from playbook_audit.dossier.read import read_answers
from playbook_audit.model.answer import Acceptance, Answers
from playbook_audit.model.assessment import Unknown
from playbook_audit.model.catalogue import Catalogue
from playbook_audit.model.errors import UnknownId
from playbook_audit.model.typography import NARROW_NO_BREAK, NO_BREAK
from playbook_audit.report.case import Case
from playbook_audit.report.explanation import explain
from playbook_audit.report.explanation.subject import known_ids, subjects
from playbook_audit.report.interface import (
    Block,
    Bullets,
    Facts,
    Notice,
    Outline,
    Paragraph,
    Section,
    Subheading,
    Table,
)
from playbook_audit.report.spans import plain

ON = date(2026, 11, 22)
IDS = known_ids(load_catalogue(), None)
SILENT = {"key": "x-ville", "platform": "x", "scope": "theme", "status": "idle"}


def case_of(catalogue: Catalogue, answers: Answers) -> Case:
    assessment = assess(catalogue, answers, ON)
    return Case(catalogue, answers, assessment, inquire(catalogue, answers, assessment))


@pytest.fixture(scope="module")
def town(catalogue: Catalogue) -> Case:
    """The example of the repository: nine accounts, much answered, some of it unknown."""
    file = locate("examples") / "valmont-sur-loire.yaml"
    return case_of(catalogue, read_answers(file, catalogue, ON))


@pytest.fixture(scope="module")
def bare(catalogue: Catalogue) -> Case:
    """A town that has answered next to nothing, and listed no account."""
    return case_of(catalogue, audit())


@pytest.fixture(scope="module")
def silent(catalogue: Catalogue) -> Case:
    """One account silent for 198 days."""
    return case_of(catalogue, audit([{**SILENT, "last_post": "2026-05-08"}]))


def lines(blocks: tuple[Block, ...]) -> Iterator[str]:
    """Give every text of some blocks, with ordinary spaces."""
    for text in _texts(blocks):
        yield text.replace(NO_BREAK, " ").replace(NARROW_NO_BREAK, " ")


def _texts(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Paragraph() | Subheading():
                yield plain(block.text)
            case Bullets():
                for item in block.items:
                    yield plain(item.text)
                    yield from map(plain, item.under)
            case Table():
                yield block.caption
                yield from (column.title for column in block.columns)
                yield from (" | ".join(map(plain, row)) for row in block.rows)
            case Facts():
                yield from (f"{fact.term} : {plain(fact.text)}" for fact in block.facts)
            case Notice():
                yield from _texts(block.blocks)


def section(outline: Outline, ending: str = "") -> Section:
    return next(one for one in outline.sections if one.id.endswith(ending))


def told(outline: Outline) -> str:
    return "\n".join(line for one in outline.sections for line in lines(one.blocks))


def here(outline: Outline) -> str:
    return "\n".join(lines(section(outline, "-here").blocks))


# ---------------------------------------------------------------- every id


@pytest.mark.parametrize("wanted", IDS)
def test_every_id_of_the_catalogue_is_explained(catalogue: Catalogue, wanted: str) -> None:
    outline = explain(catalogue, wanted, None)
    assert plain(outline.title).endswith(f"({wanted})")
    assert told(outline)
    assert not any(one.id.endswith("-here") for one in outline.sections)


@pytest.mark.parametrize("wanted", IDS)
def test_every_id_is_explained_in_an_audit(
    catalogue: Catalogue, town: Case, bare: Case, wanted: str
) -> None:
    for case in (town, bare):
        assert here(explain(catalogue, wanted, case))


def test_every_finding_on_an_account_is_explained(catalogue: Catalogue, town: Case) -> None:
    for finding in town.assessment.findings:
        if finding.account is not None:
            name = plain(explain(catalogue, finding.fingerprint, town).title)
            assert name.endswith(f"({finding.fingerprint})")


def test_an_explanation_depends_on_nothing_else(catalogue: Catalogue, town: Case) -> None:
    assert explain(catalogue, "no_mfa", town) == explain(catalogue, "no_mfa", town)


# ---------------------------------------------------------------- unknown ids


def test_an_unknown_id_comes_with_the_nearest_ones(catalogue: Catalogue) -> None:
    with pytest.raises(UnknownId) as caught:
        explain(catalogue, "dormant_acount", None)
    assert caught.value.wanted == "dormant_acount"
    assert "dormant_account" in caught.value.near


def test_an_account_that_is_not_in_the_audit_is_unknown(catalogue: Catalogue, silent: Case) -> None:
    with pytest.raises(UnknownId) as caught:
        explain(catalogue, "dormant_account:x-vile", silent)
    assert "dormant_account:x-ville" in caught.value.near


def test_an_id_that_names_several_things_tells_them_all(catalogue: Catalogue) -> None:
    outline = explain(catalogue, "other", None)
    assert [one.kind for one in subjects(catalogue, "other", None)] == ["network"]
    assert "Autres réseaux" in told(outline)


@pytest.mark.parametrize("path", ["mfa", "account.mfa", "accounts.x-ville.mfa"])
def test_a_question_answers_to_its_paths(catalogue: Catalogue, silent: Case, path: str) -> None:
    assert "double vérification" in plain(explain(catalogue, path, silent).title)


# ---------------------------------------------------------------- without an audit


def test_a_finding_says_when_it_is_raised_how_grave_and_on_what_grounds(
    catalogue: Catalogue,
) -> None:
    text = told(explain(catalogue, "single_admin", None))
    assert "Gravité : faible" in text
    assert "Gravité portée à « modéré » quand" in text
    assert "« Combien d’habitants compte votre territoire ? » : au moins 1 000" in text
    assert "Palier de 1 000 habitants" in text
    assert "population_1000" in text
    assert "relu le 22 novembre 2026" in text
    assert "Donner un second accès" in text
    assert "guide officiel" in text or "pratique publiée" in text


def test_a_rule_on_the_state_of_an_account_shows_the_day_thresholds(catalogue: Catalogue) -> None:
    text = told(explain(catalogue, "dormant_account", None))
    assert "Réseaux à fil et messageries (feed) | 14 | 90 | 180" in text


def test_a_question_says_which_rules_it_serves_even_through_facts(catalogue: Catalogue) -> None:
    text = told(explain(catalogue, "last_post", None))
    assert "Fait : état du compte (account.state)" in text
    assert "Constat : Compte en sommeil (dormant_account)" in text


def test_a_parameter_says_who_uses_it(catalogue: Catalogue) -> None:
    text = told(explain(catalogue, "hours_per_account", None))
    assert "Constat : Plus de comptes que de temps (overstretched_team)" in text
    assert "Employé par le calcul" in told(explain(catalogue, "risk_divisor", None))


def test_a_source_says_who_cites_it(catalogue: Catalogue) -> None:
    text = told(explain(catalogue, "txst-inactive", None))
    assert "Constat : Compte en sommeil (dormant_account)" in text
    assert "Nature : pratique publiée" in text


def test_a_word_of_decision_tells_all_its_lines(catalogue: Catalogue) -> None:
    text = told(explain(catalogue, "merge", None))
    assert "merge_silent_twin" in text
    assert "merge_same_public" in text


# ---------------------------------------------------------------- in an audit


def test_a_finding_raised_says_what_was_compared_and_the_silence(
    catalogue: Catalogue, silent: Case
) -> None:
    text = here(explain(catalogue, "abandoned_account:x-ville", silent))
    assert "en sommeil" in here(explain(catalogue, "account.state", silent))
    assert "écarté" in text
    dormant = here(explain(catalogue, "dormant_account:x-ville", silent))
    assert "établi" in dormant
    assert "198 jours (6 mois), au-delà des 90 jours du sommeil" in dormant
    assert "demandé : « en sommeil » ; ici : ○ en sommeil, silence de 198 jours (6 mois)" in dormant
    assert "8 mai 2026" in dormant
    assert "déclaré" in dormant


def test_a_finding_raised_says_its_points_and_what_would_lift_it(
    catalogue: Catalogue, silent: Case
) -> None:
    text = here(explain(catalogue, "dormant_account", silent))
    assert "Effet sur le risque : 0,45 à 0,9 point sur" in text
    assert "Ce qui le lèverait" in text


def test_many_findings_of_one_rule_are_listed_and_the_first_told(catalogue: Catalogue) -> None:
    accounts = [{**SILENT, "key": f"x-{rank}", "last_post": "2026-05-08"} for rank in range(9)]
    text = here(explain(catalogue, "dormant_account", case_of(catalogue, audit(accounts))))
    assert text.count("établi (dormant_account:x-") == 6
    assert "À lire de même : dormant_account:x-6, dormant_account:x-7" in text


def test_an_unknown_finding_names_the_question_to_settle(
    catalogue: Catalogue, silent: Case
) -> None:
    text = here(explain(catalogue, "orphan_account:x-ville", silent))
    assert "à préciser" in text
    assert "Ce qu’il faut savoir pour trancher" in text
    assert "Qui en est responsable ?" in text


def test_an_accepted_finding_says_why_and_by_whom(catalogue: Catalogue) -> None:
    answers = audit([{**SILENT, "last_post": "2026-05-08"}])
    acceptance = Acceptance(
        "dormant_account:x-ville", "travaux jusqu’en mars", "la direction", date(2027, 3, 1)
    )
    kept = replace(answers, accepted=(acceptance,))
    text = here(explain(catalogue, "dormant_account", case_of(catalogue, kept)))
    assert "accepté" in text
    assert "Accepté parce que : travaux jusqu’en mars" in text
    assert "Accepté par : la direction" in text
    assert "Accepté jusqu’au : 1er mars 2027" in text


def test_a_rule_on_the_whole_audit_names_its_accounts(catalogue: Catalogue, town: Case) -> None:
    text = here(explain(catalogue, "no_mfa", town))
    assert "Ensemble : établi" in text
    assert "Comptes nommés :" in text
    assert "Peut-être aussi :" in text


def test_a_question_says_its_answers_and_the_findings_it_weighs_on(
    catalogue: Catalogue, town: Case
) -> None:
    text = here(explain(catalogue, "strategy_written", town))
    assert "« deux pages préparées en septembre, pas encore relues »" in text
    assert "Pas de stratégie écrite : établi (no_written_strategy)" in text


def test_a_question_without_object_says_so(catalogue: Catalogue, silent: Case) -> None:
    text = here(explain(catalogue, "season", silent))
    assert "Elle ne se pose pas pour" in text


def test_a_missing_answer_says_what_it_would_change(catalogue: Catalogue, silent: Case) -> None:
    assert "ôterait jusqu’à" in here(explain(catalogue, "owner", silent))


def test_a_risk_says_what_each_account_adds_and_what_would_settle_it(
    catalogue: Catalogue, town: Case
) -> None:
    text = here(explain(catalogue, "abandonment", town))
    assert "Compte abandonné (abandoned_account)" in text
    open_risks = [one for one in town.assessment.risks if one.id in town.inquiry.settled_by]
    for risk in open_risks:
        assert "Ce qui préciserait le niveau" in here(explain(catalogue, risk.id, town))


def test_what_people_typed_is_left_as_it_is(catalogue: Catalogue) -> None:
    answers = audit([{**SILENT, "handle": "L'info : ici !"}], org_name="Saint-X ; Y")
    text = here(explain(catalogue, "handle", case_of(catalogue, answers)))
    assert "L'info : ici !" in text


def test_a_question_says_what_another_answer_would_change(catalogue: Catalogue, town: Case) -> None:
    text = here(explain(catalogue, "strategy_written", town))
    assert "Ce qu’une autre réponse changerait" in text
    assert "lèverait : « Pas de stratégie écrite »" in text


def test_a_question_on_accounts_gives_its_answers_account_by_account(
    catalogue: Catalogue, town: Case
) -> None:
    text = here(explain(catalogue, "last_post", town))
    assert "Réponses, compte par compte" in text
    assert "LinkedIn — Valmont-sur-Loire recrute | mai 2026 | déclaré" in text
    assert "établi pour LinkedIn — Valmont-sur-Loire recrute" in text


def test_a_parameter_says_what_either_end_of_its_range_would_change(catalogue: Catalogue) -> None:
    accounts = [{"key": "x", "platform": "x", "last_post": ON}]
    case = case_of(catalogue, audit(accounts, org_population=3600, written_rules=["personal"]))
    text = here(explain(catalogue, "population_3500", case))
    assert "S’il valait autre chose" in text
    assert "4 500 habitants" in text
    text = here(explain(catalogue, "hours_per_account", case))
    assert "rien ne changerait ici" in text


def test_what_weighs_on_a_risk_says_its_score_without_it(catalogue: Catalogue, town: Case) -> None:
    [risk] = [one for one in town.assessment.risks if one.id == "abandonment"]
    text = here(explain(catalogue, "abandonment", town))
    assert "le score sur 100 sans lui" in text
    assert text.count(" | ") >= len(risk.contributions)


def test_an_election_says_whether_this_kind_of_authority_is_bound(
    catalogue: Catalogue, town: Case, bare: Case
) -> None:
    [election, *_] = [one for one in catalogue.rulebook.calendar if "commune" in one.binds]
    assert "votre type de collectivité est visé" in here(explain(catalogue, election.id, town))
    assert "La période n’est pas ouverte" in here(explain(catalogue, election.id, bare))


def test_a_network_shows_every_threshold_that_may_judge_its_accounts(catalogue: Catalogue) -> None:
    text = told(explain(catalogue, "facebook", None))
    for row in ("(feed)", "(satellite)", "(rare)"):
        assert row in text
    assert "(satellite)" not in told(explain(catalogue, "linkedin", None))


def test_a_benefit_within_reach_says_what_it_still_lacks(catalogue: Catalogue, town: Case) -> None:
    near = [one for one in town.assessment.benefits if one.state == "potential"]
    for benefit in near:
        assert "Ce qui lui manque encore" in here(explain(catalogue, benefit.rule, town))


def test_a_note_says_where_it_is_written_and_why(catalogue: Catalogue, bare: Case) -> None:
    text = here(explain(catalogue, "unknown_answers", bare))
    assert "écrite" in text
    assert "Parties du questionnaire où beaucoup de réponses manquent" in text
    assert "une note ne change ni risque, ni bénéfice" in told(
        explain(catalogue, "unknown_answers", None)
    )


@pytest.mark.parametrize("wanted", ["no_mfa:{0}", "org_population:{0}", "dormant_account:"])
def test_what_is_of_the_whole_audit_has_no_account(
    wanted: str, silent: Case, catalogue: Catalogue
) -> None:
    key = SILENT["key"]
    assert subjects(catalogue, f"dormant_account:{key}", silent)
    assert not subjects(catalogue, wanted.format(key), silent)


def test_an_id_in_capitals_is_suggested_as_it_is_written(catalogue: Catalogue) -> None:
    with pytest.raises(UnknownId) as unknown:
        explain(catalogue, "MFA", None)
    assert "mfa" in unknown.value.near


def test_what_knowing_an_answer_brings_is_never_zero(catalogue: Catalogue) -> None:
    accounts = [{"key": "a", "platform": "x", "mfa": "?"}]
    case = case_of(catalogue, audit(accounts))
    little = Unknown("accounts.a.mfa", 0.001)
    case = replace(case, assessment=replace(case.assessment, unknowns=(little,)))
    assert "jusqu’à un peu moins d’un point" in here(explain(catalogue, "mfa", case))
