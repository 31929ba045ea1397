"""Choice, Alternative: what a text leaves open: "[shall][should]", "[a / b]", "Option 1: …"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from detente.model.text import Span

# What a blank is shown as: "[ ] years".
BLANK = "…"
_BLANKS = re.compile(r"[\s._…-]*")
# Between brackets that are alternatives. A blank alone is told apart by what they hold.
_BETWEEN = re.compile(r"\s*(?:/|,?\s*(?:and/)?or\b)?\s*", re.IGNORECASE)
# Between alternatives within one pair of brackets; a bare stroke only in words without a blank.
_WITHIN = re.compile(r"\s+(?:/|OR)\s+|\s+/(?=\S)|(?<=\S)/\s+")
_STROKE = re.compile(r"(?<=\w\w)/(?=\w\w)")
_NO_CHOICE = re.compile(r"and/or|\d{4}/\d\d", re.IGNORECASE)
_LABEL = re.compile(
    r"(?<!\w)(?:Option|Alternative|Alt\.?|OPTION|ALTERNATIVE|ALT\.?) ?(?P<which>\d{1,2}|[A-Z])"
    r"\s*[:.)–—-]\s*"
)
# "Party[12]" and "pact.[3]" send to notes; "[sic]" and "Part[ies]" are no options either.
_NOTE = re.compile(
    r"(?<=[\w.,;:)”\"])\[\d{1,3}\]|(?<=[^\W\d_])\[[^\W\d_]+\]|\[sic!?\]", re.IGNORECASE
)
# What stands by itself, so that a blank between two of them makes no alternatives.
_WHOLE = re.compile(r"^\s*[,;]|[.;:]\s*$")

_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Alternative:
    """Words that may come to stand, without their brackets. span: Where they are in the text."""

    span: Span
    words: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A place that a text leaves open, brackets and all.

    options: One, which may stand or fall, or several, of which one may stand.
    """

    span: Span
    options: tuple[Alternative, ...]


def choices(text: str) -> tuple[Choice, ...]:
    """Return what a text leaves open, in order; what lies within another is not told apart.

    >>> [[o.words for o in c.options] for c in choices("by [40][45 / 60] percent [in 2035]")]
    [['40', '45', '60'], ['in 2035']]
    >>> [[o.words for o in c.options] for c in choices("Option 1: It ends. Option 2: It stays.")]
    [['It ends.', 'It stays.']]
    """
    if "[" not in text:
        return _labelled(text, len(text))
    outer = _outer(pairs(text))
    runs: list[list[Span]] = []
    for one in outer:
        if runs and _are_one(text, runs[-1][-1], one):
            runs[-1].append(one)
        else:
            runs.append([one])
    return _with_labelled(text, [_choice(text, run) for run in runs])


def pairs(text: str) -> tuple[Span, ...]:
    """Return each pair of brackets that leaves words open, those within others too.

    >>> [(one.start, one.end) for one in pairs("[a [b]] c[3]")]
    [(0, 7), (3, 6)]
    """
    notes = {match.start() for match in _NOTE.finditer(text)}
    opened: list[int] = []
    found = []
    for match in re.finditer(r"[\[\]]", text):
        if match[0] == "[":
            opened.append(match.start())
        elif opened:
            found.append(Span(opened.pop(), match.end()))
    return tuple(sorted((f for f in found if f.start not in notes), key=lambda f: f.start))


def _outer(found: Sequence[Span]) -> Iterator[Span]:
    end = 0
    for one in found:
        if one.start >= end:
            end = one.end
            yield one


def _are_one(text: str, one: Span, other: Span) -> bool:
    """Whether two pairs of brackets beside each other hold alternatives."""
    between = text[one.end : other.start]
    if not _BETWEEN.fullmatch(between):
        return False
    first, second = text[one.start + 1 : one.end - 1], text[other.start + 1 : other.end - 1]
    if between.strip() or (_LABEL.match(first) and _LABEL.match(second)):
        return True
    if between:
        whole = _WHOLE.search(first) or _WHOLE.search(second)
        return not whole and _are_of_one_sort(first, second)
    return not re.match(r"\s*[,;]", second)


def _are_of_one_sort(first: str, second: str) -> bool:
    """Whether two options may stand one for the other: numbers, single words, a word in both."""
    digits = [bool(_DIGIT.search(words)) for words in (first, second)]
    if any(digits):
        return all(digits)
    one, other = first.casefold().split(), second.casefold().split()
    return len(one) == len(other) == 1 or bool(set(one) & set(other))


def _choice(text: str, run: Sequence[Span]) -> Choice:
    options = [option for one in run for option in _split(text, Span(one.start + 1, one.end - 1))]
    return Choice(Span(run[0].start, run[-1].end), tuple(options))


def _split(text: str, inside: Span) -> Iterator[Alternative]:
    """Yield the alternatives within one pair of brackets."""
    words = text[inside.start : inside.end]
    deeper = pairs(words)
    strokes = [] if " " in words.strip() or _NO_CHOICE.search(words) else [_STROKE]
    cuts = [
        match
        for pattern in (_WITHIN, *strokes)
        for match in pattern.finditer(words)
        if not any(one.start < match.start() < one.end for one in deeper)
    ]
    edges = [0, *(edge for cut in cuts for edge in cut.span()), len(words)]
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        yield _option(text, Span(inside.start + start, inside.start + end))


def _option(text: str, span: Span) -> Alternative:
    """Return an option without its label and the blanks around it."""
    words = text[span.start : span.end]
    label = _LABEL.match(words.lstrip())
    start = span.start + len(words) - len(words.lstrip()) + (label.end() if label else 0)
    words = text[start : span.end].rstrip()
    return Alternative(
        Span(start, start + len(words)), BLANK if _BLANKS.fullmatch(words) else words
    )


def _with_labelled(text: str, found: list[Choice]) -> tuple[Choice, ...]:
    """Return choices with those that labels make without brackets, which hold what is within."""
    labelled = _labelled(text, min((one.span.start for one in found), default=len(text)))
    within = labelled[0].span.start if labelled else len(text)
    return (*(one for one in found if one.span.end <= within), *labelled)


def _labelled(text: str, before: int) -> tuple[Choice, ...]:
    """Return the choice that "Option 1: … Option 2: …" makes, up to the end of the text.

    before: The first label stands before this place, so that it is in no brackets.
    """
    marks = list(_LABEL.finditer(text))
    if len(marks) < 2 or marks[0]["which"] not in ("1", "A") or marks[0].start() > before:
        return ()
    edges = [*(mark.start() for mark in marks), len(text)]
    options = tuple(_option(text, Span(start, end)) for start, end in pairwise(edges))
    return (Choice(Span(edges[0], len(text.rstrip())), options),)
