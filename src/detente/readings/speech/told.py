"""Drafts of speech -> statements and attributions, with speakers, venue, time and chain."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from detente.model.actors import UNNAMED, is_unnamed
from detente.model.attribution import Attribution
from detente.model.claims import Link, Statement
from detente.model.text import Evidence, Span
from detente.model.vocabulary import StatementKind
from detente.readings.names.cast import OFFICE
from detente.readings.rules import shipped_lists
from detente.readings.speech.cues import Draft, is_finite, lemma, listed
from detente.readings.speech.ends import ahead_of_both
from detente.readings.speech.ground import Ground
from detente.readings.speech.language import likely_translated
from detente.readings.speech.or_so import FRAME as OR_SO
from detente.readings.speech.sources import name_words, whom_quoted
from detente.readings.speech.venue import addressee_of, translated_of, venue_of
from detente.readings.times.words import when
from detente.readings.tree import child, prep_objects

VERSION = 1


def statements_of(ground: Ground, draft: Draft) -> list[Statement]:
    """Return what a draft says was said: a statement for each who is named; [] if nobody is."""
    page, told = ground.page, draft
    while told.holder is None and told.like is not None:
        told = told.like
    if told.holder is None:
        return []
    content = page.words(draft.content.start, draft.content.end)
    quoted = (content,) if draft.speaker is not None else _quoted(ground, draft.content)
    verb = draft.verb
    source = name_words(ground, told.holder, told.verb)
    return [
        Statement(
            evidence=(content,),
            speaker=speaker,
            reported_by=speaker,
            hedged=draft.frame == OR_SO or (verb is not None and _hedged(ground, verb)),
            chain=_chain(ground, draft, told, speaker),
            when=when(page, verb) if verb is not None else None,
            kind=_kind(content, quoted),
            cue=_cue(ground, draft),
            quoted=quoted,
            source=_source(ground, draft),
            venue=venue_of(ground, verb, source) if verb is not None else None,
            addressee=addressee_of(ground, verb) if verb is not None else None,
            translated=_translated(ground, draft, told, speaker),
            rule=rule_of(draft),
            confidence=confidence_of(draft),
        )
        for speaker in _speakers(ground, told)
    ]


def _speakers(ground: Ground, told: Draft) -> tuple[str, ...]:
    if told.speaker is not None:
        return (told.speaker,)
    return () if told.holder is None else speakers_of(ground, told.holder)


def _translated(
    ground: Ground, draft: Draft, told: Draft, speaker: str
) -> Literal["stated", "likely"] | None:
    """Whether the words are a translation; what follows on a quotation is what that is."""
    verb = draft.verb if draft.verb is not None else told.verb
    if verb is None:
        return None
    stated = translated_of(ground, verb)
    if stated is not None or not _quoted(ground, draft.content):
        return stated
    likely = likely_translated(ground, verb, speaker, content=draft.content)
    return "likely" if likely else None


def attribution_of(ground: Ground, draft: Draft) -> Attribution:
    """Return a draft as the attribution that it is."""
    content = draft.content
    if draft.lead is not None and draft.lead.start < content.start:
        content = replace(content, start=draft.lead.start)
    return Attribution(
        content=ground.page.words(content.start, content.end),
        source=_source(ground, draft),
        cue=_cue(ground, draft),
        attitude=draft.attitude,
        rule=rule_of(draft),
        confidence=confidence_of(draft),
    )


def speakers_of(ground: Ground, holder: int) -> tuple[str, ...]:
    """Return who is named by a source, each once: all of "Norland and Sudmark"."""
    cast = ground.page.cast
    found = dict.fromkeys(cast.speaker(holder))
    words = name_words(ground, holder, None)
    if any(t.lower == "and" for t in ground.tokens[words.start : words.end]):
        # "Minister A and Chancellor B" is one flat name to the parser
        named = [cast.actor(name) for name in cast.mentioned(words)]
        found.update({a.name: None for a in named if a is not None and a.kind == "person"})
    if len(found) == 1 and is_unnamed(next(iter(found))):
        return _author(ground, holder) or tuple(found)
    return tuple(found)


def _source(ground: Ground, draft: Draft) -> Evidence | None:
    if draft.holder is None:
        return None
    named = draft.named if draft.named is not None else draft.holder
    return ground.page.cite(name_words(ground, named, draft.verb))


def _cue(ground: Ground, draft: Draft) -> Evidence | None:
    return ground.page.cite(draft.cue) if draft.cue is not None else None


def rule_of(draft: Draft) -> str:
    """Id and version of the trained part or frame that found a draft, as claims carry it."""
    if draft.model is not None:
        return draft.model
    return f"en.speech.{draft.frame}@{VERSION}"


def confidence_of(draft: Draft) -> float:
    """Share of such drafts that hold."""
    if draft.likely is not None:
        return draft.likely
    return float(shipped_lists("speech")["confidence"][draft.frame])


def _hedged(ground: Ground, verb: int) -> bool:
    """Whether the report itself doubts that it was said: "reportedly told", "apparently said"."""
    hedges = shipped_lists("modality")["hedges"]
    return any(ground.tokens[c].lower in hedges for c in ground.parse.children[verb])


def _chain(ground: Ground, draft: Draft, told: Draft, speaker: str) -> tuple[Link, ...]:
    """The speaker, then who relays it if the words name one: "Reuters reported, citing…"."""
    words = _cue(ground, draft) or _source(ground, told)
    if words is None:
        return ()
    links = [Link(speaker, words)]
    relay = draft.relay
    if relay is None and draft.verb is not None:
        relay = _relay(ground, draft.verb)
    if relay is not None and draft.verb is not None:
        links += [Link(name, words) for name in ground.page.cast.speaker(relay)]
    return tuple(links)


def _relay(ground: Ground, cue: int) -> int | None:
    """Who hands on what somebody said: "the paper quoted Roe", "Roe said, the paper reported"."""
    if whom_quoted(ground, cue) is not None:
        return child(ground.parse, cue, "nsubj")
    both = ahead_of_both(ground, cue)
    return child(ground.parse, both[1], "nsubj") if both is not None else None


def is_outlet(ground: Ground, holder: int) -> bool:
    """Return whether a source is a paper, a broadcaster or an agency."""
    outlets = shipped_lists("outlets")["outlets"]
    names = ground.page.cast.speaker(holder)
    if any(name in outlets or f"The {name}" in outlets for name in names):
        return True
    words = name_words(ground, holder, None)
    if any(ground.tokens[i].lower in listed("media") for i in range(words.start, words.end)):
        return True
    last = ground.tokens[holder]
    paper = last.lower in shipped_lists("outlets")["papers"] and last.text[:1].isupper()
    return paper and holder > words.start and ground.tokens[holder - 1].text[:1].isupper()


def is_rendering(ground: Ground, holder: int) -> bool:
    """Return whether a source is but a form of somebody's words: "according to a translation"."""
    return lemma(ground.tokens[holder]) in listed("renderings")


