"""Explains what is concluded on accounts: states, decisions, and the networks they are on."""

from collections.abc import Iterable, Iterator

from playbook_audit.model.assessment import AccountAssessment
from playbook_audit.model.rule import DecisionRow, Network, Thresholds
from playbook_audit.report.explanation.compared import STATE, silence_against_threshold
from playbook_audit.report.explanation.measured import measured_in_accounts
from playbook_audit.report.explanation.subject import Subject
from playbook_audit.report.explanation.telling import Telling, Told, facts
from playbook_audit.report.explanation.witnessed import missing, witnessed
from playbook_audit.report.interface import (
    Block,
    Bullets,
    Column,
    Facts,
    Item,
    Paragraph,
    Subheading,
    Table,
    Text,
)
from playbook_audit.report.sections.findings import code
from playbook_audit.report.spans import joined, ours, said
from playbook_audit.report.thresholds import FEED, thresholds_by_account
from playbook_audit.report.words import plural

NONE_HERE = Paragraph(ours("Aucun compte de cet audit n’est concerné."))


def tell_state(telling: Telling, subject: Subject) -> Told:
    """Give what a state means, what it leads to, and the accounts that are, or may be, in it."""
    state = telling.rulebook.states[subject.id]
    blocks: tuple[Block, ...] = (
        Facts(facts(("Sens", state.means), ("Symbole", state.symbol), ("Se déduit de", _READ))),
        telling.silences(telling.rulebook.thresholds.values()),
        *telling.users("Ce que l’état d’un compte décide", telling.uses.operands.get(STATE, ())),
    )
    return Told(
        state.title, blocks, tuple(_state_here(telling, subject.id)) if telling.case else ()
    )


_READ = (
    "ce qui est dit du compte (ouvert, en pause, fermé…), puis du silence depuis la dernière "
    "publication, comparé aux seuils de son réseau et, s’il est mesuré, à son propre rythme"
)


def _state_here(telling: Telling, state: str) -> Iterator[Block]:
    found = [one for one in telling.given.assessment.accounts if _may_be(one, state)]
    if not found:
        yield NONE_HERE
        return
    columns = (Column("Compte"), Column("État"), Column("Silence"), Column("Ce qui manque"))
    rows = tuple(_account(telling, one) for one in found)
    yield Table("Comptes dans cet état, sûrement ou peut-être", columns, rows)
    yield from witnessed(telling, (f"accounts.{one.key}.last_post" for one in found))
    yield from measured_in_accounts(telling, (one.key for one in found))


def _may_be(account: AccountAssessment, state: str) -> bool:
    """Tell whether an account is, or may be, in a state; « unknown » stands for several states."""
    return state in account.states or (state == "unknown" and len(account.states) > 1)


def _account(telling: Telling, account: AccountAssessment) -> tuple[Text, ...]:
    open_ones = account.missing if len(account.states) > 1 else ()
    return (
        telling.labels.account(account.key),
        telling.labels.state(account.states),
        silence_against_threshold(telling, account.key) or ours("—"),
        joined([telling.labels.wanted(path) for path in open_ones], " ; ") or ours("—"),
    )


def tell_decision(telling: Telling, subject: Subject) -> Told:
    """Give when a decision is proposed, and the accounts it is proposed for."""
    rows = [one for one in telling.rulebook.decisions if subject.id in (one.id, one.decision)]
    blocks: list[Block] = []
    for row in rows:
        blocks += _row(telling, row)
    here = tuple(_decision_here(telling, rows)) if telling.case else ()
    return Told(rows[0].title, tuple(blocks), here)


def _row(telling: Telling, row: DecisionRow) -> Iterator[Block]:
    order = [one.id for one in telling.rulebook.decisions].index(row.id) + 1
    yield Subheading(said("{title} ({id})", title=row.title, id=code(row.id)))
    yield Facts(
        facts(
            ("Raison", row.because),
            ("À faire", row.do),
            ("Rang dans le tableau", f"{order} ; la première ligne qui convient est proposée"),
            ("S’il manque une réponse", _IF_UNKNOWN[row.if_unknown] if row.when else None),
        )
    )
    if row.when is not None:
        yield from telling.condition("Proposée quand", row.when)


