"""Where words come from: runs of words, what was taken over, revisions, roots."""

import sqlalchemy as sa
from alembic import op

from detente.record.tracing import trace_all

revision = "0006"
down_revision = "0005"

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.drop_index(op.f("ix_shingles_report"), table_name="shingles")
    op.drop_table("shingles")
    op.drop_index(op.f("ix_copies_other"), table_name="copies")
    op.drop_table("copies")
    _make_copies()
    _make_revisions()
    _make_the_rest()
    trace_all(op.get_bind())


def _make_copies() -> None:
    op.create_table(
        "runs",
        sa.Column(
            "hash",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
            comment="Hash of a run of five words.",
        ),
        _text("report", "One of the first reports in which it stands."),
        _of_report("runs"),
        sa.PrimaryKeyConstraint("hash", "report", name=op.f("pk_runs")),
        comment="A fixed eighth of all runs of five words, with the first few that have each.",
    )
    op.create_table(
        "copies",
        _text("report", "A report."),
        _text("other", "An earlier one, by publication, in which words of it stand."),
        sa.Column(
            "share",
            sa.Float(),
            nullable=False,
            comment="Share of its words in what was taken over, 0-1.",
        ),
        _text(
            "taken", "JSON list of what was taken over: start, end, start in the other, percent."
        ),
        _of_report("copies"),
        _of_report("copies", "other"),
        sa.PrimaryKeyConstraint("report", "other", name=op.f("pk_copies")),
        comment="Which report took words over from which earlier one.",
    )
    op.create_index(op.f("ix_copies_other"), "copies", ["other"], unique=False)


def _make_revisions() -> None:
    op.create_table(
        "revised",
        _text("report", "A text of an article."),
        _text("before", "The text before it."),
        sa.Column(
            "silent",
            sa.Integer(),
            nullable=False,
            comment="1 if no sentence and no date says that it was changed.",
        ),
        _text("gone", "JSON list of claims of the text before whose words it lacks."),
        _text(
            "stand",
            "JSON list of claims of the text before whose words it has, and read no more.",
        ),
        _of_report("revised"),
        _of_report("revised", "before"),
        sa.PrimaryKeyConstraint("report", name=op.f("pk_revised")),
        comment="What became of the claims of an article when it was changed.",
    )
    op.create_index(op.f("ix_revised_before"), "revised", ["before"], unique=False)


def _make_the_rest() -> None:
    op.create_table(
        "roots",
        sa.Column("reading", sa.Integer(), nullable=False, comment="A reading."),
        _text("claim", "A claim of it."),
        _text("outlet", "Whom its sentence names as having it first, or null.", null=True),
        _text(
            "occasion", "Where and when it was said, if its report says so, or null.", null=True
        ),
        sa.ForeignKeyConstraint(
            ["reading"], ["readings.id"], name=op.f("fk_roots_reading_readings")
        ),
        sa.PrimaryKeyConstraint("reading", "claim", name=op.f("pk_roots")),
        comment="Where claims came from, as far as their reports say beside who said it.",
    )
    op.create_table(
        "parses",
        _text("digest", "Digest of a paragraph and of the parser."),
        _text("parser", "Digest of what parsed it."),
        sa.Column("body", sa.LargeBinary(), nullable=False, comment="Its parse, zlib."),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_parses")),
        comment="Parses of paragraphs, in case they come again. May be emptied at any time.",
    )
    op.create_index(op.f("ix_parses_parser"), "parses", ["parser"], unique=False)


def _text(name: str, comment: str, *, null: bool = False) -> sa.Column[str]:
    return sa.Column(name, TEXT, nullable=null, comment=comment)


def _of_report(table: str, name: str = "report") -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([name], ["reports.id"], name=op.f(f"fk_{table}_{name}_reports"))
