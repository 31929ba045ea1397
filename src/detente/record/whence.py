"""Where the sightings of an entry come from: carriers, roots, what their outlets are. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from detente.model.snapshot import Sighting
from detente.record import stored
from detente.record.facts import Seen
from detente.record.people import is_nameless
from detente.record.roots import ANSWERING, Trace, class_of, outlet_key

if TYPE_CHECKING:
    from detente.record.folded import Folded


def sightings(folded: Folded, seen: Iterable[Seen]) -> tuple[Sighting, ...]:
    """Return the sightings of claims, in their order."""
    library = folded.state.library
    return tuple(
        stored.sighting(
            one,
            library.reports[one.report],
            library.reports[library.origin(one.report, one.start)],
            _whence(folded, one),
        )
        for one in seen
    )


def traces(folded: Folded, seen: Sequence[Seen], shown: Sequence[Sighting]) -> list[Trace]:
    """Return what tells the roots of sightings. shown: Those of the claims, in their order."""
    single = len(seen) == 1  # nothing to compare its words with
    return [
        Trace(
            text=sighting.origin,
            keys=frozenset(_keys(folded, one)),
            root=sighting.root,
            said="" if single else sighting.body.main.text,
        )
        for one, sighting in zip(seen, shown, strict=True)
    ]


def _whence(folded: Folded, one: Seen) -> stored.Whence:
    state = folded.state
    library, classes = state.library, folded.decisions.classes
    origin = library.reports[library.origin(one.report, one.start)].outlet
    later = state.gone.get(one.claim)
    return stored.Whence(
        root=_root(folded, one, origin),
        source_class=class_of(library.reports[one.report].outlet, classes),
        withdrawn=None if later is None else library.reports[later].day,
    )


def _root(folded: Folded, one: Seen, origin: str) -> str | None:
    """Who had it first, in words. origin: Outlet of the first report with these words."""
    traced = folded.state.roots.get((one.reading, one.claim))
    named = one.speaker is not None and not is_nameless(one.speaker)
    speaker = None
    if named and one.speaker is not None:
        speaker = folded.people.names.get(folded.people.find(one.speaker))
    if traced is not None and traced.outlet is not None:
        return f"{speaker} to {traced.outlet}" if speaker else traced.outlet
    if speaker is not None:
        return speaker
    return origin if class_of(origin, folded.decisions.classes) in ANSWERING else None


def _keys(folded: Folded, one: Seen) -> Iterable[str]:
    """Yield what a sighting has in common with all others of the same root."""
    people, library = folded.people, folded.state.library
    traced = folded.state.roots.get((one.reading, one.claim))
    named = one.speaker is not None and not is_nameless(one.speaker)
    if traced is not None and traced.outlet is not None:
        yield f"outlet {outlet_key(traced.outlet)}"
    if named and one.speaker is not None:
        yield f"speaker {people.find(one.speaker)}"
        if traced is not None and traced.occasion is not None:
            yield f"occasion {people.party(one.speaker)} {traced.occasion}"
    elif traced is None or traced.outlet is None:
        origin = library.reports[library.origin(one.report, one.start)].outlet
        yield f"outlet {outlet_key(origin)}"
