"""Which of two reports of one day was first, and that two bodies do not copy each other."""

from alembic import op

from detente.record.copying import pair_anew

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    pair_anew(op.get_bind())
