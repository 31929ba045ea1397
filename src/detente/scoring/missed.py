"""How much a reader misses, by what the desk found in sentences that yielded nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from detente.model.intervals import wilson
from detente.model.samples import Sample

# Sentences looked at below which no share is said: one week's sample.
TOO_FEW = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Missed:
    """An estimate of the sentences whose claim was missed.

    checked: Sentences that the desk looked at; missed: those in which it found a claim.
    silent: Sentences that yielded nothing, of the weeks that were looked at. share, low, high:
    Share of them with a claim, and its ends at 90 percent; None for too few. number, fewest,
    most: The same as numbers of sentences.
    """

    weeks: int
    checked: int
    missed: int
    silent: int
    share: float | None = None
    low: float | None = None
    high: float | None = None
    number: int | None = None
    fewest: int | None = None
    most: int | None = None


def estimate_missed(samples: Iterable[Sample]) -> Missed:
    """Return what samples say of the weeks that they are from."""
    looked = [sample for sample in samples if sample.checked]
    checked = sum(sample.checked for sample in looked)
    missed = sum(sample.missed for sample in looked)
    silent = sum(sample.silent for sample in looked)
    if checked < TOO_FEW:
        return Missed(weeks=len(looked), checked=checked, missed=missed, silent=silent)
    share, ends = missed / checked, wilson(missed, checked)
    return Missed(
        weeks=len(looked),
        checked=checked,
        missed=missed,
        silent=silent,
        share=share,
        low=ends.low,
        high=ends.high,
        number=round(share * silent),
        fewest=round(ends.low * silent),
        most=round(ends.high * silent),
    )
