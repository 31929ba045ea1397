"""Whether a commitment was kept: who tells it, of whom, and who denies it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from detente.model.claims import Compliance, Reading

Read = Callable[..., Reading]
BEHIND = (
    " Kestland and Torvania have been at odds for years. Kestland said so. The government of "
    "Torvania is old. The government of Kestland is new."
)


@pytest.mark.parametrize(
    ("text", "by", "act", "told_by"),
    [
        ("Kestland accused Torvania of violating the truce.", "Torvania", "violated", "Kestland"),
        ("Torvania was accused by Kestland of breaking the truce.", "Torvania", "violated",
         "Kestland"),
        ("Kestland said Torvania had violated the truce.", "Torvania", "violated", "Kestland"),
        ("Torvania violated the truce on Sunday.", "Torvania", "violated", "narrator"),
        ("Kestland said Torvania had not yet released 40 prisoners as required under the accord.",
         "Torvania", "delayed", "Kestland"),
        ("Torvania freed 120 prisoners on Monday under the accord.", "Torvania", "fulfilled",
         "narrator"),
        ("Kestland withdrew its troops as agreed.", "Kestland", "fulfilled", "narrator"),
        ("Kestland missed the deadline for the withdrawal.", "Kestland", "delayed", "narrator"),
    ],
)  # fmt: skip
def test_who_tells_what_of_whom(read: Read, text: str, by: str, act: str, told_by: str) -> None:
    (found,) = read(text + BEHIND).of(Compliance)
    assert (found.by, found.act, found.told_by) == (by, act, told_by)


def test_two_that_accuse_each_other_are_two_accounts(read: Read) -> None:
    found = read("Kestland and Torvania accused each other of breaking the truce." + BEHIND).of(
        Compliance
    )
    assert {(c.by, c.told_by) for c in found} == {
        ("Kestland", "Torvania"),
        ("Torvania", "Kestland"),
    }


@pytest.mark.parametrize(
    "text",
    [
        "Torvania denied violating the truce.",
        "Torvania denied that it had broken the truce.",
        "Torvania rejected accusations of breaching the ceasefire.",
    ],
)
def test_a_denial_alone_has_nobody_who_tells(read: Read, text: str) -> None:
    found = read(text + BEHIND).of(Compliance)
    assert all(c.told_by is None and c.denied_by == ("Torvania",) for c in found)


@pytest.mark.parametrize(
    "text",
    [
        "Kestland must not violate the truce, Torvania said.",
        "Torvania will respond if Kestland violates the truce.",
        "Torvania urged Kestland to honour the accord.",
        "Torvania fears that Kestland will break the truce.",
        "Kestland promised to comply with the accord.",
        "Torvania's army will stay until Kestland complies with the accord.",
        "Envoys are to ensure that Kestland honours the accord.",
        "Torvania proposed talks while Kestland observes the truce.",
        "Had Kestland broken the truce, the talks would have ended.",
    ],
)
def test_a_demand_a_promise_and_a_fear_are_no_accounts(read: Read, text: str) -> None:
    assert read(text + BEHIND).of(Compliance) == ()
