"""What the trained parts found -> drafts, beside those of the rules."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from detente.model.text import Span
from detente.model.vocabulary import Attitude
from detente.readings.nlp import Stretch
from detente.readings.speech.cues import Draft, hides_name, is_finite, lemma, listed, meet
from detente.readings.speech.ends import after_day, ahead_of_both
from detente.readings.speech.follow import follow_on, join_open
from detente.readings.speech.ground import Ground
from detente.readings.speech.learned import Find, find
from detente.readings.speech.or_so import FRAME as OR_SO
from detente.readings.speech.ranking import Weights
from detente.readings.speech.sources import whom_quoted
from detente.readings.tree import SUBJECTS, child, subtree

FRAME = "learned"
_RELATIVES = frozenset({"WP", "WDT"})
# Signs that belong to the number beside them.
_BEFORE_NUMBERS = frozenset("$£€¥#(")
_AFTER_NUMBERS = frozenset("%)")
# What is said may go on behind one of these.
_GOING_ON = frozenset({",", ":", ";", "–", "—", "that"})


def learned_drafts(ground: Ground, rules: Sequence[Draft], weights: Weights) -> list[Draft]:
    """Return what the trained parts attribute, in order of the text. rules: The rules' drafts."""
    by_cue = {d.verb: d for d in reversed(rules) if d.verb is not None}
    drafts = [
        _draft(ground, found, by_cue.get(found.cue), weights)
        for found in find(ground, rules, weights)
    ]
    return sorted(drafts, key=_place)


def said_drafts(ground: Ground, learned: Sequence[Draft], rules: Sequence[Draft]) -> list[Draft]:
    """Return the drafts that are statements, each one turn, with quotations that follow them."""
    by_cue = {d.verb: d for d in reversed(rules) if d.verb is not None}
    told = [
        replace(_one_turn(ground, d, by_cue.get(d.verb)), named=None)
        for d in learned
        if d.spoken and d.verb is not None and not hides_name(ground.parse, d.verb)
    ]
    handed = [d for d in rules if d.frame == OR_SO]
    told = [d for d in told if not any(d.verb == h.verb for h in handed)] + handed
    told += _missed(told, rules)
    told = join_open(ground, told)
    return sorted([*told, *follow_on(ground, told)], key=_place)


def _missed(told: Sequence[Draft], rules: Sequence[Draft]) -> list[Draft]:
    """The quotations with a cue that the trained parts gave to nobody."""
    return [
        rule
        for rule in rules
        if rule.frame == "quotation"
        and rule.spoken
        and rule.holder is not None
        and not any(d.verb == rule.verb or meet(d, rule) for d in told)
    ]


def _place(draft: Draft) -> tuple[int, int]:
    return draft.content.start, -draft.content.end


def _one_turn(ground: Ground, draft: Draft, rule: Draft | None) -> Draft:
    """A draft up to the end of its cue's sentence: a quotation after that is a new turn."""
    if draft.verb is None:
        return draft
    sentence = ground.sentence(draft.verb)
    beyond = ground.tokens[sentence.end - 1].end
    start = draft.content.start
    if not start < beyond < draft.content.end:
        return draft
    if rule is not None and start < rule.content.end <= beyond:
        return replace(draft, content=Span(start, rule.content.end))
    first, last = ground.page.token_at(start), sentence.end - 1
    if first < draft.verb:
        # '"X," said Norland. "Y."': the turn ends before who said it
        holder = draft.holder if draft.holder is not None else draft.verb
        last = min(draft.verb, subtree(ground.parse, holder).start) - 1
    while last > first and not _has_words(ground.tokens[last].text):
        last -= 1
    if last < first:
        return draft
    return replace(draft, content=Span(start, content_span(ground, last, last).end))


