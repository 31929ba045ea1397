"""The record: reports, readings, claims, the desk's actions.

Follows the schema while no version is released. The first step after it freezes it: write its
tables out then, for a step must go on making what it made (tests/record/test_forms.py holds this).
"""

from alembic import op

from detente.record.schema import metadata

revision = "0001"
down_revision = None


def upgrade() -> None:
    metadata.create_all(op.get_bind())
