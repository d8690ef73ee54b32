"""The one registry of facts: what rules may use besides answers and parameters."""

from playbook_audit.assessment.facts import (
    account_state,
    answers,
    context,
    fleet,
    identity,
    measured,
    reach,
    twins,
)
from playbook_audit.model.fact import Fact

FACTS: dict[str, Fact] = {
    fact.id: fact
    for module in (account_state, identity, twins, reach, fleet, context, answers, measured)
    for fact in module.FACTS
}
