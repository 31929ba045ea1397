"""Stances that a sentence says are held no longer: "had opposed the levy but now backs it"."""

from __future__ import annotations

from itertools import pairwise

from detente.readings.coming import had_been
from detente.readings.page import Page

# Behind a stance in the past perfect these say that it is another now; "now" alone may be said of
# somebody else.
_TURNS = frozenset({("no", "longer"), ("but", "now")})
_GIVING_UP = frozenset({"abandon", "drop", "relent", "soften", "withdraw"})


def is_former(page: Page, verb: int) -> bool:
    """Return whether a stance was held before, and the rest of its sentence tells that it ended.

    In the past perfect alone it may be held still: "officials said it had refused to sign".
    """
    if not had_been(page, verb):
        return False
    tokens = page.parse.tokens
    rest = tokens[verb : page.parse.sentences[tokens[verb].sentence].end]
    turned = any((one.lower, other.lower) in _TURNS for one, other in pairwise(rest))
    return turned or any(_gives_up(t.lemma, t.tag) for t in rest)


def _gives_up(lemma: str, tag: str) -> bool:
    return lemma in _GIVING_UP and tag in ("VBD", "VBZ", "VBN")
