"""The record's form: which step of its history a database is at, and the way to the newest one."""

from __future__ import annotations

import datetime as dt
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, column, inspect, select, table

from detente.model.errors import RecordError, RecordTooNew
from detente.record import schema
from detente.record.engines import driver, give_key

VERSIONS = "alembic_version"


@dataclass(frozen=True, slots=True)
class Forms:
    """Steps of the record's form, oldest first; the last is the current one.

    folder: Where Alembic finds them, a folder or "package:folder".
    """

    folder: str
    steps: tuple[str, ...]

    @property
    def newest(self) -> str:
        """The form that this program writes."""
        return self.steps[-1]


FORMS = Forms(
    "detente.record:migrations",
    ("0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008", "0009"),
)


def form_of(connection: Connection, name: str, forms: Forms) -> str | None:
    """Return the form of the record in a database, None if the database is empty of it.

    Errors: RecordTooNew; RecordError if it holds the tables of another program.
    """
    tables = set(inspect(connection).get_table_names())
    ours = set(schema.metadata.tables)
    if VERSIONS in tables and "tombstones" in tables:
        versions = table(VERSIONS, column("version_num"))
        found: str | None = connection.execute(select(versions.c.version_num)).scalar()
        if found is not None and found not in forms.steps:
            raise RecordTooNew(
                f"record {name} was written by a newer Détente (form {found}; this one "
                f"knows up to {forms.newest}); install the newer version to open it"
            )
        return found
    # A server's database may hold other things beside a record, but not under the same names.
    on_file = connection.dialect.name == "sqlite"
    if tables and (on_file or tables & (ours | {VERSIONS})):
        place = "give another name" if on_file else "give a database or a schema of its own"
        raise RecordError(f"record {name} is a database of another program; {place}")
    return None


def upgrade(connection: Connection, forms: Forms) -> None:
    """Bring a database to the newest form, in the transaction of the connection."""
    # Alembic takes a tenth of a second to load, and is needed only here
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", forms.folder.replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, forms.newest)


def back_up(
    path: Path,
    name: str,
    forms: Forms,
    *,
    found: str,
    at: dt.datetime,
    key: str | None = None,
) -> Path:
    """Copy a record's file beside it before an upgrade; return the copy's path.

    found: The form that it has. key: That of an encrypted record; its copy has the same.
    Errors: RecordError; no half of a copy is left then.
    """
    copy = _free_name(path, f"before-{forms.newest}-{at.astimezone(dt.UTC):%Y%m%dT%H%M%S}")
    lite = driver(key)
    try:
        with closing(lite.connect(path)) as source, closing(lite.connect(copy)) as target:
            give_key(source, key)
            give_key(target, key)
            source.backup(target)
    except lite.Error as error:
        for half in (copy, Path(f"{copy}-journal")):
            half.unlink(missing_ok=True)
        raise RecordError(
            f"record {name} is of an older form ({found}) and cannot be copied to "
            f"{copy.name} before its upgrade ({error}); make room beside it"
        ) from error
    return copy


def backups_of(path: Path) -> tuple[Path, ...]:
    """Return the copies that upgrades made beside a file, in order of name."""
    escaped = "".join(f"[{c}]" if c in "*?[" else c for c in path.name)
    return tuple(sorted(path.parent.glob(f"{escaped}.before-*.bak*")))


def _free_name(path: Path, what: str) -> Path:
    copy, number = path.with_name(f"{path.name}.{what}.bak"), 1
    while copy.exists():
        number += 1
        copy = path.with_name(f"{path.name}.{what}-{number}.bak")
    return copy
