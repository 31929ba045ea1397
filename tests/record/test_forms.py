"""The record's form: an older one is upgraded with a copy made first, a newer one is refused."""

import contextlib
import shutil
import sqlite3
import subprocess
import sys
from importlib.resources import files as package_files
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from detente.model.errors import RecordError, RecordTooNew
from detente.record import Record
from detente.record.database import Database
from detente.record.forms import FORMS, Forms, backups_of, upgrade
from detente.record.schema import metadata
from detente.record.spoken import INDEX
from tests.record.build import NOON, Clock, Draft
from tests.record.making import made
from tests.record.places import Places

ROOT = Path(__file__).parents[2]
NEXT_STEP = '''
"""A step that a later version may bring: a column, filled for what is there."""

import sqlalchemy as sa
from alembic import op

revision = "9999"
down_revision = "{before}"


def upgrade():
    op.add_column("reports", sa.Column("colour", sa.Text))
    op.execute("UPDATE reports SET colour = 'grey'")
    {trouble}
'''


@pytest.fixture
def later(tmp_path: Path) -> Forms:
    """What a later program knows: one step more."""
    return steps(tmp_path / "later", "pass")


def steps(folder: Path, trouble: str) -> Forms:
    shutil.copytree(str(package_files("detente.record") / "migrations"), folder)
    step = NEXT_STEP.format(before=FORMS.newest, trouble=trouble)
    (folder / "versions" / "r9999_colour.py").write_text(step)
    return Forms(str(folder), (*FORMS.steps, "9999"))


def demand(number: int) -> Draft:
    draft = Draft(f"Norland demands toll {number}, it said.")
    return draft.position("Norland", "demands", f"toll {number}", f"demands toll {number}")


def filled(places: Places) -> str:
    name = places()
    with places.open(name) as record:
        record.enter([demand(1).reading(), demand(2).reading()])
    return name


def colours(name: str) -> list[str]:
    database = Database(name)
    with database.read() as connection:
        found = list(connection.execute(text("SELECT colour FROM reports")).scalars())
    database.close()
    return found


def test_the_program_knows_every_step_in_order() -> None:
    folder = ScriptDirectory(str(package_files("detente.record") / "migrations"))
    assert tuple(step.revision for step in folder.walk_revisions())[::-1] == FORMS.steps


def test_no_step_but_the_only_one_follows_the_schema() -> None:
    """A step that asks the schema would make what later steps make."""
    folder = package_files("detente.record") / "migrations" / "versions"
    follow = [
        step.name
        for step in sorted(folder.iterdir(), key=lambda step: step.name)
        if step.name.startswith("r") and "record.schema" in step.read_text("utf-8")
    ]
    assert follow == (["r0001_record.py"] if len(FORMS.steps) == 1 else [])


def test_the_steps_make_the_tables_of_the_schema(places: Places) -> None:
    database = Database(filled(places))
    with database.read() as connection:
        # an index of words is no table of ours, though SQLite keeps it in some
        ours = {"include_name": lambda name, *_: not str(name).startswith(INDEX)}
        context = MigrationContext.configure(connection, opts=ours)
        assert compare_metadata(context, metadata) == []
    database.close()


def test_an_older_record_is_upgraded_after_a_copy_was_made(files: Places, later: Forms) -> None:
    name = filled(files)
    path = Path(name)
    database = Database(name, forms=later)
    database.open(create=False, now=Clock())
    with Record(database, Clock()) as record:
        assert len(record.entries("positions")) == 2
        assert record.enter([demand(3).reading()]).new == 1
    assert colours(name) == ["grey", "grey", None]
    (copy,) = backups_of(path)
    assert copy.name == f"{path.name}.before-9999-20310601T120100.bak"
    with files.open(str(copy)) as old:  # of the form that it had, and whole
        assert len(old.entries("positions")) == 2
    database = Database(name, forms=later)
    database.open(create=False, now=Clock())
    database.close()
    assert backups_of(path) == (copy,)  # nothing to do any more


