"""The page of numbers: parameters, day thresholds, networks."""

from collections.abc import Iterator

from playbook_audit.catalogue.docs.book import Book, day, value_of
from playbook_audit.catalogue.docs.markdown import code, codes, escaped, heading, table
from playbook_audit.conditions.french import figure
from playbook_audit.model.rule import Network, Parameter, Thresholds

INTRODUCTION = (
    "Tous les nombres de la méthode. « Choix de l’outil » dit que rien d’extérieur ne fonde le "
    "nombre ; les bornes disent jusqu’où il reste raisonnable."
)


def parameters_page(book: Book) -> list[str]:
    """Give the blocks of the page."""
    return [heading(1, "Paramètres"), INTRODUCTION, *_parameters(book), *_networks(book)]


def _parameters(book: Book) -> Iterator[str]:
    rows = [_parameter(book, one) for one in book.rulebook.parameters.values()]
    yield heading(2, "Nombres")
    yield table(
        ("Nombre", "Identifiant", "Valeur", "Bornes", "Fondement", "Relu le", "Employé par"), rows
    )


def _parameter(book: Book, one: Parameter) -> tuple[str, ...]:
    bounds = "" if one.range is None else " à ".join(figure(bound) for bound in one.range)
    note = f" {escaped(one.note)}" if one.note else ""
    users = book.uses.parameters.get(one.id, ())
    return (
        f"{escaped(one.title)}.{note}",
        code(one.id),
        value_of(one),
        bounds,
        _ground(one),
        day(one.checked_on),
        book.users(users) or "le calcul",
    )


def _ground(one: Parameter | Thresholds) -> str:
    return code(one.source) if one.source else "choix de l’outil"


def _networks(book: Book) -> Iterator[str]:
    yield heading(2, "Seuils de silence, en jours")
    yield table(
        ("Seuils", "Identifiant", "Ralenti", "Sommeil possible", "Sommeil", "Abandon", "Fondement"),
        [_row(one) for one in book.rulebook.thresholds.values()],
    )
    yield heading(2, "Réseaux")
    yield table(
        (
            "Réseau",
            "Identifiant",
            "Famille",
            "Seuils",
            "Adresses",
            "Accès nominatifs",
            "Nom inactif",
        ),
        [_network(one) for one in book.rulebook.networks.values()],
    )


def _row(row: Thresholds) -> tuple[str, ...]:
    return (
        escaped(row.title),
        code(row.id),
        f"au-delà de {row.slow_floor}",
        f"au-delà de {row.dormancy_floor}",
        f"à partir de {row.dormancy_ceiling}",
        f"à partir de {row.abandon_ceiling}",
        _ground(row),
    )


def _network(network: Network) -> tuple[str, ...]:
    idle = network.idle_name
    return (
        escaped(network.title),
        code(network.id),
        code(network.network),
        code(network.thresholds),
        codes(network.hosts),
        "oui" if network.roles else "non",
        "" if idle is None else f"repris après {idle.days} jours ({code(idle.source)})",
    )
