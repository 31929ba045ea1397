"""What is owed by what was agreed: by whom, by when, in which text."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from detente.model.claims import Commitment, Reading
from tests.readings.background import BEHIND

Read = Callable[..., Reading]


@pytest.mark.parametrize(
    ("text", "by", "what", "agreement"),
    [
        ("Under the Port accord Torvania is to free 120 prisoners by 1 June.", "Torvania",
         "free 120 prisoners by 1 June", "Port accord"),
        ("The agreement requires Kestland to open the road within ten days.", "Kestland",
         "open the road within ten days", "agreement"),
        ("The accord calls for Torvania to withdraw from the hills.", "Torvania",
         "withdraw from the hills", "accord"),
        ("Kestland agreed to pay 3 million crowns.", "Kestland", "pay 3 million crowns", None),
        ("Kestland agreed not to build the dam.", "Kestland", "not to build the dam", None),
        ("Torvania cheered when Kestland agreed to a truce.", "Kestland", "a truce", None),
        ("The accord commits Kestland to a truce.", "Kestland", "a truce", "accord"),
        ("Kestland signed a pact pledging troops.", "Kestland", "troops", "pact"),
        ("Kestland broke an agreement to free 40 men.", "Kestland", "free 40 men", "agreement"),
        ("The accord calls for Kestland's withdrawal from the hills.", "Kestland",
         "Kestland's withdrawal from the hills", "accord"),
        ("Under the pact Kestland has until May 3 to open the road.", "Kestland",
         "open the road", "pact"),
        ("Article 4 obliges Kestland to open the road.", "Kestland", "open the road", None),
        ("The swap signed on Monday obliges Kestland to free 40 men.", "Kestland", "free 40 men",
         "swap"),
        ("The treaty bars Kestland from basing missiles there.", "Kestland",
         "from basing missiles there", "treaty"),
        ("The deal gives Kestland until the end of March to pay.", "Kestland", "pay", "deal"),
        ("Kestland will open the port by Sunday, as the accord stipulates.", "Kestland",
         "open the port by Sunday, as the accord stipulates", "accord"),
        ("Under the accord Kestland is supposed to open the road.", "Kestland", "open the road",
         "accord"),
        ("In return, Kestland guaranteed an amnesty.", "Kestland", "an amnesty", None),
        ("Kestland broke an undertaking to keep the mine open.", "Kestland", "keep the mine open",
         None),
        ("Kestland freed 30 of the 75 men it agreed to free.", "Kestland",
         "the 75 men it agreed to free", None),
        ("The port has not opened since the road was shut and Kestland agreed to a truce.",
         "Kestland", "a truce", None),
    ],
)  # fmt: skip
def test_who_owes_what_by_which_text(
    read: Read, text: str, by: str, what: str, agreement: str | None
) -> None:
    (found,) = read(text + BEHIND).of(Commitment)
    assert (found.by, found.what, found.agreement) == (by, what, agreement)


def test_whom_a_fee_is_owed_to_is_not_what_is_owed(read: Read) -> None:
    text = "Vesse would pay the breakup fee that Kestland owes Torvania under the contract."
    (found,) = read(text + BEHIND).of(Commitment)
    assert (found.by, found.what, found.to) == ("Kestland", "the breakup fee", ("Torvania",))


def test_by_when_it_is_due(read: Read) -> None:
    (found,) = read("Under the accord Torvania is to free 120 prisoners by 1 June." + BEHIND).of(
        Commitment
    )
    assert (str(found.days), found.date_text) == ("2031-06-01", "by 1 June")


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("Kestland agreed on Tuesday to a truce.", None),  # the day of the pledge
        ("Kestland agreed to a truce by Tuesday.", dt.date(2031, 3, 4)),
        ("Kestland agreed on Tuesday to open the port on Sunday.", dt.date(2031, 3, 9)),
    ],
)
def test_the_day_of_a_pledge_is_not_that_of_what_was_pledged(
    read: Read, text: str, due: dt.date | None
) -> None:
    (found,) = read(text + BEHIND, published=dt.date(2031, 3, 6)).of(Commitment)
    assert (found.days.start if found.days else None) == due
    assert (found.date_text is None) == (due is None)


def test_each_who_owes_has_a_claim_of_its_own(read: Read) -> None:
    found = read(
        "Kestland agreed to halt the raids in exchange for Torvania opening the road." + BEHIND
    ).of(Commitment)
    assert [(c.by, c.what.split()[0]) for c in found] == [
        ("Kestland", "halt"),
        ("Torvania", "opening"),
    ]


def test_what_goes_on_behind_a_text_is_owed_by_it_too(read: Read) -> None:
    found = read(
        "Under the accord Torvania is to leave the hills. Kestland must pay 3 million crowns by "
        "May 3." + BEHIND
    ).of(Commitment)
    assert [(c.by, c.agreement) for c in found] == [("Torvania", "accord"), ("Kestland", "accord")]


def test_what_two_will_do_by_a_text_stands_apart_with_its_own_day(read: Read) -> None:
    found = read(
        "Under the accord, Torvania will free 120 prisoners by May 3. Kestland will reopen the "
        "port of Vell by May 4 and will withdraw its ships from the bay by May 5." + BEHIND
    ).of(Commitment)
    assert [(c.by, c.what, str(c.days), c.agreement) for c in found] == [
        ("Torvania", "free 120 prisoners by May 3", "2031-05-03", "accord"),
        ("Kestland", "reopen the port of Vell by May 4", "2031-05-04", "accord"),
        ("Kestland", "withdraw its ships from the bay by May 5", "2031-05-05", "accord"),
    ]


def test_the_second_verb_of_one_sentence_is_owed_for_itself(read: Read) -> None:
    found = read(
        "Under the accord Torvania will free 120 prisoners by May 3 and will leave the valley by "
        "May 5." + BEHIND
    ).of(Commitment)
    assert [(c.by, c.what, str(c.days)) for c in found] == [
        ("Torvania", "free 120 prisoners by May 3", "2031-05-03"),
        ("Torvania", "leave the valley by May 5", "2031-05-05"),
    ]


@pytest.mark.parametrize(
    "behind",
    [
        "The ministers will meet again on Friday.",
        "Kestland will pay for the damage, its minister said.",
        "It is a short text. Kestland will reopen the port by May 4.",
        "\n\nKestland will reopen the port by May 4.",
    ],
)
def test_what_somebody_will_do_is_not_owed_for_standing_near_a_text(
    read: Read, behind: str
) -> None:
    told = "Under the accord, Torvania will free 120 prisoners by May 3. " + behind + BEHIND
    assert [c.by for c in read(told).of(Commitment)] == ["Torvania"]


def test_the_article_that_the_sentence_before_names_is_not_carried_on(read: Read) -> None:
    found = read(
        "Under Article 2 of the accord Torvania is to leave the hills. Kestland must pay 3 "
        "million crowns by May 3." + BEHIND
    ).of(Commitment)
    assert [(c.by, c.agreement, c.clause) for c in found] == [
        ("Torvania", "accord", "Article 2"),
        ("Kestland", "accord", None),
    ]


def test_clause_receiver_and_monitor_are_told(read: Read) -> None:
    (found,) = read(
        "The Accord of Bergholm is short. Under Article 7, Kestland must hand over the port to "
        "Torvania in a transfer monitored by the Littoral Council." + BEHIND
    ).of(Commitment)
    assert (found.clause, found.agreement) == ("Article 7", "Accord")
    assert (found.to, found.verified_by) == (("Torvania",), ("Littoral Council",))


@pytest.mark.parametrize(
    "text",
    [
        "Kestland must pay 3 million crowns, Torvania's chancellor, Mira Sol, said.",
        "Under the accord Kestland will benefit from lower duties.",
        "The draft treaty requires Kestland to open the road.",
        "Kestland agreed to keep talking.",
        "Torvania will leave the valley if Kestland agrees to a truce.",
        "Torvania would leave the valley if Kestland agreed to a truce.",
        "Kestland is committed to peace and to ending the war.",
        "Kestland's deal to buy the port closes in May.",
        "Under a proposed deal Torvania would free 120 prisoners.",
        "Torvania demanded that Kestland withdraw.",
        "Kestland plans to withdraw on Friday.",
        "Kestland refused to agree to free the prisoners.",
        "Kestland would agree to free the prisoners if Torvania paid.",
        "Kestland and Torvania agreed to meet again in May.",
    ],
)
def test_a_draft_a_demand_and_a_plan_are_none(read: Read, text: str) -> None:
    assert read(text + BEHIND).of(Commitment) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Kestland promised to open the road.",
        "A proposed treaty bars Kestland from basing missiles there.",
        "Kestland will open the port, as the minister demands.",
        "The road gives Kestland until the end of March to pay.",
    ],
)
def test_what_no_text_holds_anybody_to_is_not_owed(read: Read, text: str) -> None:
    assert read(text + BEHIND).of(Commitment) == ()


def test_he_of_an_official_without_a_name_is_the_party(read: Read) -> None:
    text = "The Kestlandic premier said that he had agreed to pay 3 million crowns."
    (found,) = read(text + BEHIND.replace("Kestland said so.", "")).of(Commitment)
    assert found.by == "Kestland"


def test_a_text_keeps_the_name_that_it_was_told_of_with(read: Read) -> None:
    text = (
        "Kestland and Torvania signed the Port accord on Friday. Under the accord Kestland is to "
        "open the road. Under the truce Torvania is to free 40 men."
    )
    found = read(text + BEHIND).of(Commitment)
    assert [(c.by, c.agreement) for c in found if c.agreement] == [
        ("Kestland", "Port accord"),
        ("Torvania", "truce"),
    ]


@pytest.mark.parametrize(
    ("text", "by"),
    [
        ("The eight countries agreed to cut the toll by 40 per cent.", "eight countries"),
        (
            "All 12 delegations at the conference agreed to a truce.",
            "12 delegations at the conference",
        ),
    ],
)
def test_several_that_the_report_does_not_name_owe_it_as_it_calls_them(
    read: Read, text: str, by: str
) -> None:
    (found,) = read(text).of(Commitment)
    assert found.by == by


def test_the_three_countries_are_the_three_named_together_before(read: Read) -> None:
    text = (
        "Kenya, Uganda and Rwanda met in Port Vell on Monday.\n\n"
        "The three countries agreed to halve the toll by 1 May."
    )
    assert {c.by for c in read(text).of(Commitment)} == {"Kenya", "Uganda", "Rwanda"}


def test_vague_groups_owe_nothing(read: Read) -> None:
    assert not read("The companies agreed to cut prices.").of(Commitment)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Under the 14-point text, Kestland is to free 44 men by 30 March and pull its guns back.",
         [("Kestland", "free 44 men by 30 March", "2031-03-30"),
          ("Kestland", "pull its guns back", "None")]),
        ("Under the deal, Kestland is to keep the mine open and must pay the town in May.",
         [("Kestland", "keep the mine open", "None"),
          ("Kestland", "pay the town in May", "2031-05")]),
        ("The deal requires Kestland to end the ban by 1 May, cut its duties on cars and to open "
         "its ports.",
         [("Kestland", "end the ban by 1 May", "2031-05-01"),
          ("Kestland", "cut its duties on cars", "None"),
          ("Kestland", "open its ports", "None")]),
        ("Kestland undertook in the accord to free 40 men, pay for the road and not to build a "
         "dam.",
         [("Kestland", "free 40 men", "None"), ("Kestland", "pay for the road", "None"),
          ("Kestland", "not to build a dam", "None")]),
        ("Under the pact Kestland agreed to free 40 men and Torvania to pull its guns back by "
         "May 9.",
         [("Kestland", "free 40 men", "None"),
          ("Torvania", "pull its guns back by May 9", "2031-05-09")]),
        ("Kestland and Torvania reached an accord under which Kestland would open the road and "
         "Torvania would free 40 men.",
         [("Kestland", "open the road", "None"), ("Torvania", "free 40 men", "None")]),
        ("Under the accord, Torvania is to leave the hills. Kestland also has to open its ports.",
         [("Torvania", "leave the hills", "None"), ("Kestland", "open its ports", "None")]),
        ("The accord commits Torvania to leave the hills. Kestland must open its ports by May 9.",
         [("Torvania", "leave the hills", "None"),
          ("Kestland", "open its ports by May 9", "2031-05-09")]),
        ("Kestland agreed in the settlement that ended the strike to raise pay and to pay 3 "
         "million crowns by the end of May.",
         [("Kestland", "raise pay", "None"),
          ("Kestland", "pay 3 million crowns by the end of May", "2031-05")]),
    ],
)  # fmt: skip
def test_each_verb_of_what_is_owed_stands_for_itself_with_its_own_day(
    read: Read, text: str, expected: list[tuple[str, str, str]]
) -> None:
    found = read(text + BEHIND).of(Commitment)
    assert [(c.by, c.what, str(c.days)) for c in found] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Mediators tabled a draft on Monday. Under the text, Kestland is to free 44 men.",
        "A deal under which Kestland would leave the valley is being discussed.",
        "Kestland's farmers have to open their gates at night.",
        "Under the accord Torvania might have to open its ports.",
    ],
)
def test_what_no_text_in_force_holds_anybody_to_is_not_owed(read: Read, text: str) -> None:
    assert read(text + BEHIND).of(Commitment) == ()


def test_who_is_helped_owes_nothing(read: Read) -> None:
    found = read("Kestland agreed to help Norland and Torvania to rebuild the road." + BEHIND)
    assert [c.by for c in found.of(Commitment)] == ["Kestland"]


def test_what_both_sides_owe_is_owed_by_each(read: Read) -> None:
    found = read(
        "Torvania and Kestland signed a truce on Monday. Under the truce, both sides are to leave "
        "the valley by May 9 and free their prisoners. Torvania's army is old." + BEHIND
    ).of(Commitment)
    assert {(c.by, c.what) for c in found} == {
        (by, what)
        for by in ("Kestland", "Torvania")
        for what in ("leave the valley by May 9", "free their prisoners")
    }


@pytest.mark.parametrize(
    ("published", "days"), [("2031-04-04", "2031-05"), ("2031-06-04", "2031-05")]
)
def test_a_month_by_which_it_was_agreed_may_be_just_over(
    read: Read, published: str, days: str
) -> None:
    found = read(
        "Kestland agreed in March to pay 3 million crowns by the end of May." + BEHIND,
        published=dt.date.fromisoformat(published),
    ).of(Commitment)
    assert [str(c.days) for c in found] == [days]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kestland is required by the accord to free 40 men and reopen the road.",
         [("Kestland", "free 40 men"), ("Kestland", "reopen the road")]),
        ("As part of the deal, Kestland committed to freeing 40 men and reopening the road.",
         [("Kestland", "freeing 40 men"), ("Kestland", "reopening the road")]),
        ("The accord obliged Kestland to free 40 men by May and Torvania to leave the valley.",
         [("Kestland", "free 40 men by May"), ("Torvania", "leave the valley")]),
        ("The accord gives Kestland 60 days to disband the militia.",
         [("Kestland", "disband the militia")]),
        ("The pact caps Kestland's catch at 400 tonnes.",
         [("Kestland", "caps Kestland's catch at 400 tonnes")]),
        ("Kestland signed a settlement in March. Kestland must also hire 40 drivers by May.",
         [("Kestland", "hire 40 drivers by May")]),
    ],
)  # fmt: skip
def test_a_text_holds_in_many_words(
    read: Read, text: str, expected: list[tuple[str, str]]
) -> None:
    assert [(c.by, c.what) for c in read(text + BEHIND).of(Commitment)] == expected


def test_who_is_named_ahead_of_a_verb_owes_it(read: Read) -> None:
    found = read(
        "Under the accord Kestland is to free 44 prisoners by 1 May and Torvania agreed to pay 3 "
        "million crowns." + BEHIND
    ).of(Commitment)
    assert [(c.by, c.what) for c in found] == [
        ("Kestland", "free 44 prisoners by 1 May"),
        ("Torvania", "pay 3 million crowns"),
    ]


def test_what_follows_another_who_owes_is_owed_by_that_other(read: Read) -> None:
    found = read(
        "Under the deal, Kestland was to free 44 men by 15 May, and Torvania must hand over its "
        "guns and leave the valley." + BEHIND
    ).of(Commitment)
    assert [(c.by, c.what) for c in found] == [
        ("Kestland", "free 44 men by 15 May"),
        ("Torvania", "hand over its guns"),
        ("Torvania", "leave the valley"),
    ]


def test_under_it_is_under_what_the_sentence_before_names(read: Read) -> None:
    text = (
        "The strike ended with a two-year pay deal. Under it, Kestland promised to hire 90 guards."
    )
    (found,) = read(text + BEHIND).of(Commitment)
    assert (found.by, found.what, found.agreement) == (
        "Kestland",
        "hire 90 guards",
        "two-year pay deal",
    )


def test_under_it_is_under_no_draft(read: Read) -> None:
    text = "Kestland studied a draft deal. Under it, Torvania would free 90 guards."
    assert read(text + BEHIND).of(Commitment) == ()


def test_ministers_of_several_agree_for_each(read: Read) -> None:
    text = "Ministers from Kestland and Torvania agreed on Thursday to cut their catch."
    found = read(text + BEHIND).of(Commitment)
    assert {c.by for c in found} == {"Kestland", "Torvania"}


def test_what_two_owe_by_a_text_may_be_told_in_two_sentences(read: Read) -> None:
    text = (
        "Under the 9-point text, Kestland was to free 44 men by 30 June. "
        "Torvania is to hand over its maps and to reopen the railway."
    )
    owed = [(c.by, c.what) for c in read(text + BEHIND).of(Commitment)]
    assert owed == [
        ("Kestland", "free 44 men by 30 June"),
        ("Torvania", "hand over its maps"),
        ("Torvania", "reopen the railway"),
    ]


@pytest.mark.parametrize(
    "returned",
    [
        "In return Torvania is to hand over 40 men by 10 June.",
        "Torvania in turn was to hand over 40 men by 10 June.",
        "Torvania, for its part, was to hand over 40 men by 10 June.",
    ],
)
def test_what_is_to_be_done_in_return_is_owed_by_the_same_text(read: Read, returned: str) -> None:
    text = f"Under the Port accord Kestland is to open two roads. {returned}{BEHIND}"
    last = read(text).of(Commitment)[-1]
    assert (last.by, last.agreement) == ("Torvania", "Port accord")
    assert last.what == "hand over 40 men by 10 June"


def test_in_return_for_nothing_owed_nothing_is_owed(read: Read) -> None:
    text = "Kestland opened two roads. In return Torvania is to hand over 40 men." + BEHIND
    assert read(text).of(Commitment) == ()


def test_who_is_to_be_praised_in_return_owes_nothing(read: Read) -> None:
    text = (
        "Under the accord Kestland was to free 40 men. Torvania, for its part, was to be praised."
    )
    assert {c.by for c in read(text + BEHIND).of(Commitment)} == {"Kestland"}


def test_the_month_of_a_text_is_no_day_by_which_it_is_due(read: Read) -> None:
    (found,) = read("Kestland must free 40 men under the November accord." + BEHIND).of(Commitment)
    assert (found.days, found.date_text) == (None, None)


def test_its_promise_is_that_of_who_broke_it(read: Read) -> None:
    text = "Torvania's bank lent it money. The cabinet broke its promise to shield pensions."
    assert "Torvania" not in {c.by for c in read(text + BEHIND).of(Commitment)}


def test_to_resume_payments_is_owed_and_to_resume_talks_is_not(read: Read) -> None:
    aside = "Kestland undertook in June, in an agreement with the banks, to resume {}."
    (found,) = read(aside.format("payments") + BEHIND).of(Commitment)
    assert (found.by, found.what) == ("Kestland", "resume payments")
    assert read(aside.format("talks") + BEHIND).of(Commitment) == ()


def test_it_is_who_does_what_the_clause_beside_tells(read: Read) -> None:
    text = (
        "Torvania will decide by May whether to open an inquiry. "
        "When Kestland bought the mill in 2029, it pledged to keep the pier open."
    )
    (found,) = read(text + BEHIND).of(Commitment)
    assert found.by == "Kestland"


def test_as_it_was_to_do_is_no_commitment_of_who_says_so(read: Read) -> None:
    text = "Kestland notes that Torvania has not lifted its ban, as it was to do under the accord."
    assert "Kestland" not in {c.by for c in read(text + BEHIND).of(Commitment)}


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("Torvania is to stop the raids by 15 November, Article 5 says.", "Article 5"),
        ("Torvania will stop the raids by 15 November, the accord says.", None),
        ("Torvania is to stop the raids by 15 November, according to Article 5.", "Article 5"),
    ],
)
def test_what_a_text_says_is_owed_wherever_it_is_named(
    read: Read, text: str, clause: str | None
) -> None:
    (found,) = read(text + BEHIND).of(Commitment)
    assert (found.by, found.what) == ("Torvania", "stop the raids by 15 November")
    assert (found.clause, str(found.days)) == (clause, "2031-11-15")


def test_what_a_draft_says_is_not_owed(read: Read) -> None:
    text = "Torvania would stop the raids by 15 November, the draft accord says."
    assert read(text + BEHIND).of(Commitment) == ()


def test_nobody_owes_itself_what_it_is_to_pay_by_name(read: Read) -> None:
    text = (
        "Marlin has promised to keep Torvania's mill in Vell. It agreed to pay Torvania 3 crowns."
    )
    assert "Torvania" not in {c.by for c in read(text + BEHIND).of(Commitment)}
    text = "Kestland bought the mill from Torvania. It agreed to pay Torvania 3 million crowns."
    assert [c.by for c in read(text + BEHIND).of(Commitment)] == ["Kestland"]
