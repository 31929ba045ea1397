"""What an entry says, in one line: fixed sentence forms around the record's own words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from detente.model.actors import NARRATOR, UNNAMED, is_unnamed
from detente.model.claims import (
    Assessment,
    Claim,
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
from detente.model.dates import Days
from detente.model.snapshot import Entry
from detente.model.text import Mark

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
STANCES = {
    "demands": "demands",
    "proposes": "proposes",
    "accepts": "accepts",
    "conditionally_accepts": "accepts on a condition",
    "rejects": "rejects",
    "offers": "offers",
    "reserves": "keeps open",
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
_MOVES = {"concedes": "a concession", "withdraws": "withdrawn", "threatens_if": "a threat"}
_OUTER = '“”"«»„‟ '


def quote(text: str) -> str:
    """Return words of the record within one pair of quotation marks.

    >>> quote('"a fixed line"')
    '“a fixed line”'
    """
    return f"“{text.strip(_OUTER)}”"


def date_text(date: dt.date | None) -> str:
    """Return a day in words, "undated" for None.

    >>> date_text(dt.date(2031, 3, 1))
    '1 Mar 2031'
    """
    return f"{date.day} {MONTHS[date.month - 1]} {date.year}" if date else "undated"


def days_text(days: Days) -> str:
    """Return days in words, with the precision that they have.

    >>> from detente.model.dates import parse_days
    >>> [days_text(parse_days(d)) for d in ("2031-03", "2031", "2031-03-01/2031-03-04")]
    ['Mar 2031', '2031', '1 to 4 Mar 2031']
    """
    first, last = days.start, days.last
    if days.precision == "day":
        return date_text(first)
    if days.precision == "month":
        return f"{MONTHS[first.month - 1]} {first.year}"
    if days.precision == "year":
        return str(first.year)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {date_text(last)}"
    return f"{date_text(first)} to {date_text(last)}"


def moment_text(moment: str) -> str:
    """Return a day or moment in ISO 8601 in words; anything else as it is.

    >>> moment_text("2031-03-01"), moment_text("2031-03-01T08:30:00+00:00")
    ('1 Mar 2031', '1 Mar 2031, 08:30 UTC')
    """
    try:
        at = dt.datetime.fromisoformat(moment)
    except ValueError:
        return moment
    if "T" not in moment and " " not in moment:
        return date_text(at.date())
    return f"{date_text(at.date())}, {at:%H:%M}{' UTC' if not at.utcoffset() else at:%z}"


def left_out_text(left_out: int, up_to: Mark) -> str:
    """Return the sentence that every output carries: how much the handling mark left out.

    >>> left_out_text(0, "public"), left_out_text(1, "internal")
    ('Nothing left out (up to public).', '1 report marked above internal left out.')
    """
    if not left_out:
        return f"Nothing left out (up to {up_to})."
    return f"{many(left_out, 'report')} marked above {up_to} left out."


def many(number: int, noun: str, plural: str | None = None) -> str:
    """Return a number with its noun.

    >>> many(1, "report"), many(2, "entry", "entries")
    ('1 report', '2 entries')
    """
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def enumerate_names(names: tuple[str, ...]) -> str:
    """Return names as in a sentence; "nobody named" for none.

    >>> enumerate_names(("Norland", "Sudmark", "Vesse"))
    'Norland, Sudmark and Vesse'
    """
    if not names:
        return "nobody named"
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def name_text(name: str) -> str:
    """Return a speaker's name as in a sentence.

    >>> name_text("unnamed: a Vessian diplomat"), name_text("narrator")
    ('a Vessian diplomat (unnamed)', 'the report')
    """
    if name == NARRATOR:
        return "the report"
    return f"{name.removeprefix(UNNAMED)} (unnamed)" if is_unnamed(name) else name


def say(entry: Entry) -> str:
    """Return what an entry says, in one sentence form per family, without a full stop."""
    return say_claim(entry.claim, status_line=entry.status_line)


def say_claim(claim: Claim, *, status_line: str | None = None) -> str:
    """Return what a claim says. status_line: A contact's, over all who speak of it."""
    if isinstance(claim, Contact):
        return _hedged(claim, _contact(claim, status_line))
    return _hedged(claim, _FORMS[type(claim)](claim))


def stance_text(claim: Position) -> str:
    """Return stance, condition, firmness and what weakens it, without actor and issue."""
    extras = [
        claim.condition and f"condition: {quote(claim.condition)}",
        claim.firmness and quote(claim.firmness),
        claim.level and claim.level.replace("_", " "),
        claim.move and _MOVES[claim.move],
    ]
    return "; ".join([STANCES[claim.stance], *(extra for extra in extras if extra)])


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
    absent = tuple(p.name for p in claim.participants if p.role == "absent")
    names = tuple(
        f"{p.name} ({p.role})" if p.role in {"mediator", "host", "observer"} else p.name
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


def _assessment(claim: Assessment) -> str:
    words = claim.main.text
    apart = claim.condition and claim.condition not in words
    condition = f"; condition: {quote(claim.condition or '')}" if apart else ""
    return f"{name_text(claim.by)} on {claim.about}: {claim.polarity}, {quote(words)}{condition}"


def _next_step(claim: NextStep) -> str:
    due = days_text(claim.days) if claim.days else claim.date_text and quote(claim.date_text)
    who = f" ({enumerate_names(claim.who)})" if claim.who else ""
    return f"{claim.what}{who}{f', due {due}' if due else ''}"


def _unknown(claim: Unknown) -> str:
    by = f"; not said by {enumerate_names(claim.withheld_by)}" if claim.withheld_by else ""
    return f"Not known: {claim.what}{by}"


def _relation(claim: Relation) -> str:
    things = f"{quote(claim.first)} {_ORDERS[claim.order]} {quote(claim.second)}"
    return f"{name_text(claim.by)} asks for {things}"


def _statement(claim: Statement) -> str:
    return f"{name_text(claim.speaker)}: {quote(claim.main.text)}"


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
    NextStep: _next_step,
    Unknown: _unknown,
    Quantity: _quantity,
    Progress: _progress,
    Relation: _relation,
}
