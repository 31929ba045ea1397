"""with_possible(): what the reader is not sure of counts where it is sure of nothing."""

from __future__ import annotations

from dataclasses import replace

from detente.model.snapshot import Snapshot, Standing

SURE = "What the reader is not sure of counts here only if asked for (--possible)."
APART = (
    "What would be found if more counted stands apart, by what would have to count: never take "
    "the two for one list. With --possible and --accounts it counts in the first."
)
POSSIBLE = (
    "Where nothing sure was found, stances that the reader is not sure of count here, marked "
    "'possibly': many of these are read wrongly, so look at their sentences first."
)


def with_possible(snapshot: Snapshot) -> Snapshot:
    """Return the snapshot with possible stances in force where a party has no sure one.

    What somebody possibly asks to come first counts, too.
    """
    return replace(
        snapshot, standings=tuple(map(_standing, snapshot.standings)), counts_possible=True
    )


def _standing(standing: Standing) -> Standing:
    if standing.own or standing.mixed or not standing.possible:
        return standing
    own = [held for held in standing.possible if held.position.voice == "own"]
    others = [held for held in standing.possible if held.position.voice != "own"]
    return replace(
        standing,
        own=tuple(own[:1]),
        others=(*standing.others, *others),
        stance=own[0].position.stance if own else None,
    )
