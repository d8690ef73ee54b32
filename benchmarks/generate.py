"""Writes random but plausible audits, from the questions of the catalogue; same seed, same bytes.

usage: generate.py [--audits N] [--accounts N] [--unknown SHARE] [--seed N]
                   [--format ndjson|json|yaml] [--output PATH]

NDJSON goes to one file (by default to the standard output); JSON and YAML to a folder, one file an
audit. A question added to the catalogue is answered with no change here, unless it needs a likely
range or only makes sense beside another answer: see the tables below.
"""

import argparse
import json
import math
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import yaml

from playbook_audit.catalogue.load import catalogue
from playbook_audit.model.catalogue import Catalogue
from playbook_audit.model.question import Choice, Question, QuestionType

ON = date(2026, 11, 22)
SEED = 20261122
ACCOUNTS = 6
UNKNOWN = 0.15
"""Share of answers that are not known: half written "?", half absent from the file."""
MORE = 0.3
"""Share of audits that went on after the first report, to the questions of the path ``more``."""
NOTED = 0.3
"""Share of the answers below that carry a note."""
NOTABLE = frozenset(("owner", "strategy_written", "local_groups", "community_contribution"))

ALWAYS_KNOWN = frozenset(("org_name", "org_type", "org_presence", "handle", "platform"))
LIKELY: dict[str, dict[str, float]] = {
    "org_type": {"commune": 85, "epci": 10, "departement": 2, "region": 1, "other": 2},
    "org_presence": {"yes": 1},
    "org_mandate_change": {"same": 80, "all": 14, "part": 5, "none": 1},
    "shared_territory": {"none": 50, "clear": 40, "overlap": 8, "confused": 2},
    "contradictory_messages": {"no": 80, "minor": 15, "serious": 5},
    "elected_separation": {"no_account": 40, "separate": 45, "relay": 10, "staff": 4, "only": 1},
    "platform": {
        "facebook": 45,
        "instagram": 20,
        "linkedin": 10,
        "youtube": 10,
        "x": 5,
        "other": 1,
    },
    "owner": {
        "service": 85,
        "several": 4,
        "elected": 3,
        "provider": 3,
        "volunteer": 2,
        "nobody": 3,
    },
    "status": {"live": 60, "idle": 15, "seasonal": 8, "barely": 6, "closed": 6, "paused": 5},
    "branding": {"yes": 80, "partly": 10, "old": 6, "none": 2, "no_brand": 2},
    "credential_type": {"named": 70, "shared": 22, "agent": 5, "provider": 2, "fictitious": 1},
    "email_institutional": {"yes": 90, "partly": 5, "no": 5},
    "unofficial_found": {"nothing": 60, "auto": 20, "residents": 10, "forgotten": 5, "fake": 5},
}
"""Weights of the choices of a question; a choice that is not listed is never drawn."""
FIRST = ("facebook", "instagram", "linkedin", "youtube")
"""The networks of the accounts that speak for the whole collectivité, the first of a file."""
SATELLITES = {"general": 3.0, "facility": 45.0, "theme": 30.0, "event": 12.0, "area": 10.0}
"""What the other accounts speak for; a second general one on a network is a finding."""
RANGES = {
    "org_population": (150, 400_000),
    "org_social_hours": (1, 80),
    "followers": (20, 60_000),
    "admins_count": (1, 7),
}
ONLY_WITH = {
    "season": frozenset(("seasonal",)),
    "exit_notice": frozenset(("closed", "paused")),
    "opened_on": frozenset(("barely",)),
    "declared_rhythm": frozenset(("live",)),
    "last_login": frozenset(("closed", "reserved", "paused", "idle")),
}
"""Questions on an account that nobody answers unless its status is one of these."""
NEVER = 0.02
SILENCES = ((70, 0, 25), (15, 30, 180), (15, 180, 900))
"""Weight, fewest and most days since the last post."""
PLACES = ("Valmont", "Bréval", "Saint-Aubin", "Courcelles", "La Ferté", "Montigny", "Les Essarts")
RIVERS = ("sur-Loire", "sur-Orne", "en-Forez", "les-Bains", "le-Vieux", "du-Lac", "aux-Bois")
MONTHS = ("janvier", "mars", "avril", "juin", "septembre", "octobre")


