"""notices(): what a reader of a draft should know of its text before relying on a comparison."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from detente.drafts.blocks import Line
from detente.drafts.in_figures import days_in_figures
from detente.model.drafts import Part

# Words without which hardly a sentence of English is written.
_ENGLISH = frozenset(
    (
        *("the", "of", "and", "to", "in", "a", "an", "by", "for", "on"),
        *("shall", "will", "be", "is", "are", "from", "with", "or", "this", "that", "it"),
        *("have", "into", "when", "which", "each", "their", "not", "been", "who", "than"),
    )
)
# Of so many words of English at least one of them is among these.
_ENOUGH = 12
_LONG = 20_000
_MOST = 5
# So many characters of what is left out are shown.
_SHOWN = 60


def notices(parts: Sequence[Part]) -> tuple[str, ...]:
    """Return in words: numbers that stand twice, points in another language, one that is huge.

    And days that may be meant in two ways.
    """
    return tuple(_notices(parts))


def _notices(parts: Sequence[Part]) -> Iterator[str]:
    points = [part for part in parts if part.kind == "point"]
    numbers = Counter(part.path for part in points if part.label and part.path[-1] != "•")
    twice = [" ".join(path) for path, number in numbers.items() if number > 1 and _counts(path)]
    if twice:
        yield f"{_listed(twice)} stands more than once; its points are told apart by their words"
    foreign = [part for part in points if _is_foreign(part.body)]
    if foreign:
        yield (
            f"{_listed([_name(part) for part in foreign])} is not in English: its words are "
            "compared, but what they bind, condition or except is not told"
        )
    if days := [words for part in points for words in _in_two_ways(part.body)]:
        yield (
            f"{_first(days)} may be read by day or by month first; what is "
            "later is told only where it is so in either way"
        )
    for part in points:
        if len(part.body) > _LONG:
            yield (
                f"point {_name(part)} has {len(part.body):,} characters; if it should be several, "
                "number them"
            )


def left_out(lines: Sequence[Line]) -> tuple[str, ...]:
    r"""Return in words which lines of a draft are in none of its parts, since they are of a page.

    >>> from detente.drafts.blocks import lines_of
    >>> left_out(lines_of("1. Forces leave.\n\n- 1 -\n\n2. Prisoners return."))
    ('left out, as no words of the draft: 1 page number',)
    """
    running: dict[str, list[str]] = {}
    for line in lines:
        if line.furniture == "running":
            running.setdefault(re.sub(r"\d+", "#", line.text), []).append(line.text.strip())
    found = [f"“{_cut(told[0])}” ({_times(len(told))})" for told in [*running.values()][:_MOST]]
    if len(running) > _MOST:
        found.append(f"{len(running) - _MOST} more such lines at the borders of pages")
    if numbers := sum(line.furniture == "number" for line in lines):
        found.append(f"{numbers} page number{'s' * (numbers > 1)}")
    notes = [_cut(line.text.strip()) for line in lines if line.furniture == "note"]
    found += [f"the note “{note}”" for note in notes[:_MOST]]
    if len(notes) > _MOST:
        found.append(f"{len(notes) - _MOST} more lines of notes")
    return (f"left out, as no words of the draft: {'; '.join(found)}",) if found else ()


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN].rstrip()}…"


def _times(number: int) -> str:
    return "once" if number == 1 else f"{number} times"


def _in_two_ways(text: str) -> Iterator[str]:
    """Yield the days in figures that may be meant in two ways."""
    for one in days_in_figures(text):
        if len(one.days) > 1:
            yield text[one.span.start : one.span.end]


def _counts(path: tuple[str, ...]) -> bool:
    return any(char.isalnum() for char in path[-1])


def _is_foreign(text: str) -> bool:
    low = text.casefold()
    if not _ENGLISH.isdisjoint(low.split()):  # spares a closer look at most points
        return False
    words = re.findall(r"[^\W\d_]+", low)
    return len(words) >= _ENOUGH and not _ENGLISH & set(words)


def _name(part: Part) -> str:
    return " ".join(part.path) if part.label else f"“{part.body[:30].strip()}…”"


def _listed(names: Sequence[str]) -> str:
    return f"point {_first(names)}"


def _first(words: Sequence[str]) -> str:
    more = f" and {len(words) - _MOST} more" if len(words) > _MOST else ""
    return f"{', '.join(words[:_MOST])}{more}"
