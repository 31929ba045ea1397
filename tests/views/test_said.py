from __future__ import annotations

import datetime as dt

from detente.model.answers import Hit, Piece
from detente.views.said import Sought, said_parts, sought_text
from tests.views.sample import REPORTS, entry, said, sighting


def test_parts_tell_the_statement_from_its_context_and_joined_are_the_words() -> None:
    text = REPORTS["wire"].text
    main = said.main
    start, end = main.start - 30, main.end + 20
    found = text.index("leave", main.start)
    pieces = (
        Piece(text[start:found]),
        Piece(text[found : found + 5], found=True),
        Piece(text[found + 5 : end]),
    )
    hit = Hit(
        entry=entry(("wire", said)),
        sighting=sighting("wire", said),
        pieces=pieces,
        start=start,
        end=end,
    )
    parts = said_parts(hit)
    assert "".join(part.text for part in parts) == text[start:end]
    assert "".join(part.text for part in parts if part.said) == main.text
    assert [part.text for part in parts if part.found] == ["leave"]
    assert parts[0].said is False


def test_what_was_sought_is_said_in_full() -> None:
    sought = Sought(
        words="no deal",
        speaker="Norland",
        issue="Fees",
        since=dt.date(2031, 3, 1),
        until=dt.date(2031, 3, 5),
        direct=False,
        unnamed=True,
    )
    assert sought_text(sought) == (
        "not quoted, of unnamed sources, by Norland, on “Fees”, since 1 Mar 2031, "
        "until 5 Mar 2031, with the words “no deal”"
    )
    assert sought_text(Sought()) == ""
