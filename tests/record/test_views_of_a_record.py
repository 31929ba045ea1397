"""What is always true of a view: it is the record that holds nothing but what the view holds."""

import datetime as dt
import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from detente.model.claims import FAMILIES, Reading
from detente.record import Record
from tests.record.build import CAST, Draft, actor
from tests.record.places import Places

STANCES = ("demands", "rejects", "accepts", "offers")
TOPICS = ("a harbour fee", "the fee in the harbour", "unarmed patrols", "some points")
VOICES = (("Karin Lund", "own"), ("Osterby", "own"), ("Ivo Brand", "counterpart"))
STATUSES = ("proposed", "planned", "held", "postponed", "cancelled", "denied")
OUTLETS = ("Norwire", "Vell Echo", "Harbour Post")
UNNAMED = "unnamed: a diplomat"
COPIED = (
    "Envoys of both shores spoke about tolls, ferries, pilots and the old customs all night long "
    "and parted at dawn without a word to the press, the harbour office wrote on its board."
)

days = st.integers(1, 20)
stances = st.tuples(
    st.just("position"), st.sampled_from(STANCES), st.sampled_from(TOPICS), st.sampled_from(VOICES)
)
meetings = st.tuples(
    st.just("contact"),
    st.sampled_from(STATUSES),
    st.none() | days,
    st.sampled_from(["narrator", "Norland", "Sudmark", UNNAMED]),
)
words = st.tuples(
    st.just("statement"),
    st.sampled_from(["wait and see", "no deal"]),
    st.sampled_from(["Karin Lund", UNNAMED]),
)
reports = st.fixed_dictionaries(
    {
        "claims": st.lists(stances | meetings | words, min_size=1, max_size=3),
        "day": st.none() | days,
        "outlet": st.sampled_from(OUTLETS),
        "page": st.none() | st.sampled_from("ab"),
        "mark": st.sampled_from(["public", "public", "internal", "restricted"]),
        "copied": st.booleans(),
    }
)
piles = st.lists(reports, min_size=1, max_size=6)


def readings(pile: list[dict[str, object]]) -> list[Reading]:
    """Readings of invented reports; reports that would be the very same once only."""
    found = {}
    for number, told in enumerate(pile):
        draft = _draft(told, number)
        found.setdefault(draft.report.id, draft.reading())
    return list(found.values())


def _draft(told: dict[str, object], number: int) -> Draft:
    claims: list[tuple[object, ...]] = told["claims"]  # type: ignore[assignment]
    lines = [f"[{n}] {' '.join(map(str, claim))}." for n, claim in enumerate(claims)]
    text = " ".join([COPIED if told["copied"] else f"Note {number}.", *lines])
    day, page = told["day"], told["page"]
    draft = Draft(
        text,
        f"2031-03-{day:02}" if day else None,
        str(told["outlet"]),
        f"https://{page}.example" if page else None,
        mark=told["mark"],  # type: ignore[arg-type]
        actors=(*CAST, actor(UNNAMED, "person", authority="unnamed")),
        retrieved=dt.datetime(2031, 3, 1 + number, tzinfo=dt.UTC),
    )
    for line, claim in zip(lines, claims, strict=True):
        _claim(draft, line, claim)
    return draft


def _claim(draft: Draft, line: str, claim: tuple[object, ...]) -> None:
    match claim:
        case ("position", stance, on, (by, voice)):
            draft.position("Norland", stance, on, line, reported_by=by, voice=voice)
        case ("contact", status, day, by):
            named = f"2031-03-{day:02}" if day else None
            draft.contact("Norland; Sudmark", str(status), line, named, by=by)
        case ("statement", said, speaker):
            draft.says(str(speaker), line, addressee=said)


