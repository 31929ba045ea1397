"""Score: how one kind of claim was read, against an annotation."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Score:
    """How one kind of claim was read.

    found: Items that were read and are annotated. read, annotated: Items that count; borderline
    ones and those in what is to be ignored do not.
    """

    kind: str
    found: int = 0
    read: int = 0
    annotated: int = 0

    @property
    def precision(self) -> float | None:
        """Share of what was read that is annotated; None if nothing was read."""
        return self.found / self.read if self.read else None

    @property
    def recall(self) -> float | None:
        """Share of what is annotated that was read; None if nothing is annotated."""
        return self.found / self.annotated if self.annotated else None

    @property
    def f1(self) -> float | None:
        """Their harmonic mean; None if nothing is annotated.

        >>> Score("positions", found=1, read=2, annotated=2).f1
        0.5
        """
        if not self.annotated:
            return None
        return 2 * self.found / (self.read + self.annotated)
