"""What stands around the points of two drafts, paired: titles, headings, preambles, signatures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from detente.drafts.changes import compare
from detente.model.bags import shared
from detente.model.drafts import Alignment, Comparison, Draft, Pair, PartKind

_KINDS: tuple[PartKind, ...] = ("preamble", "heading", "signature")
# A heading is another with so much in common: a third of its words, or the point beneath it.
_ALIKE = 0.3
# What a pair that has nothing but its place in common is worth beside one that has more.
_BY_PLACE = 0.01


def compare_whole(alignment: Alignment) -> Comparison:
    r"""Return what changed in each pair of points, and apart from them in what stands around.

    >>> from detente.drafts.aligning import align
    >>> from detente.drafts.points import cut
    >>> old = cut("a", "For 5 years:\n\n1. Forces leave.")
    >>> new = cut("b", "For 7 years:\n\n1. Forces leave.")
    >>> [(e.before, e.after) for e in compare_whole(align(old, new)).around[0].edits]
    [('5 years', '7 years')]
    """
    pairs = tuple(_pairs(alignment))
    # they are told like points; for that they need a name, as points without a number have
    a, b = _named(alignment.a), _named(alignment.b)
    found = compare(replace(alignment, a=a, b=b, pairs=(*alignment.pairs, *pairs)))
    points = len(alignment.pairs)
    return Comparison(
        alignment=alignment, changed=found.changed[:points], around=found.changed[points:]
    )


def _named(draft: Draft) -> Draft:
    return replace(draft, parts=tuple(replace(p, path=p.path or ("•",)) for p in draft.parts))


def _pairs(alignment: Alignment) -> Iterator[Pair]:
    """Yield the parts that are one, by kind and order."""
    front = [_front(draft) for draft in (alignment.a, alignment.b)]
    is_whole = False
    if all(front) and _kinds(alignment.a, front[0]) != _kinds(alignment.b, front[1]):
        # what one form of a text sets as its title, another sets as its first lines
        yield Pair(kind="kept", a=front[0], b=front[1], score=1.0)
        is_whole = True
    partner = {n: pair.b for pair in alignment.pairs for n in pair.a}
    for kind in _KINDS:
        a, b = (
            [n for n in _of_kind(draft, kind) if not (is_whole and n in beginning)]
            for draft, beginning in zip((alignment.a, alignment.b), front, strict=True)
        )
        bodies = [alignment.a.parts[n].body for n in a], [alignment.b.parts[n].body for n in b]
        same = SequenceMatcher(None, *bodies, autojunk=False)
        found: list[Pair] = []
        for tag, one, end, other, last in same.get_opcodes():
            if tag == "equal":
                found += map(_pair, a[one:end], b[other:last])
            elif tag == "replace":
                found += _likest(alignment, a[one:end], b[other:last], partner=partner)
        yield from found
        if kind == "heading":
            yield from _moved(alignment, a, b, found)


def _moved(
    alignment: Alignment, a: Sequence[int], b: Sequence[int], found: Sequence[Pair]
) -> Iterator[Pair]:
    """Yield the headings that stand elsewhere with the same words, once in each draft."""
    taken = {n for pair in found for n in pair.a}, {n for pair in found for n in pair.b}
    places = [
        {draft.parts[n].body: n for n in numbers if count[draft.parts[n].body] == 1}
        for draft, numbers in ((alignment.a, a), (alignment.b, b))
        for count in [Counter(draft.parts[n].body for n in numbers)]
    ]
    for body, one in places[0].items():
        other = places[1].get(body)
        if other is not None and one not in taken[0] and other not in taken[1]:
            yield Pair(kind="moved", a=(one,), b=(other,), score=1.0)


def _front(draft: Draft) -> tuple[int, ...]:
    """Return the title and the preambles that open a draft."""
    found = []
    for n, part in enumerate(draft.parts):
        if part.kind != "preamble" and (n or part.kind != "heading"):
            break
        if part.body:
            found.append(n)
    return tuple(found)


def _kinds(draft: Draft, parts: Sequence[int]) -> list[PartKind]:
    return [draft.parts[n].kind for n in parts]


def _of_kind(draft: Draft, kind: PartKind) -> list[int]:
    return [n for n, part in enumerate(draft.parts) if part.kind == kind and part.body]


def _pair(one: int, other: int) -> Pair:
    return Pair(kind="kept", a=(one,), b=(other,), score=1.0)


def _likest(
    alignment: Alignment,
    a: Sequence[int],
    b: Sequence[int],
    *,
    partner: dict[int, tuple[int, ...]],
) -> Iterator[Pair]:
    """Yield the pairs that keep their order and have most in common."""
    best = [[0.0] * (len(b) + 1) for _ in range(len(a) + 1)]
    worth = [[_worth(alignment, one, other, partner) for other in b] for one in a]
    for i in range(len(a) - 1, -1, -1):
        for j in range(len(b) - 1, -1, -1):
            both = worth[i][j] + best[i + 1][j + 1] if worth[i][j] else 0.0
            best[i][j] = max(both, best[i + 1][j], best[i][j + 1])
    i = j = 0
    while i < len(a) and j < len(b):
        if worth[i][j] and best[i][j] == worth[i][j] + best[i + 1][j + 1]:
            yield _pair(a[i], b[j])
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1


def _worth(
    alignment: Alignment, one: int, other: int, partner: dict[int, tuple[int, ...]]
) -> float:
    """Return what a pair is worth, 0 for none. A draft has one title, and signs once."""
    left, right = alignment.a.parts[one], alignment.b.parts[other]
    alike = shared(left.body, right.body)
    if left.kind != "heading" or one == other == 0:
        return alike + _BY_PLACE
    beneath = other + 1 in partner.get(one + 1, ())
    return alike + beneath if beneath or alike >= _ALIKE else 0.0
