"""What editors do to a text that is not theirs: swap words, cut, reorder, join and split."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence

_WORD = re.compile(r"\b[a-z]{4,}\b")
# Words that an editor puts in the place of others; which does not matter to what is measured.
_OTHER = (
    *("several", "former", "local", "recent", "further", "early", "main", "private", "broad"),
    *("brief", "plain", "steady", "modest", "earlier", "major", "minor", "current", "formal"),
)
_BETWEEN = ("however", "meanwhile", "in turn", "at the same time", "for now", "by then")


def light(chance: random.Random, paragraphs: Sequence[str]) -> list[str]:
    """Return paragraphs with a word in thirty changed and some marks."""
    return [_swapped(chance, p, 0.03).replace("–", "-").replace("“", '"').replace("”", '"')
            for p in paragraphs]  # fmt: skip


def heavy(
    chance: random.Random, paragraphs: Sequence[str], origins: Sequence[str]
) -> list[tuple[str, str]]:
    """Return paragraphs with a word in seven changed, sentences dropped, moved and joined.

    Each with its origin; only those of one origin are joined.
    """
    found: list[tuple[str, str]] = []
    for text, origin in zip(paragraphs, origins, strict=True):
        sentences = _sentences(text)
        if len(sentences) > 2 and chance.random() < 0.3:
            del sentences[chance.randrange(len(sentences))]
        if len(sentences) > 1 and chance.random() < 0.2:
            chance.shuffle(sentences)
        words = _swapped(chance, " ".join(sentences), 0.14)
        if chance.random() < 0.25:
            words = f"{chance.choice(_BETWEEN).capitalize()}, {words[0].lower()}{words[1:]}"
        if found and found[-1][1] == origin and chance.random() < 0.2:
            found[-1] = f"{found[-1][0]} {words}", origin
        else:
            found.append((words, origin))
    return found


def cut_tail(chance: random.Random, paragraphs: Sequence[str]) -> list[str]:
    """Return the first third to nine tenths of the paragraphs, two at least."""
    kept = max(2, round(len(paragraphs) * chance.uniform(0.34, 0.9)))
    return list(paragraphs[:kept])


def _swapped(chance: random.Random, text: str, share: float) -> str:
    def other(match: re.Match[str]) -> str:
        word = match.group()
        return chance.choice(_OTHER) if chance.random() < share * 1.6 else word

    return _WORD.sub(other, text)  # longer words alone: they are some six in ten


def _sentences(text: str) -> list[str]:
    return [part for part in re.split(r"(?<=[.!?”\"])\s+(?=[A-Z“\"])", text) if part]
