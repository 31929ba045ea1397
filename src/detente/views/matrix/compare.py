"""What differs in a cell of the matrix between two days: from what to what, voice by voice."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from detente.model.claims import Position
from detente.model.snapshot import Held, Standing
from detente.model.vocabulary import STANCE_WORDS
from detente.views.matrix.cells import teller_text
from detente.views.words import stance_text

NOTHING = "nothing found"
_Voice = Literal["own voice", "others", "possible"]
_Words = Callable[[Position], str]


@dataclass(frozen=True, slots=True)
class Difference:
    """What one voice holds in a cell before and after, in words."""

    voice: _Voice
    before: str
    after: str


def differences(before: Standing | None, after: Standing | None) -> tuple[Difference, ...]:
    """Return what differs in a cell: the own voice's stances, others' accounts, what is possible.

    Stance and who tells it are compared; where they are the same, condition and firmness too. That
    something was only said again is no difference. None for a cell in which nothing stands.
    """
    old, new = before or _NOBODY, after or _NOBODY
    found: list[Difference] = []
    for words in (_stance, stance_text):
        was, now = _own(old, words), _own(new, words)
        if was != now:
            found.append(Difference("own voice", was, now))
            break
    found += _accounts("others", old.others, new.others)
    found += _accounts("possible", old.possible, new.possible)
    return tuple(found)


def _accounts(voice: _Voice, old: Iterable[Held], new: Iterable[Held]) -> list[Difference]:
    for words in (_stance, stance_text):
        was, now = _told(old, words), _told(new, words)
        gone = [one for one in was if one not in now]
        come = [one for one in now if one not in was]
        if gone or come:
            return [Difference(voice, _listed(gone), _listed(come))]
    return []


_NOBODY = Standing(party="", issue="", proposition="")


def _stance(position: Position) -> str:
    return STANCE_WORDS[position.stance]


def _own(standing: Standing, words: _Words) -> str:
    if not standing.own:
        return NOTHING
    said = _listed(dict.fromkeys(words(held.position) for held in standing.own))
    return f"mixed signals: {said}" if standing.mixed else said


def _told(helds: Iterable[Held], words: _Words) -> list[str]:
    return list(
        dict.fromkeys(
            words(held.position)
            if held.position.voice == "own"
            else f"per {teller_text(held)}: {words(held.position)}"
            for held in helds
        )
    )


def _listed(words: Iterable[str]) -> str:
    return " · ".join(words) or "nothing"
