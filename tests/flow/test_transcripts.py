"""Every command, as typed and as printed."""

import difflib
import os
from pathlib import Path

import pytest

from detente.cli.commands import COMMANDS
from tests.flow.transcripts import DATA, session

NAMES = sorted(path.stem for path in DATA.glob("*.transcript"))
WRITE = "DETENTE_WRITE_EXPECTED"


@pytest.mark.parametrize("name", NAMES)
def test_the_commands_print_what_the_transcript_says(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = DATA / f"{name}.transcript"
    monkeypatch.chdir(tmp_path)
    expected = path.read_text("utf-8")
    with session(tmp_path) as desk:
        now = desk.play(expected)
    if os.environ.get(WRITE):
        path.write_text(now, encoding="utf-8")
        return
    differences = difflib.unified_diff(
        expected.splitlines(), now.splitlines(), f"{name}.transcript", "now", lineterm=""
    )
    if now != expected:
        again = f"if this is meant: {WRITE}=1 pytest tests/flow/test_transcripts.py"
        pytest.fail("\n".join([*differences, again]), pytrace=False)


def test_every_command_has_a_transcript() -> None:
    assert set(COMMANDS) <= set(NAMES)
