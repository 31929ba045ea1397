"""Quotations with no cue of their own: they go on from the speaker before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from detente.model.text import Span
from detente.readings.quotes import Quote
from detente.readings.speech.cues import Draft
from detente.readings.speech.ground import Ground
from detente.readings.speech.turns import FEWEST_WORDS, stands_alone


def join_open(ground: Ground, drafts: Iterable[Draft]) -> list[Draft]:
    """Return the drafts with quotations that go on over paragraphs taken in, until a new cue."""
    joined = list(drafts)
    for number, quote in enumerate(ground.outer):
        if not quote.follows or any(_holds(d, quote) for d in joined):
            continue
        before = ground.outer[number - 1]
        for at, draft in enumerate(joined):
            if draft.content.end == before.end and draft.frame in (
                "quotation",
                "clause",
                "learned",
            ):
                joined[at] = replace(draft, content=Span(draft.content.start, quote.end))
    return joined


def _holds(draft: Draft, quote: Quote) -> bool:
    return draft.content.start < quote.end and quote.start < draft.content.end


def follow_on(ground: Ground, drafts: Iterable[Draft]) -> list[Draft]:
    """Return the quotations that follow from another's turn; paragraphs left open are joined."""
    known = sorted((d for d in drafts if d.spoken), key=_place)
    found: list[Draft] = []
    for number, quote in enumerate(ground.outer):
        stretch = ground.quote_tokens[number]
        if stretch.end <= stretch.start or not ground.in_running_text(stretch.start):
            continue
        if any(_holds(d, quote) for d in known):
            continue
        words = ground.page.report.text[quote.inner_start : quote.inner_end].split()
        if len(words) < FEWEST_WORDS or not stands_alone(ground, number):
            continue
        before = _speaking_before(ground, number, [*known, *found])
        if before is not None:
            found.append(
                Draft("follow", Span(quote.start, quote.end), like=before, attitude="assertion")
            )
    return found


def _place(draft: Draft) -> int:
    return draft.content.start


def _speaking_before(ground: Ground, number: int, drafts: list[Draft]) -> Draft | None:
    """The last who spoke in this paragraph, or at the end of the one before."""
    first = ground.quote_tokens[number].start
    tokens = ground.tokens
    at = tokens[first].start
    earlier = [d for d in drafts if _end_of(ground, d) <= at]
    last = max(earlier, key=lambda d: _end_of(ground, d), default=None)
    if last is None:
        return None
    paragraph = tokens[first].paragraph
    here = ground.page.token_at(last.content.start)
    gap = paragraph - tokens[here].paragraph
    skipped = [p for p in range(paragraph - gap + 1, paragraph) if p in ground.page.furniture]
    if gap - len(skipped) > 1:
        return None
    if gap and ground.parse.paragraphs[paragraph].start != first:
        return None
    return last


def _end_of(ground: Ground, draft: Draft) -> int:
    """Where a draft ends, its cue included."""
    cue = ground.tokens[draft.verb].end if draft.verb is not None else 0
    return max(draft.content.end, cue)
