"""The desk's judgements on the claims that count now: found again, applied, counted. Pure."""

from __future__ import annotations

import dataclasses
import json
import threading
import typing
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from operator import attrgetter
from typing import Any, cast

from detente.model.claims import Claim, Participant, Position, Statement
from detente.model.codec import claim_from_plain, plain
from detente.model.dates import parse_days
from detente.model.errors import InputError, UnknownName
from detente.model.fields import fields_of
from detente.model.snapshot import Judgement
from detente.model.text import Evidence
from detente.model.vocabulary import ContactRole
from detente.record import spans
from detente.record.decisions import Judged
from detente.record.facts import ADDED, Seen, State
from detente.record.stored import open_claim

# Two spans are the same words if they share this much of both together.
SAME_WORDS = 0.8
# What claims are found by, and how it is read off one.
_Key = Callable[[Seen], Any]
_CLAIM, _ENTRY, _PLACE = attrgetter("claim"), attrgetter("entry"), attrgetter("report", "family")
# What the desk says beside the claim's own fields.
DESK_FIELDS = ("in_force", "resolved", "condition_met", "came_about", "probability")
# The words that a claim rests on, marked anew: "REPORT:START:END WORDS".
EVIDENCE = "evidence"


@dataclass(slots=True)
class Verdicts:
    """Judgements by index into the claims of a state.

    on: Index -> judgements in order. carried: Judgement -> claims that it was moved to.
    lost: Judgements whose words are in no current reading. hidden: Ids of judgements that what is
    shown may not follow, for it would give away what they say.
    """

    on: dict[int, list[Judgement]] = field(default_factory=dict)
    carried: dict[int, tuple[str, ...]] = field(default_factory=dict)
    lost: list[Judgement] = field(default_factory=list)
    hidden: set[int] = field(default_factory=set)

    def last(self, index: int) -> Judgement | None:
        """Return the judgement in force on a claim, or None."""
        live = self._live(index)
        return live[-1] if live else None

    def fields(self, index: int) -> dict[str, str]:
        """Return what was corrected in a claim, later corrections over earlier ones."""
        live = (j for j in self._live(index) if j.verdict == "corrected")
        return {name: value for j in live for name, value in j.fields}

    def _live(self, index: int) -> list[Judgement]:
        found = self.on.get(index, ())
        return [j for j in found if not j.undone and j.id not in self.hidden]


def find_judged(state: State, judged: Sequence[Judged], places: Places | None = None) -> Verdicts:
    """Return which judgement is on which claim.

    A judgement stays with its claims and whatever says the same thing; where a newer reading no
    longer has a claim, it goes to the claim of that reading on the same words. What the desk
    judged is shown to everybody, except where the judgement is restricted and the view is not.

    places: Of the state's claims; made if there is anything to find and they are not given.
    """
    found = Verdicts()
    found.hidden = {
        one.judgement.id
        for one in judged
        if one.judgement.mark == "restricted" and not state.view.shows("restricted")
    }
    if judged:
        _note_judged(state, found, judged, _Finder(state, places or Places(state.seen)))
    _note_added(state, found)
    return found


def _note_judged(state: State, found: Verdicts, judged: Sequence[Judged], finder: _Finder) -> None:
    for one in judged:
        hits = finder.hits(one)
        covered = {state.seen[i].report for i in hits}
        gone = (state.extra[c] for c in one.claims if c in state.extra)
        moved: set[int] = set()
        for old in gone:
            if old.report not in covered:
                moved.update(finder.moved(one, old))
        _note(state, found, one.judgement, hits, sorted(moved - set(hits)))


def _note_added(state: State, found: Verdicts) -> None:
    """What the desk added stands by its own word, until it says otherwise."""
    if not state.added:
        return
    for index, seen in enumerate(state.seen):
        if seen.reading == ADDED:
            beside = [*found.on.get(index, ()), state.added[seen.claim]]
            found.on[index] = sorted(beside, key=lambda judgement: judgement.id)


