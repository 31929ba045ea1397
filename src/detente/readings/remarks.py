"""What must be said of a report as a whole: only a headline, odd characters, another language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from detente.model.claims import Note
from detente.model.rows import UNREAD
from detente.model.text import Report, cite
from detente.readings.bounds import LONGEST_WORD, MOST_TOKENS, find_endless
from detente.readings.nlp import Parse
from detente.readings.rules import shipped_lists

# Fewer words than this, without a full stop, are a headline.
HEADLINE_WORDS = 20
# English texts have about four such words in ten; below one in ten it is no English.
# Counted on invented English, German, French and Spanish paragraphs.
LEAST_ENGLISH = 0.10
FEWEST_WORDS = 8
# Of so many words the share tells alone: of 469 English texts of 20 words or more the lowest
# share is 0.24.
ENOUGH_WORDS = 20
_ENGLISH = "en"

_ODD = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]"
)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


def read_remarks(report: Report, parse: Parse) -> Iterator[Note]:
    """Yield the notes on a report as a whole."""
    words = _words(report.text)
    if len(parse.paragraphs) == 1 and len(words) < HEADLINE_WORDS and not _ends(report.text):
        yield Note(
            kind="headline_only",
            message="only a headline: there is no running text to read",
        )
    if is_unread(report):
        yield Note(
            kind="not_english",
            message=f"{UNREAD}the text does not look like English; mark by hand what it says, or "
            "add a translation beside it",
        )
    elif len(words) >= FEWEST_WORDS and _share_of_english(words) < LEAST_ENGLISH:
        yield Note(
            kind="not_english",
            message="the text does not look like English; what was read of it may be wrong",
        )
    odd = _ODD.search(report.text)
    if odd:
        count = len(_ODD.findall(report.text))
        yield Note(
            kind="odd_characters",
            message=f"{count} control or invisible characters, the first at {odd.start()}",
            evidence=cite(report, odd.start(), odd.end()),
        )
    yield from _of_bounds(report, parse)


def is_unread(report: Report) -> bool:
    """Whether a report is in another language, beyond doubt, so that nothing is read of it.

    Of a few words, a headline of names say, only what the report says of its language counts.
    """
    words = _words(report.text)
    said = report.details.language
    is_told = said is not None and said != _ENGLISH
    enough = FEWEST_WORDS if is_told else ENOUGH_WORDS
    return len(words) >= enough and _share_of_english(words) < LEAST_ENGLISH


@lru_cache(maxsize=128)  # asked before the parse of many reports, and again with the notes
def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text))


def _of_bounds(report: Report, parse: Parse) -> Iterator[Note]:
    """Yield what was too long to be read as the sentence or the words that it may be."""
    if parse.cuts:
        first = parse.tokens[parse.cuts[0]]
        yield Note(
            kind="doubt",
            message=f"a sentence of over {MOST_TOKENS} words was read in parts, {len(parse.cuts)} "
            "cuts in all; what hangs together across a cut is not seen",
            evidence=cite(report, first.start, first.end),
        )
    endless = find_endless(report.text)
    if endless is not None:
        yield Note(
            kind="doubt",
            message=f"over {LONGEST_WORD} characters without a blank were taken for one word",
            evidence=cite(report, endless.start, endless.end),
        )


def _ends(text: str) -> bool:
    return text.rstrip().rstrip("”\"')")[-1:] in (".", "!", "?", "…")


def _share_of_english(words: Sequence[str]) -> float:
    return sum(map(_common().__contains__, map(str.lower, words))) / len(words)


@cache
def _common() -> frozenset[str]:
    return frozenset(shipped_lists("english")["common"])
