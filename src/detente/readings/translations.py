"""with_translations(): whatever rests on words that are a translation says so."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace

from detente.model.claims import Claim, Statement
from detente.model.text import Evidence


def with_translations(
    claims: Iterable[Claim], statements: Sequence[Statement]
) -> tuple[Claim, ...]:
    """Return claims, those whose words were quoted in a translated statement marked like it."""
    told = [
        (words, one.translated) for one in statements if one.translated for words in one.quoted
    ]
    if not told:
        return tuple(claims)
    told.sort(key=lambda pair: pair[0].start)
    starts = [words.start for words, _ in told]

    def marked(claim: Claim) -> Claim:
        if claim.translated is not None:
            return claim
        last = bisect_left(starts, claim.main.end)
        near = (of for words, of in reversed(told[:last]) if _overlap(words, claim.main))
        found = next(near, None)
        return claim if found is None else replace(claim, translated=found)

    return tuple(map(marked, claims))


def _overlap(one: Evidence, other: Evidence) -> bool:
    return one.start < other.end and other.start < one.end
