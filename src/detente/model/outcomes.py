"""What became of a forecast: one answer, from what the desk said of it. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from detente.model.snapshot import Entry, Judgement

State = Literal["open", "void", "hit", "miss", "settled", "not shown"]
# States in which a forecast waits for nothing more.
CLOSED = frozenset({"void", "hit", "miss", "settled"})
# Fields in which the desk says what became of an entry.
OF_OUTCOMES = frozenset({"resolved", "condition_met", "came_about"})
MET = "its condition is met"
_MET = {True: MET, False: "its condition did not come about"}
_CAME = {True: "it came about", False: "it did not come about"}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a forecast, by the desk.

    state: Void if its condition did not come about; hit or miss once the desk said of both its
        condition and what was forecast whether they came about; settled if it only said that what
        became of it is known; "not shown" if it may have said so under a higher mark; else open.
    met: Whether its condition came about, None if the desk did not say; came_about: Whether what
        was forecast did. said: Why, in the desk's words; on: When it said so last.
    """

    state: State = "open"
    met: bool | None = None
    came_about: bool | None = None
    said: str | None = None
    on: dt.date | None = None

    @property
    def words(self) -> str:
        """Return what the desk says became of it ("its condition is met"); "" for nothing.

        >>> Outcome("hit", met=True, came_about=True).words
        'its condition is met, it came about'
        """
        if self.state == "void":
            return _MET[False]
        told = (
            None if self.met is None else _MET[self.met],
            None if self.came_about is None else _CAME[self.came_about],
        )
        return ", ".join(filter(None, told)) or ("settled" if self.state == "settled" else "")


def outcome(entry: Entry) -> Outcome:
    """Return what became of a forecast, by the judgements that are shown of it."""
    if not entry.judgements:
        return Outcome("not shown" if entry.judgements_left_out else "open")
    tied, left_out = entry.is_conditional, bool(entry.judgements_left_out)
    return outcome_by(entry.judgements, tied=tied, left_out=left_out)


def outcome_by(judgements: Iterable[Judgement], *, tied: bool, left_out: bool = False) -> Outcome:
    """Return what became of a forecast by these judgements, in order: the last word counts.

    "resolved=yes" says that what became of it is known, "resolved=no" that all is open again.
    tied: Whether it has a condition. left_out: Whether there are judgements that are not shown.
    """
    said: dict[str, bool] = {}
    last: Judgement | None = None
    for judgement in judgements:
        told = {} if judgement.undone else _told(judgement)
        if told.get("resolved") is False:
            said, last = {}, None
        elif told:
            said, last = said | told, judgement
    met, came_about = said.get("condition_met"), said.get("came_about")
    state: State = "not shown" if left_out else "open"
    if tied and met is False:
        state = "void"
    elif came_about is not None and not (tied and met is None):
        state = "hit" if came_about else "miss"
    elif said.get("resolved"):
        state = "settled"
    if last is None:
        return Outcome(state)
    return Outcome(state, met, came_about, last.why, last.at.date())


def is_yes(value: str) -> bool:
    """Return whether the desk wrote yes: "yes" or "true", in any case.

    >>> is_yes("Yes"), is_yes("true"), is_yes("no")
    (True, True, False)
    """
    return value.strip().lower() in ("yes", "true")


def _told(judgement: Judgement) -> dict[str, bool]:
    return {name: is_yes(value) for name, value in judgement.fields if name in OF_OUTCOMES}
