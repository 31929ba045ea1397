"""Cases: two versions of an invented draft, and what became of each point, which is known."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from random import Random

from detente.model.numerals import roman
from evals.drafts.edits import CHANGES, Both, TrueEdit, bare, deadline, number, reference
from evals.drafts.rewording import Manner, reworded
from evals.drafts.sources import Source, load_sources

_SENTENCES = re.compile(r"(?<=[.}])(?<=\.) (?=[A-Z{])")


@dataclass(frozen=True, slots=True)
class Strength:
    """How much a draft is edited: its manner of rewording, and how many edits of each kind.

    changed: Share of points of which something is changed; a quarter of these twice.
    longer: Share of points to which a sentence about something else is added.
    """

    name: str
    manner: Manner
    changed: float
    longer: float
    moved: int
    split: int
    merged: int
    deleted: int
    inserted: int


STRENGTHS = (
    Strength("light", Manner(0.25, 0.0, 0.1, 0.1), 0.25, 0.05, 1, 1, 1, 1, 1),
    Strength("medium", Manner(0.7, 0.2, 0.4, 0.3), 0.35, 0.1, 2, 2, 1, 2, 2),
    Strength("heavy", Manner(0.9, 0.75, 0.5, 0.5), 0.4, 0.1, 3, 2, 2, 2, 2),
)


@dataclass(frozen=True, slots=True)
class Link:
    """Points of two drafts that are one, counted from 0, and what was changed in them.

    longer: Whether a sentence was added, so that more changed than `edits` tell.
    """

    kind: str
    a: tuple[int, ...]
    b: tuple[int, ...]
    edits: tuple[TrueEdit, ...]
    longer: bool = False


@dataclass(frozen=True, slots=True)
class Case:
    """Two versions, and what is true of them. points: How many each has."""

    name: str
    strength: str
    a: str
    b: str
    points: tuple[int, int]
    links: tuple[Link, ...]


# Few points have a number or a deadline that can change: where they do, it is often that.
_CHOICES = (*CHANGES, *[number, deadline] * 3)


@dataclass(slots=True)
class _Item:
    """A point as it is written: the keys of what it holds, with wordings."""

    keys: list[str]
    text: str


def cases(half: str, versions: int) -> Iterator[Case]:
    """Yield so many versions of each draft of a half at each strength, the same each time."""
    for source in load_sources(half):
        for strength in STRENGTHS:
            for version in range(versions):
                name = f"{source.name}/{strength.name}/{version}"
                yield make(source, strength, Random(name), name=name)  # noqa: S311


def strangers(half: str) -> Iterator[Case]:
    """Yield pairs of drafts that have nothing to do with each other, each with the next."""
    sources = load_sources(half)
    for one, other in zip(sources, [*sources[1:], sources[0]], strict=True):
        texts = []
        for source in (one, other):
            items = [_Item([p.key], p.wording) for p in source.points]
            texts.append(_Written(source, items, "1.").text)
        points = (len(one.points), len(other.points))
        yield Case(f"{one.name}/{other.name}", "strangers", *texts, points, ())


def make(source: Source, strength: Strength, chance: Random, *, name: str) -> Case:
    """Return a case of a draft."""
    gone, come = _withheld(source, strength, chance)
    points = [_both(source, key, strength, chance) for key in [p.key for p in source.points]]
    common = [both.key for both in points if both.key not in gone | come]
    points = [_edited(both, source, common, strength=strength, chance=chance) for both in points]
    longer = {key for key in common if chance.random() < strength.longer}
    points = [_longer(both, source, chance) if both.key in longer else both for both in points]
    old = [_Item([both.key], both.a) for both in points if both.key not in come]
    new = [_Item([both.key], both.b) for both in points if both.key not in gone]
    moved = _move(new, set(common), strength.moved, chance)
    free = set(common) - moved - longer
    free -= _split(new, free, strength.split, chance)
    _merge(new, free, strength.merged, chance)
    form = chance.choice(_forms(source, points))
    first, second = _Written(source, old, form), _Written(source, new, form)
    edits = {both.key: _told(both, first, second) for both in points}
    links = _links(old, new, moved, edits=edits, longer=longer)
    sides = (first.text, second.text)
    if chance.random() < 0.5:
        sides, links = (sides[1], sides[0]), [_mirrored(link) for link in links]
        old, new = new, old
    return Case(name, strength.name, *sides, (len(old), len(new)), tuple(links))


def _withheld(source: Source, strength: Strength, chance: Random) -> tuple[set[str], set[str]]:
    """Return the keys of points that go, and of those that come."""
    bound = frozenset().union(*(p.refers_to for p in source.points))
    loose = [p.key for p in source.points if p.key not in bound and not p.refers_to]
    chosen = chance.sample(loose, strength.deleted + strength.inserted)
    return set(chosen[: strength.deleted]), set(chosen[strength.deleted :])


def _both(source: Source, key: str, strength: Strength, chance: Random) -> Both:
    point = next(p for p in source.points if p.key == key)
    return Both(key, point.wording, reworded(point, strength.manner, chance))


def _edited(
    both: Both, source: Source, common: Sequence[str], *, strength: Strength, chance: Random
) -> Both:
    if both.key not in common or chance.random() >= strength.changed:
        return both
    if "{r " in both.b and chance.random() < 0.5:
        return reference(both, list(common), chance) or both
    done: set[str] = set()
    for change in chance.sample(_CHOICES, len(_CHOICES)):
        if change.__name__ in done:
            continue
        # What is denied is no longer the same duty: of these two only one.
        if change.__name__ in ("negation", "obligation") and done & {"negation", "obligation"}:
            continue
        found = change(both, source, chance)
        if found is not None:
            both = found
            done.add(change.__name__)
            if len(done) == 2 or chance.random() < 0.75:
                break
    return both


def _longer(both: Both, source: Source, chance: Random) -> Both:
    """Add a sentence out of another draft of the same half."""
    other = chance.choice([s for s in load_sources(source.half) if s.name != source.name])
    able = [s for p in other.points if "{r " not in p.wording for s in _SENTENCES.split(p.wording)]
    return replace(both, b=f"{both.b} {chance.choice(able)}")


def _move(items: list[_Item], keys: set[str], number: int, chance: Random) -> set[str]:
    """Move points by at least three places; return their keys."""
    found: set[str] = set()
    for key in chance.sample(sorted(keys), number):
        place = next(n for n, item in enumerate(items) if key in item.keys)
        item = items.pop(place)
        far = [n for n in range(len(items) + 1) if abs(n - place) > 3]
        items.insert(chance.choice(far), item)
        found.add(key)
    return found


def _split(items: list[_Item], keys: set[str], number: int, chance: Random) -> set[str]:
    """Split points of two sentences; return their keys."""
    found: set[str] = set()
    able = [i for i in items if i.keys[0] in keys and len(_SENTENCES.split(i.text)) == 2]
    for item in chance.sample(able, min(number, len(able))):
        one, other = _SENTENCES.split(item.text)
        place = items.index(item)
        items[place : place + 1] = [_Item(item.keys, one), _Item(item.keys, other)]
        found.add(item.keys[0])
    return found


def _merge(items: list[_Item], keys: set[str], number: int, chance: Random) -> None:
    """Join neighbours into one point of two or more sentences."""
    for _ in range(number):
        able = [
            n
            for n, (one, other) in enumerate(pairwise(items))
            if {*one.keys, *other.keys} <= keys and len(one.keys) == len(other.keys) == 1
        ]
        if not able:
            return
        place = chance.choice(able)
        one, other = items[place : place + 2]
        items[place : place + 2] = [_Item(one.keys + other.keys, f"{one.text} {other.text}")]


def _forms(source: Source, points: Sequence[Both]) -> list[str]:
    """Return the ways of numbering that fit: references need numbers."""
    refers = any("{r " in both.a for both in points)
    return [form for form in source.forms if not refers or form != "•"]


class _Written:
    """A draft as it is written, and how its points are referred to."""

    def __init__(self, source: Source, items: Sequence[_Item], form: str) -> None:
        self._form = form
        self._places = {key: n for n, item in enumerate(items, 1) for key in reversed(item.keys)}
        for n, item in reversed(list(enumerate(items, 1))):
            self._places.update(dict.fromkeys(item.keys, n))
        points = [f"{self._label(n)} {bare(i.text, self.name)}" for n, i in enumerate(items, 1)]
        self.text = "\n\n".join([source.title, source.preamble, *points]) + "\n"

    def name(self, key: str) -> str:
        """How other points refer to the one with a key."""
        what = "Article" if self._form.startswith("Article") else "point"
        return f"{what} {self._number(self._places[key])}"

    def _label(self, number: int) -> str:
        return re.sub(r"1|I|(?<=\()a(?=\))", self._number(number), self._form, count=1)

    def _number(self, number: int) -> str:
        if self._form.startswith("I"):
            return roman(number).upper()
        return chr(96 + number) if "(a)" in self._form else str(number)


def _told(both: Both, first: _Written, second: _Written) -> tuple[TrueEdit, ...]:
    """Return the edits of a point with references as they are written."""
    return tuple(
        TrueEdit(e.kind, bare(e.before, first.name), bare(e.after, second.name), e.direction)
        for e in both.edits
    )


def _links(
    old: Sequence[_Item],
    new: Sequence[_Item],
    moved: set[str],
    *,
    edits: dict[str, tuple[TrueEdit, ...]],
    longer: set[str],
) -> list[Link]:
    rows = {item.keys[0]: n for n, item in enumerate(old)}
    found: list[Link] = []
    seen: set[str] = set()
    for item in new:
        keys = [key for key in item.keys if key in rows and key not in seen]
        if not keys:
            continue
        seen.update(keys)
        a = tuple(sorted(rows[key] for key in keys))
        b = tuple(n for n, other in enumerate(new) if other.keys[0] == item.keys[0])
        kind = "merged" if len(a) > 1 else "split" if len(b) > 1 else "kept"
        if kind == "kept" and keys[0] in moved:
            kind = "moved"
        changed = tuple(edit for key in keys for edit in edits[key])
        found.append(Link(kind, a, b, changed, keys[0] in longer))
    return found


def _mirrored(link: Link) -> Link:
    kind = {"split": "merged", "merged": "split"}.get(link.kind, link.kind)
    edits = tuple(edit.mirrored() for edit in link.edits)
    return Link(kind, link.b, link.a, edits, link.longer)
