"""Names with small words in them: "Ursula von der Lind", "Badr bin Hamad al-Rusaidi"."""

from __future__ import annotations

from detente.readings.names.lexicon import words
from detente.readings.nlp import Parse, Stretch

# So many small words stand in a row: "de los".
_MOST = 3
_LABEL = "PERSON"


def past_particles(parse: Parse, i: int, end: int) -> int | None:
    """Return the token behind small words and the capitalised word they lead to; or None.

    Where neither they nor that word are labelled as of a person only words will do that are
    nothing else in English: "al", "von", not "la". end: Of the sentence.
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
    told = any(t.ent == _LABEL for t in tokens[i : behind + 1])
    return behind + 1 if told or tokens[i].text in words("people", "sure_particles") else None


def goes_on_past(parse: Parse, end: int, sentence_end: int) -> int | None:
    """Return the end of a name that goes on behind small words: "Ursula" + "von der Lind"."""
    before = parse.tokens[end - 1]
    if not before.text[:1].isupper() or before.pos != "PROPN":
        return None
    behind = past_particles(parse, end, sentence_end)
    known = before.ent == _LABEL or before.lower in words("people", "male", "female")
    if behind is None and known and parse.tokens[end].text != "ten":
        behind = _led_on(parse, end, sentence_end)
    return behind


def _led_on(parse: Parse, end: int, sentence_end: int) -> int | None:
    """The same behind somebody's first name, whatever labels the words behind it have."""
    tokens, behind = parse.tokens, end
    while behind < min(sentence_end, end + _MOST) and (
        tokens[behind].text in words("people", "particles")
    ):
        behind += 1
    named = end < behind < sentence_end and tokens[behind].text[:1].isupper()
    return behind + 1 if named else None


def is_with_particles(parse: Parse, run: Stretch) -> bool:
    """Return whether it is a person's by its first words, though the model cuts it in two.

    "Deir al-Balah" is a place, "Ansar al-Din" a group.
    """
    tokens = parse.tokens[run.start : run.end]
    inside = any(t.text in words("people", "particles") for t in tokens[:-1])
    first = next((t for t in tokens if t.text[:1].isupper()), tokens[0])
    told = first.ent == _LABEL or first.lower in words("people", "male", "female")
    return inside and told and first.lower not in words("places", "before_al")
