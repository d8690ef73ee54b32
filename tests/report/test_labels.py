"""French names: accounts, questions, answers, states, functions, sentences."""

from typing import Any

import pytest
from tests.builders import ON
from tests.report.cases import case_of, every_case

from playbook_audit.model.answer import NEVER, Contradicted, DateRange, Table
from playbook_audit.model.assessment import LEVELS
from playbook_audit.report.case import Case
from playbook_audit.report.labels import Labels
from playbook_audit.report.spans import plain

LIVELY = {"platform": "facebook", "scope": "general", "last_post": "2026-11-20"}


def labels_of(*accounts: dict[str, Any], **answers: Any) -> Labels:
    return Labels(case_of([*accounts], **answers))


def shown(labels: Labels, key: str) -> str:
    return plain(labels.account(key))


def spaced(text: str) -> str:
    return text.replace("\u202f", " ").replace("\u00a0", " ")


# ---------------------------------------------------------------- accounts


def test_an_account_is_its_network_and_its_own_name() -> None:
    labels = labels_of({"key": "fb", "platform": "facebook", "handle": "VilleDeValmont"})

    assert shown(labels, "fb") == "Facebook — VilleDeValmont"


def test_the_kind_of_account_is_told_when_a_network_has_several() -> None:
    labels = labels_of(
        {"key": "page", "platform": "facebook", "handle": "Ville"},
        {"key": "profil", "platform": "facebook_profile", "handle": "Ville"},
        {"key": "x", "platform": "x", "handle": "@ville"},
    )

    assert shown(labels, "page") == "Facebook (page) — Ville"
    assert shown(labels, "profil") == "Facebook (profil) — Ville"
    assert shown(labels, "x") == "X — @ville"


@pytest.mark.parametrize(
    ("handle", "own_name"),
    [
        ("https://www.facebook.com/VilleDeValmont/", "VilleDeValmont"),
        ("facebook.com/VilleDeValmont", "VilleDeValmont"),
        ("https://www.facebook.com/M%C3%A9diath%C3%A8que", "Médiathèque"),
        ("https://www.facebook.com/profile.php?id=1000642", "ville"),
        ("https://www.facebook.com/", "ville"),
        ("Mairie / Ville", "Mairie / Ville"),
        ("Page thématique 1 (nom non précisé dans la source)", "Page thématique 1…"),
        ("Communauté de communes du Pays de Lumbres", "Communauté de communes du Pays…"),
        ("A" * 60, "A" * 32 + "…"),
    ],
)
def test_an_address_is_cut_to_what_names_the_account(handle: str, own_name: str) -> None:
    labels = labels_of({"key": "facebook-ville", "platform": "facebook", "handle": handle})

    assert shown(labels, "facebook-ville") == f"Facebook — {own_name}"


def test_an_account_without_a_handle_goes_by_its_key() -> None:
    labels = labels_of(
        {"key": "facebook-ville", "platform": "facebook"},
        {"platform": "instagram"},
        {"key": "ancien", "handle": "?"},
    )

    assert shown(labels, "facebook-ville") == "Facebook — ville"
    assert shown(labels, "instagram-2") == "Instagram — n° 2"
    assert shown(labels, "ancien") == "Compte — ancien"


def test_two_accounts_never_have_the_same_label() -> None:
    labels = labels_of(
        {"key": "fb1", "platform": "facebook", "handle": "Ville"},
        {"key": "fb2", "platform": "facebook", "handle": "Ville"},
    )

    assert shown(labels, "fb1") == "Facebook — Ville (fb1)"
    assert shown(labels, "fb2") == "Facebook — Ville (fb2)"


def test_labels_are_unique_in_every_case() -> None:
    for case in every_case():
        labels = Labels(case)
        names = [shown(labels, one.key) for one in case.assessment.accounts]
        assert len(set(names)) == len(names)


def test_many_accounts_are_named_a_few_at_most_and_all_together_at_once() -> None:
    accounts = [
        {"key": f"fb{rank}", "platform": "facebook", "handle": f"Page {rank}"} for rank in range(9)
    ]
    labels = labels_of(*accounts)
    keys = [f"fb{rank}" for rank in range(9)]

    assert plain(labels.accounts(keys)) == "vos 9 comptes"
    assert plain(labels.accounts(keys[:8], most=2)).endswith("Page 1 et 6 autres")
    assert plain(labels.all_named(keys)).endswith("Page 7 et Facebook — Page 8")


