import pytest

from playbook_audit.territory.spelling import (
    Said,
    bare_lines,
    plain,
    plain_lines,
    said,
    without_links,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Saint-Étienne-du-Grès", "saint etienne du gres"),
        ("ST. ÉTIENNE", "saint etienne"),
        ("L’Haÿ-les-Roses", "l hay les roses"),
        ("Sainte-Œuvre", "sainte oeuvre"),
        ("Chalon s/Saône", "chalon sur saone"),
        ("Aulnay s/s Bois", "aulnay sous bois"),
        ("Villers-lès-Nancy", "villers les nancy"),
        ("Villers-lez-Nancy", "villers les nancy"),
        ("  a \n b ", "a b"),
        ("", ""),
        ("東京", ""),
    ],
)
def test_a_name_is_compared_without_what_people_write_differently(text: str, expected: str) -> None:
    assert plain(text) == expected


def test_links_are_left_out_unless_there_is_nothing_else() -> None:
    assert without_links("la ferte sur l aube") == "ferte aube"
    assert without_links("les") == "les"
    assert bare_lines([" la loge ", " la ", " le le bourg "]) == [" loge ", " la ", " bourg "]


def test_names_stay_apart_when_turned_together() -> None:
    assert plain_lines(["Saint", "-", "St"]) == [" saint ", " ", " saint "]


@pytest.mark.parametrize(
    ("text", "name", "type_"),
    [
        ("mairie du havre", "le havre", "commune"),
        ("ville de la rochelle", "la rochelle", "commune"),
        ("la ville des sables", "les sables", "commune"),
        ("commune nouvelle d arboys", "arboys", "commune"),
        ("cc du pays de lumbres", "le pays de lumbres", "epci"),
        ("communaute de communes communaute lesneven", "lesneven", "epci"),
        ("ca agglomeration d agen", "agen", "epci"),
        ("nantes metropole", "nantes", "epci"),
        ("conseil departemental de l ain", "l ain", "departement"),
        ("region centre", "centre", "region"),
        ("villeurbanne", "villeurbanne", None),
        ("ville", "ville", None),
        ("metropole", "metropole", None),
    ],
)
def test_what_tells_the_type_is_read_then_left_out(text: str, name: str, type_: str | None) -> None:
    assert said(text) == Said(name, type_)
