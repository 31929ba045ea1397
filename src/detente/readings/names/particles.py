"""Names with small words in them: "Ursula von der Lind", "Badr bin Hamad al-Rusaidi"."""

from __future__ import annotations

from detente.readings.names.lexicon import words
from detente.readings.nlp import Parse, Stretch

# So many small words stand in a row: "de los".
_MOST = 3
_LABEL = "PERSON"


def past_particles(parse: Parse, i: int, end: int, *, named: bool = False) -> int | None:
    """Return the token behind small words and the capitalised word they lead to; or None.

    Where neither they nor that word are labelled as of a person only words will do that are
    nothing else in English: "al", "von", not "la". end: Of the sentence. named: Whether a first
    name stands ahead, behind which every small word will do.
    """
    tokens, behind = parse.tokens, i
    small = words("people", "particles")
    while behind < min(end, i + _MOST) and tokens[behind].text in small:
        behind += 1
    if behind == i:
        return None
    if behind + 1 < end and tokens[behind].text in ("-", "–"):
        behind += 1
    if behind >= end or not tokens[behind].text[:1].isupper():
        return None
    told = named or any(t.ent == _LABEL for t in tokens[i : behind + 1])
    return behind + 1 if told or tokens[i].text in words("people", "sure_particles") else None


def goes_on_past(parse: Parse, end: int, sentence_end: int) -> int | None:
    """Return the end of a name that goes on behind small words: "Ursula" + "von der Lind"."""
    before = parse.tokens[end - 1]
    if not before.text[:1].isupper() or before.pos != "PROPN":
        return None
    named = before.ent == _LABEL or before.lower in words("people", "male", "female")
    counts = parse.tokens[end].text == "ten"
    return past_particles(parse, end, sentence_end, named=named and not counts)


def is_with_particles(parse: Parse, run: Stretch) -> bool:
    """Return whether it is a person's by its first words, though the model cuts it in two.

    "Deir al-Balah" is a place, "Ansar al-Din" a group.
    """
    tokens = parse.tokens[run.start : run.end]
    inside = any(t.text in words("people", "particles") for t in tokens[:-1])
    first = next((t for t in tokens if t.text[:1].isupper()), tokens[0])
    told = first.ent == _LABEL or first.lower in words("people", "male", "female")
    return inside and told and first.lower not in words("places", "before_al")
