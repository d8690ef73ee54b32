"""What an answers file says, whatever way it is written."""

import json
import unicodedata
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from tests.builders import ON, answers_of, as_text
from tests.effort import examples

from playbook_audit.catalogue.load import catalogue as catalogue_of_this_checkout
from playbook_audit.catalogue.locate import locate
from playbook_audit.dossier.convert import convert
from playbook_audit.dossier.read import canonical_hash, parse_answers, read_answers
from playbook_audit.model.address import platform_of
from playbook_audit.model.answer import (
    NEVER,
    Acceptance,
    Account,
    Answer,
    Answers,
    Contradicted,
    DateRange,
    Table,
)
from playbook_audit.model.catalogue import Catalogue
from playbook_audit.model.question import QuestionType
from playbook_audit.reading.yaml import parse_yaml

EXAMPLES = sorted(locate("examples").glob("*.yaml"))
CLOSED = (QuestionType.ONE, QuestionType.YES_NO, QuestionType.MANY)


def read(text: str, name: str = "audit.yaml") -> Answers:
    return parse_answers(text, name, catalogue_of_this_checkout(), ON)


def account_of(**answers: Any) -> Account:
    """Give one account as it is read."""
    [account] = answers_of({"accounts": [answers]}).accounts or ()
    return account


# ---------------------------------------------------------------- one content, many ways to write it


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.stem)
def test_yaml_and_json_of_the_same_answers_are_the_same(
    file: Path, tmp_path: Path, catalogue: Catalogue
) -> None:
    answers = read_answers(file, catalogue, ON)
    data = parse_yaml(file.read_text(encoding="utf-8"), "f").data
    other = tmp_path / f"{file.stem}.json"
    for text in (json.dumps(data), json.dumps(data, ensure_ascii=False, indent=2)):
        other.write_text(text, encoding="utf-8")
        as_json = read_answers(other, catalogue, ON)
        assert as_json.input_name == other.name
        assert as_json.input_sha256 == answers.input_sha256
        assert _content(as_json) == _content(answers)


def _content(answers: Answers) -> tuple[Any, ...]:
    """Give everything but the name of the file."""
    return (
        dict(answers.answers),
        [(one.key, dict(one.answers)) for one in answers.accounts or ()],
        answers.on,
        answers.catalogue,
        answers.accepted,
        answers.input_sha256,
    )


@pytest.mark.parametrize(
    "text",
    [
        '{"answers": {"org_population": 8012, "org_name": null}}',
        '\n\t {"answers": {"org_population": "8012", "org_name": null}}',
        "answers:\n  org_population: 8012\n  org_name:\n",
        "answers: {org_population: '8012', org_name: ~}",
        'answers:\r\n  org_name: null # rien\r\n  org_population: "8012"\r\n',
    ],
)
def test_the_way_it_is_written_does_not_count(text: str) -> None:
    expected = read("answers: {org_population: 8012, org_name: }")
    assert _content(read(text)) == _content(expected)


def _shuffled(data: Any, draw: Any, *, lists: bool = False) -> Any:
    """Give the same data with its keys, and its accounts, in another order."""
    if isinstance(data, dict):
        names = draw(st.permutations(sorted(data)))
        return {one: _shuffled(data[one], draw, lists=one == "accounts") for one in names}
    if isinstance(data, list):
        rows = [_shuffled(row, draw) for row in data]
        return draw(st.permutations(rows)) if lists else rows
    return data


@given(st.data())
@examples(20)
def test_neither_the_order_of_keys_nor_of_accounts_counts(data: st.DataObject) -> None:
    file = data.draw(st.sampled_from(EXAMPLES))
    plain = parse_yaml(file.read_text(encoding="utf-8"), "f").data
    other = _shuffled(plain, data.draw)
    assert _content(answers_of(other)) == _content(answers_of(plain))
    assert list(answers_of(other).answers) == list(answers_of(plain).answers)


