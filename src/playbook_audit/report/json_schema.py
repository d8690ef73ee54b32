"""The JSON Schema of the JSON report, as ``schema --report`` gives it."""

from collections.abc import Mapping
from typing import Any

from playbook_audit.model.activity import COVERAGE_KINDS, TIME_BASES
from playbook_audit.model.assessment import LEVELS
from playbook_audit.model.rule import Severity
from playbook_audit.report.json import FORMAT

DRAFT = "https://json-schema.org/draft/2020-12/schema"
Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
FLAG: Schema = {"type": "boolean"}
COUNT: Schema = {"type": "integer", "minimum": 0}
SHARE: Schema = {"type": "number", "minimum": 0, "maximum": 1}
WEIGHT: Schema = {"type": "number", "minimum": 0}
ANYTHING: Schema = {}
SEVERITY: Schema = {"enum": [one.value for one in Severity]}
SHA256: Schema = {"type": "string", "pattern": "^([0-9a-f]{64})?$"}
DAY: Schema = {"type": "string", "format": "date"}
ORIGINS = ["declared", "deduced", "measured"]
TIME_BASIS: Schema = {"enum": list(TIME_BASES)}


def report_schema() -> Schema:
    """Give the schema of a JSON report; keys may be added within a format, never change meaning."""
    return {
        "$schema": DRAFT,
        "title": "Rapport JSON de playbook-audit",
        "description": (
            "Identifiants en anglais, textes français à côté. Un intervalle est [bas, haut]."
        ),
        **_record(
            {
                "format": {"const": FORMAT},
                "on": DAY,
                "catalogue": _record({"version": TEXT, "sha256": SHA256}),
                "inputs": _list(_record({"name": TEXT, "sha256": SHA256})),
                "organisation": _record(
                    {"name": ANYTHING, "type": _or_null(TEXT), "population": _or_null(WEIGHT)}
                ),
                "path": {"enum": ["village", "core", "more"]},
                "overall": _record({"levels": _levels()}),
                "nothing_urgent": FLAG,
                "short_answers": _record({"risks": TEXT, "plan": TEXT, "strategy": TEXT}),
                "risks": _list(_risk()),
                "accounts": _list(_account()),
                "findings": _list(_finding()),
                "rules": {"type": "object", "additionalProperties": _rule()},
                "benefits": _list(_benefit()),
                "notes": _list(_note()),
                "practices": _list(_practice()),
                "decisions": _list(TEXT),
                "actions": _list(_action()),
                "unknowns": _list(_record({"path": _path(), "would_change": WEIGHT})),
                "unanswered": _list(_record({"path": _path(), "said_unknown": FLAG})),
                "context": _context(),
                "answers": _list(_answer()),
                "accepted": _list(_accepted()),
            }
        ),
    }


# ---------------------------------------------------------------- verdicts


def _risk() -> Schema:
    return _record(
        {
            "id": TEXT,
            "title": TEXT,
            "points": _pair(WEIGHT),
            "score": _pair(SHARE),
            "levels": _levels(),
            "margin": _or_null(WEIGHT),
            "settled_by": _list(_path()),
            "settled_alone": _or_null(FLAG),
            "contributions": _list(
                _record(
                    {
                        "account": _or_null(TEXT),
                        "points": _pair(WEIGHT),
                        "carried_by": _pair(_or_null(TEXT)),
                    }
                )
            ),
        }
    )


def _account() -> Schema:
    return _record(
        {
            "key": TEXT,
            "label": TEXT,
            "platform": ANYTHING,
            "states": _list(TEXT),
            "last_post": ANYTHING,
            "silence_days": _or_null(_pair(_or_null(COUNT))),
            "basis": {"enum": ORIGINS},
            "exposure": _pair(SHARE),
            "risk": _pair(SHARE),
            "benefit": _pair(SHARE),
            "decision": TEXT,
            "decision_row": TEXT,
            "because": TEXT,
            "witnesses": _list(_witness()),
            "settled_by": _list(_path()),
            "missing": _list(_path()),
            "activity": _or_null(_activity()),
        },
        activity="ce qui a été mesuré dans des copies du compte ; null quand rien ne l’a été",
    )


def _activity() -> Schema:
    """Give what was measured of one account."""
    return _record(
        {
            "posts": COUNT,
            "first_post": _or_null(DAY),
            "last_post": _or_null(DAY),
            "longest_gap_days": _or_null(COUNT),
            "silence_days": _or_null(COUNT),
            "shares": COUNT,
            "replies": COUNT,
            "originals": _or_null(SHARE),
            "media": {"type": "object", "additionalProperties": COUNT},
            "weeks": _list(_dated(DAY)),
            "months": _list(_dated({"type": "string", "pattern": r"^\d{4}-\d{2}$"})),
            "engagement": _or_null(_engagement()),
            "answering": _or_null(
                _record(
                    {"replies": COUNT, "timed": COUNT, "median_delay_seconds": _or_null(WEIGHT)}
                )
            ),
            "followers": _or_null(_record({"count": COUNT, "on": DAY})),
            "opened_on": _or_null(DAY),
            "coverage": _or_null(_coverage(windows=_list(_window()))),
            "time_basis": TEXT,
            "files": _list(_evidence_file()),
        },
        posts="publications, sans les réponses à d’autres",
        time_basis="d’où viennent les heures ; plusieurs fichiers : jointes par « + »",
        originals="part des publications qui sont au compte, et non reprises d’un autre",
        weeks="chaque semaine, par son lundi ; celles sans publication y sont",
        silence_days="jours de la dernière publication à la fin de la copie",
        answering="null quand le réseau ne permet pas de le mesurer",
    )


def _engagement() -> Schema:
    received = {"posts": COUNT, "median": WEIGHT, "mean": WEIGHT}
    return _record({"formula": TEXT, **received, "before": _or_null(_record(received))})


