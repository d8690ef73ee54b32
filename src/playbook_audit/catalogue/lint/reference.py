"""Reference data: numbers within their ranges, thresholds in order, dates that exist."""

from collections.abc import Iterator
from datetime import date, timedelta

from playbook_audit.assessment.facts.account_state import STATES
from playbook_audit.catalogue.lint.subject import Lint, Spot, Subject
from playbook_audit.catalogue.load import NOT_HASHED
from playbook_audit.model.diagnostic import Diagnostic
from playbook_audit.model.rule import Election, Parameter, Thresholds
from playbook_audit.model.spelling import suggestion

YEAR = timedelta(days=366)
OWN_CHOICE = "outil"
"""What ``choice`` says when nothing outside grounds a number."""
UNSETTLED = "unknown"
"""The state printed when several are possible; no rule gives it."""
DECISIONS = ("keep", "secure", "revive", "merge", "archive", "close", "separate", "clarify")
CERTAINTIES = ("read", "computed", "to_check")
READ_BY_PROGRAM = frozenset(
    (
        "benefit_divisor",
        "benefit_points",
        "communication_population",
        "coverage_minimum",
        "coverage_tolerance_days",
        "electoral_window_months",
        "engaged_posts",
        "engaged_share",
        "exposure_base",
        "first_benefits",
        "first_decisions",
        "followers_days",
        "followers_share_large",
        "followers_share_population",
        "followers_share_small",
        "followers_tolerance",
        "launching_days",
        "level_critical",
        "level_high",
        "level_moderate",
        "margin_fragile",
        "margin_robust",
        "points_critical",
        "posts_of_a_start",
        "points_high",
        "points_info",
        "points_low",
        "points_moderate",
        "rare_abandon_days",
        "rare_gap_days",
        "rare_population",
        "residual_dormant",
        "residual_slow",
        "rhythm_days_monthly",
        "rhythm_days_monthly_plus",
        "rhythm_days_weekly",
        "rhythm_days_weekly_plus",
        "rhythm_days_yearly",
        "rhythm_gaps_minimum",
        "rhythm_gaps_sure",
        "rhythm_history_days",
        "rhythm_sure_days",
        "rhythm_window_days",
        "risk_divisor",
        "season_grace_days",
        "silence_margin",
        "slowing_p",
        "slowing_ratio",
        "slowing_recent_days",
        "slowing_reference_days",
        "summer_truce_end",
        "summer_truce_start",
        "unknown_share",
        "village_population",
    )
)
"""Parameters that Python looks up by name; a test compares this list with the source."""


def sources_say_how_they_were_checked(subject: Subject) -> Iterator[Diagnostic]:
    """Refuse a source that does not say whether it was read, and one relayed by nobody knows whom.

    A choice of ours has nothing to check.
    """
    for spot in subject.rows("sources.yaml"):
        source = subject.catalogue.rulebook.sources[spot.data["id"]]
        if (source.checked is None) != (source.grade == "own_choice"):
            yield spot.error("SOURCE-CHECKED", _CHECKED.format(source.id))
        if source.checked == "relayed" and source.address is None:
            message = f"« {source.id} » : donnez l’adresse de la page qui la présente"
            yield spot.error("SOURCE-CHECKED", message)


_CHECKED = "« {0} » : « checked » vaut read, relayed ou to_check ; un choix de l’outil n’en a pas"


def parameters_are_grounded(subject: Subject) -> Iterator[Diagnostic]:
    """Refuse a number without ground or out of its range; warn when nobody reread it for a year."""
    for spot in subject.rows("parameters.yaml"):
        parameter = subject.catalogue.rulebook.parameters[spot.data["id"]]
        yield from _grounded(spot, parameter)
        yield from _in_range(spot, parameter)
        for field in ("since", "checked_on"):
            if _day(spot.data[field]) is None:
                yield spot.at(field).error("PARAM-DATE", _NO_DAY.format(spot.data[field]))
        checked = _day(parameter.checked_on)
        if checked is not None and subject.on - checked > YEAR:
            message = f"« {parameter.id} » n’a pas été relu depuis plus d’un an"
            yield spot.at("checked_on").warning("PARAM-OLD", message)


