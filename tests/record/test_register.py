"""Where positions belong: what is one proposition, what is one issue, what waits in the tray."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.record.fragments import EVENT, PREDICATE, TURN, why_fragment
from detente.record.frames import Frame, agreement
from detente.record.phrases import frame
from detente.record.register import Desk, Placement, Register, Topic, Wording
from detente.record.starters import STARTERS, starters

VOCABULARY = """
all forces leave the harbour strip monitors before vote Norland pay arrears of in to it not fee
lift suspend toll talks by 30 June yes without weapons , for said remarks out go against
"""
WORDS = st.sampled_from(VOCABULARY.split())
WORDINGS = st.lists(WORDS, min_size=1, max_size=8).map(" ".join)


def register() -> Register:
    return Register(Desk(), starters())


def place(one: Register, text: str, field: str | None = "peace") -> Placement:
    return one.place(Wording(text, text, field))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("all Norlandic forces leave the strip", "a complete withdrawal from the strip"),
        ("pull its soldiers out of the strip", "the withdrawal of forces from the Amber Strip"),
        ("every foreign soldier out of the strip", "the withdrawal"),
        ("observers in the strip", "the stationing of foreign monitors in the strip"),
        ("pay its arrears", "the payment of the arrears"),
        ("repay the arrears to Amber Gas", "settle the arrears"),
        ("free all prisoners", "the release of every captive"),
        ("an election before the withdrawal", "a vote before its forces go"),
        ("suspend the toll", "a pause of the toll"),
        ("a withdrawal by 30 June", "a complete withdrawal by June 30"),
        ("lower tariffs on steel", "a reduction of the steel duties"),
        ("monitors in the strip, armed or unarmed", "unarmed monitors of the Harbour League"),
        ("insists on an election before its forces go", "a vote before the withdrawal"),
        ("a truce", "an immediate ceasefire along the river"),
    ],
)
def test_words_of_one_sense_are_one_proposition(one: str, other: str) -> None:
    held = register()
    first, second = place(held, one), place(held, other)
    assert first.proposition is not None
    assert second.proposition == first.proposition
    assert second.reason.startswith("agrees with it in ")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("forces leave the strip", "forces stay in the strip"),
        ("forces leave the strip", "no forces leave the strip"),
        ("open the strait", "close the strait"),
        ("raise the tariffs on steel", "cut the tariffs on steel"),
        ("the toll", "an end to the toll"),
        ("the blockade", "lift the blockade"),
        ("armed monitors", "unarmed monitors"),
        ("a vote before the withdrawal", "a withdrawal before the vote"),
        ("release the prisoners", "release the hostages"),
        ("Norland releases the prisoners", "Sudmark releases the prisoners"),
        ("monitors in the Amber Strip", "monitors in the Birch Valley"),
        ("phase out coal", "the phase-down of coal"),
        ("payment for the monitors", "payment of the arrears"),
        ("a transit toll", "a landing toll"),
        ("any toll", "any toll above the old one"),
        ("accept any lease", "any lease longer than nine years"),
        ("a map of the reef", "a map of the reef that leaves out the wrecks"),
        ("lease which covers the quay", "lease"),
        ("the toll", "the toll in its present form"),
        ("the toll", "the toll as it stands"),
        ("sell the quay", "sell the quay at that price"),
        ("the return of the boats", "the return of the boats before 2033"),
    ],
)
def test_what_asks_for_something_else_is_another_proposition(one: str, other: str) -> None:
    held = register()
    first, second = place(held, one), place(held, other)
    assert None not in (first.proposition, second.proposition)
    assert second.proposition != first.proposition


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a withdrawal within 90 days", "a withdrawal by 30 June"),
        ("the arrears of 640 million crowns", "pay the arrears in instalments"),
        ("monitors without weapons", "send 180 monitors to the strip"),
        ("a joint authority for Port Amber", "the chairmanship of the joint authority"),
        ("the sale of the dye works", "the dye works for ten years"),
    ],
)
def test_numbers_dates_and_manners_make_variants_under_one_issue(one: str, other: str) -> None:
    held = register()
    first, second = place(held, one), place(held, other)
    assert first.issue is not None
    assert second.issue == first.issue
    assert second.proposition != first.proposition


@pytest.mark.parametrize(
    "text",
    [
        "somebody to say yes",
        "the remarks",
        "a threat",
        "both sides to keep calm",
        "pay them",
        "lift it",
        "them to come",
        "said Norland would think about it",
        "three of the points",
        "a new date",
        "finished by 30 June",
        "calls from Channel 5",
        "the proposal on the table",
        "640 million crowns",
    ],
)
def test_what_names_nothing_negotiable_waits_in_the_tray(text: str) -> None:
    found = place(register(), text)
    assert (found.proposition, found.issue) == (None, None)
    assert found.reason in ("names nothing specific", "refers to what is named elsewhere")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("is unlikely to reopen the harbour.”", PREDICATE),
        ("be possible only with the mines gone", PREDICATE),
        ("Ask me on Wednesday about the harbour", TURN),
        ("Let me say a word on the tariff", TURN),
        ("our pilots are being held in a customs shed", EVENT),
        ("the toll was doubled in May", EVENT),
        ("the end of the toll was declared", EVENT),
        ("Norland has blocked the grain ships", EVENT),
    ],
)
def test_a_piece_of_a_sentence_begins_no_issue(text: str, why: str) -> None:
    found = place(register(), text)
    assert (found.proposition, found.issue, found.reason) == (None, None, why)


@pytest.mark.parametrize(
    "text",
    [
        "the grain tariff is halved",
        "the dam that Norland is building",
        "the dam Norland is building",
        "the dam the neighbours are building",
        "Norland leaves the strip",
        "Let the grain ships sail",
        "a truce was to be signed before the harbour opens",
        "the fee is binding on all ports",
        "have a navy",
    ],
)
def test_what_is_wanted_is_no_piece(text: str) -> None:
    assert why_fragment(text) is None


@pytest.mark.parametrize(
    "text", ["patrol vessels", "an accord on patrol vessels", "a deal on new patrol boats"]
)
def test_what_a_pact_is_on_is_a_thing_with_what_tells_it_apart(text: str) -> None:
    held = register()
    placed = held.place(Wording(text, text, "peace"))
    names = {issue.id: issue.name for issue in held.issues()}
    assert names[placed.issue or ""] == "Passage and waterways"


def test_the_thing_decides_the_issue_before_the_place_and_the_deed() -> None:
    held = register()
    vote = place(held, "a vote in the strip before the last soldier leaves")
    crew = place(held, "the release of the trawler")
    deed = place(held, "pay at the point of a gun")
    names = {issue.id: issue.name for issue in held.issues()}
    assert names[deed.issue or ""] == "Debts"
    assert names[vote.issue or ""] == "Elections"
    assert names[crew.issue or ""] == "the release of the trawler"


def test_a_proper_name_does_not_point_to_a_starter_issue() -> None:
    held = register()
    found = place(held, "Port Amber under its flag")
    assert [i.name for i in held.issues() if i.id == found.issue] == ["Port Amber under its flag"]


def test_to_land_fish_is_about_no_land() -> None:
    held = register()
    fish = place(held, "stop landing undersized fish")
    land = place(held, "cede the land in the north")
    names = {issue.id: issue.name for issue in held.issues()}
    assert names[fish.issue or ""] == "stop landing undersized fish"
    assert names[land.issue or ""] == "Territory"


def test_a_report_that_fits_no_set_takes_that_of_the_record() -> None:
    alone, within = register(), register()
    assert place(alone, "the arrears", None).reason == "a new issue, named as in the report"
    place(within, "a ceasefire")
    assert place(within, "the arrears", None).reason == "Debts: the words debt"


def test_the_issues_of_the_desk_go_first() -> None:
    own = Topic(id="i-own", name="Tolls", keywords=frozenset({"toll"}))
    held = Register(Desk(topics=(own,)), starters())
    assert place(held, "an end to the toll").issue == "i-own"


def test_a_proposition_is_named_by_its_fullest_clear_wording() -> None:
    held = register()
    place(held, "monitors")
    place(held, "unarmed monitors of the Harbour League in the strip")
    place(held, "monitors in the strip, an idea that he called a plot of the northern papers")
    (issue,) = held.issues()
    assert [p.text for p in issue.propositions] == [
        "unarmed monitors of the Harbour League in the strip"
    ]


def test_a_wording_must_agree_with_every_wording_of_a_proposition() -> None:
    held = register()
    toll = place(held, "a toll")
    transit = place(held, "a transit toll")
    landing = place(held, "a landing toll")
    assert transit.proposition == toll.proposition
    assert landing.proposition != toll.proposition
    assert landing.issue == toll.issue


@given(WORDINGS, WORDINGS)
def test_agreement_is_mutual_and_whole_with_itself(one: str, other: str) -> None:
    mine, theirs = frame(one), frame(other)
    assert agreement(mine, theirs) == agreement(theirs, mine)
    assert 0 <= agreement(mine, theirs) <= 1
    if mine.is_specific and (mine.actions or mine.heads):
        assert agreement(mine, mine) == 1.0


@given(WORDINGS, WORDINGS)
def test_a_negation_is_never_overlooked(one: str, other: str) -> None:
    mine, theirs = frame(one), frame(other)
    if mine.negated != theirs.negated:
        assert agreement(mine, theirs) == 0.0


@given(st.lists(WORDINGS, max_size=8))
def test_an_earlier_day_is_the_beginning_of_a_later_one(texts: list[str]) -> None:
    early, late = register(), register()
    first = [place(early, text) for text in texts[:4]]
    assert [place(late, text) for text in texts][:4] == first


@given(st.text(alphabet=string.printable + "éß“”’–", max_size=60))
def test_any_text_has_a_frame(text: str) -> None:
    assert place(register(), text).score <= 1.0


def test_every_starter_set_has_names_of_its_own() -> None:
    for name in STARTERS:
        topics = starters()[name]
        assert len({topic.name for topic in topics}) == len(topics)
        assert all(topic.keywords and topic.definition for topic in topics)


class Every(Register):
    """A register that compares a wording with every proposition."""

    def _candidates(self, found: Frame) -> set[int]:
        return set(range(len(self._leaders)))


@given(st.lists(WORDINGS, min_size=2, max_size=8))
def test_a_wording_is_compared_with_all_that_it_can_agree_with(texts: list[str]) -> None:
    few, every = register(), Every(Desk(), starters())
    for text in texts:
        found = frame(text)
        if found.heads or found.actions or found.gives:  # else nothing is in common
            assert place(few, text) == place(every, text)
