"""Lines that are no words of an article, and pages that do not show theirs. Pure."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from detente.model.dates import Moment
from detente.reports.dating import written_day

# A notice, a credit or a caption has at most this many words; longer lines are paragraphs.
LONGEST_NOTICE = 40
# A lead to another article has few words; more of them that end as a sentence does are one.
_FEW = 9
_ENDS = (".", "!", "?", "”", '."')
_QUOTES = ("“", '"', "‘", "„", "«")
# Of an article behind a wall some hundred words may be seen; one with more is taken for whole.
FEWEST_OF_WHOLE = 200
# A wall, an error or a question about cookies is short; what is longer speaks of them.
LONGEST_WALL = 150
# "Talks end, officials say." is a line, not yet a report of one.
FEWEST_WORDS = 8


@dataclass(frozen=True, slots=True)
class Stripped:
    """An article without the lines that are none of it, and what these said of its update."""

    text: str
    updated: Moment | None = None


def strip(text: str) -> Stripped:
    r"""Return a text without lines of furniture.

    >>> strip("The talks ended.\nRead more: Oil falls\nNobody smiled.").text
    'The talks ended.\nNobody smiled.'
    """
    kept, updated = [], None
    for line in text.split("\n"):
        words = len(line.split())
        if 0 < words <= LONGEST_NOTICE:
            if _rules("updated").match(_bare(line)):
                day = written_day(line)
                if day is not None:
                    updated = updated or Moment(day)
                    continue
            if _is_furniture(line, words):
                continue
        kept.append(line)
    return Stripped("\n".join(kept).strip("\n"), updated)


def _is_furniture(line: str, words: int) -> bool:
    """Whether a short line is none of the article's. What begins with a quotation mark is."""
    if line.lstrip().startswith(_QUOTES):
        return False
    bare = _bare(line)
    if _rules("begins").match(bare) or _rules("holds").search(line):
        return True
    is_sentence = words > _FEW and line.rstrip().endswith(_ENDS)
    return not is_sentence and _rules("leads").match(bare) is not None


def why_none(text: str, page: str, *, free: bool | None) -> str | None:
    """Return why what was taken from a page is no whole article; None if it is one.

    text: The article as found. page: All words of the page, its furniture among them.
    free: Whether the page says that all may read it; None if it does not say.
    """
    words = len(text.split())
    if words < LONGEST_WALL:
        short = len(page.split()) < 2 * LONGEST_WALL
        around = f"{text}\n{page}" if short else text
        if _rules("robots").search(around):
            return "the page shows a wall against robots, not the article"
        if _rules("missing").search(around):
            return "the page says that the article is not there"
        if words < LONGEST_WALL // 3 and _rules("cookies").search(around):
            return "the page asks about cookies and does not show the article"
    if words < FEWEST_OF_WHOLE and (free is False or _rules("paywall").search(page)):
        return f"behind a paywall: {words} words of it can be seen"
    if words < FEWEST_WORDS:
        return "no article was found in the page" + (f", only {words} words" if words else "")
    return None


def _bare(line: str) -> str:
    return line.lstrip(" \t#*_>|•-–—▶[(")


@cache
def _rules(name: str) -> re.Pattern[str]:
    data = tomllib.loads(files("detente.reports").joinpath("furniture.toml").read_text("utf-8"))
    return re.compile("|".join(f"(?:{one})" for one in data[name]), re.IGNORECASE)
