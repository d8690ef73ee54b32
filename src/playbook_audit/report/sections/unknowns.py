"""Section 5: what is not known, what it would shed light on, and who was never asked."""

from collections import defaultdict
from collections.abc import Iterator

from playbook_audit.assessment.remaining import (
    Asked,
    AskedSection,
    asked_sections,
    sections_to_clear,
)
from playbook_audit.model.answer import Contradicted
from playbook_audit.report.case import Case
from playbook_audit.report.interface import (
    Block,
    Bullets,
    Column,
    Item,
    Paragraph,
    Section,
    Subheading,
    Table,
    Text,
)
from playbook_audit.report.labels import Labels, account_of
from playbook_audit.report.sections.copies import unlisted_blocks
from playbook_audit.report.sections.findings import code
from playbook_audit.report.spans import joined, listed, ours, said
from playbook_audit.report.words import agreed, number, plural

MOST_RANKED = 10


def build(case: Case, labels: Labels) -> Section:
    """Give section 5."""
    blocks = (
        Paragraph(ours(_KIND)),
        *_ranked(case, labels),
        *_notes(case, labels),
        *_contradictions(case, labels),
        *unlisted_blocks(case),
        *_unanswered(case, labels),
    )
    return Section("unknowns", "5. Ce que nous ne savons pas", blocks)


_KIND = (
    "Une réponse qui manque n’est jamais une faute : elle élargit seulement ce que ce rapport "
    "peut dire."
)


# ---------------------------------------------------------------- what would change most


def _ranked(case: Case, labels: Labels) -> tuple[Block, ...]:
    """Give the questions to settle first, each once with the accounts it is open for."""
    grouped: dict[Text, list[str]] = defaultdict(list)
    for unknown in case.assessment.unknowns:
        grouped[labels.wanted(unknown.path)].append(unknown.path)
    if not grouped:
        return (Paragraph(ours("Aucun risque n’attend de réponse.")),)
    columns = (Column("Réponse à chercher"), Column("Comptes"), Column("Ce qu’elle éclairerait"))
    kept = list(grouped.values())[:MOST_RANKED]
    rows = tuple(_ranked_row(paths, case, labels) for paths in kept)
    left = len(grouped) - len(kept)
    table = Table("Réponses à chercher, les plus utiles d’abord", columns, rows)
    return (table, Paragraph(ours(_others(left)))) if left else (table,)


def _others(left: int) -> str:
    count = plural(left, "autre question")
    verb = agreed(left, "éclairerait", "éclaireraient")
    return f"{count} {verb} aussi un risque, mais moins."


def _ranked_row(paths: list[str], case: Case, labels: Labels) -> tuple[Text, ...]:
    keys = sorted(key for path in paths if (key := account_of(path)))
    return (
        labels.wanted(paths[0]),
        labels.accounts(keys),
        _lightened(set(paths), case),
    )


def _lightened(paths: set[str], case: Case) -> Text:
    """Give the risks that wait for some answers."""
    waiting = set()
    for finding in case.assessment.findings:
        missing = set(finding.witnesses) if finding.state == "unknown" else set[str]()
        missing |= {path for one in finding.open_raises for path in one.missing}
        if finding.points.high and paths & missing:
            waiting.add(finding.risk)
    titles = [risk.title for risk in case.catalogue.rulebook.risks.values() if risk.id in waiting]
    if not titles:
        return ours("Le poids du compte aux yeux du public")
    return joined([ours(title) for title in titles], " ; ")


# ---------------------------------------------------------------- contradictions and notes


def _contradictions(case: Case, labels: Labels) -> tuple[Block, ...]:
    """Give the answers kept side by side because they disagree."""
    given = {f"answers.{name}": one for name, one in case.answers.answers.items()}
    for account in case.answers.accounts or ():
        given |= {f"accounts.{account.key}.{name}": one for name, one in account.answers.items()}
    items = tuple(
        Item(said("{path} {answer}", path=labels.path(path), answer=_both(path, one.value, labels)))
        for path, one in sorted(given.items())
        if isinstance(one.value, Contradicted)
    )
    if not items:
        return ()
    return (Subheading(ours("Réponses contraires, à départager")), Bullets(items))


def _both(path: str, kept: Contradicted, labels: Labels) -> Text:
    """Give the values of a contradiction, with who says each when one was measured."""
    measured, declared = (
        listed([labels.value(path, one) for one in kept.of(origin)], "ou")
        for origin in ("measured", "declared")
    )
    if not measured or not declared:
        return labels.answer(path)
    return said(_SAID_AND_SEEN, declared=declared, measured=measured)


_SAID_AND_SEEN = "Votre réponse dit : {declared} ; la copie du compte montre : {measured}."


def _notes(case: Case, labels: Labels) -> Iterator[Block]:
    """Give each note raised, with its places; contradictions list their own values."""
    raised = [note for note in case.assessment.notes if note.state == "raised"]
    for rule in case.catalogue.rulebook.notes.values():
        notes = [note for note in raised if note.rule == rule.id]
        if not notes:
            continue
        yield Subheading(said("{title} ({id})", title=rule.title, id=code(rule.id)))
        items = [Item(labels.says(note)) for note in notes]
        items += [Item(said("À faire : {do}.", do=one.do)) for one in rule.remedy]
        yield Bullets((*items, *_sections(case, rule.id)))


def _sections(case: Case, rule_id: str) -> Iterator[Item]:
    """Give the sections a note on missing answers is about."""
    for one in sections_to_clear(case.scope) if rule_id == "unknown_answers" else ():
        yield Item(
            said(
                "{title} : {count} sur {asked}.",
                title=one.section.title,
                count=plural(len(one.open_ones), "réponse manque", "réponses manquent"),
                asked=number(len(one.asked)),
            )
        )


# ---------------------------------------------------------------- never answered


def _unanswered(case: Case, labels: Labels) -> tuple[Block, ...]:
    items = tuple(
        Item(ours(f"{one.section.title} :"), tuple(_lines(one, labels)))
        for one in asked_sections(case.scope)
        if one.open_ones
    )
    if not items:
        return (Paragraph(ours("Toutes les questions qui vous concernent ont une réponse.")),)
    return (Subheading(ours("Questions sans réponse")), Bullets(items))


def _lines(section: AskedSection, labels: Labels) -> list[Text]:
    """Give the open questions of a section, each once, those never asked before the others."""
    by_question: dict[str, list[Asked]] = defaultdict(list)
    for one in section.open_ones:
        by_question[one.question.id].append(one)
    in_order = sorted(by_question.values(), key=lambda group: group[0].said_unknown)
    return [_line(group, labels) for group in in_order]


def _line(group: list[Asked], labels: Labels) -> Text:
    keys = [key for one in group if (key := account_of(one.path))]
    said_unknown = sum(one.said_unknown for one in group)
    details = []
    if keys:
        details.append(labels.accounts(keys, most=3))
    if said_unknown:
        details.append(ours("vous avez répondu « je ne sais pas »"))
    asked = ours(group[0].question.ask)
    if not details:
        return asked
    return said("{asked} ({details})", asked=asked, details=joined(details, " ; "))
