"""detente analyse: an empty record, an interrupted run, models that cannot be used."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import sys
from pathlib import Path

import pytest

from detente.analysis import METHODS
from detente.cli import run
from detente.record import open_record

NOW = dt.datetime(2031, 3, 1, tzinfo=dt.UTC)
NAMES = [method.name for method in METHODS]
VOICED = [method.name for method in METHODS if method.told is not None]
MODEL = """
status_quo = []

[[party]]
name = "Norland"
options = ["pay"]
wants = ["leave", "not pay"]

[[party]]
name = "Sudmark"
options = ["leave"]
wants = ["pay", "not leave"]
"""


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A record without a report, named by the environment."""
    path = tmp_path / "empty.db"
    with open_record(str(path), create=True, now=lambda: NOW):
        pass
    monkeypatch.setenv("DETENTE_RECORD", str(path))
    return path


@pytest.mark.parametrize(
    ("name", "accounts"),
    [*((name, ()) for name in NAMES), *((n, ("--accounts",)) for n in VOICED)],
)
def test_of_an_empty_record_each_method_says_what_to_add(
    empty: Path, name: str, accounts: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["analyse", name, *accounts]) == 0
    assert "holds no report up to that day; add some with 'detente add'" in capsys.readouterr().out
    assert run(["analyse", name, *accounts, "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["rows"] == []
    assert run(["analyse", name, *accounts, "--format", "html"]) == 0
    assert "detente add" in capsys.readouterr().out


@pytest.mark.parametrize("name", [n for n in (*NAMES, "stability", "list") if n not in VOICED])
@pytest.mark.parametrize("option", ["--accounts", "--possible"])
def test_where_voices_make_no_difference_that_is_said(
    empty: Path, name: str, option: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["analyse", name, option]) == 1
    said = capsys.readouterr().err
    assert f"({option}): changes nothing in '{name}', only in {', '.join(VOICED)}" in said


def test_of_an_empty_record_a_model_is_begun(
    empty: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["analyse", "stability"]) == 0
    begun = capsys.readouterr().out
    assert "[[party]]" not in begun
    assert begun.startswith("# The record holds no report up to that day; add some with 'detente")
    (empty.parent / "begun.toml").write_text(begun)
    assert run(["analyse", "stability", "--model", str(empty.parent / "begun.toml")]) == 1
    assert "needs two parties or more" in capsys.readouterr().err


def test_interrupted_it_says_so_and_leaves_the_record_whole(
    empty: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    before = hashlib.sha256(empty.read_bytes()).hexdigest()
    monkeypatch.setattr(sys.modules["detente.analysis.conflicts"], "asked_of", interrupt)
    assert run(["analyse", "conflicts"]) == 130
    assert "interrupted" in capsys.readouterr().err
    monkeypatch.setattr("detente.analysis.stability.finding.solve", interrupt)
    (empty.parent / "model.toml").write_text(MODEL)
    assert run(["analyse", "stability", "--model", str(empty.parent / "model.toml")]) == 130
    assert hashlib.sha256(empty.read_bytes()).hexdigest() == before
    monkeypatch.undo()
    assert run(["analyse", "conflicts", "--record", str(empty)]) == 0


MANY = ", ".join(f'"option {number}"' for number in range(40))


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (('["pay"]', f'["pay", {MANY}]'), "have 2^42 combinations, more than the 4,194,304"),
        (('"Norland"', '"Sudmark"'), "two parties have one name"),
        (("status_quo = []", 'coalitions = [["Norland", "Halmar"]]'), "unknown party 'Halmar'"),
        (("status_quo = []", 'status_quo = ["fly"]'), "unknown option 'fly'"),
        (("status_quo = []", 'never = ["not pay", "pay"]'), "no state is left"),
        (
            ("status_quo = []", 'status_quo = ["pay"]\nnever = ["pay"]'),
            "today's state is one that 'never' rules out",
        ),
        (('"leave", "not pay"', '"leave", "not leave"'), "and its opposite"),
        (('"leave", "not pay"', '"leave", "leave and not leave"'), "which nothing can meet"),
        (('"leave", "not pay"', '"leave or not leave"'), "which holds whatever is done"),
        (
            ('"leave", "not pay"', '"pay or leave", "not pay and not leave"'),
            "party 'Norland' wants 'pay or leave' and its opposite, 'not pay and not leave'",
        ),
        (('wants = ["leave", "not pay"]', ""), "has no preferences"),
        (('"leave", "not pay"', '"leave and", "pay"'), "ends early"),
        (("[[party]]", "[party"), "the model is no TOML"),
    ],
)
def test_a_model_that_cannot_be_used_is_refused_in_a_sentence(
    tmp_path: Path,
    change: tuple[str, str],
    says: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert change[0] in MODEL
    path = tmp_path / "model.toml"
    path.write_text(MODEL.replace(*change, 1))
    assert run(["analyse", "stability", "--model", str(path)]) == 1
    error = capsys.readouterr().err
    assert says in error
    assert "model.toml: " in error
    assert "Traceback" not in error


def test_without_a_model_programs_get_what_one_may_be_begun_from(
    empty: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for form in ("json", "html", "csv"):
        assert run(["analyse", "stability", "--format", form]) == 0
        said = capsys.readouterr().out
        if form == "json":
            values = json.loads(said)
            assert (values["title"], values["rows"]) == ("Stability: no model yet", [])
        elif form == "html":
            assert "add some with &#39;detente add&#39;" in said
            assert "There is no model yet" in said
        else:
            assert said.splitlines()[0].startswith("party,what it may do or speaks of,how")
    path = empty.parent / "begun.toml"
    assert run(["analyse", "stability", "-o", str(path)]) == 0
    assert "title = " in path.read_text()


def test_a_party_that_the_record_does_not_know_is_told(
    empty: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = empty.parent / "model.toml"
    path.write_text(MODEL)
    assert run(["analyse", "stability", "--model", str(path)]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "Norland, Sudmark are not in the record as of " in said
    assert run(["analyse", "stability", "--model", str(path), "--record", "none.db"]) == 0
    assert "not in the record" not in capsys.readouterr().out


def test_a_model_file_that_is_not_there_or_no_text_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["analyse", "stability", "--model", str(tmp_path / "none.toml")]) == 1
    assert "none.toml" in capsys.readouterr().err
    (tmp_path / "bad.toml").write_bytes(b"\xff\xfe\x00\x01")
    assert run(["analyse", "stability", "--model", str(tmp_path / "bad.toml")]) == 1
    assert "bad.toml" in capsys.readouterr().err
