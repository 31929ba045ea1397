"""What the record shows as fact, and what as possible. Pure.

A claim carries the share of such claims that hold. What a kind needs to be shown as fact is a
table; several independent texts that say the same thing add up. Whatever does not reach it is
shown too, apart and named: "possible".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

# The confidence from which a kind is shown as fact. Swept 0.3-0.9 with the reader `learned` on the
# annotated reports held out and the reference, as docs/accuracy.md counts, which has today's
# figures. Behind each, as found: the share that holds at and above it, and the share of all that
# is shown. Where no confidence gives 0.85, it is the one above which more is lost than won.
SURE: Mapping[str, float] = MappingProxyType(
    {
        "statements": 0.9,  # .90 hold, .59 are shown
        "contacts": 0.65,  # .69, .40; 0.6 gives .61, and higher ones rest on few
        "proposals": 0.7,  # .69, .29
        "positions": 0.6,  # .74, .33; 0.7 gives .84 with .12
        "sticking_points": 0.5,  # six claims alone: as on the reports tuned on, 1.00, .62
        "assessments": 0.7,  # .88, .04
        "next_steps": 0.7,  # .74, .50
        "unknowns": 0.5,  # .84, all
        "quantities": 0.75,  # .71, .82
        "progress": 0.8,  # .46 hold whatever the confidence: no report alone is enough
        "relations": 0.6,  # not annotated: as positions, which they are made with
    }
)
# What is less likely than this adds nothing, however often it is said: a reader that errs on a
# wording errs on it again.
LEAST = 0.4


def is_sure_alone(family: str, confidence: float) -> bool:
    """Whether one claim is enough to show what it says as fact.

    >>> is_sure_alone("positions", 0.6), is_sure_alone("positions", 0.59)
    (True, False)
    """
    return confidence >= SURE[family]


def is_sure(family: str, told: Iterable[tuple[str, float]]) -> bool:
    """Whether claims that say the same thing are enough to show it as fact.

    They are if one of them is, or if independent texts together are: taken to err independently
    of each other, all of them are wrong as often as the product of their doubts says.

    told: Of each claim, the origin of its report and its confidence. Of an origin the best counts.

    >>> is_sure("positions", [("a", 0.4), ("b", 0.4)]), is_sure("positions", [("a", 0.4)] * 2)
    (True, False)
    """
    best: dict[str, float] = {}
    for origin, confidence in told:
        if confidence >= max(LEAST, best.get(origin, 0.0)):
            best[origin] = confidence
    doubt = 1.0
    for confidence in best.values():
        doubt *= 1 - confidence
    # rounded: a claim at 0.6 is to reach 0.6 as `is_sure_alone` says
    return bool(best) and round(1 - doubt, 9) >= SURE[family]
