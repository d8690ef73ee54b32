"""Which collectivité an answers file is about, by the codes registers know it under."""

import re
from collections.abc import Sequence
from typing import NamedTuple, get_args

from playbook_audit.evidence.registers.interface import Kind, Sought
from playbook_audit.model.answer import Answers
from playbook_audit.territory import Territory, find
from playbook_audit.territory.spelling import plain, said

MOST_ALIKE = 50
"""Communes of one name; thirteen are called Sainte-Colombe."""
_INSEE = re.compile(r"[0-9]{5}|2[AB][0-9]{3}")
_SIREN = re.compile(r"([0-9]{9})(?:[0-9]{5})?")


class Whose(NamedTuple):
    """What is sought, and the territories it may be when there are several."""

    sought: Sought
    territory: Territory | None = None
    alike: tuple[Territory, ...] = ()


def whose(answers: Answers, code: str | None) -> Whose:
    """Give the collectivité of an audit; a code typed by the person comes before its answers."""
    found = _coded(code, answers) if code else _named(answers)
    if len(found) > 1:
        return Whose(_sought(answers, code), alike=tuple(found))
    return of(found[0], code) if found else Whose(_sought(answers, code))


def of(territory: Territory, code: str | None = None) -> Whose:
    """Give what is sought for a territory."""
    siren = territory.code if territory.type == "epci" else None
    insee = territory.code if siren is None else None
    return Whose(Sought(territory.name, territory.type, insee, siren, code), territory)


def _sought(answers: Answers, code: str | None) -> Sought:
    """Give what is sought without any territory: the code as typed, the name as answered."""
    written = re.sub(r"\s", "", code or "").upper()
    siren = _SIREN.fullmatch(written)
    return Sought(
        name=_text(answers, "org_name"),
        kind=_kind(answers),
        insee=written if _INSEE.fullmatch(written) else None,
        siren=siren[1] if siren else None,
        record=code.strip() if code else None,
    )


def _coded(code: str, answers: Answers) -> Sequence[Territory]:
    """Give the territories of a code; a postal code is none."""
    written = re.sub(r"\s", "", code).upper()
    siren = _SIREN.fullmatch(written)
    wanted = siren[1] if siren else written
    found = [one for one in find(code, MOST_ALIKE) if one.code == wanted]
    return [one for one in found if one.type == _kind(answers)] or found


def _named(answers: Answers) -> Sequence[Territory]:
    """Give the territories of exactly that name and type; population decides between homonyms."""
    name = _text(answers, "org_name")
    if name is None:
        return ()
    wanted = {plain(name), said(plain(name)).name}
    found = [
        one
        for one in find(name, MOST_ALIKE)
        if wanted & {plain(one.name), plain(one.called)} and _kind(answers) in (None, one.type)
    ]
    population = answers.answers.get("org_population")
    same = [one for one in found if population and one.population == population.value]
    return same if len(same) == 1 else found


def _text(answers: Answers, question: str) -> str | None:
    answer = answers.answers.get(question)
    return answer.value if answer and isinstance(answer.value, str) else None


def _kind(answers: Answers) -> Kind | None:
    written = _text(answers, "org_type")
    return next((one for one in get_args(Kind) if one == written), None)
