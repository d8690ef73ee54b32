"""Asks "and if?": replaces an answer, judges again, and keeps what that would change.

Here, which answers would settle an open level: checked for every answer tried. What would lift a
finding is next door, in ``lifting``.
"""

from collections.abc import Iterator

from playbook_audit.assessment.findings import judge_again
from playbook_audit.assessment.lifting import Lifting
from playbook_audit.assessment.programme import Programme, programme_of
from playbook_audit.assessment.risks import (
    exposures_of,
    gains_by_path,
    groups_of,
    judge_risk,
    scale_of,
)
from playbook_audit.assessment.scope import AuditScope
from playbook_audit.assessment.trials import question_at, values_tried, with_answer
from playbook_audit.model.answer import Answers, Value
from playbook_audit.model.assessment import Assessment, Risk
from playbook_audit.model.catalogue import Catalogue
from playbook_audit.model.inquiry import Inquiry, Settling, WhenAsked

MOST_CANDIDATES = 4
"""Missing answers tried for each open level, those that weigh most first."""


def inquire(catalogue: Catalogue, answers: Answers, assessment: Assessment) -> Inquiry:
    """Give what other answers would change in an assessment."""
    programme = programme_of(catalogue)
    settling = _Settling(programme, answers, assessment)
    lifting = Lifting(programme, answers, assessment)
    raised = [finding.fingerprint for finding in assessment.raised]
    return Inquiry(
        settle=lambda: dict(settling.settlings()),
        lifted_by=WhenAsked(raised, lifting.ways_out),
        ends_on=WhenAsked(raised, lifting.end),
    )


class _Settling:
    """One audit whose open levels are to be settled."""

    def __init__(self, programme: Programme, answers: Answers, assessment: Assessment) -> None:
        self.programme = programme
        self.answers = answers
        self.assessment = assessment
        self.scale = scale_of(programme.numbers)

    def settlings(self) -> Iterator[tuple[str, Settling]]:
        """Give what would settle each open level."""
        scope = AuditScope(self.programme, self.answers, self.assessment.on)
        groups = groups_of(self.assessment.findings)
        exposures = exposures_of(scope)
        for risk in self.assessment.risks:
            if len(risk.levels) == 1:
                continue
            gains = gains_by_path(groups.get(risk.id, ()), scope, exposures)
            ranked = sorted(gains, key=lambda path: (-gains[path], path))
            settling = self._settle(risk, ranked)
            if settling is not None:
                yield risk.id, settling

    def _settle(self, risk: Risk, ranked: list[str]) -> Settling | None:
        """Give one answer that settles a level alone, otherwise a few that do together."""
        candidates = [path for path in ranked if self._values(path)][:MOST_CANDIDATES]
        for path in candidates:
            if self._always_settled(self.answers, risk.id, (path,)):
                return Settling((path,), alone=True)
        for size in range(2, len(candidates) + 1):
            together = tuple(candidates[:size])
            if self._settled_for_the_better(risk, together):
                return Settling(together, alone=False)
        return None

    def _always_settled(self, answers: Answers, risk: str, paths: tuple[str, ...]) -> bool:
        """Tell whether a level is single whatever the answer."""
        return all(
            len(self._judge(with_answer(answers, path, value), risk).levels) == 1
            for path in paths
            for value in self._values(path)
        )

    def _settled_for_the_better(self, risk: Risk, paths: tuple[str, ...]) -> bool:
        """Tell whether the best answers together leave a single level."""
        answers = self.answers
        for path in paths:
            trials = [with_answer(answers, path, value) for value in self._values(path)]
            answers = min(trials, key=lambda one: self._judge(one, risk.id).points.high)
        return len(self._judge(answers, risk.id).levels) == 1

    def _judge(self, answers: Answers, risk: str) -> Risk:
        """Give a risk after some answers: what was already decided stays as it is.

        No answer to a question left open moves a verdict, or a weight, that is sure without it.
        """
        scope = AuditScope(self.programme, answers, self.assessment.on)
        of_risk = [one for one in self.assessment.findings if one.risk == risk]
        decided = [one for one in of_risk if one.points.low == one.points.high]
        still_open = [one for one in of_risk if one.points.low != one.points.high]
        findings = [*decided, *judge_again(scope, still_open)]
        return judge_risk(risk, groups_of(findings).get(risk, []), self.scale)

    def _values(self, path: str) -> tuple[Value, ...]:
        question = question_at(self.programme.catalogue.questionnaire, path)
        return () if question is None else values_tried(question, self.assessment.on)
