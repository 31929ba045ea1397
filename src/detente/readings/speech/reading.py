"""Who said what: statements, attributions, and quotations whose speaker was not found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from detente.model.attribution import Attribution
from detente.model.claims import Note, Statement
from detente.model.errors import ReaderError
from detente.readings.footing import footing
from detente.readings.negation import is_negated
from detente.readings.page import Page
from detente.readings.paragraphs import Block
from detente.readings.quotes import pair_marks
from detente.readings.speech.chain import with_inner_minds
from detente.readings.speech.clauses import find_asides, find_clauses
from detente.readings.speech.cues import Draft, lemma
from detente.readings.speech.drafting import learned_drafts, said_drafts
from detente.readings.speech.follow import follow_on, join_open
from detente.readings.speech.ground import Ground, lay
from detente.readings.speech.labelled import find_labelled, without_labelled
from detente.readings.speech.nouns import find_nouns
from detente.readings.speech.or_so import find_or_so
from detente.readings.speech.ranking import load_weights
from detente.readings.speech.told import (
    attribution_of,
    is_outlet,
    is_rendering,
    statements_of,
    tells_of_speech,
)
from detente.readings.speech.turns import find_turns
from detente.readings.tree import child

# A quotation this long that nobody is found to have said is worth a note.
FEWEST_WORDS_NOTED = 4


@dataclass(frozen=True, slots=True)
class Speech:
    """What a page says that was said."""

    statements: tuple[Statement, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    notes: tuple[Note, ...] = ()


def read_speech(page: Page) -> Speech:
    """Return the statements, attributions and notes of a page."""
    ground = lay(page)
    told = _told(ground, find_drafts(ground))
    statements: list[Statement] = []
    said = without_labelled(spoken(ground, told.said), find_labelled(ground))
    for draft in sorted(said, key=lambda d: d.content.start):
        statements += statements_of(ground, draft)
    return Speech(
        statements=with_inner_minds(page.with_statements(tuple(statements))),
        attributions=tuple(attribution_of(ground, d) for d in told.attributed),
        notes=(
            *told.notes,
            *_notes(ground, statements),
            *_doubts(ground, told.said, statements),
            *_strays(ground),
        ),
    )


@dataclass(frozen=True, slots=True)
class _Told:
    """What is attributed, and what of it may be a statement."""

    attributed: Sequence[Draft]
    said: Sequence[Draft]
    notes: tuple[Note, ...] = ()


def _told(ground: Ground, rules: Sequence[Draft]) -> _Told:
    """The rules' drafts, or what the trained parts make of them if they take part."""
    if not ground.page.learned:
        return _Told(rules, rules)
    try:
        weights = load_weights()
    except ReaderError as error:
        return _Told(rules, rules, (Note(kind="doubt", message=f"read by rules alone: {error}"),))
    learned = learned_drafts(ground, rules, weights)
    return _Told(learned, said_drafts(ground, learned, rules))


def find_drafts(ground: Ground) -> list[Draft]:
    """Return everything attributed, in order of the text."""
    turns = find_turns(ground)
    used = frozenset(d.verb for d in turns if d.verb is not None)
    handed = list(find_or_so(ground))
    used |= {d.verb for d in handed if d.verb is not None}
    drafts = [*turns, *find_clauses(ground, used), *find_nouns(ground), *find_asides(ground)]
    drafts += handed
    drafts = join_open(ground, drafts)
    drafts += follow_on(ground, drafts)
    told = [d for d in drafts if not _within_quotation(ground, d)]
    return sorted(told, key=lambda d: (d.content.start, -d.content.end))


def spoken(ground: Ground, drafts: Iterable[Draft]) -> list[Draft]:
    """Return the drafts that are statements: of several nested ones the outer speaker's.

    An outlet that relays what somebody says is no speaker; it stands in the chain.
    """
    found = [d for d in drafts if d.spoken and (d.holder is not None or d.like is not None)]
    found = [d for d in found if not _is_unsaid(ground, d)]
    kept: list[Draft] = []
    for draft in found:
        outer = [o for o in found if _tells(ground, o, draft)]
        relays = [o for o in outer if _passes_on(ground, o)]
        if len(relays) < len(outer):
            continue
        if _only_relays(ground, draft, found):
            continue
        relayed = relays and draft.relay is None
        kept.append(replace(draft, relay=relays[0].holder) if relayed else draft)
    return kept


