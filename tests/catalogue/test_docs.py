from dataclasses import replace

import pytest

from playbook_audit.assessment.facts import FACTS
from playbook_audit.catalogue.docs import HEADER, pages
from playbook_audit.catalogue.docs.markdown import escaped, table
from playbook_audit.catalogue.locate import locate
from playbook_audit.model.catalogue import Catalogue

NAMES = (
    "questions.md",
    "regles.md",
    "parametres.md",
    "sources.md",
    "calendrier.md",
    "glossaire.md",
)


@pytest.fixture(scope="module")
def written(catalogue: Catalogue) -> dict[str, str]:
    return pages(catalogue)


def test_there_is_one_page_for_each_part_of_the_catalogue(written: dict[str, str]) -> None:
    assert tuple(written) == NAMES


def test_the_pages_of_the_repository_are_fresh(written: dict[str, str]) -> None:
    """After a change of questions/ or scoring/: playbook-audit catalogue docs."""
    folder = locate("questions").parent / "docs"
    for name, text in written.items():
        assert (folder / name).read_text(encoding="utf-8") == text, name


@pytest.mark.parametrize("name", NAMES)
def test_every_page_says_that_it_is_generated(written: dict[str, str], name: str) -> None:
    assert written[name].startswith(f"{HEADER}\n\n# ")
    assert written[name].endswith("\n")
    assert "\n\n\n" not in written[name]


def test_the_same_catalogue_gives_the_same_bytes(
    catalogue: Catalogue, written: dict[str, str]
) -> None:
    assert pages(replace(catalogue)) == written


def test_every_question_and_choice_is_there(catalogue: Catalogue, written: dict[str, str]) -> None:
    page = written["questions.md"]
    for section in catalogue.questionnaire.sections:
        assert f"## {section.title}" in page
        for question in section.questions:
            assert f"### {question.ask}\n\n- Identifiant : `{question.id}`" in page
            assert all(f"`{choice.id}`" in page for choice in question.offered)
    assert all(f"`{axis}`" in page for axis in catalogue.rulebook.axes)


def test_every_rule_is_there_with_its_grounds(
    catalogue: Catalogue, written: dict[str, str]
) -> None:
    page = written["regles.md"]
    rulebook = catalogue.rulebook
    for rule in (*rulebook.findings.values(), *rulebook.benefits.values()):
        part = page.partition(f"### {rule.title} ({rule.id})\n")[2].partition("\n### ")[0]
        assert rule.why in part
        assert all(f"(`{source}`)" in part for source in rule.sources)
        assert "Exemple — Inconnu" in part
    for rule in rulebook.findings.values():
        part = page.partition(f"### {rule.title} ({rule.id})\n")[2].partition("\n### ")[0]
        assert all(remedy.do in part for remedy in rule.remedy)
        assert part.count("Gravité portée à") == len(rule.raises)
        assert ("Point de droit" in part) == (rule.legal is not None)
    ids = (*rulebook.risks, *rulebook.states, *(row.id for row in rulebook.decisions), *FACTS)
    assert [one for one in ids if one not in page] == []


def test_every_number_network_source_and_election_is_there(
    catalogue: Catalogue, written: dict[str, str]
) -> None:
    rulebook = catalogue.rulebook
    numbers = (*rulebook.parameters, *rulebook.thresholds, *rulebook.networks)
    assert [one for one in numbers if f"`{one}`" not in written["parametres.md"]] == []
    assert [one for one in rulebook.sources if f"`{one}`" not in written["sources.md"]] == []
    elections = (one.id for one in rulebook.calendar)
    assert [one for one in elections if f"`{one}`" not in written["calendrier.md"]] == []


def test_tables_have_as_many_cells_in_each_row(written: dict[str, str]) -> None:
    for text in written.values():
        for block in text.split("\n\n"):
            rows = [line for line in block.splitlines() if line.startswith("|")]
            assert len({row.replace("\\|", "").count("|") for row in rows}) <= 1


def test_text_cannot_cut_a_table() -> None:
    assert table(("A", "B"), [(escaped("x | y"), "<b>")]).endswith("| x \\| y | <b> |")
    assert escaped("<b>") == "&lt;b>"
    assert table(("A",), []) == ""
