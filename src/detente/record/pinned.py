"""Which commitment an account tells of, as the desk says and its log adds up. Pure."""

from __future__ import annotations

from detente.model.accounts import CommitmentPin
from detente.record.decisions import undone
from detente.record.deeds import COMMITMENT
from detente.record.facts import View
from detente.record.folded import Folded


def commitment_pins(folded: Folded, view: View) -> tuple[CommitmentPin, ...]:
    """Return what the desk says, of a commitment and an account the last word, in order.

    A word on a restricted line is followed only where that may be seen.
    """
    actions = folded.state.actions
    back = undone(actions)
    last = {}
    for action in actions:
        shown = action.mark != "restricted" or view.shows("restricted")
        if action.kind == COMMITMENT and action.id not in back and shown:
            last[tuple(action.body["ids"])] = action
    return tuple(
        CommitmentPin(
            commitment=tuple(one.body["commitment"]),
            account=tuple(one.body["account"]),
            counts=one.body["counts"],
        )
        for one in last.values()
    )
