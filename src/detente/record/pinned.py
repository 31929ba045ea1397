"""Which commitment an account tells of, as the desk says and its log adds up. Pure."""

from __future__ import annotations

from detente.model.accounts import CommitmentPin
from detente.record.decisions import in_force
from detente.record.deeds import COMMITMENT
from detente.record.facts import View
from detente.record.folded import Folded


def commitment_pins(folded: Folded, view: View) -> tuple[CommitmentPin, ...]:
    """Return what the desk says, of a commitment and an account the last word, in order.

    A word on a restricted line is followed only where that may be seen.
    """
    last = {
        tuple(action.body["ids"]): action
        for action in in_force(folded.state.actions, COMMITMENT)
        if action.mark != "restricted" or view.shows("restricted")
    }
    return tuple(
        CommitmentPin(
            commitment=tuple(one.body["commitment"]),
            account=tuple(one.body["account"]),
            counts=one.body["counts"],
        )
        for one in last.values()
    )
