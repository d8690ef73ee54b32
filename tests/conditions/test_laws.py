"""Laws of the condition language, on random conditions over random worlds.

Verdicts are three-valued; NOT_APPLICABLE marks an undecided one that no answer can make true.
"""

from tests.conditions.worlds import World, drawn

from playbook_audit.conditions.truth import FALSE, NEGATION, NOT_APPLICABLE, TRUE, UNKNOWN
from playbook_audit.model.operand import Kind

DECIDED = frozenset((TRUE, FALSE))


def test_filling_an_unknown_never_reverses_a_decided_verdict() -> None:
    for condition, truth, memory in drawn(6000):
        early, late = memory.verdict(condition)[0], truth.verdict(condition)[0]
        assert early not in DECIDED or late is early, (condition, memory, truth)


def test_a_missing_answer_that_turns_out_objectless_reverses_nothing_either() -> None:
    for condition, truth, memory in drawn(6000, hidden=True):
        early, late = memory.verdict(condition)[0], truth.verdict(condition)[0]
        assert {early, late} != DECIDED, (condition, memory, truth)


def test_no_answer_makes_true_what_is_not_applicable() -> None:
    for condition, truth, memory in drawn(6000, hidden=True):
        if memory.verdict(condition)[0] is NOT_APPLICABLE:
            assert truth.verdict(condition)[0] is not TRUE, (condition, memory, truth)


def test_the_witnesses_alone_reproduce_a_decided_verdict() -> None:
    for condition, *worlds in drawn(4000, hidden=True):
        for world in worlds:
            truth, witnesses = world.verdict(condition)
            if truth in DECIDED:
                alone = world.keeping(witnesses).verdict(condition)[0]
                assert alone is truth, (condition, world, witnesses)


def test_a_decided_verdict_has_witnesses() -> None:
    for condition, *worlds in drawn(2000, hidden=True):
        for world in worlds:
            truth, witnesses = world.verdict(condition)
            assert witnesses or truth not in DECIDED, (condition, world)


def test_an_unknown_verdict_names_missing_answers_and_nothing_else() -> None:
    for condition, _, memory in drawn(6000, hidden=True):
        truth, witnesses = memory.verdict(condition)
        if truth is UNKNOWN:
            kinds = {memory.operands()[path].kind for path in witnesses}
            assert kinds, (condition, memory)
            assert not {Kind.KNOWN, Kind.NOT_APPLICABLE} & kinds, (condition, memory, witnesses)


def test_a_known_truth_leaves_no_verdict_unknown() -> None:
    for condition, truth, _ in drawn(4000):
        assert truth.verdict(condition)[0] is not UNKNOWN, (condition, truth)


def test_negation_reverses_what_is_decided_and_nothing_else() -> None:
    for condition, _, memory in drawn(4000, hidden=True):
        verdict = memory.verdict(condition)[0]
        opposite = memory.verdict({"not": condition})[0]
        if verdict in DECIDED:
            assert opposite is NEGATION[verdict], (condition, memory)
        else:
            assert opposite not in DECIDED, (condition, memory)


def test_negation_undoes_itself() -> None:
    for condition, _, memory in drawn(4000, hidden=True):
        twice = {"not": {"not": condition}}
        assert memory.verdict(twice) == memory.verdict(condition), (condition, memory)


def test_de_morgan_holds() -> None:
    conditions = [one.condition for one in drawn(2000)]
    for other, (one, _, memory) in zip(reversed(conditions), drawn(2000), strict=True):
        neither = memory.verdict({"not": {"any": [one, other]}})[0]
        assert neither is memory.verdict({"all": [{"not": one}, {"not": other}]})[0]
        not_both = memory.verdict({"not": {"all": [one, other]}})[0]
        assert not_both is memory.verdict({"any": [{"not": one}, {"not": other}]})[0]


def test_the_order_of_members_changes_no_truth() -> None:
    conditions = [one.condition for one in drawn(2000)]
    for other, (one, _, memory) in zip(reversed(conditions), drawn(2000), strict=True):
        for operator in ("all", "any"):
            here = memory.verdict({operator: [one, other]})[0]
            assert here is memory.verdict({operator: [other, one]})[0]


def test_no_quantifier_decides_anything_of_an_unknown_list() -> None:
    for condition, _, _ in drawn(500):
        verdict = World(accounts=None).verdict({"some": {"where": condition}})
        assert verdict == (UNKNOWN, ("accounts",))
