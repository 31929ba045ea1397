"""What a wording of a position asks for, and whether two wordings can be one proposition. Pure.

They can if their frames agree wherever both of them speak.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import Any, NamedTuple

from detente.record.senses import ACTION, ALONE, THING, VAGUE


class Kin(NamedTuple):
    """What two wordings of one proposition have in common to the letter.

    parts: By what each further part begins.
    """

    actions: frozenset[str]
    numbers: frozenset[str]
    parts: frozenset[str]
    negated: bool


@dataclass(frozen=True, slots=True)
class Frame:
    """What a wording says, in words of one sense each.

    actions: What is done that the thing's name alone does not say. gives: What is done that it
    does say ("the stationing of monitors"). heads: Things that it is about. kinds: What tells
    them from others of their name. parties: Names in front of or among the things.
    owners, places: What follows "of" and "for", "in" and "to". parts: Further parts by what
    begins them ("before", "without"). numbers: Numbers and dates. courses: Side of each pair of
    opposites. weights: Words and senses by how much they say which issue it is.
    clear: Whether it can serve as the name of a proposition. refers: Whether it stands for what
    was named elsewhere ("pay them").
    """

    actions: frozenset[str]
    gives: frozenset[str]
    heads: frozenset[str]
    kinds: frozenset[str]
    parties: frozenset[str]
    owners: frozenset[str]
    places: frozenset[str]
    parts: Mapping[str, frozenset[str]]
    numbers: frozenset[str]
    courses: tuple[int, ...]
    negated: bool
    words: frozenset[str]
    weights: Mapping[str, int]
    clear: bool
    refers: bool
    kin: Kin

    @property
    def things(self) -> frozenset[str]:
        """Every thing and place that it names, in whatever part."""
        return self.heads | self.kinds | self.owners | self.places

    @property
    def keys(self) -> frozenset[str]:
        """Words of which two wordings of one proposition share at least one."""
        return self.heads | {f"to {action}" for action in self.actions | self.gives}

    @property
    def subjects(self) -> tuple[str, ...]:
        """Words that name the issue where no known one fits, in order of the alphabet."""
        return (*sorted(self.heads - VAGUE), *sorted(self.owners - VAGUE))

    def shared(self, other: Frame) -> list[str]:
        """Return what two wordings have in common, in words."""
        return sorted(_all(self) & _all(other))

    @property
    def is_specific(self) -> bool:
        """Whether it names something that a party can take a stance on."""
        named = self.heads | self.kinds | self.owners | self.parties
        deeds = self.actions | self.gives
        if self.refers:
            return False
        acts_on = bool(deeds) and bool(self.places | self.numbers)
        return bool(named - VAGUE) or acts_on or not ALONE.isdisjoint(deeds)


_SETS = ("actions", "gives", "heads", "kinds", "parties", "owners", "places", "numbers", "words")


def plain_frame(found: Frame) -> list[Any]:
    """Return a frame as plain values, in the order of its fields."""
    parts = {kind: sorted(words) for kind, words in found.parts.items()}
    values = {**{f.name: getattr(found, f.name) for f in fields(Frame)}, "parts": parts}
    values["kin"] = [_plain(value) for value in found.kin]
    return [_plain(value) for value in values.values()]


def frame_from_plain(values: list[Any]) -> Frame:
    """Return the frame that gave plain values. Errors: ValueError or TypeError if none did."""
    named = dict(zip((f.name for f in fields(Frame)), values, strict=True))
    for name in _SETS:
        named[name] = frozenset(named[name])
    actions, numbers, parts, is_negated = named["kin"]
    named["kin"] = Kin(frozenset(actions), frozenset(numbers), frozenset(parts), is_negated)
    named["parts"] = {kind: frozenset(words) for kind, words in named["parts"].items()}
    named["courses"] = tuple(named["courses"])
    return Frame(**named)


def _plain(value: object) -> object:
    if isinstance(value, frozenset):
        return sorted(value)
    return dict(value) if isinstance(value, Mapping) else value


def agreement(one: Frame, other: Frame) -> float:
    """Return how far two wordings say the same (0 to 1), 0 if they cannot be one proposition.

    >>> from detente.record.phrases import frame
    >>> agreement(frame("the withdrawal of all forces"), frame("forces leave the strip")) > 0
    True
    >>> agreement(frame("forces leave the strip"), frame("forces stay in the strip"))
    0.0
    """
    if one.kin != other.kin or not _same_deed(one, other) or not _same_thing(one, other):
        return 0.0
    if not _same_parts(one, other) or _opposite(one, other):
        return 0.0
    mine, theirs = _all(one), _all(other)
    return 2 * len(mine & theirs) / (len(mine) + len(theirs)) if mine or theirs else 0.0


def weigh(found: Frame, keywords: frozenset[str]) -> int:
    """Return how much the words of a wording point to an issue with these keywords (stems)."""
    senses = _senses(keywords)
    return sum(weight for word, weight in found.weights.items() if word in senses)


def pointing(found: Frame, keywords: frozenset[str]) -> list[str]:
    """Return the words of a wording that point to an issue."""
    return sorted(word.removeprefix("to ") for word in found.weights if word in _senses(keywords))


@lru_cache(maxsize=2_000)
def _senses(keywords: frozenset[str]) -> frozenset[str]:
    things = {THING.get(word, word) for word in keywords}
    return frozenset(things | {f"to {ACTION[word]}" for word in keywords if word in ACTION})


def _all(found: Frame) -> frozenset[str]:
    parts = (words | {kind} for kind, words in found.parts.items())
    deeds = {f"to {action}" for action in found.actions | found.gives}
    return found.things.union(deeds, found.parties, found.numbers, *parts)


def _opposite(one: Frame, other: Frame) -> bool:
    return any(a * b < 0 for a, b in zip(one.courses, other.courses, strict=True))


def _same_deed(one: Frame, other: Frame) -> bool:
    return not (one.gives and other.gives) or bool(one.gives & other.gives)


def _same_thing(one: Frame, other: Frame) -> bool:
    if one.heads and other.heads:
        if not (one.heads <= other.heads or other.heads <= one.heads):
            return False
    elif (not one.actions and not one.gives & other.gives) or (
        one.things and other.things and not one.things & other.things
    ):
        return False
    elif not (one.actions or (one.things and other.things)):
        return False  # "payment" alone is not yet the payment of something
    pairs = (
        (one.kinds, other.kinds),
        (one.owners, other.owners),
        (one.places, other.places),
    )
    for mine, theirs in pairs:
        if mine and theirs and not (mine & other.things) and not (theirs & one.things):
            return False
    return not (one.parties and other.parties) or bool(one.parties & other.parties)


def _same_parts(one: Frame, other: Frame) -> bool:
    return all(
        bool(words & other.parts[kind]) or not (words or other.parts[kind])
        for kind, words in one.parts.items()
    )
