"""The record: reports, readings, claims, the desk's actions."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

# Text sorts by its bytes on every database, whatever language a server sorts by.
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
    _packs()


def _text(name: str, comment: str, *, null: bool = False) -> sa.Column[str]:
    return sa.Column(name, TEXT, nullable=null, comment=comment)


def _number(name: str, comment: str, *, null: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=null, comment=comment)


def _actions() -> None:
    op.create_table(
        "actions",
        _number("id", "Counts up in order of entry."),
        _text("at", "Moment."),
        _text("by", "Who."),
        _text("kind", "judge, merge, split, issue, place, look, purge, undo."),
        _text("subject", "What it is about: an id, or the name of a reader."),
        _text("body", "JSON of what was decided."),
        _text("why", "Reason given, or null.", null=True),
        _text("mark", "Who may see it."),
        _number("undoes", "Id of the action that this one takes back, or null.", null=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_actions")),
        comment="Log of the desk. Nothing in it is ever changed.",
    )
    op.create_index(op.f("ix_actions_kind_subject"), "actions", ["kind", "subject"], unique=False)


def _reports() -> None:
    op.create_table(
        "reports",
        _text("id", "Digest of address and text."),
        _text("key", "Name that the file or line bore."),
        _text("outlet", "Who published it."),
        _text("address", "URL, or null.", null=True),
        _text("title", "Headline, or null.", null=True),
        _text("published", "Day of publication, or null.", null=True),
        _text("published_at", "Moment of publication, or null.", null=True),
        _text("retrieved", "Moment when we got it."),
        _text("entered", "Moment when the record learned it."),
        _text("mark", "Who may see it: public, internal, restricted."),
        _text("field", "Starter set of issues that its words fit best, or null.", null=True),
        _text("text", "The words, NFC; all spans count its code points."),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reports")),
        comment="Texts as published. A revision is another row under the same address.",
    )
    op.create_index(op.f("ix_reports_address"), "reports", ["address"], unique=False)


def _tombstones() -> None:
    op.create_table(
        "tombstones",
        _text("report", "Id of the purged report."),
        _text("at", "Moment of the purge."),
        _text("by", "Who purged it."),
        _text("why", "Reason given."),
        sa.PrimaryKeyConstraint("report", name=op.f("pk_tombstones")),
        comment="Purged reports, without content.",
    )


def _copies() -> None:
    op.create_table(
        "copies",
        _text("report", "A report."),
        _text("other", "Its near-copy."),
        sa.Column(
            "share",
            sa.Float(),
            nullable=False,
            comment="Share of the shorter text in the longer, 0-1.",
        ),
        sa.ForeignKeyConstraint(["other"], ["reports.id"], name=op.f("fk_copies_other_reports")),
        sa.ForeignKeyConstraint(["report"], ["reports.id"], name=op.f("fk_copies_report_reports")),
        sa.PrimaryKeyConstraint("report", "other", name=op.f("pk_copies")),
        comment="Pairs of near-identical texts, each pair once.",
    )
    op.create_index(op.f("ix_copies_other"), "copies", ["other"], unique=False)


def _readings() -> None:
    op.create_table(
        "readings",
        _number("id", "Counts up in order of entry."),
        _text("report", "Report it belongs to."),
        _text("reader", "Name and version of the reader."),
        _text("entered", "Moment when the record learned it."),
        _text("attributions", "JSON list of what the text attributes to sources."),
        sa.ForeignKeyConstraint(
            ["report"], ["reports.id"], name=op.f("fk_readings_report_reports")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_readings")),
        sa.UniqueConstraint("report", "reader", name=op.f("uq_readings_report_reader")),
        comment="What one version of a reader found in one report. The newest one counts.",
    )


def _shingles() -> None:
    op.create_table(
        "shingles",
        sa.Column("hash", sa.BigInteger(), nullable=False, comment="Hash of a run of five words."),
        _text("report", "Report in which it stands."),
        sa.ForeignKeyConstraint(
            ["report"], ["reports.id"], name=op.f("fk_shingles_report_reports")
        ),
        sa.PrimaryKeyConstraint("hash", "report", name=op.f("pk_shingles")),
        comment="A fixed eighth of all runs of five words, to find near-copies.",
    )
    op.create_index(op.f("ix_shingles_report"), "shingles", ["report"], unique=False)


def _actors() -> None:
    op.create_table(
        "actors",
        _number("id", "Counts up in order of entry."),
        _number("reading", "Its reading."),
        _text("actor", "Register id that the name resolves to."),
        _text("name", "Name as read."),
        _text("kind", "person, state, organisation, armed_group, bloc."),
        _text("role", "As stated, or null.", null=True),
        _text("acts_for", "Name of the party it speaks for, or null.", null=True),
        _text("party", "Register id of acts_for, or null.", null=True),
        _text("authority", "How far its word binds that party, or null.", null=True),
        _text("body", "JSON of the whole actor: mentions, rule, confidence."),
        sa.ForeignKeyConstraint(
            ["reading"], ["readings.id"], name=op.f("fk_actors_reading_readings")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_actors")),
        comment="Actors of readings.",
    )
    op.create_index(
        op.f("ix_actors_actor_name_kind_role_acts_for_party_authority_reading"),
        "actors",
        ["actor", "name", "kind", "role", "acts_for", "party", "authority", "reading"],
        unique=False,
        postgresql_where=sa.false(),
    )
    op.create_index(op.f("ix_actors_reading"), "actors", ["reading"], unique=False)


def _claims() -> None:
    op.create_table(
        "claims",
        _number("id", "Counts up in order of entry."),
        _text("claim", "Id of the claim: digest of report, family, span and what tells it apart."),
        _number("reading", "Its reading."),
        _text("report", "Report it belongs to."),
        _text("family", "Codebook name: positions, contacts …"),
        _number("start", "First code point of the main evidence."),
        _number("end", "First code point after it."),
        _text(
            "entry", "Id of the entry by the claim's own words, before the desk merged anything."
        ),
        _text("what", "Digest of the identity without actors."),
        _text("core", "Register ids in the identity, one a line."),
        _text("who", "Register ids of all whom it concerns, one a line."),
        _text("speaker", "Register id of who reports it, or null for the narrator.", null=True),
        _text("authority", "How far that speaker's word binds, or null.", null=True),
        _text("kind", "Stance, status of a contact, polarity, label; or null.", null=True),
        _text(
            "voice", "Positions: whose account; contacts: kind as far as identity goes.", null=True
        ),
        _text("about", "Positions: proposition; contacts: place, folded.", null=True),
        _text("topic", "Positions: issue as named by the text.", null=True),
        _text("condition", "Positions: condition, folded; or null.", null=True),
        _text("first", "First day that it speaks of, or null.", null=True),
        _text("last", "Last day that it speaks of, or null.", null=True),
        _text(
            "precision", "Of the days that it names itself: day, month, year, range.", null=True
        ),
        _text("told", "Positions: 'old' if its words say that the stance is; or null.", null=True),
        sa.Column(
            "confidence",
            sa.Float(),
            nullable=False,
            comment="Share of such claims that hold, 0-1.",
        ),
        _text("entered", "When the record first learned this claim, by any reader."),
        _text("body", "JSON of the whole claim."),
        sa.ForeignKeyConstraint(
            ["reading"], ["readings.id"], name=op.f("fk_claims_reading_readings")
        ),
        sa.ForeignKeyConstraint(["report"], ["reports.id"], name=op.f("fk_claims_report_reports")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claims")),
        sa.UniqueConstraint("reading", "claim", name=op.f("uq_claims_reading_claim")),
        comment="What readings claim; the claims of a report's newest reading count.",
    )
    op.create_index(op.f("ix_claims_claim"), "claims", ["claim"], unique=False)
    op.create_index(op.f("ix_claims_entry"), "claims", ["entry"], unique=False)
    op.create_index(op.f("ix_claims_family_core"), "claims", ["family", "core"], unique=False)
    op.create_index(op.f("ix_claims_report"), "claims", ["report"], unique=False)


def _notes() -> None:
    op.create_table(
        "notes",
        _number("id", "Counts up in order of entry."),
        _text("note", "Digest of report, kind, place and message."),
        _number("reading", "Its reading."),
        _text("report", "Report it belongs to."),
        _text("kind", "What was not understood."),
        _text("message", "In words."),
        _number("start", "First code point, or null for the report as a whole.", null=True),
        _number("end", "First code point after it, or null.", null=True),
        _text("words", "The words there, or null.", null=True),
        sa.ForeignKeyConstraint(
            ["reading"], ["readings.id"], name=op.f("fk_notes_reading_readings")
        ),
        sa.ForeignKeyConstraint(["report"], ["reports.id"], name=op.f("fk_notes_report_reports")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notes")),
        comment="What was seen but not understood.",
    )
    op.create_index(op.f("ix_notes_reading"), "notes", ["reading"], unique=False)
    op.create_index(op.f("ix_notes_report"), "notes", ["report"], unique=False)


def _packs() -> None:
    op.create_table(
        "packs",
        _number("reading", "Its reading."),
        _text("claims", "JSON list of the reading's claims, a list of columns each."),
        sa.Column(
            "bodies", sa.LargeBinary(), nullable=False, comment="Their bodies, a line each, zlib."
        ),
        sa.ForeignKeyConstraint(
            ["reading"], ["readings.id"], name=op.f("fk_packs_reading_readings")
        ),
        sa.PrimaryKeyConstraint("reading", name=op.f("pk_packs")),
        comment="Claims of a reading once more, in one row, for folding. "
        "Made again where missing.",
    )
