"""The French names of what one audit prints: accounts, questions, answers, states, functions.

Names come from the catalogue and from what people typed; nothing is judged here.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property

from playbook_audit.assessment.facts import FACTS
from playbook_audit.model.answer import Account, Answer, Contradicted, DateRange, Table, Value
from playbook_audit.model.assessment import LEVELS, Benefit, Finding, Level, Note
from playbook_audit.model.french import CERTAINTIES, ORIGINS
from playbook_audit.model.operand import Kind, Operand, bounds
from playbook_audit.model.question import Question
from playbook_audit.model.rule import Election, Who
from playbook_audit.report.case import Case
from playbook_audit.report.interface import Text
from playbook_audit.report.names import AccountNames, bare_title, family_title
from playbook_audit.report.spans import filled, listed, ours, said, typed
from playbook_audit.report.values import (
    Wording,
    date_in_words,
    number_between,
    ordered,
    silence_in_words,
    value_in_words,
)
from playbook_audit.report.words import day, level, level_mark, number

MOST_NAMED = 5
"""Accounts named in a sentence before « et 7 autres »."""
FEWEST_TOGETHER = 4
"""From here on, all the accounts of an audit are « vos 4 comptes »."""
OTHER_NETWORK = "other"
OUT_OF_SERVICE = frozenset(("closed", "reserved"))
UNKNOWN_STATE = "unknown"
MOST_STATES = 4
"""Possible states worth listing; beyond, nothing is known of the account."""


class Labels:
    """What things are called in one audit, as text ready to print."""

    def __init__(self, case: Case) -> None:
        """Keep the audit; names are worked out when they are first asked for."""
        self.case = case
        self.rulebook = case.catalogue.rulebook
        self.questionnaire = case.catalogue.questionnaire

    # ------------------------------------------------------------ the collectivité

    @property
    def organisation(self) -> Text:
        """Give the name of the collectivité, or « votre collectivité »."""
        name = self._given("org_name")
        return typed(name) if isinstance(name, str) else ours("votre collectivité")

    @property
    def population(self) -> float | None:
        """Give the number of inhabitants, or None when it is not known."""
        population = self._given("org_population")
        return population if isinstance(population, float) else None

    @property
    def organisation_type(self) -> str | None:
        """Give the choice id of the type of collectivité, or None when it is not known."""
        chosen = self._given("org_type")
        return chosen if isinstance(chosen, str) else None

    @property
    def organisation_kind(self) -> str:
        """Give the type of collectivité in a word, or nothing when it is not known."""
        kind = self.organisation_type
        return "" if kind is None else self.choice("org_type", kind).partition(" (")[0]

    @property
    def is_absent(self) -> bool:
        """Tell whether the collectivité said it is on no network."""
        return self._given("org_presence") in ("no", "left")

    def _given(self, question: str) -> Value | None:
        answer = self.case.answers.answers.get(question)
        return None if answer is None else answer.value

    def who(self, function: Who) -> str:
        """Give the function that acts, in the words of a collectivité of that size and type."""
        kind = self.organisation_type
        commune = kind in ("commune", None)
        limit = self.rulebook.numbers["communication_population"]
        if function == "executive":
            return _EXECUTIVES.get(kind or "", "l’exécutif ou l’élu délégué")
        large, small = _FUNCTIONS[function]
        if not commune or large == small:
            return large
        if self.population is None:
            return f"{large} ou {small}"
        return large if self.population >= limit else small

    # ------------------------------------------------------------ accounts

    def account(self, key: str) -> Text:
        """Give the short and unique name of an account: « Facebook — VilleDeValmont »."""
        return self._names.of(key)

    @cached_property
    def _names(self) -> AccountNames:
        return AccountNames(self.rulebook.networks, self._by_key.values())

    def accounts(self, keys: Iterable[str], most: int = MOST_NAMED) -> Text:
        """Give the names of several accounts, a few at most, or « vos 12 comptes » for them all."""
        kept = list(keys)
        if len(kept) >= FEWEST_TOGETHER and len(kept) == len(self._by_key):
            return ours(f"vos {number(len(kept))} comptes")
        return listed([self.account(key) for key in kept], most=most)

    def all_named(self, keys: Iterable[str]) -> Text:
        """Give the name of every account, however many they are."""
        return listed([self.account(key) for key in keys])

    def main_account(self, key: str) -> Text:
        """Give the general account in service that has the network and the public of an account."""
        account = self._by_key[key]
        keys = [one for one in self._mains[self._place(account)] if one != key]
        return self.accounts(keys) if keys else ours("votre compte principal")

    @cached_property
    def _mains(self) -> Mapping[tuple[str | None, Value | None], list[str]]:
        """Give the general accounts in service, by network and public."""
        concluded = {one.key: one.states for one in self.case.assessment.accounts}
        mains: dict[tuple[str | None, Value | None], list[str]] = defaultdict(list)
        for key, account in sorted(self._by_key.items()):
            scope = account.answers.get("scope")
            is_general = scope is not None and scope.value == "general"
            if is_general and not OUT_OF_SERVICE.intersection(concluded[key]):
                mains[self._place(account)].append(key)
        return mains

    def _place(self, account: Account) -> tuple[str | None, Value | None]:
        network, audience = self._names.network_of(account), account.answers.get("audience")
        return network.network if network else None, audience.value if audience else None

    # ------------------------------------------------------------ questions and answers

    def at(self, path: str) -> Answer | None:
        """Give the answer on file at a path."""
        key = account_of(path)
        if key is None:
            return self.case.answers.answers.get(path.removeprefix("answers."))
        account = self._by_key.get(key)
        return None if account is None else account.answers.get(path.rpartition(".")[2])

    @cached_property
    def _by_key(self) -> Mapping[str, Account]:
        return {account.key: account for account in self.case.answers.accounts or ()}

    def question(self, path: str) -> Question | None:
        """Give the question asked at a path, or None for the list of accounts."""
        if path.startswith("answers."):
            return self.questionnaire.audit_questions.get(path.removeprefix("answers."))
        return self.questionnaire.account_questions.get(path.rpartition(".")[2])

    def asked(self, path: str) -> Text:
        """Give what is asked at a path, in the question's own words."""
        question = self.question(path)
        return ours("Liste de vos comptes" if question is None else question.ask)

    def wanted(self, path: str) -> Text:
        """Give what would settle a matter: an answer, or, for a measured account, a better copy."""
        key, name = account_of(path), path.rpartition(".")[2]
        measured = self.case.answers.measured.accounts.get(key or "")
        answer = self.at(path)
        if name != "last_post" or measured is None or answer is None or answer.value is None:
            return self.asked(path)
        if isinstance(answer.value, Contradicted):
            return ours("Votre réponse et la copie se contredisent : ouvrir la page et vérifier")
        covered = measured.covered_until
        tolerance = self.rulebook.numbers["coverage_tolerance_days"]
        if covered is None or (self.case.assessment.on - covered).days > tolerance:
            return ours("Une copie plus récente de ce compte")
        return ours("Une copie plus longue de ce compte, d’un an si possible")

    def path(self, path: str, told: Callable[[str], Text] | None = None) -> Text:
        """Give what a path stands for: the account if there is one, then the question."""
        key, asked = account_of(path), (told or self.asked)(path)
        if key is None:
            return asked
        return said("{account} : {asked}", account=self.account(key), asked=asked)

    def answer(self, path: str) -> Text:
        """Give the answer on file at a path, in words."""
        answer = self.at(path)
        if self.question(path) is None:
            return ours(number_between(*2 * (len(self.case.answers.accounts or ()),), "comptes"))
        if answer is None:
            return ours("pas encore demandé")
        return self.value(path, answer.value)

    def choice(self, question: str, chosen: str) -> str:
        """Give the label of a choice of a question of the audit or of accounts."""
        questions = self.questionnaire.audit_questions | self.questionnaire.account_questions
        return questions[question].choice_of[chosen].label

    def value(self, path: str, value: Value | None) -> Text:
        """Give in words what an answer at a path is, or would be."""
        question = self.question(path)
        if value is None or question is None:
            return ours("je ne sais pas")
        return value_in_words(question, value, self._wording(question))

    def _wording(self, question: Question) -> Wording:
        rows = self.questionnaire.audit_questions.get(question.rows_from or "")
        return Wording(rows, self._network_names)

    @cached_property
    def _network_names(self) -> frozenset[str]:
        networks = self.rulebook.networks.values()
        return frozenset(bare_title(one.title) for one in networks if one.id != OTHER_NETWORK)

    def short_date(self, path: str) -> Text:
        """Give the date on file at a path, short enough for a table."""
        answer = self.at(path)
        value = None if answer is None else answer.value
        if isinstance(value, Contradicted) and value.of("measured"):
            return listed([self._short(path, one) for one in value.values], "ou")
        return self.answer(path) if value is None else self._short(path, value)

    def _short(self, path: str, value: Value) -> Text:
        if isinstance(value, DateRange):
            return ours(date_in_words(value, short=True))
        return self.value(path, value)

    def origin(self, answer: Answer | None) -> str:
        """Give where an answer comes from: « déclaré », « déduit », « mesuré »."""
        if answer is None:
            return ""
        value = answer.value
        if isinstance(value, Contradicted) and value.of("measured"):
            return " ou ".join(dict.fromkeys(ORIGINS[one] for one in value.origins))
        return ORIGINS[answer.origin]

    @cached_property
    def poorly_reached(self) -> tuple[Text, ...]:
        """Give the publics badly reached, in the order of the questionnaire."""
        answer = self.at("answers.audience_channel_map")
        if answer is None or not isinstance(answer.value, Table):
            return ()
        named = frozenset(row for row, column in answer.value.rows if column == "poorly")
        audiences = self.questionnaire.audit_questions["audiences_named"]
        return tuple(ours(audiences.choice_of[one].label) for one in ordered(audiences, named))

    @cached_property
    def contributions(self) -> tuple[Text, ...]:
        """Give what residents bring: what was declared, then what copies of the accounts show."""
        declared = self.case.scope["community_contribution"]
        told = (
            (self.operand("community_contribution", declared),)
            if declared.kind is Kind.KNOWN
            else ()
        )
        engaged = tuple(
            one.key for one in self.case.scope.accounts or () if one["engaged"].value is True
        )
        where = (*ours("des commentaires sur "), *self.accounts(engaged))
        return (*told, where) if engaged else told

    # ------------------------------------------------------------ verdicts

    def level(self, levels: Sequence[Level]) -> str:
        """Give the mark and the words of the levels still possible."""
        if len(levels) == len(LEVELS):
            return f"? à préciser ({level(levels)})"
        return f"{level_mark(levels)} {level(levels)}"

    def state(self, states: Sequence[str]) -> Text:
        """Give the symbol and the words of the states still possible."""
        shown = self.rulebook.states[states[0] if len(states) == 1 else UNKNOWN_STATE]
        return said("{symbol} {words}", symbol=shown.symbol or "", words=self.state_words(states))

    def state_words(self, states: Sequence[str]) -> Text:
        """Give the words of the states still possible, for a sentence."""
        if not states or len(states) > MOST_STATES:
            return ours(self.rulebook.states[UNKNOWN_STATE].title)
        return listed([ours(self.rulebook.states[one].title) for one in states], "ou")

    def decision(self, decision: str) -> str:
        """Give the word of a decision: « Archiver »."""
        return next(row.title for row in self.rulebook.decisions if row.decision == decision)

    def says(self, judged: Finding | Benefit | Note) -> Text:
        """Give the sentence of a rule here; what people typed in it stays as it is."""
        rule, named = self.rulebook.rule(judged.rule), _named(judged)
        parts: dict[str, Text | str] = {
            "accounts": self.accounts(named),
            "count": number(len(named)),
            "audiences": listed(self.poorly_reached),
            "contributions": listed(self.contributions),
        }
        if judged.account is not None:
            parts["account.label"] = self.account(judged.account)
            parts["account.main"] = self.main_account(judged.account)
        parts |= {name: self.operand(name, operand) for name, operand in judged.details}
        return filled(rule.says, parts)

    def operand(self, name: str, operand: Operand) -> Text:
        """Give what a placeholder stands for: an answer, or a fact with its unit."""
        if name == "account.silence":
            return ours(silence_in_words(operand))
        if name == "account.network":
            return ours(self.network(str(operand.value)))
        if name == "audit.elections":
            return self._windows(operand)
        question = self.questionnaire.find(name)
        unit = question.unit if question is not None else FACTS[name].unit
        limits = bounds(operand)
        if limits is not None:
            return ours(number_between(*limits, unit))
        if question is None or operand.kind is not Kind.KNOWN:
            return ours("à préciser")
        value: Value = operand.value  # type: ignore[assignment]
        return value_in_words(question, value, self._wording(question))

    def _windows(self, operand: Operand) -> Text:
        """Give the electoral windows open, each with its dates and how sure they are."""
        if not isinstance(operand.value, tuple):
            return ours("à préciser")
        calendar = self.rulebook.calendar
        windows = [_window(one) for one in calendar if one.id in operand.value]
        return listed(windows) if windows else ours("aucune")

    def fact(self, name: str) -> str:
        """Give what a fact is: « heures par semaine pour chaque compte vivant »."""
        return FACTS[name].title

    def network(self, family: str) -> str:
        """Give the name of a network, whatever the kind of account."""
        return family_title(self.rulebook.networks, family)


