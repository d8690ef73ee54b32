"""What can be found: every entry of the catalogue as a title, an answer and the texts about it."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from playbook_audit.assessment.blanks import with_blanks
from playbook_audit.assessment.vocabulary import vocabulary_of
from playbook_audit.conditions.french import figure
from playbook_audit.conditions.vocabulary import Vocabulary
from playbook_audit.model.catalogue import Catalogue
from playbook_audit.model.french import GRADES
from playbook_audit.model.question import Question
from playbook_audit.model.rule import (
    BenefitRule,
    Election,
    FindingRule,
    Named,
    Network,
    NoteRule,
    Parameter,
    Rule,
    Rulebook,
    Source,
    Term,
)

Kind = Literal[
    "question",
    "finding",
    "benefit",
    "note",
    "term",
    "decision",
    "state",
    "risk",
    "axis",
    "election",
    "network",
    "parameter",
    "source",
]


Words = defaultdict[str, list[str]]


class Answer(NamedTuple):
    """A line of answer, with what it is (« À faire d’abord »); no label for the first."""

    text: str
    label: str = ""


class Entry(NamedTuple):
    """One thing that can be found, and the texts it is found by, from the strongest."""

    kind: Kind
    id: str
    title: str
    answers: tuple[Answer, ...]
    sources: tuple[str, ...] = ()
    said_first: str = ""
    """The words of the glossary that lead to it before anything else."""
    said_otherwise: str = ""
    """The words of the glossary that lead to it among others."""
    about: str = ""
    details: str = ""


def entries_of(catalogue: Catalogue) -> list[Entry]:
    """Give every entry, with the words of the glossary that lead to it."""
    first, others = _words_of_people(catalogue.rulebook)
    return [
        one._replace(
            said_first=_joined(one.said_first, *first[one.id]),
            said_otherwise=_joined(*others[one.id]),
        )
        for one in _entries(catalogue)
    ]


def _words_of_people(rulebook: Rulebook) -> tuple[Words, Words]:
    """Give, for each id, the words that lead to it first, and those that lead to it as well."""
    first, others = Words(list), Words(list)
    for term in rulebook.glossary.values():
        for rank, name in enumerate(term.see):
            (others if rank else first)[name] += [term.term, *term.also]
    return first, others


def _entries(catalogue: Catalogue) -> Iterator[Entry]:
    rulebook = catalogue.rulebook
    vocabulary = vocabulary_of(catalogue)
    for section in catalogue.questionnaire.sections:
        yield from map(_question, section.questions)
    for finding in rulebook.findings.values():
        yield _finding(finding, vocabulary)
    for benefit in rulebook.benefits.values():
        yield _benefit(benefit, vocabulary)
    for note in rulebook.notes.values():
        yield _note(note, vocabulary)
    yield from map(_term, rulebook.glossary.values())
    yield from _decisions(rulebook)
    yield from _named("state", rulebook.states.values())
    yield from _named("risk", rulebook.risks.values())
    yield from _named("axis", rulebook.axes.values())
    yield from map(_election, rulebook.calendar)
    yield from (_network(one, rulebook) for one in rulebook.networks.values())
    yield from map(_parameter, rulebook.parameters.values())
    yield from map(_source, rulebook.sources.values())


def _question(question: Question) -> Entry:
    return Entry(
        "question",
        question.id,
        question.ask,
        (Answer(question.why),),
        question.sources,
        about=_joined(question.why, question.help),
        details=_joined(*(one.label for one in question.offered), question.note),
    )


def _finding(rule: FindingRule, vocabulary: Vocabulary) -> Entry:
    says = _said(rule, vocabulary)
    return Entry(
        "finding",
        rule.id,
        rule.title,
        (Answer(says), Answer(f"{rule.remedy[0].do}.", "À faire d’abord"), *_law(rule)),
        rule.sources,
        about=_joined(says, rule.why),
        details=_joined(
            rule.otherwise, *(one.do for one in rule.remedy), *(one.text for one in _law(rule))
        ),
    )


def _said(rule: Rule, vocabulary: Vocabulary) -> str:
    """Give the sentence of a rule outside any audit, with a capital."""
    says = with_blanks(rule.says, vocabulary)
    return re.sub(r"\w", lambda first: first[0].upper(), says, count=1)


def _law(rule: FindingRule) -> tuple[Answer, ...]:
    if rule.legal is None:
        return ()
    return (Answer(f"{rule.legal.certainty} ; à faire vérifier.", "Point de droit"),)


def _benefit(rule: BenefitRule, vocabulary: Vocabulary) -> Entry:
    says = _said(rule, vocabulary)
    answers = (Answer(says), Answer(rule.keep, "Pour le garder"))
    about = _joined(says, rule.why)
    return Entry(
        "benefit", rule.id, rule.title, answers, rule.sources, about=about, details=rule.keep
    )


def _note(rule: NoteRule, vocabulary: Vocabulary) -> Entry:
    says = _said(rule, vocabulary)
    answers = (Answer(says), Answer(f"{rule.remedy[0].do}.", "À faire"))
    about = _joined(says, rule.why)
    return Entry("note", rule.id, rule.title, answers, rule.sources, about=about)


def _term(term: Term) -> Entry:
    return Entry(
        "term",
        term.id,
        term.term,
        (Answer(term.means),),
        term.sources,
        said_first=_joined(*term.also),
        about=term.means,
    )


def _decisions(rulebook: Rulebook) -> Iterator[Entry]:
    """Give each decision once, with the reasons of all its rows."""
    for decision in dict.fromkeys(row.decision for row in rulebook.decisions):
        rows = [row for row in rulebook.decisions if row.decision == decision]
        about = _joined(*(row.do for row in rows))
        details = _joined(*(row.because for row in rows))
        answers = (Answer(rows[0].because), Answer(rows[0].do, "À faire"))
        yield Entry("decision", decision, rows[0].title, answers, about=about, details=details)


def _named(kind: Kind, named: Iterable[Named]) -> Iterator[Entry]:
    for one in named:
        yield Entry(kind, one.id, one.title, (Answer(one.means),), about=one.means)


def _election(election: Election) -> Entry:
    when = f"Scrutin : {_day(election.on or election.month or 'date à venir')}."
    if election.window_from and election.window_to:
        window = f"{_day(election.window_from)} au {_day(election.window_to)}"
        when += f" Communication encadrée du {window} ; à faire vérifier."
    note = election.note or ""
    return Entry(
        "election", election.id, election.title, (Answer(when),), (election.source,), about=note
    )


def _day(text: str) -> str:
    """Give a day as 22/11/2026, a month as 11/2026."""
    return "/".join(reversed(text.split("-")))


def _network(network: Network, rulebook: Rulebook) -> Entry:
    row = rulebook.thresholds[network.thresholds]
    answer = (
        f"Un compte y est en sommeil à partir de {row.dormancy_ceiling} jours de silence, "
        f"abandonné à partir de {row.abandon_ceiling}."
    )
    sources = (row.source,) if row.source else ()
    return Entry("network", network.id, network.title, (Answer(answer),), sources)


def _parameter(parameter: Parameter) -> Entry:
    value = " ".join(filter(None, (figure(parameter.value), parameter.unit)))
    sources = (parameter.source,) if parameter.source else ()
    note = parameter.note or ""
    answer = Answer(f"{value}.")
    return Entry("parameter", parameter.id, parameter.title, (answer,), sources, about=note)


def _source(source: Source) -> Entry:
    told = ", ".join(filter(None, (source.author, source.date, GRADES[source.grade])))
    return Entry("source", source.id, source.title, (Answer(f"{told}."),), about=told)


def _joined(*texts: str | None) -> str:
    return " ".join(text for text in texts if text)