_NO_DAY = "« {0} » n’est pas un jour, comme 2026-11-22"


def _grounded(spot: Spot, entry: Parameter | Thresholds) -> Iterator[Diagnostic]:
    if (entry.source is None) == (entry.choice is None):
        message = (
            f"« {entry.id} » : donnez une « source », ou « choice: {OWN_CHOICE} », l’une des deux"
        )
        yield spot.error("PARAM-GROUND", message)
    if entry.choice not in (None, OWN_CHOICE):
        message = f"« {entry.choice} » : seul « {OWN_CHOICE} » est admis ici"
        yield spot.at("choice").error("PARAM-GROUND", message)


def _in_range(spot: Spot, parameter: Parameter) -> Iterator[Diagnostic]:
    if parameter.range is None:
        return
    low, high = parameter.range
    figures = [low, parameter.value, high]
    if len({type(one) for one in figures}) > 1:
        message = "les bornes et la valeur n’ont pas la même forme"
        yield spot.at("range").error("PARAM-RANGE", message)
    elif figures != sorted(figures, key=_comparable):
        message = f"« {parameter.id} » vaut {spot.data['value']}, hors de ses bornes"
        yield spot.at("value").error("PARAM-RANGE", message)


def _comparable(figure: float | str) -> tuple[float, str]:
    return (0.0, figure) if isinstance(figure, str) else (figure, "")


def _day(text: str | None) -> date | None:
    try:
        return None if text is None else date.fromisoformat(text)
    except ValueError:
        return None


def missing_parameters(subject: Subject) -> Iterator[Diagnostic]:
    """Refuse a catalogue without a number the program looks up."""
    written = subject.catalogue.rulebook.parameters
    document = subject.scoring.documents["parameters.yaml"]
    for name in sorted(READ_BY_PROGRAM - written.keys()):
        message = f"il manque le paramètre « {name} », que le programme emploie"
        yield document.diagnostic((), "PARAM-MISSING", message)


def thresholds_are_ordered(subject: Subject) -> Iterator[Diagnostic]:
    """Refuse thresholds that cross: a floor above its ceiling, dormancy after abandonment."""
    for spot in subject.rows("networks.yaml", "thresholds"):
        row = subject.catalogue.rulebook.thresholds[spot.data["id"]]
        yield from _grounded(spot, row)
        steps = (row.slow_floor, row.dormancy_floor, row.dormancy_ceiling, row.abandon_ceiling)
        if list(steps) != sorted(steps) or steps[0] < 0:
            listed = ", ".join(str(one) for one in steps)
            yield spot.error("NETWORK-ORDER", f"les seuils doivent croître ; lu : {listed}")


def networks_are_the_choices(subject: Subject) -> Iterator[Diagnostic]:
    """Refuse a network nobody can choose, and a choice that is no network."""
    platform = subject.catalogue.questionnaire.account_questions.get("platform")
    networks = subject.catalogue.rulebook.networks
    choices = {} if platform is None else platform.choice_of
    for spot in subject.rows("networks.yaml", "networks"):
        if spot.data["id"] not in choices:
            hint = suggestion(spot.data["id"], choices)
            message = f"« {spot.data['id']} » n’est pas un choix de « platform »{hint}"
            yield spot.at("id").error("NETWORK-CHOICE", message)
    for asked in subject.questions:
        if asked.name == "account.platform":
            for rank, choice in enumerate(asked.question.offered):
                if choice.id not in networks:
                    message = f"« {choice.id} » n’est pas dans networks.yaml"
                    yield asked.spot.at("choices", rank).error("NETWORK-CHOICE", message)


def calendar_makes_sense(subject: Subject) -> Iterator[Diagnostic]:
    """Refuse an election whose dates do not exist or cross, or that binds nobody known."""
    types = subject.catalogue.questionnaire.audit_questions["org_type"].choice_of
    for spot in subject.rows("calendar.yaml", "elections"):
        for rank, bound in enumerate(spot.data.get("binds") or ()):
            if bound not in types:
                message = f"type de collectivité inconnu « {bound} »{suggestion(bound, types)}"
                yield spot.at("binds", rank).error("CALENDAR", message)
        if spot.data["certainty"] not in CERTAINTIES:
            message = f"« {spot.data['certainty']} » : {', '.join(CERTAINTIES)}"
            yield spot.at("certainty").error("CALENDAR", message)
        yield from _dates(spot)
        yield from _opening(subject, spot)


