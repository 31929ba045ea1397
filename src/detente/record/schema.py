"""The tables, with a comment per column. Rows are added, never changed; only a purge removes.

Days are ISO 8601 text, moments ISO 8601 UTC with microseconds: they sort as text on every
database.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Table,
    UniqueConstraint,
)

from detente.record import columns, schema_origins
from detente.record.columns import TEXT as _TEXT
from detente.record.columns import number as _number
from detente.record.columns import serial as _serial
from detente.record.columns import text as _text
from detente.record.schema_following import (  # noqa: F401  (tables of the same record)
    alerts,
    deliveries,
    fetches,
    items,
    looks,
    raws,
    tellings,
)

metadata = columns.metadata
# Tables of the same record that are told of elsewhere.
runs, copies, revised = schema_origins.runs, schema_origins.copies, schema_origins.revised
roots, parses = schema_origins.roots, schema_origins.parses
checkpoints, first_pages = schema_origins.checkpoints, schema_origins.first_pages
WORKED_OUT = schema_origins.WORKED_OUT


def _report() -> Column[Any]:
    return Column(
        "report", _TEXT, ForeignKey("reports.id"), nullable=False, comment="Report it belongs to."
    )


def _reading() -> Column[Any]:
    return Column(
        "reading", Integer, ForeignKey("readings.id"), nullable=False, comment="Its reading."
    )


reports = Table(
    "reports",
    metadata,
    Column("id", _TEXT, primary_key=True, comment="Digest of address and text."),
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
    # last: what lies before a long text is read without it
    _text("text", "The words, NFC; all spans count its code points."),
    Index(None, "address"),
    comment="Texts as published. A revision is another row under the same address.",
)

report_details = Table(
    "report_details",
    metadata,
    Column(
        "report",
        _TEXT,
        ForeignKey("reports.id"),
        primary_key=True,
        comment="Report it belongs to.",
    ),
    _text("author", "Who wrote it, or null.", null=True),
    _text("agency", "Agency that it credits its words to, or null.", null=True),
    _text("language", "Language by ISO 639, or null.", null=True),
    _text("updated", "Day of the last change that the outlet owns up to, or null.", null=True),
    _text("updated_at", "Moment of it, or null.", null=True),
    comment="What reports say of themselves beside their words, where they say anything.",
)

readings = Table(
    "readings",
    metadata,
    _serial(),
    _report(),
    _text("reader", "Name and version of the reader."),
    _text("entered", "Moment when the record learned it."),
    _text("attributions", "JSON list of what the text attributes to sources."),
    UniqueConstraint("report", "reader"),
    comment="What one version of a reader found in one report. The newest one counts.",
)

# The columns of actors by which the register tells them apart.
NAMED = ("actor", "name", "kind", "role", "acts_for", "party", "authority")

actors = Table(
    "actors",
    metadata,
    _serial(),
    _reading(),
    _text("actor", "Register id that the name resolves to."),
    _text("name", "Name as read."),
    _text("kind", "person, state, organisation, armed_group, bloc."),
    _text("role", "As stated, or null.", null=True),
    _text("acts_for", "Name of the party it speaks for, or null.", null=True),
    _text("party", "Register id of acts_for, or null.", null=True),
    _text("authority", "How far its word binds that party, or null.", null=True),
    _text("body", "JSON of the whole actor: mentions, rule, confidence."),
    Index(None, "reading"),
    # How often each row of these was read is asked at every look: this index holds the answer.
    # PostgreSQL counts as fast without, and takes no long text into an index: there it is empty
    # (a step sees to that; to say it here would load that database's module at each start).
    Index(None, *NAMED, "reading"),
    comment="Actors of readings.",
)

claims = Table(
    "claims",
    metadata,
    _serial(),
    _text("claim", "Id of the claim: digest of report, family, span and what tells it apart."),
    _reading(),
    _report(),
    _text("family", "Codebook name: positions, contacts …"),
    _number("start", "First code point of the main evidence."),
    _number("end", "First code point after it."),
    _text("entry", "Id of the entry by the claim's own words, before the desk merged anything."),
    _text("what", "Digest of the identity without actors."),
    _text("core", "Register ids in the identity, one a line."),
    _text("who", "Register ids of all whom it concerns, one a line."),
    _text("speaker", "Register id of who reports it, or null for the narrator.", null=True),
    _text("authority", "How far that speaker's word binds, or null.", null=True),
    _text("kind", "Stance, status of a contact, polarity, label; or null.", null=True),
    _text("voice", "Positions: whose account; contacts: kind as far as identity goes.", null=True),
    _text("about", "Positions: proposition; contacts: place, folded.", null=True),
    _text("topic", "Positions: issue as named by the text.", null=True),
    _text("condition", "Positions: condition, folded; or null.", null=True),
    _text("first", "First day that it speaks of, or null.", null=True),
    _text("last", "Last day that it speaks of, or null.", null=True),
    _text("precision", "Of the days that it names itself: day, month, year, range.", null=True),
    _text("told", "Positions: 'old' if its words say that the stance is; or null.", null=True),
    Column("confidence", Float, nullable=False, comment="Share of such claims that hold, 0-1."),
    _text("entered", "When the record first learned this claim, by any reader."),
    _text("body", "JSON of the whole claim."),
    UniqueConstraint("reading", "claim"),
    Index(None, "claim"),
    Index(None, "entry"),
    Index(None, "report"),
    Index(None, "family", "core"),
    comment="What readings claim; the claims of a report's newest reading count.",
)

packs = Table(
    "packs",
    metadata,
    Column(
        "reading", Integer, ForeignKey("readings.id"), primary_key=True, comment="Its reading."
    ),
    _text("claims", "JSON list of the reading's claims, a list of columns each."),
    Column("bodies", LargeBinary, nullable=False, comment="Their bodies, a line each, zlib."),
    comment="Claims of a reading once more, in one row, for folding. Made again where missing.",
)

spoken = Table(
    "spoken",
    metadata,
    _serial(),
    _reading(),
    _text("claim", "Id of the statement."),
    _text("kind", "direct, indirect or mixed."),
    _text("words", "Its folded words, a blank before, between and after them."),
    Index(None, "reading"),
    comment="Words of statements, to search in. Follows from claims.",
)

notes = Table(
    "notes",
    metadata,
    _serial(),
    _text("note", "Digest of report, kind, place and message."),
    _reading(),
    _report(),
    _text("kind", "What was not understood."),
    _text("message", "In words."),
    _number("start", "First code point, or null for the report as a whole.", null=True),
    _number("end", "First code point after it, or null.", null=True),
    _text("words", "The words there, or null.", null=True),
    Index(None, "reading"),
    Index(None, "report"),
    comment="What was seen but not understood.",
)

actions = Table(
    "actions",
    metadata,
    _serial(),
    _text("at", "Moment."),
    _text("by", "Who."),
    _text("kind", "judge, merge, split, issue, place, look, purge, undo."),
    _text("subject", "What it is about: an id, or the name of a reader."),
    _text("body", "JSON of what was decided."),
    _text("why", "Reason given, or null.", null=True),
    _text("mark", "Who may see it."),
    _number("undoes", "Id of the action that this one takes back, or null.", null=True),
    Index(None, "kind", "subject"),
    comment="Log of the desk. Nothing in it is ever changed.",
)

tombstones = Table(
    "tombstones",
    metadata,
    Column("report", _TEXT, primary_key=True, comment="Id of the purged report."),
    _text("at", "Moment of the purge."),
    _text("by", "Who purged it."),
    _text("why", "Reason given."),
    comment="Purged reports, without content.",
)

draft_texts = Table(
    "draft_texts",
    metadata,
    Column("digest", _TEXT, primary_key=True, comment="SHA-256 of the text, hexadecimal."),
    _text("text", "The words, NFC; all spans count its code points."),
    comment="Words of drafts, each text once.",
)

drafts = Table(
    "drafts",
    metadata,
    Column("id", _TEXT, primary_key=True, comment="Digest of proposal, label and text."),
    _text("proposal", "What it is a version of."),
    _text("label", "Which version, as the desk calls it."),
    _text("proponent", "Who put it forward, or null.", null=True),
    _text("dated", "Day that it bears, or null.", null=True),
    _text("revises", "JSON list of ids of the drafts that it was made from."),
    _text("file", "Name of the file that it came from."),
    _text("notes", "JSON list of what was seen when it was read."),
    _text("entered", "Moment when the record learned it."),
    _text("mark", "Who may see it: public, internal, restricted."),
    Column(
        "text",
        _TEXT,
        ForeignKey("draft_texts.digest"),
        nullable=False,
        comment="Digest of its words.",
    ),
    Index(None, "text"),
    comment="Versions of drafts. The desk's log says which were added and not taken back.",
)
