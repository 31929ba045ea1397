"""Whole invented reports: a strike, a truce that is denied, a debt; nothing false stands as fact.

Each report holds what readers trip over: a denial of what another side claims, a condition, a
limit, two plans in one sentence, an office without its state.
"""

from __future__ import annotations

import datetime as dt

import pytest

from detente.model.claims import Contact, Position, Proposal, Reading
from detente.model.text import make_report
from detente.readings.readers import reader

STRIKE = """Harbour strike looms in Quellmouth as pay talks stall

QUELLMOUTH, March 3 (Tidewire) - Talks between the Dockers' Federation and Saltmarsh Terminals
broke up late on Monday without a deal on pay, both sides said.

The federation is demanding 11 percent over two years. Saltmarsh Terminals has offered 6 percent
and says that it will not go further unless the union gives up the four-hour shift.

"We have gone as far as we can," said Ivo Carrick, the company's chief negotiator.

The federation has set a deadline of midnight on Friday for a better offer. Marta Lindqvist, the
state mediator, asked both sides to meet again on Thursday.

Lena Farrow, who leads the federation, denied that any meeting with Saltmarsh had been agreed
for Thursday. "No such meeting has been arranged," she told Tidewire.

The company's demand for an end to the four-hour shift has been a sticking point since January.
The federation would accept longer shifts for five years if the company hired 300 new dockers.
"""
TRUCE = """Torvania denies breaking truce as envoys gather in Brisa

BRISA, March 4 - Melovar accused Torvania on Tuesday of refusing to withdraw its guns from the
Anser river, a charge that Torvania calls false.

"Our guns have been silent since January 9," the Torvanian defence minister, Pavel Ostrin, told
reporters in Harnstad. He said that Melovar would see.

Melovar rejected the River Commission's plan for a buffer zone but said it would accept a joint
patrol while foreign troops remain on the eastern bank.

The Torvanian foreign ministry denied that any call between the two presidents had been held on
Sunday. Ostrin said that Torvania would not withdraw from the bank unless Melovar opened the
railway.

The talks with Sudmark about the lower river began last week while the envoys were in Brisa. The
Commission's envoy, Adela Moreau, will present a map when the two sides meet on Thursday.
"""
DEBT = """Kestavia's lenders reject swap, ask for longer talks

VELL, March 5 - A group of creditors turned down the proposal of Kestavia's government to swap
$4.2 billion of bonds for new paper on Wednesday, saying the cut of 35 percent was too deep.

The creditors want a cut of no more than 20 percent and a payment linked to copper exports for
five years. Finance minister Tomas Rell said the government would raise its offer only if the
lenders agreed to a two-year pause in interest payments.

The government had earlier withdrawn a first plan, which lenders had rejected in November, and
tabled the swap in its place. The lenders said that Kestavia had hidden $300 million from them,
which Rell called nonsense. Rell threatened to freeze the bonds if the lenders did not return to
the table.
"""


def _read(text: str) -> Reading:
    report = make_report(
        text,
        published=dt.date(2031, 3, 5),
        retrieved=dt.datetime(2031, 3, 5, tzinfo=dt.UTC),
    )
    return reader("learned").read(report)


@pytest.fixture(scope="module")
def strike() -> Reading:
    return _read(STRIKE)


@pytest.fixture(scope="module")
def truce() -> Reading:
    return _read(TRUCE)


@pytest.fixture(scope="module")
def debt() -> Reading:
    return _read(DEBT)


def _positions(reading: Reading, actor: str) -> list[Position]:
    return [p for p in reading.of(Position) if p.actor == actor]


def _on(reading: Reading, actor: str, words: str) -> Position:
    return next(p for p in _positions(reading, actor) if words in " ".join(p.issue.split()))


def _sides(contact: Contact) -> set[str]:
    return {p.name for p in contact.participants}


def test_a_house_has_one_name_and_no_fragment_of_one(strike: Reading) -> None:
    names = {a.name for a in strike.actors}
    assert {"Dockers' Federation", "Saltmarsh Terminals"} <= names
    assert not names & {"Dockers", "Federation", "Saltmarsh", "Terminals"}


