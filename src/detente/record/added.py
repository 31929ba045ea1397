"""Claims that the desk added to what was read: kept in its log, put among those of readings.

What a reader missed is claimed by the desk on words that it marks. The claim belongs to the text,
not to a reading of it: a newer reading leaves it as it is, a revision of the article has it where
its words stand again.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection

from detente.model.actors import NARRATOR
from detente.model.claims import Claim
from detente.model.codec import claim_from_plain, plain
from detente.model.snapshot import Judgement
from detente.model.text import Report
from detente.record import spans
from detente.record.decisions import undone
from detente.record.deeds import ADD
from detente.record.facts import ADDED, Action, Library, Named, Printed, Seen, State, View, moment
from detente.record.features import Context, features
from detente.record.judging import as_body, with_words
from detente.record.loading import load_actions, load_state
from detente.record.packs import pack_bodies
from detente.record.resolve import Names
from detente.record.rows import whole_report

RULE = "desk@1"
_WHY = "added by the desk"


@dataclass(frozen=True, slots=True)
class Added:
    """A claim that the desk added.

    names: Name in the claim -> register id. undone: Whether it was taken back.
    """

    action: Action
    claim: Claim
    names: Mapping[str, str]
    undone: bool

    @property
    def report(self) -> str:
        """Id of the report on whose words it was made."""
        return self.claim.main.report


def body_of(claim: Claim, seen: Seen, names: Mapping[str, str]) -> dict[str, Any]:
    """Return what the log keeps of a claim."""
    return {
        "report": seen.report,
        "family": seen.family,
        "claims": [seen.claim],
        "entries": [seen.entry],
        "claim": plain(claim),
        "names": dict(names),
        "authority": seen.authority,
    }


def added_in(actions: Iterable[Action]) -> Iterator[Added]:
    """Yield what was added, in order; what was purged holds no words any more and is left out."""
    log = tuple(actions)
    back = undone(log)
    for action in log:
        if action.kind == ADD and "claim" in action.body:
            claim = claim_from_plain(action.body["family"], action.body["claim"])
            yield Added(action, claim, action.body["names"], action.id in back)


def load_whole(connection: Connection, view: View, families: Sequence[str]) -> State:
    """Return all that a snapshot is made from, what the desk added among it."""
    return with_added(connection, load_state(connection, view, families), families)


def with_added(connection: Connection, state: State, families: Collection[str]) -> State:
    """Return a state with what the desk added, where its view and families hold it."""
    found = [one for one in added_in(state.actions) if _is_within(one, state, families)]
    if not found:
        return state
    texts = _Texts(connection)
    live = [one for one in found if not one.undone]
    placed = [pair for one in live for pair in _placed(one, state.library, texts)]
    seen = _put_among(state.seen, [new for new, _ in placed], state.library)
    gone = {new.claim: new for one in found for new, _ in _placed(one, state.library, texts)}
    here = {one.claim for one, _ in placed}
    judged = {c for a in state.actions if a.kind == "judge" for c in a.body["claims"]}
    return replace(
        state,
        seen=tuple(seen),
        named=_with_names(state.named, live),
        added={new.claim: judgement for new, judgement in placed},
        extra={**state.extra, **{k: v for k, v in gone.items() if k in judged - here}},
    )


def with_added_later(
    connection: Connection, state: State, old: State, *, families: Collection[str]
) -> State:
    """Return a state that goes on an older one with what the desk added since, at its end."""
    alone = with_added(connection, replace(state, seen=()), families)
    fresh = (one for one in alone.seen if one.claim not in old.added)
    return replace(alone, seen=(*state.seen, *fresh))


def lost_words(connection: Connection, report: Report) -> tuple[str, ...]:
    """Return the claims that the desk added to an article and whose words this text lacks."""
    texts = _Texts(connection)
    missing = []
    for one in added_in(load_actions(connection)):
        if one.undone or one.report == report.id:
            continue
        old = texts.of(one.report)
        same = old.source.address == report.source.address
        if same and not spans.find_again(one.claim.main, old, report):
            missing.append(one.claim.id)
    return tuple(missing)


def judgement_of(action: Action, target: str, carried_from: str | None) -> Judgement:
    """Return what lets an added claim stand. carried_from: On an earlier text of the article."""
    return Judgement(
        id=action.id,
        target=target,
        verdict="accepted",
        fields=(),
        by=action.by,
        why=f"{_WHY}: {action.why}" if action.why else _WHY,
        at=action.at,
        mark=action.mark,
        carried_from=carried_from,
    )


def seen_of(
    claim: Claim, report: Printed, *, names: Mapping[str, str], authority: str | None, at: str
) -> Seen:
    """Return an added claim with its columns. at: Moment when it was added."""
    context = Context(Names(names), {}, report.published or "", report.address or report.id)
    found = features(claim, context)
    columns = {name: getattr(found, name) for name in found.__slots__}
    return Seen(
        claim=claim.id,
        family=claim.family,
        start=claim.main.start,
        end=claim.main.end,
        confidence=claim.confidence,
        entered=at,
        reading=ADDED,
        report=report.id,
        bodies=pack_bodies([as_body(claim)]),
        place=0,
        **columns | {"authority": authority if claim.reported_by != NARRATOR else None},
    )


def families_of(connection: Connection, id_: str) -> set[str]:
    """Return the families of what the desk added whose id, or that of its entry, begins so."""
    every = {one.claim.family for one in added_in(load_actions(connection))}
    if not every:
        return set()
    seen = load_whole(connection, View(up_to="restricted"), tuple(every)).seen
    own = (one for one in seen if one.reading == ADDED)
    return {one.family for one in own if one.claim.startswith(id_) or one.entry.startswith(id_)}


class _Texts:
    """Reports by id, each fetched once."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._known: dict[str, Report] = {}

    def of(self, id_: str) -> Report:
        if id_ not in self._known:
            self._known[id_] = whole_report(self._connection, id_)
        return self._known[id_]


