"""One claim to be judged: its words in their report, its fields as a form, what spoke for it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache

from detente.model.claims import When
from detente.model.snapshot import Entry, Sighting
from detente.readings.rules import shipped_rules
from detente.views.entry import entry_values
from detente.views.passages import Passage, passages
from detente.views.phrases import days_text, many, name_text, quote
from detente.views.support import support_text
from detente.views.words import say
from detente.web.asked import Asked
from detente.web.forms import FormField, form_fields, place_of
from detente.web.lines import EntryLine, entry_line
from detente.web.workbench import Workbench

# Whoever reads by these is no wording: a model weighs many clues, and says how sure it is.
_LEARNED = {
    "claims": "a model of what positions, contacts and assessments look like",
    "plans": "a model of what plans look like",
    "speech": "the grammar of reported speech",
    "desk": "the desk itself",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One place where an entry was seen. here: Whether it is the one that is shown."""

    claim: str
    outlet: str
    published: dt.date | None
    here: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimCard:
    """One claim of an entry as it stands in one report.

    target: What a judgement is on: the entry, or the claim if its report says it twice.
    words: Where its words stand, REPORT:START:END. fields: Its other fields. spoke: What spoke
    for it, in words. seen: Version of the record that is shown. why: Why it is shown now.
    """

    line: EntryLine
    target: str
    claim: str
    words: str
    report: str
    title: str | None
    outlet: str
    published: dt.date | None
    passages: tuple[Passage, ...]
    fields: tuple[FormField, ...]
    spoke: tuple[str, ...]
    places: tuple[Place, ...]
    judgements: tuple[str, ...]
    seen: str
    why: tuple[str, ...] = ()


def claim_card(
    shared: Workbench, asked: Asked, id_: str, *, why: tuple[str, ...] = ()
) -> ClaimCard:
    """Return a claim, or the first of an entry, as a page shows it. Errors: NoSuchEntry."""
    record = shared.record
    seen = record.version()  # before what is shown, so that nothing is missed in between
    entry = record.entry(id_, up_to=asked.up_to)
    sighting = next((s for s in entry.sightings if s.claim == id_), entry.sightings[0])
    claim = sighting.body
    report = record.report(sighting.report)
    twice = sum(s.report == sighting.report for s in entry.sightings) > 1
    return ClaimCard(
        line=entry_line(entry, say(entry)),
        target=sighting.claim if twice else entry.id,
        claim=sighting.claim,
        words=place_of(claim),
        report=sighting.report,
        title=sighting.title,
        outlet=sighting.outlet,
        published=sighting.published,
        passages=passages(report, claim.main.start, claim.main.end),
        fields=form_fields(entry.family, claim),
        spoke=tuple(_spoke(entry, sighting)),
        places=_places(entry, sighting),
        judgements=entry_values(entry, {}, up_to=asked.up_to, reasons=asked.shows_desk)[
            "judgements"
        ],
        seen=seen,
        why=why,
    )


def _places(entry: Entry, here: Sighting) -> tuple[Place, ...]:
    return tuple(
        Place(claim=s.claim, outlet=s.outlet, published=s.published, here=s is here)
        for s in entry.sightings
    )


def _spoke(entry: Entry, sighting: Sighting) -> list[str]:
    """Return what spoke for a claim: the wording or model, how sure, who says so, how often."""
    claim = sighting.body
    told = [_by(claim.rule), f"of claims like this {claim.confidence:.0%} hold"]
    if claim.hedged:
        told.append("the words are hedged")
    if claim.chain:
        told.append("passed on by " + " → ".join(name_text(link.name) for link in claim.chain))
    if claim.when:
        told.append(when_text(claim.when, sighting.published))
    told.append(f"{many(entry.origins, 'independent text')}: {support_text(entry)}")
    return told


def when_text(when: When, published: dt.date | None) -> str:
    """Return when something was said or held by the text; what is yet to be is only named."""
    ahead = published is not None and when.days.start > published
    said = "the text names" if ahead else "said or held"
    return f"{said} {days_text(when.days)}, by {quote(when.evidence.text)}"


def _by(rule: str) -> str:
    name = rule.partition("@")[0]
    if name in _wordings():
        return f"the wording {rule}, as in {quote(_wordings()[name])}"
    return f"{_LEARNED.get(name, 'the rule')} ({rule})" if rule else "no rule is named"


@cache
def _wordings() -> dict[str, str]:
    """Each wording with a sentence that it matches."""
    return {rule.id: rule.says[0] for rule in shipped_rules()}
