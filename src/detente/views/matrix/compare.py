"""What differs in a cell of the matrix between two days: from what to what, voice by voice."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from detente.model.snapshot import Held, Standing
from detente.views.matrix.cells import teller_text
from detente.views.words import stance_text

NOTHING = "nothing found"
_Voice = Literal["own voice", "others", "possible"]


@dataclass(frozen=True, slots=True)
class Difference:
    """What one voice holds in a cell before and after, in words."""

    voice: _Voice
    before: str
    after: str


def differences(before: Standing | None, after: Standing | None) -> tuple[Difference, ...]:
    """Return what differs in a cell: the own voice's stances, others' accounts, what is possible.

    Stance, condition, firmness and who tells it count. That it was only said again does not.
    None for a cell in which nothing stands.
    """
    old, new = before or _NOBODY, after or _NOBODY
    found: list[Difference] = []
    own = _own(old), _own(new)
    if own[0] != own[1]:
        found.append(Difference("own voice", *own))
    found += _accounts("others", old.others, new.others)
    found += _accounts("possible", old.possible, new.possible)
    return tuple(found)


def _accounts(voice: _Voice, old: Iterable[Held], new: Iterable[Held]) -> list[Difference]:
    was, now = _told(old), _told(new)
    gone = [words for words in was if words not in now]
    come = [words for words in now if words not in was]
    return [Difference(voice, _listed(gone), _listed(come))] if gone or come else []


_NOBODY = Standing(party="", issue="", proposition="")


def _own(standing: Standing) -> str:
    if not standing.own:
        return NOTHING
    words = _listed(dict.fromkeys(stance_text(held.position) for held in standing.own))
    return f"mixed signals: {words}" if standing.mixed else words


def _told(helds: Iterable[Held]) -> list[str]:
    return list(
        dict.fromkeys(
            stance_text(held.position)
            if held.position.voice == "own"
            else f"per {teller_text(held)}: {stance_text(held.position)}"
            for held in helds
        )
    )


def _listed(words: Iterable[str]) -> str:
    return " · ".join(words) or "nothing"
