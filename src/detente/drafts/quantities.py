"""quantities(): the numbers of a text as drafts mean them, and whether they count or only name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from detente.drafts.doubled import once
from detente.drafts.typed import touch
from detente.drafts.units import BY_TIME, DAYS, PERCENT, UNITS, WORKING_DAY, measure, money
from detente.model.figures import COUNTING, FRACTION, SIGNS, Figure, figures
from detente.model.text import Span

# Beyond this "the 340 prisoners" is a number that counts; "the two states" names them.
FEW = 12
# "The two states", "between two shifts", "on all four sides", "its last two boilers".
_NAMING = re.compile(
    r"\b(?:the|these|those|all|both|its|their|his|her|our|your|either|any|between|among)"
    r"(?: of)?(?: the)?(?: (?:other|last|first|next|same|said|remaining|old|new))? $",
    re.IGNORECASE,
)
_BEFORE = 30
# What stands after a number and is not what it counts: "twelve can", "of half should".
_NO_NOUNS = frozenset(
    (
        *("shall", "should", "must", "may", "can", "could", "might", "will", "would", "ought"),
        *("has", "have", "had", "do", "does", "did", "not", "be", "been", "being", "was"),
        *("as", "so", "but", "nor", "who", "whom", "whose", "what", "where", "when", "while"),
        *("each", "every", "all", "both", "any", "more", "less", "at", "through", "between"),
        *("into", "onto", "against", "during", "since", "about", "above", "below", "only"),
        *("out", "off", "up", "down", "together", "alike", "apart", "them", "it", "he", "she"),
        *("they", "we", "there", "here", "later", "earlier", "altogether", "without", "towards"),
        *("none", "nobody", "nothing", "never", "also", "then", "even", "yet", "still", "again"),
        *("outside", "inside", "come", "comes", "go", "goes", "this", "these", "those", "beyond"),
    )
)
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "hundred": 100}
_VALUES = {**{word: n for n, word in enumerate(COUNTING) if n}, **_TENS}
_COUNT = rf"(?:{'|'.join(sorted(_VALUES, key=len, reverse=True))}|\d{{1,3}})"
# No plural follows: "one judge in two cases" is no share of them.
_STOPS = r"\b(?! [a-z]{2,}s\b)"
# "One seat in three", "one lorry out of five".
_ONE_IN = re.compile(
    rf"\b(?:one|1) (?:[a-z-]+) (?:in|out of|of every)(?: every)? (?P<all>{_COUNT}){_STOPS}",
    re.IGNORECASE,
)
# "Ten months out of twelve", "two days in seven": so much of a longer time.
_TIME_OF = re.compile(
    rf"\b(?P<some>{_COUNT}) (?P<unit>hour|day|week|month)s? (?:out )?(?:of|in) "
    rf"(?:every |each |the )?(?P<all>{_COUNT})\b(?! [a-z]+s\b)",
    re.IGNORECASE,
)
_PARTS = {
    **{"third": 100 / 3, "quarter": 25.0, "fifth": 20.0, "tenth": 10.0, "twentieth": 5.0},
    **{"sixth": 100 / 6, "seventh": 100 / 7, "eighth": 12.5},
}
_AFTER_SHARE = (
    *("shall", "should", "must", "may", "can", "will", "is", "are", "was", "were", "goes", "go"),
    *("in", "at", "on", "by", "for", "from", "to", "and"),
    # "a third cheaper"
    *("less", "fewer", "more", "lower", "higher", "cheaper", "dearer", "smaller", "larger"),
    *("shorter", "longer", "below", "above", "under", "over", "off"),
)
# "Cut by a third": without "of" it is a share where it is what something grows or shrinks by.
_BY_PART = re.compile(rf"\bby an? (?P<part>{'|'.join(_PARTS)})\b", re.IGNORECASE)
# "A third shall be spent": where no noun follows it is a share, unless two others go before.
_PART = re.compile(
    rf"\ban? (?P<part>{'|'.join(_PARTS)})(?=\s*[.,;:)]|\s*$| (?:{'|'.join(_AFTER_SHARE)})\b)",
    re.IGNORECASE,
)
# "Three quarters must be held", where "of" does not tell that it is a share.
_MANY_PARTS = re.compile(
    rf"\b(?P<many>two|three|four)[- ](?P<part>{'|'.join(_PARTS)})s"
    rf"(?=\s*[.,;:)]|\s*$| (?:{'|'.join(_AFTER_SHARE)})\b)",
    re.IGNORECASE,
)
_EVENLY = re.compile(r"\bfifty[-– /]fifty\b|\b50[-–/]50\b", re.IGNORECASE)
# Words that hold a number: "both states", "a trio of judges".
HOLDING = {"both": 2.0, "pair": 2.0, "couple": 2.0, "trio": 3.0, "quartet": 4.0, "quintet": 5.0}
_HELD = re.compile(
    r"\b(?P<both>both)(?: of)?(?: the| these| those| its| their)?(?: (?P<each>[a-z]+s)\b)?"
    r"|\b(?P<many>pair|couple|trio|quartet|quintet) of (?:the )?(?P<noun>[a-z]+s)\b",
    re.IGNORECASE,
)
_HALF = re.compile(r"(?:one[- ])?half\b(?! an?\b)(?![- ](?:hour|day|week|month|year))", re.I)
_PART_IN_FIGURES = re.compile(rf"{FRACTION}|[{SIGNS}]")
# "Seventy years of age", "from the age of 70".
_OF_AGE = re.compile(r" (?:of age|old)\b|[- ]year-old", re.IGNORECASE)
_AGED = re.compile(r"\b(?:ages? of|aged)(?: (?:over|above|under|below))? $", re.IGNORECASE)
# "More than 90 minutes late": how late, and no term.
_LATE = re.compile(r" (?:late|overdue|behind|in arrears)\b", re.IGNORECASE)
_SQUARE = re.compile(r"[ -]square[ -]", re.IGNORECASE)
# "One metre": figures leave one of most things out, as one that does not count.
_ONE_MEASURE = re.compile(
    rf"\bone (?P<unit>{'|'.join(sorted(one for one in UNITS - DAYS.keys() if len(one) > 1))})\b",
    re.IGNORECASE,
)
_PER_THOUSAND = re.compile(
    rf"\b(?P<many>{_COUNT}) (?:per|in a|in every|out of a) (?:thousand|mille?)\b", re.IGNORECASE
)
# "24 hours' notice", "a notice of 30 days", "during the first four years": terms.
_OF_NOTICE = re.compile(
    r"['’]?(?: (?:clear|prior|previous|advance|written|formal))*"
    r"(?: (?:notice|warning)\b| of (?:\w+ )?(?:notice|warning)\b)",
    re.IGNORECASE,
)
_IN_TIME = re.compile(
    r"\b(?:(?:notice|warning) of(?: at least| not less than| no less than)?"
    r"|(?:during|in|for|over|within|throughout|after|of) (?:the|its|their) "
    r"(?:first|initial|opening|next|following|coming|last|final)) $",
    re.IGNORECASE,
)
_WORKING = re.compile(r"(?:working|business|banking|trading)[ -]days?$", re.IGNORECASE)
# "18 hours a day", "for 6 hours of each day": an amount by time, and no term.
_RATE = re.compile(
    r"\s*(?:an?|per|each|every|of (?:the|each|every)|in (?:each|every)|on (?:each|every))"
    rf" (?:single )?(?P<unit>{'|'.join(DAYS)})\b(?! of notice)"
    rf"|\s*(?P<by>{'|'.join(BY_TIME)})\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of a draft. value, unit: As it is written; "" for a unit if it counts nothing.

    is_deadline: Whether it says by when or for how long. is_name: Whether it may only name what
    is known ("the two states"), so that nothing changes if the other draft leaves it out.
    per: Days for which it is meant, "40 tonnes a year"; None if none are named.
    is_in_words: Whether it is written without a digit. range: The words of the range that it is
    an end of, "30 to 50 km"; None if it is of none.
    """

    span: Span
    value: float
    unit: str
    is_deadline: bool = False
    is_name: bool = False
    per: float | None = None
    is_in_words: bool = False
    range: Span | None = None

    @property
    def measures(self) -> str:
        """What it measures: time, length, weight, area, percent; "" for a count."""
        return measure(self.unit).what

    @property
    def size(self) -> float:
        """How much that is: days, metres, grams, square metres, percent; a count as it is."""
        return self.value * measure(self.unit).size


