"""propose(): a model begun from the record, for the desk to complete. It infers no preference."""

from __future__ import annotations

from collections.abc import Iterator

from detente.model.snapshot import Held, Snapshot

_HEAD = """\
# Begun from the record as of {day}; complete it, then: detente analyse stability --model FILE
# Options are what a party can do or leave. The record says what parties said, not what they can
# do: keep under each party the options that are its own to take, and give each a short name.
# Preferences are yours or a named source's: nothing in the record says them, and none is inferred.
title = "Begun from the record"
status_quo = []
never = []
"""


def propose(snapshot: Snapshot) -> str:
    """Return the text of a model file: parties, what they speak of as options, no preferences."""
    parts = [_HEAD.format(day=snapshot.as_of.isoformat())]
    texts = {p.id: p.text for issue in snapshot.issues for p in issue.propositions}
    for party in snapshot.parties:
        held = [
            (texts.get(s.proposition, s.proposition), s.own[0])
            for s in snapshot.standings
            if s.party == party.id and s.own and not s.mixed
        ]
        if held:
            parts.append("\n".join(_party(party.name, held)) + "\n")
    return "\n".join(parts)


def _party(name: str, held: list[tuple[str, Held]]) -> Iterator[str]:
    yield "[[party]]"
    yield f"name = {_quoted(name)}"
    yield 'source = "the desk"'
    yield "options = ["
    for text, one in held:
        stance = one.position.stance.replace("_", " ")
        yield f"  {_quoted(text)},  # {stance}, entry {one.entry.id}"
    yield "]"
    yield "wants = []  # first things first, over these options"


def _quoted(text: str) -> str:
    """Return a text as TOML writes it, on one line."""
    plain = " ".join(text.split()).replace("\\", "\\\\").replace('"', "'")
    return f'"{plain}"'