def shown(record: Record, **view: object) -> list[object]:
    """All that a view shows but the moments of entry and what it left out."""
    found: list[object] = []
    for family in FAMILIES:
        for e in record.entries(family.family, **view):  # type: ignore[arg-type]
            seen = [(s.claim, s.report, s.origin, s.body) for s in e.sightings]
            found.append((e.id, e.claim, e.actors, e.issue, e.proposition, e.status_line, seen))
    view.pop("reviewed_only", None)
    snapshot = record.snapshot(**view)  # type: ignore[arg-type]
    for cell in snapshot.standings:
        held = [
            [(h.entry.id, h.since, h.relationship, h.before) for h in part]
            for part in (cell.own, cell.others, cell.earlier)
        ]
        found.append((cell.party, cell.proposition, cell.stance, cell.mixed, cell.conflict, held))
    coverage = snapshot.coverage
    found.append((coverage.reports, coverage.outlets, coverage.origins, coverage.entries))
    found.append([e.id for e in snapshot.tray])
    found.append([(r.id, r.revises, r.origin) for r in record.reports(**view)])  # type: ignore[arg-type]
    found.append(snapshot.parties)
    found.append(snapshot.issues)
    return found


@given(pile=piles, day=days)
@settings(max_examples=10)
def test_a_day_is_the_record_of_what_was_published_by_then(
    places_once: Places, pile: list[dict[str, object]], day: int
) -> None:
    as_of = dt.date(2031, 3, day)
    every = readings(pile)
    known = [r for r in every if (r.report.published or r.report.retrieved.date()) <= as_of]
    with places_once.emptied() as whole, places_once.emptied() as part:
        whole.enter(every)
        part.enter(known)
        assert shown(whole, as_of=as_of) == shown(part)


@given(pile=piles, number=st.integers(0, 6))
@settings(max_examples=10)
def test_a_moment_is_the_record_of_what_was_entered_by_then(
    places_once: Places, pile: list[dict[str, object]], number: int
) -> None:
    every = readings(pile)
    with places_once.emptied() as record:
        record.enter(every[:number])
        before = shown(record, up_to="restricted")
        moments = [r.entered for r in record.reports("restricted")]
        known_by = max(moments, default=dt.datetime(2031, 1, 1, tzinfo=dt.UTC))
        record.enter(every[number:])
        assert shown(record, up_to="restricted", known_by=known_by) == before


@given(pile=piles, mark=st.sampled_from(["public", "internal"]))
@settings(max_examples=10)
def test_a_mark_is_the_record_of_what_bears_it_or_less(
    places_once: Places, pile: list[dict[str, object]], mark: str
) -> None:
    every = readings(pile)
    allowed = {"public"} if mark == "public" else {"public", "internal"}
    lower = [r for r in every if r.report.mark in allowed]
    with places_once.emptied() as whole, places_once.emptied() as part:
        whole.enter(every)
        part.enter(lower)
        assert shown(whole, up_to=mark) == shown(part, up_to="restricted")
        left_out = whole.snapshot(up_to=mark).coverage.left_out  # type: ignore[arg-type]
        assert left_out == len(every) - len(lower)


@given(pile=piles, data=st.data())
@settings(max_examples=10)
def test_a_record_is_the_same_whatever_came_in_first(
    places_once: Places, pile: list[dict[str, object]], data: st.DataObject
) -> None:
    every = readings(pile)
    other = data.draw(st.permutations(every))
    with places_once.emptied() as one, places_once.emptied() as two:
        one.enter(every)
        two.enter(itertools.chain(other, every))
        assert shown(one, up_to="restricted") == shown(two, up_to="restricted")


@given(pile=piles, data=st.data())
@settings(max_examples=10)
def test_a_purged_report_is_as_if_it_had_never_been(
    places_once: Places, pile: list[dict[str, object]], data: st.DataObject
) -> None:
    every = readings(pile)
    gone = data.draw(st.sampled_from(every))
    with places_once.emptied() as one, places_once.emptied() as two:
        one.enter(every)
        one.purge(gone.report.id, "asked to", "ada")
        two.enter(r for r in every if r is not gone)
        assert shown(one, up_to="restricted") == shown(two, up_to="restricted")