# "Five to ten crowns", "between 5 and 10 crowns": the first has the unit of the second.
_TO, _AND = re.compile(r"\s*(?:to|or|[-–—])\s*"), re.compile(r"\s*and\s*")
_BETWEEN = re.compile(r"\b(?:between|from) $", re.IGNORECASE)
# "The Council of the Seven", "the Group of Five": a name.
_NAMED = re.compile(r"\b[A-Z]\w+ of (?:the )?$")


@lru_cache(maxsize=8192)
def quantities(text: str) -> tuple[Quantity, ...]:
    """Return the numbers of a text, in order; shares in percent.

    >>> [(q.value, q.unit) for q in quantities("Half of the 40 seats, one seat in five abroad")]
    [(50.0, 'percent'), (40.0, 'seat'), (20.0, 'percent')]
    >>> [q.is_name for q in quantities("The two states send two ships.")]
    [True, False]
    """
    said = once(text)
    if said.twice:
        return tuple(
            replace(
                one,
                span=said.whole(one.span),
                range=said.whole(one.range) if one.range else None,
            )
            for one in quantities(said.text)
        )
    told = [figure for figure in figures(text) if figure.unit == PERCENT]
    apart = [one for one in _in_words(text) if not any(touch(one.span, f.span) for f in told)]
    found = [
        _quantity(figure, text)
        for figure in figures(text)
        if not any(touch(one.span, figure.span) for one in apart)
        and not _is_of_a_name(text, figure.span.start)
    ]
    every = sorted([*found, *apart], key=lambda one: one.span.start)
    return tuple(
        replace(one, is_in_words=True) if _is_in_words(one, text) else one
        for one in _with_units(text, every)
    )


