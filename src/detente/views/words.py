"""What an entry says, in one line: fixed sentence forms around the record's own words."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from typing import Any

from detente.model.actors import NARRATOR
from detente.model.claims import (
    Assessment,
    Claim,
    Commitment,
    Compliance,
    Contact,
    NextStep,
    Position,
    Progress,
    Proposal,
    Quantity,
    Relation,
    Statement,
    StickingPoint,
    Unknown,
)
from detente.model.dates import parse_days
from detente.model.errors import DateError
from detente.model.outcomes import outcome
from detente.model.snapshot import Change, Entry
from detente.model.terms import terms
from detente.model.vocabulary import STANCE_WORDS
from detente.views.declined import declined_claim
from detente.views.escape import one_line
from detente.views.ongoing import standing_text
from detente.views.phrases import days_text, enumerate_names, many, name_text, owing_text, quote
from detente.views.signs import named
from detente.views.steps import doing_text, next_step

_TRANSLATED = {
    "stated": "a translation, as the report states",
    "likely": "probably a translation",
}
VOICES = {
    "own": "own voice",
    "counterpart": "a counterpart",
    "mediator": "a mediator",
    "unnamed": "an unnamed source",
    "narrator": "the report",
}
LABELS = {
    "breakthrough": "a breakthrough",
    "progress": "progress",
    "no_breakthrough": "no breakthrough",
    "setback": "a setback",
    "breakdown": "a breakdown",
    "agreement": "an agreement",
    "unclear": "unclear",
}
_ORDERS = {
    "before": "before",
    "same_time": "at the same time as",
    "after": "after",
    "verified_before": "verified before",
}
ACTS = {
    "fulfilled": "kept",
    "delayed": "late",
    "violated": "violated",
    "suspended": "suspended",
    "disputed": "disputed",
}
_FINDINGS = {"confirmed": "confirmed", "not_confirmed": "not confirmed"}
# Verbs after which what follows is what was said, and no more.
_PLAIN_CUES = frozenset(
    {"said", "says", "say", "saying", "told", "tells", "telling", "according", "added", "adds"}
    | {"adding", "stated", "states", "stating", "wrote", "writes", "writing", "announced", "noted"}
    | {"statement", "asked", "spoke", "speaking", "posted", "explained", "quoted", "quoting"}
)
_MOVES = {"concedes": "a concession", "withdraws": "withdrawn", "threatens_if": "a threat"}


def say(entry: Entry) -> str:
    """Return what an entry says, in one sentence form per family, without a full stop.

    What is no fact begins with "possible: ".
    """
    return named(entry, _say(entry))


def _say(entry: Entry) -> str:
    said = say_claim(entry.claim, status_line=standing_text(entry))
    if entry.family == Compliance.family:
        return said + _denials(entry)
    if entry.family == Assessment.family:
        became = outcome(entry).words
        return f"{said}; {became}, says the desk" if became else said
    return said + _other_counts(entry) if entry.family == Proposal.family else said


def say_claim(claim: Claim, *, status_line: str | None = None) -> str:
    """Return what a claim says. status_line: A contact's, over all who speak of it."""
    if isinstance(claim, Contact):
        said = _contact(claim, status_line)
    else:
        said = _FORMS[type(claim)](claim)
    told = translated_text(claim)
    return _hedged(claim, f"{said} ({told})" if told else said)


def translated_text(claim: Claim) -> str:
    """Return whether the words of a claim are a translation, "" where nothing says so."""
    return _TRANSLATED[claim.translated] if claim.translated else ""


def asides(claim: Claim) -> tuple[str, ...]:
    """Return what must be said beside the words of a claim: hedged, a translation."""
    told = translated_text(claim)
    return (*(("hedged",) if claim.hedged else ()), *((told,) if told else ()))


def change_text(change: Change) -> str:
    """Return what a change says: what it is about, from what to what; a new entry in full."""
    if change.kind == "withdrawn":
        return f"{say(change.entry)}: no longer in the article"
    if change.before is None or change.after is None:
        return _opposed(change) or say(change.entry)
    before = _due(change.before) if change.kind == "fallen_due" else change.before
    return named(change.entry, f"{_subject(change.entry)}: {before} → {change.after}")


def _due(when: str) -> str:
    """Return when something was due ("due 2031-03-08") with its days in words."""
    with contextlib.suppress(DateError):
        return f"due {days_text(parse_days(when.removeprefix('due ')))}"
    return when


def _opposed(change: Change) -> str | None:
    """Return what accounts contradict each other on, and how; None where the entry says it."""
    if change.kind != "contradicted" or change.after is None or " / " not in change.after:
        return None
    return named(change.entry, f"{_subject(change.entry)}: accounts differ, {change.after}")


