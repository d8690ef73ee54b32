"""What ``explain`` says of measures: the rhythm, the silence beside it, thresholds, seasons."""

from datetime import date, timedelta

from tests.activity import activity_of, every, measured_audit
from tests.builders import ON
from tests.report.cases import case_of, judged_case, words_of
from tests.report.measured import GONE, LIVELY, town

from playbook_audit.model.activity import AccountActivity
from playbook_audit.report.case import Case
from playbook_audit.report.explanation import explain

HEADING = "Mesuré dans les copies"


def told(wanted: str, case: Case) -> str:
    return words_of(explain(case.catalogue, wanted, case))


def lively(account: AccountActivity) -> Case:
    return judged_case(measured_audit([{**LIVELY, "last_post": "?"}], account))


def test_a_state_tells_what_was_measured_of_its_accounts() -> None:
    words = told("abandoned", town())

    assert HEADING in words
    assert "Période connue : de l’ouverture du compte au 20 novembre 2026" in words
    assert "Silence actuel : 200 jours ; sur 3 ans avant la dernière publication, " in words
    assert "aucun silence n’a été plus long" in words
    assert "Seuils : au ralenti passé 14 jours, quand moins de 5 % des journées" in words
    assert "en sommeil passé 30 jours, quand moins de 1 %" in words


def test_a_finding_tells_it_too() -> None:
    assert HEADING in told("abandoned_account:x-ville", town())


def test_the_question_on_the_last_post_tells_it_for_the_account_asked_about() -> None:
    words = told("accounts.x-ville.last_post", town())

    assert HEADING in words
    assert "jusqu’au" not in words.partition(HEADING)[0]
    assert "Facebook — VilleDeValmont" not in words
    assert HEADING not in told("accounts.x-ville.followers", town())


def test_a_usual_silence_is_told_in_a_share_of_past_days() -> None:
    days = every(10, ON - timedelta(days=805), ON - timedelta(days=5))
    words = told("active", lively(activity_of("facebook-ville", days, (days[0], ON))))

    assert "Silence actuel : 5 jours ; sur 2 ans et 2 mois" in words
    assert "au moins une journée sur deux avait devant elle un silence aussi long" in words


def test_a_copy_that_stops_says_at_least() -> None:
    words = told("active", town())

    assert "Silence actuel : au moins 42 jours" in words


def test_too_short_a_past_leaves_the_thresholds_to_decide() -> None:
    days = every(10, ON - timedelta(days=40), ON)
    words = told("active", lively(activity_of("facebook-ville", days, (days[0], ON))))

    assert "les seuils « Réseaux à fil et messageries » décident seuls" in words


def test_an_account_without_a_post_has_only_its_period() -> None:
    account = activity_of("facebook-ville", [], (ON - timedelta(days=20), ON))
    words = told("active", judged_case(measured_audit([LIVELY], account)))

    assert "Publications : aucune" in words
    assert "Silence actuel" not in words


def test_a_season_is_said() -> None:
    days = [
        day
        for year in (2023, 2024, 2025, 2026)
        for day in every(3, date(year, 5, 1), date(year, 9, 15))
    ]
    words = told("seasonal", lively(activity_of("facebook-ville", days, (days[0], ON))))

    assert "Il se taisait aussi à ces dates les années passées" in words
    assert "sans les repos de saison" in words


def test_a_rest_seen_once_proves_no_season() -> None:
    days = [*every(3, date(2025, 5, 1), date(2025, 9, 15)), *every(3, date(2026, 5, 1), ON)]
    kept = [day for day in days if day <= date(2026, 9, 15)]
    words = told("seasonal", lively(activity_of("facebook-ville", kept, (kept[0], ON))))

    assert "une seule année ne prouve pas une saison" in words


def test_a_slowdown_before_the_silence_is_said() -> None:
    end = ON - timedelta(days=5)
    before = every(3, end - timedelta(days=460), end - timedelta(days=91))
    days = [*before, *every(20, end - timedelta(days=80), end)]
    words = told("slowing", lively(activity_of("facebook-ville", days, (days[0], ON))))

    assert "Il publiait déjà nettement moins, les 90 jours avant" in words


def test_nothing_is_said_of_measures_without_any() -> None:
    words = told("abandoned", case_of([{**GONE, "last_post": "2025-01-01"}]))

    assert HEADING not in words