def tells_of_speech(ground: Ground, draft: Draft) -> bool:
    """Return whether a content says who said it: "the port is shut, the envoy said"."""
    first = ground.page.token_at(draft.content.start)
    last = ground.page.token_at(draft.content.end - 1)
    return any(
        ground.quote_of[i] < 0
        and is_finite(ground.tokens[i])
        and lemma(ground.tokens[i]) in listed("clause")
        for i in range(first, last + 1)
    )


def _author(ground: Ground, holder: int) -> tuple[str, ...]:
    """Who speaks through a document, if named: "data from the bank", "the union's statement"."""
    parse = ground.parse
    if lemma(ground.tokens[holder]) not in listed("documents"):
        return ()
    heads = [c for c in parse.children[holder] if parse.tokens[c].dep == "poss"]
    heads += prep_objects(parse, holder, "from", "by", "in", "of")
    for head in heads:
        names = ground.page.cast.speaker(head)
        if not any(is_unnamed(name) for name in names):
            return tuple(_office_of(ground, holder, name) for name in names)
    return ()


def _office_of(ground: Ground, holder: int, name: str) -> str:
    """The office of "his office said": what it tells are no words of the person's own."""
    actor, own = ground.page.cast.actor(name), f"{name}{OFFICE}"
    if lemma(ground.tokens[holder]) != "office" or actor is None or actor.kind != "person":
        return name
    return own if ground.page.cast.actor(own) is not None else f"{UNNAMED}{own}"


def _quoted(ground: Ground, content: Span) -> tuple[Evidence, ...]:
    found = []
    for quote in ground.outer:
        start, end = max(quote.inner_start, content.start), min(quote.inner_end, content.end)
        if end > start:
            found.append(ground.page.words(start, end))
    return tuple(found)


def _kind(content: Evidence, quoted: tuple[Evidence, ...]) -> StatementKind:
    letters = sum(map(str.isalnum, content.text))
    inside = sum(sum(map(str.isalnum, q.text)) for q in quoted)
    if not inside:
        return "indirect"
    return "direct" if inside >= 0.95 * letters else "mixed"
