"""Who said what: statements, attributions, and quotations whose speaker was not found."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from detente.model.claims import Attribution, Note, Statement, StatementKind
from detente.model.text import Evidence, Span
from detente.readings.clauses import find_asides, find_clauses
from detente.readings.cues import Draft
from detente.readings.follow import follow_on
from detente.readings.ground import Ground, lay
from detente.readings.page import Page
from detente.readings.sources import name_words
from detente.readings.turns import find_turns

# A quotation this long that nobody is found to have said is worth a note.
FEWEST_WORDS_NOTED = 4
VERSION = 1


@dataclass(frozen=True, slots=True)
class Speech:
    """What a page says that was said."""

    statements: tuple[Statement, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    notes: tuple[Note, ...] = ()


def read_speech(page: Page) -> Speech:
    """Return the statements, attributions and notes of a page."""
    ground = lay(page)
    drafts = find_drafts(ground)
    statements: list[Statement] = []
    for draft in spoken(ground, drafts):
        statements += _statements(ground, draft)
    return Speech(
        statements=tuple(statements),
        attributions=tuple(_attribution(ground, d) for d in drafts),
        notes=tuple(_notes(ground, statements)),
    )


def find_drafts(ground: Ground) -> list[Draft]:
    """Return everything attributed, in order of the text."""
    turns = find_turns(ground)
    used = frozenset(d.verb for d in turns if d.verb is not None)
    drafts = [*turns, *find_clauses(ground, used), *find_asides(ground)]
    drafts += follow_on(ground, drafts)
    return sorted(drafts, key=lambda d: (d.content.start, -d.content.end))


def spoken(ground: Ground, drafts: Iterable[Draft]) -> list[Draft]:
    """Return the drafts that are statements: spoken, and not told within another's words."""
    found = [d for d in drafts if d.spoken and (d.holder is not None or d.like is not None)]
    return [d for d in found if not any(_tells(ground, other, d) for other in found)]


def _tells(ground: Ground, outer: Draft, inner: Draft) -> bool:
    """Whether the inner cue stands within the outer's content."""
    if outer is inner or inner.verb is None:
        return False
    at = ground.tokens[inner.verb].start
    return (
        outer.content.start <= at < outer.content.end
        and outer.verb != inner.verb
        and not (
            inner.content.start <= outer.content.start and outer.content.end <= inner.content.end
        )
    )


def _source(ground: Ground, draft: Draft) -> Evidence | None:
    if draft.holder is None:
        return None
    return ground.page.cite(name_words(ground, draft.holder, draft.verb))


def _cue(ground: Ground, draft: Draft) -> Evidence | None:
    return ground.page.cite(draft.cue) if draft.cue is not None else None


def _statements(ground: Ground, draft: Draft) -> list[Statement]:
    page = ground.page
    told = draft
    while told.holder is None and told.like is not None:
        told = told.like
    if told.holder is None:
        return []
    content = page.words(draft.content.start, draft.content.end)
    quoted = _quoted(ground, draft.content)
    return [
        Statement(
            evidence=(content,),
            speaker=speaker,
            reported_by=speaker,
            kind=_kind(content, quoted),
            cue=_cue(ground, draft),
            quoted=quoted,
            source=_source(ground, draft),
            rule=f"en.speech.{draft.frame}@{VERSION}",
            confidence=0.8,
        )
        for speaker in page.cast.speaker(told.holder)
    ]


def _quoted(ground: Ground, content: Span) -> tuple[Evidence, ...]:
    found = []
    for quote in ground.outer:
        start, end = max(quote.inner_start, content.start), min(quote.inner_end, content.end)
        if end > start:
            found.append(ground.page.words(start, end))
    return tuple(found)


def _kind(content: Evidence, quoted: tuple[Evidence, ...]) -> StatementKind:
    letters = sum(c.isalnum() for c in content.text)
    inside = sum(c.isalnum() for q in quoted for c in q.text)
    if not inside:
        return "indirect"
    return "direct" if inside >= 0.95 * letters else "mixed"


def _attribution(ground: Ground, draft: Draft) -> Attribution:
    content = draft.content
    if draft.lead is not None and draft.lead.start < content.start:
        content = replace(content, start=draft.lead.start)
    return Attribution(
        content=ground.page.words(content.start, content.end),
        source=_source(ground, draft),
        cue=_cue(ground, draft),
        attitude=draft.attitude,
        rule=f"en.speech.{draft.frame}@{VERSION}",
        confidence=0.8,
    )


def _notes(ground: Ground, statements: list[Statement]) -> Iterable[Note]:
    held = [(s.main.start, s.main.end) for s in statements]
    for number, quote in enumerate(ground.outer):
        stretch = ground.quote_tokens[number]
        if not quote.double or stretch.end <= stretch.start:
            continue
        if not ground.in_running_text(stretch.start):
            continue
        words = ground.page.report.text[quote.inner_start : quote.inner_end].split()
        if len(words) >= FEWEST_WORDS_NOTED and not any(
            a < quote.end and quote.start < b for a, b in held
        ):
            yield Note(
                kind="quotation_without_speaker",
                message="no speaker was found for this quotation",
                evidence=ground.page.words(quote.start, quote.end),
            )
