"""What the desk assumes, as its log adds up. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from detente.model.assumptions import NONE, NONE_TEXT, Assumption
from detente.model.snapshot import Issue
from detente.record.decisions import in_force
from detente.record.deeds import ASSUME
from detente.record.facts import Action, View
from detente.record.folded import Folded

# Who assumes it, in what is public.
DESK = "the desk"
_ALL = View(up_to="restricted")


def options(issue: Issue, assumptions: Iterable[Assumption]) -> dict[str, str]:
    """Return the options of an issue, text by id: propositions, the desk's own, none of them."""
    own = {a.key: a.text for a in assumptions if a.kind == "option" and a.issue == issue.id}
    return {**{p.id: p.text for p in issue.propositions}, **own, NONE: NONE_TEXT}


def assumed(folded: Folded, view: View) -> tuple[Assumption, ...]:
    """Return what the desk assumes in a state, within a view's mark: of each thing the last word.

    Parties, issues and propositions are those that are left after merges. Who said so is left out
    of what is public.
    """
    said = [a for a in in_force(folded.state.actions, ASSUME) if view.shows(a.mark)]
    last = {a.subject: a for a in said}
    kept = (_kept(folded, _assumption(a)) for a in said if last[a.subject] is a)
    return tuple(replace(a, by=DESK) if view.up_to == "public" else a for a in kept)


def assumed_above(folded: Folded, view: View) -> int:
    """Return how many assumptions in force are above a view's mark."""
    return len(assumed(folded, _ALL)) - len(assumed(folded, view))


def _assumption(action: Action) -> Assumption:
    body = action.body
    return Assumption(
        id=action.id,
        kind=body["kind"],
        key=action.subject,
        items=tuple(tuple(group) for group in body["items"]),
        by=action.by,
        why=action.why or "",
        at=action.at,
        mark=action.mark,
        party=body["party"],
        issue=body["issue"],
        once=body.get("once", False),
        today=body.get("today", False),
    )


def _kept(folded: Folded, one: Assumption) -> Assumption:
    """Return an assumption with the ids that stand for its own after the desk's merges."""
    same: Mapping[str, str] = folded.decisions.same["issue"]
    items = one.items
    if one.kind == "order":
        left = [
            [folded.register.decided(k).proposition or k if k.startswith("p-") else k for k in g]
            for g in items
        ]
        items = tuple(tuple(dict.fromkeys(group)) for group in left)
    return replace(
        one,
        party=folded.people.party(one.party) if one.party else None,
        issue=same.get(one.issue, one.issue) if one.issue else None,
        items=items,
    )
