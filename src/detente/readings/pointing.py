"""What "that agreement" and "this pledge" mean: the agreement or the commitment told of before."""

from __future__ import annotations

from detente.model.claims import Commitment
from detente.readings import tree
from detente.readings.agreements import is_agreement, named_agreement, noun_of, word_set
from detente.readings.commitments import read_commitments
from detente.readings.nlp import Stretch
from detente.readings.page import Page

# What is pointed to stands at most so many sentences before.
SENTENCES_BACK = 3
_POINTING = frozenset({"that", "this", "these", "those"})


def words_meant(page: Page, named: Stretch) -> str:
    """Return the words of what is owed, as a text names it; of "that pact" those it points to.

    Nearest before it: an agreement with a name or a description, or what a party was told to owe.
    """
    named = _without_deed(page, named)
    said = page.text(named)
    if not _points(page, named):
        return said
    here = page.parse.tokens[named.start].sentence
    first = page.parse.sentences[max(0, here - SENTENCES_BACK)].start
    text = _agreement_before(page, Stretch(first, named.start))
    owed = _owed_before(page, Stretch(first, named.start))
    at = page.parse.tokens[text.start].start if text is not None else -1
    if owed is not None and owed.main.start >= at:
        return owed.agreement or owed.what
    return said if text is None else page.text(text)


def _without_deed(page: Page, named: Stretch) -> Stretch:
    """What was broken, without what it was broken by: "the pact by pulling out its men"."""
    tokens = page.parse.tokens
    for i in range(named.start + 1, named.end - 1):
        if tokens[i].lower == "by" and tokens[i + 1].tag == "VBG":
            return Stretch(named.start, i)
    return named


def _points(page: Page, named: Stretch) -> bool:
    """Whether words only point: "that agreement", "those promises"."""
    tokens = page.parse.tokens[named.start : named.end]
    if len(tokens) != 2 or tokens[0].lower not in _POINTING:
        return False
    noun = noun_of(tokens[1])
    return noun in word_set("texts") | word_set("papers") | word_set("duties")


def _agreement_before(page: Page, span: Stretch) -> Stretch | None:
    """The words of the last agreement with a description in a stretch, without an article."""
    for i in range(span.end - 1, span.start - 1, -1):
        if not is_agreement(page.parse, i) or named_agreement(page, i) is None:
            continue
        phrase = tree.noun_phrase(page.parse, i)
        start = phrase.start
        while start < i and page.parse.tokens[start].pos in ("DET", "PRON"):
            start += 1
        if phrase.end - start > 1 or noun_of(page.parse.tokens[i]) in ("truce", "ceasefire"):
            return Stretch(start, phrase.end)
    return None


def _owed_before(page: Page, span: Stretch) -> Commitment | None:
    """The last commitment told of in a stretch."""
    start, end = page.parse.tokens[span.start].start, page.parse.tokens[span.end].start
    told = [c for c in read_commitments(page) if start <= c.main.start and c.main.end <= end]
    return max(told, key=lambda c: c.main.end, default=None)
