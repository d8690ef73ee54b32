"""Audits judged, ready to be told: small ones in a line, rich ones by name."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from tests.builders import ON, answers_of, audit

from playbook_audit.assessment.engine import assess
from playbook_audit.assessment.inquiry import inquire
from playbook_audit.catalogue.load import catalogue
from playbook_audit.dossier.read import read_answers
from playbook_audit.model.answer import Answers
from playbook_audit.report.case import Case
from playbook_audit.report.interface import (
    Bullets,
    Facts,
    Notice,
    Outline,
    Paragraph,
    Section,
    Subheading,
    Table,
    Text,
)

EXAMPLES = Path(__file__).parents[2] / "examples"
PLATFORMS = ("facebook", "instagram", "x", "youtube", "linkedin", "tiktok")
LAST_POSTS = ("2026-11-20", "2026-10-01", "2026-07-01", "2025-09-01", "?", "jamais")
OWN_NAMES = ("Culture", "Sport", "Jeunesse", "Piscine", "Emploi")
BAD_TYPOGRAPHY = re.compile(r" [;:!?»%]|« |«[^\u00a0]|[^\W\d_]'[^\W\d_]")


def judged_case(answers: Answers) -> Case:
    """Give the case of some answers, on their own date."""
    rules, on = catalogue(), answers.on or ON
    assessment = assess(rules, answers, on)
    return Case(rules, answers, assessment, inquire(rules, answers, assessment))


def case_of(accounts: Sequence[Mapping[str, Any]] | None = None, **answers: Any) -> Case:
    """Give the case of a town of 8 012 inhabitants, present on networks unless said."""
    return judged_case(audit(accounts, ON, **answers))


@lru_cache
def example(name: str) -> Case:
    """Give the case of a file of examples/."""
    return judged_case(read_answers(EXAMPLES / f"{name}.yaml", catalogue(), ON))


@lru_cache
def fleet(count: int = 60) -> Case:
    """Give the case of a large intercommunalité with many accounts, some of every kind."""
    answers = {
        "org_name": "Métropole des Trois Rivières",
        "org_type": "epci",
        "org_population": 312000,
        "org_other_channels": ["website", "bulletin"],
        "objectives_list": ["inform", "dialogue", "alert"],
        "audiences_named": ["young", "families", "seniors"],
        "audience_channel_map": {"young": "poorly", "families": "both", "seniors": "?"},
        "opening_rule": "anyone",
        "contradictory_messages": "serious",
        "org_social_hours": 12,
        "absence_cover": "nobody",
        "absence_chosen": ["x"],
        "absence_reason": ["means"],
        "absence_review": "written",
        "identity_rule": "none",
        "register_exists": {"value": "partial", "note": "liste de 2023", "by": "communication"},
    }
    accepted = [
        {
            "fingerprint": "no_identity_rule",
            "reason": "charte prévue en 2027",
            "by": "direction générale",
            "until": "2027-06-30",
        }
    ]
    data = {"answers": answers, "accounts": [*_accounts(count)], "accepted": accepted}
    return judged_case(answers_of(data))


def _accounts(count: int) -> Iterator[dict[str, Any]]:
    for rank in range(count):
        account = {
            "key": f"{PLATFORMS[rank % 6]}-{rank:02d}",
            "platform": PLATFORMS[rank % 6],
            "handle": f"{OWN_NAMES[rank % 5]} {rank}",
            "scope": ("general", "theme", "facility", "event")[rank // 6 % 4],
            "purpose": ("inform", "dialogue", "none")[rank % 3],
            "audience": ("young", "families")[rank % 2],
            "unique_reach": ("elsewhere", "partly", "no", "?")[rank // 3 % 4],
            "owner": ("service", "nobody")[rank // 5 % 2],
            "last_post": LAST_POSTS[rank // 7 % 6],
            "comments_open": ("both", "neither", "comments")[rank % 3],
            "answer_share": ("fast", "rarely", "late")[rank // 2 % 3],
            "followers": 700 * (rank + 1),
            "admins_count": rank // 4 % 3,
            "credential_type": ("named", "shared", "agent")[rank % 3],
            "mfa": ("all", "none")[rank // 2 % 2],
        }
        if rank // 7 % 6 > 0:
            account["status"] = ("idle", "live", "closed", "barely")[rank % 4]
        if account.get("status") == "closed":
            account["exit_notice"] = ("full", "none")[rank // 4 % 2]
        if account.get("status") == "barely":
            account["opened_on"] = "2025-01"
        yield account


ABSENT: Mapping[str, Any] = {
    "org_name": "Saint-Aubin",
    "org_population": 640,
    "org_presence": "no",
    "org_other_channels": ["bulletin", "boards"],
    "objectives_list": ["inform"],
    "absence_chosen": ["all"],
    "absence_reason": ["means", "elsewhere"],
    "absence_review": "written",
    "local_groups": "none",
}
"""A village that chose to stay away from every network."""
VILLAGE: Mapping[str, Any] = {
    "org_name": "Petit-Bourg",
    "org_population": 850,
    "org_mandate_change": "same",
    "org_other_channels": ["bulletin", "boards", "website"],
    "objectives_list": ["inform"],
    "local_groups": "read",
    "absence_cover": "leave",
    "elected_separation": "no_account",
    "image_rights": "all",
}
"""A careful village with one account."""
VILLAGE_ACCOUNT: Mapping[str, Any] = {
    "key": "facebook-mairie",
    "platform": "facebook",
    "handle": "Mairie de Petit-Bourg",
    "last_post": "2026-11-15",
    "answer_share": "fast",
    "admins_count": 2,
    "credential_type": "named",
    "mfa": "all",
}


@lru_cache
def absent() -> Case:
    """Give the case of a village without any account."""
    return case_of(**ABSENT)


@lru_cache
def village() -> Case:
    """Give the case of a careful village."""
    return case_of([VILLAGE_ACCOUNT], **VILLAGE)


@lru_cache
def every_case() -> tuple[Case, ...]:
    """Give audits of every size and kind."""
    return (
        example("valmont-sur-loire"),
        example("pays-de-lumbres"),
        fleet(),
        absent(),
        village(),
        case_of(),
        case_of([{"key": "fb", "last_post": "?"}], org_population="?"),
    )


# ---------------------------------------------------------------- reading an outline


def section(outline: Outline, name: str) -> Section:
    """Give a section by id."""
    return next(one for one in outline.sections if one.id == name)


def texts_of(part: Section | Outline) -> Iterator[Text]:
    """Give every text of a section, or of the whole document."""
    if isinstance(part, Outline):
        yield part.title
        yield part.subtitle
        for one in part.sections:
            yield from texts_of(one)
        yield from part.footer
        return
    for block in part.blocks:
        yield from _texts_in(block)


def _texts_in(block: Any) -> Iterator[Text]:
    match block:
        case Paragraph() | Subheading():
            yield block.text
        case Bullets():
            for item in block.items:
                yield item.text
                yield from item.under
        case Facts():
            yield from (fact.text for fact in block.facts)
        case Table():
            yield from (cell for row in block.rows for cell in row)
        case Notice():
            for inner in block.blocks:
                yield from _texts_in(inner)


def titles_of(outline: Outline) -> Iterator[str]:
    """Give every title, caption, column and term."""
    for one in outline.sections:
        yield one.title
        for block in one.blocks:
            match block:
                case Table():
                    yield block.caption
                    yield from (column.title for column in block.columns)
                case Facts():
                    yield from (fact.term for fact in block.facts)
                case Notice():
                    yield block.title


def words_of(part: Section | Outline) -> str:
    """Give everything a section, or a document, says, one text a line, with ordinary spaces."""
    lines = ("".join(span.text for span in text) for text in texts_of(part))
    return "\n".join(lines).replace("\u202f", " ").replace("\u00a0", " ")


def tables_of(part: Section) -> list[Table]:
    """Give the tables of a section."""
    return [block for block in part.blocks if isinstance(block, Table)]
