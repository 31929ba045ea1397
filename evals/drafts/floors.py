"""What the comparison of drafts must not fall under: `[drafts]` of evals/floors.toml."""

from __future__ import annotations

import tomllib

from evals.drafts.scoring import Score
from evals.floors import FLOORS


def under_floor(found: Score, table: str = "drafts") -> tuple[str, ...]:
    """Return a sentence for each figure under its floor. table: Of floors.toml."""
    floors = tomllib.loads(FLOORS.read_text("utf-8"))[table]
    low = [f"{table}: {found.uncut} drafts were not cut as they were written"] * bool(found.uncut)
    for strength, rows in floors.items():
        for what, floor in rows.items():
            counts = found.of(strength, what)
            if counts.f1 < floor:
                asked = counts.right + counts.missed
                low.append(
                    f"{table}, {strength}, {what}: F1 {counts.f1:.3f} on {asked}, at least "
                    f"{floor:.3f} must be reached"
                )
    return tuple(low)
