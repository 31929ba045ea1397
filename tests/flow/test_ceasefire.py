"""Terms of a ceasefire through the command line: listed, compared, covered."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from detente.cli import run

FIRST = """1. The parties declare a ceasefire on land and at sea from noon on 4 May 2031.
2. It applies to the whole strip and its waters.
3. Observers of the Council watch the line and report each violation.
4. The ceasefire lasts for 30 days.
"""
SECOND = FIRST.replace("30 days", "60 days").replace(
    "3. Observers of the Council watch the line and report each violation.",
    "3. Both armies pull back their guns to 30 kilometres from the front line.",
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "1.txt").write_text(FIRST, "utf-8")
    (tmp_path / "2.txt").write_text(SECOND, "utf-8")
    for number in ("1", "2"):
        add = ["-q", "draft", "add", str(tmp_path / f"{number}.txt"), "--proposal", "Truce"]
        assert run([*add, "--version", number, "--record", str(tmp_path / "desk.db")]) == 0
    return tmp_path


def told(capsys: pytest.CaptureFixture[str], *command: str) -> str:
    capsys.readouterr()
    assert run(["-q", "draft", *command]) == 0
    return " ".join(capsys.readouterr().out.split())


def test_a_list_says_what_is_set_where_and_what_is_missing(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    record = ["--record", str(folder / "desk.db")]
    text = told(capsys, "list", *record)
    assert "sets scope in 1; geography in 2; monitoring in 3; duration in 1, 4" in text
    assert "not found: separation, exceptions" in text
    drafts = json.loads(told(capsys, "list", "--format", "json", *record))["drafts"]
    assert sorted(drafts[0]["ceasefire"]) == sorted(
        ["scope", "geography", "separation", "monitoring", "duration", "exceptions"]
    )


def test_a_comparison_says_what_became_of_each(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = ["Truce@1", "Truce@2", "--record", str(folder / "desk.db")]
    for drafts in (kept, [str(folder / "1.txt"), str(folder / "2.txt")]):
        text = told(capsys, "compare", *drafts, "--no-meaning")
        assert "scope as it was, geography as it was, separation new, monitoring dropped" in text
        assert "duration changed, exceptions in neither" in text
        # of these two neither became the other
        assert "3 → – deleted, substantive; ceasefire: monitoring" in text
        assert "– → 3 added, substantive; ceasefire: separation" in text
        page = told(capsys, "compare", *drafts, "--no-meaning", "--format", "html")
        assert "ceasefire: monitoring" in page
        assert "ceasefire: separation" in page


def test_coverage_has_a_row_a_term(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    record = ["--record", str(folder / "desk.db"), "--no-meaning", "--format", "csv"]
    capsys.readouterr()
    assert run(["-q", "draft", "coverage", "Truce", *record]) == 0
    rows = dict(row.split(",", 1) for row in capsys.readouterr().out.splitlines())
    assert rows["Ceasefire: monitoring"] == "in: 3,out"
    assert rows["Ceasefire: separation"] == "out,in: 3"
    assert rows["Ceasefire: duration"] == '"in: 1, 4","changed: 1, 4"'
