"""What tests of commitments, and of whether they are kept, put behind their sentences."""

from __future__ import annotations

WHOEVER = "unnamed: who owes it"
# A party is known as one where a text tells more of it than one sentence.
BEHIND = (
    " Kestland and Torvania have been at odds for years. Kestland said so. The government of "
    "Torvania is old. The government of Kestland is new."
)