def _is_in_words(one: Quantity, text: str) -> bool:
    return not any(map(str.isdigit, text[one.span.start : one.span.end]))


def _is_of_a_name(text: str, start: int) -> bool:
    before = max(0, start - _BEFORE)
    return text[start : start + 1].isupper() and bool(_NAMED.search(text, before, start))


def _with_units(text: str, every: Sequence[Quantity]) -> Iterator[Quantity]:
    """Yield numbers, the lower end of a range with the unit of the upper."""
    opened: Span | None = None
    timed = False
    for one, after in pairwise([*every, None]):
        if one is None:
            continue
        if after is not None and not one.unit and after.unit and _is_range(text, one, after):
            opened = Span(one.span.start, after.span.end)
            timed = after.is_deadline or _is_timed(text, one, after)
            yield replace(one, unit=after.unit, is_deadline=timed, per=after.per, range=opened)
        elif opened:
            yield replace(one, is_deadline=timed, range=opened)
            opened = None
        else:
            yield one


def _is_timed(text: str, one: Quantity, after: Quantity) -> bool:
    """Whether the upper end of a range were a term without the lower: "within 30 to 50 days"."""
    if after.unit not in DAYS:
        return False
    bare = text[: one.span.start] + text[after.span.start :]
    return any(q.is_deadline and q.span.start == one.span.start for q in quantities(bare))


def _is_range(text: str, one: Quantity, after: Quantity) -> bool:
    """Whether two numbers are the ends of a range."""
    near = max(0, one.span.start - _BEFORE), one.span.start
    is_between = _BETWEEN.search(text, *near) and _AND.fullmatch(
        text, one.span.end, after.span.start
    )
    return bool(is_between or _TO.fullmatch(text, one.span.end, after.span.start))


def _in_words(text: str) -> Iterator[Quantity]:
    """Yield numbers that no figure tells: "one seat in three", "by a third", "both states"."""
    lower = text.lower()
    if "one " in lower or "1 " in lower:
        yield from _ones(text)
    if any(map(lower.__contains__, _PARTS)):
        yield from _parts(text)
    if "thousand" in lower or "mille" in lower:
        for match in _PER_THOUSAND.finditer(text):
            yield Quantity(Span(*match.span()), _number(match["many"]) / 10, PERCENT)
    if "fifty" in lower or "50" in lower:
        for match in _EVENLY.finditer(text):
            yield Quantity(Span(*match.span()), 50.0, PERCENT)
    if any(map(lower.__contains__, HOLDING)):
        yield from _held(text)
    for match in _TIME_OF.finditer(text) if " of " in lower or " in " in lower else ():
        if _number(match["some"]) < _number(match["all"]):
            value, unit = _number(match["some"]), match["unit"].lower()
            yield Quantity(Span(*match.span()), value, unit, is_deadline=True)


