"""Section 6: every finding raised, with what made it and what would lift it; then the others."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from playbook_audit.assessment.vocabulary import vocabulary_of
from playbook_audit.conditions.french import in_french
from playbook_audit.conditions.references import operands
from playbook_audit.model.assessment import Finding, FindingState
from playbook_audit.model.french import how_checked
from playbook_audit.model.inquiry import Change
from playbook_audit.model.rule import FindingRule, IdleName, Parameter, Source, Thresholds
from playbook_audit.report.actions import Matter, due, matters, parameters_of
from playbook_audit.report.case import Case
from playbook_audit.report.interface import (
    Block,
    Bullets,
    Column,
    Fact,
    Facts,
    Item,
    Paragraph,
    Section,
    Span,
    Subheading,
    Table,
    Text,
)
from playbook_audit.report.labels import MOST_NAMED, Labels, account_of
from playbook_audit.report.sections.witnesses import ACCOUNT_LIST, PRESENCE, witness_table
from playbook_audit.report.spans import joined, link, listed, ours, said, typed
from playbook_audit.report.thresholds import idle_names_of, thresholds_by_account
from playbook_audit.report.values import amount, days_of_silence
from playbook_audit.report.words import day, effort, plural, severity

MOST_SENTENCES = 3
MOST_LIFTS = 3
MOST_ASKED = 20
"""Accounts of one rule whose ways out are looked for: those of the others are the same in words."""
MOST_MISSING = 3
STATE_FACT = "account.state"
NAME_FACT = "account.name_limit_passed"


def build(case: Case, labels: Labels) -> Section:
    """Give section 6."""
    found = matters(case)
    thresholds = thresholds_by_account(case)
    blocks: list[Block] = [Paragraph(said(_EXPLAIN, command=code("playbook-audit explain ID")))]
    if not found:
        blocks.append(Paragraph(ours("Aucun constat n’est établi à ce jour.")))
    for risk in case.catalogue.rulebook.risks.values():
        of_risk = [one for one in found if one.rule.risk == risk.id]
        if of_risk:
            blocks.append(Subheading(ours(risk.title)))
        for matter in of_risk:
            blocks += _matter(matter, thresholds, case, labels)
    blocks += _accepted(case, labels)
    blocks += _unknown(case, labels)
    blocks += _counted(case)
    return Section("findings", "6. Constats", tuple(blocks))


_EXPLAIN = "{command} dit tout d’un constat, à partir du repère écrit à côté de son nom."


def code(text: str) -> Text:
    """Give an id or a command, set as such."""
    return (Span(text, "code"),)


# ---------------------------------------------------------------- one rule raised


def _matter(
    matter: Matter, thresholds: dict[str, Thresholds], case: Case, labels: Labels
) -> tuple[Block, ...]:
    rule = matter.rule
    heading = said("{title} ({id})", title=rule.title, id=code(rule.id))
    facts = (
        *_verdict(matter, case, labels),
        *_grounds(matter, thresholds, case),
        *_ways_out(matter, case, labels),
        *_legal(rule),
    )
    return (
        Subheading(heading, level=4),
        Facts(facts),
        *_silences(matter, thresholds, case, labels),
        witness_table(matter, labels),
    )


def _verdict(matter: Matter, case: Case, labels: Labels) -> tuple[Fact, ...]:
    """Give what is found, why it matters and how grave it is."""
    return (
        Fact("Constat", _says(matter, labels)),
        *_all_named(matter, labels),
        Fact("Pourquoi", ours(matter.rule.why)),
        Fact("Gravité", _gravity(matter, case, labels)),
    )


def _says(matter: Matter, labels: Labels) -> Text:
    if len(matter.findings) <= MOST_SENTENCES:
        return joined([labels.says(one) for one in matter.findings], " ")
    count = plural(len(matter.findings), "compte")
    names = labels.all_named(matter.keys)
    return said("{count} : {names}.", count=count, names=names)


def _all_named(matter: Matter, labels: Labels) -> tuple[Fact, ...]:
    """Give every account a sentence is about when it only names a few, and those it may name."""
    facts = []
    if not matter.rule.for_each and len(matter.keys) > MOST_NAMED + 1:
        facts.append(Fact("Comptes concernés", labels.all_named(matter.keys)))
    perhaps = {key for one in matter.findings for key in one.perhaps_named} - set(matter.keys)
    if perhaps:
        facts.append(Fact("Peut-être aussi", labels.accounts(sorted(perhaps))))
    return tuple(facts)


def _gravity(matter: Matter, case: Case, labels: Labels) -> Text:
    """Give the severities, and for each the raise that brought it there."""
    by_grade: dict[tuple[str, tuple[int, ...]], list[Finding]] = defaultdict(list)
    for finding in matter.findings:
        by_grade[severity(finding.severity), finding.raised_by].append(finding)
    several = len(by_grade) > 1
    texts = []
    for (grade, raised_by), found in by_grade.items():
        reason = _raises(matter, raised_by, found[0], case)
        whom = said(" pour {names}", names=labels.accounts(_accounts(found))) if several else ()
        texts.append(said("{grade}{whom}{reason}", grade=grade, whom=whom, reason=reason))
    grades = joined(texts, " ; ")
    return said("Constat {grades}{doubt}", grades=grades, doubt=_doubt(matter, labels))


def _doubt(matter: Matter, labels: Labels) -> Text:
    """Tell that missing answers may still bring a higher grade."""
    possible = [one for finding in matter.findings for one in finding.open_raises]
    if not possible:
        return ()
    worst = max((one.severity for one in possible), key=lambda one: one.rank)
    paths = dict.fromkeys(path for one in possible for path in one.missing)
    asked = dict.fromkeys(said("« {asked} »", asked=labels.wanted(path)) for path in paths)
    return said(
        " ; peut-être {worst}, selon {asked}",
        worst=severity(worst),
        asked=listed(list(asked), most=MOST_MISSING),
    )


def _accounts(found: Iterable[Finding]) -> list[str]:
    return [one.account for one in found if one.account]


def _raises(matter: Matter, raised_by: tuple[int, ...], found: Finding, case: Case) -> Text:
    """Tell what brought the severity above the usual one of the rule."""
    rule = matter.rule
    if not raised_by or found.severity is rule.severity:
        return ()
    decisive = max(raised_by, key=lambda rank: rule.raises[rank].to.rank)
    return said(
        " (d’ordinaire {base} ; relevé par : {condition})",
        base=severity(rule.severity),
        condition=in_french(rule.raises[decisive].when, vocabulary_of(case.catalogue)),
    )


# ---------------------------------------------------------------- grounds


def _grounds(matter: Matter, thresholds: dict[str, Thresholds], case: Case) -> tuple[Fact, ...]:
    """Give the thresholds and the sources."""
    rulebook = case.catalogue.rulebook
    raised_by = {rank for one in matter.findings for rank in one.raised_by}
    names = parameters_of(matter.rule, sorted(raised_by))
    limits = [parameter_in_words(rulebook.parameters[name], rulebook.sources) for name in names]
    if STATE_FACT in operands(matter.rule.when):
        used = {row.id: row for key in matter.keys if (row := thresholds.get(key))}
        limits += [thresholds_in_words(used[row]) for row in sorted(used)]
    if NAME_FACT in operands(matter.rule.when):
        taken = idle_names_of(case, matter.keys)
        limits += [idle_name_in_words(*one, rulebook.sources) for one in taken.items()]
    sources = [source_text(rulebook.sources[one]) for one in matter.rule.sources]
    found = (Fact("Seuils", joined(limits, " ; ")),) if limits else ()
    return (*found, Fact("Sources", joined(sources, " ; ")))


def parameter_in_words(parameter: Parameter, sources: dict[str, Source]) -> Text:
    """Give a parameter with its value and its ground."""
    value = parameter.value
    shown = amount(value, parameter.unit) if isinstance(value, float) else str(value)
    ground = sources[parameter.source].title if parameter.source else "choix de l’outil"
    return said(
        "{title} ({id}) : {value}, {ground}",
        title=parameter.title,
        value=shown,
        ground=ground,
        id=code(parameter.id),
    )


def idle_name_in_words(network: str, idle: IdleName, sources: dict[str, Source]) -> Text:
    """Give how long a network keeps a name nobody uses, and who says so."""
    return said(
        "{network} : nom gardé {days} sans connexion, {ground}",
        network=network,
        days=plural(idle.days, "jour"),
        ground=sources[idle.source].title,
    )


def thresholds_in_words(row: Thresholds) -> Text:
    """Give the days of silence that separate the states of an account."""
    return said(
        "{title} : en sommeil à {dormant} de silence, abandonné à {abandoned} (choix de l’outil)",
        title=row.title,
        dormant=plural(row.dormancy_ceiling, "jour"),
        abandoned=plural(row.abandon_ceiling, "jour"),
    )


def source_text(source: Source) -> Text:
    """Give a source with its author, its date, its address, and what is left to check."""
    when = _when(source.date) if source.date else None
    words = ", ".join(part for part in (source.author, source.title, when) if part)
    told = link(words, source.address) if source.address else ours(words)
    if source.checked in (None, "read"):
        return told
    return said("{source} ({how})", source=told, how=how_checked(source))


def _when(written: str) -> str:
    """Give the date of a source, in French where it is a day: it may be a year, or words."""
    try:
        return day(date.fromisoformat(written))
    except ValueError:
        return written


# ---------------------------------------------------------------- ways out


def _ways_out(matter: Matter, case: Case, labels: Labels) -> tuple[Fact, ...]:
    """Give what would lift the finding, then what to do."""
    remedies = tuple(
        said(
            "{do} ({who}, {due}, {time})",
            do=one.do,
            who=labels.who(one.who),
            due=due(case.assessment.on, one.within_days),
            time=effort(one.effort),
        )
        for one in matter.rule.remedy
    )
    facts = (Fact("À faire", joined(remedies, " ; ")),)
    lifts = _lifts(matter, case, labels)
    words = said("Dès que l’une de ces réponses sera vraie : {lifts}", lifts=joined(lifts, " ; "))
    if not lifts:
        ends = (case.inquiry.ends_on[one.fingerprint] for one in matter.findings)
        words = ours(no_way_out(next(ends)))
    return (*facts, Fact("Ce qui le lèverait", words))


def no_way_out(end: date | None) -> str:
    """Give what is said of a finding that no answer clears; ``end`` is when it ends by itself."""
    if end is not None:
        return f"Aucune réponse : il s’éteindra de lui-même le {day(end)}, la période finie."
    return (
        "Ni une réponse ni deux n’y suffiraient : il relève un fait acquis, ou demande davantage. "
        "« À faire » dit par où commencer."
    )


def _lifts(matter: Matter, case: Case, labels: Labels) -> list[Text]:
    """Give the nearest changes, in words; the accounts of one rule share theirs."""
    named = matter.rule.for_each is None
    found: dict[Text, None] = {}
    for one in matter.findings[:MOST_ASKED]:
        ways = case.inquiry.lifted_by.get(one.fingerprint, ())
        found |= {change_in_words(way, labels, named=named): None for way in ways}
        if len(found) >= MOST_LIFTS:
            break
    return list(found)[:MOST_LIFTS]


def change_in_words(changes: Sequence[Change], labels: Labels, *, named: bool) -> Text:
    """Give changed answers as « question » : answer; the same one on several accounts once."""
    same: dict[tuple[Text, Text], list[str]] = defaultdict(list)
    for one in changes:
        same[labels.asked(one.path), labels.value(one.path, one.value)].append(one.path)
    return joined(
        [_change(*told, paths, labels, named=named) for told, paths in same.items()], ", avec "
    )


def _change(asked: Text, answer: Text, paths: list[str], labels: Labels, *, named: bool) -> Text:
    keys = [key for path in paths if (key := account_of(path))]
    whom = said(" pour {names}", names=labels.accounts(keys)) if named and keys else ()
    return said("« {asked} » : {answer}{whom}", asked=asked, answer=answer, whom=whom)


def _legal(rule: FindingRule) -> tuple[Fact, ...]:
    if rule.legal is None:
        return ()
    words = said(
        "À faire vérifier. Concerne : {binds}. Depuis : {since}. Certitude : {certainty}.",
        binds=rule.legal.binds,
        since=rule.legal.since,
        certainty=rule.legal.certainty,
    )
    return (Fact("Point de droit", words),)


def _silences(
    matter: Matter, thresholds: dict[str, Thresholds], case: Case, labels: Labels
) -> tuple[Block, ...]:
    """Give the days of silence of the accounts a rule on their state is about."""
    if STATE_FACT not in operands(matter.rule.when) or not matter.findings[0].account:
        return ()
    concluded = {one.key: one for one in case.assessment.accounts}
    columns = (
        Column("Compte"),
        Column("Dernière publication"),
        Column("Silence", numeric=True),
        Column("Seuils appliqués", essential=False),
        Column("Source", essential=False),
    )
    rows = tuple(
        (
            labels.account(key),
            labels.answer(f"accounts.{key}.last_post"),
            ours(days_of_silence(*silence) if (silence := concluded[key].silence_days) else ""),
            ours(thresholds[key].title if key in thresholds else "plusieurs possibles"),
            ours(labels.origin(labels.at(f"accounts.{key}.last_post"))),
        )
        for key in matter.keys
    )
    return (Table("Silence de chaque compte", columns, rows),)


# ---------------------------------------------------------------- the other findings


def _in_state(case: Case, state: FindingState) -> dict[str, list[Finding]]:
    found: dict[str, list[Finding]] = defaultdict(list)
    for one in case.assessment.findings:
        if one.state == state:
            found[one.rule].append(one)
    return found


def _accepted(case: Case, labels: Labels) -> tuple[Block, ...]:
    """Give the findings somebody decided to live with, with the reason."""
    found = [one for one in case.assessment.findings if one.state == "accepted"]
    if not found:
        return ()
    columns = (Column("Constat"), Column("Raison"), Column("Par"), Column("Jusqu’au"))
    rows = tuple(_accepted_row(one, case, labels) for one in found)
    table = Table("Constats acceptés, comptés à part", columns, rows)
    return (Subheading(ours("Constats acceptés")), table)


def _accepted_row(finding: Finding, case: Case, labels: Labels) -> tuple[Text, ...]:
    rule = case.catalogue.rulebook.findings[finding.rule]
    kept = next(one for one in case.answers.accepted if one.fingerprint == finding.fingerprint)
    about = said(" — {name}", name=labels.account(finding.account)) if finding.account else ()
    return (
        said("{title}{about} ({id})", title=rule.title, about=about, id=code(rule.id)),
        typed(kept.reason),
        typed(kept.by) if kept.by else (),
        ours(day(kept.until) if kept.until else "sans date"),
    )


def _unknown(case: Case, labels: Labels) -> tuple[Block, ...]:
    """Give the findings that nothing settles yet, each rule once."""
    found = _in_state(case, "unknown")
    if not found:
        return ()
    columns = (Column("Constat"), Column("Comptes"), Column("Ce qui manque"))
    rows = tuple(_unknown_row(rule, judged, case, labels) for rule, judged in found.items())
    return (
        Subheading(ours("Constats à préciser")),
        Paragraph(ours("Ni établis ni écartés : une réponse manque.")),
        Table("Constats qui attendent une réponse", columns, rows),
    )


def _unknown_row(rule: str, found: list[Finding], case: Case, labels: Labels) -> tuple[Text, ...]:
    title = case.catalogue.rulebook.findings[rule].title
    paths = [path for one in found for path in one.witnesses if path != PRESENCE]
    missing = list(dict.fromkeys(labels.wanted(path) for path in paths if path != ACCOUNT_LIST))
    asked = missing or [labels.asked(ACCOUNT_LIST)]
    return (
        said("{title} ({id})", title=title, id=code(rule)),
        labels.accounts(_accounts(found), most=MOST_MISSING),
        listed([said("« {asked} »", asked=one) for one in asked], most=MOST_MISSING),
    )


def _counted(case: Case) -> tuple[Block, ...]:
    """Give the ids of what is cleared; what has no object here is only counted."""
    cleared = [code(rule) for rule in _in_state(case, "cleared")]
    applying = {one.rule for one in case.assessment.findings if one.state != "not_applicable"}
    others = len(case.catalogue.rulebook.findings) - len(applying)
    items = []
    if cleared:
        count, ids = plural(len(cleared), "règle"), joined(cleared, ", ")
        items.append(Item(said(f"{_CLEARED} : {{count}} ({{ids}})", count=count, ids=ids)))
    if others:
        items.append(Item(said(f"{_WITHOUT_OBJECT} : {{count}}.", count=plural(others, "règle"))))
    return (Subheading(ours("Constats écartés ou sans objet")), Bullets(tuple(items)))


_CLEARED = "Écartés, pour tout ou partie des comptes"
_WITHOUT_OBJECT = "Sans objet pour vous, et nommées dans le rapport JSON seulement"
