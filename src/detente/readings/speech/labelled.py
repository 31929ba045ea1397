"""What is said in a transcript: paragraphs that open with a label of who speaks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from detente.model.actors import UNNAMED
from detente.model.text import Span
from detente.readings.labels import ANSWER, is_asked, label_of
from detente.readings.nlp import Stretch
from detente.readings.speech.cues import Draft, is_finite, meet
from detente.readings.speech.ground import ENDS, Ground

# One line with a colon is a headline or a heading; a transcript has more.
FEWEST_TURNS = 2
# Whom a question is put to stands among its first words: "Ms Brandt, will you…".
_ADDRESSED_WITHIN = 4
# A second label in a line.
_ANOTHER = re.compile(r"[.!?…] (?:[A-Z][\w'’-]+ ){0,2}[A-Z][\w'’-]+: ")


@dataclass(frozen=True, slots=True)
class _Turn:
    """A labelled paragraph: its number, its label, where what is said stands, and who says it.

    speaker: "" if nobody in the text has the name of the label.
    """

    paragraph: int
    label: str
    start: int
    end: int
    speaker: str


def find_labelled(ground: Ground) -> list[Draft]:
    """Return what the speakers of a transcript say, in order; [] if a text is none."""
    people = (a for a in ground.page.cast.actors if a.kind == "person")
    known = {a.name: a.role or "" for a in people if not a.name.isupper()}
    turns, asked, before = [], 0, ""
    for number in range(len(ground.parse.paragraphs)):
        start, end = _place(ground, number)
        text = ground.page.report.text[start:end]
        label, at = label_of(text)
        if is_asked(text):
            asked, before = asked + 1, text[at:]
        elif label and _is_said(ground, number) and not _is_narrated(label, text[at:]):
            speaker = _speaker(label, known, before)
            if speaker or label.isupper():
                turns.append(_Turn(number, label, start + at, end, speaker))
    named = [turn for turn in turns if turn.speaker]
    capitals = any(turn.label.isupper() and len(turn.label) > 1 for turn in named)
    if asked and _answers(turns):  # nobody else names who answers: "MS KOVAL"
        capitals = True
    elif not named or asked + len(named) < FEWEST_TURNS:
        return []
    return [_draft(ground, turn) for turn in (turns if capitals else named)]


def without_labelled(drafts: list[Draft], labelled: list[Draft]) -> list[Draft]:
    """Return the drafts that lie in no labelled turn, and the turns."""
    return [d for d in drafts if not any(meet(d, turn) for turn in labelled)] + labelled


def _answers(turns: list[_Turn]) -> bool:
    """Whether somebody takes the floor again and again, by a label in capitals."""
    labels = [turn.label for turn in turns if turn.label.isupper() and len(turn.label) > 1]
    return len(labels) - len(set(labels)) >= FEWEST_TURNS - 1


def _is_said(ground: Ground, number: int) -> bool:
    """Whether a paragraph is running text, no line of a list: "Ida Roe: envoy of Norland"."""
    if number in ground.page.furniture:
        return False
    stretch = ground.parse.paragraphs[number]
    tokens = ground.tokens[stretch.start : stretch.end]
    ends = ground.page.report.text[: tokens[-1].end].rstrip("\"”')")[-1:] in ENDS
    return ends and any(map(is_finite, tokens))


def _is_narrated(label: str, text: str) -> bool:
    """Whether a line is no turn: 'Roe: "We go," she said', or the words of two in one line."""
    quoted = not label.isupper() and any(mark in text for mark in '"“')
    return quoted or _ANOTHER.search(text) is not None


def _place(ground: Ground, number: int) -> tuple[int, int]:
    stretch = ground.parse.paragraphs[number]
    return ground.tokens[stretch.start].start, ground.tokens[stretch.end - 1].end


def _speaker(label: str, known: dict[str, str], asked: str) -> str:
    """Whom a label means; "" if it is none of a speaker."""
    if label == ANSWER:
        found = set(_addressed(asked, known)) or (set(known) if len(known) == 1 else set())
        return found.pop() if len(found) == 1 else f"{UNNAMED}who answers"
    return _named(label, known)


def _named(label: str, known: dict[str, str]) -> str:
    """The one person whose name ends as a label does, "MS BRANDT"; "" if there is none."""
    words = label.casefold().split()
    same = [name for name in known if name.casefold().split()[-1:] == words[-1:]]
    if len(same) > 1:
        same = [name for name in same if name.casefold().split() == words]
    return same[0] if len(same) == 1 else ""


def _addressed(asked: str, known: dict[str, str]) -> Iterator[str]:
    """Whom a question is put to, by name or office: "Ms Brandt, …", "Minister, …"."""
    opening, comma, _ = asked.partition(",")
    words = opening.casefold().split()
    if not comma or not words or len(words) > _ADDRESSED_WITHIN:
        return
    for name, role in known.items():
        last = name.casefold().split()[-1]
        if words[-1] in (last, *role.casefold().split()):
            yield name


def _draft(ground: Ground, turn: _Turn) -> Draft:
    first = ground.parse.paragraphs[turn.paragraph].start
    last = max(ground.page.token_at(turn.start), first + 1)
    return Draft(
        "labelled",
        Span(turn.start, turn.end),
        cue=Stretch(first, last),
        holder=first,
        speaker=turn.speaker or UNNAMED + turn.label,
    )
