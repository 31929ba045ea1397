"""The tables of where words come from: copies, revisions, roots, parses of paragraphs.

All of it follows from reports and readings, and is made again where it is missing.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Table,
)

from detente.record.columns import TEXT, metadata, number, text


def _report(comment: str, name: str = "report") -> Column[str]:
    return Column(name, TEXT, ForeignKey("reports.id"), primary_key=True, comment=comment)


runs = Table(
    "runs",
    metadata,
    Column(
        "hash",
        BigInteger().with_variant(Integer, "sqlite"),
        primary_key=True,
        autoincrement=False,
        comment="Hash of a run of five words.",
    ),
    Column(
        "report",
        TEXT,
        ForeignKey("reports.id"),
        primary_key=True,
        comment="One of the first reports in which it stands.",
    ),
    comment="A fixed eighth of all runs of five words, with the first few that have each.",
)

copies = Table(
    "copies",
    metadata,
    _report("A report."),
    _report("An earlier one, by publication, in which words of it stand.", "other"),
    Column(
        "share", Float, nullable=False, comment="Share of its words in what was taken over, 0-1."
    ),
    text("taken", "JSON list of what was taken over: start, end, start in the other, percent."),
    Index(None, "other"),
    comment="Which report took words over from which earlier one.",
)

revised = Table(
    "revised",
    metadata,
    _report("A text of an article."),
    Column(
        "before", TEXT, ForeignKey("reports.id"), nullable=False, comment="The text before it."
    ),
    Column(
        "silent",
        Integer,
        nullable=False,
        comment="1 if no sentence and no date says that it was changed.",
    ),
    text("gone", "JSON list of claims of the text before whose words it lacks."),
    text("stand", "JSON list of claims of the text before whose words it has, and read no more."),
    Index(None, "before"),
    comment="What became of the claims of an article when it was changed.",
)

roots = Table(
    "roots",
    metadata,
    Column("reading", Integer, ForeignKey("readings.id"), primary_key=True, comment="A reading."),
    Column("claim", TEXT, primary_key=True, comment="A claim of it."),
    text("outlet", "Whom its sentence names as having it first, or null.", null=True),
    text("occasion", "Where and when it was said, if its report says so, or null.", null=True),
    comment="Where claims came from, as far as their reports say beside who said it.",
)

parses = Table(
    "parses",
    metadata,
    Column("digest", TEXT, primary_key=True, comment="Digest of a paragraph and of the parser."),
    text("parser", "Digest of what parsed it."),
    Column("body", LargeBinary, nullable=False, comment="Its parse, zlib."),
    Index(None, "parser"),
    comment="Parses of paragraphs, in case they come again. May be emptied at any time.",
)

checkpoints = Table(
    "checkpoints",
    metadata,
    Column("mark", TEXT, primary_key=True, comment="Up to which mark it shows reports."),
    number("reading", "Number of the last reading in it."),
    number("deed", "Number of the last deed of the desk in it."),
    text("code", "Digest of the program that folded it; no other uses it."),
    text("digest", "SHA-256 of its body, hexadecimal."),
    Column("body", LargeBinary, nullable=False, comment="Its columns."),
    comment="The record as it was folded once, to go on from. May be emptied at any time.",
)

first_pages = Table(
    "first_pages",
    metadata,
    Column("reader", TEXT, primary_key=True, comment="Whose page it is."),
    text("digest", "SHA-256 of all that it follows from and of its body, hexadecimal."),
    Column("body", LargeBinary, nullable=False, comment="What it says, as JSON."),
    comment="The first page of a workbench, to be shown again. May be emptied at any time.",
)
# What was worked out from the words of reports, and may hold any of them.
WORKED_OUT = (checkpoints, first_pages)
