"""coverage(): which issues of the register a draft has points on, by words: an inference."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from detente.drafts.pairing import is_same
from detente.drafts.quantities import Quantity, quantities
from detente.drafts.threads import Stage
from detente.drafts.units import is_money
from detente.drafts.wording import words_of
from detente.model.drafts import Draft
from detente.model.snapshot import Issue
from detente.model.versions import Covered, OtherNumber

# A point is on an issue if it holds a word of its name, so many of its definition, or this share
# of the words of a proposition under it, two at least.
_DEFINING, _SHARE, _FEWEST = 2, 0.5, 2
# So much of them where a time or a sum in the point is to be of the same thing: in the demo "a
# first instalment of 26 million crowns" shares .6 with a point on the whole debt.
_SURE = 0.65
# Longer names are propositions: the record made the issue from a stance.
_NAME = 5
# Words that tell of no issue.
_EMPTY = words_of(
    "form other others their talks rights measures terms issues questions matters under after "
    "before with from this that these those what which whom where when years months days"
)
# "Three months after the withdrawal": when something is done, and not what.
_WHEN = re.compile(
    r"\b(?:(?:after|before|until|since|upon|following|day of) (?:the |its |their )?)\w+", re.I
)
# "Send monitors to the Kolvar Strip": where, and not what.
_WHERE = re.compile(
    r"\b(?:in|into|to|from|at|on|of|through|along|across) (?:the )?(?P<name>(?:[A-Z]\w+ ?)+)"
)
# Forms of one word begin alike: "ships" and "shipping".
_ALIKE = 4


def coverage(stages: Sequence[Stage], issues: Iterable[Issue]) -> tuple[Covered, ...]:
    """Return a cell for each issue and version, in this order; without points it is out."""
    asked = [(stage, Points(stage.draft), _earlier(stage)) for stage in stages]
    return tuple(_covered(*one, issue) for issue in issues for one in asked)


def _earlier(stage: Stage) -> Points | None:
    return None if stage.comparison is None else Points(stage.comparison.alignment.a)


def _covered(stage: Stage, points: Points, earlier: Points | None, issue: Issue) -> Covered:
    on = points.on(issue)
    changed = earlier is not None and is_changed(stage, earlier.on(issue), on)
    return Covered(
        issue=issue.id,
        version=stage.version.id,
        parts=on,
        changed=changed,
        numbers=tuple(_others(points, on, issue)),
    )


def _others(points: Points, on: Iterable[int], issue: Issue) -> Iterator[OtherNumber]:
    """Yield the numbers of points that the propositions which these are on have otherwise."""
    told = ((one.text, _alone(one.text)) for one in issue.propositions)
    recorded = {one: numbers for one, numbers in told if numbers}
    for part in on if recorded else ():
        text = points.text(part)
        shares = {one: points.share(part, one) for one in recorded}
        for number in _alone(text):
            # "120 monitors" are of one thing with "180 monitors"; times and sums may be of any
            least = _SURE if number.measures or is_money(number.unit) else _SHARE
            near = [one for one, share in shares.items() if share >= least]
            alike = [(one, q) for one in near for q in recorded[one] if _is_of_one(number, q)]
            if alike and not any(is_same(number, q) for _, q in alike):
                words = (one[q.span.start : q.span.end] for one, q in alike)
                has = text[number.span.start : number.span.end]
                yield OtherNumber(part=part, has=has, on_record=tuple(dict.fromkeys(words)))


def _alone(text: str) -> list[Quantity]:
    """Return the numbers of which a text has no other of the same: two may be of two things."""
    every = quantities(text)
    return [one for one in every if sum(_is_of_one(one, other) for other in every) == 1]


def _is_of_one(one: Quantity, other: Quantity) -> bool:
    """Whether two numbers measure or count the same: a term and a term, percent and percent."""
    if one.is_name or other.is_name or one.is_deadline != other.is_deadline:
        return False
    if one.measures or other.measures:
        return one.measures == other.measures
    return one.unit != "" and one.unit == other.unit


def is_changed(stage: Stage, before: Sequence[int], on: Sequence[int]) -> bool:
    """Return whether the points on something are not what they were in the version before.

    before, on: Points of that version and of this. What came, or went as a whole, is not changed.
    """
    if stage.comparison is None or not before or not on:
        return False
    same = {
        part
        for one in stage.comparison.changed
        if one.weight != "substantive" and set(one.pair.a) <= set(before)
        for part in one.pair.b
    }
    kept = [one.pair for one in stage.comparison.changed if set(one.pair.b) & same]
    return not set(on) <= same or len({n for pair in kept for n in pair.a}) < len(before)


class Points:
    """The points of a draft, to be asked which are on an issue."""

    def __init__(self, draft: Draft) -> None:
        """Take the words of each point, and by how they begin the points that hold them."""
        self._draft = draft
        self._points = draft.points
        bodies = (_WHEN.sub(" ", draft.parts[part].body) for part in self._points)
        self._held = [words_of(body) - _EMPTY for body in bodies]
        self._begun: dict[str, set[int]] = {}
        for n, words in enumerate(self._held):
            for word in words:
                self._begun.setdefault(word[:_ALIKE], set()).add(n)

    def text(self, part: int) -> str:
        """Return the words of a point."""
        return self._draft.parts[part].body

    def share(self, part: int, proposition: str) -> float:
        """Return which share of a proposition's words a point holds; 0 if it is not on it."""
        told, held = _Told.of(proposition), self._held[self._points.index(part)]
        return _both(held, told.words) / len(told.words) if told.is_in(held) else 0.0

    def on(self, issue: Issue) -> tuple[int, ...]:
        """Return the points that are on an issue, as far as words tell."""
        named = words_of(issue.name) - _EMPTY
        defining = words_of(issue.definition or "") - _EMPTY
        texts = {proposition.text for proposition in issue.propositions}
        if issue.name in texts or len(issue.name.split()) > _NAME:
            texts, named = {*texts, issue.name}, frozenset()
        told = [_Told.of(text) for text in texts]
        asked = named.union(defining, *(one.words for one in told))
        some = {n for word in asked for n in self._begun.get(word[:_ALIKE], ())}
        return tuple(
            self._points[n]
            for n in sorted(some)
            if _both(self._held[n], named)
            or _both(self._held[n], defining) >= _DEFINING
            or any(one.is_in(self._held[n]) for one in told)
        )


@dataclass(frozen=True, slots=True)
class _Told:
    """The words of a proposition. places: Those of them that tell where alone."""

    words: frozenset[str]
    places: frozenset[str]

    @classmethod
    def of(cls, text: str) -> _Told:
        words = words_of(text) - _EMPTY
        places = words_of(" ".join(found["name"] for found in _WHERE.finditer(text)))
        return cls(words, places & words if places < words else frozenset())

    def is_in(self, held: frozenset[str]) -> bool:
        """Whether a point holds enough of them, and not just where."""
        fewest = min(_FEWEST, len(self.words))
        enough = _both(held, self.words) >= max(fewest, _SHARE * len(self.words))
        return bool(self.words) and enough and bool(_both(held, self.words - self.places))


def _both(held: frozenset[str], words: frozenset[str]) -> int:
    """Return how many words of an issue a point holds, in whatever form."""
    begun = {word[:_ALIKE] for word in held}
    likely = [word for word in words if word[:_ALIKE] in begun]
    return sum(any(one.startswith(w) or w.startswith(one) for one in held) for w in likely)
