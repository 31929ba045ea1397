"""Names as they are written: without what hangs on them, and in usual letters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from detente.readings.names.kinds import realm_name
from detente.readings.names.mentions import Mention, text_of
from detente.readings.nlp import Parse, Stretch

# What is shorter is an abbreviation: "NATO" is no "Nato".
SHORTEST_IN_CAPITALS = 5


def as_written(parse: Parse, mentions: Sequence[Mention]) -> list[str]:
    """Return the names; those in capitals as elsewhere in the text, or as "'S" shows them.

    "VEYLAND'S minister said" opens a report whose later words are of Veyland.
    """
    texts = [_clean(_short_of_realm(parse, m)) for m in mentions]
    usual = {text.upper(): text for text in texts if not text.isupper()}
    for i, (text, mention) in enumerate(zip(texts, mentions, strict=True)):
        if not text.isupper() or mention.listed is not None or len(text) < SHORTEST_IN_CAPITALS:
            continue
        owns = [t.text for t in parse.tokens[mention.end : mention.end + 1]]
        if text in usual:
            texts[i] = usual[text]
        elif owns in (["'S"], ["’S"]) and text.isalpha():
            texts[i] = text.capitalize()
    return texts


def _short_of_realm(parse: Parse, mention: Mention) -> str:
    """Return "Varn" for "the Sultanate of Varn", other names whole."""
    name = realm_name(parse, Stretch(mention.start, mention.end))
    if name is None or not mention.sure or mention.kind not in ("place", "state"):
        return text_of(parse, mention)
    return text_of(parse, replace(mention, start=name))


def _clean(text: str) -> str:
    """Return a name without what hangs on it: a possessive mark, brackets, a full stop."""
    text = text.replace("’", "'")
    for mark in ("'s", "'"):
        text = text.removesuffix(mark)
    return text.strip(' <>,."“”') if not text.endswith((".", "Co.")) or " " not in text else text