class Places:
    """Where claims are: by claim, by entry, by report and family. Claims are only added.

    Each index is made when it is first asked for: of most states one is, or none.
    """

    def __init__(self, seen: Iterable[Seen], without: frozenset[int] = frozenset()) -> None:
        """Take the claims of a state. without: Indices of those that are not to be found."""
        self._seen = list(seen)
        self._without = without
        self._made: dict[_Key, _Index] = {}
        self._lock = threading.Lock()

    def add(self, seen: Iterable[Seen]) -> None:
        """Take more claims, which follow those before."""
        self._seen.extend(seen)

    @property
    def by_claim(self) -> dict[Any, list[int]]:
        """Indices by id of the claim."""
        return self._index(_CLAIM)

    @property
    def by_entry(self) -> dict[Any, list[int]]:
        """Indices by what the claim's entry is called if it is alone."""
        return self._index(_ENTRY)

    @property
    def by_place(self) -> dict[Any, list[int]]:
        """Indices by report and family."""
        return self._index(_PLACE)

    def _index(self, key: _Key) -> dict[Any, list[int]]:
        found = self._made.get(key)
        if found is None or found.size < len(self._seen):
            with self._lock:  # two who ask at once would add the same twice
                found = self._made.setdefault(key, _Index())
                found.take(self._seen, key, self._without)
        return found.places


@dataclass(slots=True)
class _Index:
    """Places of claims by what they are asked for. size: Claims that are in it."""

    places: dict[Any, list[int]] = field(default_factory=dict)
    size: int = 0

    def take(self, seen: Sequence[Seen], key: _Key, without: frozenset[int]) -> None:
        """Take those claims that are not in it yet, but for some that never are."""
        places = self.places
        for place, one in enumerate(islice(seen, self.size, None), self.size):
            if place in without:
                continue
            asked = key(one)
            if asked in places:
                places[asked].append(place)
            else:
                places[asked] = [place]
        self.size = len(seen)


class _Finder:
    """Finds the claims of a state that a judgement is on."""

    def __init__(self, state: State, places: Places) -> None:
        self._state = state
        self._places = places

    def hits(self, one: Judged) -> list[int]:
        """Claims that a judgement is on as they stand: of its entries, or its one claim."""
        if one.entries:
            return [i for entry in one.entries for i in self._places.by_entry.get(entry, ())]
        found = [i for claim in one.claims for i in self._places.by_claim.get(claim, ())]
        return found + [i for claim in one.claims for i in self._revised(claim)]

    def moved(self, one: Judged, old: Seen) -> list[int]:
        """Claims of the newer reading that a judgement on a claim that is gone goes to."""
        index = self._same_words(old, one.judgement)
        if index is None:
            return [] if one.entries else self._in_revisions(old)
        if not one.entries:
            return [index]
        report, entry = old.report, self._state.seen[index].entry
        return [i for i in self._places.by_entry[entry] if self._state.seen[i].report == report]

    def _revised(self, claim: str) -> list[int]:
        if claim not in self._places.by_claim:
            return []
        return self._in_revisions(self._state.seen[self._places.by_claim[claim][0]])

    def _in_revisions(self, old: Seen) -> list[int]:
        """What says the same thing in later revisions of a claim's report."""
        seen, previous = self._state.seen, self._state.library.previous
        found = []
        for index in self._places.by_entry.get(old.entry, ()):
            report = previous.get(seen[index].report)
            while report is not None and report != old.report:
                report = previous.get(report)
            if report is not None:
                found.append(index)
        return found

    def _same_words(self, old: Seen, judgement: Judgement) -> int | None:
        """The claim on the same words, or None if there is none or it could be either of two.

        A correction goes with the words, as they were read or as the desk marked them; that
        something was right or wrong was said of the claim as it was, and goes only to one of the
        same actors, stance and voice.
        """
        seen = self._state.seen
        near = self._places.by_place.get((old.report, old.family), ())
        spoken = [old, *_marked(old, judgement)]
        likely = [i for i in near if any(overlap(seen[i], s) >= SAME_WORDS for s in spoken)]
        alike = [i for i in likely if _sense(seen[i]) == _sense(old)]
        if not alike and judgement.verdict == "corrected" and len(likely) == 1:
            return likely[0]
        ranked = sorted(alike, key=lambda i: _nearness(seen[i], old), reverse=True)
        if len(ranked) > 1 and _nearness(seen[ranked[0]], old) == _nearness(seen[ranked[1]], old):
            return None
        return ranked[0] if ranked else None


def _marked(old: Seen, judgement: Judgement) -> list[Seen]:
    """The claim on the words that a correction put in place of its own."""
    found = [spans.read_span(kept) for name, kept in judgement.fields if name == EVIDENCE]
    return [old._replace(start=w.start, end=w.end) for w in found if w.report == old.report]


def _sense(seen: Seen) -> tuple[str, str | None, str | None]:
    return seen.core, seen.kind, seen.voice


def _nearness(seen: Seen, old: Seen) -> tuple[bool, bool, float]:
    return seen.about == old.about, seen.topic == old.topic, overlap(seen, old)


