"""The pages say what the program does: every command, every version, every target."""

import re
import tomllib
from pathlib import Path

import click
import pytest

from detente import __version__
from detente.cli import detente

ROOT = Path(__file__).parents[2]


def commands() -> list[str]:
    """The full names of all commands: "brief", and "issue add" for a command of a group."""
    found = []

    def walk(command: click.Command, name: str) -> None:
        if not isinstance(command, click.Group):
            found.append(name)
            return
        context = click.Context(command)
        for part in command.list_commands(context):
            inner = command.get_command(context, part)
            assert inner is not None, f"{name} {part} is listed but not there"
            walk(inner, f"{name} {part}".strip())

    walk(detente, "")
    return found


def test_every_command_is_described() -> None:
    text = (ROOT / "docs" / "cli.md").read_text("utf-8")
    assert commands()
    missing = [name for name in commands() if f"detente {name}" not in text]
    assert not missing, f"docs/cli.md does not say what these do: {missing}"


def test_the_readme_begins_with_commands_that_are_there() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    named = set(re.findall(r"^\| `detente ([a-z]+)", text, re.MULTILINE))
    assert {"demo", "add", "brief", "show", "serve"} <= named
    assert named <= {name.split()[0] for name in commands()}
    assert "(docs/cli.md)" in text, "README.md does not lead to all commands"


def test_the_readme_names_every_extra() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    text = (ROOT / "README.md").read_text("utf-8").partition("## Install")[2].partition("\n## ")[0]
    named = re.findall(r"^\| `([a-z]+)` \|", text, re.MULTILINE)
    assert sorted(named) == sorted(project["optional-dependencies"])


def test_the_figures_of_the_readme_are_those_of_the_accuracy_page() -> None:
    readme = (ROOT / "README.md").read_text("utf-8").partition("## How far to trust it")[2]
    page = (ROOT / "docs" / "accuracy.md").read_text("utf-8").partition("\n## ")[0]
    figures = re.findall(r"(?<!\d)\.\d\d", readme)
    mean = next(line for line in page.splitlines() if line.startswith("| **mean"))
    assert figures, "README.md tells no figure"
    assert not [figure for figure in figures if figure not in mean]
    positions = next(line for line in page.splitlines() if line.startswith("| positions"))
    recall = float(positions.split("|")[3])
    assert ("a third of the positions" in readme) == (0.28 <= recall < 0.39)


def test_no_page_describes_a_command_that_is_not_there() -> None:
    known = {name.split()[0] for name in commands()}
    for page in (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))):
        named = set(re.findall(r"^\$? ?detente ([a-z]+)", page.read_text("utf-8"), re.MULTILINE))
        assert named <= known, f"{page.name}: {sorted(named - known)}"


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md"])
def test_the_make_targets_of_a_page_exist(page: str) -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    named = set(
        re.findall(r"(?:`|^)make ([a-z]+)", (ROOT / page).read_text("utf-8"), re.MULTILINE)
    )
    assert {"test"} <= named <= targets


def test_the_version_to_cite_is_the_version() -> None:
    assert f"\nversion: {__version__}\n" in (ROOT / "CITATION.cff").read_text("utf-8")


def test_the_changelog_begins_with_what_is_unreleased() -> None:
    headings = re.findall(r"^## (.*)$", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert headings[0] == "[Unreleased]"


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", "SECURITY.md"])
def test_the_links_of_a_page_lead_somewhere(page: str) -> None:
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", (ROOT / page).read_text("utf-8"))
    assert not [link for link in links if not (ROOT / link).is_file()]
