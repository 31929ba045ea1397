"""Accounts told in plain words: what was owed was done, was not, or stayed as it was."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from detente.model.claims import Compliance, Reading
from tests.readings.background import BEHIND, WHOEVER

Read = Callable[..., Reading]
PACT = (
    "Under the pact Kestland is to lift its ban on salt by 1 March, free 44 prisoners and scrap "
    "the bridge fee. Torvania agreed in May to remove its roadblocks and to reopen the port.\n\n"
)


@pytest.mark.parametrize(
    ("text", "by", "act", "told_by"),
    [
        ("Kestland has not lifted the ban on salt.", "Kestland", "delayed", "narrator"),
        ("Kestland has not lifted the ban on salt, Torvania said.", "Kestland", "delayed",
         "Torvania"),
        ("Kestland ended its ban on Sunday, a day early.", "Kestland", "fulfilled", "narrator"),
        ("Kestland released 44 prisoners on Sunday.", "Kestland", "fulfilled", "narrator"),
        ("Kestland freed only 30 prisoners.", "Kestland", "delayed", "narrator"),
        ("The prisoners have not been freed.", "Kestland", "delayed", "narrator"),
        ("The fee continues to be charged, drivers said.", "Kestland", "delayed",
         "unnamed: drivers"),
        ("Torvania cleared the roadblocks on Sunday.", "Torvania", "fulfilled", "narrator"),
        ("One of the roadblocks is still in place.", "Torvania", "delayed", "narrator"),
        ("The port is still closed.", "Torvania", "delayed", "narrator"),
        ("No prisoners have been freed.", "Kestland", "delayed", "narrator"),
        ("Kestland has freed no prisoners.", "Kestland", "delayed", "narrator"),
        ("Kestland fell short of its pledge.", "Kestland", "delayed", "narrator"),
        ("Kestland went back on its word.", "Kestland", "violated", "narrator"),
        ("The port of Vell reopened on Sunday.", "Torvania", "fulfilled", "narrator"),
        ("The ban on salt is still on.", "Kestland", "delayed", "narrator"),
        ("The roadblocks are still there.", "Torvania", "delayed", "narrator"),
    ],
)  # fmt: skip
def test_what_is_owed_on_the_page_is_told_of_without_naming_the_text(
    read: Read, text: str, by: str, act: str, told_by: str
) -> None:
    (found,) = read(PACT + text + BEHIND).of(Compliance)
    assert (found.by, found.act, found.told_by) == (by, act, told_by)


@pytest.mark.parametrize(
    "text",
    [
        "Kestland will lift its ban on salt in May.",
        "Kestland wants to lift the ban.",
        "If Kestland frees the prisoners, Torvania will be glad.",
        "Kestland should free the prisoners.",
        "Kestland released 30 prisoners.",
        "Kestland released a statement on the prisoners.",
        "Kestland released a prisoner.",
        "Kestland has released 12 of the 44 prisoners.",
        "Kestland refused to comment.",
        "Kestland may refuse to free the prisoners.",
        "Kestland released the first prisoners.",
        "Kestland freed some of the prisoners.",
        "Torvania cleared one of the roadblocks.",
        "Torvania has not lifted its ban on beef.",
        "Norland freed 44 prisoners.",
        "Kestland lifted its ban on salt in May 2025.",
        "Has Kestland lifted the ban on salt?",
        "Kestland denied that the ban on salt was still in place.",
        "The office is still closed.",
        "Torvania opened a new port in the north.",
        "A port on the lake is still closed for the winter.",
        "Torvania reopened on Sunday at the port.",
        "The ban on salt remained popular on Sunday.",
        "The talks continue.",
    ],
)
def test_a_plan_a_part_or_another_thing_is_no_account(read: Read, text: str) -> None:
    assert read(PACT + text + BEHIND).of(Compliance) == ()


@pytest.mark.parametrize(
    ("text", "by", "act"),
    [
        ("The coast road remained closed on Friday, three days after the date set in the truce.",
         WHOEVER, "delayed"),
        ("The coast road stayed shut, two weeks past the agreed deadline.", WHOEVER, "delayed"),
        ("The road had not reopened by Friday, three days after the date set in the truce.",
         WHOEVER, "delayed"),
        ("The road was yet to open on Friday, three days after the truce deadline.", WHOEVER,
         "delayed"),
        ("The crossing has stayed shut since Sunday despite the accord.", WHOEVER, "delayed"),
        ("Kestland's guns remained in the valley on Friday, five days past the truce deadline.",
         "Kestland", "delayed"),
        ("Kestland and Torvania signed a truce. Kestland's troops were still in Dorn on Friday, a "
         "week after the deadline.", "Kestland", "delayed"),
        ("Kestland has not paid, two weeks after the deadline in the accord.", "Kestland",
         "delayed"),
        ("The deadline passed on Sunday without Kestland freeing the men.", "Kestland", "delayed"),
        ("Kestland let Sunday's deadline for freeing the men pass.", "Kestland", "delayed"),
        ("Kestland kept hold of the airfield, contrary to the accord.", "Kestland", "violated"),
        ("Kestland's trawlers caught 400 tonnes more than the pact allows.", "Kestland",
         "violated"),
        ("The pact was renewed in May. Kestland exceeded its quota.", "Kestland", "violated"),
        ("Kestland refused to free the men as the accord requires.", "Kestland", "delayed"),
        ("Kestland ignored the deadline set in the accord.", "Kestland", "violated"),
        ("Drivers are still waiting for the pay that Kestland promised them.", "Kestland",
         "delayed"),
        ("Drivers have not received the pay that Kestland promised them.", "Kestland", "delayed"),
    ],
)  # fmt: skip
def test_what_stayed_or_was_overrun_is_told_though_nothing_says_late(
    read: Read, text: str, by: str, act: str
) -> None:
    (found,) = read(text + BEHIND).of(Compliance)
    assert (found.by, found.act, found.told_by) == (by, act, "narrator")


@pytest.mark.parametrize(
    "text",
    [
        "The coast road remained closed on Friday, three days after the storm.",
        "The coast road may remain closed after the date set in the truce.",
        "The lane is still closed despite a truce between Kestland and Torvania.",
        "The deadline passed without a deal.",
        "Kestland fears that the deadline will pass without Torvania freeing the men.",
        "Kestland let the deadline for an agreement pass.",
        "If Kestland exceeds its quota, the pact is void.",
        "The lake exceeded its limit.",
        "Drivers are waiting for the bus.",
        "Drivers have received the pay that Kestland announced.",
    ],
)
def test_what_was_not_owed_by_a_text_is_not_told_of(read: Read, text: str) -> None:
    assert read(text + BEHIND).of(Compliance) == ()


@pytest.mark.parametrize(
    ("text", "told"),
    [("Its guns remain in the hills.", True), ("The guns remained famous on Sunday.", False)],
)
def test_guns_that_were_to_go_and_stand_at_a_place_have_not_gone(
    read: Read, text: str, *, told: bool
) -> None:
    pact = "Under the pact Kestland is to withdraw its guns from the hills.\n\n"
    found = read(pact + text + BEHIND).of(Compliance)
    assert [(c.by, c.act) for c in found] == [("Kestland", "delayed")] * told


def test_who_has_no_name_denies_for_its_party(read: Read) -> None:
    (found,) = read(
        "Kestland's defence ministry denied that it was in breach of the truce." + BEHIND
    ).of(Compliance)
    assert (found.by, found.told_by, len(found.denied_by)) == ("Kestland", None, 1)


def test_his_side_is_the_speakers(read: Read) -> None:
    (found,) = read(
        PACT + "Torvania's governor said that his side had cleared the roadblocks." + BEHIND
    ).of(Compliance)
    assert (found.by, found.act) == ("Torvania", "fulfilled")


@pytest.mark.parametrize(
    ("text", "commitment"),
    [
        ("Kestland has not lifted the ban on salt.", "lift its ban on salt by 1 March"),
        ("The fee is still in force.", "scrap the bridge fee"),
        ("Torvania completed the reopening on Sunday.", None),
    ],
)
def test_the_account_is_of_the_words_of_what_is_owed(
    read: Read, text: str, commitment: str | None
) -> None:
    found = read(PACT + text + BEHIND).of(Compliance)
    assert [one.commitment for one in found] == ([commitment] if commitment else [])


def test_a_noun_of_the_deed_names_what_is_owed(read: Read) -> None:
    found = read(
        "Under the truce Kestland is to pull its guns back by 1 March. Kestland completed its "
        "pullback on Sunday." + BEHIND
    ).of(Compliance)
    assert [(one.commitment, one.act) for one in found] == [
        ("pull its guns back by 1 March", "fulfilled")
    ]


def test_what_is_overdue_is_of_who_owes_it_on_the_page(read: Read) -> None:
    found = read(
        "Kestland agreed in the settlement to pay arrears of 3 million crowns by 1 March. The "
        "arrears remain unpaid." + BEHIND
    ).of(Compliance)
    assert [(one.by, one.act) for one in found] == [("Kestland", "delayed")]


@pytest.mark.parametrize(
    ("paid", "acts"),
    [
        ("Kestland paid 3 million crowns on Sunday.", ["fulfilled"]),
        ("Kestland paid 1 million crowns on Sunday.", []),
        ("Kestland paid only 1 million crowns.", ["delayed"]),
    ],
)
def test_less_than_was_owed_is_no_fulfilment(read: Read, paid: str, acts: list[str]) -> None:
    owed = "Under the pact Kestland is to pay 3 million crowns by 1 May. "
    found = read(owed + paid + BEHIND).of(Compliance)
    assert [one.act for one in found] == acts


def test_an_instalment_is_not_all_that_is_owed(read: Read) -> None:
    (found,) = read(
        "Under the pact Kestland is to pay a further 3 million crowns by 1 May. Kestland paid the "
        "first instalment on Sunday." + BEHIND
    ).of(Compliance)
    assert found.commitment == "the first instalment"


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Observers confirmed the withdrawal.", "fulfilled"),
        ("Monitors verified that all guns had been withdrawn.", "fulfilled"),
        ("The mission confirmed that Kestland had not withdrawn its guns.", "delayed"),
    ],
)
def test_what_a_monitor_confirms_is_its_finding(read: Read, text: str, act: str) -> None:
    truce = "Under the truce Kestland is to withdraw its guns by 1 March. "
    (found,) = read(truce + text + BEHIND).of(Compliance)
    assert (found.by, found.act, found.finding) == ("Kestland", act, "confirmed")
    assert found.monitor is not None
    assert found.told_by == found.monitor


@pytest.mark.parametrize(
    "text",
    [
        "Monitors are to confirm the withdrawal.",
        "The mission confirmed that Kestland would withdraw its guns.",
        "If monitors confirm the withdrawal, aid will flow.",
        "Monitors did not confirm the withdrawal.",
        "The mission confirmed the date of the withdrawal.",
    ],
)
def test_what_is_still_to_be_confirmed_is_no_finding(read: Read, text: str) -> None:
    truce = "Under the truce Kestland is to withdraw its guns by 1 March. "
    found = read(truce + text + BEHIND).of(Compliance)
    assert [one for one in found if one.finding == "confirmed"] == []


def test_nobody_is_said_to_break_a_text_by_hearing_of_it(read: Read) -> None:
    found = read(
        "Kestland said that it had received 600 complaints that shops were charging fees, in "
        "violation of the settlement." + BEHIND
    ).of(Compliance)
    assert [one.by for one in found if one.by == "Kestland"] == []


@pytest.mark.parametrize(
    ("text", "tellers"),
    [
        ("Kestland has still not suspended the tariff, and blamed the registry.", ["narrator"]),
        ("Kestland has not suspended the tariff and blames the weather.", ["narrator"]),
        ("Kestland has not suspended the tariff, Torvania charged.", ["Torvania"]),
        ("Torvania blamed Kestland, which has not suspended the tariff.", []),
    ],
)
def test_whoever_blames_others_for_it_is_not_charged_by_them(
    read: Read, text: str, tellers: list[str]
) -> None:
    pact = "Under the pact Kestland was to suspend its tariff on steel by 1 March. "
    found = read(pact + text + BEHIND).of(Compliance)
    assert [c.told_by for c in found if c.act == "delayed"] == tellers


@pytest.mark.parametrize(
    ("text", "by", "act"),
    [
        ("Kestland says it has handed over its maps.", ["Kestland"], "fulfilled"),
        ("Torvania has not handed over its maps.", ["Torvania"], "delayed"),
        ("Both sides have exchanged the maps.", ["Kestland", "Torvania"], "fulfilled"),
        ("The maps have not been exchanged.", ["Kestland", "Torvania"], "delayed"),
    ],
)
def test_of_what_two_owe_each_does_its_own_part(
    read: Read, text: str, by: list[str], act: str
) -> None:
    pact = "Kestland and Torvania signed a pact. Under the pact both sides are to exchange maps. "
    found = read(pact + text + BEHIND).of(Compliance)
    assert sorted(one.by for one in found) == by
    assert {one.act for one in found} == {act}
