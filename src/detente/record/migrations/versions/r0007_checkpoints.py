"""Where the record is put away as it was folded."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "checkpoints",
        sa.Column("mark", TEXT, nullable=False, comment="Up to which mark it shows reports."),
        sa.Column(
            "reading", sa.Integer(), nullable=False, comment="Number of the last reading in it."
        ),
        sa.Column(
            "deed",
            sa.Integer(),
            nullable=False,
            comment="Number of the last deed of the desk in it.",
        ),
        sa.Column(
            "code",
            TEXT,
            nullable=False,
            comment="Digest of the program that folded it; no other uses it.",
        ),
        sa.Column("digest", TEXT, nullable=False, comment="SHA-256 of its body, hexadecimal."),
        sa.Column("body", sa.LargeBinary(), nullable=False, comment="Its columns."),
        sa.PrimaryKeyConstraint("mark", name=op.f("pk_checkpoints")),
        comment="The record as it was folded once, to go on from. May be emptied at any time.",
    )
