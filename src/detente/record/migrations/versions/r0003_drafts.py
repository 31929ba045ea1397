"""Drafts: their words, and which version of what each is."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "draft_texts",
        _text("digest", "SHA-256 of the text, hexadecimal."),
        _text("text", "The words, NFC; all spans count its code points."),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_draft_texts")),
        comment="Words of drafts, each text once.",
    )
    op.create_table(
        "drafts",
        _text("id", "Digest of proposal, label and text."),
        _text("proposal", "What it is a version of."),
        _text("label", "Which version, as the desk calls it."),
        _text("proponent", "Who put it forward, or null.", null=True),
        _text("dated", "Day that it bears, or null.", null=True),
        _text("revises", "JSON list of ids of the drafts that it was made from."),
        _text("file", "Name of the file that it came from."),
        _text("notes", "JSON list of what was seen when it was read."),
        _text("entered", "Moment when the record learned it."),
        _text("mark", "Who may see it: public, internal, restricted."),
        _text("text", "Digest of its words."),
        sa.ForeignKeyConstraint(
            ["text"], ["draft_texts.digest"], name=op.f("fk_drafts_text_draft_texts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_drafts")),
        comment="Versions of drafts. The desk's log says which were added and not taken back.",
    )
    op.create_index(op.f("ix_drafts_text"), "drafts", ["text"], unique=False)


def _text(name: str, comment: str, *, null: bool = False) -> sa.Column[str]:
    return sa.Column(name, TEXT, nullable=null, comment=comment)