def _evidence_file() -> Schema:
    return _record(
        {
            "name": TEXT,
            "sha256": SHA256,
            "format": TEXT,
            "title": TEXT,
            "coverage": _or_null(_coverage()),
            "time_basis": TIME_BASIS,
            "kept": COUNT,
            "rejected": COUNT,
        }
    )


def _coverage(**more: Schema) -> Schema:
    kind: Schema = {"enum": list(COVERAGE_KINDS)}
    return _record(
        {"start": _or_null(DAY), "end": DAY, "kind": kind, **more},
        start="null : depuis l’ouverture du compte",
    )


def _window() -> Schema:
    return {"type": "array", "prefixItems": [_or_null(DAY), DAY], "minItems": 2, "maxItems": 2}


def _dated(when: Schema) -> Schema:
    """Give a count with the day or the month it is of."""
    return {"type": "array", "prefixItems": [when, COUNT], "minItems": 2, "maxItems": 2}


def _finding() -> Schema:
    return _record(
        {
            "id": TEXT,
            "fingerprint": TEXT,
            "account": _or_null(TEXT),
            "kind": {"const": "risk"},
            "risk": TEXT,
            "title": TEXT,
            "state": {"enum": ["raised", "cleared", "unknown", "not_applicable", "accepted"]},
            "severity": SEVERITY,
            "worst": SEVERITY,
            "points": _pair(WEIGHT),
            "says": _or_null(TEXT),
            "witnesses": _list(_witness()),
            "named": _list(TEXT),
            "perhaps_named": _list(TEXT),
            "raised_by": _list(COUNT),
            "open_raises": _list(_record({"severity": SEVERITY, "missing": _list(_path())})),
            "sources": _list(TEXT),
            "lifted_by": _list(TEXT),
            "without": _or_null(_record({"score": _pair(SHARE), "levels": _levels()})),
            "lifts": _list(_list(_record({"path": _path(), "value": ANYTHING}))),
            "ends_on": _or_null(DAY),
            "remedy": _list(TEXT),
        }
    )


def _rule() -> Schema:
    """Give what every finding of a rule shares."""
    return _record(
        {
            "title": TEXT,
            "why": TEXT,
            "otherwise": TEXT,
            "legal": _or_null(_record({"binds": TEXT, "since": TEXT, "certainty": TEXT})),
            "lifecycle": {"enum": ["experimental", "stable", "deprecated"]},
        }
    )


def _benefit() -> Schema:
    return _record(
        {
            "id": TEXT,
            "account": _or_null(TEXT),
            "title": TEXT,
            "state": {"enum": ["not_sought", "sought", "potential", "realised", "unknown"]},
            "proof": {"enum": ["declared", "declared_with_example", "measured", None]},
            "near": FLAG,
            "says": _or_null(TEXT),
            "keep": TEXT,
            "witnesses": _list(_witness()),
            "named": _list(TEXT),
            "sources": _list(TEXT),
        }
    )


def _note() -> Schema:
    return _record(
        {
            "id": TEXT,
            "account": _or_null(TEXT),
            "title": TEXT,
            "state": {"enum": ["raised", "cleared"]},
            "says": _or_null(TEXT),
            "witnesses": _list(_witness()),
            "sources": _list(TEXT),
            "remedy": _list(TEXT),
        }
    )


def _practice() -> Schema:
    return _record(
        {"id": TEXT, "title": TEXT, "index": _or_null(_pair(SHARE)), "coverage": SHARE},
        index="null quand trop peu de réponses sont connues",
    )


def _action() -> Schema:
    return _record(
        {
            "do": TEXT,
            "who": TEXT,
            "who_says": TEXT,
            "within_days": COUNT,
            "effort": {"enum": ["low", "medium", "high"]},
            "findings": _list(TEXT),
        }
    )


# ---------------------------------------------------------------- answers and context


def _witness() -> Schema:
    return _record({"path": _path(), "value": ANYTHING, "origin": {"enum": [*ORIGINS, None]}})


def _answer() -> Schema:
    return _record(
        {
            "path": _path(),
            "value": ANYTHING,
            "origin": {"enum": ORIGINS},
            "note": _or_null(TEXT),
            "by": _or_null(TEXT),
        },
        value="null : « je ne sais pas » ; une date approchée est un intervalle ISO 8601",
    )


def _accepted() -> Schema:
    return _record(
        {"fingerprint": TEXT, "reason": TEXT, "by": _or_null(TEXT), "until": _or_null(DAY)}
    )


def _context() -> Schema:
    return _record(
        {
            "asked": COUNT,
            "answered": COUNT,
            "effective_accounts": {"type": "object", "additionalProperties": WEIGHT},
            "coverage_gaps": _list(TEXT),
        },
        coverage_gaps="parties du questionnaire où beaucoup de réponses manquent",
    )


# ---------------------------------------------------------------- shapes


def _record(properties: Mapping[str, Schema], **descriptions: str) -> Schema:
    """Give an object whose listed keys are all there; later versions may add others."""
    described = {
        name: {**schema, "description": descriptions[name]} if name in descriptions else schema
        for name, schema in properties.items()
    }
    return {"type": "object", "properties": described, "required": list(properties)}


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _pair(items: Schema) -> Schema:
    """Give an interval: a low bound, then a high one."""
    return {"type": "array", "items": items, "minItems": 2, "maxItems": 2}


def _or_null(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


def _levels() -> Schema:
    return {"type": "array", "items": {"enum": list(LEVELS)}, "minItems": 1, "uniqueItems": True}


def _path() -> Schema:
    return {"type": "string", "pattern": r"^(answers\.[^.]+|accounts(\..+\.[^.]+)?)$"}