@dataclass(frozen=True, slots=True)
class Writer:
    """One collectivité writing its file: ``care`` says how good its habits are, from 0 to 1."""

    catalogue: Catalogue
    random: Random
    unknown: float
    care: float
    more: bool

    def audit(self, accounts: int) -> dict[str, Any]:
        """Give one answers file as plain data."""
        asked = self.catalogue.questionnaire.audit_questions
        answers: dict[str, Any] = {}
        for question in asked.values():
            self._answer(question, answers)
        rows = [self._account(rank) for rank in range(accounts)]
        return {"playbook_audit": 1, "on": f"{ON}", "answers": answers, "accounts": rows}

    def _account(self, rank: int) -> dict[str, Any]:
        row: dict[str, Any] = {"key": f"compte-{rank + 1:04}"}
        for question in self.catalogue.questionnaire.account_questions.values():
            wanted = ONLY_WITH.get(question.id)
            if wanted is None or row.get("status") in wanted:
                self._answer(question, row)
        row |= self._place_in_fleet(rank, row)
        row["handle"] = self._handle(row["platform"], rank)
        return row

    def _place_in_fleet(self, rank: int, row: dict[str, Any]) -> dict[str, str]:
        """Give what an account speaks for, and its network, by its rank in the file."""
        if rank < len(FIRST):
            return {"platform": FIRST[rank], "scope": "general"}
        return {"scope": self._draw(SATELLITES)} if row.get("scope", "?") != "?" else {}

    def _answer(self, question: Question, written: dict[str, Any]) -> None:
        """Write one answer, "?", or nothing."""
        if question.path == "more" and not self.more:
            return
        if question.id not in ALWAYS_KNOWN and self.random.random() < self.unknown:
            if self.random.random() < 1 / 2:
                written[question.id] = "?"
            return
        value = _MAKERS[question.type](self, question, written)
        if value is not None:
            written[question.id] = self._noted(value) if question.id in NOTABLE else value

    def _noted(self, value: Any) -> Any:
        noted = self.random.random() < NOTED
        return {"value": value, "note": "vu avec le service"} if noted else value

    def one(self, question: Question, _written: dict[str, Any]) -> str:
        """Give one choice; careful collectivités tend to the better ones."""
        likely = LIKELY.get(question.id)
        return self._draw(likely or {one.id: self._weight(one) for one in question.offered})

    def _weight(self, choice: Choice) -> float:
        if choice.value is None:
            return 0.5
        return 0.1 + self.care * choice.value + (1 - self.care) * (1 - choice.value)

    def _draw(self, weights: dict[str, float]) -> str:
        return self.random.choices(list(weights), list(weights.values()))[0]

    def many(self, question: Question, _written: dict[str, Any]) -> list[str]:
        """Give a few choices, or an exclusive one: the latter from careless collectivités."""
        alone = [one.id for one in question.offered if one.exclusive]
        others = [one.id for one in question.offered if not one.exclusive]
        if alone and self.random.random() > self.care + 1 / 2:
            return [self.random.choice(alone)]
        most = min(question.at_most or len(others), len(others), 2 + round(3 * self.care))
        drawn = set(self.random.sample(others, self.random.randint(1, most)))
        return [one for one in others if one in drawn]

    def count(self, question: Question, _written: dict[str, Any]) -> float:
        """Give a number whose size, rather than value, is drawn evenly."""
        low, high = RANGES.get(question.id, (0, 100))
        drawn = math.exp(self.random.uniform(math.log(low + 1), math.log(high + 1))) - 1
        return round(drawn, 1) if question.decimals else round(drawn)

    def date(self, _question: Question, _written: dict[str, Any]) -> str:
        """Give a date as people write them: a day most often, else a month or a duration."""
        if self.random.random() < NEVER:
            return "jamais"
        _, fewest, most = self.random.choices(SILENCES, [one[0] for one in SILENCES])[0]
        day = ON - timedelta(days=self.random.randint(fewest, most))
        forms = (f"{day}", f"{day:%d/%m/%Y}", f"{day:%Y-%m}", f"{day:%Y}", "il y a trois mois")
        return self.random.choices(forms, (70, 12, 10, 3, 5))[0]

    def month(self, _question: Question, _written: dict[str, Any]) -> str:
        """Give a month of a year gone by."""
        return f"{self.random.choice(MONTHS)} {ON.year - self.random.randint(1, 4)}"

    def text(self, _question: Question, _written: dict[str, Any]) -> str:
        """Give the name of a place."""
        return f"{self.random.choice(PLACES)}-{self.random.choice(RIVERS)}"

    def table(self, question: Question, written: dict[str, Any]) -> dict[str, str] | None:
        """Give a choice for each row the other question opened, or nothing without rows."""
        rows = written.get(question.rows_from or "")
        if not isinstance(rows, list) or rows == ["all"]:
            return None
        return {row: self.one(question, written) for row in rows}

    def _handle(self, platform: str, rank: int) -> str:
        """Give the address of an account where its network has one, otherwise its name."""
        hosts = self.catalogue.rulebook.networks[platform].hosts
        name = f"{self.random.choice(PLACES)} {rank + 1}"
        slug = name.lower().replace(" ", "-")
        return f"https://www.{hosts[0]}/{slug}" if hosts else name


