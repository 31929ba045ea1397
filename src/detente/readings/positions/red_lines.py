"""How far a position binds: by its sentence, or by one behind it that points back."""

from __future__ import annotations

from detente.model.vocabulary import Level
from detente.readings import tree
from detente.readings.nlp import Stretch
from detente.readings.page import Page
from detente.readings.positions.stances import level_of
from detente.readings.rules import shipped_lists

# "We will not hand over the islands. That is a line that we will not cross."
_POINTING = frozenset({"it", "that", "this"})


def level_at(page: Page, i: int, *, since: int | None = None) -> Level | None:
    """Return how far a position told at a token binds, or None if the text does not say.

    since: The first token of its words, where they begin ahead of the sentence.
    """
    sentence = page.parse.sentences[page.parse.tokens[i].sentence]
    start = sentence.start if since is None else min(since, sentence.start)
    level = level_of(page.text(Stretch(start, sentence.end)))
    return level or ("stated_red_line" if _pointed_at(page, i) is not None else None)


def red_line_at(page: Page, i: int) -> str | None:
    """Return the words that call a position told at a token a red line, or None."""
    sentence = page.parse.sentences[page.parse.tokens[i].sentence]
    return _red_line(page, Stretch(sentence.start, sentence.end)) or _pointed_at(page, i)


def is_line(page: Page, verb: int) -> bool:
    """Whether it is "a line that we will not cross": that says how firm, and not on what."""
    if page.parse.tokens[verb].lemma not in ("cross", "overstep"):
        return False
    thing = tree.done_to(page.parse, verb)
    return thing is not None and page.parse.tokens[thing].lemma == "line"


def _pointed_at(page: Page, i: int) -> str | None:
    """The words of the sentence behind that call what was said here a red line."""
    parse, number = page.parse, page.parse.tokens[i].sentence + 1
    if number >= len(parse.sentences):
        return None
    behind = parse.sentences[number]
    first = next((t for t in parse.tokens[behind.start : behind.end] if t.pos != "PUNCT"), None)
    if first is None or first.lower not in _POINTING:
        return None
    if first.paragraph != parse.tokens[i].paragraph:
        return None
    ours, theirs = page.statement_at(i), page.statement_at(first.i)
    alike = (ours and ours.speaker) == (theirs and theirs.speaker)
    return _red_line(page, Stretch(behind.start, behind.end)) if alike else None


def _red_line(page: Page, sentence: Stretch) -> str | None:
    said = page.text(sentence)
    text = said.lower()
    for words in shipped_lists("positions")["red_lines"]:
        at = text.find(words)
        if at >= 0:
            return said[at : at + len(words)]
    return None
