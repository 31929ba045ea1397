"""A reading in the codebook's JSON form, as a list to read, and as a marked page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from detente.model.actors import Actor
from detente.model.attribution import Attribution
from detente.model.claims import (
    FAMILIES,
    Assessment,
    Claim,
    Commitment,
    Compliance,
    Contact,
    NextStep,
    Note,
    Position,
    Progress,
    Proposal,
    Quantity,
    Reading,
    Relation,
    Statement,
    StickingPoint,
    Unknown,
)
from detente.model.text import Evidence
from detente.views.escape import json_line, json_pieces, one_line
from detente.views.layout import wrap
from detente.views.marked import marked_page
from detente.views.phrases import date_text, many, quote
from detente.views.words import say_claim


def reading_json(reading: Reading) -> dict[str, Any]:
    """Return a reading as the codebook's object: its fixed keys first, further keys after them.

    `id` is the report's key, so that output matches input; `report` is its id. `progress` is the
    first label that was read; further ones are in `progress_more`, and without one it is None.
    """
    made = _form(reading)
    made["actors"] = (_listed(actor) for actor in made["actors"])
    return _listed(made)


def reading_pieces(reading: Reading, *, indented: bool = True) -> Iterator[str]:
    """Yield the same as JSON, piece by piece: of a book as of a report only a claim at once."""
    return json_pieces(_form(reading), indented=indented)


def _listed(form: dict[str, Any]) -> dict[str, Any]:
    return {k: list(v) if isinstance(v, Iterator) else v for k, v in form.items()}


def _form(reading: Reading) -> dict[str, Any]:
    """Return keys and values; lists, which may be long, are iterators, in the actors as well."""
    report = reading.report
    progress = map(claim_form, reading.each(Progress))
    return {
        "id": report.key,
        "report": report.id,
        "reader": reading.reader,
        "source": report.source.name,
        "url": report.source.address,
        "title": report.title,
        "published": report.published.isoformat() if report.published else None,
        "retrieved": report.retrieved.isoformat(),
        "mark": report.mark,
        "actors": map(_actor, reading.actors),
        **{f.family: map(claim_form, reading.each(f)) for f in FAMILIES if f is not Progress},
        "progress": next(progress, None),
        "progress_more": progress,
        "attributions": map(_attribution, reading.attributions),
        "notes": map(_note, reading.notes),
    }


def reading_text(reading: Reading) -> str:
    """Return a reading as a list: families in the codebook's order, words at each claim."""
    report = reading.report
    title = f"{report.title or report.key} · {report.source.name}, {date_text(report.published)}"
    lines = [*wrap(title), ""]
    if reading.actors:
        lines.append(f"Actors ({len(reading.actors)})")
        lines += [line for actor in reading.actors for line in _actor_lines(actor)]
    for family in FAMILIES:
        claims = reading.of(family)
        if claims:
            lines.append(f"{family_title(family)} ({len(claims)})")
            lines += [line for claim in claims for line in _claim_lines(claim)]
    if reading.notes:
        lines.append(f"Notes ({len(reading.notes)})")
        lines += [line for note in reading.notes for line in _note_lines(note)]
    lines.append(
        f"{many(len(reading.claims), 'claim')}, {many(len(reading.notes), 'note')}; "
        f"read by {one_line(reading.reader)}."
    )
    return "\n".join(lines) + "\n"


def reading_html(reading: Reading) -> str:
    """Return one self-contained page: the report with its claims marked, and listed beside it."""
    return marked_page(reading)


WRITERS: dict[str, Callable[[Reading], str]] = {
    "json": lambda reading: "".join(reading_pieces(reading)),
    "jsonl": lambda reading: json_line(reading_json(reading)),
    "text": reading_text,
    "html": reading_html,
}


def family_title(family: type[Claim]) -> str:
    """Return a family's name as a title.

    >>> family_title(StickingPoint)
    'Sticking points'
    """
    return family.family.replace("_", " ").capitalize()


def span(evidence: Evidence | None) -> dict[str, Any] | None:
    """Return a span in the codebook's form; None stays None."""
    if evidence is None:
        return None
    return {"start": evidence.start, "end": evidence.end, "text": evidence.text}


def claim_json(claim: Claim) -> dict[str, Any]:
    """Return what every claim carries beyond its family's own keys."""
    when = claim.when
    return {
        "id": claim.id,
        "reported_by": claim.reported_by,
        "hedged": claim.hedged,
        "chain": [{"name": link.name, "span": span(link.evidence)} for link in claim.chain],
        "when": None
        if when is None
        else {
            "from": when.days.start.isoformat(),
            "to": when.days.last.isoformat(),
            "precision": when.days.precision,
            "span": span(when.evidence),
        },
        "rule": claim.rule,
        "confidence": claim.confidence,
        **({"translated": claim.translated} if claim.translated else {}),
    }


def family_json(claim: Claim) -> dict[str, Any]:
    """Return the keys of a claim's own family in the codebook's form, without its words."""
    return _OWN[type(claim)](claim)


def claim_form(claim: Claim) -> dict[str, Any]:
    """Return a claim as the codebook's object: its family's keys, its words, further keys."""
    words = {} if isinstance(claim, Statement) else {"evidence": span(claim.main)}
    more = [span(evidence) for evidence in claim.evidence[1:]]
    return family_json(claim) | words | {"evidence_more": more} | claim_json(claim)


