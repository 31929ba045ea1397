"""Which paragraphs are no running text: headline, captions, link headlines, credits."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import takewhile

from detente.model.heads import is_of_head
from detente.model.text import Report
from detente.readings.datelines import is_dateline
from detente.readings.labels import is_asked
from detente.readings.nlp import Parse, Token
from detente.readings.rules import shipped_lists

# A line in capitals is a headline or a link, unless the whole report is written so.
CAPITALS = 0.7
# A line of so few words that ends like no sentence is a heading or a label.
FEW_WORDS = 9
# A caption above a credit has at most this many words.
LONGEST_CAPTION = 70
# A notice such as "Subscribe here" has at most this many words.
LONGEST_NOTICE = 60
# Paragraphs of which it is kept whether they are notices: the same come again.
_PARAGRAPHS_KEPT = 4000

_ENDS = (".", "!", "?", ":", ",", "…", ";", "—", "-")
_CREDIT = re.compile(r"^[^!?]{0,80}\s\|\s[^!?]{2,60}(?<![.!?])$")
_YEAR = re.compile(r"\b(19|20)\d\d\b")
# "By Clara Roe and Peter Doe in Oslo": nothing but names.
_BYLINE = re.compile(r"^[Bb]y (?:(?:[A-Z][\w.'’-]*|and|in|for|at|of|von|van|de|al),? ?){1,12}$")
_ITEM = re.compile(r"^\s*(-|\*|•)\s+\S")


def find_furniture(report: Report, parse: Parse) -> frozenset[int]:
    """Return the indices of paragraphs that are not running text."""
    texts = [
        report.text[parse.tokens[p.start].start : parse.tokens[p.end - 1].end]
        for p in parse.paragraphs
    ]
    all_capitals = _share_of_capitals(report.text) > CAPITALS
    found: set[int] = set()
    links = False
    head = sum(1 for _ in takewhile(_is_of_head, texts))
    first = next((n for n, text in enumerate(texts) if n >= head and not is_notice(text)), 0)
    for number, text in enumerate(texts):
        stretch = parse.paragraphs[number]
        tokens = parse.tokens[stretch.start : stretch.end]
        item = bool(_ITEM.match(text))
        if (
            number < head
            or _is_headline(report, text, opens=number == first and len(texts) > 1)
            or is_notice(text)
            or (links and item)
            or text.startswith("#")
            or is_dateline(text)
            or is_asked(text)
            or (not all_capitals and _is_in_capitals(text))
            or _BYLINE.match(text)
            or _is_label(text, tokens, number)
        ):
            found.add(number)
        links = _opens_links(text) or (links and item)
        if _is_credit(text):
            found.add(number)
            if number > 0 and _is_caption(texts[number - 1]):
                found.add(number - 1)
    return frozenset(found)


def _is_of_head(text: str) -> bool:
    """Whether it is of the lines at the top that tell of the text: "Source: Vell Courier"."""
    return all(map(is_of_head, text.splitlines()))


def _is_headline(report: Report, text: str, *, opens: bool) -> bool:
    """Whether it is the title, or stands first and ends like no sentence."""
    if report.title is not None and _plain(text) == _plain(report.title):
        return True
    return opens and len(text) < 250 and not text.rstrip("”\"')").endswith(_ENDS)


def _plain(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().lower()


def _share_of_capitals(text: str) -> float:
    letters = list(filter(str.isalpha, text))
    return sum(map(str.isupper, letters)) / len(letters) if letters else 0.0


def _is_in_capitals(text: str) -> bool:
    """A line in capitals is a link to another story, whatever mark it ends with."""
    return len(text) > 3 and _share_of_capitals(text) > CAPITALS


@cache
def _notices() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    data = shipped_lists("furniture")
    lead = r"^[\W_]*(?:"
    return (
        re.compile(lead + "|".join(data["begins"]) + ")", re.IGNORECASE),
        re.compile("|".join(data["holds"]), re.IGNORECASE),
        re.compile(lead + "|".join(data["links"]) + ")", re.IGNORECASE),
    )


@lru_cache(_PARAGRAPHS_KEPT)
def is_notice(text: str) -> bool:
    """Return whether a paragraph is a notice of the page: an advertisement, "Sign up here"."""
    begins, holds, _ = _notices()
    if len(text.split()) > LONGEST_NOTICE:
        return bool(_YEAR.search(text) and holds.search(text[-120:]))
    return bool(begins.match(text) or holds.search(text))


def _opens_links(text: str) -> bool:
    return len(text.split()) < FEW_WORDS and bool(_notices()[2].match(text))


def _is_label(text: str, tokens: tuple[Token, ...], number: int) -> bool:
    """As in "Oil prices since January": few words, no end of a sentence, nothing said or done."""
    if number == 0 or len(text.split()) > FEW_WORDS or text.rstrip("”\"')").endswith(_ENDS):
        return False
    if '"' in text or "“" in text:
        return False
    return not any(t.tag in ("VBD", "VBZ", "VBP", "MD") for t in tokens)


def _is_credit(text: str) -> bool:
    """As in "Jane Roe | Picture Agency" under a picture."""
    return (
        bool(_CREDIT.match(text)) or text.strip() in shipped_lists("outlets")["picture_agencies"]
    )


def _is_caption(text: str) -> bool:
    short = len(text.split()) <= LONGEST_CAPTION
    return short and '"' not in text and "“" not in text and " said" not in text