_MAKERS: dict[QuestionType, Callable[[Writer, Question, dict[str, Any]], Any]] = {
    QuestionType.ONE: Writer.one,
    QuestionType.YES_NO: Writer.one,
    QuestionType.MANY: Writer.many,
    QuestionType.COUNT: Writer.count,
    QuestionType.DATE: Writer.date,
    QuestionType.MONTH: Writer.month,
    QuestionType.TEXT: Writer.text,
    QuestionType.TABLE: Writer.table,
}


def audits(
    count: int, accounts: int = ACCOUNTS, unknown: float = UNKNOWN, seed: int = SEED
) -> Iterator[dict[str, Any]]:
    """Give audits one by one; the n-th depends on the seed and on n only."""
    for rank in range(count):
        random = Random(f"{seed}/{rank}")
        care, more = random.betavariate(3, 2), random.random() < MORE
        yield Writer(catalogue(), random, unknown, care, more).audit(accounts)


def as_json(audit: dict[str, Any]) -> str:
    """Give an audit on one line."""
    return json.dumps(audit, ensure_ascii=False)


def _as_yaml(audit: dict[str, Any]) -> str:
    text: str = yaml.safe_dump(audit, allow_unicode=True, sort_keys=False)
    return text


def _write_folder(found: Iterator[dict[str, Any]], form: str, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    write = _as_yaml if form == "yaml" else as_json
    for rank, audit in enumerate(found, start=1):
        file = folder / f"audit-{rank:06}.{form}"
        file.write_text(write(audit).rstrip("\n") + "\n", encoding="utf-8")


def _write_lines(found: Iterator[dict[str, Any]], file: Path | None) -> None:
    lines = (f"{as_json(audit)}\n" for audit in found)
    if file is None:
        sys.stdout.writelines(lines)
        return
    with file.open("w", encoding="utf-8", newline="\n") as stream:
        stream.writelines(lines)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Write random but plausible audits.")
    parser.add_argument("--audits", type=int, default=1)
    parser.add_argument("--accounts", type=int, default=ACCOUNTS)
    parser.add_argument("--unknown", type=float, default=UNKNOWN)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--format", choices=("ndjson", "json", "yaml"), default="ndjson")
    parser.add_argument("--output", type=Path)
    return parser.parse_args()


def main() -> None:
    asked = _arguments()
    found = audits(asked.audits, asked.accounts, asked.unknown, asked.seed)
    if asked.format == "ndjson":
        _write_lines(found, asked.output)
    else:
        _write_folder(found, asked.format, asked.output or Path())


if __name__ == "__main__":
    main()
