"""Markers: how a line begins that opens a point, "4.", "(a)", "Article 12", "IV.", "•"."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from detente.model.numerals import roman


@dataclass(frozen=True, slots=True)
class Marker:
    """One way to read the beginning of a line.

    style: Name of the way of numbering: markers of one style stand on one level.
    value: Which one it is, from 1; 0 for bullets and headings, which are not counted.
    label: As written. end: Where the words begin, from the start of the line.
    depth: Of headings and "1.2.3": how deep it says that it is; 0 if it does not say.
    """

    style: str
    value: int
    label: str
    end: int
    depth: int = 0


@dataclass(frozen=True, slots=True)
class _Form:
    style: str
    pattern: re.Pattern[str]
    value: Callable[[str], int | None]


_NUMERALS = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_TAB, _SET_IN = 4, 2
# A number that is written like a year opens no point.
_MOST = 1899


def value_of(text: str) -> int | None:
    """Return the value of a Roman numeral, None if it is none in its usual form.

    >>> value_of("iv"), value_of("XII"), value_of("iiii"), value_of("da")
    (4, 12, None, None)
    """
    low = text.lower()
    if not low or set(low) - _NUMERALS.keys():
        return None
    total = 0
    for this, after in zip(low, f"{low[1:]} ", strict=True):
        size = _NUMERALS[this]
        total += -size if _NUMERALS.get(after, 0) > size else size
    return total if roman(total) == low else None


def _number(text: str) -> int | None:
    value = int(re.match(r"\d+", text)[0])  # type: ignore[index]
    return value if 0 < value <= _MOST else None


def _letter(text: str) -> int | None:
    return ord(text.lower()) - ord("a") + 1


def _either(text: str) -> int | None:
    """A number, a Roman numeral or a letter, after a word like "Annex"."""
    last = re.sub(rf"{_BIS}$", "", text).rsplit(maxsplit=1)[-1]
    if last[0].isdigit():
        return _number(last)
    return value_of(last) or (_letter(last) if len(last) == 1 else None)


def _uncounted(_: str) -> int:
    return 0


# What was put in later beside a number: "Article 2 bis", "Article 5A".
_BIS = r"(?: ?(?:bis|ter|quater|quinquies|sexies)|(?<=\d)[A-Za-z])"
_BREAK = r"(?=$|[\s.:)–—-])[ \t]*[.:)–—-]?[ \t]*"
_BULLET = r"[•‣▪●◦·*+–—-][ \t]+"
# What Markdown writes before a heading: "## Article 4".
_HASHES = r"(?:(?P<hashes>#{1,6})[ \t]+)?"
# What a list of bullets numbers by hand: "- (a) forces leave".
_BY_HAND = rf"(?:{_BULLET}(?=\((?:\d{{1,3}}|[A-Za-z]|[ivxlc]{{2,5}})\)[ \t]|\d{{1,3}}[.)][ \t]))?"
# What stands in brackets as a whole may begin before its number: "[3. Forces leave.]".
_OPEN = r"(?:\[[ \t]*)?"
_FORMS: tuple[_Form, ...] = tuple(
    _Form(
        style,
        re.compile(rf"[ \t>]*{'' if style in ('•', 'heading') else _OPEN + _BY_HAND}{pattern}"),
        value,
    )
    for style, pattern, value in (
        ("heading", r"(?P<label>#{1,6})[ \t]+(?=\S)", _uncounted),
        (
            "numbered heading",
            r"(?P<hashes>#{1,6})[ \t]+(?P<label>\d{1,3}|[IVXLC]+)[.)][ \t]+(?=\S)",
            _either,
        ),
        (
            "chapter",
            rf"{_HASHES}(?P<label>(?:PART|CHAPTER|TITLE|Part|Chapter|Title)"
            rf" (?:\d+|[IVXLC]+|[A-Z])){_BREAK}",
            _either,
        ),
        (
            "annex",
            rf"{_HASHES}(?P<label>(?:ANNEX|APPENDIX|PROTOCOL|SCHEDULE|ATTACHMENT"
            r"|Annex|Appendix|Protocol|Schedule|Attachment)"
            rf" (?:\d+|[IVXLC]+|[A-Z])){_BREAK}",
            _either,
        ),
        (
            "section",
            rf"{_HASHES}(?P<label>(?:SECTION|Section|§) ?(?:\d+|[IVXLC]+|[A-Z])){_BREAK}",
            _either,
        ),
        (
            "article",
            rf"{_HASHES}(?P<label>(?:ARTICLE|Article|Art\.|CLAUSE|Clause|POINT|Point|PARAGRAPH|Paragraph)"
            rf" (?:\d+|[IVXLC]+){_BIS}?){_BREAK}",
            _either,
        ),
        (
            "1.1",
            r"(?P<label>\d{1,3}(?:\.\d{1,3})+)\.?[ \t]+(?=\S)",
            lambda t: _number(t.split(".")[-1]),
        ),
        (
            "1.",
            r"(?P<label>\d{1,4}(?: ?(?:bis|ter|quater))?)\.(?:[ \t]+|(?=[A-Z])|$)",
            _number,
        ),
        ("1 -", r"(?P<label>\d{1,3})[ \t]+[-–—][ \t]+(?=[^\s\d])", _number),
        ("#1", r"(?:#|№[ \t]?|No\.[ \t])(?P<label>\d{1,3})[.:)]?[ \t]+(?=\S)", _number),
        ("(1)", r"\((?P<label>\d{1,4})\)[ \t]*", _number),
        ("1)", r"(?P<label>\d{1,4})\)[ \t]*", _number),
        ("I.", r"(?P<label>[IVXLC]+)\.[ \t]+(?=\S)", value_of),
        ("I)", r"(?P<label>[IVXLC]+)\)[ \t]+(?=\S)", value_of),
        ("(I)", r"\((?P<label>[IVXLC]+)\)[ \t]*(?=\S)", value_of),
        ("(i)", r"\((?P<label>[ivxlc]+)\)[ \t]*(?=\S)", value_of),
        ("i)", r"(?P<label>[ivxlc]+)\)[ \t]*(?=\S)", value_of),
        ("i.", r"(?P<label>[ivxlc]+)\.[ \t]+(?=\S)", value_of),
        ("(a)", r"\((?P<label>[a-z])\)[ \t]*(?=\S)", _letter),
        ("(A)", r"\((?P<label>[A-Z])\)[ \t]*(?=\S)", _letter),
        ("a)", r"(?P<label>[a-z])\)[ \t]*(?=\S)", _letter),
        ("A)", r"(?P<label>[A-Z])\)[ \t]+(?=\S)", _letter),
        ("a.", r"(?P<label>[a-z])\.[ \t]+(?=\S)", _letter),
        ("A.", r"(?P<label>[A-Z])\.[ \t]+(?=\S)", _letter),
        ("•", r"(?P<label>[•‣▪●◦·*+–—-])[ \t]+(?=\S)", _uncounted),
    )
)
# Ways of numbering that say by themselves how high they stand, the highest first; others stand
# where they are first seen.
RANKED = ("heading", "annex", "chapter", "section", "article", "numbered heading")


def markers(line: str) -> tuple[Marker, ...]:
    """Return the ways in which the beginning of a line may be a marker, the likeliest first.

    >>> [(m.style, m.value, m.label) for m in markers("(i) forces leave")]
    [('(i)', 1, 'i'), ('(a)', 9, 'i')]
    >>> [(m.style, m.label) for m in markers("2031. In that year")], markers("Forces leave")
    ([], ())
    >>> [(m.style, m.label) for m in markers("## Article 3. Fuel")]
    [('article', 'Article 3')]
    """
    found = []
    for form in _FORMS:
        match = form.pattern.match(line)
        value = form.value(match["label"]) if match else None
        if match and value is not None:
            label = match["label"]
            found.append(Marker(form.style, value, label, match.end(), _depth(form.style, match)))
    # a heading of Markdown that is numbered goes by its number
    return tuple(found[1:] if found[:1] and found[0].style == "heading" else found) or tuple(found)


def _depth(style: str, match: re.Match[str]) -> int:
    """Return how deep a marker says by itself that it stands; 0 if it does not say."""
    if style == "heading":
        return len(match["label"])
    if style == "numbered heading":
        return len(match["hashes"])
    if style == "1.1":
        return match["label"].count(".") + 1
    if style == "•":  # set in further by two columns or more: a bullet under a bullet
        return 1 + len(match[0][: match.start("label")].expandtabs(_TAB)) // _SET_IN
    return 0
