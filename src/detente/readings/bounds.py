"""Bounds on what is read as one word and as one sentence, so that no text takes for ever.

What a sentence takes grows faster than its length, and what is looked for in a word does too. No
report comes near these bounds; a text made to stall a reader does.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Any

from detente.model.text import Span

# Of 40,437 sentences of 1,171 reports one is longer, a list of 400 tokens; the next has 222.
MOST_TOKENS = 250
# More characters than this without a blank are one word, whatever they are; the longest address
# in those reports has 87.
LONGEST_WORD = 200
# Where a sentence may be cut, the best first: what the last token of a part is.
_SOFT = (frozenset(".;!?"), frozenset(",:—–"))
_ENDLESS = re.compile(rf"\S{{{LONGEST_WORD + 1},}}")


def find_endless(text: str) -> Span | None:
    """Return the first characters without a blank that are too many for a word, or None."""
    match = _ENDLESS.search(text)
    return None if match is None else Span(*match.span())


def words_of(text: str, tokenize: Callable[[str], Any], document: Callable[..., Any]) -> Any:
    """Return the document of a text; characters without a blank, too many for a word, are one.

    tokenize: Makes a document of a text. document: Makes one of words and of what follows them.
    """
    if not _ENDLESS.search(text):
        return tokenize(text)
    words: list[str] = []
    blanks: list[bool] = []
    for part, endless in _parts(text):
        if endless:
            words.append(part.removesuffix(" "))
            blanks.append(part.endswith(" "))
        else:
            doc = tokenize(part)
            words += [token.text for token in doc]
            blanks += [bool(token.whitespace_) for token in doc]
    return document(words=words, spaces=blanks)


def _parts(text: str) -> Iterator[tuple[str, bool]]:
    """Yield a text in parts, each endless word with the blank behind it as a part."""
    start = 0
    for match in _ENDLESS.finditer(text):
        if match.start() > start:
            yield text[start : match.start()], False
        start = match.end() + text.startswith(" ", match.end())
        yield text[match.start() : start], True
    if start < len(text):
        yield text[start:], False


def cuts(texts: Sequence[str], start: int, end: int) -> list[int]:
    """Return the tokens that begin a new part of a sentence: none, unless it is very long.

    A part ends with a stop or a comma if there is one in its second half. start, end: Those of the
    sentence.
    """
    found: list[int] = []
    while end - start > MOST_TOKENS:
        furthest = start + MOST_TOKENS
        half = range(furthest - 1, start + MOST_TOKENS // 2, -1)
        soft = (next((i + 1 for i in half if texts[i] in marks), None) for marks in _SOFT)
        start = next((at for at in soft if at is not None), furthest)
        found.append(start)
    return found


def parted(heads: Sequence[int], sentence: range, begins: Sequence[int]) -> list[int]:
    """Return the tokens of a sentence that its cuts part from their heads.

    heads: By token. begins: The tokens at which the sentence was cut.
    """
    edges = [sentence.start, *begins, sentence.stop]
    return [
        i
        for first, end in pairwise(edges)
        for i in range(first, end)
        if not first <= heads[i] < end
    ]