def test_a_table_may_stand_before_the_audiences_it_is_about() -> None:
    first = "answers:\n  audience_channel_map: {young: both}\n  audiences_named: [young, seniors]\n"
    table = Table((("seniors", None), ("young", "both")))
    assert read(first).answers["audience_channel_map"].value == table


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"a": "1"}, {"a": "2"}),
        ({"a": None}, {}),
        ({"a": None}, {"a": ""}),
        ({"accounts": [{"a": "1"}, {"a": "2"}]}, {"accounts": [{"a": "1"}]}),
        ({"accounts": [{"a": "1"}]}, {"accounts": [{"a": "1"}, {"a": "1"}]}),
        ({"a": ["1", "2"]}, {"a": ["2", "1"]}),
    ],
)
def test_the_hash_tells_contents_apart(before: Any, after: Any) -> None:
    assert canonical_hash(before) != canonical_hash(after)
    assert len(canonical_hash(before)) == 64


# ---------------------------------------------------------------- choices


def _spellings(text: str) -> set[str]:
    """Give ways to write an id or a label: case, accents, apostrophes, spaces."""
    bare = "".join(
        one for one in unicodedata.normalize("NFD", text) if not unicodedata.combining(one)
    )
    spaced = f"  {text.replace(' ', '  ')} "
    return {text, text.upper(), bare, bare.lower(), text.replace("’", "'"), spaced}


def test_every_choice_may_be_written_by_its_id_or_its_label(catalogue: Catalogue) -> None:
    questionnaire = catalogue.questionnaire
    every = (*questionnaire.audit_questions.values(), *questionnaire.account_questions.values())
    for question in every:
        if question.type not in CLOSED:
            continue
        for choice in question.offered:
            value = frozenset([choice.id]) if question.type is QuestionType.MANY else choice.id
            for text in _spellings(choice.id) | _spellings(choice.label):
                assert convert(question, text, ON, lambda _: None) == value, (question.id, text)


@pytest.mark.parametrize("text", ["oui", "OUI", "yes", "true", "Vrai", "o", "Oui"])
def test_every_yes(text: str) -> None:
    assert account_of(listed_on_site=text).answers["listed_on_site"].value == "yes"


@pytest.mark.parametrize("text", ["non", "NON", "no", "false", "Faux", "n"])
def test_every_no(text: str) -> None:
    assert account_of(listed_on_site=text).answers["listed_on_site"].value == "no"


def test_yes_and_no_of_json_are_those_of_yaml() -> None:
    account = {"key": "fb", "listed_on_site": True, "email_institutional": False}
    answers = read(json.dumps({"accounts": [account]}))
    [found] = answers.accounts or ()
    assert [one.value for one in found.answers.values()] == ["yes", "no"]


@pytest.mark.parametrize("text", ["inform", "[inform]", "Informer sur la vie locale"])
def test_one_choice_of_a_list_needs_no_brackets(text: str) -> None:
    answers = read(f"answers: {{objectives_list: {text}}}")
    assert answers.answers["objectives_list"].value == frozenset(["inform"])


# ---------------------------------------------------------------- answers of every form


def test_an_answer_and_its_note() -> None:
    text = "answers: {org_type: {value: Commune, note: ' vu\ten  conseil ', by: DGS, at: 2026-11}}"
    assert read(text).answers["org_type"] == Answer("commune", note="vu en conseil", by="DGS")


def test_i_do_not_know_may_bear_a_note() -> None:
    text = 'answers: {org_type: {value: "?", note: à demander}, org_population: nsp}'
    answers = read(text).answers
    assert answers["org_type"] == Answer(None, note="à demander")
    assert answers["org_population"] == Answer(None)


@pytest.mark.parametrize("text", ["", "~", "{value: }", "{value: , note: à voir}"])
def test_a_line_left_empty_is_no_answer(text: str) -> None:
    assert dict(read(f"answers:\n  org_type: {text}\n").answers) == {}