def _subject(entry: Entry) -> str:
    claim = entry.claim
    if isinstance(claim, Position):
        return f"{claim.actor} on {claim.proposition or claim.issue}"
    if isinstance(claim, Contact):
        name = contact_name(claim)
        return f"{name[0].upper()}{name[1:]}"
    if isinstance(claim, Proposal):
        return claim.name
    if isinstance(claim, NextStep):
        return doing_text(claim)
    return "The talks as a whole" if isinstance(claim, Progress) else _say(entry)


def stance_text(claim: Position) -> str:
    """Return stance, condition, firmness and what weakens it, without actor and issue."""
    extras = [
        condition_text(claim),
        claim.firmness and quote(claim.firmness),
        claim.level and claim.level.replace("_", " "),
        claim.move and _MOVES[claim.move],
    ]
    return "; ".join([STANCE_WORDS[claim.stance], *(extra for extra in extras if extra)])


def condition_text(claim: Position) -> str | None:
    """Return what a stance is tied to: "condition: “if Norland pays”", "but not “without it”"."""
    said = terms(claim)
    if said is None:
        return None
    return f"but {quote_terms(said)}" if said.startswith("not ") else f"condition: {quote(said)}"


def quote_terms(said: str) -> str:
    """Return terms within quotation marks, a "not" ahead of them outside: "not “without it”"."""
    turned = said.startswith("not ")
    return f"not {quote(said.removeprefix('not '))}" if turned else quote(said)


def _hedged(claim: Claim, text: str) -> str:
    return f"{text} (hedged)" if claim.hedged else text


def _position(claim: Position) -> str:
    stance, *extras = stance_text(claim).split("; ", 1)
    text = f"{claim.actor} {stance}: {claim.proposition or claim.issue}"
    parts = [text, *extras]
    if claim.voice != "own":
        told = VOICES[claim.voice]
        named = claim.reported_by not in {NARRATOR, ""} and claim.voice != "unnamed"
        parts.append(f"as told by {name_text(claim.reported_by)}{f' ({told})' if named else ''}")
    elif claim.reported_by not in {NARRATOR, claim.actor}:
        parts.append(f"through {name_text(claim.reported_by)}")
    return "; ".join(parts)


def contact_name(claim: Contact) -> str:
    """Return a contact without its status: "talks of Norland and Sudmark in Port Ley"."""
    there = [p for p in claim.participants if p.role != "absent"]
    absent = tuple(name_text(p.name) for p in claim.participants if p.role == "absent")
    names = tuple(
        name_text(p.name) + (f" ({p.role})" if p.role in {"mediator", "host", "observer"} else "")
        for p in there
    )
    kind = (
        f"{claim.format} {claim.kind}" if claim.format in {"indirect", "written"} else claim.kind
    )
    parts = [kind, f"of {enumerate_names(names)}", claim.place and f"in {claim.place}"]
    if claim.days or claim.date_text:
        parts.append(days_text(claim.days) if claim.days else quote(claim.date_text or ""))
    text = ", ".join(filter(None, [" ".join(filter(None, parts[:3])), *parts[3:]]))
    text += f", {quote(claim.duration_text)}" if claim.duration_text else ""
    return text + (f", without {enumerate_names(absent)}" if absent else "")


def status_now(entry: Entry) -> str | None:
    """Return where a contact stands over all who speak of it, None for anything else.

    What was planned when it was first told may since have been held; postponed and suspended count
    as cancelled, as in the codebook.
    """
    if not isinstance(entry.claim, Contact):
        return None
    status = (entry.status_line or entry.claim.status).split(" ", 1)[0]
    return "cancelled" if status in {"postponed", "suspended"} else status


def _contact(claim: Contact, status_line: str | None) -> str:
    name = contact_name(claim)
    return f"{name[0].upper()}{name[1:]}: {status_line or claim.status}"


def _proposal(claim: Proposal) -> str:
    extras = [
        None if claim.points is None else many(claim.points, "point"),
        claim.proponent and f"by {claim.proponent}",
        claim.stage and claim.stage.replace("_", " "),
        claim.status and quote(claim.status),
        claim.revised_from and f"revised from {quote(claim.revised_from)}",
    ]
    return ", ".join([claim.name, *(extra for extra in extras if extra)])


def _other_counts(entry: Entry) -> str:
    """The numbers of points that other reports give, each with its first outlet."""
    if entry.review == "corrected":
        return ""
    shown = getattr(entry.claim, "points", None)
    others: dict[int, str] = {}
    for sighting in entry.sightings:
        points = getattr(sighting.body, "points", None)
        if points is not None and points != shown:
            others.setdefault(points, sighting.outlet)
    return "".join(f"; {many(n, 'point')} per {outlet}" for n, outlet in others.items())


