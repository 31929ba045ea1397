"""Where a workbench leaves its first page for the next one."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "first_pages",
        sa.Column("reader", TEXT, nullable=False, comment="Whose page it is."),
        sa.Column(
            "digest",
            TEXT,
            nullable=False,
            comment="SHA-256 of all that it follows from and of its body, hexadecimal.",
        ),
        sa.Column("body", sa.LargeBinary(), nullable=False, comment="What it says, as JSON."),
        sa.PrimaryKeyConstraint("reader", name=op.f("pk_first_pages")),
        comment="The first page of a workbench, to be shown again. May be emptied at any time.",
    )
