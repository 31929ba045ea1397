"""Who stands where: which stance is in force, what changed it, what only differs. Pure.

A change is claimed only when the party's own voice, of equal or higher authority, says something
else at a later time on the same proposition, or the desk says so. A retelling of the past never
starts or ends a stance, and nor does what the reader is not sure of.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import cast

from detente.model.actors import AUTHORITIES
from detente.model.outcomes import is_yes
from detente.model.snapshot import Entry, Held, Relationship, Standing
from detente.model.sureness import SURE
from detente.model.vocabulary import Stance
from detente.record import stored
from detente.record.doubt import sure_ones
from detente.record.facts import Seen, lines
from detente.record.folded import Folded, Group
from detente.record.parts import part

# A stance that the text dates more than a week before its publication is told as the past.
RETOLD_DAYS = 7
# Two voices of one party within a day of each other speak at about the same time.
SAME_TIME_DAYS = 1
_SAME_TIME = dt.timedelta(days=SAME_TIME_DAYS)
_EVER = dt.date.min + _SAME_TIME
# Accounts of one party by others within a week of each other are of the same time; further apart
# the party may have changed its stance.
SAME_ACCOUNTS_DAYS = 7
# Voices below an adviser do not speak for the party, whatever the words say.
_BINDING = frozenset({"principal", "official", "adviser"})
_RANKS: dict[str, int] = {name: rank for rank, name in enumerate(AUTHORITIES)}
_UNKNOWN_RANK = _RANKS["official"]
_SIDES = {
    "demands": 1,
    "proposes": 1,
    "accepts": 1,
    "offers": 1,
    "conditionally_accepts": 0,
    "reserves": 0,
    "rejects": -1,
}

# Register id of a party, and a proposition.
Cell = tuple[str, str]


@dataclass(slots=True)
class Word:
    """One time that a voice said a stance.

    since: When, by the text or by publication; by retrieval where `dated` is false, to order it.
    """

    entry: Entry
    index: int
    seen: Seen
    since: dt.date
    dated: bool
    rank: int
    own: bool
    retold: bool
    forced: bool

    @property
    def side(self) -> int:
        """For, against, or neither."""
        return _SIDES[self.seen.kind or "reserves"]


@dataclass(slots=True)
class _Run:
    """A stance of the own voice while it lasts: its words, oldest first."""

    words: list[Word]
    relationship: Relationship = "first"
    before: str | None = None
    since: dt.date = field(init=False)
    last: dt.date = field(init=False)
    rank: int = field(init=False)

    def __post_init__(self) -> None:
        self.since = self.last = self.words[0].since
        self.rank = self.words[0].rank

    def add(self, word: Word) -> None:
        self.words.append(word)
        self.last = max(self.last, word.since)
        self.rank = min(self.rank, word.rank)


def standings(folded: Folded) -> tuple[Standing, ...]:
    """Return the cells that are not empty, by issue and proposition as in the register, then name.

    Positions that wait in the tray are in no cell.
    """
    if folded.stances is None:
        folded.stances = _in_order(folded, by_cell(folded))
    return folded.stances


def some_standings(folded: Folded, wanted: Collection[Cell]) -> tuple[Standing, ...]:
    """Return those of some cells that are not empty, in the same order."""
    cells = by_cell(folded)
    return _in_order(folded, {key: cells[key] for key in wanted if key in cells})


def by_cell(folded: Folded) -> Mapping[Cell, list[Entry]]:
    """Return the live positions by party and proposition, oldest first."""
    if folded.by_cell is None:
        cells: dict[Cell, list[Entry]] = {}
        for entry in folded.live("positions"):
            key = cell_of(folded, folded.groups[entry.id])
            if key is not None:
                cells.setdefault(key, []).append(entry)
        folded.by_cell = cells  # at once: others may be asking
    return folded.by_cell


def _in_order(folded: Folded, cells: Mapping[Cell, Sequence[Entry]]) -> tuple[Standing, ...]:
    known = folded.cells
    found = {
        k: known.get(k) or _cell(folded, k, _words(folded, entries))
        for k, entries in cells.items()
        if entries
    }
    folded.cells = {**known, **found}  # at once: others may be asking
    if not found:
        return ()
    order = folded.register.ranks()
    names = folded.people.names
    keys = sorted(
        found, key=lambda k: (order.get(k[1], len(order)), k[1], names.get(k[0], k[0]), k[0])
    )
    return tuple(found[key] for key in keys)


def cell_of(folded: Folded, group: Group) -> Cell | None:
    """Return the party and proposition of a position; None if it has no place, or is none."""
    if group.placement is None or group.placement.proposition is None:
        return None
    if group.cell is None:
        # all claims of a group are of one party: it is in their key
        party = folded.people.party(lines(folded.seen[group.members[0]].core)[0])
        group.cell = party, group.placement.proposition
    return group.cell


def _words(folded: Folded, entries: Iterable[Entry]) -> list[Word]:
    return [_word(folded, e, index) for e in entries for index in folded.groups[e.id].members]


def _word(folded: Folded, entry: Entry, index: int) -> Word:
    seen = folded.seen[index]
    authority, last = seen.authority, seen.last
    published = folded.days[seen.report]
    printed = published or stored.day(folded.state.library.reports[seen.report].day)
    since = min(stored.day(last), printed) if last else printed
    on = folded.verdicts.on
    forced = (
        bool(on) and index in on and is_yes(folded.verdicts.fields(index).get("in_force", "no"))
    )
    own = forced or (seen.voice == "own" and (authority is None or authority in _BINDING))
    retold = own and not forced and ((printed - since).days > RETOLD_DAYS or seen.told == "old")
    return Word(
        entry,
        index,
        seen,
        since,
        bool(last or published),
        _RANKS.get(authority, _UNKNOWN_RANK) if authority else _UNKNOWN_RANK,
        own,
        retold,
        forced,
    )


def _cell(folded: Folded, key: tuple[str, str], words: Sequence[Word]) -> Standing:
    now, rest = _parted(folded, (w for w in words if w.own and not w.retold))
    told, doubted = _parted(folded, (w for w in words if not w.own))
    force, beside, past = _walk(sorted(now, key=_by_time))
    told_old = _runs_of(w for w in words if w.own and w.retold)
    others = _runs_of(told)
    unsure = _supporting((*force, *beside), rest) + _supporting(others, doubted)
    mixed = len(force) > 1
    held = [_held(folded, r) for r in (*force, *beside)]
    return Standing(
        party=key[0],
        issue=folded.register.issue_of(key[1]) or "",
        proposition=key[1],
        own=tuple(held),
        others=tuple(_newest_first(_held(folded, r) for r in others)),
        earlier=tuple(_newest_first(_held(folded, r) for r in (*past, *told_old))),
        possible=tuple(_newest_first(_held(folded, r) for r in unsure)),
        stance=_stance(force),
        mixed=mixed,
        conflict=mixed or _is_contradicted(force, others),
    )


def at_its_time(cell: Standing) -> tuple[Held, ...]:
    """Return what counts on a party's stance as it is: its own words, and accounts since then.

    What others told before a party took its stance says nothing against that stance.
    """
    start = min((held.since for held in cell.own if held.since), default=_EVER)
    return cell.own + tuple(
        held
        for held in cell.others
        if (held.entry.last_published or held.since or start) >= start - _SAME_TIME
    )


def _is_contradicted(force: Sequence[_Run], others: Sequence[_Run]) -> bool:
    """Whether accounts contradict the stance in force, or each other at about the same time."""
    start = min((run.since for run in force), default=_EVER)
    told = [w for run in others for w in run.words if w.since >= start - _SAME_TIME]
    sides = {run.words[-1].side for run in force}
    if any(_opposed({*sides, word.side}) for word in told):
        return True
    days = {side: sorted(w.since for w in told if w.side == side) for side in (1, -1)}
    return any(abs((a - b).days) <= SAME_ACCOUNTS_DAYS for a in days[1] for b in days[-1])


def _by_time(word: Word) -> tuple[dt.date, int, str, int]:
    return word.since, word.rank, word.seen.report, word.seen.start


def _parted(folded: Folded, words: Iterable[Word]) -> tuple[list[Word], list[Word]]:
    """Return the words that are sure, and the others: of each entry what is alike adds up."""
    entries: dict[str, list[Word]] = {}
    for word in words:
        entries.setdefault(word.entry.id, []).append(word)
    sure: list[Word] = []
    rest: list[Word] = []
    judged = bool(folded.verdicts.on)
    for same in entries.values():
        if all(word.seen.confidence >= SURE["positions"] for word in same):
            sure += same
            continue
        reviewed = judged and same[0].entry.review in ("accepted", "corrected")
        members = [word.index for word in same]
        held = frozenset(members if reviewed else sure_ones(folded, "positions", members))
        sure += [word for word in same if word.index in held]
        rest += [word for word in same if word.index not in held]
    return sure, rest


def _supporting(runs: Sequence[_Run], words: Iterable[Word]) -> list[_Run]:
    """Add unsure words to the runs that say the same thing surely; return the runs of the rest."""
    sure = {run.words[0].entry.id: run for run in runs}
    rest: list[Word] = []
    for word in sorted(words, key=_by_time):
        if word.entry.id in sure:
            sure[word.entry.id].words.append(word)
        else:
            rest.append(word)
    return _runs_of(rest)


def _stance(force: Sequence[_Run]) -> Stance | None:
    return cast(Stance, force[0].words[0].seen.kind) if len(force) == 1 else None


def _walk(own: Sequence[Word]) -> tuple[list[_Run], list[_Run], list[_Run]]:
    """Return what is in force (several: mixed signals), what differs from it, what is past."""
    force: list[_Run] = []
    beside: list[_Run] = []
    past: list[_Run] = []
    for word in own:
        same = [r for r in force if r.words[0].entry.id == word.entry.id]
        if same and len(force) == 1:
            same[0].add(word)
        elif not force:
            force = [_Run([word])]
        elif word.forced or _changes(force, word):
            before = force[-1].words[0].entry.id
            past += force + beside
            force, beside = [_Run([word], "changed", before)], []
        elif same:
            same[0].add(word)
        elif _clashes(force, word):
            force.append(_Run([word], "mixed_signals", force[0].words[0].entry.id))
        else:
            _differ(beside, word, force[0].words[0].entry.id)
    return force, beside, past


def _changes(force: Sequence[_Run], word: Word) -> bool:
    later = all((word.since - run.last).days > SAME_TIME_DAYS for run in force)
    if not later:  # one speaker who says something else on a later day has changed it
        later = all(word.since > run.last and _one_voice(run, word) for run in force)
    return later and all(word.rank <= run.rank for run in force)


def _clashes(force: Sequence[_Run], word: Word) -> bool:
    return all(
        abs((word.since - run.last).days) <= SAME_TIME_DAYS
        and run.words[-1].side != word.side
        and not _one_voice(run, word)
        and word.rank <= run.rank
        for run in force
    )


def _one_voice(run: _Run, word: Word) -> bool:
    last = run.words[-1].seen
    return last.speaker == word.seen.speaker and last.speaker is not None


def _differ(beside: list[_Run], word: Word, before: str) -> None:
    for run in beside:
        if run.words[0].entry.id == word.entry.id:
            run.add(word)
            return
    beside.append(_Run([word], "differs", before))


def _runs_of(words: Iterable[Word]) -> list[_Run]:
    found: dict[str, _Run] = {}
    for word in sorted(words, key=lambda w: (w.since, w.seen.report, w.seen.start)):
        if word.entry.id in found:
            found[word.entry.id].add(word)
        else:
            found[word.entry.id] = _Run([word])
    return list(found.values())


def _held(folded: Folded, run: _Run) -> Held:
    return stored.held(
        part(folded, run.words[0].entry, (word.index for word in run.words)),
        run.since if run.words[0].dated else None,
        relationship=run.relationship,
        before=run.before,
    )


def _newest_first(held: Iterable[Held]) -> list[Held]:
    return sorted(held, key=lambda h: (h.since or dt.date.min, h.entry.id), reverse=True)


def _opposed(sides: set[int]) -> bool:
    return 1 in sides and -1 in sides