_EXECUTIVES = {
    "commune": "le maire ou l’élu délégué",
    "epci": "le président ou l’élu délégué",
    "departement": "le président ou l’élu délégué",
    "region": "le président ou l’élu délégué",
}
_TOWN_HALL = "secrétariat de mairie"
_FUNCTIONS: dict[Who, tuple[str, str]] = {
    "communication": ("communication", _TOWN_HALL),
    "management": ("direction générale", "le maire"),
    "holder": ("le titulaire du compte", "le titulaire du compte"),
    "service": ("le service concerné", "le service concerné"),
    "purchasing": ("achats", _TOWN_HALL),
    "human_resources": ("ressources humaines", _TOWN_HALL),
}
"""The words of each function in a collectivité with services of its own, and in a small commune."""


def account_of(path: str) -> str | None:
    """Give the key of the account a path is about, or None.

    >>> account_of("accounts.facebook-ville.mfa")
    'facebook-ville'
    """
    kind, _, rest = path.partition(".")
    return rest.rpartition(".")[0] or None if kind == "accounts" else None


def _window(election: Election) -> Text:
    return said(
        "du {start} au {end} pour les {title} ({certainty})",
        start=day(date.fromisoformat(str(election.window_from))),
        end=day(date.fromisoformat(str(election.window_to))),
        title=election.title[:1].lower() + election.title[1:],
        certainty=CERTAINTIES[election.certainty],
    )


def _named(judged: Finding | Benefit | Note) -> tuple[str, ...]:
    return () if isinstance(judged, Note) else judged.named
