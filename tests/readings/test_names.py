"""Who takes part: names, roles, for whom they speak, and whom pronouns and descriptions mean."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from detente.model.actors import Actor
from detente.model.claims import Contact, Position, Reading, Statement
from detente.model.text import Source, make_report
from detente.readings.readers import reader

Read = Callable[..., Reading]


def _actors(reading: Reading) -> dict[str, Actor]:
    return {a.name: a for a in reading.actors}


def _speakers(reading: Reading) -> list[str]:
    return [s.speaker for s in reading.of(Statement)]


def test_a_role_before_the_name_tells_for_whom_somebody_speaks(read: Read) -> None:
    actors = _actors(read("Norwegian Foreign Minister Clara Roe said the talks had ended."))
    roe = actors["Clara Roe"]
    assert (roe.role, roe.acts_for, roe.authority) == (
        "Norwegian Foreign Minister",
        "Norway",
        "principal",
    )
    assert actors["Norway"].kind == "state"


def test_a_role_behind_the_name_tells_the_house(read: Read) -> None:
    actors = _actors(
        read("A deal is unlikely, said Peter Doe, an analyst at the Harbour Institute.")
    )
    doe = actors["Peter Doe"]
    assert (doe.acts_for, doe.authority) == ("Harbour Institute", "unofficial")


def test_somebody_who_was_in_office_speaks_for_nobody(read: Read) -> None:
    actors = _actors(read("Former Danish president Peter Doe said the plan was wrong."))
    assert (actors["Peter Doe"].acts_for, actors["Peter Doe"].authority) == (None, "former")


def test_surnames_titles_and_spellings_are_one_person(read: Read) -> None:
    reading = read(
        "Polish President Dmitri Volkonsky said the offer stood. Volkonsky left for Oslo.\n\n"
        "President Volkonskiy later said that he would return."
    )
    (volkonsky,) = [a for a in reading.actors if a.kind == "person"]
    assert [m.text for m in volkonsky.mentions] == [
        "Dmitri Volkonsky",
        "Volkonsky",
        "Volkonskiy",
    ]


def test_a_surname_of_two_people_stands_for_neither(read: Read) -> None:
    reading = read(
        "Clara Roe said the offer stood. Peter Roe said it did not.\n\n"
        "Roe said talks would resume."
    )
    assert [n.kind for n in reading.notes].count("ambiguous_name") == 1
    assert _speakers(reading)[-1] not in ("Clara Roe", "Peter Roe")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Harbour Workers Union of Canada (HWUC) said it would strike. The HWUC met.", "HWUC"),
        ("Tidewater Shipping Corp said it had agreed. Tidewater said no more.", "Tidewater"),
    ],
)
def test_short_forms_are_mentions_of_the_body(read: Read, text: str, name: str) -> None:
    bodies = [a for a in read(text).actors if name in {m.text for m in a.mentions}]
    assert len(bodies) == 1
    assert len(bodies[0].mentions) >= 2


def test_a_capital_that_speaks_is_the_state(read: Read) -> None:
    reading = read("Oslo said it would sign. Norway has asked for guarantees.")
    assert [a.name for a in reading.actors] == ["Norway"]
    assert set(_speakers(reading)) == {"Norway"}


def test_a_capital_where_people_meet_is_no_actor(read: Read) -> None:
    reading = read("Clara Roe said in Geneva that the envoys met in Vienna.")
    assert [a.name for a in reading.actors] == ["Clara Roe"]


def test_officials_of_a_state_are_not_the_state_when_they_speak(read: Read) -> None:
    reading = read("Norwegian officials said the draft was ready.")
    assert _speakers(reading) == ["unnamed: Norwegian officials"]


def test_a_pronoun_is_the_one_who_spoke(read: Read) -> None:
    reading = read(
        "Danish envoy Peter Doe said the talks had stalled.\n\nHe said a new round was due."
    )
    assert _speakers(reading) == ["Peter Doe", "Peter Doe"]


def test_she_is_not_a_man(read: Read) -> None:
    reading = read(
        "Mr. Doe met Mrs. Roe, the Danish envoy. The two talked for an hour.\n\n"
        "She said the plan would be revised."
    )
    assert _speakers(reading) == ["Roe"]


def test_an_office_is_its_bearer(read: Read) -> None:
    reading = read(
        "Danish Foreign Minister Clara Roe said the text was fair.\n\n"
        "The minister added that it would be signed."
    )
    assert _speakers(reading) == ["Clara Roe", "Clara Roe"]


def test_invented_states_are_found_by_their_use(read: Read) -> None:
    actors = _actors(
        read(
            "Varland's foreign minister, Clara Roe, said the border would stay open. "
            "The Varland government has sent envoys to Norway."
        )
    )
    assert actors["Varland"].kind == "state"
    assert actors["Clara Roe"].acts_for == "Varland"


def test_a_body_named_by_its_state_acts_for_it(read: Read) -> None:
    actors = _actors(read("Norway's foreign ministry said the envoy would travel on Monday."))
    assert actors["Norway's foreign ministry"].acts_for == "Norway"


def test_the_state_that_ends_the_name_of_its_ministry_is_not_the_ministry(read: Read) -> None:
    actors = _actors(
        read(
            "The spokesman of the Ministry of Foreign Affairs of Varland made a statement. "
            "“Varland has kept its word. The last Varlandic soldier left on Monday.” "
            "Varland's foreign minister, Clara Roe, will take part in the next round."
        )
    )
    ministry = actors["Ministry of Foreign Affairs of Varland"]
    assert (ministry.acts_for, len(ministry.mentions)) == ("Varland", 1)
    assert {m.text for m in actors["Varland"].mentions} >= {"Varland"}


def test_a_dateline_names_no_party(read: Read) -> None:
    reading = read("VIENNA, June 3 - - Clara Roe said the talks had ended.")
    assert [a.name for a in reading.actors] == ["Clara Roe"]


def test_the_adjective_of_an_invented_state_is_the_state(read: Read) -> None:
    actors = _actors(
        read(
            "Kestish Foreign Minister Clara Roe said the ferries would sail. "
            "Kestland's government has asked for a fee; Kestbank has not."
        )
    )
    assert actors["Clara Roe"].acts_for == "Kestland"
    assert {m.text for m in actors["Kestland"].mentions} == {"Kestish", "Kestland"}


def test_a_company_named_like_a_state_is_no_state(read: Read) -> None:
    actors = _actors(
        read(
            "Torvanian troops stay in the strip, Torvania's foreign minister, Clara Roe, said. "
            "Torvagas said it had been paid."
        )
    )
    assert actors["Torvania"].kind == "state"
    assert actors["Torvagas"].kind == "organisation"


def test_a_place_that_speaks_is_a_state(read: Read) -> None:
    actors = _actors(
        read(
            "Varland said on Monday that it would send its delegation. Troops had gathered in "
            "Varland. The Littoral Council welcomed that."
        )
    )
    assert actors["Varland"].kind == "state"


def test_a_minister_of_foreign_affairs_names_no_body(read: Read) -> None:
    actors = _actors(
        read("The Minister of Foreign Affairs of Norway, Clara Roe, said the talks had ended.")
    )
    assert set(actors) == {"Clara Roe", "Norway"}
    assert actors["Clara Roe"].acts_for == "Norway"


def test_the_office_of_a_state_named_just_before_is_that_state_s(read: Read) -> None:
    actors = _actors(
        read("Norway refused to pay. Its finance minister, Clara Roe, said the fee was unfair.")
    )
    assert actors["Clara Roe"].acts_for == "Norway"


def test_where_two_states_act_an_office_is_nobody_s(read: Read) -> None:
    actors = _actors(
        read("Norway refused and Denmark agreed. Finance minister Clara Roe said it was late.")
    )
    assert actors["Clara Roe"].acts_for is None


@pytest.mark.parametrize(
    ("text", "person", "house"),
    [
        ("Veritic CEO Clara Roe said a deal was near.", "Clara Roe", "Veritic"),
        (
            "Clara Roe, an analyst at Roe Doe, said a deal was near.",
            "Clara Roe",
            "Roe Doe",
        ),
        (
            "Clara Roe, founder of data platform Tide Facts, said a deal was near.",
            "Clara Roe",
            "Tide Facts",
        ),
    ],
)
def test_people_of_business_act_for_their_house(
    read: Read, text: str, person: str, house: str
) -> None:
    actors = _actors(read(text))
    assert actors[person].acts_for == house
    assert actors[house].kind == "organisation"


def test_an_ambassador_is_named_behind_the_post(read: Read) -> None:
    reading = read("Norwegian Ambassador to Denmark Clara Roe said the talks had ended.")
    assert _speakers(reading) == ["Clara Roe"]
    assert _actors(reading)["Clara Roe"].acts_for == "Norway"


def test_common_words_at_the_start_of_a_sentence_are_no_names(read: Read) -> None:
    actors = _actors(
        read("Ships of all flags pass. The ships pay no fee, Norwegian envoy Clara Roe said.")
    )
    assert set(actors) == {"Norway", "Clara Roe"}


def test_a_secretary_of_a_state_s_council_acts_for_the_state(read: Read) -> None:
    actors = _actors(
        read(
            "Norwegian National Security and Defense Council Secretary Clara Roe said the talks "
            "had ended."
        )
    )
    assert actors["Clara Roe"].acts_for == "Norway"


def test_the_head_of_a_company_does_not_act_for_a_state(read: Read) -> None:
    actors = _actors(read("British CEO Robert Isgard rejected the bid for Norwind Airways."))
    assert actors["Robert Isgard"].acts_for != "United Kingdom"


def test_a_union_is_not_the_company_that_its_members_work_for(read: Read) -> None:
    reading = read(
        "Norwind Airways said a deal was near. "
        "The Norwind Airways pilots' union rejected the offer on Monday."
    )
    holders = {p.actor for p in reading.of(Position)}
    assert holders
    assert "Norwind Airways" not in holders


def test_names_behind_an_office_of_several_are_people(read: Read) -> None:
    actors = _actors(
        read(
            "The round was led by the foreign ministers, Ireva Saltin of Norland and "
            'Hjalvar Maldo of Sudmark. "It is done," Maldo told reporters. "We go home."'
        )
    )
    assert (actors["Ireva Saltin"].kind, actors["Hjalvar Maldo"].kind) == ("person", "person")
    assert "Maldo" not in actors


def test_an_office_between_two_names_is_the_second_ones_where_the_first_has_one(
    read: Read,
) -> None:
    reading = read(
        "In reply to the foreign minister of Sudmark, Rafael Quint, the foreign minister of "
        'Norland, Ida Salt, said: "Norland accepts the invitation."'
    )
    actors = _actors(reading)
    assert actors["Rafael Quint"].role == "foreign minister of Sudmark"
    assert actors["Ida Salt"].role == "foreign minister of Norland"
    assert _speakers(reading) == ["Ida Salt"]


def test_a_spokeswoman_speaks_for_her_president_where_his_state_is_not_said(read: Read) -> None:
    actors = _actors(read('"No," said Lida Varn, the spokeswoman for President Adran Rovik.'))
    assert actors["Lida Varn"].acts_for == "Adran Rovik"
    assert actors["Adran Rovik"].acts_for is None


@pytest.mark.parametrize(
    ("source", "names"),
    [("The Vell Beacon", set()), ("Beacon 24", set()), ("Vell Gazette", {"Beacon 24"})],
)
def test_the_paper_that_reports_takes_no_part_in_what_it_reports(
    source: str, names: set[str]
) -> None:
    told = "the Beacon" if source == "The Vell Beacon" else "Beacon 24"
    text = (
        f"Norland will sign, its premier, Ole Strand, told {told} on Monday. "
        f"{told[:1].upper()}{told[1:]} said that it had seen the text. Sudmark said it would wait."
    )
    report = make_report(
        text, retrieved=dt.datetime(2031, 3, 4, tzinfo=dt.UTC), source=Source(source)
    )
    found = {a.name for a in reader("rules").read(report).actors}
    assert {name for name in found if "Beacon" in name} == names


def test_a_firm_is_not_the_person_who_bears_its_name(read: Read) -> None:
    reading = read(
        "The chairman of Aldane, Peter Aldane, said Aldane would pay more. Aldane, the "
        "steelmaker, offered 4 percent. Aldane said he was pleased."
    )
    actors = _actors(reading)
    assert (actors["Aldane"].kind, actors["Peter Aldane"].kind) == ("organisation", "person")
    assert len(actors["Aldane"].mentions) == 3
    assert _speakers(reading)[-1] == "Peter Aldane"


def test_a_person_stays_one_where_nothing_tells_of_a_firm(read: Read) -> None:
    reading = read(
        "Maria Aldane, the union's leader, rejected the offer. "
        "Aldane said she would call a strike."
    )
    assert set(_actors(reading)) == {"Maria Aldane"}


@pytest.mark.parametrize(
    ("text", "name", "role", "acts_for"),
    [
        ("Norland's chief negotiator, Deputy Prime Minister Ada Brandt, said the gap was small.",
         "Ada Brandt", "Deputy Prime Minister", "Norland"),
        ("The head of Torvania's negotiating team, Colonel Iva Stanek, said the gap was small.",
         "Iva Stanek", "Colonel", "Torvania"),
        ("Torvania's Deputy Foreign Minister for European Affairs Pavel Orlo said it was small.",
         "Pavel Orlo", "Torvania's Deputy Foreign Minister for European Affairs", "Torvania"),
        ("Norland walked out. Its chief negotiator, the former judge Karl Hald, said it was late.",
         "Karl Hald", "chief negotiator", "Norland"),
        ("Jonas Ahl of Corvex, the smelter's owner, said the offer would lapse on Friday.",
         "Jonas Ahl", "smelter's owner", "Corvex"),
    ],
)  # fmt: skip
def test_two_titles_and_a_house_behind_the_name_are_one_person_s(
    read: Read, text: str, name: str, role: str, acts_for: str
) -> None:
    reading = read(text)
    who = _actors(reading)[name]
    assert (who.role, who.acts_for) == (role, acts_for)
    assert _speakers(reading) == [name]


@pytest.mark.parametrize(
    ("text", "house"),
    [
        ("The Teachers' Union walked out. Its president, Karl Hald, said it was late.",
         "Teachers' Union"),
        ("The Teachers' Union walked out. Union president Karl Hald said it was late.",
         "Teachers' Union"),
        ("Karl Hald, the teachers' union president, said it was late. The Teachers' Union left.",
         "Teachers' Union"),
        ("Corvex walked out. Karl Hald, the company's chief executive, said it was late.",
         "Corvex"),
        ("Miners' Union leader Karl Hald said it was late.", "Miners' Union"),
        # a union of others, and a firm of many, is none that is named
        ("The Teachers' Union left. Karl Hald, president of the dockers' union, said it was late.",
         None),
        ("The Teachers' Union left. Karl Hald, an executive at an inland firm, said it was late.",
         None),
    ],
)  # fmt: skip
def test_who_is_of_the_union_acts_for_the_one_that_is_named(
    read: Read, text: str, house: str | None
) -> None:
    actors = _actors(read(text))
    assert actors["Karl Hald"].acts_for == house
    assert all(a.kind != "state" for a in actors.values())


def test_a_name_without_a_label_in_one_place_stays_the_state_of_the_others(read: Read) -> None:
    actors = _actors(
        read(
            "Vessany and Norland will hold talks in Sund on Thursday. "
            "Vessany closed the port of Calder on August 20."
        )
    )
    assert actors["Vessany"].kind == "state"
    assert len(actors["Vessany"].mentions) == 2


def test_who_does_what_states_do_beside_a_known_state_takes_part(read: Read) -> None:
    actors = _actors(read("Vessany closed the port of Calder on August 20. Norway protested."))
    assert set(actors) == {"Norway", "Vessany"}


def test_the_adjective_of_a_state_in_any_is_that_states(read: Read) -> None:
    actors = _actors(
        read(
            "Vessany will hold talks with Norway in Sund, the ministry said on Monday. "
            "Vessan Fisheries Minister Tomas Hedry said Vessan ports would open."
        )
    )
    assert "Vessan" not in actors
    assert actors["Tomas Hedry"].acts_for == "Vessany"


@pytest.mark.parametrize(
    ("words", "state"),
    [
        ("President Jon Varsik of Norway", "Norway"),
        ("Foreign Minister Jon Varsik of Kestland", "Kestland"),
        ("President Jon Varsik of Harbourline", "Harbourline"),
        ("Former President Jon Varsik of Norway", None),
        ("Fisheries minister Jon Varsik of Norway", "Norway"),
        ("The former fisheries minister Jon Varsik of Norway", None),
        ("The trawler skipper Jon Varsik of Norway", None),
        ("Fisheries ministers Clara Roe of Denmark and Jon Varsik of Norway", "Norway"),
        ("Fisheries ministers Jon Varsik of Norway and Clara Roe of Denmark", "Norway"),
        ("Fisheries minister Clara Roe of Denmark and Jon Varsik of Norway", None),
    ],
)
def test_the_state_behind_the_name_of_who_rules_it_is_theirs(
    read: Read, words: str, state: str | None
) -> None:
    actors = _actors(read(f"{words} said on Monday that the offer stood."))
    assert actors["Jon Varsik"].acts_for == state


def test_a_surname_written_like_a_pronoun_is_a_name_behind_an_office(read: Read) -> None:
    actors = _actors(
        read("Norwegian Premier Elna Moberg met Chinese Finance Minister He Lirong in Vell.")
    )
    assert actors["He Lirong"].acts_for == "China"


def test_a_minister_of_an_unknown_state_is_not_of_the_one_that_is_known(read: Read) -> None:
    actors = _actors(
        read(
            "The government of Norway closed the port. "
            "Norway met the Kestish Fisheries Minister, Elna Moberg, who said that it was late."
        )
    )
    assert actors["Elna Moberg"].acts_for is None


@pytest.mark.parametrize(
    "text",
    [
        "Fishing talks with Norway resumed in Vell. Foreign Minister Clara Roe was optimistic.",
        "The foreign minister, Clara Roe, said a deal was near. She thanked Norway for its help.",
        "Premier Clara Roe said it would not pay. Norway asked for patience.",
        "The prime minister, Clara Roe, told reporters that she rejects the Norwegian offer.",
        "Norway had called for a signature. President Clara Roe said that she would not sign.",
        "Sweden's king, Bo Dahl, said Norway must wait. Fisheries Minister Clara Roe was silent.",
        "Norway's Fjordline made an offer for Vell Pumps. Business Minister Clara Roe was silent.",
    ],
)
def test_a_minister_of_nobody_knows_where_acts_for_no_state(read: Read, text: str) -> None:
    assert _actors(read(text))["Clara Roe"].acts_for is None


@pytest.mark.parametrize("joint", ["", ", "])
def test_a_counterpart_acts_for_the_state_that_tells_whose(read: Read, joint: str) -> None:
    comma = "," if joint else ""
    actors = _actors(
        read(
            f"Norwegian Foreign Minister Aino Berg met her Danish counterpart{joint or ' '}"
            f"Tomas Hedry{comma} in Oslo."
        )
    )
    assert (actors["Aino Berg"].acts_for, actors["Tomas Hedry"].acts_for) == ("Norway", "Denmark")


def test_an_honorific_is_no_part_of_a_name(read: Read) -> None:
    actors = _actors(
        read('H.E. Clara Roe, Minister of Environment of Norway, said: "We will not move."')
    )
    assert (actors["Clara Roe"].kind, actors["Clara Roe"].acts_for) == ("person", "Norway")


def test_a_state_in_capitals_that_opens_a_report_is_its_ministers(read: Read) -> None:
    told = (
        "SUDMARK'S Harbour Minister Clara Roe said that the levy could stay.\n\n"
        "Jim Doe, Norland's chief negotiator, said that he had not heard of it. The government of "
        "Norland is new."
    )
    for text in (told, told + " Sudmark's prime minister was silent."):
        actors = _actors(read(text))
        assert actors["Clara Roe"].acts_for == "Sudmark"
        assert actors["Sudmark"].kind == "state"
        assert "SUDMARK" not in actors


def test_the_board_of_a_company_is_that_company(read: Read) -> None:
    reading = read(
        "The Takeover Board said on Monday that Saltmarsh Lines had until May 2 to bid for "
        "Harbourline, which said that it would wait.\n\n"
        "The board of Harbourline rejected the offer on Tuesday. The board of Norlake was silent."
    )
    (found,) = reading.of(Position)
    assert (found.actor, found.stance) == ("Harbourline", "rejects")


def test_a_firm_that_is_called_one_is_what_it_means_later(read: Read) -> None:
    reading = read(
        "Late on Tuesday Varden, the family-controlled shipping group from Lindholt, said it was "
        "in talks with Merivale about an offer, which Quillon had promised to beat.\n\n"
        "Varden has been careful. Its statement says that there can be no certainty of an offer, "
        "and it wants three weeks of due diligence. Varden has until May 30."
    )
    assert _actors(reading)["Varden"].kind == "organisation"
    assert [p.actor for p in reading.of(Position) if p.stance == "demands"] == ["Varden"]


def test_a_body_that_takes_a_plural_verb_is_they(read: Read) -> None:
    reading = read(
        "Norland and Sudmark met on Monday. They agreed on nothing. The Southern Timber States "
        "have insisted all week that they will not lift the levy."
    )
    assert [p.actor for p in reading.of(Position) if p.stance == "rejects"] == [
        "Southern Timber States"
    ]


@pytest.mark.parametrize(
    "text",
    [
        'The Board of Marlin Steel plc ("Marlin") notes the announcement by Halden Metals plc '
        'regarding a revised proposal to acquire it at 345 pence per share (the "Second '
        'Proposal"). The Second Proposal is subject to due diligence. The Second Proposal failed.',
        "Norwegian envoy Peter Doe said so. Delegates agreed to forward Articles 1 and 2 to the "
        "plenary. Articles 3 and 4 said nothing of the fund.",
    ],
)
def test_a_defined_term_and_a_place_in_a_text_are_nobody(read: Read, text: str) -> None:
    names = {a.name for a in read(text).actors}
    assert names and not names & {"Second Proposal", "Articles"}


def test_the_last_word_of_a_body_s_name_means_it(read: Read) -> None:
    """Whatever the model takes the short form for, and only where one body ends so."""
    told = read(
        "Halden and the Vesper Front signed a truce on Thursday. The Front undertakes to open the "
        'coast road. "It is a pause," Jonas Keld, the Front\'s spokesman, said.'
    )
    actors = _actors(told)
    assert "Front" not in actors
    assert actors["Jonas Keld"].acts_for == "Vesper Front"
    two = read(
        "The Vesper Front and the Hill Front met Halden on Monday. The Front, its rivals said, is "
        "not one thing."
    )
    assert {"Vesper Front", "Hill Front"} <= set(_actors(two))


@pytest.mark.parametrize(
    ("text", "name", "role", "acts_for"),
    [
        ("Prince Idris Tahl, the foreign minister of Norland, left. Prince Idris said so.",
         "Idris Tahl", "foreign minister of Norland", "Norland"),
        ("Norland's minister, Emil Toft, met Prime Minister Lena Orsk of Kestry. Orsk said so.",
         "Lena Orsk", "Prime Minister", "Kestry"),
        ("Norland's transport minister, Sir Emil Toft, left. Toft said it was late.",
         "Emil Toft", "Norland's transport minister", "Norland"),
        ("The Minister of Health, Dr Ada Brandt, left. The minister said it was late.",
         "Ada Brandt", "Minister of Health", None),
        ("The road is open, the mediator, retired judge Dame Ada Brandt, said.",
         "Ada Brandt", "mediator", None),
        ("Emil Toft thanks Prime Minister Orsk. Orsk said she was glad.",
         "Orsk", "Prime Minister", None),
        ("Norland's minister, Sir Emil Toft, and his Kestry counterpart, Ines Varga, left. "
         "Varga said it was late.", "Ines Varga", None, None),
    ],
)  # fmt: skip
def test_titles_of_birth_and_rulers_of_states(
    read: Read, text: str, name: str, role: str | None, acts_for: str | None
) -> None:
    people = {a.name: a for a in read(text).actors if a.kind == "person"}
    assert (people[name].role, people[name].acts_for) == (role, acts_for)
    first = name.partition(" ")[0]
    assert [other for other in people if first in other.split()] == [name]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Orla Quick, the parcel firm, said it would pay. Orla Quick has 400 vans.", "Orla Quick"),
        ("Drugmaker Coriphar left. Karl Linden of Coriphar said Coriphar was right.", "Coriphar"),
        ("The Tavisham Museum made an offer. The museum said it was fair.", "Tavisham Museum"),
        ("Coriphar broke off talks. Shares in Coriphar fell. Coriphar said so.", "Coriphar"),
        ("Karl Linden left. Kestrel raised its offer. Linden met Kestrel on Monday.", "Kestrel"),
    ],
)
def test_what_is_called_a_firm_is_a_body(read: Read, text: str, name: str) -> None:
    reading = read(text)
    assert name in {a.name for a in reading.actors if a.kind == "organisation"}
    assert {s.speaker for s in reading.of(Statement)} <= {name, "Karl Linden"}


def test_the_first_word_of_a_firm_is_the_firm_and_no_state(read: Read) -> None:
    text = (
        "The dockers' union met the port operator, Kvarn Terminals, on Monday. Kvarn's chief "
        "negotiator, Petra Lind, offered 5 percent. A strike is likely unless Kvarn gives way. A "
        "spokesman said the government had no plans to intervene."
    )
    reading = read(text)
    actors = _actors(reading)
    assert "Kvarn" not in actors
    assert actors["Petra Lind"].acts_for == "Kvarn Terminals"
    assert all("intervene" not in p.issue for p in reading.of(Position) if p.actor != "unnamed")


@pytest.mark.parametrize("field", ["Culture", "Fisheries", "Trade", "Infrastructure"])
def test_the_field_of_a_minister_is_no_part_of_the_name(read: Read, field: str) -> None:
    (contact,) = read(
        f"Minister of {field} Jorn Talbek met Ada Brandt of Norland on Monday. "
        "Mr Talbek met Ms Brandt on Monday in Vell."
    ).of(Contact)
    assert [p.name for p in contact.participants] == ["Jorn Talbek", "Ada Brandt"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "Rumours that Ada Brandt met Ruta Klein are false, her office said.",
            "unnamed: her office",
        ),
        (
            "Ada Brandt will not meet Ruta Klein on Friday, her office said.",
            "unnamed: Ada Brandt's office",
        ),
        (
            "Ada Brandt met the pilots on Monday. "
            "Rumours that Ruta Klein of Sudmark called Brandt are false, her office said.",
            "unnamed: Ada Brandt's office",
        ),
    ],
)
def test_her_office_is_not_that_of_whoever_was_named_last(
    read: Read, text: str, speaker: str
) -> None:
    assert [s.speaker for s in read(text).of(Statement)] == [speaker]


def test_a_state_by_whose_name_a_firm_is_called_is_not_the_firm(read: Read) -> None:
    reading = read(
        "Norland Steel bid for Varen Iron. Norland's foreign minister, Ida Krog, said that the "
        "government would not object. Norland Steel said it was glad."
    )
    krog = next(a for a in reading.actors if a.name == "Ida Krog")
    assert krog.acts_for == "Norland"
    assert {"Norland", "Norland Steel"} <= {a.name for a in reading.actors}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "The Islamic Republic of Varn sent an envoy. Varn wants a truce, the envoy said.",
            {"Varn"},
        ),
        (
            "The Sultanate of Meris offered a hall. The Sultanate said that it was neutral.",
            {"Meris"},
        ),
        ("The Islamic Republic of Pakistan sent an envoy.", {"Pakistan"}),
        ("The Kingdom of Saudi Arabia sent an envoy. The Kingdom said so.", {"Saudi Arabia"}),
        ("The Republic of Korea sent an envoy.", {"South Korea"}),
    ],
)
def test_a_state_told_by_its_full_name_is_that_state(
    read: Read, text: str, names: set[str]
) -> None:
    assert {a.name for a in read(text).actors if a.kind == "state"} == names


@pytest.mark.parametrize(
    "text",
    [
        "Torvania's chief negotiator, Oren Falk, turned the map down. Falk said it was late.",
        "Torvania's chief negotiator, Oren Falk, turned the map down. Falk said it would wait.",
    ],
)
def test_it_that_an_official_speaks_of_makes_no_firm_of_the_name(read: Read, text: str) -> None:
    assert set(_actors(read(text))) == {"Torvania", "Oren Falk"}


def test_a_full_name_is_one_where_only_the_surname_has_a_label(read: Read) -> None:
    reading = read("A trip by Tessaly's prime minister, Iva Molnar, was put off. Molnar is ill.")
    molnar = _actors(reading)["Iva Molnar"]
    assert (molnar.kind, molnar.acts_for, len(molnar.mentions)) == ("person", "Tessaly", 2)


def test_where_something_is_is_no_short_name_of_a_firm(read: Read) -> None:
    reading = read(
        "Sudmark Airlines offered its pilots a rise. It is the largest airline in Sudmark. "
        "Sudmark has asked both to talk."
    )
    actors = _actors(reading)
    assert (actors["Sudmark"].kind, len(actors["Sudmark Airlines"].mentions)) == ("state", 1)


BIDDERS = (
    "Aldane Holdings raised its bid for Quay Mills. Aldane said that the offer would lapse. "
    "“We go no further,” said {}, {}."
)


def test_a_word_is_the_firms_until_somebody_is_named_who_bears_it(read: Read) -> None:
    actors = _actors(read(BIDDERS.format("Maria Aldane", "an investor")))
    assert [m.text for m in actors["Aldane Holdings"].mentions] == ["Aldane Holdings", "Aldane"]
    assert [m.text for m in actors["Maria Aldane"].mentions] == ["Maria Aldane"]


def test_its_chief_executive_serves_who_acted_before_the_quotation(read: Read) -> None:
    actors = _actors(read(BIDDERS.format("Jo Wick", "its chief executive")))
    assert actors["Jo Wick"].acts_for == "Aldane Holdings"


@pytest.mark.parametrize(
    ("called", "state"),
    [
        ("People's Republic of China", "China"),
        ("People’s Republic of China", "China"),
        ("Democratic People's Republic of Korea", "North Korea"),
        ("Republic of Congo", "Republic of the Congo"),
        ("Democratic Republic of Congo", "Democratic Republic of Congo"),
    ],
)
def test_a_state_told_in_full_is_that_state_and_no_other(
    read: Read, called: str, state: str
) -> None:
    assert [a.name for a in read(f"The {called} rejected the levy.").actors] == [state]


def test_a_shipping_firm_is_no_person(read: Read) -> None:
    told = "Falk Shipping rejected the demand for a rise. Falk Shipping said it would not pay."
    assert [(a.name, a.kind) for a in read(told).actors] == [("Falk Shipping", "organisation")]


def test_an_office_speaks_for_a_person_and_gives_no_words_of_its_own_to_her(read: Read) -> None:
    reading = read(
        "Ada Brandt, Norland's foreign minister, left. “We reject the map,” her office said."
    )
    assert [s.speaker for s in reading.of(Statement)] == ["unnamed: Ada Brandt's office"]
    (position,) = reading.of(Position)
    assert (position.actor, position.stance, position.voice) == ("Norland", "rejects", "own")


@pytest.mark.parametrize("paper", ["the Varn Post", "Radio Varn", "the Varn Times"])
def test_a_place_is_not_short_for_its_paper(read: Read, paper: str) -> None:
    text = (
        "Talks between Norland and Varn will open on Monday. A clerk told {} that Norland accepts "
        "the fee. Varn has rejected a delay."
    )
    found = read(text.format(paper))
    outlet = paper.removeprefix("the ")
    assert "Varn" in [a.name for a in found.actors]
    assert all(outlet != p.actor for p in found.of(Position))
    assert all(outlet != who.name for c in found.of(Contact) for who in c.participants)


def test_a_house_and_its_short_name_stay_one(read: Read) -> None:
    text = (
        "Meridian News and Harbourline Corp met. Harbourline said it would pay. Meridian said it "
        "would not print that."
    )
    assert {a.name for a in read(text).actors} == {"Harbourline Corp", "Meridian News"}


BESIDE = (
    "Brennia's water minister, Ilse Mark, said her government would accept no schedule that was "
    "set in Castelo alone. Castelo is prepared to share the readings of its gauges, its chief "
    "delegate, Rui Costa, said, provided that Brennia stops drawing water. He ruled out a joint "
    "operator. Brennia has accepted the hotline; Castelo has not said whether it will."
)


@pytest.mark.parametrize(
    "opening",
    [
        "Engineers and envoys from Brennia and Castelo spent a fourth day arguing. ",
        "Engineers spent a fourth day arguing. ",
    ],
)
def test_a_state_with_a_surname_for_its_name_is_neither_nobody_nor_the_others_capital(
    read: Read, opening: str
) -> None:
    found = read(opening + BESIDE)
    assert {("Brennia", "state"), ("Castelo", "state")} <= {(a.name, a.kind) for a in found.actors}
    (delegate,) = [a for a in found.actors if a.name == "Rui Costa"]
    assert delegate.acts_for == "Castelo"
    refused = [p.actor for p in found.of(Position) if p.issue == "a joint operator"]
    assert refused == ["Castelo"]


def test_a_capital_that_tells_what_its_state_does_stays_its_capital(read: Read) -> None:
    text = (
        "Varland's minister was in Harborough. Officials in Harborough said Varland would pay. "
        "Harborough said that Varland would sign. Harborough said no more."
    )
    found = read(text)
    assert [a.name for a in found.actors if a.kind == "state"] == ["Varland"]