def _opening(subject: Subject, spot: Spot) -> Iterator[Diagnostic]:
    """Refuse a window that was not read anywhere and does not open when the rule says."""
    election = Election.model_validate(spot.data)
    if election.certainty == "read" or not (election.month and election.window_from):
        return
    months = subject.catalogue.rulebook.numbers.get("electoral_window_months")
    opening = None if months is None else election.opening(int(months))
    if opening not in (None, election.window_from):
        message = f"d’après la règle, la période s’ouvre le {opening}"
        yield spot.at("window_from").error("CALENDAR", message)


def _dates(spot: Spot) -> Iterator[Diagnostic]:
    data = spot.data
    for field in ("on", "window_from", "window_to"):
        if data.get(field) is not None and _day(data[field]) is None:
            yield spot.at(field).error("CALENDAR", _NO_DAY.format(data[field]))
    opens, closes = _day(data.get("window_from")), _day(data.get("window_to"))
    if (opens is None) != (closes is None):
        yield spot.error("CALENDAR", "une période a un début et une fin")
    elif opens is not None and closes is not None and closes < opens:
        yield spot.at("window_to").error("CALENDAR", "la période finit avant de commencer")
    if data.get("binds") and opens is None:
        yield spot.at("binds").error("CALENDAR", "qui est visé doit l’être pendant une période")
    voted, month = data.get("on"), data.get("month")
    if voted and month and not voted.startswith(month):
        yield spot.at("month").error("CALENDAR", f"le scrutin du {voted} n’est pas en {month}")


def decisions_end_well(subject: Subject) -> Iterator[Diagnostic]:
    """Refuse a table without a last word, an unknown decision, or one decision with two titles."""
    rows = list(subject.decisions)
    titles: dict[str, str] = {}
    for rank, (spot, row) in enumerate(rows, start=1):
        if row.decision not in DECISIONS:
            hint = suggestion(row.decision, DECISIONS)
            message = f"décision inconnue « {row.decision} »{hint}"
            yield spot.at("decision").error("DECISION", message)
        if (row.when is None) != (rank == len(rows)):
            yield spot.error("DECISION", _LAST)
        title = titles.setdefault(row.decision, row.title)
        if title != row.title:
            message = f"« {row.decision} » s’appelle déjà « {title} »"
            yield spot.at("title").error("DECISION", message)


_LAST = (
    "la dernière ligne, et elle seule, n’a pas de condition : elle décide quand rien ne s’applique"
)


def states_are_ours(subject: Subject) -> Iterator[Diagnostic]:
    """Refuse a state no account can be in, and one that has no French name."""
    expected = (*STATES, UNSETTLED)
    rows = subject.rows("states.yaml")
    for spot in rows:
        if spot.data["id"] not in expected:
            message = f"état inconnu « {spot.data['id']} »{suggestion(spot.data['id'], expected)}"
            yield spot.at("id").error("STATE", message)
    written = {spot.data["id"] for spot in rows}
    for state in expected:
        if state not in written:
            yield Spot(subject.scoring.documents["states.yaml"]).error(
                "STATE", f"il manque l’état « {state} »"
            )


def version_is_honest(subject: Subject) -> Iterator[Diagnostic]:
    """Refuse a published version whose content has changed since."""
    spot = subject.rows(NOT_HASHED)[-1]
    recorded = spot.data.get("sha256")
    if recorded is not None and recorded != subject.catalogue.sha256:
        message = (
            f"la version {spot.data['version']} est publiée et son contenu a changé ; "
            "ajoutez une nouvelle version"
        )
        yield spot.at("sha256").error("VERSION", message)


REFERENCE_LINTS: tuple[Lint, ...] = (
    sources_say_how_they_were_checked,
    parameters_are_grounded,
    missing_parameters,
    thresholds_are_ordered,
    networks_are_the_choices,
    calendar_makes_sense,
    decisions_end_well,
    states_are_ours,
    version_is_honest,
)
