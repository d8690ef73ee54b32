"""The JSON report: everything an audit concludes, under keys that keep their meaning.

Its shape is described by ``json_schema``; ids are English, French texts stand beside them.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import isfinite
from typing import Any

from playbook_audit.assessment.remaining import asked_sections, sections_to_clear
from playbook_audit.assessment.risks import risks_without, scale_of
from playbook_audit.model.answer import (
    Answer,
    Answers,
    Contradicted,
    DateRange,
    Never,
    Table,
    Value,
)
from playbook_audit.model.assessment import (
    AccountAssessment,
    Benefit,
    Finding,
    Interval,
    Note,
    Practice,
    Risk,
)
from playbook_audit.model.inquiry import Change
from playbook_audit.model.rule import FindingRule
from playbook_audit.report.actions import actions, first_matters
from playbook_audit.report.case import Case
from playbook_audit.report.interface import Text
from playbook_audit.report.labels import Labels
from playbook_audit.report.measured_json import plain_activity
from playbook_audit.report.sections.findings import change_in_words
from playbook_audit.report.sections.short_answers import short_answers
from playbook_audit.report.spans import plain

FORMAT = 1
DECIMALS = 6
Plain = dict[str, Any]


def render_json(case: Case) -> str:
    """Give the JSON report of an audit, ended by a line end."""
    return json.dumps(report_of(case), ensure_ascii=False, allow_nan=False, indent=2) + "\n"


def report_of(case: Case) -> Plain:
    """Give the report as plain data."""
    labels = Labels(case)
    assessment = case.assessment
    scale = scale_of(case.catalogue.rulebook.numbers)
    without = dict(risks_without(assessment.findings, scale))
    return {
        "format": FORMAT,
        "on": assessment.on.isoformat(),
        "catalogue": {"version": case.catalogue.version, "sha256": case.catalogue.sha256},
        "inputs": _inputs(case.answers),
        "organisation": _organisation(labels),
        "path": assessment.path,
        "overall": {"levels": list(assessment.overall)},
        "nothing_urgent": assessment.nothing_urgent,
        "short_answers": dict(short_answers(case, labels)),
        "risks": [_risk(one, case) for one in assessment.risks],
        "accounts": [
            {**_account(one, labels), "activity": _activity(one.key, case)}
            for one in assessment.accounts
        ],
        "findings": [_finding(one, without, labels) for one in assessment.findings],
        "rules": {one.id: _rule(one) for one in case.catalogue.rulebook.findings.values()},
        "benefits": [_benefit(one, labels) for one in assessment.benefits],
        "notes": [_note(one, labels) for one in assessment.notes],
        "practices": [_practice(one, case) for one in assessment.practices],
        "decisions": [one.rule.remedy[0].do for one in first_matters(case)],
        "actions": [_action(one.remedy, one.findings, labels) for one in actions(case)],
        "unknowns": [
            {"path": one.path, "would_change": _rounded(one.would_change)}
            for one in assessment.unknowns
        ],
        "unanswered": list(_unanswered(case)),
        "context": _context(case),
        "answers": [_answer(path, one) for path, one in _answers(case)],
        "accepted": [
            {
                "fingerprint": one.fingerprint,
                "reason": one.reason,
                "by": one.by,
                "until": None if one.until is None else one.until.isoformat(),
            }
            for one in case.answers.accepted
        ],
    }


def _inputs(answers: Answers) -> list[Plain]:
    """Give the answers file, and that of the measures when there is one."""
    inputs = [{"name": answers.input_name, "sha256": answers.input_sha256}]
    measured = answers.measured
    if measured.input_name:
        inputs.append({"name": measured.input_name, "sha256": measured.input_sha256})
    return inputs


def _organisation(labels: Labels) -> Plain:
    given = labels.case.answers.answers.get("org_name")
    return {
        "name": None if given is None else _value(given.value),
        "type": labels.organisation_type,
        "population": labels.population,
    }


# ---------------------------------------------------------------- verdicts


def _risk(risk: Risk, case: Case) -> Plain:
    settling = case.inquiry.settled_by.get(risk.id)
    return {
        "id": risk.id,
        "title": case.catalogue.rulebook.risks[risk.id].title,
        "points": list(risk.points),
        "score": _interval(risk.score),
        "levels": list(risk.levels),
        "margin": None if risk.margin is None else _rounded(risk.margin),
        "settled_by": [] if settling is None else list(settling.paths),
        "settled_alone": None if settling is None else settling.alone,
        "contributions": [
            {
                "account": one.account,
                "points": list(one.points),
                "carried_by": list(one.carried_by),
            }
            for one in risk.contributions
        ],
    }


def _account(account: AccountAssessment, labels: Labels) -> Plain:
    platform, last_post = (
        labels.at(f"accounts.{account.key}.{name}") for name in ("platform", "last_post")
    )
    silence = account.silence_days
    return {
        "key": account.key,
        "label": plain(labels.account(account.key)),
        "platform": None if platform is None else _value(platform.value),
        "states": list(account.states),
        "last_post": None if last_post is None else _value(last_post.value),
        "silence_days": None if silence is None else [_days(bound) for bound in silence],
        "basis": "declared" if last_post is None else last_post.origin,
        "exposure": _interval(account.exposure),
        "risk": _interval(account.risk),
        "benefit": _interval(account.benefit),
        "decision": account.decision.decision,
        "decision_row": account.decision.row,
        "because": _because(account, labels),
        "witnesses": _witnesses(account.decision.witnesses, labels),
        "settled_by": list(account.decision.settled_by),
        "missing": list(account.missing),
    }


def _activity(key: str, case: Case) -> Plain | None:
    """Give what was measured of an account; None when nothing was."""
    measured = case.answers.measured.accounts.get(key)
    return None if measured is None else plain_activity(measured, case.assessment.on)


def _because(account: AccountAssessment, labels: Labels) -> str:
    rows = labels.rulebook.decisions
    return next(row.because for row in rows if row.id == account.decision.row)


def _finding(finding: Finding, without: Mapping[str, Risk], labels: Labels) -> Plain:
    rule = labels.rulebook.findings[finding.rule]
    told = finding.state in ("raised", "accepted")
    return {
        "id": finding.rule,
        "fingerprint": finding.fingerprint,
        "account": finding.account,
        "kind": "risk",
        "risk": finding.risk,
        "title": rule.title,
        "state": finding.state,
        "severity": finding.severity.value,
        "worst": finding.worst.value,
        "points": list(finding.points),
        "says": plain(labels.says(finding)) if told else None,
        "witnesses": _witnesses(finding.witnesses, labels),
        "named": list(finding.named),
        "perhaps_named": list(finding.perhaps_named),
        "raised_by": list(finding.raised_by),
        "open_raises": [
            {"severity": one.severity.value, "missing": list(one.missing)}
            for one in finding.open_raises
        ],
        "without": _without(finding, without),
        **_ways_out(finding, rule, labels),
    }


def _without(finding: Finding, without: Mapping[str, Risk]) -> Plain | None:
    """Give the risk of a raised finding as it would be without it; None where it weighs nothing."""
    risk = without.get(finding.fingerprint) if finding.state == "raised" else None
    return None if risk is None else {"score": _interval(risk.score), "levels": list(risk.levels)}


def _rule(rule: FindingRule) -> Plain:
    """Give what every finding of a rule shares."""
    return {
        "title": rule.title,
        "why": rule.why,
        "otherwise": rule.otherwise,
        "legal": None if rule.legal is None else rule.legal.model_dump(),
        "lifecycle": rule.lifecycle,
    }


def _ways_out(finding: Finding, rule: FindingRule, labels: Labels) -> Plain:
    """Give the grounds of a finding, and what would lift it."""
    inquiry = labels.case.inquiry
    lifts = inquiry.lifted_by.get(finding.fingerprint, ())
    end = None if lifts else inquiry.ends_on.get(finding.fingerprint)
    return {
        "sources": list(rule.sources),
        "lifted_by": [plain(_lift(changes, labels)) for changes in lifts],
        "lifts": [[_change(one) for one in changes] for changes in lifts],
        "ends_on": None if end is None else end.isoformat(),
        "remedy": [one.do for one in rule.remedy],
    }


def _lift(changes: Sequence[Change], labels: Labels) -> Text:
    return change_in_words(changes, labels, named=True)


def _change(change: Change) -> Plain:
    return {"path": change.path, "value": _value(change.value)}


def _benefit(benefit: Benefit, labels: Labels) -> Plain:
    rule = labels.rulebook.benefits[benefit.rule]
    return {
        "id": benefit.rule,
        "account": benefit.account,
        "title": rule.title,
        "state": benefit.state,
        "proof": benefit.proof,
        "near": benefit.near,
        "says": plain(labels.says(benefit)) if benefit.state == "realised" else None,
        "keep": rule.keep,
        "witnesses": _witnesses(benefit.witnesses, labels),
        "named": list(benefit.named),
        "sources": list(rule.sources),
    }


def _note(note: Note, labels: Labels) -> Plain:
    rule = labels.rulebook.notes[note.rule]
    return {
        "id": note.rule,
        "account": note.account,
        "title": rule.title,
        "state": note.state,
        "says": plain(labels.says(note)) if note.state == "raised" else None,
        "witnesses": _witnesses(note.witnesses, labels),
        "sources": list(rule.sources),
        "remedy": [one.do for one in rule.remedy],
    }


def _practice(practice: Practice, case: Case) -> Plain:
    """Give an axis; too few known answers give no figure."""
    rulebook = case.catalogue.rulebook
    enough = practice.coverage >= rulebook.numbers["coverage_minimum"]
    shown = practice.mean if enough else None
    return {
        "id": practice.id,
        "title": rulebook.axes[practice.id].title,
        "index": None if shown is None else _interval(shown),
        "coverage": _rounded(practice.coverage),
    }


def _action(remedy: Any, findings: Iterable[Finding], labels: Labels) -> Plain:
    return {
        "do": remedy.do,
        "who": remedy.who,
        "who_says": labels.who(remedy.who),
        "within_days": remedy.within_days,
        "effort": remedy.effort,
        "findings": sorted(one.fingerprint for one in findings),
    }


# ---------------------------------------------------------------- answers and context


def _witnesses(paths: Iterable[str], labels: Labels) -> list[Plain]:
    return [_witness(path, labels) for path in paths]


def _witness(path: str, labels: Labels) -> Plain:
    if labels.question(path) is None:
        return {"path": path, "value": len(labels.case.answers.accounts or ()), "origin": None}
    answer = labels.at(path)
    return {
        "path": path,
        "value": None if answer is None else _value(answer.value),
        "origin": None if answer is None else answer.origin,
    }


def _answers(case: Case) -> Iterator[tuple[str, Answer]]:
    """Give every answer on file, by path, in the order of ids and of account keys."""
    for name in sorted(case.answers.answers):
        yield f"answers.{name}", case.answers.answers[name]
    for account in sorted(case.answers.accounts or (), key=lambda one: one.key):
        for name in sorted(account.answers):
            yield f"accounts.{account.key}.{name}", account.answers[name]


def _answer(path: str, answer: Answer) -> Plain:
    return {
        "path": path,
        "value": _value(answer.value),
        "origin": answer.origin,
        "note": answer.note,
        "by": answer.by,
    }


def _value(value: Value | None) -> Any:
    """Give a value as JSON has it; a date known more or less is an ISO 8601 interval."""
    match value:
        case DateRange():
            return _date(value)
        case Never():
            return "never"
        case Table():
            return dict(value.rows)
        case Contradicted():
            return _contradicted(value)
        case frozenset():
            return sorted(value)
        case float():
            return int(value) if value.is_integer() else value
        case _:
            return value


def _contradicted(value: Contradicted) -> Plain:
    """Give the values kept side by side, with where each comes from when one is measured."""
    values = {"contradicted": [_value(one) for one in value.values]}
    return {**values, "origins": list(value.origins)} if value.of("measured") else values


def _date(moment: DateRange) -> str:
    """Give ``2026-05-08``, ``2026-03-01/2026-03-31``, or ``../2025-11-22`` without a beginning."""
    latest = moment.latest.isoformat()
    if moment.earliest == moment.latest:
        return latest
    earliest = ".." if moment.earliest is None else moment.earliest.isoformat()
    return f"{earliest}/{latest}"


def _unanswered(case: Case) -> Iterator[Plain]:
    for section in asked_sections(case.scope):
        for one in section.open_ones:
            yield {"path": one.path, "said_unknown": one.said_unknown}


def _context(case: Case) -> Plain:
    context = case.assessment.context
    effective: Mapping[str, float] = dict(context.effective_accounts)
    return {
        "asked": context.asked,
        "answered": context.answered,
        "effective_accounts": {name: _rounded(effective[name]) for name in sorted(effective)},
        "coverage_gaps": [one.section.section for one in sections_to_clear(case.scope)],
    }


def _interval(interval: Interval) -> list[float]:
    return [_rounded(bound) for bound in interval]


def _rounded(number: float) -> float:
    return round(number, DECIMALS)


def _days(bound: float) -> int | None:
    """Give a bound in days; None when nothing bounds it."""
    return int(bound) if isfinite(bound) else None
