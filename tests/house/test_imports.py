"""Importing is free, and asking for help loads nothing heavy."""

import json
import subprocess
import sys

import pytest

HEAVY = (
    "spacy",
    "thinc",
    "numpy",
    "sqlalchemy",
    "alembic",
    "trafilatura",
    "lxml",
    "jinja2",
    "icalendar",
)


def loaded_after(code: str) -> set[str]:
    """The top-level modules that a fresh interpreter holds after running some code."""
    return {name.split(".")[0] for name in every_one_after(code)}


def every_one_after(code: str) -> set[str]:
    """The modules that a fresh interpreter holds after running some code."""
    tail = "\nimport json, sys; print(json.dumps(sorted(sys.modules)))"
    run = subprocess.run(
        [sys.executable, "-c", code + tail], capture_output=True, text=True, check=True
    )
    return set(json.loads(run.stdout.splitlines()[-1]))


def test_importing_the_package_loads_nothing_else() -> None:
    added = loaded_after("import detente") - loaded_after("")
    assert added == {"detente"}


def test_the_workbench_loads_what_writes_office_files_only_once_one_is_taken() -> None:
    loaded = loaded_after("import detente.web.app")
    assert "fastapi" in loaded
    assert not loaded & {"docx", "xlsxwriter"}


def test_the_workbench_loads_other_pages_than_the_first_only_once_one_is_asked_for() -> None:
    loaded = every_one_after("import detente.cli.serving, detente.web.serving")
    pages = {name.rpartition(".")[2] for name in loaded if name.startswith("detente.web.pages.")}
    assert pages == {"home"}
    assert "numpy" not in loaded


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["brief", "--help"]])
def test_help_and_version_load_nothing_heavy(arguments: list[str]) -> None:
    code = f"""
from detente.cli import main
try:
    main({arguments!r})
except SystemExit as end:
    assert not end.code, end.code
"""
    loaded = loaded_after(code)
    assert "click" in loaded
    assert not loaded & set(HEAVY)
