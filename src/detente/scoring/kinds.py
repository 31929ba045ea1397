"""When a read item is an annotated one, kind by kind.

Everywhere the words must be the same: half of the shorter span at least. What must agree besides:

==================  ============================================================================
actors              the name, or one of the mentions (no words are compared)
statements          the speaker
contacts            the status, and half of the participants of either side
proposals           the number of points, where both give one
positions           the actor (or whom it acts for) and the stance
assessments         who judges (or whom it acts for) and the polarity
quantities          the value, where the annotation gives one
commitments         who owes it (or whom it acts for)
compliance          whose conduct it is (or whom it acts for), and the act
progress            the label (no words are compared: it is of the report as a whole)
all others          nothing
==================  ============================================================================
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from detente.scoring.matching import Item, shared
from detente.scoring.names import Names

Agrees = Callable[[Item, Item, Names], bool]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of claim. words: Key of its span; None if words are not compared.

    later: Whether older annotations do not know it; one that lacks it is then not compared.
    """

    name: str
    words: str | None
    agrees: Agrees
    later: bool = False

    def closeness(self, read: Item, gold: Item, names: Names) -> float:
        """Return how close a read item is to an annotated one; 0 if it is another."""
        near = 1.0 if self.words is None else shared(read.get(self.words), gold.get(self.words))
        return near if near and self.agrees(read, gold, names) else 0.0


def _actor(read: Item, gold: Item, names: Names) -> bool:
    spellings = (read["name"], *read.get("mentions", ()))
    return any(names.same(spelling, gold["name"]) for spelling in spellings)


def _statement(read: Item, gold: Item, names: Names) -> bool:
    return names.same(read["speaker"], gold["speaker"])


def _contact(read: Item, gold: Item, names: Names) -> bool:
    same = read["status"] == gold["status"]
    return same and names.overlap(read["participants"], gold["participants"])


def _proposal(read: Item, gold: Item, _names: Names) -> bool:
    given = (read.get("points"), gold.get("points"))
    return None in given or given[0] == given[1]


def _position(read: Item, gold: Item, names: Names) -> bool:
    return read["stance"] == gold["stance"] and names.same_party(read["actor"], gold["actor"])


def _assessment(read: Item, gold: Item, names: Names) -> bool:
    return read["polarity"] == gold["polarity"] and names.same_party(read["by"], gold["by"])


def _quantity(read: Item, gold: Item, _names: Names) -> bool:
    wanted = _number(gold.get("value"))
    return not wanted or _number(read.get("value")) == wanted


def _commitment(read: Item, gold: Item, names: Names) -> bool:
    return names.same_party(read["by"], gold["by"])


def _compliance(read: Item, gold: Item, names: Names) -> bool:
    return read["act"] == gold["act"] and names.same_party(read["by"], gold["by"])


def _progress(read: Item, gold: Item, _names: Names) -> bool:
    return bool(read["label"] == gold["label"])


def _anything(_read: Item, _gold: Item, _names: Names) -> bool:
    return True


def _number(value: object) -> str:
    """A value without its thousands' commas and spaces, "" if there is none."""
    return "" if value is None else str(value).replace(",", "").replace(" ", "").casefold()


EVIDENCE = "evidence"
KINDS: tuple[Kind, ...] = (
    Kind("actors", None, _actor),
    Kind("statements", "content", _statement),
    Kind("contacts", EVIDENCE, _contact),
    Kind("proposals", EVIDENCE, _proposal),
    Kind("positions", EVIDENCE, _position),
    Kind("sticking_points", EVIDENCE, _anything),
    Kind("assessments", EVIDENCE, _assessment),
    Kind("next_steps", EVIDENCE, _anything),
    Kind("unknowns", EVIDENCE, _anything),
    Kind("quantities", EVIDENCE, _quantity),
    Kind("commitments", EVIDENCE, _commitment, later=True),
    Kind("compliance", EVIDENCE, _compliance, later=True),
    Kind("progress", None, _progress),
)
