"""What an annotation says of a claim: it holds, it does not, or it is a borderline case."""

from __future__ import annotations

from dataclasses import dataclass
from types import ModuleType
from typing import Any

from detente.model.claims import Claim, Contact, Position
from detente.readings.learned.clauses import Span, overlap, union
from detente.readings.learned.judging import Draft

# A claim's words are those of the annotation if they share half of the shorter.
SHARED = 0.5
# A clause is that of an annotated claim if they share this much of what both cover.
SAME, NEAREST = 0.5, 0.3


@dataclass(frozen=True)
class Truth:
    """The annotation of one report.

    names: The names that stand for each actor. alike: The share of words that two names share.
    """

    gold: dict[str, Any]
    names: Any
    alike: Any

    @classmethod
    def of(cls, gold: dict[str, Any], scorer: ModuleType) -> Truth:
        """Return the truth of an annotation."""
        return cls(gold, scorer.Names(gold), scorer.tsim)

    def certain(self, family: str) -> list[dict[str, Any]]:
        """The annotated claims of a family that are no borderline cases."""
        return [item for item in self.gold[family] if not item.get("optional")]

    def at(self, family: str, span: Span) -> tuple[int | None, dict[str, Any] | None]:
        """Whether a clause is that of a claim: 1, 0, or None if borderline; and which claim."""
        shares = [(union(span, _span(item)), n) for n, item in enumerate(self.gold[family])]
        share, best = max(shares, default=(0.0, -1))
        if share < SAME:
            return 0, None
        item = self.gold[family][best]
        return (None, None) if item.get("optional") else (1, item)

    def holds(self, family: str, span: Span, one: Claim | Draft) -> int | None:
        """Whether a claim is annotated: 1, 0, or None if only a borderline case is like it."""
        borderline = False
        for item in self.gold[family]:
            if overlap(span, _span(item)) >= SHARED and self._agrees(item, one):
                if not item.get("optional"):
                    return 1
                borderline = True
        return None if borderline else 0

    def names_plan(self, span: Span, name: str, points: int | None) -> int | None:
        """Whether words name an annotated plan: 1, 0, or None if only a borderline case."""
        borderline = False
        for item in self.gold["proposals"]:
            counted = item["points"] is not None
            if counted and points not in (None, item["points"]):
                continue
            if (
                overlap(span, _span(item)) >= SHARED
                or self.alike(name, item["name"]) >= SHARED
                or (counted and points == item["points"])
            ):
                if not item.get("optional"):
                    return 1
                borderline = True
        return None if borderline else 0

    def _agrees(self, item: dict[str, Any], one: Claim | Draft) -> bool:
        family = one.family
        if family == "positions":
            actor = one.actor if isinstance(one, Position) else one.holder  # type: ignore[union-attr]
            return one.stance == item["stance"] and self.names.party(actor, item["actor"])  # type: ignore[union-attr]
        if family == "assessments":
            by, way = one.by, one.polarity  # type: ignore[union-attr]
            return way == item["polarity"] and self.names.party(by, item["by"])
        if isinstance(one, Contact):
            return one.status == item["status"] and self._same_parties(one, item["participants"])
        return True

    def _same_parties(self, contact: Contact, wanted: list[str]) -> bool:
        found = [p.name for p in contact.participants if p.role != "absent"]
        if not wanted:
            return True
        there = sum(any(self.names.party(x, y) for x in found) for y in wanted)
        right = sum(any(self.names.party(x, y) for y in wanted) for x in found)
        return bool(found) and there * 2 >= len(wanted) and right * 2 >= len(found)


def _span(item: dict[str, Any]) -> Span:
    return Span(item["evidence"]["start"], item["evidence"]["end"])
