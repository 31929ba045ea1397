"""Contacts: who, where, when, and above all what became of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from detente.model.claims import Contact, Reading

Read = Callable[..., Reading]
# So that the parties are known as such: they speak.
BACKGROUND = (
    " Norland said that it was ready. Sudmark said that it was not."
    " Elsa Norby, the Norland envoy, said so. Pavel Orrin, the Sudmark envoy, said so."
)


def contacts(read: Read, text: str) -> tuple[Contact, ...]:
    return read(text + BACKGROUND).of(Contact)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Elsa Norby met Pavel Orrin in Bergholm.", "held"),
        ("Elsa Norby held talks with Pavel Orrin.", "held"),
        ("Elsa Norby is holding talks with Pavel Orrin.", "ongoing"),
        ("Talks between Norland and Sudmark continue.", "ongoing"),
        ("Norland is in talks with Sudmark.", "ongoing"),
        ("Elsa Norby will meet Pavel Orrin.", "planned"),
        ("Elsa Norby is set to meet Pavel Orrin.", "planned"),
        ("Elsa Norby plans to visit Sudmark.", "planned"),
        ("Elsa Norby said that she would meet Pavel Orrin on Friday.", "planned"),
        ("A meeting between Norland and Sudmark is scheduled for Friday.", "planned"),
        ("Norland spoke ahead of talks with Sudmark.", "planned"),
        ("Norland meets Sudmark on Friday.", "planned"),
        ("Norland could meet Sudmark.", "proposed"),
        ("Norland proposed talks with Sudmark.", "proposed"),
        ("Norland offered to meet Sudmark.", "proposed"),
        ("Talks between Norland and Sudmark were called off.", "cancelled"),
        ("The talks between Norland and Sudmark have been postponed.", "cancelled"),
        ("Norland suspended its talks with Sudmark.", "cancelled"),
        ("Norland denied that it had met Sudmark.", "denied"),
        ("Elsa Norby said that she had not met Pavel Orrin.", "denied"),
    ],
)
def test_the_status_is_what_the_words_say(read: Read, text: str, status: str) -> None:
    (contact,) = contacts(read, text)
    assert contact.status == status


@pytest.mark.parametrize(
    "text",
    [
        "Norland refused to meet Sudmark.",
        "Norland rejected talks with Sudmark.",
        "Norland ruled out a meeting with Sudmark on Monday.",
        "Norland has ruled out holding talks with Sudmark.",
        "Norland turned down a meeting with Sudmark.",
        "Norland will not meet Sudmark.",
        "Norland met the demand.",
        "Norland spoke to reporters.",
        "Norland saw no point in meeting Sudmark.",
        "Norland spoke at a news conference.",
    ],
)
def test_refusals_briefings_and_met_demands_are_no_contacts(read: Read, text: str) -> None:
    assert contacts(read, text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Norland denied reports that it had met Sudmark.",
        "Norland dismissed rumours that it had held talks with Sudmark.",
        "Norland rejected claims that it had met Sudmark on Monday.",
    ],
)
def test_reports_that_are_denied_tell_of_no_encounter_but_of_a_denial(
    read: Read, text: str
) -> None:
    (contact,) = contacts(read, text)
    assert [(s.status, s.by) for s in contact.statuses] == [("denied", "Norland")]


@pytest.mark.parametrize(
    ("text", "fine"),
    [
        ("The talks between Norland and Sudmark have been postponed.", "postponed"),
        ("Norland suspended its talks with Sudmark.", "suspended"),
    ],
)
def test_postponed_and_suspended_stay_apart_by_side(read: Read, text: str, fine: str) -> None:
    (contact,) = contacts(read, text)
    assert [(s.status, s.by) for s in contact.statuses] == [(fine, "narrator")]


def test_what_lies_ahead_of_the_report_is_never_held(read: Read) -> None:
    (contact,) = contacts(
        read, "The meeting between Norland and Sudmark on March 20, 2031 drew praise."
    )
    assert contact.status == "planned"


def test_sentences_about_one_meeting_give_one_contact(read: Read) -> None:
    (contact,) = contacts(
        read,
        "Elsa Norby held a meeting with Pavel Orrin on March 2. The meeting in Bergholm lasted "
        "under two hours. The meeting took place at the Old Mint.",
    )
    assert (str(contact.days), contact.duration_text) == ("2031-03-02", "under two hours")
    assert contact.place is not None
    assert "Bergholm" in contact.place
    assert len(contact.evidence) == 3
    assert {p.name for p in contact.participants} == {"Elsa Norby", "Pavel Orrin"}


def test_two_days_are_two_contacts(read: Read) -> None:
    found = contacts(
        read,
        "Elsa Norby met Pavel Orrin on March 2. Elsa Norby had met Pavel Orrin on February 11.",
    )
    assert [str(c.days) for c in found] == ["2031-03-02", "2031-02-11"]


def test_what_one_side_claims_and_the_other_denies_stands_twice(read: Read) -> None:
    found = contacts(
        read,
        "Elsa Norby said that she met Pavel Orrin on Monday. "
        "Pavel Orrin denied that he had met Elsa Norby.",
    )
    assert {c.status for c in found} == {"held", "denied"}
    assert all({s.status for s in c.statuses} == {"held", "denied"} for c in found)


def test_an_invitation_has_its_sides_and_is_no_meeting_yet(read: Read) -> None:
    (contact,) = contacts(read, "Norland invited Sudmark to talks in Bergholm.")
    assert (contact.kind, contact.status) == ("invitation", "proposed")
    roles = {p.name: p.role for p in contact.participants}
    assert roles == {"Norland": "inviter", "Sudmark": "invitee"}


def test_who_stayed_away_is_noted_as_absent(read: Read) -> None:
    (contact,) = contacts(
        read,
        "Norland held talks with Sudmark in Bergholm on Monday. "
        "Elsa Norby, who did not take part in the talks, spoke later.",
    )
    roles = {p.name: p.role for p in contact.participants}
    assert roles == {"Norland": "party", "Sudmark": "party", "Elsa Norby": "absent"}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Elsa Norby spoke by telephone with Pavel Orrin.", "call"),
        ("Elsa Norby visited Sudmark.", "visit"),
        ("A summit between Norland and Sudmark took place on Monday.", "summit"),
        ("Norland negotiated with Sudmark.", "talks"),
    ],
)
def test_kinds(read: Read, text: str, kind: str) -> None:
    (contact,) = contacts(read, text)
    assert contact.kind == kind


def test_indirect_talks_are_told_as_such(read: Read) -> None:
    (contact,) = contacts(read, "Norland and Sudmark held indirect talks in Bergholm.")
    assert contact.format == "indirect"


def test_people_of_a_bloc_are_not_the_bloc(read: Read) -> None:
    reading = read(
        "Ole Strand of Norland is slated to meet European leaders in Bergholm on Friday."
    )
    (contact,) = reading.of(Contact)
    assert contact.status == "planned"
    assert [p.name for p in contact.participants] == ["Ole Strand", "European leaders"]
    assert contact.main.text.startswith("Ole Strand of Norland is slated")


def test_a_partys_own_body_meets_nobody(read: Read) -> None:
    text = "Ole Strand of Norland called a meeting of his security council on Monday."
    assert read(text).of(Contact) == ()


@pytest.mark.parametrize(
    "sentence",
    [
        "A round of talks between Norland and Sudmark held in Bergholm on Monday ended early.",
        "Ole Strand of Norland had a meeting with Aldo Rehn of Sudmark in Bergholm on Monday.",
    ],
)
def test_the_place_and_day_are_found_behind_those_who_take_part(read: Read, sentence: str) -> None:
    (contact,) = read(sentence).of(Contact)
    assert (contact.place, contact.date_text) == ("Bergholm", "Monday")


def names_of(contact: Contact) -> set[str]:
    return {p.name for p in contact.participants}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Elsa Norby spoke on Sunday. Pavel Orrin met with her later.", {"Pavel Orrin"}),
        ("Elsa Norby gave no date. She was meeting with Pavel Orrin.", {"Pavel Orrin"}),
        ("Elsa Norby warned of delays before a meeting with Pavel Orrin.", {"Pavel Orrin"}),
        ("The two sides are due to meet on Friday.", set()),
        ("The two sides are in the midst of truce talks.", set()),
    ],
)
def test_who_takes_part_may_stand_outside_the_phrase(
    read: Read, text: str, names: set[str]
) -> None:
    (contact,) = contacts(read, text)
    assert names_of(contact) == (names | {"Elsa Norby"} if names else {"Norland", "Sudmark"})


def test_of_talks_with_a_mediator_alone_the_sides_are_those_told_before(read: Read) -> None:
    found = contacts(
        read,
        "Talks between Norland and Sudmark continue. Ole Strand of Ardovia brokered the talks "
        "in Bergholm in February.",
    )
    assert [p.name for p in found[-1].participants] == ["Ole Strand", "Norland", "Sudmark"]


def test_talks_named_by_the_way_without_their_sides_are_no_contact(read: Read) -> None:
    text = "Norland and Sudmark raised the toll. The fear of negotiations grew."
    assert contacts(read, text) == ()


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Elsa Norby has been in touch with Pavel Orrin.", "held"),
        ("Elsa Norby met Pavel Orrin on Monday. Another meeting is planned.", "planned"),
        ("Norland says it has held talks with Sudmark.", "held"),
        ("Norland says it has not entered any negotiations with Sudmark.", "denied"),
        ("Norland is calm despite talks with Sudmark last week.", "held"),
        ("Norland negotiators will travel to Sudmark.", "planned"),
    ],
)
def test_what_is_told_in_further_words(read: Read, text: str, status: str) -> None:
    found = contacts(read, text)
    assert found[-1].status == status
    people = {"Elsa Norby", "Pavel Orrin"}
    assert names_of(found[-1]) in (people, {"Norland", "Sudmark"})


def test_those_included_take_part(read: Read) -> None:
    (contact,) = contacts(
        read, "Ole Strand held calls with envoys of several states including Norland and Sudmark."
    )
    assert {"Norland", "Sudmark"} <= names_of(contact)


def test_held_up_talks_are_not_held(read: Read) -> None:
    assert contacts(read, "Norland denied that Sudmark was holding up negotiations.") == ()


def test_what_failed_after_hours_of_talks_was_preceded_by_talks(read: Read) -> None:
    (contact,) = contacts(
        read,
        "Norland and Sudmark failed on Monday after nine hours of talks to agree on the toll.",
    )
    assert (contact.kind, contact.status) == ("talks", "held")
    assert names_of(contact) == {"Norland", "Sudmark"}
    assert contact.main.text.startswith("Norland and Sudmark failed")
    assert str(contact.days) == "2031-03-03"


def test_hours_of_talks_were_on_the_day_of_what_came_of_them(read: Read) -> None:
    (contact,) = contacts(
        read,
        "Norland and Sudmark signed a truce early on Monday, but failed after nine hours of talks "
        "to agree on the toll.",
    )
    assert (contact.status, str(contact.days)) == ("held", "2031-03-03")


def test_no_such_meeting_is_the_denial_of_the_one_told_before(read: Read) -> None:
    found = contacts(
        read,
        "Elsa Norby told parliament that she had met Pavel Orrin in Vell. Sudmark denied it. "
        '"No such meeting took place," said Ada Rehn, a government spokeswoman.',
    )
    assert [(c.status, names_of(c)) for c in found] == [
        ("held", {"Elsa Norby", "Pavel Orrin"}),
        ("denied", {"Elsa Norby", "Pavel Orrin"}),
    ]


@pytest.mark.parametrize(
    "text",
    [
        'Elsa Norby said: "We talk to ministers. We do not talk to gangs."',
        "No meeting between Norland and Sudmark was planned, Elsa Norby said.",
    ],
)
def test_a_habit_and_no_plan_are_no_contacts(read: Read, text: str) -> None:
    assert contacts(read, text) == ()


def test_the_delegations_are_those_told_of_before(read: Read) -> None:
    found = contacts(
        read,
        "Norland and Sudmark held talks in Bergholm on Monday. "
        "The two delegations will meet again on Friday.",
    )
    assert [c.status for c in found] == ["held", "planned"]
    assert names_of(found[1]) == {"Norland", "Sudmark"}


def test_a_round_is_not_one_of_a_meeting_of_two_people(read: Read) -> None:
    found = contacts(
        read,
        "Elsa Norby said that she had met Pavel Orrin in Vell. Norland and Sudmark differ. "
        "The first round, on Monday, was held through mediators.",
    )
    met = next(c for c in found if names_of(c) == {"Elsa Norby", "Pavel Orrin"})
    assert [e.text for e in met.evidence] == ["she had met Pavel Orrin in Vell"]


def test_who_does_something_behind_a_comma_is_no_place(read: Read) -> None:
    found = contacts(
        read, "At a meeting with Sudmark in Vell, Norland demanded the port. Sudmark refused."
    )
    assert [c.place for c in found] == ["Vell"]


@pytest.mark.parametrize(
    ("text", "kind", "status"),
    [
        ("Elsa Norby leaves for Sudmark on Friday.", "visit", "planned"),
        ("Elsa Norby spoke on Monday about chances for peace with Pavel Orrin.", "talks", "held"),
        ("Norland is negotiating a takeover of Sudmark.", "talks", "ongoing"),
        ("The council will not meet again until Friday.", "meeting", "planned"),
        ("Norland said that talks with Sudmark would not end this week.", "talks", "ongoing"),
        ("Sudmark made an offer at the start of its talks with Norland.", "talks", "held"),
        ("Norland is open to talks with Sudmark.", "talks", "proposed"),
        ("Norland has denied reports of talks with Sudmark.", "talks", "denied"),
        ("Norland and Sudmark return to the table on Friday.", "talks", "planned"),
        ("Elsa Norby and Pavel Orrin are slated to talk on Sunday.", "talks", "planned"),
    ],
)
def test_further_words_for_what_becomes_of_it(
    read: Read, text: str, kind: str, status: str
) -> None:
    (contact,) = contacts(read, text)
    assert (contact.kind, contact.status) == (kind, status)


@pytest.mark.parametrize(
    "text",
    ["There is no request for talks with Sudmark.", "Elsa Norby leaves for Upper Vell on Friday."],
)
def test_no_request_and_a_town_are_no_contacts(read: Read, text: str) -> None:
    assert contacts(read, text) == ()


@pytest.mark.parametrize(
    ("text", "day", "place"),
    [
        ("Norland's envoy met Sudmark's envoy after Orrin flew to Dorn on Sunday.", None, None),
        ("Elsa Norby will travel to Bergholm on Friday for talks with Sudmark.",
         "2031-03-07", "Bergholm"),
        ("Elsa Norby will travel to Bergholm on Friday for talks in Vell with Sudmark.",
         "2031-03-07", "Vell"),
    ],
)  # fmt: skip
def test_the_day_and_town_are_of_the_journey_not_of_another_deed(
    read: Read, text: str, day: str | None, place: str | None
) -> None:
    (contact,) = [c for c in contacts(read, text) if len(c.participants) > 1]
    assert (str(contact.days) if contact.days else None, contact.place) == (day, place)


def test_the_mediator_who_sits_with_them_is_no_side(read: Read) -> None:
    text = "Norland, Sudmark and the mediator, Emil Toft, met on Sunday."
    (contact,) = read(text).of(Contact)
    roles = {p.name: p.role for p in contact.participants}
    assert roles == {"Norland": "party", "Sudmark": "party", "Emil Toft": "mediator"}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Norland has held talks with Sudmark on the levy since January.", "ongoing"),
        ("Norland held talks with Sudmark on the levy in January.", "held"),
    ],
)
def test_talks_that_have_been_held_since_a_day_go_on(read: Read, text: str, status: str) -> None:
    (contact,) = contacts(read, text)
    assert contact.status == status


def test_talks_never_borrow_the_sides_of_a_meeting_of_another_day(read: Read) -> None:
    text = (
        "Norland will hold talks with the other side on Thursday. "
        "Elsa Norby is due to meet Pavel Orrin in Tresk on Wednesday."
    )
    for found in (contacts(read, text), read(text + BACKGROUND, published=None).of(Contact)):
        people = {"Elsa Norby", "Pavel Orrin"}
        borrowed = [c for c in found if people & {p.name for p in c.participants}]
        assert [c.date_text for c in borrowed] == ["Wednesday"]


def test_talks_do_not_borrow_the_sides_of_what_was_not_yet_told(read: Read) -> None:
    text = (
        "The mediator said that talks of Norland in Vell would go on. "
        "Elsa Norby met Pavel Orrin in Tresk last week."
    )
    met = [c for c in contacts(read, text) if "Elsa Norby" in {p.name for p in c.participants}]
    assert [c.place for c in met] == ["Tresk"]


def test_weekdays_of_an_unknown_week_keep_two_meetings_apart(read: Read) -> None:
    text = "Norland will meet Sudmark on Wednesday. Norland and Sudmark will hold talks on Friday."
    assert len(read(text + BACKGROUND, published=None).of(Contact)) == 2


@pytest.mark.parametrize(
    "text",
    [
        "Norland Minister Ada Moberg, and her Danish counterpart, Tomas Hedry, met in Vell.",
        "Norland Minister Ada Moberg and her Danish counterpart, Tomas Hedry, met in Vell.",
        "Norland Minister Ada Moberg spoke to her counterpart, Tomas Hedry of Denmark, by phone.",
    ],
)
def test_a_counterpart_named_behind_a_comma_takes_part(read: Read, text: str) -> None:
    (contact,) = contacts(read, text)
    assert {p.name for p in contact.participants} == {"Ada Moberg", "Tomas Hedry"}


def test_who_is_quoted_once_on_the_draft_is_no_partner_of_those_who_walked_out(
    read: Read,
) -> None:
    text = (
        "Osterby's delegation walked out of talks on fish in Port Laurens on Monday after a row "
        "over the fund, three delegates said.\n\n"
        "The delegation, led by Deputy Trade Minister Viktor Brand, left the room after the chair "
        'rejected its demand. Osterby denied it. "Nobody walked out," a spokeswoman said.\n\n'
        "Benareh's Finance Minister Idris Kamal said the draft was a step backwards on the fund. "
        '"We asked for four billion," he said.'
    )
    names = {p.name for c in read(text).of(Contact) for p in c.participants}
    assert names == {"Osterby"}


def test_a_delegation_does_not_meet_those_who_sent_it(read: Read) -> None:
    told = read(
        "Norland and Sudmark are to meet in Brage. Norland has asked for a day. Norland is "
        "divided, and Norland's press is loud. Sudmark waits."
        "\n\nThe delegation was holding consultations."
    )
    assert not [
        c
        for c in told.of(Contact)
        if c.kind == "talks"
        and "Norland" in {p.name for p in c.participants}
        and "consult" in told.report.text[c.main.start : c.main.end]
    ]


def test_a_round_of_talks_is_between_who_holds_it_and_with_whom(read: Read) -> None:
    (contact,) = contacts(
        read, "The Norwegian minister today ended a second round of consultations with Denmark."
    )
    assert {"Denmark", "Norway"} == {p.name for p in contact.participants}


def test_an_observer_is_no_party_to_talks_that_name_nobody(read: Read) -> None:
    reading = read(
        "The talks resume in Bergholm on Monday. Finland, an observer at the talks, was pleased. "
        "Norway wants a vote. Norway said so. Norway is ready. Denmark wants none. Denmark is "
        "late. Denmark said so. Finland hopes for a deal. Finland said so. Finland is patient."
    )
    assert {p.name for c in reading.of(Contact) for p in c.participants} == {"Norway", "Denmark"}


def test_two_who_speak_by_telephone_speak_with_one_another(read: Read) -> None:
    (contact,) = read("Norway and Denmark are to speak by telephone on Friday.").of(Contact)
    assert (contact.kind, contact.status) == ("call", "planned")
    assert read("Norway and Denmark spoke on Friday.").of(Contact) == ()


def test_talks_that_they_are_to_resume_are_planned(read: Read) -> None:
    text = "Talks between Norway and Denmark were adjourned on Monday. They {} on Friday."
    found = read(text.format("are due to resume")).of(Contact)
    assert [(c.status, str(c.days)) for c in found] == [
        ("held", "2031-03-03"),
        ("planned", "2031-03-07"),
    ]
    assert {p.name for p in found[1].participants} == {"Norway", "Denmark"}
    assert len(read(text.format("are due to resume flights")).of(Contact)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Ole Strand of Norland and Aldo Rehn of Sudmark met in Vell on Monday.",
        "Ole Strand of Norland and Aldo Rehn of Sudmark signed it after the third round of talks.",
    ],
)
def test_two_people_each_told_with_their_state_are_both_there(read: Read, text: str) -> None:
    (contact,) = read(text).of(Contact)
    assert [p.name for p in contact.participants] == ["Ole Strand", "Aldo Rehn"]
    assert contact.status == "held"


def test_two_states_of_one_person_are_no_further_people(read: Read) -> None:
    (contact,) = read("Ole Strand of Norland and Varenia met Aldo Rehn in Vell.").of(Contact)
    assert [p.name for p in contact.participants] == ["Ole Strand", "Aldo Rehn"]


@pytest.mark.parametrize("press", ["the press", "reporters", "journalists"])
def test_two_who_speak_to_the_press_do_not_meet(read: Read, press: str) -> None:
    assert not read(f"Norland and Sudmark spoke to {press} in Vell on Monday.").of(Contact)


def test_a_dinner_with_somebody_is_a_meeting(read: Read) -> None:
    (contact,) = contacts(read, "Elsa Norby had dinner with Pavel Orrin on Monday.")
    assert (contact.kind, contact.status) == ("meeting", "held")
    assert names_of(contact) == {"Elsa Norby", "Pavel Orrin"}


def test_the_next_round_is_not_that_of_two_who_spoke_by_telephone(read: Read) -> None:
    found = contacts(
        read,
        "The fourth round of talks between Norland and Sudmark was held in Vell. "
        "Elsa Norby and Pavel Orrin spoke by telephone on Monday. "
        "The fifth round will take place in Tarn.",
    )
    (coming,) = [c for c in found if c.status == "planned"]
    assert names_of(coming) == {"Norland", "Sudmark"}


def test_who_is_to_meet_is_not_taken_from_what_is_only_proposed_below(read: Read) -> None:
    text = (
        "The judge said that the two delegations would meet again on Friday.\n\n"
        "Elsa Norby said that she was ready to meet Pavel Orrin."
    )
    found = [c for c in contacts(read, text) if c.status == "planned"]
    assert all("Pavel Orrin" not in names_of(c) for c in found)


def test_is_understood_to_have_met_is_held_by_hearsay(read: Read) -> None:
    (contact,) = contacts(read, "Elsa Norby is understood to have met Pavel Orrin on Sunday.")
    assert (contact.status, contact.hedged, str(contact.days)) == ("held", True, "2031-03-02")


def test_was_to_have_met_came_to_nothing(read: Read) -> None:
    (contact,) = contacts(read, "Elsa Norby was to have met Pavel Orrin on Sunday.")
    assert (contact.status, str(contact.days)) == ("cancelled", "2031-03-02")


SIDES = (
    "Norland's foreign minister, Emil Toft, said Norland demands a fee. Sudmark's foreign "
    "minister, Ada Brandt, said Sudmark rejects the fee. "
)


def test_who_carries_a_message_goes_between(read: Read) -> None:
    text = "Lena Orsk, an envoy, carried a message from Norland to Sudmark on Friday."
    (made,) = read(SIDES + text).of(Contact)
    there = [(one.name, one.role) for one in made.participants]
    assert there == [("Norland", "party"), ("Sudmark", "party"), ("Lena Orsk", "mediator")]
    assert (made.kind, made.format, made.status) == ("talks", "indirect", "held")


@pytest.mark.parametrize(
    "text",
    [
        "Lena Orsk, an envoy, will pass a message from Norland to Sudmark.",
        "Norland carried a message from Norland to Sudmark.",
        "Lena Orsk, an envoy, did not convey the reply from Norland to Sudmark.",
        "Lena Orsk, an envoy, carried a message to Sudmark.",
        "If Lena Orsk, an envoy, carried a message from Norland to Sudmark, nobody saw it.",
        "Did Lena Orsk, an envoy, carry a message from Norland to Sudmark?",
    ],
)
def test_a_message_that_nobody_carried_between_two_is_no_contact(read: Read, text: str) -> None:
    assert read(SIDES + text).of(Contact) == ()


def test_who_is_met_by_another_of_the_same_party_meets_twice(read: Read) -> None:
    found = read(
        "Norland's premier, Karl Lund, met Sudmark's president, Mira Sol, on Monday in Vell. "
        "Norland's foreign minister, Ada Brandt, met Sol in Vell."
    ).of(Contact)
    assert [{p.name for p in c.participants} for c in found] == [
        {"Karl Lund", "Mira Sol"},
        {"Ada Brandt", "Mira Sol"},
    ]


def test_the_same_people_told_of_again_met_once(read: Read) -> None:
    found = read(
        "Norland's premier, Karl Lund, met Sudmark's president, Mira Sol, on Monday in Vell. "
        "Lund and Sol met for three hours."
    ).of(Contact)
    assert len(found) == 1


def test_representatives_for_states_are_those_states(read: Read) -> None:
    found = read("Representatives for France, Germany and Spain met in Vell.").of(Contact)
    assert [{p.name for p in c.participants} for c in found] == [{"France", "Germany", "Spain"}]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        (
            "Norland and Sudmark signed a truce on Tuesday, after two days of talks in Vell.",
            "2031-03-03/2031-03-04",
        ),
        (
            "Norland and Sudmark ended two days of talks in Vell without a result on Tuesday.",
            "2031-03-03/2031-03-04",
        ),
        ("Three-day talks of Norland and Sudmark ended on Tuesday.", "2031-03-02/2031-03-04"),
        (
            "Two-day talks of Norland and Sudmark will open in Vell on 21 April.",
            "2031-04-21/2031-04-22",
        ),
        ("Talks of Norland and Sudmark ended on Tuesday after five hours.", "2031-03-04"),
    ],
)
def test_talks_of_several_days_stand_at_all_of_them(read: Read, text: str, days: str) -> None:
    (found,) = contacts(read, text)
    assert str(found.days) == days


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Norland and Sudmark were due to hold talks in Vell on Wednesday. "
            "Norland postponed the talks to Friday.",
            {("cancelled", "2031-03-05"), ("planned", "2031-03-07")},
        ),
        (
            "Norland postponed the talks to Friday. Norland and Sudmark had planned to meet on "
            "Wednesday.",
            {("cancelled", "2031-03-05"), ("planned", "2031-03-07")},
        ),
        (
            "Norland moved Wednesday's meeting with Sudmark to Friday.",
            {("cancelled", "2031-03-05"), ("planned", "2031-03-07")},
        ),
        (
            "A visit of Norland to Sudmark, planned for Friday, was put off to March 9.",
            {("cancelled", "2031-03-07"), ("planned", "2031-03-09")},
        ),
        ("Norland postponed the talks with Sudmark to Friday.", {("planned", "2031-03-07")}),
        (
            "Norland postponed the talks with Sudmark to Friday. The envoys of Norland and "
            "Sudmark will meet on Thursday.",
            {("planned", "2031-03-07"), ("planned", "2031-03-06")},
        ),
    ],
)
def test_what_is_put_off_to_a_day_is_planned_and_the_old_day_is_off(
    read: Read, text: str, expected: set[tuple[str, str]]
) -> None:
    found = contacts(read, text)
    assert {(c.status, str(c.days)) for c in found} == expected
    told = [[s.status for s in c.statuses] for c in found if c.status == "cancelled"]
    assert all(statuses == ["planned", "postponed"] for statuses in told)


def test_each_that_is_put_off_leaves_its_own_day(read: Read) -> None:
    text = (
        "Kestland and Torvania were due to meet on Wednesday. Kestland postponed the talks with "
        "Torvania to Friday. Norland moved Thursday's meeting with Sudmark to Saturday."
    )
    found = {(c.status, str(c.days)) for c in contacts(read, text)}
    gone = {("cancelled", "2031-03-05"), ("cancelled", "2031-03-06")}
    assert found == gone | {("planned", "2031-03-07"), ("planned", "2031-03-08")}


@pytest.mark.parametrize("day", ["June 3", "3 June", "Sept. 3"])
def test_what_is_moved_to_a_day_without_its_year_is_still_to_come(read: Read, day: str) -> None:
    text = f"The talks between Norland and Sudmark were moved to {day}."
    (found,) = read(text, published=dt.date(2031, 11, 20)).of(Contact)
    assert found.days is not None
    assert found.days.start.year == 2032


@pytest.mark.parametrize("text", ["on a three-day truce", "on their two-year trade dispute"])
def test_how_long_something_else_lasts_is_not_how_long_they_met(read: Read, text: str) -> None:
    (found,) = contacts(read, f"Norland and Sudmark ended talks {text} on Monday.")
    assert (found.duration_text, str(found.days)) == (None, "2031-03-03")


PAY = (
    "Ferry crews will stop work on Friday, the Deckhands' Union said. Sundline offered 4 percent "
    "last week. The union wants nine. Sundline called that too much. "
)


def test_both_sides_are_the_only_two_though_never_named_together(read: Read) -> None:
    text = f"{PAY}Mediators met both sides for five hours on Sunday."
    (held,) = [c for c in read(text).of(Contact) if c.status == "held"]
    roles = {p.name: p.role for p in held.participants}
    sides = dict.fromkeys(("Sundline", "Deckhands' Union"), "party")
    assert roles == {"Mediators": "mediator", **sides}


def test_where_a_third_is_named_both_sides_are_nobody_in_particular(read: Read) -> None:
    third = "Harbourline backed Sundline. Harbourline sails there too. "
    told = read(f"{PAY}{third}Mediators met both sides for five hours on Sunday.").of(Contact)
    assert not [c for c in told if {p.name for p in c.participants} & {"Sundline", "Harbourline"}]


def test_a_third_meeting_is_one_of_those_whom_the_report_is_about(read: Read) -> None:
    text = f"{PAY}The union is patient, it said. A third meeting was called off on Tuesday."
    (off,) = [c for c in read(text).of(Contact) if c.status == "cancelled"]
    assert {p.name for p in off.participants} == {"Sundline", "Deckhands' Union"}


@pytest.mark.parametrize(
    "text",
    [
        "Norland's foreign minister, Lev Aram, and Sudmark's envoy, Greta Holm, met on Friday.",
        "Norland's premier, Lev Aram, and his counterpart from Sudmark, Greta Holm, met Friday.",
    ],
)
def test_two_with_their_offices_who_met_are_both_told(read: Read, text: str) -> None:
    (met,) = [c for c in contacts(read, text) if c.date_text == "Friday"]
    assert [p.name for p in met.participants] == ["Lev Aram", "Greta Holm"]


def test_what_somebody_is_besides_takes_part_in_nothing(read: Read) -> None:
    text = "Norland's minister, Lev Aram, a lawyer and father of three, met Pavel Orrin on Friday."
    (met,) = [c for c in contacts(read, text) if c.date_text == "Friday"]
    assert [p.name for p in met.participants] == ["Lev Aram", "Pavel Orrin"]


def test_the_board_of_a_body_of_many_members_meets_and_that_of_a_firm_does_not(read: Read) -> None:
    text = "The Coastal Fisheries Council board will meet on March 31. Halden Freight's board met."
    (met,) = read(text).of(Contact)
    assert (met.status, [p.name for p in met.participants]) == (
        "planned",
        ["Coastal Fisheries Council"],
    )


def test_who_does_something_during_a_visit_makes_it(read: Read) -> None:
    text = "Norland's premier, Lev Aram, will raise the toll during a visit to Sudmark in May."
    (visit,) = read(text).of(Contact)
    assert (visit.kind, visit.status) == ("visit", "planned")
    assert {p.name: p.role for p in visit.participants} == {"Lev Aram": "party", "Sudmark": "host"}
