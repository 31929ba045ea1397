"""What an entry rests on, in words: outlets, who carried whose words, and roots."""

from __future__ import annotations

from detente.model.actors import is_unnamed
from detente.model.claims import Assessment, Position, Statement
from detente.model.snapshot import Entry, Sighting
from detente.model.sources import SourceClass
from detente.views.phrases import date_text, many

NOT_STATED = "origin not stated"
# What the desk says that an outlet is, in words; who has no class is not named so.
CLASSES: dict[SourceClass, str] = {
    "primary_text": "primary text",
    "official_readout": "official readout",
    "transcript": "transcript",
    "agency": "agency",
    "own_reporting": "own reporting",
    "aggregator": "aggregator",
    "state_media": "state media",
    "unset": "no class",
}
# Roots that are named in a line; the others are counted.
_NAMED = 3


def support_text(entry: Entry) -> str:
    """Return who has an entry and from whom: "10 outlets, 7 of them carriers; one root: Axios"."""
    carriers = f", {entry.carriers} of them carriers" if entry.carriers else ""
    return f"{many(entry.outlets, 'outlet')}{carriers}; {roots_text(entry)}"


def roots_text(entry: Entry) -> str:
    """Return whom an entry goes back to: "one root: Axios", "origin not stated"."""
    if not entry.roots:
        return NOT_STATED
    names = list(dict.fromkeys(s.root for s in entry.sightings if s.root is not None))
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    count = "one root" if entry.roots == 1 else f"{entry.roots} roots"
    return f"{count}: {', '.join(names[:_NAMED])}{more}" if names else count


def sources_of(entry: Entry) -> int:
    """Return on how many sources an entry rests: whoever has the same root is one source.

    What somebody is reported to have said, to want or to think has one root, whoever it is; it
    rests on the texts that heard it. 0 if no report says where it has it from.
    """
    claim = entry.claim
    own = isinstance(claim, Position) and claim.voice == "own"
    said = isinstance(claim, Statement | Assessment) and not is_unnamed(claim.reported_by)
    return entry.origins if own or said else entry.roots


def rests_text(entry: Entry) -> str:
    """Return on how many sources an entry rests, in words."""
    reports = len({sighting.report for sighting in entry.sightings})
    sources = sources_of(entry)
    if sources > 1:
        return many(sources, "source")
    said = "single source" if sources or reports == 1 else NOT_STATED
    return said if reports == 1 else f"{said} in {reports} reports"


def outlet_text(sighting: Sighting) -> str:
    """Return the outlet of a sighting with its class, if the desk gave it one, and its day."""
    kind = "" if sighting.source_class == "unset" else f" ({CLASSES[sighting.source_class]})"
    return f"{sighting.outlet}{kind}, {date_text(sighting.published)}"


def told_in(entry: Entry) -> Sighting:
    """Return the sighting in which the claim of an entry stands: mostly its first one."""
    report = entry.claim.main.report
    return next((one for one in entry.sightings if one.report == report), entry.sightings[0])


def newest(entry: Entry) -> Sighting:
    """Return the newest words of an entry; of a copy those that it carries, where they are read.

    What a carrier reworded stays its own: whom it has it from may not say this.
    """
    last = entry.sightings[-1]
    if last.carried_from is None or last.reworded:
        return last
    return next((one for one in entry.sightings if one.report == last.origin), last)


def newest_text(entry: Entry) -> str:
    """Return the outlet and day of the newest words of an entry, and from whom it carries them."""
    last = newest(entry)
    carried = _carried_text(last)
    return f"{last.outlet}, {date_text(last.published)}" + (f", {carried}" if carried else "")


def _carried_text(sighting: Sighting) -> str:
    if not sighting.carried_from:
        return ""
    told = "reworded from" if sighting.reworded else "the words of"
    return f"{told} {sighting.carried_from}"


def whence_text(sighting: Sighting) -> str:
    """Return whose words a sighting has and where they came from; "" if nothing is known."""
    parts = [
        _carried_text(sighting),
        f"from {sighting.root}" if sighting.root else "",
        f"no longer in the article since {date_text(sighting.withdrawn)}"
        if sighting.withdrawn
        else "",
    ]
    return "; ".join(filter(None, parts))
