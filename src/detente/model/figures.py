"""Figure, Reference: numbers of a text with what they count, and references to points of it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from detente.model.text import Span

# Number words by their value.
COUNTING = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
    "nineteen",
)
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_VALUES: dict[str, float] = {
    **{word: float(n) for n, word in enumerate(COUNTING)},
    **{word: float(n) for n, word in zip(range(20, 100, 10), TENS, strict=True)},
    "half": 0.5,
    "twice": 2.0,
}
_SIZES = {
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "mln": 1e6,
    "m": 1e6,
    "bn": 1e9,
    "billion": 1e9,
    "trillion": 1e12,
    "dozen": 12.0,
}
# Parts of a whole, in percent.
_PARTS = {
    **{"third": 100 / 3, "quarter": 25.0, "fourth": 25.0, "fifth": 20.0, "sixth": 100 / 6},
    **{"seventh": 100 / 7, "eighth": 12.5, "ninth": 100 / 9, "tenth": 10.0, "twentieth": 5.0},
    "hundredth": 1.0,
}
_TIMES = frozenset(
    {
        *("second", "minute", "hour", "day", "week", "fortnight", "month", "quarter", "year"),
        "decade",
    }
)
# What is measured, not counted: no word stands between it and its number.
_LENGTHS = frozenset({"km", "kilometre", "kilometer", "metre", "meter", "mile", "acre", "hectare"})
_MEASURED = _TIMES | _LENGTHS
_CURRENCY = r"[$€£¥]|(?:us|c|a)\$|(?:usd|eur|gbp)\s"
_GREAT = ("hundred", "thousand", "million", "billion", "trillion")
_WORDS = "|".join(sorted([*_VALUES, "hundred"], key=len, reverse=True))
# With what a figure in letters begins: a number word, "a million", "US$", "C$", "EUR", "GBP".
_INITIALS = "".join(
    sorted({word[0] for word in (*_VALUES, "hundred", "a", "us", "c", "eur", "gbp")})
)
_NEXT_WORDS = "|".join(sorted([*_VALUES, *_GREAT], key=len, reverse=True))
# What may stand between two words of one number: "one hundred and fifty", not "ten and twenty".
_BETWEEN = "|".join((r"[- ]", *(rf"(?<={great}) and " for great in _GREAT)))
_ORDINALS = {
    **{"first": 1.0, "second": 2.0, "third": 3.0, "fourth": 4.0, "fifth": 5.0, "sixth": 6.0},
    **{"seventh": 7.0, "eighth": 8.0, "ninth": 9.0},
}
# A part in figures: "3/4", "¾".
FRACTION = r"\d{1,2}/[1-9]\d?(?![\d/]|[.,]\d)"
SIGNS = "½¼¾⅓⅔⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒"
_PIECES = re.compile(rf"(?P<top>\d+)/(?P<bottom>\d+)|(?P<whole>\d+)|(?P<sign>[{SIGNS}])")
_FIGURE = re.compile(
    # Nothing begins within a word, or with another letter: that spares most places of a text.
    rf"(?<![A-Za-z])(?=[\d$€£¥{SIGNS}{_INITIALS}])(?:(?P<currency>{_CURRENCY})\s?)?"
    # "3/4", "2 1/2"; no day of a date, and no opening hours
    rf"(?:(?P<digits>(?<![\d/.,-])(?:\d{{1,3}} )?(?!24/7){FRACTION}|(?:\d{{1,3}} ?)?[{SIGNS}]"
    r"|\d{1,3}(?:,\d{3})+(?:\.\d+)?"
    # some write "1,5 million" for 1.5 million
    r"|\d+,\d{1,2}(?=\s?(?:%|(?:million|billion|mln|bn|per ?cent)\b))"
    r"|\d+(?:\.\d+)?)"
    rf"|\b(?P<words>(?:{_WORDS})(?:(?:{_BETWEEN})(?:{_NEXT_WORDS}))*"
    rf"(?:(?<=ty)-(?:{'|'.join(_ORDINALS)}))?)\b"
    r"|\b(?P<article>an?)(?=[- ](?:hundred|thousand|million|billion|trillion|dozen)\b))"
    r"(?P<more> and a half\b)?"
    r"(?:[- ]?(?:an? )?(?P<size>hundred|thousand|million|billion|trillion|dozen|mln|bn|m)\b)?"
    r"(?:\s?(?P<percent>[%‰]|per ?cent\b|percentage points?\b|(?P<basis>basis points?\b))"
    r"|[- ](?:(?<=half[- ])an? )?(?P<unit>[A-Za-z]+)(?: (?P<noun>[A-Za-z]{2,}s)\b)?)?"
    # of small letters: see lowered()
)
_MANY = rf"(?:{'|'.join(sorted(COUNTING[1:], key=len, reverse=True))}|\d{{1,2}})"
_TIME = rf"(?:{'|'.join(sorted(_TIMES))})s?\b"
_SHARE = re.compile(
    # An ordinal alone is no share: "a third arbiter", "for two quarters".
    rf"\b(?P<count>an?|{_MANY})[- ](?P<part>{'|'.join(_PARTS)})s? of\b(?! an? {_TIME})"
    rf"|\b(?P<parts>{_MANY})[- ](?P<each>{'|'.join(p for p in _PARTS if p != 'quarter')})s\b"
    r"|\b(?:one|1)[- ](?P<one>third|fifth|tenth)\b"
    r"|\b(?P<overtime>time and a half)\b"
    rf"|\b(?:one|1) (?:in|out of|of every) (?:every )?(?P<all>{_MANY})\b(?! {_TIME})",
    re.IGNORECASE,
)
# A span of time with an article for its number.
_SPAN = re.compile(
    # of small letters: see lowered(); that it begins a word is asked last, which is faster
    rf"a(?<!\wa)n? (?P<unit>{'|'.join(sorted(_TIMES - {'second', 'quarter'}))})"
    r"(?P<more> and a half)?\b"
)
# Words that count nothing, so that the figure stands alone: "of 640 million to".
_NO_UNITS = frozenset(
    {
        *(
            "a",
            "an",
            "and",
            "or",
            "of",
            "to",
            "in",
            "on",
            "by",
            "at",
            "for",
            "from",
            "the",
            "than",
        ),
        *("as", "if", "is", "are", "was", "were", "will", "shall", "may", "per", "with", "under"),
        *("over", "after", "before", "within", "until", "such", "its", "their", "other", "which"),
        "that",
    }
)
# "3", "3.2", "3 (b)", "3(2)".
_LABEL = r"\d+(?:\.\d+)*(?:\s?\((?:[a-z]+|\d{1,2})\))*"
_REFERENCE = re.compile(
    r"\b(?P<what>articles?|points?|paragraphs?|sections?|clauses?|annex(?:es)?|chapters?)\s+"
    rf"(?P<label>{_LABEL}|[IVXLC]+\b|\([a-z]+\)|[A-Z]\b)",
    re.IGNORECASE,
)
# A further one behind a plural: "Articles 3, 4 and 5 (b)".
_FURTHER = re.compile(
    r"(?:,? (?:and|or|to|through) |, ?| ?[-–] ?)"
    rf"(?P<label>{_LABEL})(?![\d.,]*\d|%| (?:percent|per cent)\b)",
    re.IGNORECASE,
)
_DEADLINE = re.compile(  # of small letters: see lowered()
    r"\b(?:within|in|after|before|by|no later than|not later than|at the latest|until|for|over"
    r"|during|every|lasts?|lasting|than|(?:pause|period|term|duration|delay|phase|stage)s? of)\s+"
    r"(?:a |the |at (?:most|least) |up to |about |a further |no more than )?$"
)
# What says that a figure is a deadline stands so many characters before it at most.
_NEAR = 60
_ALL = 100.0
_OVERTIME = 150.0
_COMMA = re.compile(r",\d{1,2}$")
# Basis points in a percent.
_BASIS = 100.0
# Parts of a thousand in a percent.
_MILLE = 10.0
_NUMERALS = ("digits", "words", "article", "more", "size")
# What follows the time says that it is counted from or to something.
_COUNTED = re.compile(
    r"\s(?:after|before|ahead|in advance|beforehand|earlier|later|prior|from|following"
    r"|of (?:the )?(?:signature|signing|entry|receipt|notice|grace|closing))\b",
    re.IGNORECASE,
)


# Without one of these a text has no share.
_SHARED = (
    *("third", "quarter", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"),
    *("twentieth", "hundredth", " in ", "out of", "of every", "time and a half"),
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number. value: In units of one. unit: What it counts, in the singular; "" if nothing.

    is_deadline: Whether it says by when, how often or for how long.
    """

    span: Span
    value: float
    unit: str
    is_deadline: bool


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference to another point: "Article 4", "paragraph (a)". label: "4", "a".

    what: What it calls the point, in the singular: "article".
    """

    span: Span
    label: str
    what: str


@lru_cache(maxsize=8192)
def figures(text: str) -> tuple[Figure, ...]:
    """Return the figures of a text, references left out.

    >>> [(f.value, f.unit, f.is_deadline) for f in figures("2 million crowns within ninety days")]
    [(2000000.0, 'crown', False), (90.0, 'day', True)]
    """
    low = lowered(text)
    found = [*_shares(text), *_spans(low)]
    taken = [*(reference.span for reference in references(text)), *(one.span for one in found)]
    for match in _FIGURE.finditer(low):
        start = match.start()
        if taken and any(span.start <= start < span.end for span in taken):
            continue
        value = _value(match)
        noun = "noun" if _is_described(match, value) else "unit"
        unit = _unit(match, noun)
        if _counts_nothing(match, unit):
            continue
        end = _end(match, unit, noun)
        timed = unit in _TIMES and bool(_is_term(low, start) or _COUNTED.match(text, end))
        found.append(Figure(Span(start, end), value, unit, timed))
    return tuple(sorted(found, key=lambda figure: figure.span.start))


def lowered(text: str) -> str:
    """Return a text in small letters, each in its place: to look in it is faster than without.

    >>> lowered("Forces LEAVE İzel")
    'forces leave İzel'
    """
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(char.lower() if len(char.lower()) == 1 else char for char in text)


def _shares(text: str) -> Iterator[Figure]:
    """Yield parts of a whole in words: "two thirds of the seats", "one in five lorries"."""
    lower = text.lower()
    if not any(map(lower.__contains__, _SHARED)):
        return
    for match in _SHARE.finditer(text):
        if match["overtime"]:
            value = _OVERTIME
        elif match["all"]:
            value = 100 / count_of(match["all"]) if count_of(match["all"]) else 0.0
        else:
            part = match["part"] or match["each"] or match["one"]
            count = match["count"] or match["parts"] or "one"
            value = _PARTS[part.lower()] * count_of(count)
        end = match.end() - len(" of") if match["part"] else match.end()
        if 0 < value < _ALL or value == _OVERTIME:
            yield Figure(Span(match.start(), end), value, "percent", False)


def _spans(low: str) -> Iterator[Figure]:
    """Yield terms with an article for their number: "within a month", "a year and a half"."""
    for match in _SPAN.finditer(low):
        if match["more"] or _is_term(low, match.start()):
            value = 1.5 if match["more"] else 1.0
            yield Figure(Span(*match.span()), value, match["unit"], True)


def _is_term(low: str, start: int) -> bool:
    """Whether what begins at a place of a text in small letters says by when or for how long."""
    return bool(_DEADLINE.search(low[max(0, start - _NEAR) : start]))


def count_of(word: str) -> float:
    """Return what a count says in one word: "two", "3"; 1 for any other word, such as "a"."""
    return float(word) if word.isdigit() else _VALUES.get(word.lower(), 1.0)


# Without one of these a text refers to no point.
_POINTS = ("article", "point", "paragraph", "section", "clause", "annex", "chapter")


@lru_cache(maxsize=8192)
def references(text: str) -> tuple[Reference, ...]:
    """Return the references of a text to other points.

    >>> [r.label for r in references("as in Article 4 and point 2 (b)")]
    ['4', '2b']
    >>> [r.label for r in references("Articles 3(2), 4 and 7 bind, article 5 and 60 monitors too")]
    ['3.2', '4', '7', '5']
    """
    low = text.lower()
    if not any(map(low.__contains__, _POINTS)):
        return ()
    return tuple(found for match in _REFERENCE.finditer(text) for found in _listed(text, match))


def _listed(text: str, match: re.Match[str]) -> Iterator[Reference]:
    """Yield a reference, and those behind it that go with its plural."""
    what = match["what"].lower()
    one = what.removesuffix("es" if "xe" in what else "s")
    yield Reference(Span(*match.span()), _label(match), one)
    further = _FURTHER.match(text, match.end()) if one != what else None
    while further is not None:
        yield Reference(Span(*further.span("label")), _label(further), one)
        further = _FURTHER.match(text, further.end())


def _label(match: re.Match[str]) -> str:
    """Return a label as points have it: "2b" for "2 (b)", "3.2" for "3(2)"."""
    numbered = re.sub(r"\s?\((\d+)\)", r".\1", match["label"])
    return re.sub(r"[\s()]", "", numbered).lower()


def _end(match: re.Match[str], unit: str, noun: str) -> int:
    if match["percent"]:
        return match.end("percent")
    if unit and match["unit"] and not match["currency"]:
        return match.end(noun)
    return max(match.end(name) for name in _NUMERALS if match[name])


def _counts_nothing(match: re.Match[str], unit: str) -> bool:
    """Whether it is "one" as a pronoun or an article: "one of the parties", "one half"."""
    one = (match["words"] or "").lower() == "one" and not match["size"]
    return one and unit != "percent" and unit not in _TIMES


def _value(match: re.Match[str]) -> float:
    digits = match["digits"]
    if digits and ("/" in digits or digits[-1] in SIGNS):
        value = sum(map(_of_piece, _PIECES.finditer(digits)))
    elif digits:
        value = float(digits.replace(",", "." if _COMMA.search(digits) else ""))
    elif match["article"]:
        value = 1.0
    else:
        # "One half" is half of one.
        value = _of_words(
            match["words"].lower().replace("one half", "half").replace("one-half", "half")
        )
    value += 0.5 if match["more"] else 0.0
    value /= _BASIS if match["basis"] else _MILLE if match["percent"] == "‰" else 1.0
    return value * _SIZES.get((match["size"] or "").lower(), 1.0)


def _of_piece(match: re.Match[str]) -> float:
    """Return what a whole number or a part in figures says: of "2 1/2" either of both."""
    if match["bottom"]:
        return float(match["top"]) / float(match["bottom"])
    return float(match["whole"]) if match["whole"] else unicodedata.numeric(match["sign"])


def _of_words(words: str) -> float:
    """Return what number words say together: "two hundred and ten thousand"."""
    total = rest = 0.0
    for word in re.split(r"[- ]", words.replace(" and ", " ")):
        if word == "hundred":
            rest = (rest or 1) * 100
        elif word in _SIZES:
            total, rest = total + (rest or 1) * _SIZES[word], 0.0
        else:
            rest += _VALUES.get(word) or _ORDINALS.get(word, 0.0)
    return total + rest


def _unit(match: re.Match[str], noun: str) -> str:
    """Return what a number counts. noun: Which of its words says that, "unit" or "noun"."""
    if match["percent"]:
        return "percent"
    if match["currency"]:
        return match["currency"].strip().upper()
    return _singular(match[noun] or "")


def _is_described(match: re.Match[str], value: float) -> bool:
    """Whether a word stands between a number and what it counts: "120 unarmed monitors"."""
    word = match["unit"]
    if not match["noun"] or match["percent"] or word in _NO_UNITS or value == 1:
        return False
    is_plural = word.endswith("s") and not word.endswith("ss")  # "20 business days"
    return not is_plural and word not in _MEASURED


def _singular(word: str) -> str:
    low = word.lower()
    if low in _NO_UNITS:
        return ""
    return low[:-1] if low.endswith("s") and not low.endswith("ss") else low
