"""How far a share of few cases may be off."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

# Ninety percent, as the accuracy card's: what lies outside is one in twenty on either side.
_Z = 1.6448536269514722


@dataclass(frozen=True, slots=True)
class Interval:
    """The ends between which a share lies in nine of ten samples, 0 to 1."""

    low: float
    high: float


def wilson(found: int, of: int) -> Interval:
    """Return the interval of a share of which `found` of `of` cases are known, at 90 percent.

    Source: Wilson, "Probable Inference, the Law of Succession, and Statistical Inference" (1927);
    for few cases and shares near 0 or 1 better than the usual one (Brown, Cai, DasGupta 2001).

    >>> wilson(0, 0)
    Interval(low=0.0, high=1.0)
    >>> ends = wilson(9, 10)
    >>> round(ends.low, 2), round(ends.high, 2)
    (0.65, 0.98)
    """
    if not of:
        return Interval(0.0, 1.0)
    share, square = found / of, _Z * _Z
    middle = share + square / (2 * of)
    reach = _Z * sqrt(share * (1 - share) / of + square / (4 * of * of))
    whole = 1 + square / of
    # rounding must not leave the share itself outside
    return Interval(
        min(max(0.0, (middle - reach) / whole), share),
        max(min(1.0, (middle + reach) / whole), share),
    )