def _statement(claim: Statement) -> dict[str, Any]:
    return {
        "speaker": claim.speaker,
        "kind": claim.kind,
        "cue": claim.cue.text if claim.cue else None,
        "content": span(claim.main),
        "quoted": [span(words) for words in claim.quoted],
        "source": span(claim.source),
        "cue_span": span(claim.cue),
        "venue": claim.venue,
        "addressee": claim.addressee,
        "translated": claim.translated,
    }


def _contact(claim: Contact) -> dict[str, Any]:
    return {
        "kind": claim.kind,
        "participants": [p.name for p in claim.participants],
        "place": claim.place,
        "date": str(claim.days) if claim.days else None,
        "date_text": claim.date_text,
        "duration_text": claim.duration_text,
        "status": claim.status,
        "statuses": [{"status": s.status, "by": s.by} for s in claim.statuses],
        "format": claim.format,
        "roles": {p.name: p.role for p in claim.participants},
    }


def _proposal(claim: Proposal) -> dict[str, Any]:
    return {
        "name": claim.name,
        "points": claim.points,
        "proponent": claim.proponent,
        "revised_from": claim.revised_from,
        "status": claim.status,
        "stage": claim.stage,
    }


def _position(claim: Position) -> dict[str, Any]:
    return {
        "actor": claim.actor,
        "issue": claim.issue,
        "stance": claim.stance,
        "firmness": claim.firmness,
        "condition": claim.condition,
        "voice": claim.voice,
        "proposition": claim.proposition,
        "level": claim.level,
        "move": claim.move,
    }


def _assessment(claim: Assessment) -> dict[str, Any]:
    return {
        "by": claim.by,
        "about": claim.about,
        "polarity": claim.polarity,
        "condition": claim.condition,
    }


def _next_step(claim: NextStep) -> dict[str, Any]:
    return {
        "what": claim.what,
        "who": list(claim.who),
        "date_text": claim.date_text,
        "date": str(claim.days) if claim.days else None,
    }


def _commitment(claim: Commitment) -> dict[str, Any]:
    return {
        "by": claim.by,
        "to": list(claim.to),
        "what": claim.what,
        "agreement": claim.agreement,
        "clause": claim.clause,
        "date": str(claim.days) if claim.days else None,
        "date_text": claim.date_text,
        "condition": claim.condition,
        "verified_by": list(claim.verified_by),
        "stage": claim.stage,
    }


def _compliance(claim: Compliance) -> dict[str, Any]:
    return {
        "by": claim.by,
        "commitment": claim.commitment,
        "act": claim.act,
        "told_by": claim.told_by,
        "denied_by": list(claim.denied_by),
        "monitor": claim.monitor,
        "finding": claim.finding,
        "date": str(claim.days) if claim.days else None,
        "date_text": claim.date_text,
        "place": claim.place,
    }


_OWN: dict[type[Claim], Callable[[Any], dict[str, Any]]] = {
    Statement: _statement,
    Contact: _contact,
    Proposal: _proposal,
    Position: _position,
    StickingPoint: lambda claim: {"issue": claim.issue},
    Assessment: _assessment,
    NextStep: _next_step,
    Unknown: lambda claim: {"what": claim.what, "withheld_by": list(claim.withheld_by)},
    Quantity: lambda claim: {
        "text": claim.main.text,
        "value": claim.value,
        "unit": claim.unit,
    },
    Progress: lambda claim: {"label": claim.label},
    Relation: lambda claim: {
        "first": claim.first,
        "second": claim.second,
        "order": claim.order,
        "by": claim.by,
    },
    Commitment: _commitment,
    Compliance: _compliance,
}


def _actor(actor: Actor) -> dict[str, Any]:
    return {
        "name": actor.name,
        "kind": actor.kind,
        "role": actor.role,
        "acts_for": actor.acts_for,
        "mentions": (mention.text for mention in actor.mentions),
        "mention_spans": map(span, actor.mentions),
        "authority": actor.authority,
        "rule": actor.rule,
        "confidence": actor.confidence,
    }


def _attribution(item: Attribution) -> dict[str, Any]:
    return {
        "source": span(item.source),
        "cue": span(item.cue),
        "content": span(item.content),
        "attitude": item.attitude,
        "rule": item.rule,
        "confidence": item.confidence,
    }


def _note(note: Note) -> dict[str, Any]:
    return {"kind": note.kind, "message": note.message, "evidence": span(note.evidence)}


def _actor_lines(actor: Actor) -> tuple[str, ...]:
    said = [actor.kind.replace("_", " "), actor.role, actor.acts_for and f"for {actor.acts_for}"]
    about = ", ".join(part for part in said if part)
    return wrap(f"{actor.name}: {about}", first="  ", rest="    ")


def _claim_lines(claim: Claim) -> tuple[str, ...]:
    said = say_claim(claim)
    lines = wrap(said, first="  ", rest="    ")
    words = one_line(quote(claim.main.text))
    if words[1:-1] not in one_line(said):
        lines += wrap(words, first="    | ", rest="    | ")
    if len(claim.chain) > 1:
        passed = " → ".join(link.name for link in claim.chain)
        lines += wrap(f"passed on: {passed}", first="    ", rest="      ")
    return lines


def _note_lines(note: Note) -> tuple[str, ...]:
    words = f": {quote(note.evidence.text)}" if note.evidence else ""
    return wrap(f"{note.kind.replace('_', ' ')}: {note.message}{words}", first="  ", rest="    ")
