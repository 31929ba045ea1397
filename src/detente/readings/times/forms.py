"""Forms of time words, as patterns: "March 4", "last week"; `dating` tells their days."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from detente.readings.numbers import number_pattern
from detente.readings.rules import shipped_lists

Kind = Literal["point", "duration", "deadline", "recurring"]


@dataclass(frozen=True, slots=True)
class Form:
    """One form of time words.

    kind: What a match is, before the preposition ahead of it is looked at.
    lead: What must stand before a match, if anything.
    telling: Of these one stands in every match, in small letters: where none does, there is no
        need to search.
    """

    name: str
    kind: Kind
    pattern: re.Pattern[str]
    telling: tuple[str, ...]
    lead: re.Pattern[str] | None = None

    def may_stand_in(self, small: str) -> bool:
        """Return whether a match may stand in words, given in small letters."""
        return any(word in small for word in self.telling)


@cache
def forms() -> tuple[Form, ...]:
    """Return all forms; of two matches that overlap, the longer stands, then the earlier form."""
    telling = _telling()
    return tuple(
        Form(
            name, kind, _compile(pattern), telling[name], re.compile(lead, re.I) if lead else None
        )
        for name, kind, pattern, lead in _FORMS
    )


_RANGE = r"\s*(?:-|–|—|\bto\b|\band\b|\bor\b|\buntil\b|\bthrough\b|\btill\b)\s*"
_YEAR = r"(?P<year>(?:1[89]|20|21)\d\d)(?![\d%]|[,.]\d)"
# The year, or that of the first of many: "by 1 March of each year from 2029".
_OF_YEAR = (
    r"(?:,?\s+(?:(?:of\s+)?(?:each|every)\s+year,?\s+"
    r"(?:from|as\s+(?:of|from)|(?:starting|beginning)(?:\s+(?:in|from|with))?)\s+)?"
    rf"{_YEAR})?"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?(?![\d%]|[,.:]\d|\s?(?:percent|pct)\b)"
# "April nine", but not "in April three ministers"
_DAY_WORD = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten)\b"
    r"(?=\s*(?:[.,;:)]|$|(?:at|in|to|and|with|for|on|when|as|but|by)\b))"
)
_PART = r"early|late|mid|earlier|later|the\s+(?:end|beginning|start|middle)\s+of|end\s+of"
_LED = (
    r"\b(?:in|since|by|until|till|before|after|for|from|to|through|during|of|between|and|or|as)"
    r"\s+$"
)
# "MAR" and "SUN" in capitals are more often something else.
_LONGEST_SHORT = 3
_NO_LETTER = "(?![a-z])"

_FORMS: tuple[tuple[str, Kind, str, str | None], ...] = (
    ("iso", "point", r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?![\d-])", None),
    (
        "month_day",
        "point",
        rf"(?:(?P<weekday>%weekday%)\.?,?\s+)?(?P<month>%month%)\.?\s+(?P<day>{_DAY}|{_DAY_WORD})"
        rf"(?:{_RANGE}(?:(?P<month2>%month%)\.?\s+)?(?P<day2>{_DAY})(?!\s+(?:%month%)))?"
        rf"{_OF_YEAR}",
        None,
    ),
    (
        "day_month",
        "point",
        r"(?:(?P<weekday>%weekday%)\.?,?\s+)?(?:the\s+)?"
        rf"(?P<day>\d{{1,2}}(?:st|nd|rd|th)?)(?:(?:\s+(?P<month>%month%)\.?)?{_RANGE}"
        r"(?P<day2>\d{1,2}(?:st|nd|rd|th)?))?\s+(?:of\s+)?(?P<month2>%month%)\.?"
        rf"{_OF_YEAR}",
        None,
    ),
    (
        "numeric",
        "point",
        r"(?<![/.])(?P<first>\d{1,2})(?P<mark>[/.])(?P<second>\d{1,2})(?P=mark)"
        r"(?P<year>(?:19|20)\d\d)(?![\d/])",
        None,
    ),
    (
        "weekday",
        "point",
        r"(?:(?P<which>%back%|%here%|%ahead%)\s+)?(?:(?:early|late|earlier|later)\s+(?:on\s+)?)?"
        rf"(?P<weekday>%weekday%)\b(?:{_RANGE}(?P<weekday2>%weekday%)\b)?"
        r"(?:\s+(?:%part%)\b)?(?:\s+(?:of\s+)?(?P<week>last|next|this)\s+week\b)?",
        None,
    ),
    ("deictic", "point", r"(?:(?:earlier|late|early)\s+)?(?P<word>%deictic%)\b", None),
    (
        "recurring",
        "recurring",
        r"(?:(?:%recurring%)\b|(?:every|each)\s+(?:%weekday%)|%weekday_name%s\b(?![’']))",
        None,
    ),
    (
        "ago",
        "point",
        r"(?:%about%\s+)?(?P<count>%number%|%few%|an?)\s+(?P<unit>%unit%)s?\s+ago\b",
        None,
    ),
    (
        "days_ago",
        "point",
        r"(?:just\s+)?(?P<unit>days|weeks|months|years)\s+(?:ago|earlier)\b",
        None,
    ),
    (
        "ahead",
        "point",
        r"(?P<how>in|within)\s+(?:%about%\s+)?(?:(?:the\s+)?(?:next|coming)\s+)?"
        r"(?P<count>%number%|%few%|an?)\s+(?P<unit>%unit%)s?(?:['’]\s+time)?\b"
        r"(?!\s+of\b)",
        None,
    ),
    (
        "span",
        "point",
        r"(?:(?:in|within|over|during|for|throughout)\s+)?(?:the\s+)?"
        r"(?P<which>next|coming|past|last|recent|previous)\s+"
        r"(?:(?P<count>%number%|few|several|couple\s+of)\s+)?(?P<unit>%unit%)s\b",
        None,
    ),
    (
        "period",
        "point",
        rf"(?:(?P<part>{_PART})[\s-]+)?(?P<which>%back%|%here%|%ahead%)\s+"
        r"(?P<unit>week|weekend|month|year|quarter|%season%)\b",
        None,
    ),
    (
        "half",
        "point",
        r"the\s+(?P<half>first|second)\s+half\s+of\s+(?P<month>%month%)(?:,?\s+(?P<year>(?:19|20|21)\d\d))?",
        None,
    ),
    ("weekend", "point", r"the\s+(?P<unit>weekend)\b", None),
    (
        "month",
        "point",
        rf"(?:(?P<part>{_PART})[\s-]+)?(?:(?P<which>%back%|%here%|%ahead%)\s+)?"
        rf"(?:(?:early|late|mid)[\s-]+)?(?P<month>%month%)\b"
        rf"(?:\.?,?\s+(?:of\s+)?(?:{_YEAR}|(?P<of>last|this|next)\s+year\b))?",
        None,
    ),
    (
        "end",
        "point",
        r"(?:the\s+end\s+of\s+the|year-|month-)\s*(?P<unit>week|month|year|end)\b",
        None,
    ),
    ("year", "point", rf"(?:(?:early|late|mid)[\s-]+)?{_YEAR}(?!-|s\b|\s+(?:GMT|hours)\b)", _LED),
    (
        "amount",
        "duration",
        r"(?:%about%\s+)?(?:(?:%number%\s*(?:-|–|to\s|or\s)\s*)?"
        r"(?P<count>%number%|a\s+few|few|several|a\s+couple\s+of)[\s-]+"
        r"(?P<unit>%unit%)s?|(?P<unit2>%unit%)s?-long|an?\s+(?P<unit3>%unit%))\b",
        None,
    ),
    ("clock_round", "duration", r"around\s+the\s+clock\b", None),
    (
        "clock",
        "point",
        r"(?:\d{1,2}(?:[:.]\d\d)?\s*(?:a\.m\.|p\.m\.|am\b|pm\b)|\d{1,2}[:.]?\d\d\s+(?:GMT|UTC|CET|EST)\b"
        r"|noon\b|midnight\b)(?:\s+(?:ET|EST|EDT|GMT|UTC|CET|local\s+time))?",
        r"(?:\b(?:at|by|until|from|of|before|after|the|for|around|about)\s+|\(|^|,\s*)$",
    ),
    ("vague", "point", r"(?:%vague%)\b", None),
)


def _telling() -> dict[str, tuple[str, ...]]:
    """What stands in every match, by form."""
    lists = shipped_lists("times")
    digits, units = tuple("0123456789"), tuple(lists["units"])
    months, weekdays = _small(lists["months"]), _small(lists["weekdays"])
    return {
        **dict.fromkeys(("iso", "numeric", "year"), digits),
        **dict.fromkeys(("month_day", "day_month", "month", "half"), months),
        **dict.fromkeys(("ahead", "span", "amount"), units),
        "weekday": weekdays,
        "deictic": _longest_words(lists["deictic"]),
        "recurring": (*_longest_words(lists["recurring"]["words"]), "every", "each", *weekdays),
        "ago": ("ago",),
        "days_ago": ("ago", "earlier"),
        "period": ("week", "month", "year", "quarter", *lists["seasons"]),
        "weekend": ("weekend",),
        "end": ("end", "year-", "month-"),
        "clock_round": ("clock",),
        "clock": (*digits, "noon", "midnight"),
        "vague": _longest_words(lists["vague"]["words"]),
    }


def _small(groups: Any) -> tuple[str, ...]:
    return tuple({word.lower(): None for group in groups for word in group})


def _longest_words(phrases: Any) -> tuple[str, ...]:
    return tuple({max(phrase.lower().split(), key=len): None for phrase in phrases})


def _compile(template: str) -> re.Pattern[str]:
    """Fill in the word lists; months and weekdays need their capital, other words do not."""
    for name, words in _words().items():
        template = template.replace(f"%{name}%", words)
    return re.compile(r"(?<![\w-])" + template, re.I)


@cache
def _words() -> dict[str, str]:
    lists = shipped_lists("times")
    groups = ("units", "seasons", "day_parts", "back", "here", "ahead", "few", "about", "deictic")
    names = {name: name.removesuffix("s") for name in groups} | {"day_parts": "part"}
    found = {names[name]: _one_of(lists[name]) for name in groups}
    found |= {name: _one_of(lists[name]["words"]) for name in ("recurring", "vague")}
    found |= {"month": _capitals(lists["months"]), "weekday": _capitals(lists["weekdays"])}
    days = {"weekday_name": found["weekday"].removesuffix(_NO_LETTER)}
    return found | days | {"number": number_pattern()}


def _one_of(words: Any) -> str:
    ordered = sorted(words, key=lambda w: (-len(w), w))
    return "(?:" + "|".join(w.replace(" ", r"\s+") for w in ordered) + ")"


def _capitals(groups: Any) -> str:
    names = sorted({w for group in groups for w in group}, key=lambda w: (-len(w), w))
    spelt = [w.capitalize() + (f"|{w.upper()}" if len(w) > _LONGEST_SHORT else "") for w in names]
    return "(?-i:" + "|".join(spelt) + ")" + _NO_LETTER