# ---------------------------------------------------------------- questions and answers


def test_a_path_is_the_account_and_the_words_of_the_question() -> None:
    labels = labels_of({"key": "fb", "platform": "facebook", "handle": "Ville"})

    assert spaced(plain(labels.path("accounts.fb.last_post"))) == (
        "Facebook — Ville : Quand y a-t-on publié pour la dernière fois ?"
    )
    assert spaced(plain(labels.path("answers.org_name"))).startswith("Quel est le nom")
    assert plain(labels.path("accounts")) == "Liste de vos comptes"


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        ("answers.org_type", "commune", "Commune"),
        ("answers.org_population", 8012.0, "8 012 habitants"),
        ("answers.org_social_hours", 1.5, "1,5 heure"),
        ("answers.org_name", "Valmont: la ville", "Valmont: la ville"),
        ("answers.listening_example", "partly", "En partie"),
        ("answers.absence_chosen", frozenset(("tiktok", "x")), "X (Twitter) et TikTok"),
        (
            "answers.org_other_channels",
            frozenset(("website", "sms")),
            "site internet et SMS ou automate d’appel",
        ),
        (
            "answers.community_contribution",
            frozenset(("stories", "reports")),
            "des photos, souvenirs, témoignages ; des signalements utiles",
        ),
        (
            "answers.audience_channel_map",
            Table((("young", "poorly"), ("seniors", None))),
            "Jeunes (15-30 ans) : Mal touché ; Aînés : je ne sais pas",
        ),
        (
            "answers.contradictory_messages",
            Contradicted(("no", "minor")),
            "Non ou Oui, sans conséquence (réponses contraires)",
        ),
        ("accounts.fb.last_post", DateRange(ON, ON), "22 novembre 2026"),
        (
            "accounts.fb.last_post",
            DateRange(ON.replace(day=1), ON.replace(day=30)),
            "novembre 2026",
        ),
        (
            "accounts.fb.last_post",
            DateRange(ON.replace(month=1, day=1), ON.replace(month=12, day=31)),
            "2026",
        ),
        (
            "accounts.fb.last_post",
            DateRange(ON.replace(day=1), ON),
            "entre le 1er novembre 2026 et le 22 novembre 2026",
        ),
        ("accounts.fb.last_post", DateRange(None, ON), "avant le 22 novembre 2026"),
        ("accounts.fb.last_post", NEVER, "jamais"),
        ("accounts.fb.last_post", None, "je ne sais pas"),
        ("accounts.fb.followers", 1.0, "1 abonné"),
    ],
)
def test_a_value_is_said_in_french(path: str, value: Any, words: str) -> None:
    labels = labels_of({"key": "fb", "platform": "facebook"})

    assert spaced(plain(labels.value(path, value))) == words


def test_what_was_never_asked_is_not_what_is_not_known() -> None:
    labels = labels_of({"key": "fb", "platform": "facebook", "mfa": "?"})

    assert plain(labels.answer("accounts.fb.mfa")) == "je ne sais pas"
    assert plain(labels.answer("accounts.fb.followers")) == "pas encore demandé"
    assert plain(labels.answer("accounts")) == "1 compte"


# ---------------------------------------------------------------- states, levels, functions


def test_a_state_is_a_symbol_and_a_word() -> None:
    labels = labels_of()

    assert plain(labels.state(("dormant",))) == "○ en sommeil"
    assert plain(labels.state(("active", "slowing", "dormant"))) == (
        "? actif, au ralenti ou en sommeil"
    )
    assert plain(labels.state(())) == "? état à préciser"
    assert plain(labels.state(("launching", "active", "slowing", "dormant", "abandoned"))) == (
        "? état à préciser"
    )


def test_a_level_is_a_set_of_words_when_it_is_open() -> None:
    labels = labels_of()

    assert labels.level(("high",)) == "▓ élevé"
    assert labels.level(("low", "moderate")) == "░▒ faible à modéré"
    assert labels.level(LEVELS) == "? à préciser (faible à très élevé)"


