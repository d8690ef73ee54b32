"""How long an interview is: ``python -m tests.interview.counts`` prints it for five people.

Answers are counted as they are given; keystrokes are those of a person who types what the usual
answers hold; minutes rest on an assumption of ours, never timed on people (``interview/start.py``).
"""

from collections.abc import Callable

from tests.interview.people import Person, account_answers
from tests.interview.stand_ins import HAMLET, VALMONT, FileDesk, MemoryKeeper

from playbook_audit.catalogue.load import catalogue
from playbook_audit.interview.interface import Prompt
from playbook_audit.interview.start import SECONDS_PER_ACCOUNT_ANSWER, SECONDS_PER_ANSWER
from playbook_audit.interview.walk import walk
from playbook_audit.model.question import QuestionType

PEOPLE: dict[str, Callable[[], Person]] = {
    "absent village": lambda: Person(org_presence="no", org_name=HAMLET.answers["org_name"]),
    "village, one account": lambda: Person(1, org_name=HAMLET.answers["org_name"]),
    "five accounts": lambda: Person(5, org_name=VALMONT.answers["org_name"]),
    "five accounts, same answers": lambda: Person(
        5, org_name=VALMONT.answers["org_name"], sharing=True
    ),
    "five accounts, copied": lambda: Person(5, org_name=VALMONT.answers["org_name"], copying=True),
}


def main() -> None:
    """Print the table."""
    print("| who | answers | of accounts | keystrokes | minutes |")
    print("| --- | --- | --- | --- | --- |")
    for name, person in PEOPLE.items():
        print(f"| {name} | {' | '.join(_counted(person()))} |")


def _counted(person: Person) -> tuple[str, ...]:
    walk(catalogue(), person, MemoryKeeper(), FileDesk())
    of_accounts = len(account_answers(person.asked))
    others = len(person.asked) - of_accounts
    seconds = others * SECONDS_PER_ANSWER + of_accounts * SECONDS_PER_ACCOUNT_ANSWER
    keys = person.keys + sum(map(_keystrokes, person.asked))
    return str(len(person.asked)), str(of_accounts), str(keys), f"{seconds / 60:.1f}"


def _keystrokes(prompt: Prompt) -> int:
    """Give one Enter, and before it a line to reach, a box to tick, or ten characters to type."""
    if prompt.type is QuestionType.TABLE:
        return 2 * len(prompt.rows)
    if prompt.choices:
        return 3 if prompt.type is QuestionType.MANY else 2
    return 11


if __name__ == "__main__":
    main()
