"""What the record shows as fact, and what as possible. Pure.

A claim carries the share of such claims that hold. What a kind needs to be shown as fact is a
table; several independent texts that say the same thing add up. Whatever does not reach it is
shown too, apart and named: "possible".
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from types import MappingProxyType

# The confidence from which a kind is shown as fact: the least at which .85 of such claims hold on
# the reports learned from, each judged by weights that had not seen it. Behind each, the share
# that holds at and above it there, and how many they are; docs/accuracy.md has the figures on
# reports held out. Where no confidence gives .85, no text alone is enough. The exception is
# positions: 0.84 would give .86 of 21, and leave twenty reports with two cells of a matrix. What
# does not hold at 0.7 is often what nobody annotated: of the demo's, annotated in full, 8 of 9 do.
SURE: Mapping[str, float] = MappingProxyType(
    {
        # .95 of 1,284; 0.6 gives .88, but of wordings tuned there. Of what is quoted in part and
        # "said" by somebody named, .90 of 71 hold from 0.7 to 0.9, but .88 on one outlet: too few
        "statements": 0.9,
        "contacts": 0.79,  # .88 of 24; 0.78 gives .82
        "proposals": 0.82,  # .90 of 42; 0.8 gives .84
        "positions": 0.7,  # .70 of 80
        "sticking_points": 0.5,  # .85 of 33, all
        "assessments": 0.9,  # never: at best .67
        "next_steps": 0.73,  # .86 of 43
        "unknowns": 0.5,  # .87 of 76, all
        "quantities": 0.75,  # .87 of 452
        "progress": 0.9,  # never: at best .75
        "relations": 0.9,  # never: not annotated, so not measured
        "commitments": 0.9,  # never: .79 of 24, on reports held out
        "compliance": 0.9,  # never: .86 of 7 there, too few to go by; and it is an account
    }
)
# What is less likely than this adds nothing, however often it is said: a reader that errs on a
# wording errs on it again.
LEAST = 0.4


def is_sure_alone(family: str, confidence: float) -> bool:
    """Whether one claim is enough to show what it says as fact.

    >>> is_sure_alone("positions", 0.7), is_sure_alone("positions", 0.69)
    (True, False)
    """
    return confidence >= SURE[family]


def is_sure(family: str, told: Iterable[tuple[str, float]]) -> bool:
    """Whether claims that say the same thing are enough to show it as fact.

    They are if one of them is, or if independent texts together are: taken to err independently
    of each other, all of them are wrong as often as the product of their doubts says.

    told: Of each claim, the origin of its report and its confidence. Of an origin the best counts.

    >>> is_sure("positions", [("a", 0.5), ("b", 0.5)]), is_sure("positions", [("a", 0.5)] * 2)
    (True, False)
    """
    best: dict[str, float] = {}
    for origin, confidence in told:
        if confidence < LEAST or confidence <= best.get(origin, 0.0):
            continue
        best[origin] = confidence
        # more texts only leave less doubt; rounded: a claim at 0.7 is to reach 0.7 as
        # `is_sure_alone` says
        doubt = math.prod(1 - one for one in best.values())
        if round(1 - doubt, 9) >= SURE[family]:
            return True
    return False
