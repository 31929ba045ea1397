"""is_restated(): whether a wording says a number by others, or in words, that come to the same."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from detente.drafts.amounts import is_in_words
from detente.drafts.pairing import is_one_thing
from detente.drafts.quantities import Quantity, quantities
from detente.drafts.sentences import clause_after, stems
from detente.drafts.units import CLOSE, DAYS, PERCENT, TIME
from detente.model.figures import COUNTING, TENS, count_of

_ALL = 100.0
# "Two equal parts", "three yearly lots": what a whole is cut into.
PARTS = frozenset(
    (
        *("part", "half", "halve", "instalment", "installment", "step", "stage", "phase", "lot"),
        *("portion", "tranche", "share", "payment", "sum", "slice", "piece", "go", "round"),
    )
)
_EVENLY = re.compile(r"\b(?:equal(?:ly)?|evenly|alike|fifty[- ]fifty)\b", re.IGNORECASE)
_EACH = re.compile(
    r"\b(?:each|either|every|per|apiece|both|an? (?:side|head|piece|party))\b", re.IGNORECASE
)
# "One from each power", "one lane in each direction".
_ONE_EACH = re.compile(
    r"\bone\b[^.;,]{1,25}\b(?:each|either|every|per)\b|\bone apiece\b"
    r"|\b(?:each|every)\b[^.;,]{1,25}\bone\b",
    re.IGNORECASE,
)

# What says that a share is what is left out: "all but a quarter", "one third below the price".
_LEFT_OUT = re.compile(
    r"\b(?:all but|outside|except|save|below|beneath|off"
    r"|discount|rebate|cheaper|lower|less than|remains?|left"
    r"|closed|shut|idle|not|no|nobody|none|never)\b",
    re.IGNORECASE,
)
_BY, _TO = re.compile(r"\bby (?:an? )?$", re.I), re.compile(r"\bto (?:an? )?$", re.I)
_NEAR = 30
# Of what a span of time is a part.
_WHOLE = {"hour": 24, "day": 7, "month": 12}
_OF_WHOLE = re.compile(
    r"\b(?:out of|of|in|a|each|every|per) "
    r"(?:(?:the |a )?(?:day|week|year)|each|every|any|seven|twelve|twenty-four|7|12|24)\b",
    re.IGNORECASE,
)
_BY_UNIT = {
    "year": re.compile(r"\b(?:yearly|annual)", re.IGNORECASE),
    **{unit: re.compile(rf"\b{unit}ly\b", re.IGNORECASE) for unit in ("month", "week")},
    "day": re.compile(r"\bdaily\b", re.IGNORECASE),
}
# Of more nobody says that each has one.
_FEW = 4
_ORDINALS = (
    *("", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"),
    *("tenth", "eleventh", "twelfth"),
)
_NTH = re.compile(r"\d(?:st|nd|rd|th)\b")
_MANY = rf"(?:{'|'.join(sorted((*COUNTING[1:], *TENS), key=len, reverse=True))}|\d{{1,2}})"
# "Two out of three", "a majority of two to one".
_RATIO = re.compile(
    rf"\b(?P<some>{_MANY}) (?:[a-z]+ )?(?:out )?of (?:the |every |its |their )?(?P<all>{_MANY})\b"
    rf"|\b(?P<pro>{_MANY}) (?:votes? )?(?:to|against) (?P<con>{_MANY})\b",
    re.IGNORECASE,
)

# "Thirty-three of every hundred", "out of every ten florins one": what stands after is a whole.
_OF_ALL = re.compile(r"\b(?:(?:out )?of|in|from) (?:every|each|any|a) $", re.IGNORECASE)
_JUST_ONE = re.compile(r"\bone\b(?! (?:of|in|out)\b)", re.IGNORECASE)

# "Twice as much by day as by night": two thirds and one third.
_TIMES = {"twice": 2.0, "thrice": 3.0}
_TIMES_AS = re.compile(
    rf"\b(?P<times>twice|thrice|{_MANY} times) as (?:much|many)\b", re.IGNORECASE
)


@dataclass(frozen=True)
class Wording:
    """One of two wordings of a point. every: All its numbers. left: Those without partner."""

    text: str
    every: Sequence[Quantity]
    left: Sequence[Quantity]

    @cached_property
    def sizes(self) -> dict[str, set[float]]:
        """Its numbers by what they measure, and as they are written by "".

        What is counted without a noun may be of any: "half of 400 hectares", "two hundred of it".
        """
        found: defaultdict[str, set[float]] = defaultdict(set)
        for one in self.every:
            if one.measures:
                found[one.measures].add(round(one.size, 6))
            if one.measures not in (TIME, PERCENT):
                found[""].add(round(one.value, 6))
        return dict(found)


def is_restated(one: Quantity, own: Wording, other: Wording) -> bool:
    """Return whether the other wording says a number by arithmetic, or as the so-manieth.

    Such are a part of a number that both name ("half of the 12 judges": 6), shares that add up to
    the whole ("all but a quarter"), equal parts, one in so many, and the end of the second year.
    """
    if one.measures == TIME and _is_other_time(one, own, other):
        return True
    if not one.is_in_words and any(is_one_thing(one, q) for q in other.left):
        return _is_complement(one, own, other)  # in figures there is another number
    if one.measures == PERCENT:
        ways = (_is_part, _is_step, _is_complement, _is_even, _is_in_ratio)
        return any(way(one, own, other) for way in ways)
    if one.unit and any(one.unit == left.unit for left in other.left):
        return False  # of the same thing there is another number
    if one.measures == TIME:
        return any(way(one, own, other) for way in (_is_part_of, _is_yearly)) or _is_nth(
            one, other
        )
    counts = (
        _is_part_of,
        _is_each,
        _is_all_of_each,
        _is_one_each,
        _is_of_even,
        _is_ratio_of,
        _is_rest,
    )
    return any(way(one, own, other) for way in counts) or _is_nth(one, other)


def is_worded(one: Quantity, other: Wording) -> bool:
    """Return whether words of the other wording stand for a number that it lacks."""
    if any(one.unit == left.unit for left in other.left):
        return False
    measures = one.measures if one.measures in (TIME, PERCENT) else ""
    return is_in_words(other.text, measures, one.size)


def _is_near(one: float, other: float) -> bool:
    return abs(one - other) <= CLOSE[PERCENT] * max(abs(one), abs(other))


def _common(own: Wording, other: Wording, measures: str = "") -> set[float]:
    """Return the numbers of one measure that stand in both wordings."""
    return own.sizes.get(measures, set()) & other.sizes.get(measures, set())


def _is_part(one: Quantity, own: Wording, other: Wording) -> bool:
    """Whether the other wording counts what is a share of a number in both."""
    return any(
        _is_near(n * one.size / _ALL, q.size)
        for q in other.left
        if q.measures != PERCENT
        for n in _common(own, other, q.measures)
    )


def _is_step(one: Quantity, own: Wording, other: Wording) -> bool:
    """Whether it is by how much one number of both becomes another: "a third, from 900 to 600"."""
    common = _common(own, other)
    return any(n and _is_near(_ALL * abs(1 - m / n), one.size) for n in common for m in common)


def _is_part_of(one: Quantity, own: Wording, other: Wording) -> bool:
    """Whether the other wording has the share that this is of a number in both."""
    shares = [q.size for q in other.left if q.measures == PERCENT]
    wholes = _common(own, other, one.measures)
    return any(_is_near(n * p / _ALL, one.size) for n in wholes for p in shares)


def _is_rest(one: Quantity, own: Wording, other: Wording) -> bool:
    """Whether it is what two numbers in both leave: "of five two are in, and three are not"."""
    common = _common(own, other)
    return any(n - m == one.value for n in common for m in common)


def _is_one_each(one: Quantity, own: Wording, other: Wording) -> bool:
    """Whether it counts what each has one of: "two heads, one from each", "each names one"."""
    if one.value > _FEW:
        return False
    after = own.text[one.span.end : one.span.end + _NEAR]
    if not _ONE_EACH.search(after) and _EACH.search(after[: _NEAR // 2]):
        return False  # "two from each" is no sum
    told = _ONE_EACH.search(own.text) or _ONE_EACH.search(other.text)
    return bool(told and _EACH.search(other.text))


def _is_yearly(one: Quantity, _own: Wording, other: Wording) -> bool:
    """Whether the other wording counts by the unit: five years, "in five yearly sums"."""
    by_unit = _BY_UNIT.get(one.unit)
    return by_unit is not None and any(
        one.value == q.value and not q.measures and by_unit.search(_near(other, q))
        for q in other.every
    )


def _is_complement(one: Quantity, own: Wording, other: Wording) -> bool:
    """Whether one wording tells what is in, and the other what is left out."""
    for share in other.left:
        if share.measures != PERCENT:
            continue
        if _is_near(one.size + share.size, _ALL):
            outs = [bool(_LEFT_OUT.search(_near(*at))) for at in ((own, one), (other, share))]
            ways = [_way(*at) for at in ((own, one), (other, share))]
            if outs[0] != outs[1] or set(ways) == {"by", "to"}:
                return True
            if one.is_in_words and share.is_in_words:
                return not _is_of_same(own, one, other=other, share=share)
    return False


def _is_of_same(own: Wording, one: Quantity, *, other: Wording, share: Quantity) -> bool:
    """Whether what follows two shares has a word in common: "a third for schools"."""
    a, b = (
        set(stems(clause_after(wording.text, q.span.end)))
        for wording, q in ((own, one), (other, share))
    )
    return bool(a & b)


def _is_other_time(one: Quantity, own: Wording, other: Wording) -> bool:
    """Whether one wording tells when, and the other when not: "ten months of the year", "two"."""
    whole = _WHOLE.get(one.unit)
    outs = _LEFT_OUT.search(_near(own, one))
    return any(
        q.unit == one.unit
        and q.value + one.value == whole
        and bool(outs) != bool(_LEFT_OUT.search(_near(other, q)))
        and (_OF_WHOLE.search(_near(own, one)) or _OF_WHOLE.search(_near(other, q)))
        for q in other.left
    )


def _near(wording: Wording, one: Quantity) -> str:
    return wording.text[max(0, one.span.start - _NEAR) : one.span.end + _NEAR]


def _way(wording: Wording, one: Quantity) -> str:
    before = wording.text[max(0, one.span.start - _NEAR) : one.span.start]
    return "by" if _BY.search(before) else "to" if _TO.search(before) else ""


def _is_even(one: Quantity, _own: Wording, other: Wording) -> bool:
    """Whether the other wording divides in equal parts of which this may be one."""
    parts = round(_ALL / one.size) if one.size else 0
    if parts <= 1 or not _is_near(parts * one.size, _ALL):
        return False
    if any(q.value == parts and q.unit in PARTS for q in other.every):
        return True
    named = [q.value for q in other.left if not q.measures]
    return bool(_EVENLY.search(other.text)) and (not named or parts in (*named, 2))


def _is_of_even(one: Quantity, own: Wording, other: Wording) -> bool:
    """Whether it counts equal parts, and the other wording has the share that is one of them."""
    if one.unit not in PARTS and not _EVENLY.search(_near(own, one)):
        return False
    return any(_is_near(one.value * q.size, _ALL) for q in other.every if q.measures == PERCENT)


def _is_each(one: Quantity, own: Wording, other: Wording) -> bool:
    """Whether it is what each has of a number in both: "three of each side, six in all"."""
    if not _EACH.search(own.text) or one.value < 1:
        return False
    parts = [n / one.value for n in _common(own, other)]
    known = {2.0, *(q.value for q in (*own.every, *other.every))}
    return any(part > 1 and part in known for part in parts)


def _is_all_of_each(one: Quantity, own: Wording, other: Wording) -> bool:
    """Whether it is what all have of whom each has a number in both: "30 from each, 90 in all"."""
    common = _common(own, other)
    each = {q.value for q in own.every if q.value in common and _is_for_each(own, q)}
    known = {q.value for q in (*own.every, *other.every) if q.value > 1}
    return any(n * m == one.value for n in each for m in known if n > 1)


def _is_for_each(wording: Wording, one: Quantity) -> bool:
    after = wording.text[one.span.end : one.span.end + _NEAR // 2]
    return bool(_EACH.search(after))


@lru_cache(maxsize=1024)  # each number of a pair asks for them
def _ratios(text: str) -> tuple[tuple[set[float], float], ...]:
    """Return the numbers of each ratio of a text, and the share in percent."""
    return tuple(_every_ratio(text))


def _every_ratio(text: str) -> Iterator[tuple[set[float], float]]:
    yield from _of_wholes(text)
    for match in _TIMES_AS.finditer(text):
        times = _TIMES.get(match["times"].lower()) or count_of(match["times"].split()[0])
        yield {times}, _ALL * times / (times + 1)
        yield {times}, _ALL / (times + 1)
    for match in _RATIO.finditer(text):
        some = count_of(match["some"] or match["pro"])
        every = count_of(match["all"] or match["con"])
        whole = every if match["some"] else some + every
        if 0 < some < whole:
            yield {some, every}, _ALL * some / whole


def _of_wholes(text: str) -> Iterator[tuple[set[float], float]]:
    """Yield each number and what a whole is told to hold: "of every ten marks three"."""
    every = quantities(text)
    counts = {one.value for one in every if not one.measures or one.measures == TIME}
    counts |= {1.0} if _JUST_ONE.search(text) else set()
    for whole in every:
        if _OF_ALL.search(text[: whole.span.start][-_NEAR:]) and whole.measures != PERCENT:
            for some in counts:
                if 0 < some < whole.value:
                    yield {some, whole.value}, _ALL * some / whole.value


def _is_in_ratio(one: Quantity, own: Wording, other: Wording) -> bool:
    """Whether the other wording tells a share as a ratio; or what it leaves, told beside it."""
    beside = {round(q.size) for q in own.every if q.measures == PERCENT}
    sizes = [one.size, *([_ALL - one.size] if round(_ALL - one.size) in beside else [])]
    return any(_is_near(share, size) for _, share in _ratios(other.text) for size in sizes)


def _is_ratio_of(one: Quantity, own: Wording, other: Wording) -> bool:
    """Whether it belongs to a ratio that the other wording tells as a share or by others."""
    shares = [q.size for q in other.every if q.measures == PERCENT]
    shares += [share for _, share in _ratios(other.text)]
    return any(
        one.value in numbers and any(_is_near(share, p) for p in shares)
        for numbers, share in _ratios(own.text)
    )


def _is_nth(one: Quantity, other: Wording) -> bool:
    """Whether the other wording has the so-manieth: two years, "the end of the second year"."""
    if one.measures != TIME:
        return bool(_has_nth(other.text, one.value, ""))
    return any(_has_nth(other.text, one.size / days, unit) for unit, days in DAYS.items())


def _has_nth(text: str, nth: float, unit: str) -> bool:
    """Whether a text has an ordinal, of a unit of time if one is given: "the first year"."""
    number = round(nth)
    if abs(nth - number) > CLOSE[TIME] * nth or not 1 <= number < len(_ORDINALS):
        return False
    low = text.lower()
    if _ORDINALS[number] not in low and not _NTH.search(low):
        return False  # spares the making of a pattern
    return bool(_nth(number, unit).search(text))


@cache
def _nth(number: int, unit: str) -> re.Pattern[str]:
    """Return the pattern of an ordinal, with its unit if there is one."""
    ordinal = _ORDINALS[number]
    said = rf"\b(?:{ordinal}|{number}(?:st|nd|rd|th))"
    # "in the first year and in the second"
    alone = rf"|\bfirst {unit}\b.*\bthe {ordinal}\b(?! \w)"
    pattern = rf"{said} {unit}\b{alone}" if unit else rf"{said}\b"
    return re.compile(pattern, re.IGNORECASE)
