"""Asks "and if?": replaces an answer, judges again, and keeps what that would change.

Here, which answers would settle an open level: checked for every answer tried. What would lift a
finding is next door, in ``lifting``.
"""

from collections.abc import Iterator

from playbook_audit.assessment.findings import judge_again
from playbook_audit.assessment.lifting import Lifting
from playbook_audit.assessment.programme import programme_of
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
    scope = AuditScope(programme_of(catalogue), answers, assessment.on)
    settling = _Settling(scope, assessment)
    lifting = Lifting(scope, assessment)
    raised = [finding.fingerprint for finding in assessment.raised]
    return Inquiry(
        settle=lambda: dict(settling.settlings()),
        lifted_by=WhenAsked(raised, lifting.ways_out),
        ends_on=WhenAsked(raised, lifting.end),
    )


class _Settling:
    """One audit whose open levels are to be settled."""

    def __init__(self, scope: AuditScope, assessment: Assessment) -> None:
        self.scope = scope
        self.answers = scope.given
        self.assessment = assessment
        self.scale = scale_of(scope.programme.numbers)

    def settlings(self) -> Iterator[tuple[str, Settling]]:
        """Give what would settle each open level."""
        groups = groups_of(self.assessment.findings)
        exposures = exposures_of(self.scope)
        for risk in self.assessment.risks:
            if len(risk.levels) == 1:
                continue
            gains = gains_by_path(groups.get(risk.id, ()), self.scope, exposures)
            ranked = sorted(gains, key=lambda path: (-gains[path], path))
            settling = self._settle(risk, ranked)
            if settling is not None:
                yield risk.id, settling

    def _settle(self, risk: Risk, ranked: list[str]) -> Settling | None:
        """Give one answer that settles a level alone, otherwise a few that do together."""
        candidates = [path for path in ranked if self._values(path)][:MOST_CANDIDATES]
        for path in candidates:
            if self._always_settled(risk.id, path):
                return Settling((path,), alone=True)
        answers = self.answers
        for size, path in enumerate(candidates, start=1):
            answers, then = self._at_best(answers, risk.id, path)
            if size > 1 and len(then.levels) == 1:
                return Settling(tuple(candidates[:size]), alone=False)
        return None

    def _always_settled(self, risk: str, path: str) -> bool:
        """Tell whether a level is single whatever the answer."""
        return all(
            len(self._judge(with_answer(self.answers, path, value), risk).levels) == 1
            for value in self._values(path)
        )

    def _at_best(self, answers: Answers, risk: str, path: str) -> tuple[Answers, Risk]:
        """Give the answers with the best one at a path, and the risk they leave."""
        trials = (with_answer(answers, path, value) for value in self._values(path))
        judged = ((one, self._judge(one, risk)) for one in trials)
        return min(judged, key=lambda pair: pair[1].points.high)

    def _judge(self, answers: Answers, risk: str) -> Risk:
        """Give a risk after some answers: what was already decided stays as it is.

        No answer to a question left open moves a verdict, or a weight, that is sure without it.
        """
        of_risk = [one for one in self.assessment.findings if one.risk == risk]
        decided = [one for one in of_risk if one.points.low == one.points.high]
        still_open = [one for one in of_risk if one.points.low != one.points.high]
        findings = [*decided, *judge_again(self.scope.after(answers), still_open)]
        return judge_risk(risk, groups_of(findings).get(risk, []), self.scale)

    def _values(self, path: str) -> tuple[Value, ...]:
        question = question_at(self.scope.programme.catalogue.questionnaire, path)
        return () if question is None else values_tried(question, self.assessment.on)