def test_contradicted_values_are_kept_side_by_side() -> None:
    text = "answers: {org_population: {contradicted: [{value: 640, by: DGS}, {value: 8 012}]}}"
    assert read(text).answers["org_population"].value == Contradicted(
        (640.0, 8012.0), ("declared", "declared")
    )


@pytest.mark.parametrize("rows", ["[]", '[{value: "?"}]', "[{value: }, {by: DGS}]"])
def test_contradicted_by_nothing_is_not_known(rows: str) -> None:
    text = f"answers: {{org_population: {{contradicted: {rows}}}}}"
    assert read(text).answers["org_population"] == Answer(None)


def test_a_network_contradicted_names_no_account() -> None:
    account = account_of(platform={"contradicted": [{"value": "x"}, {"value": "tiktok"}]})
    assert account.key == "compte-1"


def test_dates_are_read_for_the_day_the_file_states() -> None:
    text = "on: 18/11/2026\naccounts: [{key: fb, last_post: hier, opened_on: mars 2024}]"
    answers = read(text)
    [account] = answers.accounts or ()
    assert answers.on == date(2026, 11, 18)
    assert account.answers["last_post"].value == DateRange(date(2026, 11, 17), date(2026, 11, 17))
    opened = DateRange(date(2024, 3, 1), date(2024, 3, 31))
    assert account.answers["opened_on"].value == opened
    assert account_of(last_post="jamais").answers["last_post"].value == NEVER


def test_what_was_accepted_and_until_when() -> None:
    row = "{fingerprint: dormant_account:fb, reason: page gardée, by: bureau, until: 2027-06-30}"
    answers = read(f"accepted:\n  - {row}\n  - {{fingerprint: no_register, reason: en cours}}\n")
    assert answers.accepted == (
        Acceptance("dormant_account:fb", "page gardée", "bureau", date(2027, 6, 30)),
        Acceptance("no_register", "en cours", None, None),
    )


@pytest.mark.parametrize("text", ["playbook_audit:", "playbook_audit: 1", 'playbook_audit: "1"'])
def test_the_format_may_be_left_out(text: str) -> None:
    assert read(f"{text}\ncatalogue: 1.0.0 sha256:abc\n").catalogue == "1.0.0 sha256:abc"


def test_fields_of_other_tools_are_left_alone() -> None:
    text = "generation: 3\nplan: [{do: fermer}]\norphans: {vieux: oui}\nanswers:\naccounts:\n"
    answers = read(text)
    assert (dict(answers.answers), answers.accounts, answers.accepted) == ({}, None, ())


# ---------------------------------------------------------------- accounts

HOSTS = [
    (host, network.id)
    for network in catalogue_of_this_checkout().rulebook.networks.values()
    for host in network.hosts
]
ADDRESSES = [
    "{}", "https://{}", "http://www.{}/VilleDeTestbourg", "{}/ville", "HTTPS://FR-FR.{}:443/v?a=b#c",
    "//m.{}/ville", "https://qui@{}/ville", "  https://{}/ville  ",
]  # fmt: skip
LOOK_ALIKE = [
    "https://{}.evil.fr/ville", "https://evil.fr/{}", "https://evil.fr?u=https://{}", "faux{}",
    "https://faux-{}/", "https://{}@evil.fr/", "https://evil.fr#{}", "https://{}x/",
]  # fmt: skip


@pytest.mark.parametrize(("host", "platform"), HOSTS)
@pytest.mark.parametrize("address", ADDRESSES)
def test_the_network_is_deduced_from_the_address(host: str, platform: str, address: str) -> None:
    deduced = account_of(handle=address.format(host)).answers["platform"]
    assert deduced == Answer(platform, origin="deduced")


@pytest.mark.parametrize("host", [host for host, _ in HOSTS if host != "chat.whatsapp.com"])
@pytest.mark.parametrize("address", LOOK_ALIKE)
def test_a_look_alike_address_says_nothing(host: str, address: str, catalogue: Catalogue) -> None:
    assert platform_of(address.format(host), catalogue.rulebook.networks) is None


