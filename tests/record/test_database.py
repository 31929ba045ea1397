"""Opening and writing where something is wrong: an error in words, and the record as before."""

import contextlib
import os
import sqlite3
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from detente.model.errors import RecordBusy, RecordError
from detente.record import Record, open_record
from detente.record.database import Database
from tests.record.build import Clock, Draft
from tests.record.places import Places, server

ROOT = Path(__file__).parents[2]


def demand(number: int) -> Draft:
    draft = Draft(f"Norland demands toll {number}, it said.")
    return draft.position("Norland", "demands", f"toll {number}", f"demands toll {number}")


def numbers(record: Record) -> list[str]:
    return sorted(e.claim.main.text.rpartition(" ")[2] for e in record.entries("positions"))


# What is no record.


def test_what_is_no_database_is_said_and_left_as_it_was(tmp_path: Path) -> None:
    letter = tmp_path / "letter.db"
    letter.write_text("Dear all, this is a letter. " * 400)
    before = letter.read_bytes()
    for create in (True, False):
        with pytest.raises(RecordError, match="is not a record; give another file name"):
            open_record(str(letter), now=Clock(), create=create)
    assert letter.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["letter.db"]


def test_a_database_of_another_program_is_refused_and_left_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with contextlib.closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE recipes (name TEXT)")
    before = path.read_bytes()
    with pytest.raises(RecordError, match="a database of another program; give another name"):
        open_record(str(path), now=Clock(), create=True)
    assert path.read_bytes() == before


@pytest.mark.parametrize("table", ["reports", "alembic_version"])
def test_on_a_server_tables_of_another_program_are_not_taken_for_ours(
    table: str, places: Places
) -> None:
    if places.is_sqlite:
        pytest.skip("a server's database may hold other things beside a record")
    name = places()
    with server(name) as connection:
        connection.execute(text("CREATE TABLE recipes (name TEXT)"))
    places.open(name).close()
    other = places()
    with server(other) as connection:
        connection.execute(text(f"CREATE TABLE {table} (version_num TEXT)"))
    with pytest.raises(RecordError, match="give a database or a schema of its own"):
        places.open(other)


@pytest.mark.parametrize("what", ["missing", "missing folder", "folder", "empty", "long name"])
def test_a_place_without_a_record_is_said_and_nothing_is_made(what: str, tmp_path: Path) -> None:
    name, words = {
        "missing": ("no.db", "there is no record .*; make one with 'detente add'"),
        "missing folder": ("no/no.db", "there is no folder .*; make it first"),
        "folder": ("folder", "is a folder; give the name of a file in it"),
        "empty": ("empty.db", "is empty; fill it with 'detente add'"),
        "long name": ("n" * 300, "cannot be used: File name too long; check the path"),
    }[what]
    (tmp_path / "folder").mkdir()
    (tmp_path / "empty.db").touch()
    with pytest.raises(RecordError, match=words):
        open_record(str(tmp_path / name), now=Clock())
    assert {p.name for p in tmp_path.rglob("*")} == {"folder", "empty.db"}


def test_an_empty_file_becomes_a_record(tmp_path: Path) -> None:
    (tmp_path / "empty.db").touch()
    with open_record(str(tmp_path / "empty.db"), now=Clock(), create=True) as record:
        assert record.enter([demand(1).reading()]).new == 1


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("mysql://me:hush@host/db", "records are not kept in 'mysql'; give the name of a file"),
        ("http://host/x", "records are not kept in 'http'"),
        ("://", "the record's database URL cannot be read"),
        ("postgresql://me:hush@host:port/db", "the record's database URL cannot be read"),
        (
            "postgresql://me:hush@127.0.0.1:1/db",
            r"record postgresql://me:\*\*\*@127.0.0.1:1/db cannot be reached; is the database",
        ),
    ],
)
def test_a_url_that_leads_nowhere_is_said_without_its_password(name: str, words: str) -> None:
    pytest.importorskip("psycopg")
    with pytest.raises(RecordError, match=words) as caught:
        open_record(name, now=Clock())
    assert "hush" not in str(caught.value)


def test_a_missing_driver_is_said_with_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(RecordError, match=r"pip install 'detente\[postgres\]'"):
        open_record("postgresql://me@host/db", now=Clock())


