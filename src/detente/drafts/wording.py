"""words_of(): the words by which points, stances and issues are matched, short nouns too."""

from __future__ import annotations

import re

from detente.model.bags import bag

_SHORT = re.compile(r"\b[^\W\d_]{3}\b")
# Words of three letters that are no nouns.
EMPTY = frozenset(
    (
        *("the", "and", "for", "are", "was", "has", "had", "his", "her", "its", "our", "but"),
        *("not", "all", "any", "may", "can", "one", "two", "six", "ten", "out", "off", "per"),
        *("who", "how", "why", "let", "nor", "yet", "now", "new", "old", "own", "due", "say"),
        *("way", "day", "set", "put", "did", "get", "got", "she", "him", "you", "via", "bis"),
    )
)


def words_of(text: str) -> frozenset[str]:
    """Return the words that carry a text: as `bag`, and nouns of three letters.

    >>> sorted(words_of("The gas fee is paid for ten years"))
    ['fee', 'gas', 'paid', 'year']
    """
    return bag(text) | (frozenset(_SHORT.findall(text.casefold())) - EMPTY)
