"""The words of statements, in a table of their own with an index, to search in."""

import json

import sqlalchemy as sa
from alembic import op

from detente.record.spoken import spoken_row

revision = "0002"
down_revision = "0001"

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
ROWS = 1_000


def upgrade() -> None:
    spoken = op.create_table(
        "spoken",
        sa.Column("id", sa.Integer(), nullable=False, comment="Counts up in order of entry."),
        sa.Column("reading", sa.Integer(), nullable=False, comment="Its reading."),
        sa.Column("claim", TEXT, nullable=False, comment="Id of the statement."),
        sa.Column("kind", TEXT, nullable=False, comment="direct, indirect or mixed."),
        sa.Column(
            "words",
            TEXT,
            nullable=False,
            comment="Its folded words, a blank before, between and after them.",
        ),
        sa.ForeignKeyConstraint(
            ["reading"], ["readings.id"], name=op.f("fk_spoken_reading_readings")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_spoken")),
        comment="Words of statements, to search in. Follows from claims.",
    )
    op.create_index(op.f("ix_spoken_reading"), "spoken", ["reading"], unique=False)
    connection = op.get_bind()
    if connection.dialect.name == "sqlite":
        _index(connection)
    _fill(connection, spoken)


def _index(connection: sa.Connection) -> None:
    """Make an index of words that triggers keep in step, if this SQLite can."""
    options = connection.exec_driver_sql("PRAGMA compile_options").scalars().all()
    if "ENABLE_FTS5" not in options:
        return
    for statement in (
        "CREATE VIRTUAL TABLE spoken_words USING fts5("
        "words, content='spoken', content_rowid='id', tokenize='unicode61')",
        "CREATE TRIGGER spoken_in AFTER INSERT ON spoken BEGIN "
        "INSERT INTO spoken_words (rowid, words) VALUES (new.id, new.words); END",
        "CREATE TRIGGER spoken_out AFTER DELETE ON spoken BEGIN "
        "INSERT INTO spoken_words (spoken_words, rowid, words) "
        "VALUES ('delete', old.id, old.words); END",
    ):
        connection.exec_driver_sql(statement)


def _fill(connection: sa.Connection, spoken: sa.Table) -> None:
    names = ("reading", "claim", "body", "family")
    claims = sa.table("claims", sa.column("id"), *(sa.column(name) for name in names))
    c = claims.c
    question = sa.select(c.reading, c.claim, c.body).where(c.family == "statements")
    found = connection.execute(question.order_by(c.id))
    while some := found.fetchmany(ROWS):
        rows = []
        for reading, claim, body in some:
            said = json.loads(body)
            words = said["evidence"][0]["text"]
            rows.append(spoken_row(reading, claim, said["kind"], words=words))
        connection.execute(sa.insert(spoken), rows)
