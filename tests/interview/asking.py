"""Asks the prompts named on its command line on the terminal it is run in.

python -m tests.interview.asking REPLIES MODE NAME... : each reply is a line of the file REPLIES.
A walk in miniature: back, why, unknown, a refusal for what is no number.
"""

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from playbook_audit.interview.interface import (
    Asker,
    Back,
    Given,
    Interrupted,
    Leaving,
    Line,
    Menu,
    Prompt,
    Reply,
    Why,
)
from playbook_audit.interview.opening import NoTerminal, open_asker
from playbook_audit.model.question import Choice, QuestionType

TOWNS = (
    "Échirolles", "Grenoble", "Saint-Martin-d’Hères", "Fontaine", "Meylan", "Voiron", "Seyssinet",
    "Le Pont-de-Claix", "Crolles", "Sassenage", "Vizille", "Domène", "Claix", "Gières", "Eybens",
)  # fmt: skip


def choices(*labels: str) -> tuple[Choice, ...]:
    return tuple(Choice(id=f"c{rank}", label=label) for rank, label in enumerate(labels, 1))


ONE = Prompt(
    "answers.strategy",
    "Existe-t-il un document de stratégie de communication, même ancien ou partiel\N{NO-BREAK SPACE}?",
    QuestionType.ONE,
    choices(
        "Oui, adopté par le conseil",
        "Oui, connu des services, mais jamais présenté aux élus du conseil",
        "En cours de rédaction",
        "Non",
    ),
    place="4/47",
)
MANY = Prompt(
    "answers.objectives",
    "Quels objectifs poursuivez-vous ?",
    QuestionType.MANY,
    choices("Informer", "Alerter", "Recueillir des avis", "Recruter", "Aucun n’est fixé"),
    place="7/47",
    at_most=2,
    exclusive=frozenset({"c5"}),
)
YES_NO = Prompt(
    "accounts.facebook.listed",
    "Ce compte est-il cité sur votre site ?",
    QuestionType.YES_NO,
    (
        Choice(id="yes", label="Oui"),
        Choice(id="partly", label="En partie"),
        Choice(id="no", label="Non"),
    ),
    place="12/47",
    about="Facebook – Mairie",
)
COUNT = Prompt(
    "answers.population",
    "Combien d’habitants compte la collectivité ?",
    QuestionType.COUNT,
    place="2/47",
    hint="En habitants, comme 8 012.",
)
DATE = Prompt(
    "accounts.facebook.last_post",
    "Quand avez-vous publié pour la dernière fois ?",
    QuestionType.DATE,
    place="13/47",
    about="Facebook – Mairie",
    hint="Comme 18/11/2026, mars 2026 ou « il y a trois mois ».",
)
MONTH = Prompt(
    "accounts.facebook.opened",
    "Depuis quel mois ce compte existe-t-il ?",
    QuestionType.MONTH,
    place="14/47",
    current="2019-03",
)
TEXT = Prompt(
    "answers.name",
    "Comment s’appelle votre collectivité ?",
    QuestionType.TEXT,
    place="1/47",
)
TABLE = Prompt(
    "answers.channels",
    "Par quoi chaque public est-il touché aujourd’hui ?",
    QuestionType.TABLE,
    choices("Surtout les réseaux", "Surtout un autre support", "Mal touché"),
    rows=(
        Choice(id="young", label="Jeunes"),
        Choice(id="families", label="Familles"),
        Choice(id="seniors", label="Aînés"),
    ),
    place="9/47",
)
TOWN = Prompt(
    "answers.town",
    "Quelle commune ?",
    QuestionType.ONE,
    choices(*TOWNS),
    place="1/47",
)
ACCOUNTS = Menu(
    "Que voulez-vous faire ?",
    (
        Line("add", "Ajouter un compte"),
        Line("copy", "Copier le précédent"),
        Line("finish", "Terminer la liste"),
    ),
    current="copy",
    above=("1. Facebook – Mairie", "2. Instagram – Musée"),
)
PROMPTS: dict[str, Prompt | Menu] = {
    "one": ONE,
    "many": MANY,
    "yes_no": YES_NO,
    "count": COUNT,
    "date": DATE,
    "month": MONTH,
    "text": TEXT,
    "table": TABLE,
    "town": TOWN,
    "menu": ACCOUNTS,
}
WHY_LINES = ("Pourquoi : sans document, rien ne dit si un compte est utile.",)


def main(arguments: Sequence[str]) -> int:
    replies, mode, *names = arguments
    try:
        with open_asker(accessible=mode == "linear") as asker:
            return interview(asker, names, Path(replies))
    except Interrupted as left:  # nobody was there to be told how to resume
        return left.code
    except NoTerminal as error:
        print(error, file=sys.stderr)
        return 2


def interview(asker: Asker, names: Sequence[str], replies: Path) -> int:
    try:
        walk(asker, names, replies)
    except Interrupted as left:
        asker.tell(["Vous pourrez reprendre."])
        return left.code
    return 0


def walk(asker: Asker, names: Sequence[str], replies: Path) -> None:
    given: dict[str, Any] = {}
    rank, refusal = 0, None
    while rank < len(names):
        name = names[rank]
        reply = ask(asker, PROMPTS[name], given.get(name), refusal)
        with replies.open("a", encoding="utf-8") as file:
            file.write(f"{name} {reply!r}\n")
        refusal = None
        if reply == Leaving():
            return
        if reply == Why():
            asker.tell(WHY_LINES)
        elif reply == Back():
            rank = max(rank - 1, 0)
            asker.untrace()
        elif name == "count" and isinstance(reply, Given) and not reply.raw.isdecimal():
            refusal = f"« {reply.raw} » n’est pas un nombre."
        else:
            given[name] = getattr(reply, "raw", "?")
            rank += 1
            asker.trace(f"✓ {rank}/47  {name} : {given[name]}")


def ask(asker: Asker, asked: Prompt | Menu, current: Any, refusal: str | None) -> Reply:
    if isinstance(asked, Menu):
        return asker.choose(asked)
    prompt = asked if current is None else replace(asked, current=current)
    return asker.ask(replace(prompt, refusal=refusal))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
