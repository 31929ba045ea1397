"""The desk's judgements on the claims that count now: found again, applied, counted. Pure."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from detente.model.claims import Claim, Participant
from detente.model.codec import claim_from_plain, plain
from detente.model.dates import parse_days
from detente.model.errors import InputError, UnknownName
from detente.model.snapshot import Judgement
from detente.record.decisions import Judged
from detente.record.facts import Seen, State
from detente.record.stored import open_claim

# Two spans are the same words if they share this much of both together.
SAME_WORDS = 0.8
# What the desk says beside the claim's own fields.
DESK_FIELDS = ("in_force", "resolved")
_FIXED = frozenset({"evidence", "chain", "rule", "confidence", "cue", "quoted", "source", "when"})


@dataclass(slots=True)
class Verdicts:
    """Judgements by index into the claims of a state.

    on: Index -> judgements in order. carried: Judgement -> claims that it was moved to.
    lost: Judgements whose words are in no current reading.
    """

    on: dict[int, list[Judgement]] = field(default_factory=dict)
    carried: dict[int, tuple[str, ...]] = field(default_factory=dict)
    lost: list[Judgement] = field(default_factory=list)

    def last(self, index: int) -> Judgement | None:
        """Return the judgement in force on a claim, or None."""
        live = [j for j in self.on.get(index, ()) if not j.undone]
        return live[-1] if live else None

    def fields(self, index: int) -> dict[str, str]:
        """Return what was corrected in a claim, later corrections over earlier ones."""
        live = [j for j in self.on.get(index, ()) if not j.undone and j.verdict == "corrected"]
        return {name: value for j in live for name, value in j.fields}


def find_judged(state: State, judged: Sequence[Judged]) -> Verdicts:
    """Return which judgement is on which claim.

    A judgement stays with its claim; if a newer reading no longer has that claim, it goes to the
    claim of the same family on the same words, or of the same entry in a copy or revision.
    """
    found = Verdicts()
    if not judged:
        return found
    by_claim: dict[str, list[int]] = {}
    by_entry: dict[str, list[int]] = {}
    by_place: dict[tuple[str, str], list[int]] = {}
    for index, seen in enumerate(state.seen):
        by_claim.setdefault(seen.claim, []).append(index)
        by_entry.setdefault(seen.entry, []).append(index)
        by_place.setdefault((seen.report, seen.family), []).append(index)
    for one in judged:
        hits = [i for entry in one.entries for i in by_entry.get(entry, ())]
        if not one.entries:
            hits = [i for claim in one.claims for i in by_claim.get(claim, ())]
        moved: list[int] = []
        if not hits:
            moved = _same_words(state, one, by_place, by_entry)
        _note(state, found, one.judgement, hits, moved)
    return found


def _note(
    state: State, found: Verdicts, judgement: Judgement, hits: list[int], moved: list[int]
) -> None:
    for index in hits:
        found.on.setdefault(index, []).append(judgement)
    if moved:
        source = judgement.target
        carried = dataclasses.replace(judgement, carried_from=source)
        for index in moved:
            found.on.setdefault(index, []).append(carried)
        found.carried[judgement.id] = tuple(state.seen[i].claim for i in moved)
    if not hits and not moved and not judgement.undone:
        found.lost.append(judgement)


def _same_words(
    state: State,
    one: Judged,
    by_place: Mapping[tuple[str, str], list[int]],
    by_entry: Mapping[str, list[int]],
) -> list[int]:
    found: set[int] = set()
    for claim in one.claims:
        old = state.extra.get(claim)
        if old is None:
            continue
        near = by_place.get((old.report, old.family), ())
        best = max(near, key=lambda i: (overlap(state.seen[i], old), -i), default=None)
        if best is not None and overlap(state.seen[best], old) >= SAME_WORDS:
            new = state.seen[best].entry
            found.update(by_entry[new] if one.entries else [best])
        elif old.entry in by_entry:
            found.update(by_entry[old.entry])
    return sorted(found)


def overlap(one: Seen, other: Seen) -> float:
    """Return the shared part of two spans, of all that they cover together, 0 to 1."""
    shared = min(one.end, other.end) - max(one.start, other.start)
    whole = max(one.end, other.end) - min(one.start, other.start)
    return max(shared, 0) / whole


def correct(claim: Claim, fields: Mapping[str, str]) -> Claim:
    """Return the claim with fields set as the desk wrote them; the evidence stays.

    "none" empties a field; lists are separated by ";".

    Errors: UnknownName for a field that the family lacks; InputError for a value that is none.
    """
    value = plain(claim)
    names = [f.name for f in dataclasses.fields(claim) if f.name not in _FIXED]
    for name, text in fields.items():
        if name in DESK_FIELDS:
            continue
        if name not in names:
            raise UnknownName(f"field of {claim.family}", name, [*names, *DESK_FIELDS])
        value[name] = _value(name, text.strip(), value[name])
        if name == "status" and "statuses" in value:
            value["statuses"] = []
    try:
        return claim_from_plain(claim.family, value)
    except (InputError, UnknownName) as error:
        named = ", ".join(f"{name}={text}" for name, text in fields.items())
        raise InputError(f"correction {named!r} does not fit: {error}") from error


def _value(name: str, text: str, before: Any) -> Any:
    if name == "participants":
        return [plain(Participant(part)) for part in _list(text)]
    if name in _VALUES:
        return None if text in ("", "none") else _VALUES[name](text)
    if isinstance(before, list):
        return _list(text)
    return None if text in ("", "none") else text


def _list(text: str) -> list[str]:
    return [part.strip() for part in text.split(";") if part.strip()]


def _points(text: str) -> int:
    if not text.isdigit():
        raise InputError(f"{text!r} is no number of points; write it in digits")
    return int(text)


def _truth(text: str) -> bool:
    if text.lower() not in ("yes", "no", "true", "false"):
        raise InputError(f"{text!r} is neither yes nor no")
    return text.lower() in ("yes", "true")


_VALUES: dict[str, Callable[[str], Any]] = {
    "points": _points,
    "hedged": _truth,
    "days": lambda text: plain(parse_days(text)),
    "date": lambda text: plain(parse_days(text)),
}


def corrected_body(seen: Seen, fields: Mapping[str, str]) -> Claim:
    """Return a stored claim as the desk corrected it."""
    return correct(open_claim(seen.family, seen.body), fields)


def as_body(claim: Claim) -> str:
    """Return a claim as the column keeps it."""
    return json.dumps(plain(claim), ensure_ascii=False, separators=(",", ":"))
