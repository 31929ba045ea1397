"""notices(): what a reader of a draft should know of its text before relying on a comparison."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

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


def notices(parts: Sequence[Part]) -> tuple[str, ...]:
    """Return in words: numbers that stand twice, points in another language, one that is huge."""
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
    for part in points:
        if len(part.body) > _LONG:
            yield (
                f"point {_name(part)} has {len(part.body):,} characters; if it should be several, "
                "number them"
            )


def _counts(path: tuple[str, ...]) -> bool:
    return any(char.isalnum() for char in path[-1])


def _is_foreign(text: str) -> bool:
    words = re.findall(r"[^\W\d_]+", text.casefold())
    return len(words) >= _ENOUGH and not _ENGLISH & set(words)


def _name(part: Part) -> str:
    return " ".join(part.path) if part.label else f"“{part.body[:30].strip()}…”"


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - _MOST} more" if len(names) > _MOST else ""
    return f"point {', '.join(names[:_MOST])}{more}"
