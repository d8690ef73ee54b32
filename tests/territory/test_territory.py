import pytest

from playbook_audit.territory import Territory, find, origin
from playbook_audit.territory.territory import full_name

THIN = "\u202f"


def first(words: str) -> Territory:
    return find(words)[0]


def test_a_commune_is_described_with_its_code_its_place_its_population_and_the_source() -> None:
    assert first("saint etienne du gres").describe() == (
        f"Commune de Saint-Étienne-du-Grès (13094, Bouches-du-Rhône), 2{THIN}489 habitants"
        " — source : INSEE, population au 1er janvier 2023 ; "
        "Etalab, découpage administratif 6.0.0, mars 2026"
    )


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("Le Havre", "Commune du Havre"),
        ("La Rochelle", "Commune de La Rochelle"),
        ("Les Sables-d'Olonne", "Commune des Sables-d’Olonne"),
        ("L'Haÿ-les-Roses", "Commune de L’Haÿ-les-Roses"),
        ("Aix-en-Provence", "Commune d’Aix-en-Provence"),
        ("Hyères", "Commune d’Hyères"),
        ("Honfleur", "Commune de Honfleur"),
        ("Y", "Commune d’Y"),
        ("Le Vernet-Chaméane", "Commune du Vernet-Chaméane"),
        ("CC du Pays de Lumbres", "Communauté de communes du Pays de Lumbres"),
        ("CA de Blois", "Communauté d’agglomération de Blois « Agglopolys »"),
        ("CU d'Arras", "Communauté urbaine d’Arras"),
        ("Métropole de Lyon", "Métropole de Lyon"),
        ("département de l'Ain", "Département de l’Ain"),
        ("département du Nord", "Département du Nord"),
        ("département de la Vendée", "Département de la Vendée"),
        ("département des Landes", "Département des Landes"),
        ("département de l'Oise", "Département de l’Oise"),
        ("974", "Département de La Réunion"),
        ("Alsace", "Collectivité européenne d’Alsace"),
        ("Région Centre", "Région Centre-Val de Loire"),
        ("Nouvelle-Calédonie", "Territoire d’outre-mer : Nouvelle-Calédonie"),
    ],
)
def test_titles_read_as_french(words: str, title: str) -> None:
    assert first(words).title == title


@pytest.mark.parametrize(
    ("words", "called"),
    [
        ("Le Havre", "Le Havre"),
        ("CC du Pays de Lumbres", "Communauté de communes du Pays de Lumbres"),
        ("13", "Département des Bouches-du-Rhône"),
        ("Région Bretagne", "Région Bretagne"),
    ],
)
def test_it_is_called_as_it_calls_itself(words: str, called: str) -> None:
    assert first(words).called == called


def test_a_commune_knows_its_region_its_group_and_its_postal_codes() -> None:
    found = first("13094")
    assert found.departements == ("Bouches-du-Rhône",)
    assert found.region == "Provence-Alpes-Côte d’Azur"
    assert found.epci == "Communauté de communes Vallée des Baux-Alpilles (CC VBA)"
    assert found.postal_codes == ("13103",)


def test_a_commune_without_intercommunalite_has_none() -> None:
    assert first("Île-de-Bréhat").epci is None


def test_a_commune_of_greater_paris_belongs_to_the_metropole() -> None:
    assert first("93001").epci == "Métropole du Grand Paris"


def test_an_intercommunalite_astride_several_departements_names_them_all() -> None:
    assert first("CC Bresse Revermont 71").departements == ("Saône-et-Loire",)
    assert first("Vienne Condrieu").where == "SIREN 200077014, Isère et Rhône"
    assert first("Aix-Marseille-Provence").where.endswith("Bouches-du-Rhône, Vaucluse et Var")


def test_a_population_of_nobody_and_an_unknown_one_are_told() -> None:
    assert first("Bezonvaux").inhabitants == "aucun habitant"
    assert first("Archipel des Kerguelen").inhabitants == "population inconnue"
    assert first("Archipel des Kerguelen").population is None


def test_populations_counted_another_year_are_told() -> None:
    assert first("Mamoudzou").source.startswith("INSEE, recensement de 2017 ;")
    assert first("976").source.startswith("INSEE, recensement de 2017 ;")
    assert first("Nouméa").source.startswith("INSEE, dernier recensement publié ;")
    assert first("988").source.startswith("INSEE, dernier recensement publié ;")
    assert first("La Réunion").source.startswith("INSEE, population au 1er janvier 2023 ;")


@pytest.mark.parametrize(
    ("words", "remark"),
    [
        ("Paris", "La Ville de Paris tient lieu de commune et de département."),
        ("2A", "La Collectivité de Corse tient lieu de département et de région."),
        ("67", "La Collectivité européenne d’Alsace tient lieu de département."),
        ("69", "Compté sans la Métropole de Lyon, qui y tient lieu de département."),
        ("Région Martinique", "Une seule collectivité tient lieu de département et de région."),
    ],
)
def test_an_unusual_status_is_told(words: str, remark: str) -> None:
    assert first(words).describe().endswith(f". {remark}")


def test_rhone_is_counted_without_the_metropole_of_lyon() -> None:
    rhone, lyon = first("69").population, first("Métropole de Lyon").population
    assert (rhone, lyon) == (478_313, 1_436_354)


def test_what_was_asked_for_is_told_when_it_is_only_a_part() -> None:
    assert "qui comprend Arbignieu (commune déléguée)" in first("Arbignieu").describe()


def test_names_are_printed_with_french_apostrophes_and_quotes() -> None:
    assert full_name("CC d'A \"B - L'C\" et D") == "Communauté de communes d’A « B - L’C » et D"


def test_the_mention_of_the_licence_names_who_made_the_data() -> None:
    assert origin() == (
        "Collectivités : INSEE, DGCL et La Poste, réunies par Etalab, découpage administratif "
        "6.0.0, mars 2026 (Licence Ouverte)"
    )
