"""The tables of what is followed: looks, fetches with their bytes, items, alerts.

Which sources there are and which rules of alerts stands in the desk's log.
"""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, Table, UniqueConstraint

from detente.record.columns import TEXT, metadata, number, serial, text

fetches = Table(
    "fetches",
    metadata,
    serial(),
    text("source", "Source for which it was asked."),
    text("asked", "Address asked for."),
    text("address", "Address that answered, after redirects; or null.", null=True),
    text("at", "Moment when the answer had come."),
    number(
        "status", "Of the answer: 200, or 304 for unchanged; null if there was none.", null=True
    ),
    text("digest", "SHA-256 of the body, hexadecimal; or null.", null=True),
    text("media_type", "As declared, or null.", null=True),
    text("charset", "As declared, or null.", null=True),
    text("etag", "What to ask with next time, or null.", null=True),
    text("modified", "What to ask with next time, or null.", null=True),
    text("error", "Why nothing came, in words; or null.", null=True),
    Index(None, "asked"),
    comment="Requests and what came of them.",
)

raws = Table(
    "raws",
    metadata,
    Column("digest", TEXT, primary_key=True, comment="SHA-256 of the bytes, hexadecimal."),
    Column("body", LargeBinary, nullable=False, comment="The bytes, zlib."),
    comment="What was fetched, each once.",
)

looks = Table(
    "looks",
    metadata,
    serial(),
    text("source", "Source that was looked at."),
    text("at", "Moment when it ended."),
    text("outcome", "fine, unchanged or failed."),
    text("error", "Why it failed, in words; or null.", null=True),
    text("again", "Moment before which the source does not want to be asked.", null=True),
    text("etag", "What to ask with next time, or null.", null=True),
    text("modified", "What to ask with next time, or null.", null=True),
    number("offered", "Number of items offered."),
    number("taken", "Number of those taken."),
    number("left", "Number of those left."),
    number("failed", "Number of those that could not be had."),
    text("troubles", "JSON list of what could not be used or is odd."),
    Index(None, "source"),
    comment="Looks at sources that came to their end.",
)

items = Table(
    "items",
    metadata,
    serial(),
    text("source", "Source that offered it."),
    text("key", "What identifies it within its source."),
    text("version", "Which state of it."),
    text("at", "Moment."),
    text("outcome", "taken, same, left or failed."),
    text("reason", "Why, in words; or empty."),
    text("address", "Where it is, or null.", null=True),
    text("title", "Headline, or null.", null=True),
    text("item", "JSON of the item without its report."),
    text("report", "Report that it gave, or null.", null=True),
    text("digest", "Of the bytes that the report was read from, or null.", null=True),
    Index(None, "source", "key"),
    Index(None, "source", "outcome", "at"),
    Index(None, "report"),
    comment="What came of items, in order; the last row of an item counts.",
)

alerts = Table(
    "alerts",
    metadata,
    serial(),
    number("rule", "Number of the deed that made the rule."),
    text("change", "Digest of the change."),
    text("at", "Moment when it was seen."),
    text("mark", "Who may see it."),
    text("basis", "Ids of the entries that it rests on, one a line."),
    text("body", "JSON of what is told; null once its words were purged.", null=True),
    UniqueConstraint("rule", "change"),
    comment="Changes that a rule asked to be told of, each once.",
)

tellings = Table(
    "tellings",
    metadata,
    serial(),
    text("at", "Moment when the rules were asked."),
    text("until", "Moment up to which what was entered was considered."),
    comment="When the rules of alerts were asked, each time from the end of the time before.",
)

deliveries = Table(
    "deliveries",
    metadata,
    serial(),
    Column("alert", Integer, ForeignKey("alerts.id"), nullable=False, comment="The alert."),
    text("target", "Where to, without secrets."),
    text("at", "Moment."),
    text("outcome", "trying, sent or failed."),
    text("error", "Why it failed, in words; or null.", null=True),
    Index(None, "alert"),
    comment="Tries to tell of an alert, in order; the last row of a target counts.",
)
