"""The proof of a benefit: measured, declared with its figure or example, or only declared."""

from dataclasses import replace

import pytest
from tests.builders import ON, audit

from playbook_audit.assessment.engine import assess
from playbook_audit.catalogue.load import catalogue
from playbook_audit.model.answer import Answers, Origin
from playbook_audit.model.assessment import Proof


def proof_of(answers: Answers, rule: str) -> Proof | None:
    found = assess(catalogue(), answers, ON).benefits
    return next(one.proof for one in found if one.rule == rule)


def two_pages(*origins: Origin) -> Answers:
    """Give a town whose general pages have so many followers, each figure with its origin."""
    pages = [
        {"key": name, "platform": name, "scope": "general", "last_post": "hier", "followers": 3000}
        for name in ("facebook", "instagram")
    ]
    answers = audit(pages)
    accounts = tuple(
        replace(
            page,
            answers={
                **page.answers,
                "followers": page.answers["followers"]._replace(origin=origin),
            },
        )
        for page, origin in zip(answers.accounts or (), origins, strict=True)
    )
    return replace(answers, accounts=accounts)


@pytest.mark.parametrize(
    ("origins", "proof"),
    [
        (("measured", "measured"), "measured"),
        (("measured", "declared"), "declared_with_example"),
        (("declared", "declared"), "declared_with_example"),
    ],
)
def test_a_figure_is_measured_when_all_its_answers_are(
    origins: tuple[Origin, Origin], proof: Proof
) -> None:
    assert proof_of(two_pages(*origins), "wide_reach_local") == proof


def test_an_answer_without_figure_nor_example_is_only_declared() -> None:
    assert proof_of(audit(voice="people"), "authentic_proximity") == "declared"


def test_what_is_not_realised_has_no_proof() -> None:
    answers = audit(
        indicators_used=["clicks"], results_used={"value": "no", "note": "rien cette année"}
    )
    assert proof_of(answers, "evidence_driven") is None
