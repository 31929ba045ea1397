"""fragile(): the lines of brief and matrix that hang on least, and what would overturn each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from detente.model.actors import NARRATOR
from detente.model.claims import (
    Assessment,
    Commitment,
    Compliance,
    Contact,
    NextStep,
    Position,
    Proposal,
    Relation,
    Statement,
    Unknown,
)
from detente.model.findings import Finding
from detente.model.snapshot import OFF, ON, Entry, Snapshot
from detente.views.brief import brief_page
from detente.views.brief.lines import Line
from detente.views.papers.paper import Paper, Part
from detente.views.phrases import base_text, date_text, enumerate_names, many, name_text
from detente.views.signs import (
    ONE_OUTLET,
    ONE_ROOT,
    ONE_SENTENCE,
    UNNAMED,
    hangs_on,
    is_reviewed,
)
from detente.views.words import VOICES, say, status_now

# Days without a new sighting after which what may still change counts as unconfirmed: rounds of
# talks are mostly two or three weeks apart.
STALE_DAYS = 21
# Lines that are shown; the others are counted.
MOST = 20
# How much each weakness counts. What may not be so at all outweighs what has one origin, and that
# outweighs what a second look mends; two middling ones outweigh a grave one.
_GRAVE, _MIDDLING, _SLIGHT = 3, 2, 1
# Families whose lines say what holds until further notice. What took place stays.
_LASTING = frozenset({"positions", "proposals", "sticking_points", "unknowns", "next_steps"})
# What the sign of a line says already: in its words it would be said of nearly every line.
_UNREVIEWED, _POSSIBLE = "read by machine alone", "possible, not sure"
# What would overturn every line that hangs on the same: said once, above them.
_OF_EACH = {
    "one sentence": "A second report that says otherwise, or a correction by the outlet, would "
    "overturn whatever hangs on one sentence.",
    "only unnamed sources": "A denial by somebody who gives a name would overturn what hangs on "
    "unnamed sources alone.",
    _UNREVIEWED: "A look at the sentence tells whether a line was misread: only those marked ✓ "
    "were looked at.",
}
CAVEATS = (
    "Weakness is told by support alone: a line that hangs on little may well be true, and one "
    "that many repeat may be wrong.",
)


@dataclass(frozen=True, slots=True)
class Weakness:
    """What a line hangs on, in words, and how much that counts."""

    said: str
    weight: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Weak:
    """A line of brief or matrix. places: Where it stands. overturn: What would overturn it."""

    entry: Entry
    places: tuple[str, ...]
    weaknesses: tuple[Weakness, ...]
    overturn: tuple[str, ...]

    @property
    def weight(self) -> int:
        """How weak it is."""
        return sum(one.weight for one in self.weaknesses)


def fragile(
    snapshot: Snapshot,
    *,
    findings: tuple[Finding, ...],
    days: int = STALE_DAYS,
    most: int = MOST,
) -> Paper:
    """Return the weakest lines first; of equal ones those that stand in most places, then newest.

    What is shown as fact comes before what the brief itself calls possible.

    findings: As for the brief. days: After how many without a new sighting a line counts as
    unconfirmed. most: How many lines are shown.
    """
    found = weak_lines(snapshot, findings=findings, days=days)
    facts = [one for one in found if one.entry.sure]
    perhaps = [one for one in found if not one.entry.sure]
    possible = sum(len(standing.possible) for standing in snapshot.standings)
    shown = (*facts[:most], *perhaps[: most - len(facts[:most])])
    return Paper(
        name="fragile",
        title=f"What hangs on little, as of {date_text(snapshot.as_of)}",
        parts=(
            Part(
                name="weakest",
                title="Weakest first",
                lines=tuple(map(_line, facts[:most])),
                total=len(facts),
                empty=f"{base_text(snapshot)}: brief and matrix show nothing as fact.",
            ),
            Part(
                name="possible",
                title="Shown as possible",
                lines=tuple(map(_line, shown[len(facts[:most]) :])),
                total=len(perhaps),
                possible=possible,
            ),
        ),
        snapshot=snapshot,
        about=tuple(_about(shown, days)),
        caveats=CAVEATS,
    )


def _about(shown: Sequence[Weak], days: int) -> Iterator[str]:
    """Yield what is said once of all lines: it would stand beneath nearly each of them."""
    yield f"Unconfirmed means: not told anew for more than {many(days, 'day')}."
    hangs = {weakness.said for one in shown for weakness in one.weaknesses}
    yield from (told for said, told in _OF_EACH.items() if said in hangs)


def weak_lines(
    snapshot: Snapshot, *, findings: tuple[Finding, ...], days: int = STALE_DAYS
) -> tuple[Weak, ...]:
    """Return every line of brief and matrix with its weaknesses, the weakest first."""
    places: dict[str, list[str]] = {}
    entries: dict[str, Entry] = {}
    for entry, place in _shown(snapshot, findings):
        entries[entry.id] = entry
        if place not in places.setdefault(entry.id, []):
            places[entry.id].append(place)
    found = [
        Weak(
            entry=entry,
            places=tuple(places[key]),
            weaknesses=tuple(_weaknesses(entry, snapshot.as_of, days)),
            overturn=tuple(_overturn(entry)),
        )
        for key, entry in entries.items()
    ]
    return tuple(sorted(found, key=_rank))


def _rank(one: Weak) -> tuple[int, int, int, str]:
    last = one.entry.last_published or dt.date.min
    return (-one.weight, -len(one.places), -last.toordinal(), one.entry.id)


def _shown(snapshot: Snapshot, findings: tuple[Finding, ...]) -> Iterator[tuple[Entry, str]]:
    """Yield the entries that brief and matrix show, each with where."""
    for section in brief_page(snapshot, findings=findings).brief.sections:
        for line in section.lines:
            for one in line.all():
                yield from ((entry, f"brief, {section.title}") for entry in one.entries)
    parties = snapshot.party_names
    texts = snapshot.proposition_texts
    for standing in snapshot.standings:
        party = parties.get(standing.party, standing.party)
        text = texts.get(standing.proposition, standing.proposition)
        for held in (*standing.own, *standing.others):
            yield held.entry, f"matrix, {party} on {text}"


def _weaknesses(entry: Entry, as_of: dt.date, days: int) -> Iterator[Weakness]:
    signs = set(hangs_on([entry]))
    claim = entry.claim
    if not entry.sure:
        yield Weakness(_POSSIBLE, _GRAVE)
    if all(sighting.withdrawn for sighting in entry.sightings):
        yield Weakness("no longer in any article", _GRAVE)
    if UNNAMED in signs:
        yield Weakness("only unnamed sources", _GRAVE)
    if ONE_SENTENCE in signs:
        yield Weakness("one sentence", _GRAVE)
    elif ONE_OUTLET in signs:
        yield Weakness("one outlet or one agency text", _MIDDLING)
    elif ONE_ROOT in signs:
        yield Weakness(_root_text(entry), _MIDDLING)
    if isinstance(claim, Position) and claim.voice not in {"own", "unnamed"}:
        yield Weakness(f"the word of {_teller(claim)}, not the party's own", _MIDDLING)
    if _is_disputed(entry):
        yield Weakness("one side denies it", _MIDDLING)
    if claim.hedged:
        yield Weakness("hedged", _SLIGHT)
    quiet = _quiet(entry, as_of)
    if quiet is not None and quiet > days:
        yield Weakness(f"unconfirmed for {many(quiet, 'day')}", _SLIGHT)
    if not is_reviewed(entry):
        yield Weakness(_UNREVIEWED, _SLIGHT)


def _root_text(entry: Entry) -> str:
    return "one root" if entry.roots else "origin not stated"


def _teller(claim: Position) -> str:
    named, voice = name_text(claim.reported_by), VOICES[claim.voice]
    return named if claim.reported_by == NARRATOR else f"{named} ({voice})"


def _is_disputed(entry: Entry) -> bool:
    told = {one.status for one in entry.statuses}
    return bool(told & ON) and bool(told & OFF)


def _quiet(entry: Entry, as_of: dt.date) -> int | None:
    """Return for how many days nobody told it anew, None for what does not wait for that."""
    lasting = entry.family in _LASTING or status_now(entry) in {"planned", "proposed"}
    last = entry.last_published
    return (as_of - last).days if lasting and last else None


def _overturn(entry: Entry) -> Iterator[str]:
    """Yield what would overturn this line, the most telling first; not what `_about` says."""
    yield from _by_what_it_says(entry)
    signs = set(hangs_on([entry]))
    outlets = tuple(dict.fromkeys(sighting.outlet for sighting in entry.sightings))
    roots = tuple(dict.fromkeys(s.root for s in entry.sightings if s.root is not None))
    if ONE_SENTENCE in signs:
        return
    if ONE_OUTLET in signs:
        yield f"a report of another outlet than {outlets[0]} that says otherwise"
    elif ONE_ROOT in signs and roots:
        yield f"a denial by {roots[0]}, to whom {_all(len(outlets))} outlets go back"
    elif ONE_ROOT in signs:
        yield "to learn from whom the outlets have it, if from one"


def _by_what_it_says(entry: Entry) -> Iterator[str]:
    claim = entry.claim
    if isinstance(claim, Position):
        # a person or a state, man or woman: named without a pronoun
        first_hand = "" if claim.voice == "own" else "first-hand "
        yield f"a {first_hand}statement by {claim.actor} to the contrary"
    elif isinstance(claim, Contact):
        yield from _of_contact(entry, claim)
    elif isinstance(claim, Proposal):
        by = f", or the word of {name_text(claim.proponent)}" if claim.proponent else ""
        yield f"its text{by}"
    elif isinstance(claim, Unknown):
        by = f": {_names(claim.withheld_by)}" if claim.withheld_by else ""
        yield f"an answer by whoever knows{by}"
    elif isinstance(claim, NextStep):
        by = f" of {_names(claim.who)}" if claim.who else ""
        yield f"word{by} that it is put off, or the day itself"
    elif isinstance(claim, Compliance):
        yield f"the finding of whoever watches it, or the word of {name_text(claim.by)}"
    elif isinstance(claim, Commitment):
        yield f"the text of {claim.agreement or 'what was agreed'}"
    elif isinstance(claim, Assessment | Relation | Statement):
        by = claim.speaker if isinstance(claim, Statement) else claim.by
        yield f"a later word of {name_text(by)}"
    elif entry.family == "sticking_points":
        yield "a party that says that it is settled, or no obstacle"
    else:
        yield "a later report of the talks as a whole"


def _of_contact(entry: Entry, claim: Contact) -> Iterator[str]:
    status = status_now(entry)
    told = {one.by for one in entry.statuses}
    quiet = tuple(
        one.name for one in claim.participants if one.role != "absent" and one.name not in told
    )
    if _is_disputed(entry):
        yield "the word of a host, a mediator or a record: the sides' accounts differ"
    elif status in ON:
        yield f"a denial by {_names(quiet)}, who said nothing of it" if quiet else "a denial"
    elif status in OFF:
        yield "word of anybody that it took place"
    else:
        yield "word that it is put off, or the day itself"


def _all(number: int) -> str:
    return "both" if number == 2 else f"all {number}"


def _names(names: Iterable[str]) -> str:
    return enumerate_names(tuple(map(name_text, names)))


def _line(one: Weak) -> Line:
    said, weak = say(one.entry), [weakness.said for weakness in one.weaknesses]
    hangs = [words for words in weak if words not in (_UNREVIEWED, _POSSIBLE)] or weak
    return Line(
        words=f"{said} — {'; '.join(hangs) or 'nothing that it hangs on was found'}",
        entries=(one.entry,),
        under=(
            Line(head="stands in", words=_places_text(one.places, said)),
            Line(head="would be overturned by", words="; ".join(one.overturn)),
        ),
    )


def _places_text(places: Sequence[str], said: str) -> str:
    """Return the places by paper; a cell of the matrix that the line names is not named again."""
    found: dict[str, list[str]] = {}
    for place in places:
        paper, _, where = place.partition(", ")
        named = paper == "matrix" and where.partition(" on ")[2] in said
        found.setdefault(paper, []).extend([] if named else [where])
    return "; ".join(
        f"{paper}, {', '.join(where)}" if where else paper for paper, where in found.items()
    )
