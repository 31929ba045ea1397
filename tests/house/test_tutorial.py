"""The tutorial prints what the program prints: its commands are run on a fresh demo record."""

import difflib
import importlib.util
import re
from pathlib import Path
from types import ModuleType

DOCS = Path(__file__).parents[2] / "docs"


def extension() -> ModuleType:
    """The module that renews the page."""
    spec = importlib.util.spec_from_file_location("tutorial", DOCS / "_ext" / "tutorial.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_commands_print_what_the_page_says() -> None:
    page = (DOCS / "tutorial.md").read_text("utf-8")
    now = extension().renewed(page)
    differences = list(
        difflib.unified_diff(page.splitlines(), now.splitlines(), "the page", "now", lineterm="")
    )
    assert not differences, "\n".join(
        ["run `python docs/_ext/tutorial.py` and read the page again:", *differences[:60]]
    )


def test_the_page_follows_the_demo_through_the_main_commands() -> None:
    page = (DOCS / "tutorial.md").read_text("utf-8")
    used = set(re.findall(r"^\$ detente ([a-z]+)", page, re.MULTILINE))
    wanted = (
        "demo brief changes matrix list show judge undo merge issue export source alert update"
    )
    assert set(wanted.split()) <= used
