"""Sentences that yielded nothing, drawn by week: they tell how much is missed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from detente.model.text import Evidence

# What the desk said of a sentence: that it says nothing, or a claim that it added there.
Outcome = Literal["nothing", "added"]


@dataclass(frozen=True, slots=True)
class Sampled:
    """A sentence in a sample. outcome: None if nobody has looked at it."""

    words: Evidence
    outcome: Outcome | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """Some of the sentences that yielded nothing, of the reports entered in one week.

    week: "2031-W09". sentences: In the order in which they were drawn; the same record gives the
    same ones. silent: How many such sentences the week's reports hold: counted in `looked_in` of
    them, projected to all `reports`.
    """

    week: str
    sentences: tuple[Sampled, ...]
    silent: int
    reports: int
    looked_in: int

    @property
    def checked(self) -> int:
        """Number of sentences that the desk looked at."""
        return sum(one.outcome is not None for one in self.sentences)

    @property
    def missed(self) -> int:
        """Number of sentences in which the desk found a claim."""
        return sum(one.outcome == "added" for one in self.sentences)
