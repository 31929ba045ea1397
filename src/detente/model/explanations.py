"""Why a reading says what it says: for each claim, and for words that gave none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from detente.model.claims import Claim, Reading
from detente.model.text import Evidence, Report

RivalKind = Literal["stance", "actor", "polarity"]


@dataclass(frozen=True, slots=True)
class Reason:
    """Something that raised or lowered how sure a claim is.

    words: In plain words.
    weight: What it adds to the logarithm of the odds: 0.7 doubles them, -0.7 halves them.
    clues: What stands behind it, the strongest first.
    """

    words: str
    weight: float
    clues: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Rival:
    """What a part of a claim might have been instead, and how far behind that was.

    share: Of the rival. chosen_share: Of what the claim says. Both 0 to 1.
    """

    kind: RivalKind
    name: str
    share: float
    chosen_share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """Why a claim is there.

    by: What proposed it, in words ("the wording en.position.offer@1").
    example: A sentence that such a wording matches, or None.
    source: Where the wording is from, or None.
    words: The words that decided, in order.
    put: How the clause is put: "negated", "on a condition: if Norland signs"…
    start: How sure a claim is of which nothing special is known, 0 to 1; None if not weighed.
    reasons: What is special, the strongest first; they lead from `start` to the confidence.
    rivals: What else was considered.
    """

    claim: Claim
    by: str
    example: str | None = None
    source: str | None = None
    words: tuple[Evidence, ...] = ()
    put: tuple[str, ...] = ()
    start: float | None = None
    reasons: tuple[Reason, ...] = ()
    rivals: tuple[Rival, ...] = ()


@dataclass(frozen=True, slots=True)
class Passed:
    """Something that looked like a claim and became none. what: In words. why: In words."""

    what: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """A sentence in which something was passed over, or that gave no claim at all.

    claims: Number of claims that rest on it all the same.
    furniture: Whether it is no sentence of running text but a headline, caption, link or notice.
    """

    evidence: Evidence
    passed: tuple[Passed, ...]
    claims: int = 0
    furniture: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """A reading with its reasons.

    whys: Of each claim of the reading, in its order.
    silences: Sentences, in order of the text.
    """

    reading: Reading
    whys: tuple[Why, ...]
    silences: tuple[Silence, ...] = ()

    @property
    def report(self) -> Report:
        """The report that was read."""
        return self.reading.report