@pytest.mark.parametrize(
    ("kind", "population", "communication", "executive", "management"),
    [
        ("commune", 8012, "communication", "le maire ou l’élu délégué", "direction générale"),
        ("commune", 3500, "communication", "le maire ou l’élu délégué", "direction générale"),
        ("commune", 3499, "secrétariat de mairie", "le maire ou l’élu délégué", "le maire"),
        (
            "commune",
            "?",
            "communication ou secrétariat de mairie",
            "le maire ou l’élu délégué",
            "direction générale ou le maire",
        ),
        ("epci", 2000, "communication", "le président ou l’élu délégué", "direction générale"),
        ("region", "?", "communication", "le président ou l’élu délégué", "direction générale"),
    ],
)
def test_functions_are_those_of_the_collectivite(
    kind: str, population: Any, communication: str, executive: str, management: str
) -> None:
    labels = labels_of(org_type=kind, org_population=population)

    assert labels.who("communication") == communication
    assert labels.who("executive") == executive
    assert labels.who("management") == management
    assert labels.who("holder") == "le titulaire du compte"


# ---------------------------------------------------------------- sentences


def test_a_sentence_keeps_what_people_typed_as_it_is() -> None:
    labels = labels_of(
        {**LIVELY, "key": "a", "handle": "L'Info: ici !"},
        {**LIVELY, "key": "b", "handle": "Ville"},
        org_name="Saint-Jean : l'Évangéliste",
    )
    raised = next(one for one in labels.case.assessment.raised if one.named)
    says = plain(labels.says(raised))

    assert "Saint-Jean : l'Évangéliste" in says
    assert "L'Info: ici !" in says
    assert says.startswith("Sur un même réseau, plusieurs comptes")


def test_a_silence_is_said_as_a_duration() -> None:
    labels = labels_of({**LIVELY, "key": "a", "last_post": "2025-09-01", "status": "idle"})
    raised = next(one for one in labels.case.assessment.raised if one.rule == "abandoned_account")

    assert "depuis 14 mois" in plain(labels.says(raised))


def test_every_sentence_of_every_case_can_be_said() -> None:
    for case in every_case():
        labels = Labels(case)
        for one in case.assessment.raised:
            assert "{" not in plain(labels.says(one))
        for benefit in case.assessment.benefits:
            if benefit.state == "realised":
                assert "{" not in plain(labels.says(benefit))


# ---------------------------------------------------------------- what findings name


def test_publics_badly_reached_are_named_in_the_order_of_the_questionnaire() -> None:
    case = case_of(
        audiences_named=["seniors", "young", "families"],
        audience_channel_map={"seniors": "poorly", "young": "poorly", "families": "both"},
    )

    assert said_by(case, "audience_uncovered").endswith(": Jeunes (15-30 ans) et Aînés.")


def test_a_satellite_is_told_with_the_account_that_says_the_same() -> None:
    page = {"platform": "facebook", "audience": "all", "last_post": "2026-11-18"}
    case = case_of(
        [
            {**page, "key": "ville", "handle": "Ville", "scope": "general"},
            {
                **page,
                "key": "sport",
                "handle": "Sport",
                "scope": "theme",
                "unique_reach": "elsewhere",
            },
            {**page, "key": "insta", "handle": "Ailleurs", "scope": "general", "platform": "x"},
            {**page, "key": "jeunes", "handle": "13-17", "scope": "general", "audience": "young"},
        ]
    )

    told = said_by(case, "satellite_without_public")
    assert told.startswith("Facebook — Sport a le même public que Facebook — Ville, et ")


def test_a_general_account_that_is_closed_is_nobodys_main_account() -> None:
    page = {"platform": "facebook", "audience": "all", "last_post": "2026-11-18"}
    case = case_of(
        [
            {**page, "key": "a", "handle": "A", "scope": "general", "status": "closed"},
            {**page, "key": "b", "handle": "B", "scope": "theme"},
        ]
    )

    assert plain(Labels(case).main_account("b")) == "votre compte principal"


def said_by(case: Case, rule: str) -> str:
    """Give the sentence of a rule raised once."""
    (raised,) = [one for one in case.assessment.raised if one.rule == rule]
    return spaced(plain(Labels(case).says(raised)))