def _is_within(one: Added, state: State, families: Collection[str]) -> bool:
    restricted = one.action.mark == "restricted" and not state.view.shows("restricted")
    return one.claim.family in families and one.report in state.library.reports and not restricted


def _placed(one: Added, library: Library, texts: _Texts) -> Iterator[tuple[Seen, Judgement]]:
    """Yield the claim on its own text, and on each later text of the article with its words."""
    yield _at(one, one.claim, library)
    for key in _later(library, one.report):
        report = texts.of(key)
        words = spans.find_again(one.claim.main, texts.of(one.report), report)
        if words is not None:
            yield _at(one, with_words(one.claim, words), library)


def _at(one: Added, claim: Claim, library: Library) -> tuple[Seen, Judgement]:
    action = one.action
    seen = seen_of(
        claim,
        library.reports[claim.main.report],
        names=one.names,
        authority=action.body["authority"],
        at=moment(action.at),
    )
    carried_from = None if claim.id == one.claim.id else one.claim.id
    made = judgement_of(action, one.claim.id, carried_from)
    return seen, made


def _later(library: Library, report: str) -> Iterator[str]:
    following = {before: after for after, before in library.previous.items()}
    while report in following:
        report = following[report]
        yield report


def _put_among(seen: Sequence[Seen], new: Iterable[Seen], library: Library) -> list[Seen]:
    """Return claims in their order with the new ones; of the same claim, the desk's own stays."""
    rank = {report: place for place, report in enumerate(library.reports)}

    def order(one: Seen) -> tuple[int, int, str, str]:
        return rank[one.report], one.start, one.family, one.claim

    found = list(seen)
    for one in new:
        place = bisect_left(found, order(one), key=order)
        if place < len(found) and order(found[place]) == order(one):
            found[place] = one
        else:
            insort(found, one, key=order)
    return found


def _with_names(named: Sequence[Named], added: Iterable[Added]) -> tuple[Named, ...]:
    """Return the names of readings, and those that only the desk has used."""
    known = {row.actor for row in named}
    new = {
        key: Named(key, name, "organisation", None, None, None, None, 1)
        for one in added
        for name, key in one.names.items()
        if key.startswith("a-") and key not in known
    }
    return (*named, *new.values())
