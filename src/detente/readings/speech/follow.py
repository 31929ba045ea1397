"""Quotations with no cue of their own: they go on from the speaker before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from detente.model.text import Span
from detente.readings.quotes import Quote
from detente.readings.speech.cues import Draft
from detente.readings.speech.ground import Ground
from detente.readings.speech.turns import FEWEST_WORDS, stands_alone
from detente.readings.tree import NOUNS

# How a quotation ends whose sentence goes on with who says it.
_GOES_ON = (",", "?", "!")
_MARKS = frozenset({",", "–", "—", "-", "--"})
# Who says it is named this close behind the quotation.
_NAMED_WITHIN = 12


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
        if before is not None and not _is_anothers(ground, number, before):
            found.append(
                Draft("follow", Span(quote.start, quote.end), like=before, attitude="assertion")
            )
    return found


def _is_anothers(ground: Ground, number: int, before: Draft) -> bool:
    """Whether the sentence goes on with who says it, and that is not who spoke before.

    '"The heads are," a diplomat who has seen the text' is no sentence of the speaker before,
    whoever the diplomat is and whatever the verb behind.
    """
    tokens, first = ground.tokens, ground.quote_tokens[number].end
    quote = ground.outer[number]
    inner = ground.page.report.text[quote.inner_start : quote.inner_end].rstrip()
    if first >= len(tokens) or tokens[first].paragraph != tokens[first - 1].paragraph:
        return False
    if tokens[first].text in _MARKS:
        first, inner = min(first + 1, len(tokens) - 1), ","
    opens = tokens[first]
    if inner[-1:] not in _GOES_ON or not opens.text[0].isalnum() or ground.quote_of[first] >= 0:
        return False
    if opens.pos in ("PRON", "CCONJ") or opens.tag == "VBG":
        return False
    if inner[-1:] != "," and not opens.text[0].islower():
        return False
    while before.holder is None and before.like is not None:
        before = before.like
    names = set() if before.holder is None else set(ground.page.cast.speaker(before.holder))
    reach = range(first, min(first + _NAMED_WITHIN, ground.sentence(first).end))
    nouns = (i for i in reach if tokens[i].pos in NOUNS)
    return not any(names & set(ground.page.cast.speaker(i)) for i in nouns)


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
