"""In whose voice a stance is told, by all that the record knows of who speaks for whom. Pure.

A report that only says "President Rovic" does not tell of which state he is the president, so its
reading cannot call his word his state's own. Another report of the record may say so. A stance
told by somebody who speaks for its party is then the party's own word, in the record alone: the
reading stays as it was read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from operator import attrgetter

from detente.model.claims import Claim, Position
from detente.model.vocabulary import Voice
from detente.record.facts import Seen, lines
from detente.record.people import People, is_nameless

_OWN: Voice = "own"
_TOLD: Voice = "counterpart"


def with_own_voices(
    seen: Sequence[Seen], people: People, settled: frozenset[int] = frozenset()
) -> list[Seen]:
    """Return the claims, those told by who speaks for their party in its own voice.

    settled: Indices of claims whose voice the desk has set; they are left alone.
    """
    found = list(seen)
    for i, voice in enumerate(map(attrgetter("voice"), seen)):
        if voice == _TOLD and i not in settled and _is_own(seen[i], people):
            found[i] = seen[i]._replace(voice=_OWN)
    return found


def voiced(claim: Claim, seen: Seen) -> Claim:
    """Return a claim in the voice that the record gives it."""
    if isinstance(claim, Position) and seen.voice == _OWN and claim.voice != _OWN:
        return replace(claim, voice=_OWN)
    return claim


def _is_own(seen: Seen, people: People) -> bool:
    if seen.family != "positions" or seen.speaker is None:
        return False
    if is_nameless(seen.speaker):
        return False
    return people.party(seen.speaker) == people.party(lines(seen.core)[0])
