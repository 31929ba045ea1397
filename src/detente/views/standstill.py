"""What holds talks up: sides of an obstacle, conditions, silences."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from detente.model.claims import Unknown
from detente.model.snapshot import Entry, Held, Snapshot
from detente.views.matrix.cells import every_held, issue_paths
from detente.views.phrases import name_text

_WORD = re.compile(r"[^\W_]{4,}")
# Letters of a word that count, so that "elections" is found for "election".
_STEM = 6
# Share of an obstacle's words that an issue or proposition must hold to be about it: with a third,
# what shared one common word was taken for it.
_SHARE = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A party's stance on a proposition; `key` is its id."""

    party: str
    key: str
    proposition: str
    held: Held


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """A refusal to speak: who, about what of the register (None for nothing in it)."""

    party: str
    about: str | None
    entry: Entry


def every_side(snapshot: Snapshot) -> Iterator[Side]:
    """Yield every stance of the matrix with its party and proposition."""
    parties = snapshot.party_names
    texts = snapshot.proposition_texts
    for standing in snapshot.standings:
        for held in every_held(standing):
            yield Side(
                party=parties.get(standing.party, standing.party),
                key=standing.proposition,
                proposition=texts.get(standing.proposition, standing.proposition),
                held=held,
            )


def sides(snapshot: Snapshot, words: str) -> tuple[Side, ...]:
    """Return the parties' stances on what words are about: own voice first, newest first.

    A proposition is about them if it, with the path of its issue, holds half of the telling words.
    """
    wanted = stems(words)
    about = {
        proposition.id
        for path, issue in issue_paths(snapshot.issues)
        for proposition in issue.propositions
        if wanted and len(wanted & stems(f"{path} {proposition.text}")) >= _SHARE * len(wanted)
    }
    found = [side for side in every_side(snapshot) if side.key in about]
    return tuple(sorted(found, key=_newest_own))


def conditions(snapshot: Snapshot) -> tuple[Side, ...]:
    """Return the stances that are tied to a condition: own voice first, newest first."""
    return tuple(
        sorted(
            (side for side in every_side(snapshot) if side.held.entry.is_conditional),
            key=_newest_own,
        )
    )


def silences(snapshot: Snapshot) -> tuple[Silence, ...]:
    """Return every refusal to speak, the newest first."""
    parties = snapshot.party_names
    issues = {issue.id: issue.name for issue in snapshot.issues}
    texts = snapshot.proposition_texts
    found = [
        Silence(
            party=parties.get(refusal.party) or _withheld(refusal.entry) or refusal.party,
            about=texts.get(refusal.entry.proposition or "")
            or issues.get(refusal.entry.issue or ""),
            entry=refusal.entry,
        )
        for refusal in snapshot.refusals
    ]
    return tuple(sorted(found, key=lambda one: _last(one.entry), reverse=True))


@lru_cache(maxsize=20_000)
def stems(text: str) -> frozenset[str]:
    """Return the beginnings of the words of a text that tell what it is about."""
    return frozenset(word[:_STEM] for word in _WORD.findall(text.casefold()))


def _last(entry: Entry) -> tuple[dt.date, str]:
    return (entry.last_published or dt.date.min, entry.id)


def _newest_own(side: Side) -> tuple[bool, bool, int, str]:
    since = side.held.since or dt.date.min
    own = side.held.position.voice == "own"
    return (not side.held.entry.sure, not own, -since.toordinal(), side.held.entry.id)


def _withheld(entry: Entry) -> str:
    claim = entry.claim
    return ", ".join(map(name_text, claim.withheld_by)) if isinstance(claim, Unknown) else ""
