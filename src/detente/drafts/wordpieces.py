"""pieces(): a text as the numbers of word pieces that the model of meaning was trained on.

Source: Y. Wu et al., "Google's Neural Machine Translation System" (2016), section 4.1, as BERT
uses it. `wordpieces.txt.gz` is the list of 30,522 pieces that comes with BERT and all-MiniLM-L6-v2
(Apache-2.0), one a line, numbered from 0.
"""

from __future__ import annotations

import gzip
import unicodedata
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

# The model reads no more pieces of a text than that, the two marks at its ends included.
MOST = 256
_LONGEST_WORD = 100
_BEGIN, _END, _UNKNOWN = "[CLS]", "[SEP]", "[UNK]"
# Blocks of characters that are words by themselves (Chinese, Japanese and Korean ideographs).
_IDEOGRAPHS = ((0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0x20000, 0x2CEAF), (0xF900, 0xFAFF))


def pieces(text: str) -> list[int]:
    """Return the numbers of a text's pieces, between the marks of its beginning and its end.

    >>> pieces("Demilitarised zones.")
    [101, 27668, 27606, 29346, 2094, 10019, 1012, 102]
    """
    of = known()
    found = [number for word in _words(text) for number in _of_word(word, of)]
    return [of[_BEGIN], *found[: MOST - 2], of[_END]]


@cache
def known() -> dict[str, int]:
    """Return the pieces with their numbers, in order: those often met first."""
    packed = (files("detente.drafts") / "wordpieces.txt.gz").read_bytes()
    return {piece: n for n, piece in enumerate(gzip.decompress(packed).decode().split("\n"))}


def _words(text: str) -> Iterator[str]:
    """Yield words in small letters without accents; punctuation marks and ideographs apart."""
    if text.isascii() and text.isalpha():  # a word, as most are asked for one by one
        yield text.lower()
        return
    word = ""
    for char in unicodedata.normalize("NFD", text.lower()):
        kind = unicodedata.category(char)
        if kind == "Mn" or (kind.startswith("C") and not char.isspace()):
            continue
        if not char.isspace() and not _is_apart(char, kind):
            word += char
            continue
        if word:
            yield word
            word = ""
        if not char.isspace():
            yield char
    if word:
        yield word


def _is_apart(char: str, kind: str) -> bool:
    code = ord(char)
    if code < 128:
        return not char.isalnum()
    return kind.startswith("P") or any(low <= code <= high for low, high in _IDEOGRAPHS)


def _of_word(word: str, numbers: dict[str, int]) -> list[int]:
    """Return the fewest, longest pieces of a word from its beginning."""
    if len(word) > _LONGEST_WORD:
        return [numbers[_UNKNOWN]]
    found: list[int] = []
    start = 0
    while start < len(word):
        mark = "##" if start else ""
        ends = range(len(word), start, -1)
        end = next((n for n in ends if f"{mark}{word[start:n]}" in numbers), None)
        if end is None:
            return [numbers[_UNKNOWN]]
        found.append(numbers[f"{mark}{word[start:end]}"])
        start = end
    return found