def _is_unsaid(ground: Ground, draft: Draft) -> bool:
    """Whether the text says that it was not said: "denied saying", "would not say whether"."""
    if draft.verb is None or ground.quote_of[ground.page.token_at(draft.content.start)] >= 0:
        return False
    above = ground.tokens[ground.tokens[draft.verb].head]
    if ground.tokens[draft.verb].lower == "according" and above.dep == "ROOT":
        return False  # it hangs on what is said: "rejects the plan, according to an aide"
    told = child(ground.parse, draft.verb, "dobj", "dative", "prep", "auxpass")
    if ground.tokens[draft.verb].lower == "telling" and told is None:
        return True  # "his silence is telling: …"
    admits = lemma(ground.tokens[draft.verb]) in ("deny", "dispute")
    if is_negated(ground.parse, draft.verb) and not admits:
        return True
    return footing(ground.parse, draft.verb) in ("denied", "supposed")


def _only_relays(ground: Ground, draft: Draft, found: list[Draft]) -> bool:
    """Whether a draft is an outlet's account of what another draft says in its own words."""
    if draft.holder is None:
        return False
    if is_rendering(ground, draft.holder):
        return tells_of_speech(ground, draft)
    if not is_outlet(ground, draft.holder):
        return False
    length = draft.content.end - draft.content.start
    return any(
        _heads(ground, draft, inner) or 2 * (inner.content.end - inner.content.start) > length
        for inner in found
        if _tells(ground, draft, inner)
    )


def _heads(ground: Ground, outer: Draft, inner: Draft) -> bool:
    """Whether all of a content is that somebody says something: "Roe said late on Monday that …".

    Whatever stands there beside it (", marking a shift") is told of that.
    """
    first = ground.page.token_at(outer.content.start)
    last = ground.page.token_at(outer.content.end - 1)
    verb = inner.verb
    if verb is None or inner.holder is None or inner.holder > verb:
        return False
    above = ground.tokens[verb].head
    return above == verb or not first <= above <= last


def _passes_on(ground: Ground, draft: Draft) -> bool:
    """Whether a draft is of an outlet or a translation, that has what others say."""
    if draft.holder is None:
        return False
    return is_outlet(ground, draft.holder) or is_rendering(ground, draft.holder)


def _within_quotation(ground: Ground, draft: Draft) -> bool:
    """Whether the cue itself is quoted."""
    return draft.verb is not None and ground.quote_of[draft.verb] >= 0


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


def _strays(ground: Ground) -> Iterable[Note]:
    """Yield a note for each quotation mark in running text that has no partner."""
    tokens, page = ground.tokens, ground.page
    blocks = tuple(
        Block(tokens[p.start].start, tokens[p.end - 1].end) for p in ground.parse.paragraphs
    )
    for mark in pair_marks(page.report.text, blocks).strays:
        if ground.in_running_text(page.token_at(mark.start)):
            yield Note(
                kind="unbalanced_quotation",
                message="this quotation mark has no partner; where the quotation ends is a guess",
                evidence=page.words(mark.start, mark.end),
            )


def _doubts(
    ground: Ground, drafts: Iterable[Draft], statements: list[Statement]
) -> Iterable[Note]:
    """Yield a note for what "he" or "they" said where nobody can tell whom the word means."""
    held = {s.main.start for s in statements}
    for draft in drafts:
        open_source = draft.holder is not None and ground.page.cast.is_open(draft.holder)
        if not draft.spoken or not open_source or draft.content.start in held:
            continue
        word = ground.tokens[draft.holder or 0].text
        yield Note(
            kind="doubt",
            message=f"whom {word!r} means is not clear; nobody is recorded as the speaker",
            evidence=ground.page.words(draft.content.start, draft.content.end),
        )
