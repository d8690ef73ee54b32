"""The typed condition tree as it stands in YAML; evaluating it is the business of ``conditions/``.

A node is a mapping with one key, the operator: ``{eq: [org_type, commune]}``.
"""

from typing import Annotated, Any, ClassVar, TypeAlias

from pydantic import Discriminator, Field, Tag, TypeAdapter

from playbook_audit.model.frozen import Frozen


class ParameterReference(Frozen):
    """``{param: village_population}``: a number looked up in scoring/parameters.yaml."""

    param: str


Literal: TypeAlias = ParameterReference | str
"""What an operand is compared with: text, converted by the operand's type, or a parameter."""


class Comparison(Frozen):
    """An operand compared with a literal; each subclass is one operator."""

    operator: ClassVar[str]

    @property
    def operand(self) -> str:
        """Give the id of the question or fact on the left."""
        return str(self.sides[0])

    @property
    def literal(self) -> Literal:
        """Give the literal on the right."""
        return self.sides[1]

    @property
    def sides(self) -> tuple[str, Literal]:
        """Give both sides, as written."""
        sides: tuple[str, Literal] = getattr(self, self.operator)
        return sides


class Eq(Comparison):
    """Equal."""

    operator: ClassVar[str] = "eq"
    eq: tuple[str, Literal]


class Ne(Comparison):
    """Different."""

    operator: ClassVar[str] = "ne"
    ne: tuple[str, Literal]


class Lt(Comparison):
    """Strictly less."""

    operator: ClassVar[str] = "lt"
    lt: tuple[str, Literal]


class Le(Comparison):
    """Less or equal."""

    operator: ClassVar[str] = "le"
    le: tuple[str, Literal]


class Gt(Comparison):
    """Strictly more."""

    operator: ClassVar[str] = "gt"
    gt: tuple[str, Literal]


class Ge(Comparison):
    """More or equal."""

    operator: ClassVar[str] = "ge"
    ge: tuple[str, Literal]


class Has(Comparison):
    """A several-choice answer contains a choice, or a row of a table has it."""

    operator: ClassVar[str] = "has"
    has: tuple[str, Literal]


class In(Frozen):
    """The operand is one of the literals."""

    among: tuple[str, tuple[Literal, ...]] = Field(alias="in")


class All(Frozen):
    """Every member holds."""

    members: tuple["Condition", ...] = Field(alias="all", min_length=1)


class AnyOf(Frozen):
    """One member at least holds."""

    members: tuple["Condition", ...] = Field(alias="any", min_length=1)


class Not(Frozen):
    """The member does not hold."""

    member: "Condition" = Field(alias="not")


class Selection(Frozen):
    """The accounts a quantifier looks at."""

    where: "Condition"


class Counted(Selection):
    """A selection with the least number of accounts it must hold."""

    at_least: ParameterReference | int


class Universal(Frozen):
    """What must hold for every account, or for every account kept by ``where``."""

    holds: "Condition"
    where: "Condition | None" = None


class Some(Frozen):
    """One account at least is in the selection."""

    some: Selection


class NoOne(Frozen):
    """No account is in the selection."""

    no_one: Selection


class Every(Frozen):
    """The property holds for every account looked at."""

    every: Universal


class Count(Frozen):
    """The selection holds at least so many accounts."""

    count: Counted


class Answered(Frozen):
    """The question has an answer on file; in ``ask_if`` only."""

    answered: str


class Noted(Frozen):
    """The answer on file carries a note; in benefits only."""

    noted: str


def _operator_of(value: Any) -> str | None:
    """Give the operator that selects the class of a node, from YAML or from a built node."""
    if isinstance(value, dict):
        return next(iter(value)) if len(value) == 1 else None
    return OPERATOR_OF.get(type(value))


NODES: dict[str, type[Frozen]] = {
    "all": All,
    "any": AnyOf,
    "not": Not,
    "eq": Eq,
    "ne": Ne,
    "lt": Lt,
    "le": Le,
    "gt": Gt,
    "ge": Ge,
    "in": In,
    "has": Has,
    "some": Some,
    "no_one": NoOne,
    "every": Every,
    "count": Count,
    "answered": Answered,
    "noted": Noted,
}
OPERATOR_OF = {node: operator for operator, node in NODES.items()}

Condition: TypeAlias = Annotated[
    Annotated[All, Tag("all")]
    | Annotated[AnyOf, Tag("any")]
    | Annotated[Not, Tag("not")]
    | Annotated[Eq, Tag("eq")]
    | Annotated[Ne, Tag("ne")]
    | Annotated[Lt, Tag("lt")]
    | Annotated[Le, Tag("le")]
    | Annotated[Gt, Tag("gt")]
    | Annotated[Ge, Tag("ge")]
    | Annotated[In, Tag("in")]
    | Annotated[Has, Tag("has")]
    | Annotated[Some, Tag("some")]
    | Annotated[NoOne, Tag("no_one")]
    | Annotated[Every, Tag("every")]
    | Annotated[Count, Tag("count")]
    | Annotated[Answered, Tag("answered")]
    | Annotated[Noted, Tag("noted")],
    Discriminator(_operator_of),
]

for _node in (All, AnyOf, Not, Selection, Counted, Universal, Some, NoOne, Every, Count):
    _node.model_rebuild()

_ADAPTER: TypeAdapter[Condition] = TypeAdapter(Condition)


def condition_from(data: Any) -> Condition:
    """Give the tree of a condition written as in YAML.

    >>> condition_from({"eq": ["org_type", "commune"]})
    Eq(eq=('org_type', 'commune'))
    """
    return _ADAPTER.validate_python(data)