@pytest.mark.parametrize(
    ("user", "base", "words"),
    [
        ("nobody_known", None, "may not be used by you; check the user and password"),
        (None, "no_such_base", "is not there: make the database first, with createdb"),
    ],
)
def test_a_server_that_refuses_is_said(
    user: str | None, base: str | None, words: str, places: Places
) -> None:
    if places.is_sqlite:
        pytest.skip("a server has users and databases")
    from sqlalchemy.engine import make_url

    url = make_url(places.url)
    url = url.set(username=user or url.username, database=base or url.database)
    with pytest.raises(RecordError, match=words):
        open_record(url.render_as_string(hide_password=False), now=Clock(), create=True)


def test_a_damaged_file_is_said(tmp_path: Path) -> None:
    path = tmp_path / "r.db"
    with open_record(str(path), now=Clock(), create=True) as record:
        record.enter([demand(n).reading() for n in range(20)])
    raw = bytearray(path.read_bytes())
    page = 4096
    raw[page : 40 * page] = b"\x5a" * (min(40 * page, len(raw)) - page)
    path.write_bytes(bytes(raw))
    with pytest.raises(RecordError, match="is damaged; restore a copy of it"):
        open_record(str(path), now=Clock()).snapshot()


# Writers and readers at once.


@contextlib.contextmanager
def held(places: Places, name: str) -> Iterator[None]:
    """Another process's write transaction, open."""
    other = Database(name)
    with other.write():
        yield
    other.close()


def test_a_locked_record_is_said_after_a_while_and_can_be_read(places: Places) -> None:
    name = places()
    with places.open(name) as record:
        record.enter([demand(1).reading()])
    with open_record(name, now=Clock(), busy_timeout_s=0.2) as record, held(places, name):
        with pytest.raises(RecordBusy, match="in use by another process; try again"):
            record.enter([demand(2).reading()])
        with pytest.raises(RecordBusy):
            record.undo("ada")
        assert numbers(record) == ["1"]
    with places.open(name) as record:
        assert record.enter([demand(2).reading()]).new == 1


def test_a_writer_waits_for_its_turn(places: Places) -> None:
    name = places()
    places.open(name).close()
    inside, done = threading.Event(), threading.Event()

    def other() -> None:
        with held(places, name):
            inside.set()
            done.wait(0.5)

    thread = threading.Thread(target=other)
    thread.start()
    inside.wait(20)
    with open_record(name, now=Clock(), busy_timeout_s=30) as record:
        assert record.enter([demand(1).reading()]).new == 1
    thread.join()


def test_what_is_read_is_one_state_whatever_others_write_meanwhile(places: Places) -> None:
    name = places()
    with places.open(name) as record, places.open(name) as writer:
        record.enter([demand(1).reading()])
        database = Database(name)
        count = text("SELECT count(*) FROM reports")
        with database.read() as connection:
            assert connection.execute(count).scalar() == 1
            writer.enter([demand(2).reading()])
            assert connection.execute(count).scalar() == 1
        with database.read() as connection:
            assert connection.execute(count).scalar() == 2
        database.close()


ENTER_SOME = """
import sys
from detente.record import open_record
from tests.record.build import Clock
from tests.record.test_database import demand

name, first = sys.argv[1], int(sys.argv[2])
with open_record(name, now=Clock(), create=True, busy_timeout_s=60) as record:
    print(record.enter([demand(n).reading() for n in range(first, first + 5)]).new)
"""


def test_several_processes_can_make_and_fill_one_record(places: Places) -> None:
    name = places()
    children = [
        subprocess.Popen(
            [sys.executable, "-c", ENTER_SOME, name, first],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
        )
        for first in ("0", "3", "6")
    ]
    new = [int(child.communicate()[0]) for child in children]
    with places.open(name) as record:
        assert sum(new) == len(record.reports()) == 11
        assert numbers(record) == sorted(str(n) for n in range(11))


# Files that cannot be written.


