"""Whether a commitment was kept: who tells it, of whom, and who denies it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from detente.model.claims import Compliance, Reading
from tests.readings.background import BEHIND, WHOEVER

Read = Callable[..., Reading]


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
        ("Kestland accused Torvania on Sunday of a breach of the truce.", "Torvania", "violated",
         "Kestland"),
        ("Kestland condemned Torvania's violation of the truce.", "Torvania", "violated",
         "Kestland"),
        ("Kestland called the raid by Torvania a breach of the truce.", "Torvania", "violated",
         "Kestland"),
        ("Kestland's navy broke the truce, Torvania said.", "Kestland", "violated", "Torvania"),
        ("Kestland moved guns into the hills in breach of the truce.", "Kestland", "violated",
         "narrator"),
        ("Kestland stopped honouring the accord.", "Kestland", "suspended", "narrator"),
        ("Kestland withdrew from the accord.", "Kestland", "suspended", "narrator"),
        ("Kestland failed to pay the second instalment.", "Kestland", "delayed", "narrator"),
        ("Kestland and Torvania differ over whether Kestland has honoured the pact.", "Kestland",
         "disputed", "narrator"),
        ("Kestland accused Torvania of shelling the port in breach of the truce.", "Torvania",
         "violated", "Kestland"),
        ("Kestland accused Torvania of shelling the port on Sunday, in violation of the truce.",
         "Torvania", "violated", "Kestland"),
        ("Kestland released only 30 of the 75 men it agreed to free, Torvania said.", "Kestland",
         "delayed", "Torvania"),
        ("Torvania described the raid by Kestland as a breach of the truce.", "Kestland",
         "violated", "Torvania"),
        ("A Kestland patrol boat fired on a trawler, an act Torvania denounced as a breach of the "
         "truce.", "Kestland", "violated", "Torvania"),
        ("Kestland broke the deal's ban on flights, Torvania said.", "Kestland", "violated",
         "Torvania"),
        ("Torvania faulted Kestland for missing the deadline for the withdrawal.", "Kestland",
         "delayed", "Torvania"),
        ("Kestland freed 40 men as it had agreed.", "Kestland", "fulfilled", "narrator"),
        ("Kestland has kept to the timetable, Torvania said.", "Kestland", "fulfilled",
         "Torvania"),
        ("Kestland missed the pay date agreed in May.", "Kestland", "delayed", "narrator"),
        ("Kestland failed to hold the election, as the accord requires.", "Kestland", "delayed",
         "narrator"),
        ("Kestland withdrew from the valley, as the truce requires.", "Kestland", "fulfilled",
         "narrator"),
        ("Kestland handed over 40 of the 95 men that it had promised to free.", "Kestland",
         "fulfilled", "narrator"),
        ("Kestland has yet to pay any of the money that it pledged.", "Kestland", "delayed",
         "narrator"),
        ("Kestland freed half of those that it must free under the accord.", "Kestland",
         "fulfilled", "narrator"),
        ("Kestland paid the first instalment on May 6, two days late.", "Kestland", "delayed",
         "narrator"),
        ("Kestland handed over 40 prisoners under the accord after the deadline had passed.",
         "Kestland", "delayed", "narrator"),
        ("Kestland belatedly freed 40 prisoners under the accord.", "Kestland", "delayed",
         "narrator"),
        ("The accord is a month old. Kestland reopened the port on May 6, two days after the "
         "deadline.", "Kestland", "delayed", "narrator"),
        ("Kestland withdrew its troops from the valley later than agreed.", "Kestland", "delayed",
         "narrator"),
        ("Kestland freed 120 prisoners under the accord, two days ahead of the deadline.",
         "Kestland", "fulfilled", "narrator"),
        ("Kestland freed the sailors late on Monday, as agreed.", "Kestland", "fulfilled",
         "narrator"),
        ("Kestland paid the second instalment on May 4 and not a day late.", "Kestland",
         "fulfilled", "narrator"),
    ],
)  # fmt: skip
def test_who_tells_what_of_whom(read: Read, text: str, by: str, act: str, told_by: str) -> None:
    (found,) = read(text + BEHIND).of(Compliance)
    assert (found.by, found.act, found.told_by) == (by, act, told_by)


def test_who_opens_the_sentence_accuses_though_its_name_is_taken_for_a_verb(read: Read) -> None:
    (found,) = read(
        "The Republic of Varn and the Osker Front signed a truce in January. The Front's leader, "
        "Tomas Ryl, set the date. Varn accused the Front of shelling Dren on Monday, in "
        "violation of the truce. Ryl denied it."
    ).of(Compliance)
    assert (found.by, found.told_by, found.denied_by) == ("Osker Front", "Varn", ("Tomas Ryl",))


def test_two_that_accuse_each_other_are_two_accounts(read: Read) -> None:
    found = read("Kestland and Torvania accused each other of breaking the truce." + BEHIND).of(
        Compliance
    )
    assert {(c.by, c.told_by) for c in found} == {
        ("Kestland", "Torvania"),
        ("Torvania", "Kestland"),
    }


def test_day_and_place_are_told(read: Read) -> None:
    (found,) = read("Kestland broke the truce in Norland on Sunday, Torvania said." + BEHIND).of(
        Compliance
    )
    assert (str(found.days), found.place) == ("2031-03-02", "Norland")


@pytest.mark.parametrize(
    ("answer", "denied_by"),
    [
        (", which Torvania denied.", "Torvania"),
        (". Torvania rejected the charge.", "Torvania"),
        (". A spokesman for Torvania denied it.", "unnamed: spokesman for Torvania"),
        (". Torvania called the charge baseless.", "Torvania"),
        (". Torvania described the allegation as unfounded.", "Torvania"),
        (". Torvania dismissed the claim as propaganda.", "Torvania"),
        (". Torvania said the accusation was not true.", "Torvania"),
        (". Torvania said it had done nothing of the kind.", "Torvania"),
        (". Torvania has denied any violation.", "Torvania"),
        (", an accusation that Torvania called absurd.", "Torvania"),
        ('. "That is a lie," Torvania said.', "Torvania"),
        (". Torvania denied that any such truce had been agreed.", "Torvania"),
        (". Torvania said no such truce had been agreed.", "Torvania"),
        (". Torvania said it had broken no such truce.", "Torvania"),
        (". Torvania denied that it had not kept the truce.", "Torvania"),
        (". Torvania denied having broken it.", "Torvania"),
        (".\n\nTorvania rejected the accusation.", "Torvania"),
    ],
)
def test_who_denies_it_stands_with_the_accusation(read: Read, answer: str, denied_by: str) -> None:
    (found,) = read("Kestland accused Torvania of breaking the truce" + answer + BEHIND).of(
        Compliance
    )
    assert (found.told_by, found.denied_by) == ("Kestland", (denied_by,))


@pytest.mark.parametrize(
    "answer",
    [
        " Torvania did not reject the charge.",
        " Torvania said the charge was not baseless.",
        " Norland called the charge baseless.",
        " Torvania called the truce absurd.",
        " Torvania denied that any such ship had been hit.",
        " Torvania said no such ship had been hit.",
        " Torvania said it would keep no such truce.",
        " Torvania denied having kept the truce.",
        "\n\nTorvania rejected the offer.",
    ],
)
def test_what_is_no_denial_by_the_accused_denies_nothing(read: Read, answer: str) -> None:
    told = "Kestland accused Torvania of breaking the truce." + answer + BEHIND
    assert [c.denied_by for c in read(told).of(Compliance)] == [()]


def test_who_says_that_it_kept_no_such_promise_denies_no_breach(read: Read) -> None:
    told = "Kestland accused Torvania of breaking the truce. Torvania said it kept no such truce."
    assert {c.denied_by for c in read(told + BEHIND).of(Compliance)} == {()}


@pytest.mark.parametrize(
    ("before", "meant"),
    [
        ("Torvania agreed to free 40 prisoners by June.", "free 40 prisoners by June"),
        ("Kestland and Torvania signed the Port accord in May.", "Port accord"),
        ("It rained.", "that agreement"),
    ],
)
def test_that_agreement_is_the_one_told_of_before(read: Read, before: str, meant: str) -> None:
    told = before + " Kestland accused Torvania of violating that agreement." + BEHIND
    assert [c.commitment for c in read(told).of(Compliance)] == [meant]


def test_another_who_denies_something_does_not_deny_the_breach(read: Read) -> None:
    told = "Kestland accused Torvania of breaking the truce. A spokesman for Kestland denied it."
    (found,) = read(told + BEHIND).of(Compliance)
    assert found.denied_by == ()


def test_a_monitor_finds_only_what_it_is_said_to_have_found(read: Read) -> None:
    words = " that Torvania had broken the truce." + BEHIND
    (found,) = read("The observer mission confirmed" + words).of(Compliance)
    (said,) = read("The observer mission said" + words).of(Compliance)
    (none,) = read("Monitors found no violation of the truce by Torvania." + BEHIND).of(Compliance)
    assert (found.monitor, found.finding) == ("unnamed: observer mission", "confirmed")
    assert (said.monitor, said.finding) == (None, None)
    assert (none.told_by, none.finding) == (None, "not_confirmed")


def test_the_debtor_of_what_is_not_yet_done_is_that_of_the_sentence_before(read: Read) -> None:
    (found,) = read(
        "Under the accord Torvania was to free 120 men. Forty have yet to be freed." + BEHIND
    ).of(Compliance)
    assert (found.by, found.act) == ("Torvania", "delayed")


UNDER = "Kestland and Torvania signed the Port accord in May. "


@pytest.mark.parametrize(
    ("text", "by", "act", "told_by"),
    [
        ("The ferry, which Kestland was to reopen by 4 May, is not in service, Torvania said.",
         "Kestland", "delayed", "Torvania"),
        ("The ferry, which was to sail again by Monday, is still tied up.", "", "delayed",
         "narrator"),
        ("The port, which Kestland was due to reopen in May, remains closed.", "Kestland",
         "delayed", "narrator"),
        ("Kestland was to lift the toll by May but has not done so, Torvania said.", "Kestland",
         "delayed", "Torvania"),
        ("Kestland's troops should have left the valley by May but are still there.", "Kestland",
         "delayed", "narrator"),
        ("The trucks that Kestland had agreed to let in have not arrived, Torvania claimed.",
         "Kestland", "delayed", "Torvania"),
        ("The bonus that Torvania was to pay in March was paid on Monday.", "Torvania",
         "fulfilled", "narrator"),
        ("The plant, which Kestland was to close by May, remains open.", "Kestland", "delayed",
         "narrator"),
        ("The tariff cut, due on 1 March, has yet to take effect.", "", "delayed", "narrator"),
        ("Kestland admitted that the ferry was late.", "Kestland", "delayed", "Kestland"),
        ("The second instalment is still outstanding, Torvania said.", "", "delayed", "Torvania"),
        ("The ferry made its first crossing on 13 May, nine days after the date that the accord "
         "sets.", "", "delayed", "narrator"),
        ("Torvania made the payment on Monday, two weeks after it was due.", "Torvania", "delayed",
         "narrator"),
        ("Torvania handed over the last 20 prisoners a day early, Kestland said.", "Torvania",
         "fulfilled", "Kestland"),
        ("Kestland did not pay the wages on time, Torvania said.", "Kestland", "delayed",
         "Torvania"),
        ("The withdrawal from the valley was completed on time.", "", "fulfilled", "narrator"),
        ("The toll remains suspended, in accordance with Article 1.", "", "fulfilled",
         "narrator"),
    ],
)  # fmt: skip
def test_how_a_thing_stands_tells_whether_it_was_done(
    read: Read, text: str, by: str, act: str, told_by: str
) -> None:
    (found,) = read(UNDER + text + BEHIND).of(Compliance)
    assert (found.by, found.act, found.told_by) == (by or WHOEVER, act, told_by)


@pytest.mark.parametrize(
    "text",
    [
        UNDER + "The round of talks that Kestland was to host has not started.",
        UNDER + "The toll was to stay suspended, and remains so.",
        UNDER + "The port, which Kestland was to reopen by May, might remain closed.",
        UNDER + "If the port, which Kestland was to reopen by May, remains closed, it will act.",
        UNDER + "Is the port, which Kestland was to reopen by May, still closed?",
        UNDER + "The bridge that Kestland was to rebuild was popular.",
        UNDER + "The payment was not late, Torvania said.",
        UNDER + "The minister arrived an hour late, after the deadline.",
        "The film, which was to open on 1 May, is still not running.",
        "The train was late, and Kestland's minister arrived two days after the date.",
    ],
)
def test_what_nobody_owed_or_may_yet_be_tells_nothing(read: Read, text: str) -> None:
    assert read(text + BEHIND).of(Compliance) == ()


@pytest.mark.parametrize(
    ("text", "by"),
    [
        ("The monitors could not confirm that all boats had left the bay.", ""),
        ("The observer mission was unable to verify that Kestland had freed the men.", "Kestland"),
        ("Inspectors could not confirm the withdrawal of Kestland's guns.", "Kestland"),
        ("The monitors can confirm neither that Kestland has withdrawn its guns nor that it has "
         "hidden them.", "Kestland"),
    ],
)  # fmt: skip
def test_what_could_not_be_confirmed_is_told_by_nobody(read: Read, text: str, by: str) -> None:
    (found,) = read(UNDER + text + BEHIND).of(Compliance)
    assert (found.by, found.act, found.told_by) == (by or WHOEVER, "fulfilled", None)
    assert (found.finding, found.monitor is not None) == ("not_confirmed", True)


def test_who_owes_it_is_told_by_another_account_of_the_same_thing(read: Read) -> None:
    told = (
        "The ferry to Norland, which was to sail again by Monday, is still tied up. Kestland's "
        "finance minister, Elsa Norby, admitted that the ferry was late."
    )
    found = read(UNDER + told + BEHIND).of(Compliance)
    assert [(c.by, c.told_by) for c in found] == [
        ("Kestland", "narrator"),
        ("Kestland", "Elsa Norby"),
    ]


def test_who_checks_nothing_can_leave_nothing_unconfirmed(read: Read) -> None:
    told = "The minister could not confirm that Kestland had withdrawn its guns under the truce."
    assert read(told + BEHIND).of(Compliance) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Kestland accused Torvania of lying and opened the dam in breach of the water treaty.",
        "Kestland accused Torvania of spying, but nothing in violation of the truce was seen.",
        "The United Nations denied that the truce had been broken.",
        "Torvania broke the deal's silence on flights.",
        "Torvania met the deal's author on Sunday.",
        "Torvania kept to its railway timetable.",
        "Torvania missed the schedule of the talks.",
        "Torvania left the hall, as it had agreed on nothing.",
        "As it had agreed to sell the port, Torvania opened the dam.",
    ],
)
def test_what_is_told_of_something_else_is_no_account(read: Read, text: str) -> None:
    assert not read("The truce is old. " + text + BEHIND).of(Compliance)


@pytest.mark.parametrize(
    "text",
    [
        "Torvania has freed just under 75 men as agreed.",
        "Torvania paid only the fee due under the accord.",
    ],
)
def test_only_what_was_owed_is_all_of_it(read: Read, text: str) -> None:
    assert [c.act for c in read(text + BEHIND).of(Compliance)] == ["fulfilled"]


def test_who_is_denied_to_have_broken_it_is_named_with_by(read: Read) -> None:
    text = "Torvania denied that the accord had been broken by {}."
    by = [read(text.format(who) + BEHIND).of(Compliance)[0].by for who in ("Kestland", "its men")]
    assert by == ["Kestland", "Torvania"]


@pytest.mark.parametrize(
    ("text", "tellers"),
    [
        (
            "Torvania's alleged violations of the truce will be debated, and Kestland asked for "
            "it.",
            [],
        ),
        ("Kestland's claims that Torvania broke the truce are old.", ["Kestland"]),
    ],
)
def test_what_is_only_alleged_is_never_told_by_the_report(
    read: Read, text: str, tellers: list[str]
) -> None:
    assert [c.told_by for c in read(text + BEHIND).of(Compliance)] == tellers


@pytest.mark.parametrize(
    "text",
    [
        "Torvania denied violating the truce.",
        "Torvania denied that it had broken the truce.",
        "Torvania rejected accusations of breaching the ceasefire.",
        "The truce is old. Torvania denied that the truce had been broken.",
        "The truce is a month old. Torvania denied that it was in breach.",
    ],
)
def test_a_denial_alone_has_nobody_who_tells(read: Read, text: str) -> None:
    (found,) = read(text + BEHIND).of(Compliance)
    assert (found.told_by, found.denied_by) == (None, ("Torvania",))


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
        "Kestland has halted shipments through the strait.",
        "Had Kestland broken the truce, the talks would have ended.",
        "Kestland has told them that it would sign provided that Torvania honours the pact.",
        "Kestland has told them that it would leave Vell provided that it keeps the truce.",
    ],
)
def test_a_demand_a_promise_and_a_fear_are_no_accounts(read: Read, text: str) -> None:
    assert read(text + BEHIND).of(Compliance) == ()


@pytest.mark.parametrize(
    ("unit", "accounts"),
    [
        ("Kestland accused Torvania of breaking the truce, which Torvania denied. ", 1),
        ("By breaking the truce after breaking the pact. ", 0),
        ("Forty have yet to be freed under the accord. ", 0),
    ],
)
def test_what_stands_there_again_and_again_is_read_to_its_end(
    read: Read, unit: str, accounts: int
) -> None:
    found = read(unit * 60 + BEHIND).of(Compliance)
    assert len(found) == 60 * accounts
    assert all(c.main.text in unit for c in found)


@pytest.mark.parametrize(
    "text",
    [
        "The coast road remained closed on Sunday, three days after it should have been opened.",
        "The coast road is still closed, a week after it was to reopen.",
    ],
)
def test_what_stayed_past_the_day_when_it_was_to_end_is_late(read: Read, text: str) -> None:
    (found,) = read(text + BEHIND).of(Compliance)
    assert (found.by, found.act, found.told_by) == (WHOEVER, "delayed", "narrator")


def test_whoever_exceeds_its_share_under_a_pact_is_said_to_break_it(read: Read) -> None:
    text = (
        "A similar pact fell apart after Kestland said that Torvania had exceeded its share. "
        "Torvania denied it."
    )
    (found,) = read(text + BEHIND).of(Compliance)
    assert (found.by, found.act, found.told_by) == ("Torvania", "violated", "Kestland")
    assert found.denied_by == ("Torvania",)


@pytest.mark.parametrize(
    "text",
    [
        "Kestland violated the truce on Monday, Torvania said. Trade went on. Prices rose. "
        "Kestland denied the accusation.",
        "Torvania accused Kestland of breaking the truce. The road is shut. Prices rose.\n\n"
        "Kestland has denied these charges.",
        'Kestland broke the truce, Torvania said. "We deny the accusation," Kestland said.',
        "Torvania alleged a breach of the truce by Kestland. Kestland denied the accusation.",
    ],
)
def test_the_accusation_is_denied_a_little_further_on(read: Read, text: str) -> None:
    (found,) = read(text + BEHIND).of(Compliance)
    assert (found.told_by, found.by, found.denied_by) == ("Torvania", "Kestland", ("Kestland",))


@pytest.mark.parametrize(
    "text",
    [
        "Torvania accused Kestland of breaking the truce. The road is shut. "
        "Kestland denied the charge that it had rigged a sale.",
        "Torvania accused Kestland of breaking the truce. The road is shut. "
        "Kestland did not deny the accusation.",
        "Torvania accused Kestland of breaking the truce. The road is shut. "
        "Torvania denied the accusation.",
    ],
)
def test_another_accusation_is_no_answer(read: Read, text: str) -> None:
    found = [c for c in read(text + BEHIND).of(Compliance) if c.told_by]
    assert [c.denied_by for c in found] == [()]


def test_of_two_accusations_the_later_one_is_denied(read: Read) -> None:
    text = (
        "Torvania accused Kestland of breaking the truce. Torvania then said that Kestland had "
        "violated the pact. Its envoy left. Kestland denied the accusation."
    )
    found = read(text + BEHIND).of(Compliance)
    assert [c.denied_by for c in found] == [(), ("Kestland",)]


def test_by_what_a_pact_was_broken_is_no_part_of_the_pact(read: Read) -> None:
    told = "Kestland accused Torvania of breaking the pact signed in March by pulling out its men."
    (found,) = read(told + BEHIND).of(Compliance)
    assert found.commitment == "the pact signed in March"
