"""Where a text breaks off in mid-sentence: what it says there may go on otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from detente.model.claims import Claim, Commitment, NextStep, Note, Position, Reading
from detente.model.explanations import Explanation
from detente.model.sureness import LEAST
from detente.model.text import Span, cite
from detente.readings.assemble import note_order
from detente.readings.nlp import Stretch
from detente.readings.page import Page

BREAKS_OFF = "the text breaks off"
# Of a sentence that nobody has seen the end of nothing is shown as fact, however many papers cut
# it: just under what adds up.
_SUREST = round(LEAST - 0.01, 2)
# A last paragraph of fewer words, of one sentence, may be a headline, which needs no mark.
_FEWEST_WORDS = 20
# No sentence ends in one of these.
_BEFORE_MORE = frozenset({"CC", "DT", "PRP$", "TO", "WDT"})
_OPEN = frozenset({",", ";", "–", "—", "-"})
_ELLIPSIS = re.compile(
    r"(?P<mark>\s?[\[(]?(?:…|(?<!\.)\.\.\.|(?<!\.)\. \. \.)[\])]?)"
    r"(?:\s*(?:read (?:more|on)|continue reading)\W{0,3})?\s*$",
    re.IGNORECASE,
)
# What a condition or an exception may yet follow on counts from the start of its sentence.
_OPEN_ENDED = (Position, NextStep, Commitment)

_C = TypeVar("_C", bound=Claim)


@dataclass(frozen=True, slots=True)
class Break:
    """A place where a text breaks off, in code points.

    start: Of its sentence. last: End of its last word. end: Its end, with the ellipsis if it
    has one. stop: End of its paragraph; between the two stands at most "Read more".
    """

    start: int
    last: int
    end: int
    stop: int


def breaks(page: Page) -> list[Break]:
    """Return where running text breaks off, in order."""
    running = [p for n, p in enumerate(page.parse.paragraphs) if n not in page.furniture]
    found = (_break(page, paragraph, is_last=paragraph == running[-1]) for paragraph in running)
    return [one for one in found if one is not None]


def with_breaks(page: Page, reading: Reading) -> Reading:
    """Return a reading in which what is said where the text breaks off is possible only."""
    found = breaks(page)
    if not found:
        return reading
    notes = [
        Note(kind="doubt", message=BREAKS_OFF, evidence=page.words(*_sign(page, one)))
        for one in found
    ]
    return replace(
        reading,
        claims=tuple(_weakened(page, found, claim) for claim in reading.claims),
        notes=tuple(sorted([*reading.notes, *notes], key=note_order)),
    )


def explained_with_breaks(page: Page, explanation: Explanation) -> Explanation:
    """Return the same for a reading with its reasons."""
    found = breaks(page)
    if not found:
        return explanation
    whys = []
    for why in explanation.whys:
        claim = _weakened(page, found, why.claim)
        put = why.put if claim == why.claim else (*why.put, BREAKS_OFF)
        whys.append(replace(why, claim=claim, put=put))
    reading = with_breaks(page, explanation.reading)
    return replace(explanation, reading=reading, whys=tuple(whys))


def _break(page: Page, paragraph: Stretch, *, is_last: bool) -> Break | None:
    tokens = page.parse.tokens[paragraph.start : paragraph.end]
    text = page.report.text[tokens[0].start : tokens[-1].end]
    ellipsis = _ELLIPSIS.search(text)
    end = tokens[0].start + ellipsis.end("mark") if ellipsis else tokens[-1].end
    words = [t for t in tokens if any(map(str.isalnum, t.text)) and t.start < end]
    if not words or not (ellipsis or (is_last and _is_unended(page, paragraph, len(words)))):
        return None
    last = words[-1]
    sentence = page.parse.sentences[last.sentence]
    return Break(page.parse.tokens[sentence.start].start, last.end, end, tokens[-1].end)


def _is_unended(page: Page, paragraph: Stretch, words: int) -> bool:
    """Whether the last paragraph has no mark at its end, and is no headline."""
    last = page.parse.tokens[paragraph.end - 1]
    if last.text in _OPEN or last.tag in _BEFORE_MORE or last.dep == "mark":
        return True
    first = page.parse.tokens[paragraph.start]
    return last.text[-1:].isalnum() and (words >= _FEWEST_WORDS or first.sentence != last.sentence)


def _sign(page: Page, one: Break) -> tuple[int, int]:
    """The ellipsis, else the last word."""
    words = page.report.text[one.last : one.end]
    if words.strip():
        return one.end - len(words.lstrip()), one.end
    token = page.parse.tokens[page.token_at(one.last - 1)]
    return token.start, token.end


def _weakened(page: Page, found: Sequence[Break], claim: _C) -> _C:
    near = next(_touching(found, claim), None)
    if near is None:
        return claim
    claim = replace(claim, confidence=min(claim.confidence, _SUREST))
    here = claim.main
    if here.end < near.last:
        return claim
    words = cite(page.report, here.start, near.end)
    return replace(claim, evidence=(words, *claim.evidence[1:]))


def _touching(found: Iterable[Break], claim: Claim) -> Iterator[Break]:
    here = Span(claim.main.start, claim.main.end)
    for one in found:
        runs_on = here.start < one.last <= here.end <= one.stop
        if runs_on or (isinstance(claim, _OPEN_ENDED) and one.start <= here.start < one.end):
            yield one
