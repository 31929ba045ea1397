"""Transcripts: the label at the head of a paragraph that tells who speaks it."""

from __future__ import annotations

import re

# Those who ask and those who chair: what they say is nobody's position.
_ASKING = frozenset(
    {
        *("Q", "QUESTION", "QUESTIONER", "REPORTER", "JOURNALIST", "CORRESPONDENT", "PRESS"),
        *("INTERVIEWER", "MODERATOR", "HOST", "PRESENTER", "ANCHOR"),
    }
)
ANSWER = "A"
_NAME = r"[A-Z][A-Z'’.-]+(?: (?:[A-Z][A-Z'’.-]*|\d+)){0,3}"
_NAMED = r"[A-Z][\w'’-]+(?: [A-Z][\w'’.-]*){0,3}"
_LABEL = re.compile(
    rf"(?P<label>{_NAME}|{_NAMED}|[QA])(?: ?\((?P<aside>[^()\n]{{1,60}})\))? ?:\s+(?=\S)"
    r"|(?P<letter>[QA])\.\s+(?=[\"“A-Z])"
)


def label_of(paragraph: str) -> tuple[str, int]:
    """Return the label that a paragraph opens with, and where what is said begins.

    >>> label_of("OKORU (through an interpreter): We want them back.")
    ('OKORU', 32)
    >>> label_of("They want them back.")
    ('', 0)
    """
    found = _LABEL.match(paragraph)
    if found is None:
        return "", 0
    return found["label"] or found["letter"], found.end()


def is_asked(paragraph: str) -> bool:
    """Return whether a paragraph is what a reporter or the chair says in a transcript.

    >>> is_asked("QUESTION (Channel Five): Minister, will you resign?")
    True
    """
    words = label_of(paragraph)[0].rstrip("0123456789").split()
    return bool(words) and words[0] in _ASKING
