"""Where the sightings of an entry come from: carriers, roots, what their outlets are. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from detente.model.snapshot import Sighting
from detente.model.sources import SourceClass
from detente.record import stored
from detente.record.facts import Seen, State
from detente.record.people import People, is_nameless
from detente.record.roots import ANSWERING, Trace, class_of, outlet_key


@dataclass(frozen=True, slots=True)
class Ground:
    """What a state knows of where words come from. classes: Outlet, by its key, -> its class."""

    state: State
    people: People
    classes: Mapping[str, SourceClass]


def sightings(ground: Ground, seen: Iterable[Seen]) -> tuple[Sighting, ...]:
    """Return the sightings of claims, in their order."""
    library = ground.state.library
    return tuple(
        stored.sighting(
            one,
            library.reports[one.report],
            library.reports[library.origin(one.report, one.start)],
            traced=_whence(ground, one),
        )
        for one in seen
    )


def traces(ground: Ground, seen: Sequence[Seen], shown: Sequence[Sighting]) -> list[Trace]:
    """Return what tells the roots of sightings. shown: Those of the claims, in their order."""
    single = len(seen) == 1  # nothing to compare its words with
    return [
        Trace(
            text=sighting.origin,
            keys=frozenset(_keys(ground, one)),
            root=sighting.root,
            said="" if single else sighting.body.main.text,
        )
        for one, sighting in zip(seen, shown, strict=True)
    ]


def _whence(ground: Ground, one: Seen) -> stored.Whence:
    state = ground.state
    library, classes = state.library, ground.classes
    origin = library.reports[library.origin(one.report, one.start)].outlet
    later = state.gone.get(one.claim)
    return stored.Whence(
        root=_root(ground, one, origin),
        source_class=class_of(library.reports[one.report].outlet, classes),
        withdrawn=None if later is None else library.reports[later].day,
        reworded=library.is_reworded(one.report, one.start),
    )


def _root(ground: Ground, one: Seen, origin: str) -> str | None:
    """Who had it first, in words. origin: Outlet of the first report with these words."""
    traced = ground.state.roots.get((one.reading, one.claim))
    named = one.speaker is not None and not is_nameless(one.speaker)
    speaker = None
    if named and one.speaker is not None:
        speaker = ground.people.names.get(ground.people.find(one.speaker))
    if traced is not None and traced.outlet is not None:
        return f"{speaker} to {traced.outlet}" if speaker else traced.outlet
    if speaker is not None:
        return speaker
    return origin if class_of(origin, ground.classes) in ANSWERING else None


def _keys(ground: Ground, one: Seen) -> Iterable[str]:
    """Yield what a sighting has in common with all others of the same root."""
    people, library = ground.people, ground.state.library
    traced = ground.state.roots.get((one.reading, one.claim))
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
