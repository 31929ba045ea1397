"""A record that only its key opens: nothing of it is in the file, and commands work on it."""

from __future__ import annotations

import datetime as dt
import sqlite3
from pathlib import Path

import pytest

from detente.cli import run
from detente.model.errors import RecordError
from detente.record import open_record
from detente.record.forms import FORMS, back_up
from detente.record.sealing import seal

pytest.importorskip("sqlcipher3", reason="the extra 'encrypt' is not installed")

TEXT = "Norland rejected the Quillmere fee on Monday, Foreign Minister Ana Veld said.\n"
KEY, OTHER = 'it\'s a long "key"', "another"
NOW = dt.datetime(2031, 3, 9, tzinfo=dt.UTC)


def now() -> dt.datetime:
    return NOW


def bytes_of(path: Path) -> bytes:
    """All that lies beside a record under its name: its log and index too."""
    return b"".join(file.read_bytes() for file in sorted(path.parent.glob(f"{path.name}*")))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("DETENTE_KEY_FILE", raising=False)
    (tmp_path / "report.txt").write_text(TEXT, "utf-8")
    key = tmp_path / "desk.key"
    key.write_text(f"{KEY}\n", "utf-8")
    key.chmod(0o600)
    add = ["-q", "add", str(tmp_path / "report.txt"), "--record", str(tmp_path / "plain.db")]
    assert run([*add, "--published", "2031-03-03"]) == 0
    return tmp_path


def test_a_record_begun_with_a_key_holds_no_word_in_the_open(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert b"Quillmere" in bytes_of(folder / "plain.db")
    monkeypatch.setenv("DETENTE_KEY_FILE", str(folder / "desk.key"))
    record = ["--record", str(folder / "sealed.db")]
    assert run(["-q", "add", str(folder / "report.txt"), *record]) == 0
    assert run(["-q", "list", "positions", *record]) == 0
    assert "Quillmere" in capsys.readouterr().out
    told = bytes_of(folder / "sealed.db")
    assert b"Quillmere" not in told
    assert b"SQLite format 3" not in told
    assert b"positions" not in told


def test_it_is_sealed_opened_and_made_plain_again(folder: Path) -> None:
    plain, sealed, again = (folder / name for name in ("plain.db", "sealed.db", "again.db"))
    seal(plain, sealed, key=None, new_key=KEY)
    assert b"Quillmere" not in bytes_of(sealed)
    with (
        open_record(str(plain), now=now) as one,
        open_record(str(sealed), now=now, key=KEY) as two,
    ):
        assert one.snapshot() == two.snapshot()
        assert one.version() == two.version()
        assert [hit.sighting.claim for hit in one.search("fee").rows] == [
            hit.sighting.claim for hit in two.search("fee").rows
        ]
    with open_record(str(sealed), now=now, key=KEY) as record:
        [entry] = record.entries("positions")
        record.judge(entry.id, "accepted", by="ada", why="Thistledown")
    assert b"Thistledown" not in bytes_of(sealed)
    seal(sealed, again, key=KEY, new_key=None)
    with open_record(str(again), now=now) as record:
        assert record.entries("positions")[0].review == "accepted"
    with sqlite3.connect(again) as raw:
        assert raw.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_a_purge_leaves_nothing_with_the_key_either(folder: Path) -> None:
    sealed, opened = folder / "sealed.db", folder / "opened.db"
    seal(folder / "plain.db", sealed, key=None, new_key=KEY)
    with open_record(str(sealed), now=now, key=KEY) as record:
        [report] = record.reports()
        record.purge(report.id, "asked to", "ada")
    seal(sealed, opened, key=KEY, new_key=None)
    assert b"Quillmere" not in bytes_of(opened)


@pytest.mark.parametrize("key", [None, OTHER])
def test_without_its_key_it_does_not_open(folder: Path, key: str | None) -> None:
    seal(folder / "plain.db", folder / "sealed.db", key=None, new_key=KEY)
    with pytest.raises(RecordError, match="key"):
        open_record(str(folder / "sealed.db"), now=now, key=key)
    with pytest.raises(RecordError, match="not encrypted"):
        open_record(str(folder / "plain.db"), now=now, key=KEY)
    with pytest.raises(RecordError, match="a key is for files"):
        open_record("postgresql://nobody@nowhere.invalid/x", now=now, key=KEY)


def test_the_copy_before_an_upgrade_has_the_same_key(folder: Path) -> None:
    sealed = folder / "sealed.db"
    seal(folder / "plain.db", sealed, key=None, new_key=KEY)
    copy = back_up(sealed, "sealed.db", FORMS, found="older", at=NOW, key=KEY)
    assert b"Quillmere" not in copy.read_bytes()
    with open_record(str(copy), now=now, key=KEY) as record:
        assert len(record.reports()) == 1


def test_nothing_is_written_over_and_no_half_is_left(folder: Path) -> None:
    plain, sealed = folder / "plain.db", folder / "sealed.db"
    with pytest.raises(RecordError, match="there already"):
        seal(plain, plain, key=None, new_key=KEY)
    with pytest.raises(RecordError, match="right one"):
        seal(plain, sealed, key=OTHER, new_key=KEY)
    assert not sealed.exists()
    with pytest.raises(RecordError, match="no record"):
        seal(folder / "none.db", sealed, key=None, new_key=KEY)


def test_the_command_says_what_is_wrong(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    record = ["--record", str(folder / "plain.db")]
    out, key = str(folder / "sealed.db"), str(folder / "desk.key")
    assert run(["encrypt", out, *record]) == 2
    assert run(["encrypt", out, "--plain", "--new-key-file", key, *record]) == 2
    (folder / "empty.key").write_text("\n", "utf-8")
    assert run(["encrypt", out, "--new-key-file", str(folder / "empty.key"), *record]) == 1
    assert "is empty" in capsys.readouterr().err
    assert run(["encrypt", out, "--new-key-file", key, *record]) == 0
    assert run(["-q", "brief", "--record", out]) == 1
    assert "DETENTE_KEY_FILE" in capsys.readouterr().err
    monkeypatch.setenv("DETENTE_KEY_FILE", key)
    assert run(["-q", "brief", "--record", out]) == 0
    assert run(["encrypt", str(folder / "open.db"), "--plain", "--record", out]) == 0
    assert "anybody" in capsys.readouterr().err
    monkeypatch.setenv("DETENTE_KEY_FILE", str(folder / "nowhere"))
    assert run(["-q", "brief", "--record", out]) == 1
    assert "cannot be read" in capsys.readouterr().err
