"""What a stance is tied to, in words that read the right way round."""

from __future__ import annotations

import re

from detente.model.claims import Position

# "Will not sign without an audit" is a yes tied to "without an audit": that is what must not be.
_LACKING = re.compile(r"(?:absent|before|till|unless|until|without)\b", re.IGNORECASE)
_OPENER = re.compile(r"(?:as long as|before|if|till|unless|until|without)\s+", re.IGNORECASE)


def terms(position: Position) -> str | None:
    """Return the condition of a stance; None if it has none, or one that says what it is on.

    Of a yes that is refused without something they begin with "not": "not without an audit". A
    threat holds "unless the heads are returned", and asks for just that.
    """
    words = position.condition
    if words is None or _repeats(position, words):
        return None
    turned = position.stance == "conditionally_accepts" and _LACKING.match(words)
    return f"not {words[0].lower()}{words[1:]}" if turned else words


def _repeats(position: Position, words: str) -> bool:
    about = position.proposition or position.issue
    return _OPENER.sub("", words, count=1).casefold() == about.casefold()
