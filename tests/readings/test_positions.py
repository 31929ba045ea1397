"""Stances: what a wording, its negation, modality and condition make of a party's position."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from detente.model.claims import Position, Reading

Read = Callable[..., Reading]

OPENING = "Norland and Sudmark met on the island of Brage on Monday. "


def stances(read: Read, sentence: str) -> set[tuple[str, str]]:
    """Return actor and stance of every position in a sentence."""
    reading = read(OPENING + sentence)
    return {(p.actor, p.stance) for p in reading.of(Position)}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Norland demanded the release of the crews.", ("Norland", "demands")),
        ("Norland called for monitors on the strip.", ("Norland", "demands")),
        ("Norland insists on a full withdrawal from the strip.", ("Norland", "demands")),
        ("Norland wants Sudmark to leave the strip.", ("Norland", "demands")),
        ("The talks stalled over Norland's demand for a withdrawal.", ("Norland", "demands")),
        ("Norland proposed a joint authority for the port.", ("Norland", "proposes")),
        ("Norland put forward a plan for the port.", ("Norland", "proposes")),
        ("Norland offered to cap output at 40 percent.", ("Norland", "offers")),
        ("Norland is ready to free the crews.", ("Norland", "offers")),
        ("Norland pledged to reopen the canal by May.", ("Norland", "offers")),
        ("Norland accepted the monitors.", ("Norland", "accepts")),
        ("Norland agreed to share the transit fees.", ("Norland", "accepts")),
        ("Norland withdrew its objections to the monitors.", ("Norland", "accepts")),
        ("Norland rejected the cap on output.", ("Norland", "rejects")),
        ("Norland ruled out a withdrawal.", ("Norland", "rejects")),
        ("Norland refused to admit monitors.", ("Norland", "rejects")),
        ("Norland will not withdraw from the strip.", ("Norland", "rejects")),
        ("Norland has no plans to return the port.", ("Norland", "rejects")),
        ("Norland is reviewing the draft.", ("Norland", "reserves")),
        ("Norland has not yet decided on the monitors.", ("Norland", "reserves")),
    ],
)
def test_a_plain_wording_gives_its_stance(
    read: Read, sentence: str, expected: tuple[str, str]
) -> None:
    assert expected in stances(read, sentence)


@pytest.mark.parametrize(
    ("sentence", "actor", "never"),
    [
        ("Norland did not reject the cap.", "Norland", {"rejects", "accepts"}),
        ("Norland refused to rule out a withdrawal.", "Norland", {"rejects", "accepts", "offers"}),
        ("Norland has not ruled out a withdrawal.", "Norland", {"rejects", "accepts"}),
        ("Norland did not accept the cap.", "Norland", {"accepts", "offers"}),
        ("Norland refused to accept the cap.", "Norland", {"accepts", "offers"}),
        ("Norland never agreed to share the fees.", "Norland", {"accepts", "offers"}),
        ("Norland did not demand a withdrawal.", "Norland", {"demands", "rejects"}),
        ("Norland denied that it had demanded a withdrawal.", "Norland", {"demands"}),
        ("Norland did not offer to free the crews.", "Norland", {"offers", "accepts"}),
        ("Norland would accept the cap if Sudmark left the strip.", "Norland", {"accepts"}),
        ("Norland could accept the cap.", "Norland", {"accepts", "rejects"}),
        ("If Norland accepts the cap, the talks will go on.", "Norland", {"accepts"}),
        ("It is unclear whether Norland rejects the cap.", "Norland", {"rejects", "accepts"}),
        ("Sudmark wants Norland to accept the cap.", "Norland", {"accepts", "demands"}),
        ("Sudmark urged Norland to withdraw its objections to the cap.", "Norland", {"accepts"}),
        ("Norland declined to comment on the cap.", "Norland", {"rejects", "accepts"}),
        ("Will Norland accept the cap?", "Norland", {"accepts"}),
        ("Norland is not opposed to the cap.", "Norland", {"rejects", "demands"}),
        ("Norland failed to agree to the cap.", "Norland", {"accepts", "offers"}),
        ("Norland was not ready to free the crews.", "Norland", {"offers", "accepts"}),
        ("Norland had no objection to the cap.", "Norland", {"rejects"}),
        ("Norland dropped its demand for a withdrawal.", "Norland", {"demands"}),
        ("Norland withdrew its offer to free the crews.", "Norland", {"offers", "accepts"}),
    ],
)
def test_a_stance_is_never_turned_round(
    read: Read, sentence: str, actor: str, never: set[str]
) -> None:
    found = {stance for who, stance in stances(read, sentence) if who == actor}
    assert not found & never


@pytest.mark.parametrize(
    ("sentence", "stance", "condition"),
    [
        (
            "Norland would accept the cap if Sudmark left the strip.",
            "conditionally_accepts",
            "if Sudmark left the strip",
        ),
        (
            "Norland will not withdraw from the strip unless Sudmark frees the crews.",
            "conditionally_accepts",
            "unless Sudmark frees the crews",
        ),
        (
            "Norland offered to free the crews in exchange for the port.",
            "offers",
            "in exchange for the port",
        ),
        (
            "Norland agreed to free the crews on condition that Sudmark reopened the canal.",
            "conditionally_accepts",
            "on condition that Sudmark reopened the canal",
        ),
        (
            "Norland would accept the cap in the event of a lasting truce.",
            "conditionally_accepts",
            "in the event of a lasting truce",
        ),
        (
            "Norland would accept the cap under a future treaty.",
            "conditionally_accepts",
            "under a future treaty",
        ),
        (
            "Norland is ready to share the fees, but Sudmark must leave the strip.",
            "offers",
            "Sudmark must leave the strip",
        ),
        (
            "Norland rejected any cap without a share of the fees.",
            "rejects",
            "without a share of the fees",
        ),
    ],
)
def test_a_condition_stays_with_its_stance(
    read: Read, sentence: str, stance: str, condition: str
) -> None:
    found = [p for p in read(OPENING + sentence).of(Position) if p.actor == "Norland"]
    assert [(p.stance, p.condition) for p in found] == [(stance, condition)]


def test_a_condition_that_one_rejects_is_what_the_other_demands(read: Read) -> None:
    reading = read(
        OPENING + "What stalls them is Norland's demand for Sudmark to leave the strip, "
        "a condition Sudmark has long rejected."
    )
    found = {p.actor: p for p in reading.of(Position)}
    assert found["Norland"].stance == "demands"
    assert found["Sudmark"].stance == "rejects"
    assert found["Sudmark"].firmness == "long"
    assert found["Sudmark"].proposition == found["Norland"].proposition


def test_a_refusal_to_comment_is_no_position(read: Read) -> None:
    assert read(OPENING + "Norland refused to discuss the cap.").of(Position) == ()


@pytest.mark.parametrize(
    "sentence",
    [
        "An official of Norland, who asked not to be named, was in a hurry.",
        "Norland needs something to show for the winter.",
        "Norland used force against Sudmark.",
        "Norland wants to reach a deal.",
        "Norland was close to signing a pact with Sudmark.",
        "Norland rejected reports that it had accepted the cap.",
    ],
)
def test_what_only_looks_like_a_stance_is_none(read: Read, sentence: str) -> None:
    assert stances(read, sentence) == set()


def test_what_somebody_is_blamed_for_is_not_the_one_who_blames(read: Read) -> None:
    found = stances(read, "Norland blamed Sudmark for rejecting the cap.")
    assert ("Norland", "rejects") not in found


@pytest.mark.parametrize(
    ("sentence", "actor", "stance"),
    [
        ("A splinter group of coffee growers rejected the cap.", "splinter group", "rejects"),
        ("Leaders of coastal states called for monitors on the strip.", "Leaders", "demands"),
        ("Several boatmakers rejected the cap on output.", "Several boatmakers", "rejects"),
        ("Norland and other producers rejected the cap.", "other producers", "rejects"),
        ("Norland and other producers rejected the cap.", "Norland", "rejects"),
    ],
)
def test_a_group_without_a_name_holds_a_stance_under_its_words(
    read: Read, sentence: str, actor: str, stance: str
) -> None:
    assert any(who.startswith(actor) and s == stance for who, s in stances(read, sentence))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Norland has signalled that it was prepared to free the crews.", ("Norland", "offers")),
        ("Norland has made clear that crews must obtain a licence.", ("Norland", "demands")),
        (
            "Norland has said the strip should be shared and rejects any cap on output.",
            ("Norland", "rejects"),
        ),
        (
            "The delegations from Norland and Sudmark agreed to an exchange of crews.",
            ("Sudmark", "accepts"),
        ),
        ("Norland's plan calls for Sudmark to leave the strip.", ("Norland", "proposes")),
        (
            "Norland's plan is long. The plan calls for a joint authority at the port.",
            ("Norland", "proposes"),
        ),
        ("Norland refused to back down from its claim to the strip.", ("Norland", "rejects")),
        ("Norland seeks to secure a share of the fees.", ("Norland", "demands")),
        ("Norland insisted on sharing the transit fees.", ("Norland", "demands")),
    ],
)
def test_whose_stance_it_is_where_the_subject_has_no_name(
    read: Read, sentence: str, expected: tuple[str, str]
) -> None:
    assert expected in stances(read, sentence)


@pytest.mark.parametrize(
    ("sentence", "never"),
    [
        ("These companies rejected the cap.", "rejects"),
        ("Norland and Sudmark have not reached a deal on the port.", "rejects"),
        ("Norland wants to thank the crews.", "demands"),
        ("Norland suggested that it may keep the port.", "proposes"),
        ("Firms that signed a deal with the port are few.", "accepts"),
        ('"We need to be patient with the miners," Norland said.', "demands"),
        ("Norland seeks to calm the crews.", "demands"),
        ("Norland's plan and Sudmark's plan differ. The plan calls for monitors.", "proposes"),
    ],
)
def test_what_nobody_known_holds_is_no_stance(read: Read, sentence: str, never: str) -> None:
    assert never not in {stance for _, stance in stances(read, sentence)}


@pytest.mark.parametrize(
    "sentence",
    [
        "Norland accepted the cap as soon as possible.",
        "Norland accepted the cap, an official said on condition of anonymity.",
        "Norland accepted the cap, which is subject to tariffs of the canal.",
        "Norland accepted the cap after Sudmark failed to leave the strip.",
        "Asked by reporters if the port was shut, the envoy said Norland accepted the cap.",
    ],
)
def test_what_only_looks_like_a_condition_is_none(read: Read, sentence: str) -> None:
    found = [p for p in read(OPENING + sentence).of(Position) if p.actor == "Norland"]
    assert [(p.stance, p.condition) for p in found] == [("accepts", None)]


def test_a_condition_in_front_is_quoted_with_its_first_word(read: Read) -> None:
    reading = read(OPENING + "If Sudmark leaves the strip, Norland will free the crews.")
    found = next(p for p in reading.of(Position) if p.actor == "Norland")
    assert found.main.text.startswith("If Sudmark leaves the strip")


@pytest.mark.parametrize(
    ("sentence", "voice"),
    [
        ("Ada Brandt urged Sudmark to leave the strip.", "own"),
        ("Ada Brandt called for monitors on the strip.", "own"),
        ("Ada Brandt agreed to share the transit fees.", "narrator"),
        ("Ada Brandt rejected the cap on output.", "narrator"),
        ("Ada Brandt wants Sudmark to leave the strip.", "narrator"),
    ],
)
def test_who_speaks_is_heard_and_who_acts_is_told_of(
    read: Read, sentence: str, voice: str
) -> None:
    opening = "Norland's foreign minister, Ada Brandt, met Sudmark's envoys on Monday. "
    found = [p for p in read(opening + sentence).of(Position) if p.actor == "Norland"]
    assert [p.voice for p in found] == [voice]
    assert (found[0].reported_by == "Ada Brandt") == (voice == "own")


def test_an_institute_that_only_watches_holds_no_stance(read: Read) -> None:
    reading = read(
        OPENING + "Ida Holm, an analyst at the Brage Institute, said the Brage Institute "
        "demanded a full withdrawal."
    )
    assert "Brage Institute" not in {p.actor for p in reading.of(Position)}


@pytest.mark.parametrize(
    ("sentence", "issue"),
    [
        ("“We will not sell our nights,” Ada Brandt said.", "sell our nights"),
        ("“We are not going to extend the contract,” Ada Brandt said.", "extend the contract"),
        ("Norland will never reopen the border road.", "reopen the border road"),
    ],
)
def test_what_a_party_will_not_do_it_rejects(read: Read, sentence: str, issue: str) -> None:
    opening = "Norland's foreign minister, Ada Brandt, met Sudmark's envoys on Monday. "
    found = {(p.actor, p.stance, p.issue) for p in read(opening + sentence).of(Position)}
    assert ("Norland", "rejects", issue) in found


@pytest.mark.parametrize(
    "sentence",
    [
        "“We will not rest,” Ada Brandt said.",
        "“We will not stop,” Ada Brandt said.",
        "“We will not comment on the talks,” Ada Brandt said.",
        "Norland and Sudmark have not signed the accord.",
    ],
)
def test_what_is_nothing_to_negotiate_is_no_refusal(read: Read, sentence: str) -> None:
    opening = "Norland's foreign minister, Ada Brandt, met Sudmark's envoys on Monday. "
    assert not [p for p in read(opening + sentence).of(Position) if p.stance == "rejects"]


def test_each_who_signs_accepts_whoever_the_sentence_begins_with(read: Read) -> None:
    for sentence in (
        "The Brage accord was signed by Norland and Sudmark on Monday.",
        "Norland signed an accord with Sudmark on Monday.",
    ):
        found = {(p.actor, p.stance) for p in read(OPENING + sentence).of(Position)}
        assert {("Norland", "accepts"), ("Sudmark", "accepts")} <= found


def test_a_stance_is_never_on_the_word_that_tells_of_it(read: Read) -> None:
    reading = read(OPENING + "Norland rejected, its envoy said, said Ada Brandt. It denied it.")
    issues = {p.issue for p in reading.of(Position)}
    assert not issues & {"said", "said Ada Brandt", "denied", "denied it"}


@pytest.mark.parametrize(
    ("sentence", "issue"),
    [
        ("Norland rejected any change to the night rota.", "any change to the night rota"),
        ("Norland ruled out a return to the old border.", "a return to the old border"),
    ],
)
def test_what_a_change_is_to_belongs_to_the_change(read: Read, sentence: str, issue: str) -> None:
    assert [p.issue for p in read(sentence).of(Position)] == [issue]


def test_their_union_is_the_one_that_the_text_names(read: Read) -> None:
    told = "Tram drivers have turned down the offer, their union said, and it demanded 7 percent. "
    named = read(f"{told}Berit Aas leads the Tram Workers' Union of Lindmark.")
    assert "their union" not in {p.actor for p in named.of(Position)}
    told = "Their union demanded 7 percent. "
    named = read(f"{told}Berit Aas is president of the Tram Workers' Union.")
    assert {p.actor for p in named.of(Position)} == {"Tram Workers' Union"}
    assert not read(f"{told}Rain fell.").of(Position)


@pytest.mark.parametrize(
    ("text", "who"),
    [
        (
            "The foreign ministers of Norland and Sudmark met in Vell. It rained all day. "
            "The ministers agreed to open the strait.",
            {"Norland", "Sudmark"},
        ),
        ("The ministers agreed to open the strait.", {"ministers"}),
    ],
)
def test_the_ministers_are_those_of_whom_it_was_told(read: Read, text: str, who: set[str]) -> None:
    assert {p.actor for p in read(text).of(Position)} == who


@pytest.mark.parametrize(
    ("teller", "voice"),
    [
        ("The mediator, Ida Roth,", "mediator"),
        ("The former mediator, Ida Roth,", "counterpart"),
        ("Ida Roth, an ex-mediator in the dispute,", "counterpart"),
    ],
)
def test_who_mediated_once_is_no_mediator(read: Read, teller: str, voice: str) -> None:
    (found,) = read(f"{teller} said that Norland accepts the plan.").of(Position)
    assert (found.actor, found.reported_by, found.voice) == ("Norland", "Ida Roth", voice)


@pytest.mark.parametrize(
    ("text", "issue"),
    [
        ("Norland demands a vote. Sudmark rejected that demand.", "a vote"),
        ("Norland will not pay the toll. Sudmark rejected that demand.", "demand"),
        (
            "Norland will not pay while the gates are shut. Sudmark rejected that condition.",
            "condition",
        ),
    ],
)
def test_a_demand_or_a_condition_is_no_other_stance(read: Read, text: str, issue: str) -> None:
    found = [p.issue for p in read(text).of(Position) if p.actor == "Sudmark"]
    assert found == [issue]