def test_who_leads_a_house_speaks_for_it(strike: Reading) -> None:
    farrow = next(a for a in strike.actors if a.name == "Lena Farrow")
    assert farrow.acts_for == "Dockers' Federation"


def test_what_a_union_demands_is_its_own(strike: Reading) -> None:
    assert _on(strike, "Dockers' Federation", "11 percent").stance == "demands"


def test_how_long_something_is_to_hold_stands_in_what_is_asked(strike: Reading) -> None:
    asked = _on(strike, "Dockers' Federation", "11 percent")
    shifts = _on(strike, "Dockers' Federation", "longer shifts")
    assert asked.proposition == "11 percent over two years"
    assert shifts.proposition == "longer shifts for five years"
    assert shifts.stance == "conditionally_accepts"
    assert shifts.condition == "if the company hired 300 new dockers"


def test_an_offer_does_not_take_the_condition_of_the_next_clause(strike: Reading) -> None:
    assert _on(strike, "Saltmarsh Terminals", "6 percent").condition is None


def test_a_meeting_that_one_side_denies_to_have_agreed_is_not_planned(strike: Reading) -> None:
    assert "planned" not in {c.status for c in strike.of(Contact)}


def test_who_denies_a_plan_does_not_deny_the_talks_that_were_held(strike: Reading) -> None:
    held = [c for c in strike.of(Contact) if c.status == "held"]
    assert [_sides(c) for c in held] == [{"Dockers' Federation", "Saltmarsh Terminals"}]
    assert all(told.status == "held" for c in held for told in c.statuses)


def test_a_deadline_of_one_side_is_not_the_mediator_s(strike: Reading) -> None:
    mediator = _positions(strike, "Marta Lindqvist")
    assert all("offer" not in p.issue for p in mediator)


def test_a_demand_that_is_called_a_sticking_point_is_plain(strike: Reading) -> None:
    assert _on(strike, "Saltmarsh Terminals", "an end").confidence >= 0.75


def test_a_charge_that_is_denied_is_no_stance_of_the_accused(truce: Reading) -> None:
    assert all("guns" not in p.issue for p in _positions(truce, "Torvania"))


def test_a_yes_while_something_lasts_is_a_yes_if(truce: Reading) -> None:
    patrol = _on(truce, "Melovar", "joint patrol")
    assert patrol.stance == "conditionally_accepts"
    assert patrol.condition == "while foreign troops remain on the eastern bank"


def test_a_denied_call_is_kept_as_denied_by_who_denies_it(truce: Reading) -> None:
    calls = [c for c in truce.of(Contact) if c.kind == "call"]
    assert [c.status for c in calls] == ["denied"]
    assert _sides(calls[0]) == {"Melovar", "Torvania"}
    assert [(s.status, s.by) for s in calls[0].statuses] == [
        ("denied", "unnamed: Torvanian foreign ministry")
    ]


def test_talks_with_a_third_are_given_to_nobody_who_is_not_told(truce: Reading) -> None:
    third = [c for c in truce.of(Contact) if "Sudmark" in _sides(c)]
    assert third
    assert all(not _sides(c) & {"Torvania", "Melovar"} for c in third)


def test_a_meeting_in_a_sentence_about_what_is_to_come_is_planned(truce: Reading) -> None:
    meetings = [c for c in truce.of(Contact) if "meet on Thursday" in c.main.text]
    assert {c.status for c in meetings} == {"planned"}


def test_what_became_of_a_first_plan_is_not_told_of_the_second(debt: Reading) -> None:
    swap = next(p for p in debt.of(Proposal) if "proposal" in p.name)
    assert swap.stage not in ("withdrawn", "rejected")


def test_a_minister_is_of_the_only_state_that_the_report_names(debt: Reading) -> None:
    assert next(a for a in debt.actors if a.name == "Tomas Rell").acts_for == "Kestavia"


def test_an_offer_that_hangs_on_something_keeps_it(debt: Reading) -> None:
    raised = [p for p in _positions(debt, "Kestavia") if "offer" in p.issue]
    assert all((p.condition or "").startswith("only if") for p in raised)


def test_a_threat_asks_for_what_would_end_it(debt: Reading) -> None:
    asked = _on(debt, "Kestavia", "return to the table")
    assert asked.stance == "demands"
    assert "not" not in asked.issue
