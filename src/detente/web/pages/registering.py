"""What forms do to the register: issues, propositions, and where positions belong.

Each says what it did. Forms carry the version of the record that they show: if somebody decided
about the same thing since, nothing is written, and both values are shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Annotated

from fastapi import Form

from detente.model.errors import ChangedMeanwhile, InputError, NoSuchEntry
from detente.model.snapshot import Issue, Proposition
from detente.views.phrases import many, quote
from detente.web.asking import Shared, User
from detente.web.page import Act, Done
from detente.web.workbench import Workbench

Id = Annotated[str, Form(description="Of the issue, proposition or entry.")]
Ids = Annotated[list[str] | None, Form(description="Of those that were checked.")]
Text = Annotated[str, Form()]
Why = Annotated[str, Form(description="The reason, kept beside the act.")]
Seen = Annotated[str, Form(description="Version of the record that the form shows.")]


def start(shared: Shared, user: User, name: Text) -> Done:
    """Take the issues of a starter set into the register. Errors: UnknownName."""
    shared.record.issue_start(name, user)
    return Done(f"The issues of the set {quote(name)} are in the register.")


def add(
    shared: Shared,
    user: User,
    name: Text,
    *,
    parent: Text = "",
    definition: Text = "",
    keywords: Annotated[str, Form(description="With commas between.")] = "",
) -> Done:
    """Add an issue. Errors: InputError if there is one of that name."""
    given = [word.strip() for word in keywords.split(",") if word.strip()]
    made = shared.record.issue_add(
        _text(name, "name"),
        user,
        parent=parent.strip() or None,
        definition=definition.strip() or None,
        keywords=given,
    )
    return Done(f"Issue {quote(made.name)} is new.")


def rename(shared: Shared, user: User, id: Id, *, name: Text, seen: Seen = "") -> Done:  # noqa: A002
    """Give an issue another name. Errors: ChangedMeanwhile, InputError."""
    before = issue_name(shared, id)
    with meanwhile(lambda: f"its name is now {quote(issue_name(shared, id))}"):
        shared.record.issue_rename(id, _text(name, "name"), user, seen=seen or None)
    return Done(f"Issue {quote(before)} is now {quote(name.strip())}.")


def move(
    shared: Shared, user: User, ids: Ids = None, *, parent: Text = "", seen: Seen = ""
) -> Done:
    """Put issues under another one, or to the top. Errors: ChangedMeanwhile, InputError."""
    moved = _some(ids, 1, "issue to move")
    names = " and ".join(quote(issue_name(shared, one)) for one in moved)
    above = parent.strip() or None
    for one in moved:
        with meanwhile(lambda one=one: _lies(shared, one)):  # type: ignore[misc]
            shared.record.issue_move(one, above, user, seen=seen or None)
    verb = "lies" if len(moved) == 1 else "lie"
    where = f"under {quote(_issue(shared, above).name)}" if above else "at the top"
    each = "" if len(moved) == 1 else " Undo takes them back one by one."
    return Done(f"{names} now {verb} {where}.{each}")


def merge(
    shared: Shared,
    user: User,
    ids: Ids = None,
    *,
    keep: Annotated[str, Form(description="Name or id of the one that stays.")] = "",
    why: Why = "",
    seen: Seen = "",
) -> Done:
    """Make several issues one. Errors: ChangedMeanwhile, InputError, NoSuchEntry."""
    given = _some(ids, 1, "issue to merge")
    first = _issue(shared, keep).id if keep.strip() else given[0]
    ordered = list(dict.fromkeys([first, *given]))
    names = [issue_name(shared, one) for one in ordered]
    with meanwhile(lambda: "open the issues to see what they are now"):
        shared.record.issue_merge(ordered, user, why or None, seen=seen or None)
    gone = " and ".join(map(quote, names[1:]))
    return Done(f"{gone} joined {quote(names[0])}.", to=f"/issues/{first}")


def split(
    shared: Shared,
    user: User,
    id: Id,  # noqa: A002
    *,
    name: Text,
    propositions: Ids = None,
    seen: Seen = "",
) -> Done:
    """Move propositions of an issue into a new one beside it. Errors: ChangedMeanwhile."""
    moved = _some(propositions, 1, "proposition for the new issue")
    with meanwhile(lambda: "open the issue to see what is under it now"):
        made = shared.record.issue_split(
            id, _text(name, "name"), moved, by=user, seen=seen or None
        )
    number = many(len(moved), "proposition")
    return Done(f"Issue {quote(made.name)} is new, with {number}.", to=f"/issues/{made.id}")


def take_apart(shared: Shared, user: User, id: Id, *, seen: Seen = "") -> Done:  # noqa: A002
    """Take the merge of an issue apart again. Errors: ChangedMeanwhile, NoSuchEntry."""
    name = issue_name(shared, id)
    with meanwhile(lambda: "open the issues to see what they are now"):
        shared.record.split("issue", id, by=user, seen=seen or None)
    return Done(f"The issues that were {quote(name)} stand apart again.")


def propose(shared: Shared, user: User, issue: Id, *, text: Text) -> Done:
    """Add a proposition under an issue."""
    made = shared.record.proposition_add(issue, _text(text, "proposition"), user)
    under = quote(issue_name(shared, made.issue))
    return Done(f"{quote(made.text)} is new under {under}; positions of like wording follow.")


def reword(shared: Shared, user: User, id: Id, *, text: Text, seen: Seen = "") -> Done:  # noqa: A002
    """Give a proposition another text. Errors: ChangedMeanwhile."""
    before = _proposition(shared, id).text
    with meanwhile(lambda: f"its text is now {quote(_proposition(shared, id).text)}"):
        shared.record.proposition_rename(id, _text(text, "text"), user, seen=seen or None)
    return Done(f"{quote(before)} now reads {quote(text.strip())}.")


def move_proposition(
    shared: Shared,
    user: User,
    id: Id,  # noqa: A002
    *,
    issue: Text,
    seen: Seen = "",
) -> Done:
    """Put a proposition under another issue. Errors: ChangedMeanwhile, NoSuchEntry."""
    moved = _proposition(shared, id)
    target = _issue(shared, _text(issue, "issue"))

    def now() -> str:
        return f"it lies under {quote(issue_name(shared, _proposition(shared, id).issue))} now"

    with meanwhile(now):
        shared.record.proposition_move(id, target.id, user, seen=seen or None)
    return Done(f"{quote(moved.text)} now lies under {quote(target.name)}.")


def merge_propositions(
    shared: Shared,
    user: User,
    id: Id,  # noqa: A002
    *,
    into: Annotated[str, Form(description="Text or id of the proposition that stays.")],
    seen: Seen = "",
) -> Done:
    """Make a proposition part of another one. Errors: ChangedMeanwhile, NoSuchEntry."""
    gone, kept = _proposition(shared, id), _proposition(shared, _text(into, "proposition"))
    if gone.id == kept.id:
        raise InputError("a proposition cannot join itself; write the text of another one")
    with meanwhile(lambda: "open the issue to see what is under it now"):
        shared.record.proposition_merge([kept.id, gone.id], user, seen=seen or None)
    return Done(f"{quote(gone.text)} joined {quote(kept.text)}.", to=f"/issues/{kept.issue}")


def place(
    shared: Shared,
    user: User,
    id: Id,  # noqa: A002
    *,
    proposition: Annotated[str, Form(description="Text or id; empty for the tray.")] = "",
    why: Why = "",
    seen: Seen = "",
) -> Done:
    """Put a position under a proposition, or into the tray. Errors: ChangedMeanwhile."""
    target = _proposition(shared, proposition) if proposition.strip() else None

    def now() -> str:
        found = shared.record.placement(id).proposition
        return (
            f"it lies under {quote(_proposition(shared, found).text)} now"
            if found
            else "it is in the tray now"
        )

    with meanwhile(now):
        shared.record.place(
            id, target.id if target else None, by=user, why=why or None, seen=seen or None
        )
    if target is None:
        return Done("The position is in the tray.")
    return Done(f"Placed under {quote(target.text)}; positions of the same wording follow.")


def place_anew(
    shared: Shared,
    user: User,
    id: Id,  # noqa: A002
    *,
    issue: Text,
    text: Text,
    seen: Seen = "",
) -> Done:
    """Add a proposition and put a position under it: two acts. Errors: ChangedMeanwhile."""
    under = _issue(shared, _text(issue, "issue"))
    made = shared.record.proposition_add(under.id, _text(text, "proposition"), user)
    with meanwhile(lambda: f"only {quote(made.text)} was added, under {quote(under.name)}"):
        shared.record.place(id, made.id, by=user, seen=seen or None)
    told = f"Placed under {quote(made.text)}, which is new under {quote(under.name)}."
    return Done(f"{told} Undo takes back the placement, and once more the proposition.")


@contextmanager
def meanwhile(now: Callable[[], str]) -> Iterator[None]:
    """Say what holds now where somebody else was first. now: Returns it, in words."""
    try:
        yield
    except ChangedMeanwhile as error:
        raise ChangedMeanwhile(f"{error} ({now()})") from error


def issue_name(shared: Workbench, id_: str) -> str:
    """Return the name of an issue; what is no id stays as it is."""
    return next((i.name for i in _issues(shared) if i.id == id_), id_)


def _issues(shared: Workbench) -> tuple[Issue, ...]:
    return shared.record.issues(shared.settings.ceiling)


def _issue(shared: Workbench, name: str) -> Issue:
    """Return the issue of an id or a name. Errors: NoSuchEntry."""
    wanted = name.strip()
    found = [i for i in _issues(shared) if wanted == i.id]
    found = found or [i for i in _issues(shared) if i.name.casefold() == wanted.casefold()]
    if not found:
        raise NoSuchEntry(f"there is no issue {wanted!r}; choose one of the list, or add it first")
    return found[0]


def _proposition(shared: Workbench, name: str) -> Proposition:
    """Return the proposition of an id or a text. Errors: NoSuchEntry."""
    wanted = name.strip()
    every = [p for issue in _issues(shared) for p in issue.propositions]
    found = [p for p in every if wanted == p.id]
    found = found or [p for p in every if p.text.casefold() == wanted.casefold()]
    if not found:
        raise NoSuchEntry(f"there is no proposition {wanted!r}; choose one of the list")
    return found[0]


def _lies(shared: Workbench, id_: str) -> str:
    parent = _issue(shared, id_).parent
    return (
        f"it lies under {quote(issue_name(shared, parent))} now" if parent else "it is at the top"
    )


def _text(value: str, what: str) -> str:
    if not value.strip():
        raise InputError(f"the {what} is empty; write one")
    return value.strip()


def _some(ids: list[str] | None, least: int, what: str) -> list[str]:
    found = list(dict.fromkeys(ids or ()))
    if len(found) < least:
        raise InputError(f"no {what} is checked; check at least {least}")
    return found


ACTS = (
    Act(path="/issues/start", do=start),
    Act(path="/issues/add", do=add),
    Act(path="/issues/rename", do=rename),
    Act(path="/issues/move", do=move),
    Act(path="/issues/merge", do=merge),
    Act(path="/issues/split", do=split),
    Act(path="/issues/apart", do=take_apart),
    Act(path="/propositions/add", do=propose),
    Act(path="/propositions/rename", do=reword),
    Act(path="/propositions/move", do=move_proposition),
    Act(path="/propositions/merge", do=merge_propositions),
    Act(path="/positions/place", do=place),
    Act(path="/positions/place-anew", do=place_anew),
)
