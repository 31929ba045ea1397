"""What forms do about what the desk assumes: options, orders, moves, wants, and taking it back."""

from __future__ import annotations

from typing import Annotated

from fastapi import Form

from detente.analysis.assuming import told
from detente.model.assumptions import Assumption
from detente.model.errors import InputError, UnknownName
from detente.model.findings import Assumed
from detente.model.snapshot import Snapshot
from detente.model.text import MARKS, Mark, marks_up_to
from detente.web.asking import Shared, User
from detente.web.page import Act, Done
from detente.web.workbench import Workbench

Text = Annotated[str, Form()]
Why = Annotated[str, Form(description="The reason; it stays with it.")]
Marked = Annotated[str, Form(description=f"Who may see it: {', '.join(MARKS)}.")]
Lines = Annotated[str, Form(description="One a line, first things first.")]


def option(
    *, shared: Shared, user: User, issue: Text, text: Text, why: Why, mark: Marked = "internal"
) -> Done:
    """Add an option to an issue, for packages. Errors: InputError."""
    seen = _mark(shared, mark)
    return _done(shared.record.assume_option(issue, text, by=user, why=why, mark=seen), "packages")


def order(
    *,
    shared: Shared,
    user: User,
    party: Text,
    issue: Text,
    order: Annotated[str, Form(description="Options, the best first; = between what ties.")],
    why: Why,
    mark: Marked = "internal",
) -> Done:
    """Say how a party ranks options of an issue. Errors: UnknownName, InputError."""
    groups = [line.split(" = ") for line in _lines(order)]
    seen = _mark(shared, mark)
    made = shared.record.assume_order(party, issue, groups, by=user, why=why, mark=seen)
    return _done(made, "packages")


def move(  # noqa: PLR0913 (all by name: a form's fields)
    *,
    shared: Shared,
    user: User,
    party: Text,
    text: Text,
    why: Why,
    once: Annotated[bool, Form(description="Once taken, it stays.")] = False,
    today: Annotated[bool, Form(description="It is taken today.")] = False,
    mark: Marked = "internal",
) -> Done:
    """Say what is open to a party to do or to leave, for stability. Errors: InputError."""
    seen = _mark(shared, mark)
    made = shared.record.assume_move(
        party, text, once=once, today=today, by=user, why=why, mark=seen
    )
    return _done(made, "stability")


def wants(
    *, shared: Shared, user: User, party: Text, wants: Lines, why: Why, mark: Marked = "internal"
) -> Done:
    """Say what a party wants of all moves, for stability. Errors: InputError."""
    # NumPy takes a tenth of a second to load, and the workbench opens without
    from detente.analysis.stability import check_wants  # noqa: PLC0415

    statements, seen = _lines(wants), _mark(shared, mark)
    check_wants(shared.record.assumptions(MARKS[-1]), statements, party)
    made = shared.record.assume_wants(party, statements, by=user, why=why, mark=seen)
    return _done(made, "stability")


def drop(shared: Shared, user: User, number: Annotated[int, Form()]) -> Done:
    """Take an assumption back. Errors: NoSuchEntry."""
    within = {one.id for one in shared.record.assumptions(shared.settings.ceiling)}
    if number not in within:
        raise InputError(f"there is no assumption {number} here; load the page again")
    shared.record.drop_assumption(number, user)
    return Done("Taken back; it no longer counts.", undoable=False)


def assumed_of(snapshot: Snapshot, *kinds: str) -> tuple[Assumed, ...]:
    """Return what the desk assumes, of some kinds, in words."""
    return told(snapshot, {one.id for one in snapshot.assumptions if one.kind in kinds})


def marks_of(shared: Workbench) -> tuple[Mark, ...]:
    """Return the marks that may be given here."""
    return marks_up_to(shared.settings.ceiling)


def _mark(shared: Workbench, mark: str) -> Mark:
    for one in marks_of(shared):
        if one == mark:
            return one
    raise UnknownName("mark served here", mark, marks_of(shared))


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _done(made: Assumption, method: str) -> Done:
    """Go to where it counts: a page up to its mark."""
    up_to = "" if made.mark == "public" else f"?up_to={made.mark}"
    return Done("Assumed; it counts here, set apart.", to=f"/analyses/{method}{up_to}#assumed")


ACTS = (
    Act(path="/assume/option", do=option),
    Act(path="/assume/order", do=order),
    Act(path="/assume/move", do=move),
    Act(path="/assume/wants", do=wants),
    Act(path="/assume/drop", do=drop),
)