def _ones(text: str) -> Iterator[Quantity]:
    """Yield one of so many, and one of a measure."""
    for match in _ONE_IN.finditer(text):
        many = _number(match["all"])
        if many > 1:
            yield Quantity(Span(*match.span()), 100 / many, PERCENT)
    for match in _ONE_MEASURE.finditer(text):
        yield Quantity(Span(*match.span()), 1.0, match["unit"].lower())


def _parts(text: str) -> Iterator[Quantity]:
    """Yield parts that stand without what they are a part of."""
    for match in _BY_PART.finditer(text):
        span = Span(match.start() + len("by "), match.end())
        yield Quantity(span, _PARTS[match["part"].lower()], PERCENT)
    for match in _PART.finditer(text):
        part = _PARTS[match["part"].lower()]
        before = {figure.value for figure in figures(text) if figure.span.end <= match.start()}
        if not text[: match.start()].lower().endswith("by ") and 100 / part - 1 not in before:
            yield Quantity(Span(*match.span()), part, PERCENT)
    for match in _MANY_PARTS.finditer(text):
        share = _number(match["many"]) * _PARTS[match["part"].lower()]
        if share < 100:
            yield Quantity(Span(*match.span()), share, PERCENT)


def _held(text: str) -> Iterator[Quantity]:
    for match in _HELD.finditer(text):
        value = HOLDING[(match["both"] or match["many"]).lower()]
        unit = (match["each"] or match["noun"] or "").lower().removesuffix("s")
        if unit not in DAYS:  # "a couple of weeks" is told by amounts.toml
            yield Quantity(Span(*match.span()), value, unit, is_name=bool(match["both"]))


def _number(word: str) -> float:
    return float(word) if word.isdigit() else float(_VALUES[word.lower()])


def _is_term(text: str, span: Span) -> bool:
    """Whether a time is that of a notice, or of the first years of something."""
    before = _IN_TIME.search(text, max(0, span.start - _BEFORE), span.start)
    return bool(before or _OF_NOTICE.match(text, span.end))


def _days(rate: re.Match[str] | None) -> float | None:
    """Return the days that a rate names."""
    if rate is None:
        return None
    return BY_TIME[rate["by"].lower()] if rate["by"] else DAYS[rate["unit"].lower()]


def _quantity(figure: Figure, text: str) -> Quantity:
    """Return a figure as a draft means it."""
    span, unit = figure.span, figure.unit
    half = _HALF.match(text, span.start)
    if figure.value == 0.5 and half and unit not in UNITS:
        return Quantity(Span(*half.span()), 50.0, PERCENT)
    part = _PART_IN_FIGURES.match(text, span.start, span.end)
    if part and unit not in UNITS:  # "3/4 of the seats", "a 2/3 majority"
        return Quantity(Span(*part.span()), figure.value * 100, PERCENT)
    if unit in _NO_NOUNS:
        # what follows is not counted: the number ends with its own words
        end = span.start + len(text[span.start : span.end].rsplit(None, 1)[0])
        return Quantity(Span(span.start, end), figure.value, "")
    if _OF_AGE.match(text, span.end) or _AGED.search(
        text, max(0, span.start - _BEFORE), span.start
    ):
        return Quantity(span, figure.value, "")
    square = _SQUARE.search(text, span.start, span.end)
    unit = f"square {unit}" if square and unit in UNITS else money(unit)
    if text.startswith("²", span.end) and f"square {unit}" in UNITS:
        span, unit = Span(span.start, span.end + 1), f"square {unit}"
    rate = _RATE.match(text, span.end)
    is_timed = figure.is_deadline or (unit in DAYS and _is_term(text, span))
    is_deadline = is_timed and not rate and not _LATE.match(text, span.end)
    if unit == "day" and _WORKING.search(text, span.start, span.end):
        unit = WORKING_DAY
    is_name = (
        (unit != "" or text.startswith(" of them", span.end))
        and unit not in UNITS
        and 1 < figure.value <= FEW
        and bool(_NAMING.search(text, max(0, span.start - _BEFORE), span.start))
    )
    return Quantity(span, figure.value, unit, is_deadline, is_name, _days(rate))
