"""What the desk assumes, as findings tell it."""

from __future__ import annotations

from collections.abc import Collection

from detente.model.assumptions import NONE, NONE_TEXT
from detente.model.findings import Assumed, Finding, Row
from detente.model.snapshot import Snapshot


def names_of(snapshot: Snapshot) -> dict[str, str]:
    """Return the names of parties, issues and options by id."""
    return {
        **snapshot.party_names,
        **{issue.id: issue.name for issue in snapshot.issues},
        **snapshot.proposition_texts,
        **{a.key: a.text for a in snapshot.assumptions if a.kind == "option"},
        NONE: NONE_TEXT,
    }


def told(snapshot: Snapshot, used: Collection[int] | None = None) -> tuple[Assumed, ...]:
    """Return what the desk assumes, in words. used: Numbers of those meant, None for all."""
    names = names_of(snapshot)
    return tuple(
        Assumed(id=one.id, said=one.said(names), whose=one.whose)
        for one in snapshot.assumptions
        if used is None or one.id in used
    )


def left_out(snapshot: Snapshot) -> tuple[str, ...]:
    """Say what does not count for its mark."""
    number = snapshot.assumptions_left_out
    if not number:
        return ()
    words = (
        "1 assumption of the desk has" if number == 1 else f"{number} assumptions of the desk have"
    )
    return (f"{words} a higher mark than {snapshot.up_to} and do not count here; see --up-to.",)


def assumptions(snapshot: Snapshot, *, names: bool = False) -> Finding:
    """Return what the desk assumes, one row each, in the order in which it was said.

    names: Whether it is said who of the desk; else that column is empty.
    """
    called = names_of(snapshot)
    return Finding(
        method="assumptions",
        title="What the desk assumes",
        columns=("number", "kind", "what", "by", "on [day]", "why", "mark"),
        rows=tuple(
            Row(
                cells=(
                    one.id,
                    one.kind,
                    one.said(called),
                    one.by if names else None,
                    one.at.date().isoformat(),
                    one.why,
                    one.mark,
                )
            )
            for one in snapshot.assumptions
        ),
        caveats=(
            "No report says any of this; packages and stability alone use it.",
            *left_out(snapshot),
        ),
    )