def test_a_record_that_may_only_be_read_can_be_read(files: Places) -> None:
    name = files()
    with files.open(name) as record:
        record.enter([demand(1).reading()])
    before = Path(name).read_bytes()
    with open_record(f"sqlite:///file:{name}?mode=ro&uri=true", now=Clock()) as record:
        assert numbers(record) == ["1"]
        with pytest.raises(RecordError, match="cannot be written; allow writing to the file"):
            record.enter([demand(2).reading()])
        with pytest.raises(RecordError, match="cannot be written"):
            record.look("ada", Clock()())
    assert Path(name).read_bytes() == before


WRITE_A_LOT = """
import resource, sys
from detente.model.errors import RecordError
from detente.record import open_record
from tests.record.build import Clock
from tests.record.test_database import long_demand

with open_record(sys.argv[1], now=Clock()) as record:
    resource.setrlimit(resource.RLIMIT_FSIZE, (600_000, 600_000))
    try:
        for number in range(200):
            record.enter([long_demand(number).reading()])
    except RecordError as error:
        print(number, error)
"""


def long_demand(number: int) -> Draft:
    words = " ".join(f"ferry{number}x{n}" for n in range(1_500))
    draft = Draft(f"Norland demands toll {number}, it said. {words}")
    return draft.position("Norland", "demands", f"toll {number}", f"demands toll {number}")


@pytest.mark.skipif(sys.platform == "win32", reason="no limit on the size of files")
def test_a_full_disk_is_said_and_whole_reports_stay(files: Places) -> None:
    name = files()
    files.open(name).close()
    done = subprocess.run(
        [sys.executable, "-c", WRITE_A_LOT, name],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    count, _, said = done.stdout.strip().partition(" ")
    assert int(count) > 0, done
    assert said.startswith(f"record '{name}' "), said
    assert said.endswith(("make room and try again", "check the disk and its free space")), said
    with files.open(name) as record:
        found = [r.id for r in record.reports()]
        assert sorted(found) == sorted(long_demand(n).report.id for n in range(int(count)))
        assert len(record.entries("positions")) == int(count)
        assert record.enter([long_demand(999).reading()]).new == 1
    assert sound(Path(name))


def sound(path: Path) -> bool:
    with contextlib.closing(sqlite3.connect(path)) as connection:
        checks = connection.execute("PRAGMA integrity_check").fetchall()
        broken = connection.execute("PRAGMA foreign_key_check").fetchall()
    return checks == [("ok",)] and broken == []


TRY = """
import os, sys
from detente.model.errors import RecordError
from detente.record import open_record
from tests.record.build import NOON, Clock
from tests.record.test_database import demand

# All that is loaded late is loaded now: the other user may not be let into this folder.
with open_record(":memory:", now=Clock(), create=True) as record:
    record.enter([demand(1).reading()])
    assert record.entries("positions")

os.setgid(65534)
os.setuid(65534)
try:
    with open_record(sys.argv[1], now=Clock(), busy_timeout_s=0.1) as record:
        print(len(record.entries("positions")))
        record.look("ada", NOON)
except RecordError as error:
    print(error)
"""


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="needs two users")
@pytest.mark.parametrize(
    ("file", "folder", "words"),
    [
        (0o600, 0o777, ["cannot be opened; allow reading the file"]),
        (0o644, 0o755, ["may not be used by somebody who cannot write beside it; allow writing"]),
        (0o666, 0o755, ["may not be used by somebody who cannot write beside it; allow writing"]),
        (0o644, 0o777, ["1", "cannot be written; allow writing to the file"]),
        (0o666, 0o777, ["1"]),
        (0o666, 0o700, ["cannot be used: Permission denied; check the path"]),
    ],
)
def test_what_another_user_may_not_do_is_said(file: int, folder: int, words: list[str]) -> None:
    with tempfile.TemporaryDirectory() as place:
        name = str(Path(place) / "r.db")
        with open_record(name, now=Clock(), create=True) as record:
            record.enter([demand(1).reading()])
        Path(name).chmod(file)
        Path(place).chmod(folder)
        before = Path(name).read_bytes()
        done = subprocess.run(
            [sys.executable, "-c", TRY, name], cwd=ROOT, capture_output=True, text=True, check=True
        )
        said = done.stdout.splitlines()
        assert len(said) == len(words), done
        assert all(word in line for word, line in zip(words, said, strict=True)), said
        assert words == ["1"] or Path(name).read_bytes() == before