def test_an_older_record_on_a_server_is_upgraded(places: Places, later: Forms) -> None:
    name = filled(places)
    database = Database(name, forms=later)
    database.open(create=False, now=Clock())
    database.close()
    assert colours(name) == ["grey", "grey"]


def test_a_step_that_fails_leaves_the_record_as_it_was(places: Places, tmp_path: Path) -> None:
    name = filled(places)
    broken = steps(tmp_path / "broken", 'op.execute("SELECT nothing FROM nowhere")')
    with pytest.raises(RecordError, match=r"please report it|is damaged"):
        Database(name, forms=broken).open(create=False, now=Clock())
    database = Database(name)
    with database.read() as connection:
        assert "colour" not in [c["name"] for c in inspect(connection).get_columns("reports")]
    database.close()
    with places.open(name) as record:
        assert len(record.entries("positions")) == 2


def test_a_record_of_a_newer_form_is_refused(places: Places, later: Forms) -> None:
    name = filled(places)
    database = Database(name, forms=later)
    database.open(create=False, now=Clock())
    database.close()
    words = rf"written by a newer Détente \(form 9999; this one knows up to {FORMS.newest}\)"
    with pytest.raises(RecordTooNew, match=words):
        places.open(name)
    assert colours(name) == ["grey", "grey"]


def test_two_upgrades_in_one_second_keep_both_copies(files: Places, tmp_path: Path) -> None:
    name = filled(files)
    broken = steps(tmp_path / "broken", "raise RuntimeError")
    for _ in range(2):
        with pytest.raises(RuntimeError):
            Database(name, forms=broken).open(create=False, now=lambda: NOON)
    assert len(backups_of(Path(name))) == 2


def test_a_purge_removes_the_copies_of_upgrades(files: Places, later: Forms) -> None:
    name = filled(files)
    database = Database(name, forms=later)
    database.open(create=False, now=Clock())
    assert backups_of(Path(name))
    with Record(database, Clock()) as record:
        record.purge(demand(1).report.id, "asked to", "ada")
    assert backups_of(Path(name)) == ()


UPGRADE = """
import resource, sys
from detente.model.errors import RecordError
from detente.record.database import Database
from detente.record.forms import FORMS, Forms
from tests.record.build import Clock

resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, 40_000))
try:
    forms = Forms(sys.argv[2], (*FORMS.steps, "9999"))
    Database(sys.argv[1], forms=forms).open(create=False, now=Clock())
except RecordError as error:
    print(error)
"""


def test_without_room_for_the_copy_nothing_is_upgraded(files: Places, later: Forms) -> None:
    name = filled(files)
    before = Path(name).read_bytes()
    assert len(before) > 40_000
    done = subprocess.run(
        [sys.executable, "-c", UPGRADE, name, later.folder],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "cannot be copied to" in done.stdout, done
    assert done.stdout.strip().endswith("make room beside it")
    assert backups_of(Path(name)) == ()
    assert Path(name).read_bytes() == before
    with contextlib.closing(sqlite3.connect(name)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_the_tables_of_new_records_of_this_suite_are_those_of_the_steps(tmp_path: Path) -> None:
    def tables(name: str) -> list[tuple[str, ...]]:
        with contextlib.closing(sqlite3.connect(tmp_path / name)) as opened:
            found = opened.execute("SELECT type, name, sql FROM sqlite_master ORDER BY name")
            return [*found, *opened.execute("SELECT 'at', version_num, '' FROM alembic_version")]

    for name, fill in (("steps.db", upgrade), ("first.db", made), ("copied.db", made)):
        database = Database(str(tmp_path / name))
        with database.write() as connection:
            fill(connection, FORMS)
        database.close()
    assert len(tables("steps.db")) > 50
    assert tables("steps.db") == tables("first.db") == tables("copied.db")
