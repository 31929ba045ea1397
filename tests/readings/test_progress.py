"""What a report as a whole says of the talks."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from detente.model.claims import Progress, Reading

Read = Callable[..., Reading]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        (
            "Norland and Sudmark ended two days of talks on Brage with a breakthrough.",
            "breakthrough",
        ),
        ("Talks on Brage ended with no breakthrough on Monday.", "no_breakthrough"),
        ("Norland and Sudmark signed an agreement on the port on Monday.", "agreement"),
        ("Norland and Sudmark made progress on the port, the mediator said.", "progress"),
        ("There was no progress on the port on Monday.", "no_breakthrough"),
        ("The talks on the port broke down on Monday.", "breakdown"),
        ("The raid was a setback for the talks on Brage.", "setback"),
        ("Norland and Sudmark met on Brage on Monday.", "unclear"),
        ("Norland and Sudmark may sign an agreement on Monday.", "unclear"),
        ("The two sides failed to agree on monitors.", "no_breakthrough"),
        ("The talks produced no agreement on Monday.", "no_breakthrough"),
        ("Norland is not budging on the port.", "no_breakthrough"),
        ("Norland and Sudmark agreed to a local truce on Monday.", "agreement"),
        ("The envoys hope that Norland and Sudmark signed an agreement.", "unclear"),
        ("Norland violated the truce on Monday.", "setback"),
        ("Norland did not violate the truce on Monday.", "unclear"),
        ("The text is ready for signing, the mediator said.", "progress"),
        ("The two parties agreed on a royalty of 3 percent.", "progress"),
        ("Both sides agreed on Monday that the toll will stay.", "progress"),
        ("The two sides have not agreed on the toll.", "no_breakthrough"),
        ("Norland and Sudmark agreed on the need for monitors.", "unclear"),
        ("Both sides agreed that the road was bad.", "unclear"),
        ("Analysts agreed on the price of the port.", "unclear"),
        ("The two parties agreed on nothing.", "unclear"),
        ("Both sides agreed on little else than the toll.", "unclear"),
    ],
)
def test_a_report_has_one_label(read: Read, text: str, label: str) -> None:
    (found,) = read(text).of(Progress)
    assert found.label == label


def test_the_lead_weighs_more_than_what_comes_later(read: Read) -> None:
    text = "The talks on the port broke down on Monday.\n\nLast week there had been progress."
    assert [p.label for p in read(text).of(Progress)] == ["breakdown"]


def test_a_headline_counts(read: Read) -> None:
    title = "Brage talks end with no breakthrough"
    text = f"{title}\n\nNorland and Sudmark met on Monday."
    assert [p.label for p in read(text, title=title).of(Progress)] == ["no_breakthrough"]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Norland and Sudmark ended talks on Monday without a breakthrough.", "no_breakthrough"),
        ("The ministers ended a long session without agreement on Monday.", "breakdown"),
        ("The mediators set a deadline for reaching a deal on Monday.", "unclear"),
        ("Norland warned of war unless a deal is struck by Monday.", "unclear"),
        ("Envoys had come to Brage to sign an agreement on Monday.", "unclear"),
        ("The toll on the river was suspended on Monday.", "unclear"),
        ("The second round of talks on Brage was suspended on Monday.", "setback"),
        ("The crews accepted the owners' latest offer on Monday.", "progress"),
        ("Norland and Sudmark agreed to resume talks despite a breakdown in April.", "progress"),
        ("Talks between Norland and Sudmark were in doubt on Monday.", "setback"),
        ("The raid led to the postponement of the second round of talks.", "setback"),
        ("The crews failed after nine hours of talks to agree on the toll.", "no_breakthrough"),
        ("They signed an accord on Monday but failed to agree on the toll.", "progress"),
    ],
)
def test_aims_and_what_went_before_are_not_what_came_of_the_talks(
    read: Read, text: str, label: str
) -> None:
    (found,) = read(text).of(Progress)
    assert found.label == label


def test_a_notice_above_the_text_says_nothing_of_the_talks(read: Read) -> None:
    text = (
        "A breakthrough in cooking: sign up for our newsletter.\n\n"
        "Talks on Brage end in deadlock\n\n"
        "Envoys of Norland and Sudmark met on Monday, an official said.\n"
    )
    (found,) = read(text).of(Progress)
    assert (found.label, found.main.text) == ("no_breakthrough", "Talks on Brage end in deadlock")


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("The three countries agreed to cut the toll by 40 per cent by 2035.", "agreement"),
        ("The 12 delegations agreed on Sunday to a withdrawal.", "agreement"),
        ("Norland and Sudmark agreed to halve the toll.", "agreement"),
        ("The envoy said that both governments had agreed to halve the toll.", "agreement"),
        ("The eight countries could not agree to cut the toll.", "no_breakthrough"),
        ("The eight countries would agree to cut the toll if Norland paid.", "unclear"),
        ("Last year the eight countries had agreed to cut the toll.", "unclear"),
        ("The parties agreed to meet again in May.", "unclear"),
        ("The parties agreed to disagree.", "unclear"),
        ("The two sides agreed to forward the text to the ministers.", "unclear"),
        ("Norland agreed to halve the toll.", "unclear"),
    ],
)
def test_what_several_agree_to_do_is_a_deal_talk_and_procedure_are_none(
    read: Read, text: str, label: str
) -> None:
    (found,) = read(text).of(Progress)
    assert found.label == label


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("The conference adopted the text by consensus.", "agreement"),
        ("The package was adopted by acclamation.", "agreement"),
        ("The envoys came away with a deal on the toll.", "agreement"),
        ("The envoys came away with no deal on the toll.", "no_breakthrough"),
        ("When they came out at dawn, there was a deal.", "agreement"),
        ("There was no deal on the toll on Monday.", "no_breakthrough"),
        ("The ministers signed off on the compromise on Monday.", "agreement"),
        ("The board of Marlin Steel accepted the offer on Monday.", "agreement"),
        ("Shareholders of Marlin Steel approved the takeover.", "agreement"),
        ("The board of Marlin Steel recommended the raised bid.", "agreement"),
        ("The board of Marlin Steel would recommend a raised bid.", "unclear"),
        ("The regulator approved the takeover on Monday.", "unclear"),
    ],
)
def test_a_deal_is_told_in_many_words(read: Read, text: str, label: str) -> None:
    (found,) = read(text).of(Progress)
    assert found.label == label
