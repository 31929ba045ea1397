"""The record: reports, readings, claims, the desk's actions."""

from alembic import op

from detente.record.schema import metadata

revision = "0001"
down_revision = None


def upgrade() -> None:
    metadata.create_all(op.get_bind())
