"""No words of the texts that accuracy is measured on stand in the project: they are others'."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from evals.opposed import DEFAULT

ROOT = Path(__file__).parents[2]
# So many words in a row are hardly met by chance; "spoke on condition of anonymity because they
# were not" has nine.
RUN = 10
KINDS = {".md", ".py", ".toml", ".txt", ".html", ".js", ".transcript"}
_WORD = re.compile(r"[a-z0-9]+")


def runs(text: str) -> Iterator[tuple[str, ...]]:
    words = _WORD.findall(text.lower())
    return (tuple(words[i : i + RUN]) for i in range(len(words) - RUN + 1))


def texts_of_others() -> Iterator[str]:
    for path in sorted(DEFAULT.rglob("texts/*.txt")):
        yield path.read_text("utf-8")
    for path in sorted(DEFAULT.glob("polnear/*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            yield from (value for value in json.loads(line).values() if isinstance(value, str))


def tracked() -> Iterator[Path]:
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    for name in listed.stdout.splitlines():
        if (ROOT / name).suffix in KINDS:
            yield ROOT / name


def test_a_run_of_words_is_found_whatever_its_marks() -> None:
    said = "“We will not pay twice,” she said, “and we will not pay at night.”"
    printed = "we will not pay twice she said and we will not pay"
    assert set(runs(said)) & set(runs(printed))
    assert not set(runs(said)) & set(runs(printed.replace("twice", "again")[:40]))


def test_no_words_of_the_evaluation_stand_in_the_project() -> None:
    if not DEFAULT.is_dir():
        pytest.skip(f"the texts to compare with are not at {DEFAULT}")
    theirs = {run for text in texts_of_others() for run in runs(text)}
    assert theirs
    found = [
        f"{path.relative_to(ROOT)}: {' '.join(run[:3])} …"
        for path in tracked()
        for run in runs(path.read_text("utf-8"))
        if run in theirs
    ]
    assert found == []
