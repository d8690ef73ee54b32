"""What conditions read: the questions and facts of one audit, and of each of its accounts.

Operands are worked out when a condition first asks for them and kept for the others. What rests on
one account alone is also kept for the trials that leave this account as it is.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from playbook_audit.assessment.facts.twins import Mains, identities_of, mains_by_network
from playbook_audit.assessment.programme import Programme
from playbook_audit.assessment.rhythm.history import History, history_of
from playbook_audit.assessment.rhythm.judgement import Rhythm
from playbook_audit.assessment.rhythm.limits import rhythm_limits
from playbook_audit.conditions.truth import TRUE, Verdict
from playbook_audit.model.activity import AccountActivity
from playbook_audit.model.answer import Account, Answer, Answers
from playbook_audit.model.operand import Operand, Witnesses, known, unknown
from playbook_audit.model.question import Path
from playbook_audit.model.rule import Concern, Thresholds
from playbook_audit.questionnaire.applicability import Circumstances, standing_of
from playbook_audit.questionnaire.path import path_of_audit

PATH_QUESTION = "org_population"


class AuditScope(dict[str, Operand]):
    """The operands of the audit, by question id or fact id."""

    def __init__(
        self,
        programme: Programme,
        answers: Answers,
        on: date,
        before: "AuditScope | None" = None,
    ) -> None:
        """Keep the answers; nothing is worked out yet."""
        super().__init__()
        self.programme = programme
        self.given = answers
        self.on = on
        self.answered = _answered(answers.answers)
        self.noted = _noted(answers.answers)
        self.asked: set[str] = set()
        """Questions asked, among those worked out so far."""
        self._before = before
        self._scopes: dict[str, AccountScope] = {}
        self._concerned: dict[Concern, Verdict] = {}
        self.histories: dict[str, History] = {} if before is None else before.histories
        self.rhythms: dict[tuple[str, str], Rhythm] = {} if before is None else before.rhythms

    def after(self, answers: Answers) -> "AuditScope":
        """Give the audit with other answers; accounts left as they are keep what they alone say."""
        return AuditScope(self.programme, answers, self.on, before=self)

    @cached_property
    def accounts(self) -> "tuple[AccountScope, ...] | None":
        """Give a scope for each account; None when present but no account is listed yet."""
        if self._count is None:
            return None
        accounts = sorted(self.given.accounts or (), key=lambda one: one.key)
        return tuple(self._scope_of(account) for account in accounts)

    def account(self, key: str) -> "AccountScope":
        """Give the scope of one account, without preparing those of the others."""
        return self._scope_of(next(one for one in self.given.accounts or () if one.key == key))

    def _scope_of(self, account: Account) -> "AccountScope":
        if account.key not in self._scopes:
            self._scopes[account.key] = AccountScope(self, account, self._alone(account))
        return self._scopes[account.key]

    def _alone(self, account: Account) -> "Alone":
        """Give what is known of an account alone: all of it if nothing it rests on has changed."""
        before = self._before
        if before is not None and before.given.answers is self.given.answers:
            same = before.by_key.get(account.key)
            if same is not None and same.given is account.answers:
                return same.alone
        return Alone()

    @cached_property
    def by_key(self) -> "dict[str, AccountScope]":
        """Give the scopes of the accounts, by key."""
        return {one.key: one for one in self.accounts or ()}

    @property
    def _count(self) -> int | None:
        """Give the number of accounts; None when present but no account is listed yet."""
        given = self.given.accounts or ()
        return len(given) if given or self._absent else None

    @property
    def _absent(self) -> bool:
        presence = self.given.answers.get("org_presence")
        return presence is not None and presence.value in ("no", "left")

    @cached_property
    def path(self) -> Path:
        """Give the path this audit is on."""
        population = self["org_population"]
        return path_of_audit(population, self._count, self.programme.numbers["village_population"])

    def __missing__(self, name: str) -> Operand:
        """Work out a question or a fact."""
        question = self.programme.audit_questions.get(name)
        if question is None:
            operand = self.programme.audit_facts[name](self)
        else:
            around = self._before_path if name == PATH_QUESTION else self._around
            answer = self.given.answers.get(name)
            operand, asked = standing_of(question, answer, (self.path_of(name),), around)
            if asked:
                self.asked.add(name)
        self[name] = operand
        return operand

    @cached_property
    def _around(self) -> Circumstances:
        return Circumstances(self, None, self.path, self.on)

    @property
    def _before_path(self) -> Circumstances:
        """Give the circumstances of the question that decides the path."""
        return Circumstances(self, None, "core", self.on)

    def path_of(self, name: str) -> str:
        """Give the path of the answer to a question of the audit."""
        return f"answers.{name}"

    def history_of(self, key: str) -> History:
        """Give when a measured account posted, up to the day of the audit."""
        if key not in self.histories:
            self.histories[key] = history_of(self.given.measured.accounts[key], self.on)
        return self.histories[key]

    def rhythm_of(self, key: str, row: Thresholds) -> Rhythm:
        """Give the rhythm of a measured account, seen with a row of thresholds."""
        if (key, row.id) not in self.rhythms:
            limits = rhythm_limits(self.number)
            self.rhythms[key, row.id] = Rhythm(self.history_of(key), row, limits)
        return self.rhythms[key, row.id]

    def number(self, parameter: str) -> float:
        """Give the value of a parameter."""
        return self.programme.numbers[parameter]

    @cached_property
    def mains(self) -> dict[str, Mains]:
        """Give the general accounts in service of each network."""
        return mains_by_network(self)

    @cached_property
    def identities(self) -> Witnesses:
        """Give the answers that say which accounts are general, in service, on which network."""
        return identities_of(self)

    @cached_property
    def in_summer_truce(self) -> bool:
        """Tell whether the audit date is in the weeks when posting less means nothing."""
        return self.programme.in_summer_truce(self.on)

    def concerned_by(self, concern: Concern) -> Verdict:
        """Tell whether rules for those present, or absent, or all, concern this audit."""
        if concern not in self._concerned:
            compiled = self.programme.concerns.get(concern)
            self._concerned[concern] = (TRUE, ()) if compiled is None else compiled(self, None)
        return self._concerned[concern]

    @property
    def account_count(self) -> Operand:
        """Give the number of accounts listed."""
        if self._count is None:
            return unknown(("accounts",))
        return known(float(self._count), ("accounts",))


@dataclass(frozen=True, slots=True)
class Alone:
    """What rests on one account alone, as far as it is worked out."""

    operands: dict[str, Operand] = field(default_factory=dict)
    asked: set[str] = field(default_factory=set)

    def keep(self, name: str, operand: Operand, *, asked: bool) -> None:
        """Keep what a question or a fact is worth, for every trial that may share it."""
        self.operands[name] = operand
        if asked:
            self.asked.add(name)


class AccountScope(dict[str, Operand]):
    """The operands of one account, by question id or fact id, without ``account.``."""

    def __init__(self, audit: AuditScope, account: Account, alone: Alone) -> None:
        """Keep the account, and what is known of it already."""
        super().__init__(alone.operands)
        self.audit = audit
        self.key = account.key
        self.given = account.answers
        self.alone = alone
        self.asked = set(alone.asked)

    @cached_property
    def answered(self) -> frozenset[str]:
        """Give the questions answered."""
        return _answered(self.given)

    @cached_property
    def noted(self) -> frozenset[str]:
        """Give the questions whose answer carries a note."""
        return _noted(self.given)

    def __missing__(self, name: str) -> Operand:
        """Work out a question or a fact."""
        question = self.audit.programme.account_questions.get(name)
        if question is None:
            operand, asked = self.audit.programme.account_facts[name](self), False
        else:
            answer = self.given.get(name)
            operand, asked = standing_of(question, answer, (self.path_of(name),), self._around)
        self[name] = operand
        if asked:
            self.asked.add(name)
        if name in self.audit.programme.standalone:
            self.alone.keep(name, operand, asked=asked)
        return operand

    @cached_property
    def _around(self) -> Circumstances:
        return Circumstances(self.audit, self, self.audit.path, self.audit.on)

    @property
    def measured(self) -> AccountActivity | None:
        """Give what evidence says of this account; None when there is none."""
        return self.audit.given.measured.accounts.get(self.key)

    def path_of(self, name: str) -> str:
        """Give the path of the answer to a question about this account."""
        return f"accounts.{self.key}.{name}"


def _answered(answers: Mapping[str, Answer]) -> frozenset[str]:
    return frozenset(name for name, answer in answers.items() if answer.value is not None)


def _noted(answers: Mapping[str, Answer]) -> frozenset[str]:
    return frozenset(name for name, answer in answers.items() if answer.note)