def _draft(ground: Ground, found: Find, rule: Draft | None, weights: Weights) -> Draft:
    lead, first = None, found.first
    token = ground.tokens[first]
    if token.lower == "that" and token.tag == "IN" and first < found.last:
        lead, first = Span(token.start, token.end), first + 1
    first = min(after_day(ground, found.cue, first), found.last)
    content = content_span(ground, first, found.last)
    if rule is not None and _holds_its_tail(ground, found):
        content = rule.content if rule.content.end <= ground.tokens[found.cue].start else content
    both = ahead_of_both(ground, found.cue)
    if both is not None:
        content = content_span(ground, both[0].start, both[0].end - 1)
    holder = _holder(ground, found, rule)
    said = found.said > 0 or (rule is not None and rule.spoken)
    return Draft(
        FRAME,
        content,
        verb=found.cue,
        cue=rule.cue if rule is not None else _cue_words(ground, found.cue),
        holder=holder,
        named=found.source,
        attitude=rule.attitude if rule is not None else attitude_of(ground, found.cue),
        spoken=said and holder is not None and ground.quote_of[found.cue] < 0,
        lead=lead,
        relay=rule.relay if rule is not None else None,
        model=f"speech@{weights.version}",
        likely=confidence(found, weights),
    )


def _holds_its_tail(ground: Ground, found: Find) -> bool:
    """Whether a content holds who said it and when: "the port is shut, a clerk said on Monday".

    Where more is said behind the cue it is held rightly: "the port, he said, is shut".
    """
    cue, last = found.cue, found.last
    if not found.first < cue <= last or ground.quote_of[cue] >= 0:
        return False
    behind = ground.tokens[cue + 1 : last + 1]
    return not any(
        t.text in _GOING_ON or is_finite(t) or t.tag == "TO" or ground.quote_of[t.i] >= 0
        for t in behind
    )


def _holder(ground: Ground, found: Find, rule: Draft | None) -> int | None:
    """Who speaks: by the rules if they know it, for they see past pronouns, lists and agents."""
    quoted = whom_quoted(ground, found.cue)
    if quoted is not None:
        return quoted
    if rule is not None and rule.holder is not None:
        return rule.holder
    return _antecedent(ground, found.source) if found.source is not None else None


def confidence(found: Find, weights: Weights) -> float:
    """Return the share of attributions as likely as this one that hold."""
    by = weights.calibration
    score = (
        by["constant"]
        + by["cue"] * found.cue_likely
        + by["content"] * found.content_likely
        + by["source"] * found.source_likely
    )
    return round(1 / (1 + math.exp(-score)), 3)


def content_span(ground: Ground, first: int, last: int) -> Span:
    """Return the code points of a content, with the marks of quotations that it fills."""
    tokens = ground.tokens
    start, end = tokens[first].start, tokens[last].end
    if first and tokens[first - 1].text in _BEFORE_NUMBERS and tokens[first - 1].end == start:
        start = tokens[first - 1].start
    after = last + 1
    if after < len(tokens) and tokens[after].text in _AFTER_NUMBERS:
        end = tokens[after].end if tokens[after].start == end else end
    text = ground.page.report.text
    number = ground.quote_of[first]
    if number >= 0 and not _has_words(text[ground.outer[number].start : tokens[first].start]):
        start = ground.outer[number].start
    number = ground.quote_of[last]
    if number >= 0 and not _has_words(text[tokens[last].end : ground.outer[number].end]):
        end = ground.outer[number].end
    return Span(start, end)


def _has_words(text: str) -> bool:
    return any(map(str.isalnum, text))


def _cue_words(ground: Ground, cue: int) -> Stretch:
    particle = child(ground.parse, cue, "prt")
    return Stretch(cue, particle + 1 if particle is not None and particle == cue + 1 else cue + 1)


def _antecedent(ground: Ground, i: int) -> int:
    """The noun for a relative pronoun, else the token itself."""
    token = ground.tokens[i]
    if token.tag in _RELATIVES and token.dep in SUBJECTS:
        verb = ground.tokens[token.head]
        if verb.dep == "relcl":
            return verb.head
    return i


_ATTITUDES: tuple[tuple[str, Attitude], ...] = (
    ("clause", "assertion"),
    ("belief", "belief"),
    ("noun_belief", "belief"),
    ("belief_noun", "belief"),
    ("mental", "belief"),
    ("eventuality", "eventuality"),
    ("eventuality_noun", "eventuality"),
    ("fact", "fact"),
)


def attitude_of(ground: Ground, cue: int) -> Attitude:
    """Return the attitude that a cue's word lists give it, an assertion if it is in none."""
    word = lemma(ground.tokens[cue])
    for name, attitude in _ATTITUDES:
        if word in listed(name):
            return attitude
    return "assertion"
