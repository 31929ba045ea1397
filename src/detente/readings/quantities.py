"""Numbers that matter to the talks: points, money, shares, times, distances, forces."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from detente.model.actors import NARRATOR
from detente.model.claims import Quantity
from detente.readings import times
from detente.readings.modality import mood
from detente.readings.nlp import Hit
from detente.readings.numbers import fraction_of, number_of, number_pattern, plain_number
from detente.readings.page import Page
from detente.readings.rules import shipped_lists
from detente.readings.speech.chain import chain_of
from detente.readings.tree import governing_verb

FAMILY = "quantities"
# A number stands at most so many code points before its unit: "4.75 mln high-quality tonnes".
REACH = 70
RULE_OF_DEADLINE = "en.quantity.deadline@1"
DEADLINE_CONFIDENCE = 0.6


@dataclass(frozen=True, slots=True)
class _Amount:
    """Code points start up to end, value and unit."""

    start: int
    end: int
    value: str
    unit: str
    hit: Hit


def read_quantities(page: Page) -> list[Quantity]:
    """Return the amounts of a page, each once, in order."""
    found: list[_Amount] = []
    for hit in page.hits(FAMILY):
        if not _is_of_markets(page, hit):
            found += _READ[hit.reads](page, hit)
    claims = [_claim(page, a) for a in _without_overlap(found)]
    return [*claims, *_deadlines(page)]


def _claim(page: Page, amount: _Amount) -> Quantity:
    verb = governing_verb(page.parse, amount.hit.start)
    said = page.statement_at(amount.hit.start)
    return Quantity(
        evidence=(page.words(amount.start, amount.end),),
        value=amount.value,
        unit=amount.unit,
        reported_by=said.speaker if said else NARRATOR,
        hedged=verb is not None and mood(page.parse, verb).hedged,
        chain=chain_of(page, amount.hit.start),
        when=times.when(page, verb) if verb is not None else None,
        rule=amount.hit.rule,
        confidence=amount.hit.confidence,
    )


def _without_overlap(found: list[_Amount]) -> Iterator[_Amount]:
    """Of amounts that share words, the longest: "$20 a barrel" is one."""
    taken: list[_Amount] = []
    for amount in sorted(found, key=lambda a: (a.start - a.end, a.start)):
        if all(amount.end <= t.start or t.end <= amount.start for t in taken):
            taken.append(amount)
    return iter(sorted(taken, key=lambda a: a.start))


def _before(page: Page, hit: Hit) -> list[_Amount]:
    return _ahead_of_unit(page, hit, _OF_COUNTRY)


def _before_near(page: Page, hit: Hit) -> list[_Amount]:
    return _ahead_of_unit(page, hit, _TWO_WORDS)


def _ahead_of_unit(page: Page, hit: Hit, between: str) -> list[_Amount]:
    """The amount whose number stands ahead of its unit; two for "from 28 to 19 points"."""
    tokens = page.parse.tokens
    unit_start, unit_end = tokens[hit.start].start, tokens[hit.end - 1].end
    sentence = page.parse.sentences[tokens[hit.start].sentence]
    begin = max(tokens[sentence.start].start, unit_start - REACH)
    text = page.report.text[begin:unit_start]
    match = _ahead_pattern(between).search(text)
    if match is None or _is_refused(page, hit, begin + match.start("last")):
        return []
    word = " ".join(page.report.text[unit_start:unit_end].lower().split())
    unit = _unit(word, match["between"])
    value = _value(match, _scale_of(match["last"]))
    if value is None:
        return []
    start = begin + match.start()
    if match["bound"] and _is_spread(page, hit, begin + match.start("bound")):
        start, value = begin + match.start("first" if match["first"] else "last"), value[1:]
    end, per = _per(page, unit_end)
    if match["from"] and match["first"]:
        first, last = value.split("-", 1)
        spans = (match.span("first"), (match.start("last"), end - begin))
        return [
            _Amount(begin + a, begin + b, v, unit + per, hit)
            for v, (a, b) in zip((first, last), spans, strict=True)
        ]
    return [_Amount(start, end, value, unit + per, hit)]


def _is_spread(page: Page, hit: Hit, bound: int) -> bool:
    """Whether "over" only says in what time: "a rise over two years"; not "for over two years"."""
    i = page.token_at(bound)
    token = page.parse.tokens[i]
    if token.lower != "over" or token.dep != "prep" or not hit.rule.startswith(_TIMES):
        return False
    ahead = page.parse.tokens[i - 1] if i else token
    return ahead.dep != "prep" and page.parse.tokens[token.head].lemma not in _TAKING


def _behind(page: Page, hit: Hit) -> list[_Amount]:
    """An amount of money whose number stands behind the sign of the currency."""
    tokens = page.parse.tokens
    start, number_start = tokens[hit.start].start, tokens[hit.end - 1].end
    text = page.report.text[number_start : number_start + REACH]
    match = _behind_pattern().match(text)
    if match is None:
        return []
    value = _value(match, match["scale"])
    if value is None:
        return []
    lead_from = max(0, start - 30)
    lead = _lead_pattern().search(page.report.text[lead_from:start])
    sign = _sign(lead["bound"]) if lead else ""
    end, per = _per(page, number_start + match.end())
    symbol = page.report.text[start:number_start].upper()
    unit = shipped_lists("units")["money"].get(symbol, symbol)
    first = lead_from + lead.start() if lead else start
    return [_Amount(first, end, sign + value, unit + per, hit)]


def _share(page: Page, hit: Hit) -> list[_Amount]:
    """A part of a whole: "a third of", "nearly two thirds"."""
    tokens = page.parse.tokens
    end = (
        tokens[hit.end - 1].start if tokens[hit.end - 1].lower == "of" else tokens[hit.end - 1].end
    )
    end = len(page.report.text[:end].rstrip())
    begin = max(0, tokens[hit.start].start - 40)
    match = re.search(
        rf"(?:(?P<bound>{_bounds()})\s+)?(?:(?:a|an|one|two|three|four)[\s-]+)?(?P<part>[a-z]+)$",
        page.report.text[begin:end],
        re.I,
    )
    share = fraction_of(match[0]) if match else None
    ahead = tokens[hit.start - 1].lower if hit.start else ""
    if match is None or share is None or ahead in ("first", "second", "other", "latter"):
        return []
    sign = _sign(match["bound"]) if match["bound"] else ""
    half = share.denominator == 2
    value, unit = ("50", "percent") if half else (str(share), "share")
    return [_Amount(begin + match.start(), end, sign + value, unit, hit)]


_TIMES = "en.quantity.time"
# What these do "over two years" they do for more than two.
_TAKING = frozenset({"be", "continue", "last", "run", "spend", "take", "wait"})
# "Between 800,000 and 1 million": from here on a number needs no scale of the next.
_OWN_SCALE = 1000
_SHORT_SCALES = {"m": "million", "k": "thousand"}
_READ = {"before": _before, "before_near": _before_near, "behind": _behind, "share": _share}


def _is_of_markets(page: Page, hit: Hit) -> bool:
    """Whether the sentence tells how a price, a share or an index moved."""
    words = shipped_lists("units")["markets"]
    sentence = page.parse.sentences[page.parse.tokens[hit.start].sentence]
    tokens = page.parse.tokens[sentence.start : sentence.end]
    moves = any(t.lemma in words["moves"] and t.pos == "VERB" for t in tokens)
    return moves and any(t.lower in words["goods"] for t in tokens)


def _is_refused(page: Page, hit: Hit, number: int) -> bool:
    """Whether the number at a code point gives an age, a time long past, casualties or a date."""
    around = shipped_lists("units")["around"]
    tokens, first = page.parse.tokens, page.token_at(number)
    after = [t.lower for t in tokens[hit.end : hit.end + 3] if t.text != "-"]
    ahead = tokens[first - 1].lower if first else ""
    if hit.rule.startswith(_TIMES):
        unit_is_year = tokens[hit.start].lower.startswith("year")
        aged = after[:1] != [] and after[0] in around["ages"] and unit_is_year
        past = after[:1] != [] and after[0] in around["past"]
        past = past or any(word in around["lasting"] for word in after)
        return (
            aged
            or past
            or ahead in around["gone"]
            or (tokens[first].text.isdigit() and len(tokens[first].text) > _LONGEST_COUNT)
        )
    if _in_date(page, first):
        return True
    if hit.reads == "before_near":
        if ahead in around["numbered"]:
            return True
        near = {t.lower for t in tokens[max(0, first - 3) : hit.end + 4]}
        known = (
            ahead in ("the", "these", "those", "both", "their") and tokens[first].lower == "two"
        )
        return (
            known or tokens[first].lower in ("one", "1") or bool(near & set(around["casualties"]))
        )
    return False


def _in_date(page: Page, i: int) -> bool:
    return any(
        m.stretch.start <= i < m.stretch.end and m.kind == "point" for m in times.mentions(page)
    )


def _value(match: re.Match[str], scale: str | None) -> str | None:
    """The value in figures, a range as "30-50", with the sign of its bound in front."""
    last = number_of(_joined(match["last"], scale))
    if last is None:
        return None
    sign = _sign(match["bound"]) if match["bound"] else ""
    if not match["first"]:
        return sign + plain_number(last)
    first = number_of(match["first"])
    if first is not None and first < _OWN_SCALE:
        first = number_of(_joined(match["first"], scale))
    return None if first is None else f"{sign}{plain_number(first)}-{plain_number(last)}"


def _joined(number: str, scale: str | None) -> str:
    if not scale or re.search(r"[a-z]", number, re.I):
        return number
    return f"{number} {_SHORT_SCALES.get(scale.lower(), scale)}"


def _scale_of(number: str) -> str | None:
    """The scale that a number ends with ("50 million"), or None."""
    word = re.search(r"[a-z]+$", number.lower())
    return word[0] if word and word[0] in shipped_lists("numbers")["scales"] else None


def _unit(word: str, between: str) -> str:
    """The normal name of a unit: "kilometres" -> "km", "Canadian dlrs" -> "CAD".

    "Square kilometres" are "square km": no length.
    """
    said = between.lower().split()[-1:]
    if said and said[0] in ("cubic", "square"):
        return f"{said[0]} {_unit(word, '')}"
    lists = shipped_lists("units")
    singular = word if word in lists["units"] or word in lists["money"] else word.removesuffix("s")
    shared = lists["money_of"].get(" ".join(between.lower().split()), {})
    for table in (shared, lists["units"], lists["money"]):
        if singular in table:
            return str(table[singular])
    return word


def _per(page: Page, end: int) -> tuple[int, str]:
    """Where an amount ends with what it is counted by, and that part of its unit."""
    match = _per_pattern().match(page.report.text[end : end + 40])
    if match is None:
        return end, ""
    return end + match.end(), " per " + " ".join(match["of"].lower().split())


def _sign(words: str) -> str:
    return str(shipped_lists("units")["bounds"][" ".join(words.lower().split())])


def _deadlines(page: Page) -> Iterator[Quantity]:
    """Days by which something is due."""
    for mention in times.mentions(page):
        tokens = page.parse.tokens[mention.stretch.start : mention.stretch.end]
        if mention.days is None or tokens[0].paragraph in page.furniture:
            continue
        if not _is_deadline(page, mention):
            continue
        yield Quantity(
            evidence=(page.cite(mention.stretch),),
            value=str(mention.days),
            unit="deadline",
            rule=RULE_OF_DEADLINE,
            confidence=DEADLINE_CONFIDENCE,
        )


def _is_deadline(page: Page, mention: times.TimeMention) -> bool:
    """Whether something is due by then: "by May 3", "the May 3 deadline"."""
    if mention.bound in ("by", "until") and mention.days is not None:
        return mention.days.precision in ("day", "month")
    tokens = page.parse.tokens
    near = [*tokens[max(0, mention.stretch.start - 3) : mention.stretch.start]]
    near += tokens[mention.stretch.end : mention.stretch.end + 2]
    return any(t.lower in ("deadline", "deadlines", "ultimatum") for t in near)


@cache
def _ahead_pattern(between: str) -> re.Pattern[str]:
    number = number_pattern()
    return re.compile(
        rf"(?:(?P<bound>{_bounds()})\s+)?(?<![\w.,$£€/-])(?:between\s+|(?P<from>from)\s+)?"
        rf"(?:(?P<first>{number})\s*(?:%|percent\s|pct\s)?{_TO})?"
        rf"(?P<last>{number})[\s–-]*{between}$",
        re.I,
    )


_OF_COUNTRY = r"(?P<between>(?:U\.S\.|[A-Z][a-z]+)?)\s*"
_TO = r"(?:\s*(?:-|–|—|to\b|and\b|or\b)\s*|-to-|-or-)"
_TWO_WORDS = r"(?P<between>(?:[^\W\d_][\w.’'-]*\s+){0,2}?)"
# A count of hours or days has at most so many figures; more is a time of day or a year.
_LONGEST_COUNT = 3


@cache
def _behind_pattern() -> re.Pattern[str]:
    figure = r"\d[\d,]*(?:\.\d+)?"
    return re.compile(
        rf"\s?(?:(?P<first>{figure})\s*(?:-|–|to\s|and\s)\s*\$?)?(?P<last>{figure})"
        rf"(?:[\s-]?(?P<scale>{_scales()})\b)?(?P<bound>(?!))?",
        re.I,
    )


@cache
def _lead_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?P<bound>{_bounds()})\s+$", re.I)


@cache
def _per_pattern() -> re.Pattern[str]:
    around: Any = shipped_lists("units")["around"]
    of = "|".join(sorted(around["of"], key=len, reverse=True))
    return re.compile(rf"\s+(?:{'|'.join(around['per'])})\s+(?P<of>{of})\b", re.I)


@cache
def _bounds() -> str:
    words = sorted(shipped_lists("units")["bounds"], key=lambda w: (-len(w), w))
    return "|".join(w.replace(" ", r"\s+") for w in words)


@cache
def _scales() -> str:
    words = sorted(shipped_lists("numbers")["scales"], key=lambda w: (-len(w), w))
    return "|".join([*words, "m", "k"])
