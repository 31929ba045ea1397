"""A report with its claims marked in it and listed beside it, as one page without script."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

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
from detente.model.text import Span
from detente.views.pages import page, web_address
from detente.views.phrases import date_text, many
from detente.views.words import say_claim

# A letter and, in the style sheet, a colour and a kind of line for each family.
LETTERS: dict[type[Claim], str] = {
    Statement: "S",
    Contact: "C",
    Proposal: "D",
    Position: "P",
    StickingPoint: "B",
    Assessment: "A",
    NextStep: "N",
    Unknown: "U",
    Quantity: "Q",
    Progress: "G",
    Relation: "R",
    Commitment: "O",
    Compliance: "K",
}
# Lines under the words that are told apart; deeper overlaps share the lowest.
LANES = 5


@dataclass(frozen=True, slots=True)
class Marking:
    """One claim on the page.

    number: From 1, in the order of the list. label: Letter and number, "P3".
    lane: Which line under the words is its own, from 0.
    """

    number: int
    label: str
    claim: Claim
    lane: int


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text that lies in the same claims from end to end.

    opens: Claims whose words begin here, so that their labels stand here.
    lit: Whether it lies in the span that was asked for.
    """

    text: str
    within: tuple[Marking, ...]
    opens: tuple[Marking, ...]
    lit: bool = False


@dataclass(frozen=True, slots=True)
class Reasons:
    """What a page says beside its claims of why they are there.

    of: By claim's id, lines. passed: Sentences in which something was passed over, with lines.
    """

    of: Mapping[str, Sequence[str]]
    passed: Sequence[tuple[str, Sequence[str]]]


def marked_page(reading: Reading, reasons: Reasons | None = None) -> str:
    """Return the page; with reasons, each claim in the list opens to show them."""
    report = reading.report
    markings = mark(reading.claims)
    families = [
        {
            "name": family.family,
            "letter": LETTERS[family],
            "title": family.family.replace("_", " ").capitalize(),
            "markings": [
                _listed(m) | {"why": reasons.of.get(m.claim.id, ()) if reasons else ()}
                for m in markings
                if isinstance(m.claim, family)
            ],
        }
        for family in FAMILIES
    ]
    return page(
        "reading.html",
        styles=("families", "reading"),
        rules=_rules(markings),
        title=report.title or report.key,
        outlet=report.source.name,
        link=web_address(report.source.address),
        published=date_text(report.published),
        count=f"{many(len(markings), 'claim')}, {many(len(reading.notes), 'note')}",
        reader=reading.reader,
        paragraphs=paragraphs(report.text, markings),
        families=families,
        notes=[_note(note) for note in reading.notes],
        passed=reasons.passed if reasons else (),
    )


def mark(claims: Sequence[Claim]) -> tuple[Marking, ...]:
    """Return claims with number, label and lane: claims that overlap get lanes of their own."""
    spans = sorted((_extent(claim), index) for index, claim in enumerate(claims))
    ends: list[int] = []
    lanes: dict[int, int] = {}
    for extent, index in spans:
        free = (lane for lane, end in enumerate(ends) if end <= extent.start)
        lane = next(free, len(ends))
        ends[lane : lane + 1] = [extent.end]
        lanes[index] = min(lane, LANES - 1)
    counts: dict[type[Claim], int] = {}
    made = []
    for number, claim in enumerate(claims, 1):
        counts[type(claim)] = counts.get(type(claim), 0) + 1
        label = f"{LETTERS[type(claim)]}{counts[type(claim)]}"
        made.append(Marking(number, label, claim, lanes[number - 1]))
    return tuple(made)


def segments(text: str, markings: Sequence[Marking], lit: Span | None = None) -> Iterator[Segment]:
    """Yield the text in stretches that lie in the same claims; joined they are the text.

    lit: A span that begins and ends stretches of its own.
    """
    cuts = {0, len(text)} | ({lit.start, lit.end} if lit else set())
    for marking in markings:
        for evidence in marking.claim.evidence:
            cuts |= {evidence.start, evidence.end}
    edges = sorted(cuts)
    for start, end in pairwise(edges):
        within = [m for m in markings if _covers(m.claim, start)]
        yield Segment(
            text=text[start:end],
            within=tuple(sorted(within, key=lambda m: (m.lane, m.number))),
            opens=tuple(m for m in within if m.claim.main.start == start),
            lit=lit is not None and lit.start <= start < lit.end,
        )


def paragraphs(
    text: str, markings: Sequence[Marking], lit: Span | None = None
) -> list[list[Segment]]:
    """Return the segments by paragraph: the end of a line begins a new one.

    Claims that open on a line's end have their label where the next words stand.
    """
    made: list[list[Segment]] = [[]]
    waiting: tuple[Marking, ...] = ()
    for segment in segments(text, markings, lit):
        waiting += segment.opens
        for number, line in enumerate(segment.text.split("\n")):
            if number and made[-1]:
                made.append([])
            if line:
                made[-1].append(Segment(line, segment.within, waiting, segment.lit))
                waiting = ()
    if waiting:
        made[-1].append(Segment("", (), waiting))
    return [paragraph for paragraph in made if paragraph]


def _extent(claim: Claim) -> Span:
    return Span(min(e.start for e in claim.evidence), max(e.end for e in claim.evidence))


def _covers(claim: Claim, offset: int) -> bool:
    return any(evidence.start <= offset < evidence.end for evidence in claim.evidence)


def _listed(marking: Marking) -> dict[str, object]:
    claim = marking.claim
    return {
        "number": marking.number,
        "label": marking.label,
        "said": say_claim(claim),
        "words": claim.main.text,
        "rule": claim.rule,
        "confidence": f"{claim.confidence:.2f}",
        "id": claim.id,
    }


def _note(note: Note) -> dict[str, object]:
    return {
        "kind": note.kind.replace("_", " "),
        "message": note.message,
        "words": note.evidence.text if note.evidence else None,
    }


def _rules(markings: Sequence[Marking]) -> str:
    """Return the rules by which words light up with their claim in the list, and back."""
    return "\n".join(
        f"body:has(.m{m.number}:hover) #c{m.number},body:has(#c{m.number}:is(:hover,:target))"
        f" .m{m.number}{{background:var(--lit)}}"
        for m in markings
    )
