"""What reports say of themselves: author, agency, language, last update."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "report_details",
        _text("report", "Report it belongs to.", null=False),
        _text("author", "Who wrote it, or null."),
        _text("agency", "Agency that it credits its words to, or null."),
        _text("language", "Language by ISO 639, or null."),
        _text("updated", "Day of the last change that the outlet owns up to, or null."),
        _text("updated_at", "Moment of it, or null."),
        sa.ForeignKeyConstraint(
            ["report"], ["reports.id"], name=op.f("fk_report_details_report_reports")
        ),
        sa.PrimaryKeyConstraint("report", name=op.f("pk_report_details")),
        comment="What reports say of themselves beside their words, where they say anything.",
    )


def _text(name: str, comment: str, *, null: bool = True) -> sa.Column[str]:
    return sa.Column(name, TEXT, nullable=null, comment=comment)
