"""What a revision of an article changed: sentences that came, went, moved or were reworded."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from detente.model.answers import Revision
from detente.model.notices import says_changed
from detente.model.text import Evidence

# Two sentences of which this share of the words agrees, in order, are one that was reworded: half
# would pair sentences that share only names; by hand on invented pairs.
LIKE = 0.6
# Pairs that are compared at most; a text that was written anew is not worth more.
MOST_PAIRS = 10_000
_WORD = re.compile(r"\w+")
_SPACED = re.compile(r"\S+\s*")


@dataclass(frozen=True, slots=True)
class Word:
    """A stretch of a reworded sentence. kind: same, came or went."""

    text: str
    kind: Literal["same", "came", "went"]


@dataclass(frozen=True, slots=True)
class Reworded:
    """A sentence before and after, and its words with what changed, in order."""

    before: Evidence
    after: Evidence
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Edits:
    """The difference between two texts of an article.

    moved: Sentences that stand elsewhere now. headline: (before, after) if it changed; a sentence
    that is the headline is not among the others. notice: The sentence that says that the text was
    changed; None for a silent edit. is_slight: Whether only case, marks or spacing changed.
    """

    came: tuple[Evidence, ...]
    went: tuple[Evidence, ...]
    moved: tuple[Evidence, ...]
    reworded: tuple[Reworded, ...]
    headline: tuple[str, str] | None
    notice: Evidence | None

    @property
    def is_slight(self) -> bool:
        """Whether only case, marks or spacing changed."""
        return not (self.came or self.went or self.moved or self.reworded or self.headline)


def edits(before: Revision, after: Revision) -> Edits:
    """Return what one text of an article changed of the one before it, in order of the text."""
    titles = (before.report.title or "", after.report.title or "")
    went = _sentences(after.went, titles[0])
    came = _sentences(after.came, titles[1])
    moved = _moved(went, came)
    for old, new in moved:
        del went[old], came[new]
    reworded = _reworded(went, came)
    for old, new in reworded:
        del went[old], came[new]
    return Edits(
        came=tuple(came),
        went=tuple(went),
        moved=tuple(new for _, new in moved),
        reworded=tuple(Reworded(old, new, _compared(old, new)) for old, new in reworded),
        headline=titles if _words(titles[0]) != _words(titles[1]) else None,
        notice=next((e for e in after.came if says_changed(e.text)), None),
    )


_Sentences = dict[Evidence, list[str]]
_Pairs = list[tuple[Evidence, Evidence]]


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _sentences(changed: Iterable[Evidence], headline: str) -> _Sentences:
    found = {evidence: _words(evidence.text) for evidence in changed}
    return {evidence: words for evidence, words in found.items() if words != _words(headline)}


def _compared(old: Evidence, new: Evidence) -> tuple[Word, ...]:
    """Return the words of two sentences, those that both have once."""
    before, after = _SPACED.findall(old.text), _SPACED.findall(new.text)
    plain, now = ([word.strip().casefold() for word in words] for words in (before, after))
    made: list[Word] = []
    for kind, a, b, c, d in SequenceMatcher(None, plain, now, autojunk=False).get_opcodes():
        if kind == "equal":
            made.append(Word("".join(after[c:d]), "same"))
            continue
        if a < b:
            made.append(Word("".join(before[a:b]), "went"))
        if c < d:
            made.append(Word("".join(after[c:d]), "came"))
    return tuple(made)


def _moved(went: _Sentences, came: _Sentences) -> _Pairs:
    left = dict(went)
    found = []
    for new, words in came.items():
        old = next((one for one, its in left.items() if its == words), None)
        if old is not None:
            del left[old]
            found.append((old, new))
    return found


def _reworded(went: _Sentences, came: _Sentences) -> _Pairs:
    """Pair the sentences that are most alike, each once."""
    if len(went) * len(came) > MOST_PAIRS:
        return []
    likeness = [
        (SequenceMatcher(None, its, words, autojunk=False).ratio(), old, new)
        for new, words in came.items()
        for old, its in went.items()
    ]
    found = []
    taken: set[Evidence] = set()
    for share, old, new in sorted(likeness, key=lambda one: (-one[0], one[2], one[1])):
        if share >= LIKE and old not in taken and new not in taken:
            taken |= {old, new}
            found.append((old, new))
    return sorted(found, key=lambda pair: pair[1])