@pytest.mark.parametrize(
    "handle", ["", "VilleDeTestbourg", "@ville", "facebook", "St. Malo", "[x]"]
)
def test_a_bare_name_says_nothing_of_the_network(handle: str, catalogue: Catalogue) -> None:
    assert platform_of(handle, catalogue.rulebook.networks) is None


def test_an_account_of_mastodon_names_its_server(catalogue: Catalogue) -> None:
    assert platform_of("@ville@piaille.fr", catalogue.rulebook.networks) == "mastodon"


@pytest.mark.parametrize("stated", ["?", "facebook_group", "Facebook (groupe)"])
def test_the_network_stated_wins_over_the_address(stated: str) -> None:
    account = account_of(platform=stated, handle="https://www.facebook.com/ville")
    assert account.answers["platform"].origin == "declared"
    assert account.answers["platform"].value in (None, "facebook_group")


def test_accounts_without_key_are_named_after_their_network_and_rank() -> None:
    rows: list[dict[str, Any]] = [
        {"handle": "https://x.com/ville"},
        {"platform": "tiktok"},
        {"platform": "?"},
        {"scope": "general"},
        {"key": "Médiathèque_1", "platform": "x"},
    ]
    keys = [account.key for account in answers_of({"accounts": rows}).accounts or ()]
    assert keys == sorted(["x-1", "tiktok-2", "compte-3", "compte-4", "Médiathèque_1"])


def test_an_account_left_empty_is_skipped() -> None:
    blank = dict.fromkeys(["key", "platform", "handle"])
    rows: list[dict[str, Any]] = [blank, {"key": "fb", "platform": "facebook"}, {}]
    data = {"accounts": rows}
    answers = answers_of(data)
    assert [account.key for account in answers.accounts or ()] == ["fb"]
    assert answers_of({"accounts": [blank, {}]}).accounts is None
    assert dict(answers_of({"accounts": [blank]}).answers) == {}
    assert answers_of({"accounts": []}).accounts == ()


def test_presence_is_deduced_from_accounts() -> None:
    deduced = answers_of({"accounts": [{"platform": "x"}]}).answers["org_presence"]
    assert deduced == Answer("yes", origin="deduced")


@pytest.mark.parametrize(("stated", "value"), [("non", "no"), ("?", None), ("Oui", "yes")])
def test_presence_stated_is_kept(stated: str, value: str | None) -> None:
    data = {"answers": {"org_presence": stated}, "accounts": [{"platform": "x"}]}
    assert answers_of(data).answers["org_presence"] == Answer(value)


@pytest.mark.parametrize("data", [{}, {"accounts": []}, {"accounts": None}])
def test_presence_is_not_deduced_from_no_account(data: dict[str, Any]) -> None:
    assert "org_presence" not in answers_of(data).answers


def test_an_answer_is_found_by_its_path() -> None:
    text = "answers: {org_type: epci}\naccounts: [{key: fb, followers: 12}]"
    answers = read(text)
    assert answers.at("answers.org_type") == Answer("epci")
    assert answers.at("accounts.fb.followers") == Answer(12.0)
    assert answers.at("accounts.zz.followers") is None
    assert answers.at("answers.org_name") is None


def test_the_data_given_is_left_as_it_was() -> None:
    data = as_text({"answers": {"org_type": "epci"}, "accounts": [{"handle": "x.com/a"}, {}]})
    before = deepcopy(data)
    answers_of(data)
    assert data == before


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=12))
@examples(100)
def test_any_name_is_the_same_from_yaml_and_from_json(name: str) -> None:
    if not any(one.isalnum() for one in name):
        name += "Testbourg"
    data = {"answers": {"org_name": name}}
    from_yaml = read(yaml.safe_dump(data, allow_unicode=True))
    assert _content(from_yaml) == _content(read(json.dumps(data), "a.json"))
