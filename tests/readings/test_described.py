"""Bodies that a text names by what they are, in lower case: "the nurses' union of Lindholt"."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from detente.model.claims import Contact, Position, Reading

Read = Callable[..., Reading]


def _bodies(reading: Reading) -> list[str]:
    return [a.name for a in reading.actors if a.kind in ("organisation", "armed_group")]


def _acts_for(reading: Reading) -> dict[str, str | None]:
    return {a.name: a.acts_for for a in reading.actors if a.kind == "person"}


@pytest.mark.parametrize(
    ("text", "person", "party"),
    [
        (
            "The nurses' union of Lindholt rejected the offer. Its president, Clara Roe, said: "
            '"We demand a shorter shift."',
            "Clara Roe",
            "nurses' union of Lindholt",
        ),
        (
            '"We demand a shorter shift," said Tom Varn, the president of the dockers\' union.',
            "Tom Varn",
            "dockers' union",
        ),
        (
            "The pilots' association would strike. Association president Mara Lind demanded a "
            "shorter shift.",
            "Mara Lind",
            "pilots' association",
        ),
        (
            "A crane drivers' union has rejected the offer. Union leader Ann Berg demanded a "
            "shorter shift.",
            "Ann Berg",
            "crane drivers' union",
        ),
        (
            "The rebels met an envoy. Rebel commander Ali Tor demanded a shorter shift.",
            "Ali Tor",
            "rebels",
        ),
    ],
)
def test_a_body_described_is_a_party_that_others_speak_for(
    read: Read, text: str, person: str, party: str
) -> None:
    reading = read(text)
    assert _acts_for(reading)[person] == party
    assert party in {p.actor for p in reading.of(Position) if p.stance == "demands"}


def test_what_follows_means_the_body_described_first(read: Read) -> None:
    reading = read(
        "The nurses' union of Lindholt met the Brage port authority in Brage on Monday. "
        "The nurses' union rejected a freeze. The union demanded a raise. "
        "The port authority offered a bonus."
    )
    union, authority = "nurses' union of Lindholt", "Brage port authority"
    assert _bodies(reading) == [union, authority]
    assert [(p.actor, p.stance) for p in reading.of(Position)] == [
        (union, "rejects"),
        (union, "demands"),
        (authority, "offers"),
    ]
    (meeting,) = reading.of(Contact)
    assert [p.name for p in meeting.participants] == [union, authority]


def test_a_description_of_a_body_with_a_name_means_that_body(read: Read) -> None:
    reading = read("The National Nurses' Union met. The nurses' union rejected the freeze.")
    assert _bodies(reading) == ["National Nurses' Union"]


@pytest.mark.parametrize(
    "text",
    [
        "Unions and companies rejected the plan. Workers demanded a raise.",
        "A teachers' union in another town rejected a freeze.",
        "The biggest trade union rejected a freeze. The parent company declined to comment.",
        "Rebels often demand a say, people say.",
        "The union rejected a freeze.",
    ],
)
def test_no_party_is_made_of_what_may_be_any(read: Read, text: str) -> None:
    assert _bodies(read(text)) == []