_IF_UNKNOWN = {"skip": "on passe à la ligne suivante", "clarify": "le compte est à éclaircir"}


def _decision_here(telling: Telling, rows: list[DecisionRow]) -> Iterator[Block]:
    by_id = {row.id: row for row in rows}
    found = [one for one in telling.given.assessment.accounts if one.decision.row in by_id]
    if not found:
        yield NONE_HERE
    for account in found:
        row = by_id[account.decision.row]
        name = telling.labels.account(account.key)
        yield Subheading(
            said("{name} : {title} ({id})", name=name, title=row.title, id=code(row.id))
        )
        yield Facts(facts(("Raison", row.because), ("À faire", row.do)))
        yield from witnessed(telling, account.decision.witnesses)
        yield from missing(telling, "Ce qu’il faut savoir", account.decision.settled_by)


def tell_network(telling: Telling, subject: Subject) -> Told:
    """Give what is known of a network, and the accounts on it."""
    network = telling.rulebook.networks[subject.id]
    idle = network.idle_name
    cited = [] if idle is None else [idle.source]
    rows = _rows(telling, network)
    blocks: tuple[Block, ...] = (
        Facts(facts(*_about_network(telling, network))),
        telling.silences(rows),
        *telling.sources([*cited, *(row.source for row in rows if row.source)]),
    )
    here = _on_network(telling, network) if telling.case else ()
    return Told(network.title, blocks, here)


def _rows(telling: Telling, network: Network) -> list[Thresholds]:
    """Give the rows of thresholds that may judge an account of a network."""
    others = ["satellite", "rare"] if network.thresholds == FEED else ["rare"]
    return [telling.rulebook.thresholds[one] for one in (network.thresholds, *others)]


def _about_network(telling: Telling, network: Network) -> Iterator[tuple[str, Text | str | None]]:
    family = telling.vocabulary.terms["account.network"].labels.get(network.network)
    yield "Compte pour", said("{family} ({id})", family=family or "", id=code(network.network))
    yield "Adresses", joined([code(host) for host in network.hosts], ", ")
    yield "Seuils", _LONGEST
    yield "Accès nominatifs", "oui" if network.roles else "non"
    if network.idle_name is not None:
        days = plural(network.idle_name.days, "jour")
        yield "Nom inactif", f"le réseau peut le reprendre après {days}"
    yield "À noter", network.note


def _on_network(telling: Telling, network: Network) -> tuple[Block, ...]:
    keys = [
        account.key
        for account in telling.given.answers.accounts or ()
        if (answer := account.answers.get("platform")) and answer.value == network.id
    ]
    return _listed(telling, keys)


def tell_thresholds(telling: Telling, subject: Subject) -> Told:
    """Give a row of day thresholds, the networks it judges, and its accounts."""
    row = telling.rulebook.thresholds[subject.id]
    judged = [one for one in telling.rulebook.networks.values() if one.thresholds == row.id]
    items = tuple(Item(said("{title} ({id})", title=one.title, id=code(one.id))) for one in judged)
    ground = "choix de l’outil" if row.source is None else None
    blocks: tuple[Block, ...] = (
        Facts(facts(("Fondement", ground), ("Règle", _LONGEST), ("À noter", row.note))),
        telling.silences([row]),
        *((Subheading(ours("Réseaux")), Bullets(items)) if items else ()),
        *telling.sources([row.source] if row.source else []),
    )
    return Told(row.title, blocks, _judged_by(telling, row) if telling.case else ())


_LONGEST = "quand plusieurs seuils conviennent à un compte, les plus longs s’appliquent"


def _judged_by(telling: Telling, row: Thresholds) -> tuple[Block, ...]:
    found = thresholds_by_account(telling.given)
    return _listed(telling, [key for key, one in found.items() if one.id == row.id])


def _listed(telling: Telling, keys: Iterable[str]) -> tuple[Block, ...]:
    """Give some accounts with their state."""
    concluded = {one.key: one for one in telling.given.assessment.accounts}
    rows = tuple(_account(telling, concluded[key]) for key in sorted(keys))
    columns = (Column("Compte"), Column("État"), Column("Silence"), Column("Ce qui manque"))
    return (Table("Comptes de cet audit", columns, rows),) if rows else (NONE_HERE,)
