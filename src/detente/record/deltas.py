"""What changed between two states of the record. Pure."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from detente.model.claims import Claim, Compliance
from detente.model.snapshot import Change, Delta, Entry, Held, Standing
from detente.record import stored
from detente.record.due import due
from detente.record.facts import LISTED_ONLY, Seen
from detente.record.folded import Folded
from detente.record.outcomes import is_resolved
from detente.record.shrinking import Smaller
from detente.record.snapshots import last_day
from detente.record.standing import at_its_time, some_standings, standings
from detente.record.steps import Between, made_sure, met, stages

# In the order in which a delta lists them.
FAMILIES = (
    "progress",
    "positions",
    "contacts",
    "proposals",
    "sticking_points",
    "assessments",
    "next_steps",
    "unknowns",
    "relations",
    "commitments",
    "compliance",
)
_COMING = frozenset({"planned", "proposed"})
_DONE = frozenset({"held", "ongoing"})


def changes(
    old: Folded,
    new: Folded,
    *,
    since: dt.date | dt.datetime,
    until: dt.date | dt.datetime | None,
    today: dt.datetime,
    smaller: Smaller | None = None,
) -> Delta:
    """Return what the later state has that the earlier one had not.

    old, new: The record up to `since` and up to `until`. smaller: The former, if it was made from
    the latter.
    """
    before, after = old.state.library, new.state.library
    touched = new.touched_since(old.mark) if smaller is None else smaller.touched
    both = Between(old, new, touched, smaller)
    fresh = [key for key in after.reports if key not in before.reports]
    end = until
    if end is None:
        end = today if isinstance(since, dt.datetime) else last_day(after, today.date())
    lines: list[Change] = []
    lines += _stances(both)
    lines += _contacts(both)
    lines += _counts(both)
    lines += _progress(both)
    lines += _resolved(both)
    lines += _checked(both)
    lines += met(both)
    lines += stages(both, {c.entry.id for c in lines})
    lines += _new(both, {c.entry.id for c in lines})
    lines += _withdrawn(both, fresh)
    lines += due(new, _day(since), _day(end))
    return Delta(
        since=since.isoformat(),
        until=end.isoformat(),
        changes=tuple(_in_order(lines)),
        repeats=_repeats(both, fresh, lines) if old.entries else 0,
        reports=len(fresh),
        copies=sum(1 for key in fresh if after.origins[key] != key and key not in after.previous),
        revised=sum(1 for key in fresh if key in after.previous),
        silent=sum(1 for key in fresh if key in new.state.silent),
        left_out=after.left_out - before.left_out,
    )


def _day(moment: dt.date | dt.datetime) -> dt.date:
    return moment.date() if isinstance(moment, dt.datetime) else moment


def _in_order(lines: Iterable[Change]) -> list[Change]:
    kinds = ("contradicted", "changed", "withdrawn", "resolved", "fallen_due", "new")
    return sorted(lines, key=lambda c: (kinds.index(c.kind), FAMILIES.index(c.family)))


def _is_known(both: Between, entry: Entry) -> bool:
    """Whether the earlier state has it."""
    group = both.new.groups[entry.id]
    if group.name == group.base and group.name in both.old.entries:
        return True  # it is called so by one of its claims
    return both.before(entry) is not None


def _new(both: Between, told: set[str]) -> Iterator[Change]:
    for family in FAMILIES:
        if family == "progress":
            continue
        for entry in both.live(family):
            if entry.id in told:
                continue
            seen = made_sure(both, entry) if _is_known(both, entry) else _seen(both.new, entry)
            if seen and not _stood_before(both.new, seen):
                yield stored.new(entry)


def _seen(new: Folded, entry: Entry) -> list[Seen]:
    return [new.seen[i] for i in new.groups[entry.id].members]


def _stood_before(new: Folded, seen: Sequence[Seen]) -> bool:
    """Whether articles only say what they said before, in the same words, read otherwise now."""
    previous = new.state.library.previous
    return all(one.report in previous for one in seen) and all(
        any(
            other.family == one.family and _main(other) == _main(one)
            for i in new.of_report(previous[one.report])
            for other in (new.seen[i],)
        )
        for one in seen
    )


def _main(one: Seen) -> str:
    return stored.open_claim(one).main.text


def _withdrawn(both: Between, fresh: Iterable[str]) -> Iterator[Change]:
    """Yield what no article says any more, since texts of them were changed."""
    new = both.new
    previous = new.state.library.previous
    before = [previous[key] for key in fresh if key in previous]
    groups = {
        group.name: group
        for report in before
        for i in new.of_report(report)
        if (group := new.groups_of[i]) is not None and group.family in FAMILIES
    }
    for name, group in groups.items():
        lacks = any(new.seen[i].claim in new.state.gone for i in group.members)
        known = both.before(new.entries[name]) is not None
        if not (group.gone and lacks and known) or group.rejected:
            continue
        entry = new.entries[name]
        yield Change(
            kind="withdrawn",
            family=group.family,
            entry=entry,
            text=entry.claim.main.text,
            after="no longer in the article",
            basis=(entry.id,),
        )


def _stances(both: Between) -> Iterator[Change]:
    old, new, cells = both.old, both.new, both.cells()
    before = {
        (s.party, s.proposition): s
        for s in (standings(old) if cells is None else some_standings(old, cells))
    }
    found = standings(new) if cells is None else some_standings(new, cells)
    for cell in found:
        earlier = before.get((cell.party, cell.proposition))
        name = new.people.names.get(cell.party, cell.party)
        what = f"{name}: {new.register.text_of(cell.proposition)}"
        yield from _stance(cell, earlier, what)


def _stance(cell: Standing, earlier: Standing | None, what: str) -> Iterator[Change]:
    if earlier is not None and cell.own and cell.own[0].relationship == "changed":
        now, past = cell.own[0], [h for h in earlier.own if earlier.stance is not None][:1]
        if past and past[0].entry.id != now.entry.id:
            yield _change("changed", now, what, in_words(past[0]), past[0].entry.id)
            return
    if earlier is None and cell.own and cell.own[0].relationship == "changed":
        was = next((held for held in cell.earlier if held.entry.sure), None)
        if was is not None:
            yield _change("changed", cell.own[0], what, in_words(was), was.entry.id)
            return
    if cell.conflict and not (earlier is not None and earlier.conflict):
        every = at_its_time(cell)
        accounts = sorted({in_words(h) for h in every})
        yield Change(
            kind="contradicted",
            family="positions",
            entry=every[-1].entry,
            text=what,
            before=in_words(earlier.own[0]) if earlier and earlier.own else None,
            after=" / ".join(accounts),
            basis=tuple(dict.fromkeys((every[-1].entry.id, *(h.entry.id for h in every)))),
        )


def _change(kind: str, now: Held, what: str, before: str, other: str) -> Change:
    return Change(
        kind="changed",
        family="positions",
        entry=now.entry,
        text=what,
        before=before,
        after=in_words(now),
        basis=(now.entry.id, other),
    )


def in_words(held: Held) -> str:
    """Return a stance with its condition, in words."""
    stance = held.position.stance.replace("_", " ")
    return f"{stance} ({held.position.condition})" if held.position.condition else stance


def _contacts(both: Between) -> Iterator[Change]:
    old, new = both.old, both.new
    for entry in both.live("contacts"):
        key = both.before(entry)
        if key is None:
            if _is_contradicted(entry):
                yield _line("contradicted", entry, None)
            continue
        if len(new.groups[entry.id].members) == len(old.groups[key].members):
            continue
        earlier = old.entries[key]
        was, now = earlier.status_line or "", entry.status_line or ""
        if was == now:
            continue
        if _is_contradicted(entry) and not _is_contradicted(earlier):
            yield _line("contradicted", entry, was)
        elif was.split(" ")[0] != now.split(" ")[0]:
            held = was.split(" ")[0] in _COMING and now.split(" ")[0] in _DONE
            yield _line("resolved" if held else "changed", entry, was)


def _line(kind: str, entry: Entry, before: str | None) -> Change:
    return Change(
        kind="contradicted"
        if kind == "contradicted"
        else ("resolved" if kind == "resolved" else "changed"),
        family="contacts",
        entry=entry,
        text=entry.claim.main.text,
        before=before,
        after=entry.status_line,
        basis=(entry.id,),
    )


def _is_contradicted(entry: Entry) -> bool:
    found = {status.status for status in entry.statuses}
    return bool(found & _DONE) and "denied" in found


def _counts(both: Between) -> Iterator[Change]:
    old, new = both.old, both.new
    for entry in both.live("proposals"):
        if len({new.seen[i].kind for i in new.groups[entry.id].members} - {None}) < 2:
            continue
        now = _points(new, entry)
        key = both.before(entry)
        was = _points(old, old.entries[key]) if key is not None else {}
        if len(now) > 1 and len(was) <= 1:
            yield Change(
                kind="contradicted",
                family="proposals",
                entry=entry,
                text=f"{getattr(entry.claim, 'name', '')}: number of points",
                before=", ".join(map(str, was)) or None,
                after="; ".join(f"{n} (per {', '.join(by)})" for n, by in now.items()),
                basis=(entry.id,),
            )


def _points(folded: Folded, entry: Entry) -> dict[int, list[str]]:
    """By which outlets a proposal has how many points."""
    found: dict[int, dict[str, None]] = {}
    reports = folded.state.library.reports
    for one in (folded.seen[i] for i in folded.groups[entry.id].members):
        if one.kind is not None:
            found.setdefault(int(one.kind), {})[reports[one.report].outlet] = None
    return {points: list(outlets) for points, outlets in found.items()}


def _progress(both: Between) -> Iterator[Change]:
    before, after = both.old.live("progress"), both.new.live("progress")
    if not (after and both.may_differ("progress")):
        return
    now, was = _latest(after), _latest(before) if before else None
    label = getattr(now.claim, "label", "")
    if was is None:
        yield Change(
            kind="new",
            family="progress",
            entry=now,
            text=now.claim.main.text,
            after=label.replace("_", " "),
            basis=(now.id,),
        )
    elif getattr(was.claim, "label", "") != label:
        yield Change(
            kind="changed",
            family="progress",
            entry=now,
            text=now.claim.main.text,
            before=getattr(was.claim, "label", "").replace("_", " "),
            after=label.replace("_", " "),
            basis=(now.id, was.id),
        )


def _latest(entries: Iterable[Entry]) -> Entry:
    """Return the entry that was said last, by most texts; of equals the first."""
    by_day: dict[dt.date, list[Entry]] = {}
    for entry in entries:
        by_day.setdefault(entry.last_published or dt.date.min, []).append(entry)
    return max(by_day[max(by_day)], key=lambda entry: entry.origins)


def _resolved(both: Between) -> Iterator[Change]:
    old, new = both.old, both.new
    for family in ("unknowns", "next_steps"):
        for entry in both.live(family):
            if not is_resolved(new, entry) or (key := both.before(entry)) is None:
                continue
            if not is_resolved(old, old.entries[key]):
                yield Change(
                    kind="resolved",
                    family=family,
                    entry=entry,
                    text=entry.claim.main.text,
                    after="answered, says the desk",
                    basis=(entry.id,),
                )


def _checked(both: Between) -> Iterator[Change]:
    """Yield accounts of compliance that are denied now, or checked by somebody."""
    for entry in both.live("compliance"):
        key = both.before(entry)
        if key is None:
            continue
        was, now = _words_on(both.old, both.old.entries[key]), _words_on(both.new, entry)
        fresh = [denies for said, denies in now.items() if said not in was]
        if fresh:
            yield Change(
                kind="contradicted" if any(fresh) else "changed",
                family="compliance",
                entry=entry,
                text=entry.claim.main.text,
                before=", ".join(was) or "neither denied nor checked",
                after=", ".join(now),
                basis=(entry.id,),
            )


def _words_on(folded: Folded, entry: Entry) -> dict[str, bool]:
    """Who denies an account and who checked it, in order, with whether it is a denial."""
    found = _checks(entry.claim)
    noted, seen = folded.noted, folded.seen
    for index in folded.groups[entry.id].members:
        of, words = noted.get(("checks", index), (None, {}))
        if of is not seen[index]:
            words = _checks(stored.open_claim(seen[index]))
            noted["checks", index] = seen[index], words
        found |= words
    return found


def _checks(body: Claim) -> dict[str, bool]:
    found: dict[str, bool] = {}
    if isinstance(body, Compliance):
        found |= {f"denied by {name}": True for name in body.denied_by}
        if body.finding:
            who = body.monitor or body.told_by
            found[f"{body.finding.replace('_', ' ')} by {who}"] = False
    return found


def _repeats(both: Between, fresh: Iterable[str], lines: Iterable[Change]) -> int:
    """Return how often the fresh reports say what was known, but for what is told as new."""
    new, told = both.new, {change.entry.id for change in lines if change.kind == "new"}
    again: Counter[str] = Counter()
    for report in fresh:
        for index in new.of_report(report):
            group = new.groups_of[index]
            if group is not None and group.family not in LISTED_ONLY and group.counts(index):
                again[group.name] += 1
    return sum(
        n for name, n in again.items() if name not in told and _is_known(both, new.entries[name])
    )
