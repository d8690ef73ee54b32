"""What the pages written by hand promise: commands that run, files that are accepted, links that
lead somewhere, extracts that the report says, sentences that can be read once."""

import re
import shlex
import shutil
from pathlib import Path

import pytest
from tests.builders import ON
from tests.report.cases import example, words_of

from playbook_audit.__main__ import main
from playbook_audit.catalogue.load import catalogue
from playbook_audit.dossier.read import parse_answers
from playbook_audit.evidence.readers import formats
from playbook_audit.report.outline import build_outline
from playbook_audit.territory import origin

ROOT = Path(__file__).parents[2]
GUIDE, METHOD, README, EXPORTS = (
    ROOT / name for name in ("docs/guide.md", "docs/methode.md", "README.md", "docs/exports.md")
)
PAGES = (GUIDE, METHOD, README, EXPORTS)
MEASURED = ROOT / "examples" / "valmont-mesure"
SAMPLES = ROOT / "tests" / "evidence" / "samples"
LINKED = sorted({*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *ROOT.glob("*/README.md")})
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"\bplaybook-audit +([a-z-][^`\n#]*)")
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
LONGEST_SENTENCE = 25


NO_TERMINAL = 2


def text_of(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def blocks(page: Path, language: str) -> list[str]:
    """Give the fenced blocks of a page in a language."""
    return [block for name, block in FENCE.findall(text_of(page)) if name == language]


def name(page: Path) -> str:
    """Name a page in the list of tests."""
    return str(page.relative_to(ROOT))


def _lay_out_what_pages_name(folder: Path) -> None:
    """Put the files of the pages in place: an audit, its exports, a table, a register."""
    shutil.copytree(MEASURED / "exports", folder / "exports")
    for source, target in (
        (MEASURED / "audit.yaml", "audit.yaml"),
        (SAMPLES / "youtube" / "studio_en" / "Table data.csv", "tableau.csv"),
        (SAMPLES / "dila" / "api-lannuaire-administration_export_ods.json", "annuaire.json"),
    ):
        shutil.copyfile(source, folder / target)


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_command_shown_runs_in_the_order_of_the_page(
    page: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    _lay_out_what_pages_name(tmp_path)
    commands = dict.fromkeys(one.strip() for one in COMMAND.findall(text_of(page)))
    if any("--output audit.yaml" in one for one in commands):
        (tmp_path / "audit.yaml").unlink()

    refused = [one for one in commands if main(shlex.split(one)) != _code(one)]

    capsys.readouterr()
    assert commands
    assert not refused


def _code(command: str) -> int:
    """Give the code a command must leave here, where nobody is there to be asked."""
    return NO_TERMINAL if command.startswith("interview") else 0


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_answers_file_shown_is_accepted(page: Path) -> None:
    for block in blocks(page, "yaml"):
        if re.search(r"^(answers|accepted):", block, re.MULTILINE):
            parse_answers(block, page.name, catalogue(), ON)


def test_the_licence_of_the_data_is_honoured() -> None:
    told = " ".join((ROOT / "README.md").read_text(encoding="utf-8").split())
    assert origin() in told


@pytest.mark.parametrize("page", LINKED, ids=name)
def test_every_link_leads_to_a_file(page: Path) -> None:
    targets = [one for one in LINK.findall(text_of(page)) if "://" not in one]

    assert not [one for one in targets if not (page.parent / one).exists()]


def test_every_extract_of_the_guide_stands_in_the_report_of_the_example() -> None:
    said = words_of(build_outline(example("valmont-sur-loire")))
    extracts = [line for block in blocks(GUIDE, "text") for line in block.splitlines()]

    assert extracts
    assert not [line for line in extracts if line not in said]


@pytest.mark.parametrize("page", [GUIDE, METHOD], ids=name)
def test_a_sentence_can_be_read_once(page: Path) -> None:
    prose = re.sub(r"^\|.*$", "", LINK.sub("]", FENCE.sub("", text_of(page))), flags=re.MULTILINE)
    paragraphs = re.split(r"\n(?:\s*\n|\s*(?:[-#>]|\d+\.) )", prose)
    sentences = [one for part in paragraphs for one in re.split(r"(?<=[.!?…])[\s*]+", part)]

    too_long = [one for one in sentences if len(re.findall(r"\w[\w’-]*", one)) > LONGEST_SENTENCE]
    assert not too_long


@pytest.mark.parametrize("page", [GUIDE, METHOD], ids=name)
def test_no_straight_apostrophe_in_prose(page: Path) -> None:
    prose = re.sub(r"`[^`]*`", "", FENCE.sub("", text_of(page)))

    assert "'" not in prose


def test_the_page_on_exports_lists_every_format_and_where_to_get_it() -> None:
    page = text_of(EXPORTS)
    for one in formats():
        assert f"| {one.title} | {one.obtained} | " in page
