"""pieces(): a pair of very long wordings as pairs of shorter ones, sentence by sentence.

What changed in a pair is looked for with each sentence beside each: of a point of 200,000
characters that takes hours, piece by piece seconds.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from detente.drafts.flat import Flat
from detente.drafts.order import rising
from detente.drafts.sentences import sentences
from detente.drafts.typed import Sides

# Characters of a wording that is not cut, and about as many of a piece: the longest point of the
# edited drafts of evals has 4,000.
LONG = 5_000
# Words in a row that tell a place.
_RUN = 3
_WORD = re.compile(r"\S+")


def pieces(sides: Sides) -> Iterator[Sides]:
    """Yield a pair as it is; of two wordings that are very long, stretches that go together.

    They are cut where a sentence or a run of words stands once in both, and else at about the same
    share of both.
    """
    if min(len(sides.a.text), len(sides.b.text)) <= LONG:
        yield sides
        return
    one, other, run = _starts(sides)
    cuts = [
        (0, 0),
        *_evened(_shared(sides, one, other, run=run), one, other),
        (len(one), len(other)),
    ]
    ends = [*one, len(sides.a.text)], [*other, len(sides.b.text)]
    for (low, left), (high, right) in pairwise(cuts):
        yield Sides(
            _slice(sides.a, ends[0][low], ends[0][high]),
            _slice(sides.b, ends[1][left], ends[1][right]),
        )


def _slice(flat: Flat, start: int, end: int) -> Flat:
    return Flat(flat.text[start:end], flat.places[start:end])


def _starts(sides: Sides) -> tuple[list[int], list[int], int]:
    """Return where the units of both begin, and how many in a row tell a place.

    Those are sentences, or words, three in a row, where a sentence is very long itself.
    """
    every = [sentences(side.text).spans for side in (sides.a, sides.b)]
    if all(span.end - span.start <= LONG for spans in every for span in spans):
        one, other = ([span.start for span in spans] for spans in every)
        return one, other, 1
    one, other = ([m.start() for m in _WORD.finditer(side.text)] for side in (sides.a, sides.b))
    return [0, *one[1:]], [0, *other[1:]], _RUN


def _shared(
    sides: Sides, one: Sequence[int], other: Sequence[int], *, run: int
) -> list[tuple[int, int]]:
    """Return units, by number and rising in both, that with those after stand once in each."""
    here, there = (
        _once(
            [
                text[low:high].strip().casefold()
                for low, high in zip(at, [*at[run:], len(text)], strict=False)
            ]
        )
        for text, at in ((sides.a.text, one), (sides.b.text, other))
    )
    pairs = [(number, there[words]) for words, number in here.items() if words in there]
    return [pairs[n] for n in rising([number for _, number in pairs])]


def _once(texts: Sequence[str]) -> dict[str, int]:
    counts = Counter(texts)
    return {text: number for number, text in enumerate(texts) if counts[text] == 1}


def _evened(
    shared: Sequence[tuple[int, int]], one: Sequence[int], other: Sequence[int]
) -> Iterator[tuple[int, int]]:
    """Yield where to cut, in order, so that no piece is much longer than it may be.

    What came or went at great length stands apart, so that it is not shared out among the rest.
    """
    low, left = past = 0, 0
    for high, right in (*shared, (len(one), len(other))):
        longest = max(_length(one, low, high), _length(other, left, right))
        if longest > LONG and past > (low, left):
            yield past
            low, left = past
            longest = max(_length(one, low, high), _length(other, left, right))
        past = high + 1, right + 1
        is_end = (high, right) == (len(one), len(other))
        if longest <= LONG // 2 and not is_end:
            continue
        parts = longest // LONG + 1
        for part in range(1, parts if is_end else parts + 1):
            yield low + (high - low) * part // parts, left + (right - left) * part // parts
        low, left = high, right


def _length(starts: Sequence[int], low: int, high: int) -> int:
    """Return the characters between two units, short of the last one."""
    return starts[min(high, len(starts) - 1)] - starts[min(low, len(starts) - 1)]
