"""What a sentence tells first and gives to its teller last: "it signed, or so Sudmark claims"."""

from __future__ import annotations

from collections.abc import Iterator

from detente.readings.nlp import Stretch
from detente.readings.speech.cues import Draft, lemma, listed
from detente.readings.speech.ends import lead_in, told_apart
from detente.readings.speech.ground import Ground
from detente.readings.tree import child

FRAME = "or_so"
# Between "so" and its verb stands who says it, with name and office.
_TOLD_WITHIN = 14
# With one of these behind it, "or so" belongs to what stands ahead: "a week, or so; …".
_ENDING = frozenset({";", ":", ".", "!", "?", "–", "—", "-", "--", ")"})
# "Or so Sudmark denies" gives it neither to Sudmark nor against it.
_DENYING = frozenset({"contradict", "deny", "dismiss", "dispute", "doubt", "refute", "reject"})


def find_or_so(ground: Ground) -> Iterator[Draft]:
    """Yield what "or so" gives to somebody. The report does not vouch for it."""
    for at in range(len(ground.tokens) - 2):
        if not _opens(ground, at) or not ground.in_running_text(at) or ground.quote_of[at] >= 0:
            continue
        verb = _teller(ground, at + 2)
        content = _told(ground, at)
        holder = None if verb is None else child(ground.parse, verb, "nsubj")
        if verb is not None and holder is not None and content is not None:
            yield Draft(
                FRAME, ground.span(content), verb=verb, cue=Stretch(verb, verb + 1), holder=holder
            )


def _opens(ground: Ground, at: int) -> bool:
    """Whether it is "or so" with its teller next, and not "a week, or so; Sudmark says …"."""
    first, second, behind = ground.tokens[at : at + 3]
    told = first.lower == "or" and second.lower == "so" and second.tag != "CD"
    return told and behind.text not in _ENDING


def _teller(ground: Ground, start: int) -> int | None:
    """The verb of saying behind "or so", with which the sentence ends."""
    if start >= len(ground.tokens):
        return None
    saying = (listed("clause") | listed("belief")) - _DENYING
    for i in range(start, min(start + _TOLD_WITHIN, ground.sentence(start).end)):
        if ground.tokens[i].tag in ("VBD", "VBP", "VBZ") and lemma(ground.tokens[i]) in saying:
            return i
    return None


def _told(ground: Ground, end: int) -> Stretch | None:
    """What stands before "or so": its sentence up to there, or the one before."""
    tokens = ground.tokens
    start = ground.sentence(end).start
    if start == end and start and tokens[start - 1].text == ";":
        start = ground.sentence(end - 1).start
    if end == start or tokens[end - 1].text not in (",", ";", "–", "—", "-", "--"):
        return None
    start = lead_in(ground, told_apart(ground, start, end - 1))
    return Stretch(start, end - 1) if start < end - 1 else None
