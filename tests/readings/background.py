"""What tests put around their sentences: ahead of a stance, behind what is owed or kept."""

from __future__ import annotations

from detente.model.claims import Position, Reading

# Who takes part, and who speaks for one side.
OPENING = (
    "Norland and Sudmark met on the island of Brage on Monday. Norland's foreign minister, Ragna "
    "Skov, led its team. "
)
WHOEVER = "unnamed: who owes it"
# A party is known as one where a text tells more of it than one sentence.
BEHIND = (
    " Kestland and Torvania have been at odds for years. Kestland said so. The government of "
    "Torvania is old. The government of Kestland is new."
)


def positions_after(reading: Reading) -> list[Position]:
    """Return the positions that a text tells behind the opening."""
    return [p for p in reading.of(Position) if p.main.start >= len(OPENING)]
