"""Quantities: propositions of one issue that give one quantity a number, in whatever words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from detente.analysis.alike import Names, Thing, thing_of
from detente.analysis.bounds import Bound, Measured, measured
from detente.model.snapshot import Issue, Snapshot

# Words that make of a quantity a part of it, or another: "the northern forces", "a second fee".
_OTHER = re.compile(
    r"\b(?:(?:north|south|east|west)\w*|second|third|half|part|partial\w*|phase|stage|heavy|light"
    r"|un\w+|foreign|new|old|other|another|each|every|per|daily|weekly|monthly|annual\w*|yearly"
    r"|extra|additional|further|remaining|last|next|previous|upper|lower|initial\w*|final\w*|some"
    r"|interim|temporary|permanent\w*|except|excluding|only|more|less|than)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """Propositions of one issue that put a number to one thing.

    words: Those of the first, with "…" for its number. bounds: Of each proposition. also: Words
    of those that say more or less than the first, with "…", so that they may be of another.
    """

    words: str
    unit: str
    bounds: dict[str, Bound] = field(default_factory=dict)
    also: tuple[str, ...] = ()

    @property
    def doubt(self) -> str:
        """What must be known of it: whether some of it says more; "" if all say the same."""
        if not self.also:
            return ""
        told = ", ".join(f"“{words}”" for words in (self.words, *self.also))
        return (
            f"Taken for one quantity ({self.unit}), though one says more than another: {told}. "
            "If they are two, place one on an issue of its own."
        )


def quantities(snapshot: Snapshot) -> dict[str, tuple[Quantity, ...]]:
    """Return the quantities of each issue, by their first proposition.

    Two are one if any wordings of theirs have the same words but for the number, in one unit, or
    if all that one says more is what the other leaves out, and it is the only one that it can be.
    """
    wordings = _wordings(snapshot)
    parties = Names(snapshot.party_names.values())
    return {issue.id: _of_issue(issue, wordings, parties) for issue in snapshot.issues}


@dataclass(slots=True)
class _Group:
    """Propositions whose wordings are the same but for the number."""

    unit: str
    told: dict[str, Measured]
    things: set[Thing]


def _wordings(snapshot: Snapshot) -> Mapping[str, Sequence[str]]:
    """Return by proposition the words in which anybody took a stance on it."""
    found: dict[str, dict[str, None]] = {}
    for one in snapshot.standings:
        words = found.setdefault(one.proposition, {})
        for held in (*one.own, *one.others, *one.possible, *one.earlier):
            words.setdefault(held.position.proposition or held.position.issue)
    return {key: tuple(words) for key, words in found.items()}


def _of_issue(
    issue: Issue, wordings: Mapping[str, Sequence[str]], parties: Names
) -> tuple[Quantity, ...]:
    groups: list[_Group] = []
    for proposition in issue.propositions:
        told = measured(proposition.text)
        if told is not None:
            texts = (proposition.text, *wordings.get(proposition.id, ()))
            things = set(_things(texts, told, parties))
            _put(groups, _Group(told.unit, {proposition.id: told}, things))
    return tuple(_quantity(together) for together in _joined(groups))


def _things(texts: Iterable[str], told: Measured, parties: Names) -> Iterator[Thing]:
    """Yield what the wordings that say the same number are of."""
    for text in texts:
        other = measured(text)
        if other is not None and (other.unit, other.bound) == (told.unit, told.bound):
            yield thing_of(other.words, parties)


def _put(groups: list[_Group], new: _Group) -> None:
    """Put a proposition with those that have a wording of its own."""
    same = [g for g in groups if g.unit == new.unit and g.things & new.things]
    if not same:
        groups.append(new)
        return
    first, *others = same
    for group in (*others, new):
        first.told |= group.told
        first.things |= group.things
    groups[:] = [g for g in groups if g not in others]


def _joined(groups: Sequence[_Group]) -> Iterator[list[_Group]]:
    """Yield groups, each that can only be what one other says in more words behind that one."""
    whole: dict[int, int] = {}
    for number, group in enumerate(groups):
        near = [n for n, one in enumerate(groups) if n != number and _says_more(one, group)]
        # one that itself goes with another is no whole
        if len(near) == 1 and near[0] not in whole and number not in whole.values():
            whole[number] = near[0]
    for number, group in enumerate(groups):
        if number not in whole:
            yield [group, *(groups[n] for n, of in whole.items() if of == number)]


def _says_more(one: _Group, other: _Group) -> bool:
    """Whether one says all that another says, and more that makes it no part of it."""
    if one.unit != other.unit or _limits(one) != _limits(other):
        return False
    return any(
        bool(less.words or less.names)
        and less != more
        and less.words <= more.words
        and less.names <= more.names
        for more in one.things
        for less in other.things
    )


def _limits(group: _Group) -> set[str]:
    return {m[0].casefold() for t in group.told.values() for m in _OTHER.finditer(t.words)}


def _quantity(groups: Sequence[_Group]) -> Quantity:
    """Return groups as a quantity, in the order of their propositions."""
    first = next(iter(groups[0].told.values()))
    bounds = {key: told.bound for group in groups for key, told in group.told.items()}
    also = dict.fromkeys(next(iter(group.told.values())).words for group in groups[1:])
    return Quantity(first.words, first.unit, bounds, tuple(also))
