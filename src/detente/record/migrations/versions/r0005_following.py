"""Following sources: looks, fetches with their bytes, items and what came of them, alerts."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    _make_fetches()
    _make_items()
    _make_alerts()


def _make_fetches() -> None:
    op.create_table(
        "fetches",
        _serial(),
        _text("source", "Source for which it was asked."),
        _text("asked", "Address asked for."),
        _text("address", "Address that answered, after redirects; or null.", null=True),
        _text("at", "Moment when the answer had come."),
        _number("status", "Of the answer: 200, or 304 for unchanged; null if there was none."),
        _text("digest", "SHA-256 of the body, hexadecimal; or null.", null=True),
        _text("media_type", "As declared, or null.", null=True),
        _text("charset", "As declared, or null.", null=True),
        _text("etag", "What to ask with next time, or null.", null=True),
        _text("modified", "What to ask with next time, or null.", null=True),
        _text("error", "Why nothing came, in words; or null.", null=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fetches")),
        comment="Requests and what came of them.",
    )
    _index("fetches", "asked")
    op.create_table(
        "raws",
        _text("digest", "SHA-256 of the bytes, hexadecimal."),
        sa.Column("body", sa.LargeBinary(), nullable=False, comment="The bytes, zlib."),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_raws")),
        comment="What was fetched, each once.",
    )


def _make_items() -> None:
    op.create_table(
        "looks",
        _serial(),
        _text("source", "Source that was looked at."),
        _text("at", "Moment when it ended."),
        _text("outcome", "fine, unchanged or failed."),
        _text("error", "Why it failed, in words; or null.", null=True),
        _text("again", "Moment before which the source does not want to be asked.", null=True),
        _text("etag", "What to ask with next time, or null.", null=True),
        _text("modified", "What to ask with next time, or null.", null=True),
        _count("offered", "Number of items offered."),
        _count("taken", "Number of those taken."),
        _count("left", "Number of those left."),
        _count("failed", "Number of those that could not be had."),
        _text("troubles", "JSON list of what could not be used or is odd."),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_looks")),
        comment="Looks at sources that came to their end.",
    )
    _index("looks", "source")
    op.create_table(
        "items",
        _serial(),
        _text("source", "Source that offered it."),
        _text("key", "What identifies it within its source."),
        _text("version", "Which state of it."),
        _text("at", "Moment."),
        _text("outcome", "taken, same, left or failed."),
        _text("reason", "Why, in words; or empty."),
        _text("address", "Where it is, or null.", null=True),
        _text("title", "Headline, or null.", null=True),
        _text("item", "JSON of the item without its report."),
        _text("report", "Report that it gave, or null.", null=True),
        _text("digest", "Of the bytes that the report was read from, or null.", null=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_items")),
        comment="What came of items, in order; the last row of an item counts.",
    )
    _index("items", "source", "key")
    _index("items", "source", "outcome", "at")
    _index("items", "report")


def _make_alerts() -> None:
    op.create_table(
        "alerts",
        _serial(),
        _number("rule", "Number of the deed that made the rule.", null=False),
        _text("change", "Digest of the change."),
        _text("at", "Moment when it was seen."),
        _text("mark", "Who may see it."),
        _text("basis", "Ids of the entries that it rests on, one a line."),
        _text("body", "JSON of what is told; null once its words were purged.", null=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alerts")),
        sa.UniqueConstraint("rule", "change", name=op.f("uq_alerts_rule_change")),
        comment="Changes that a rule asked to be told of, each once.",
    )
    op.create_table(
        "tellings",
        _serial(),
        _text("at", "Moment when the rules were asked."),
        _text("until", "Moment up to which what was entered was considered."),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tellings")),
        comment="When the rules of alerts were asked, each time from the end of the time before.",
    )
    op.create_table(
        "deliveries",
        _serial(),
        _number("alert", "The alert.", null=False),
        _text("target", "Where to, without secrets."),
        _text("at", "Moment."),
        _text("outcome", "trying, sent or failed."),
        _text("error", "Why it failed, in words; or null.", null=True),
        sa.ForeignKeyConstraint(["alert"], ["alerts.id"], name=op.f("fk_deliveries_alert_alerts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deliveries")),
        comment="Tries to tell of an alert, in order; the last row of a target counts.",
    )
    _index("deliveries", "alert")


def _index(table: str, *columns: str) -> None:
    op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, list(columns), unique=False)


def _serial() -> sa.Column[int]:
    return sa.Column("id", sa.Integer(), nullable=False, comment="Counts up in order of entry.")


def _text(name: str, comment: str, *, null: bool = False) -> sa.Column[str]:
    return sa.Column(name, TEXT, nullable=null, comment=comment)


def _number(name: str, comment: str, *, null: bool = True) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=null, comment=comment)


def _count(name: str, comment: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False, comment=comment)
