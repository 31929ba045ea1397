"""Words in capitals that open a paragraph: a kicker or a speaker's label, and nobody's name."""

from __future__ import annotations

from collections.abc import Iterable

from detente.readings.names.mentions import Mention
from detente.readings.nlp import Parse

_BEHIND = frozenset({":", "|"})
# Shorter words, "UP", tell nothing.
_SHORTEST = 3


def without_kickers(parse: Parse, mentions: Iterable[Mention]) -> list[Mention]:
    """Return the mentions that are neither "TOWN HALL ROW: …" nor "QUESTION: …"."""
    found = list(mentions)
    if not any(parse.tokens[m.start].text.isupper() for m in found):
        return found
    mixed = frozenset(t.text for t in parse.tokens if not t.text.isupper())
    return [m for m in found if not _is_label(parse, m) and not _is_kicker(parse, m, mixed)]


def _is_kicker(parse: Parse, mention: Mention, mixed: frozenset[str]) -> bool:
    """Whether words in capitals are taken for a person of whom the text never writes otherwise.

    "TOWN HALL ROW has split the council"; of "IDA ROE has left" the text writes "Roe", too.
    """
    tokens = parse.tokens[mention.start : mention.end]
    words = [t.text for t in tokens if len(t.text) >= _SHORTEST]
    if mention.kind != "person" or len(words) < 2 or not all(map(str.isupper, words)):
        return False
    return bool(mixed) and not any(word.capitalize() in mixed for word in words)


def _is_label(parse: Parse, mention: Mention) -> bool:
    """Whether a mention is in capitals and fills a paragraph up to its first colon."""
    tokens = parse.tokens
    start = parse.paragraphs[tokens[mention.start].paragraph].start
    last = mention.end
    if last >= len(tokens) or tokens[last].text not in _BEHIND:
        return False
    words = [t.text for t in tokens[start:last] if t.text[0].isalnum()]
    return all(map(str.isupper, words)) and any(len(word) > 1 for word in words)
