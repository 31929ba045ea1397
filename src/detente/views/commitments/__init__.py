"""What is owed and what is told of it: as a paper, as a table, as plain values."""

from detente.views.commitments.choosing import Wanted, chosen, grouped
from detente.views.commitments.paper import commitments_paper
from detente.views.commitments.table import (
    commitments_about,
    commitments_table,
    commitments_values,
)
from detente.views.owed import owed_text, state_text, told_text

__all__ = [
    "Wanted",
    "chosen",
    "commitments_about",
    "commitments_paper",
    "commitments_table",
    "commitments_values",
    "grouped",
    "owed_text",
    "state_text",
    "told_text",
]