def _note(
    state: State, found: Verdicts, judgement: Judgement, hits: list[int], moved: list[int]
) -> None:
    for index in hits:
        found.on.setdefault(index, []).append(judgement)
    if moved:
        carried = dataclasses.replace(judgement, carried_from=judgement.target)
        for index in moved:
            found.on.setdefault(index, []).append(carried)
        found.carried[judgement.id] = tuple(state.seen[i].claim for i in moved)
    if not hits and not moved and not judgement.undone:
        found.lost.append(judgement)


def overlap(one: Seen, other: Seen) -> float:
    """Return the shared part of two spans, of all that they cover together, 0 to 1."""
    shared = min(one.end, other.end) - max(one.start, other.start)
    whole = max(one.end, other.end) - min(one.start, other.start)
    return max(shared, 0) / whole


def correct(claim: Claim, fields: Mapping[str, str]) -> Claim:
    """Return the claim with fields set as the desk wrote them.

    "none" empties a field; lists are separated by ";". Days are called "date", as in the codebook.
    Words marked anew take the place of the claim's own, in the report in which they stand.

    Errors: UnknownName for a field that the family lacks; InputError for a value that is none.
    """
    others = {name: text for name, text in fields.items() if name != EVIDENCE}
    if isinstance(claim, Position) and claim.proposition == claim.issue and "issue" in others:
        others.setdefault("proposition", others["issue"])  # one wording: it is shown, and placed
    made = fill(claim.family, plain(claim), others)
    if EVIDENCE in fields:
        words = spans.read_span(fields[EVIDENCE])
        made = with_words(made, words) if words.report == claim.main.report else made
    return made


def with_words(claim: Claim, words: Evidence) -> Claim:
    """Return the claim on other words; what lies beside its main words is left out."""
    if isinstance(claim, Statement):
        return dataclasses.replace(claim, evidence=(words,), quoted=spans.quoted_in(words))
    return dataclasses.replace(claim, evidence=(words,))


def fill(family: str, value: dict[str, Any], fields: Mapping[str, str]) -> Claim:
    """Return the claim of a family with fields set. value: What it has already, as plain values.

    Errors: as `correct`.
    """
    known = {field.name: field.kind for field in fields_of(family)}
    for written, text in fields.items():
        if written in DESK_FIELDS:
            (_percent if written == "probability" else _truth)(text)
            continue
        if written not in known and written != "days":
            raise UnknownName(f"field of {family}", written, [*known, *DESK_FIELDS])
        name = "days" if written == "date" else written
        value[name] = _value(name, text.strip(), known.get(name) == "list")
        if name == "status" and "statuses" in value:
            value["statuses"] = []
    try:
        return claim_from_plain(family, value)
    except (InputError, UnknownName) as error:
        named = ", ".join(f"{name}={text}" for name, text in fields.items())
        raise InputError(f"correction {named!r} does not fit: {error}") from error


def _value(name: str, text: str, listed: bool) -> Any:
    if name == "participants":
        return [plain(_participant(part)) for part in _list(text)]
    if name in _VALUES:
        return None if text in ("", "none") else _VALUES[name](text)
    if listed:
        return _list(text)
    return None if text in ("", "none") else text


def _participant(text: str) -> Participant:
    """Read "Norland" or "Norland (host)"."""
    name, _, role = text.removesuffix(")").rpartition(" (")
    if name and text.endswith(")") and role in typing.get_args(ContactRole):
        return Participant(name, cast("ContactRole", role))
    return Participant(text)


def _list(text: str) -> list[str]:
    return [part.strip() for part in text.split(";") if part.strip()]


def _points(text: str) -> int:
    if not text.isdigit():
        raise InputError(f"{text!r} is no number of points; write it in digits")
    return int(text)


def _truth(text: str) -> bool:
    if text.lower() not in ("yes", "no", "true", "false"):
        raise InputError(f"{text!r} is neither yes nor no; write one of them")
    return text.lower() in ("yes", "true")


def _percent(text: str) -> float:
    try:
        value = float(text.removesuffix("%"))
    except ValueError:
        value = -1.0
    if not 0 <= value <= 100:
        raise InputError(f"{text!r} is no probability; write a number from 0 to 100, in percent")
    return value


_VALUES: dict[str, Callable[[str], Any]] = {
    "points": _points,
    "hedged": _truth,
    "days": lambda text: plain(parse_days(text)),
}


def corrected_body(seen: Seen, fields: Mapping[str, str]) -> Claim:
    """Return a stored claim as the desk corrected it."""
    return correct(open_claim(seen), fields)


def as_body(claim: Claim) -> str:
    """Return a claim as the column keeps it."""
    return json.dumps(plain(claim), ensure_ascii=False, separators=(",", ":"))