def _denials(entry: Entry) -> str:
    """Who denies an account where it is told, beside those whom its claim names."""
    if entry.review == "corrected":
        return ""
    known = set(getattr(entry.claim, "denied_by", ()))
    others = {
        name_text(name): None
        for sighting in entry.sightings
        for name in getattr(sighting.body, "denied_by", ())
        if name not in known
    }
    return f"; denied by {enumerate_names(tuple(others))}" if others else ""


def _assessment(claim: Assessment) -> str:
    words = claim.main.text
    apart = claim.condition and claim.condition not in words
    condition = f"; condition: {quote(claim.condition or '')}" if apart else ""
    about = "" if quote(claim.about) == quote(words) else f" on {claim.about}"
    return f"{name_text(claim.by)}{about}: {claim.polarity}, {quote(words)}{condition}"


def _unknown(claim: Unknown) -> str:
    if declined := declined_claim(claim):
        return declined
    silent = tuple(map(name_text, claim.withheld_by))
    by = f"; not said by {enumerate_names(silent)}" if silent else ""
    return f"Not known: {claim.what}{by}"


def _relation(claim: Relation) -> str:
    things = f"{quote(claim.first)} {_ORDERS[claim.order]} {quote(claim.second)}"
    return f"{name_text(claim.by)} asks for {things}"


def _commitment(claim: Commitment) -> str:
    due = days_text(claim.days) if claim.days else claim.date_text and quote(claim.date_text)
    stage = claim.stage and claim.stage.replace("_", " ")
    return commitment_text(claim, name_text(claim.by), due=due, stage=stage)


def commitment_text(
    claim: Commitment, by: str, *, due: str | None = None, stage: str | None = None
) -> str:
    """Return what is owed in one line. by: Who owes it, in words. due, stage: If they are said."""
    owed_to = f" to {enumerate_names(tuple(map(name_text, claim.to)))}" if claim.to else ""
    place = ", ".join(filter(None, [claim.clause, claim.agreement]))
    # what is owed may say its condition itself
    condition = "" if (claim.condition or "") in claim.what else claim.condition
    extras = [
        place,
        due and f"due {due}",
        condition and f"condition: {quote(condition)}",
        claim.verified_by
        and f"to be checked by {enumerate_names(tuple(map(name_text, claim.verified_by)))}",
        stage,
    ]
    said = f"{owing_text(by)}{owed_to}: {claim.what}"
    return "; ".join([said, *(extra for extra in extras if extra)])


def _compliance(claim: Compliance) -> str:
    """What somebody tells of somebody's conduct: who tells it stands before what it tells."""
    day = days_text(claim.days) if claim.days else claim.date_text and quote(claim.date_text)
    where = ", ".join(filter(None, [claim.place, day]))
    core = f"{name_text(claim.by)} on {quote(claim.commitment)}: {ACTS[claim.act]}"
    teller = "the report" if claim.told_by == NARRATOR else name_text(claim.told_by or "nobody")
    said = f"{core}, as told by {teller}" if claim.told_by else f"{core}, said by nobody named"
    if claim.act == "violated":  # never said as what is so
        about = f"a violation of {quote(claim.commitment)} by {name_text(claim.by)}"
        said = f"{teller} alleges {about}" if claim.told_by else f"{about} is alleged"
    extras = [
        where,
        claim.denied_by and f"denied by {enumerate_names(tuple(map(name_text, claim.denied_by)))}",
        claim.monitor
        and claim.finding
        and f"{_FINDINGS[claim.finding]} by {name_text(claim.monitor)}",
    ]
    return "; ".join([said, *(extra for extra in extras if extra)])


def _statement(claim: Statement) -> str:
    """Who said what, with the cue where it says more than that it was said."""
    how = cue_text(claim)
    return f"{name_text(claim.speaker)}{f' {how}' if how else ''}: {quote(claim.main.text)}"


def cue_text(claim: Claim) -> str:
    """Return a statement's cue where it says more than that it was said: "denied", "warned"."""
    cue = one_line(claim.cue.text) if isinstance(claim, Statement) and claim.cue else ""
    return cue if _PLAIN_CUES.isdisjoint(cue.casefold().split()) else ""


def _sticking_point(claim: StickingPoint) -> str:
    return f"{claim.issue}, named as an obstacle by {name_text(claim.reported_by)}"


def _quantity(claim: Quantity) -> str:
    return f"{claim.value} {claim.unit}: {quote(claim.main.text)}"


def _progress(claim: Progress) -> str:
    return f"The talks as a whole: {LABELS[claim.label]}, {quote(claim.main.text)}"


_FORMS: dict[type[Claim], Callable[[Any], str]] = {
    Statement: _statement,
    Proposal: _proposal,
    Position: _position,
    StickingPoint: _sticking_point,
    Assessment: _assessment,
    NextStep: next_step,
    Unknown: _unknown,
    Quantity: _quantity,
    Progress: _progress,
    Relation: _relation,
    Commitment: _commitment,
    Compliance: _compliance,
}
