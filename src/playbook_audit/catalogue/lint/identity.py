"""Ids: unique where they must be, equal to the names of files, and none that nothing defines."""

from collections.abc import Iterable, Iterator

from playbook_audit.catalogue.lint.subject import Lint, Spot, Subject
from playbook_audit.model.diagnostic import Diagnostic
from playbook_audit.model.spelling import suggestion

LISTS = (
    ("sources.yaml", None),
    ("parameters.yaml", None),
    ("networks.yaml", "thresholds"),
    ("networks.yaml", "networks"),
    ("calendar.yaml", "elections"),
    ("risks.yaml", None),
    ("axes.yaml", None),
    ("states.yaml", None),
    ("decisions.yaml", None),
    ("glossary.yaml", None),
)
"""The list files of scoring/, whose entries have an id."""
GROUNDED = (
    ("parameters.yaml", None),
    ("networks.yaml", "thresholds"),
    ("networks.yaml", "networks"),
    ("calendar.yaml", "elections"),
)
"""Those whose entries cite a source."""


def unique_ids(subject: Subject) -> Iterator[Diagnostic]:
    """Refuse an id written twice: among questions, among rules, in each list."""
    yield from _repeated([(spot.at("section"), one.section) for spot, one in subject.sections])
    yield from _repeated([(one.spot.at("id"), one.question.id) for one in subject.questions])
    yield from _repeated([(spot.at("id"), rule.id) for spot, rule in subject.rules])
    for file, under in LISTS:
        rows = subject.rows(file, under)
        yield from _repeated([(spot.at("id"), spot.data["id"]) for spot in rows])


def unique_choices(subject: Subject) -> Iterator[Diagnostic]:
    """Refuse two choices of one question with the same id or the same label."""
    for spot, _, question in subject.questions:
        places = [spot.at("choices", rank) for rank, _ in enumerate(question.offered)]
        pairs = list(zip(places, question.offered, strict=True))
        yield from _repeated([(place, choice.id) for place, choice in pairs])
        yield from _repeated([(place, choice.label) for place, choice in pairs])


def _repeated(ids: Iterable[tuple[Spot, str]]) -> Iterator[Diagnostic]:
    first: dict[str, Spot] = {}
    for spot, name in ids:
        if name in first:
            line, _ = first[name].document.place_of(first[name].keys)
            where = f"{first[name].document.file}, ligne {line}"
            yield spot.error("ID-TWICE", f"« {name} » existe déjà ({where})")
        first.setdefault(name, spot)


def named_after_files(subject: Subject) -> Iterator[Diagnostic]:
    """Refuse a rule whose file has another name, a section likewise, a risk in another folder."""
    for spot, section in subject.sections:
        if spot.stem.partition("-")[2] != section.section:
            message = f"la section « {section.section} » est dans le fichier « {spot.stem} »"
            yield spot.at("section").error("ID-FILE", message)
    for spot, rule in subject.rules:
        if spot.stem != rule.id:
            message = f"« {rule.id} » est dans le fichier « {spot.stem} » ; donnez-leur un seul nom"
            yield spot.at("id").error("ID-FILE", message)
    for spot, finding in subject.findings:
        folder = spot.document.file.split("/")[-2]
        if folder != finding.risk:
            message = f"le risque est « {finding.risk} », le dossier « {folder} »"
            yield spot.at("risk").error("ID-FOLDER", message)


def known_names(subject: Subject) -> Iterator[Diagnostic]:
    """Refuse a risk, an axis, a source or a row of thresholds that nothing defines."""
    rulebook = subject.catalogue.rulebook
    for spot, _ in subject.findings:
        yield from _unknown(spot.at("risk"), "risque inconnu", rulebook.risks)
    for spot, _, question in subject.questions:
        if question.axis is not None:
            yield from _unknown(spot.at("axis"), "axe inconnu", rulebook.axes)
    for spot in _citations(subject):
        yield from _unknown(spot, "source inconnue", rulebook.sources)
    for spot in subject.rows("networks.yaml", "networks"):
        yield from _unknown(spot.at("thresholds"), "seuils inconnus", rulebook.thresholds)


def _citations(subject: Subject) -> Iterator[Spot]:
    """Give every place where a source is cited."""
    entries = [one.spot for one in subject.questions] + [spot for spot, _ in subject.rules]
    entries += subject.rows("glossary.yaml")
    for spot in entries:
        cited = spot.data.get("sources") or ()
        yield from (spot.at("sources", rank) for rank, _ in enumerate(cited))
    for file, under in GROUNDED:
        for spot in subject.rows(file, under):
            if spot.data.get("source"):
                yield spot.at("source")
            if spot.data.get("idle_name"):
                yield spot.at("idle_name", "source")


def _unknown(spot: Spot, what: str, known: Iterable[str]) -> Iterator[Diagnostic]:
    """Refuse the name written at a place when it is not a known one."""
    if spot.data not in known:
        yield spot.error("ID-UNKNOWN", f"{what} « {spot.data} »{suggestion(spot.data, known)}")


IDENTITY_LINTS: tuple[Lint, ...] = (unique_ids, unique_choices, named_after_files, known_names)
