"""The record: reports, readings, claims, the desk's actions. A step stays as it is."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    _actions()
    _reports()
    _tombstones()
    _copies()
    _readings()
    _shingles()
    _actors()
    _claims()
    _notes()


def _actions() -> None:
    op.create_table(
        "actions",
        _column("id", sa.Integer(), "Counts up in order of entry."),
        _column("at", TEXT, "Moment."),
        _column("by", TEXT, "Who."),
        _column("kind", TEXT, "judge, merge, split, issue, place, look, purge, undo."),
        _column("subject", TEXT, "What it is about: an id, or the name of a reader."),
        _column("body", TEXT, "JSON of what was decided."),
        _column("why", TEXT, "Reason given, or null.", null=True),
        _column("mark", TEXT, "Who may see it."),
        _column(
            "undoes",
            sa.Integer(),
            "Id of the action that this one takes back, or null.",
            null=True,
        ),
        sa.PrimaryKeyConstraint("id", name="pk_actions"),
        comment="Log of the desk. Nothing in it is ever changed.",
    )
    op.create_index("ix_actions_kind_subject", "actions", ["kind", "subject"])


def _reports() -> None:
    op.create_table(
        "reports",
        _column("id", TEXT, "Digest of address and text."),
        _column("key", TEXT, "Name that the file or line bore."),
        _column("outlet", TEXT, "Who published it."),
        _column("address", TEXT, "URL, or null.", null=True),
        _column("title", TEXT, "Headline, or null.", null=True),
        _column("published", TEXT, "Day of publication, or null.", null=True),
        _column("published_at", TEXT, "Moment of publication, or null.", null=True),
        _column("retrieved", TEXT, "Moment when we got it."),
        _column("entered", TEXT, "Moment when the record learned it."),
        _column("mark", TEXT, "Who may see it: public, internal, restricted."),
        _column("text", TEXT, "The words, NFC; all spans count its code points."),
        _column(
            "field", TEXT, "Starter set of issues that its words fit best, or null.", null=True
        ),
        sa.PrimaryKeyConstraint("id", name="pk_reports"),
        comment="Texts as published. A revision is another row under the same address.",
    )
    op.create_index("ix_reports_address", "reports", ["address"])


def _tombstones() -> None:
    op.create_table(
        "tombstones",
        _column("report", TEXT, "Id of the purged report."),
        _column("at", TEXT, "Moment of the purge."),
        _column("by", TEXT, "Who purged it."),
        _column("why", TEXT, "Reason given."),
        sa.PrimaryKeyConstraint("report", name="pk_tombstones"),
        comment="Purged reports, without content.",
    )


def _copies() -> None:
    op.create_table(
        "copies",
        _column("report", TEXT, "A report."),
        _column("other", TEXT, "Its near-copy."),
        _column("share", sa.Float(), "Share of the shorter text in the longer, 0-1."),
        sa.ForeignKeyConstraint(["other"], ["reports.id"], name="fk_copies_other_reports"),
        sa.ForeignKeyConstraint(["report"], ["reports.id"], name="fk_copies_report_reports"),
        sa.PrimaryKeyConstraint("report", "other", name="pk_copies"),
        comment="Pairs of near-identical texts, each pair once.",
    )
    op.create_index("ix_copies_other", "copies", ["other"])


def _readings() -> None:
    op.create_table(
        "readings",
        _column("id", sa.Integer(), "Counts up in order of entry."),
        _column("report", TEXT, "Report it belongs to."),
        _column("reader", TEXT, "Name and version of the reader."),
        _column("entered", TEXT, "Moment when the record learned it."),
        _column("attributions", TEXT, "JSON list of what the text attributes to sources."),
        sa.ForeignKeyConstraint(["report"], ["reports.id"], name="fk_readings_report_reports"),
        sa.PrimaryKeyConstraint("id", name="pk_readings"),
        sa.UniqueConstraint("report", "reader", name="uq_readings_report_reader"),
        comment="What one version of a reader found in one report. The newest one counts.",
    )


def _shingles() -> None:
    op.create_table(
        "shingles",
        _column("hash", sa.BigInteger(), "Hash of a run of five words."),
        _column("report", TEXT, "Report in which it stands."),
        sa.ForeignKeyConstraint(["report"], ["reports.id"], name="fk_shingles_report_reports"),
        sa.PrimaryKeyConstraint("hash", "report", name="pk_shingles"),
        comment="A fixed eighth of all runs of five words, to find near-copies.",
    )
    op.create_index("ix_shingles_report", "shingles", ["report"])


def _actors() -> None:
    op.create_table(
        "actors",
        _column("id", sa.Integer(), "Counts up in order of entry."),
        _column("reading", sa.Integer(), "Its reading."),
        _column("actor", TEXT, "Register id that the name resolves to."),
        _column("name", TEXT, "Name as read."),
        _column("kind", TEXT, "person, state, organisation, armed_group, bloc."),
        _column("role", TEXT, "As stated, or null.", null=True),
        _column("acts_for", TEXT, "Name of the party it speaks for, or null.", null=True),
        _column("party", TEXT, "Register id of acts_for, or null.", null=True),
        _column("authority", TEXT, "How far its word binds that party, or null.", null=True),
        _column("body", TEXT, "JSON of the whole actor: mentions, rule, confidence."),
        sa.ForeignKeyConstraint(["reading"], ["readings.id"], name="fk_actors_reading_readings"),
        sa.PrimaryKeyConstraint("id", name="pk_actors"),
        comment="Actors of readings.",
    )
    op.create_index("ix_actors_actor", "actors", ["actor"])
    op.create_index("ix_actors_reading", "actors", ["reading"])


def _claims() -> None:
    op.create_table(
        "claims",
        _column("id", sa.Integer(), "Counts up in order of entry."),
        _column(
            "claim",
            TEXT,
            "Id of the claim: digest of report, family, span and what tells it apart.",
        ),
        _column("reading", sa.Integer(), "Its reading."),
        _column("report", TEXT, "Report it belongs to."),
        _column("family", TEXT, "Codebook name: positions, contacts …"),
        _column("start", sa.Integer(), "First code point of the main evidence."),
        _column("end", sa.Integer(), "First code point after it."),
        _column(
            "entry",
            TEXT,
            "Id of the entry by the claim's own words, before the desk merged anything.",
        ),
        _column("what", TEXT, "Digest of the identity without actors."),
        _column("core", TEXT, "Register ids in the identity, one a line."),
        _column("who", TEXT, "Register ids of all whom it concerns, one a line."),
        _column(
            "speaker", TEXT, "Register id of who reports it, or null for the narrator.", null=True
        ),
        _column("authority", TEXT, "How far that speaker's word binds, or null.", null=True),
        _column("kind", TEXT, "Stance, status of a contact, polarity, label; or null.", null=True),
        _column(
            "voice",
            TEXT,
            "Positions: whose account; contacts: kind as far as identity goes.",
            null=True,
        ),
        _column("about", TEXT, "Positions: proposition; contacts: place, folded.", null=True),
        _column("topic", TEXT, "Positions: issue as named by the text.", null=True),
        _column("condition", TEXT, "Positions: condition, folded; or null.", null=True),
        _column("first", TEXT, "First day that it speaks of, or null.", null=True),
        _column("last", TEXT, "Last day that it speaks of, or null.", null=True),
        _column("entered", TEXT, "When the record first learned this claim, by any reader."),
        _column("body", TEXT, "JSON of the whole claim."),
        sa.ForeignKeyConstraint(["reading"], ["readings.id"], name="fk_claims_reading_readings"),
        sa.ForeignKeyConstraint(["report"], ["reports.id"], name="fk_claims_report_reports"),
        sa.PrimaryKeyConstraint("id", name="pk_claims"),
        sa.UniqueConstraint("reading", "claim", name="uq_claims_reading_claim"),
        comment="What readings claim; the claims of a report's newest reading count.",
    )
    op.create_index("ix_claims_claim", "claims", ["claim"])
    op.create_index("ix_claims_entry", "claims", ["entry"])
    op.create_index("ix_claims_family_core", "claims", ["family", "core"])
    op.create_index("ix_claims_report", "claims", ["report"])


def _notes() -> None:
    op.create_table(
        "notes",
        _column("id", sa.Integer(), "Counts up in order of entry."),
        _column("note", TEXT, "Digest of report, kind, place and message."),
        _column("reading", sa.Integer(), "Its reading."),
        _column("report", TEXT, "Report it belongs to."),
        _column("kind", TEXT, "What was not understood."),
        _column("message", TEXT, "In words."),
        _column(
            "start",
            sa.Integer(),
            "First code point, or null for the report as a whole.",
            null=True,
        ),
        _column("end", sa.Integer(), "First code point after it, or null.", null=True),
        _column("words", TEXT, "The words there, or null.", null=True),
        sa.ForeignKeyConstraint(["reading"], ["readings.id"], name="fk_notes_reading_readings"),
        sa.ForeignKeyConstraint(["report"], ["reports.id"], name="fk_notes_report_reports"),
        sa.PrimaryKeyConstraint("id", name="pk_notes"),
        comment="What was seen but not understood.",
    )
    op.create_index("ix_notes_reading", "notes", ["reading"])
    op.create_index("ix_notes_report", "notes", ["report"])


def _column(name: str, kind: Any, comment: str, *, null: bool = False) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=null, comment=comment)
