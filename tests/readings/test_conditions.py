"""Conditions: which words a stance hangs on, and that a threat is not turned round by them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from detente.model.claims import Assessment, Position, Reading
from tests.readings.background import OPENING, positions_after

Read = Callable[..., Reading]


def _positions(read: Read, sentence: str) -> list[Position]:
    return positions_after(read(OPENING + sentence))


@pytest.mark.parametrize(
    ("sentence", "stance", "condition"),
    [
        (
            "Norland would accept a joint patrol while foreign troops remain on the bank.",
            "conditionally_accepts",
            "while foreign troops remain on the bank",
        ),
        (
            "Norland said it could accept the cap on two conditions: an audit and a new chair.",
            "conditionally_accepts",
            "on two conditions: an audit and a new chair",
        ),
        (
            "Norland's approval of the census is conditional on a full audit.",
            "conditionally_accepts",
            "conditional on a full audit",
        ),
        (
            "Norland's signature hinges on the return of the ships.",
            "conditionally_accepts",
            "on the return of the ships",
        ),
        (
            "Norland made its consent dependent on the return of the ships.",
            "conditionally_accepts",
            "dependent on the return of the ships",
        ),
        (
            "Norland would lift the tariff, Skov said, if Sudmark dropped its lawsuit.",
            "offers",
            "if Sudmark dropped its lawsuit",
        ),
        (
            "Norland is open to a joint board, but Sudmark must pay its share.",
            "conditionally_accepts",
            "Sudmark must pay its share",
        ),
        (
            "Norland sees no point in lowering the fee while Sudmark's guards remain.",
            "rejects",
            "while Sudmark's guards remain",
        ),
        (
            "Without the release of the crews there will be no accord, Skov said.",
            "demands",
            "Without the release of the crews",
        ),
        (
            "Norland signed a declaration pledging engineers for the dam under a future accord.",
            "offers",
            "under a future accord",
        ),
        (
            "Norland said it would sign the accord should Sudmark free the crews.",
            "conditionally_accepts",
            "should Sudmark free the crews",
        ),
        (
            "Norland would accept the fee were it phased in over five years.",
            "conditionally_accepts",
            "were it phased in over five years",
        ),
        (
            "Norland would sign the accord, assuming the road is open by then.",
            "conditionally_accepts",
            "assuming the road is open by then",
        ),
        (
            "Norland will not sign the accord absent a joint audit.",
            "conditionally_accepts",
            "absent a joint audit",
        ),
        (
            "Norland refuses to lift the levy unless the crews are freed.",
            "conditionally_accepts",
            "unless the crews are freed",
        ),
        (
            "Norland ruled out any talks before the guards leave.",
            "conditionally_accepts",
            "before the guards leave",
        ),
        (
            "Norland has ruled out talks as long as the guards remain.",
            "rejects",
            "as long as the guards remain",
        ),
        (
            "Norland would not sign “an accord without the port”, Skov said.",
            "conditionally_accepts",
            "without the port",
        ),
        (
            "Norland would stop its patrols if the raids stop, Skov said.",
            "offers",
            "if the raids stop",
        ),
        (
            "Norland’s blockade will continue until the crews are freed, Skov said.",
            "demands",
            "until the crews are freed",
        ),
        (
            "The levy will be lifted as soon as the guards leave, Skov said.",
            "offers",
            "as soon as the guards leave",
        ),
        (
            "Norland has tied any accord to the return of the ships.",
            "conditionally_accepts",
            "to the return of the ships",
        ),
        (
            "Norland has no objection to the census provided the ports are left out, Skov said.",
            "conditionally_accepts",
            "provided the ports are left out",
        ),
        (
            "Norland accepted the census but insisted that the League run it.",
            "conditionally_accepts",
            "insisted that the League run it",
        ),
        (
            "Norland is willing to lower the fee, Skov said. But first Sudmark must free the "
            "crews, she added.",
            "offers",
            "first Sudmark must free the crews",
        ),
        (
            "Norland is willing to lower the fee, Skov said. That, she said, would require "
            "Sudmark to free the crews.",
            "offers",
            "require Sudmark to free the crews",
        ),
        (
            "Skov said Norland agreed to halt the patrols, “subject to the Sudmark Republic "
            "agreeing to the opening of the canal.”",
            "conditionally_accepts",
            "subject to the Sudmark Republic agreeing to the opening of the canal",
        ),
        (
            "“Unless they free the crews, there’s no deal,” Skov said.",
            "demands",
            "Unless they free the crews",
        ),
        (
            "Norland will allow ships to pass via “coordination with the harbour guard”.",
            "offers",
            "via “coordination with the harbour guard",
        ),
        (
            "Norland is ready to open the river should the other side ask for it.",
            "offers",
            "should the other side ask for it",
        ),
        (
            "Norland would accept the census providing fees were cut.",
            "conditionally_accepts",
            "providing fees were cut",
        ),
        (
            "Norland said it was willing to cut the levy, provided Sudmark did the same.",
            "offers",
            "provided Sudmark did the same",
        ),
        (
            "Norland could accept the cap, Skov said, as long as there was an end date.",
            "conditionally_accepts",
            "as long as there was an end date",
        ),
        (
            "Norland is ready to lift its ban on steel -- but only if Sudmark ends its subsidies.",
            "offers",
            "only if Sudmark ends its subsidies",
        ),
        (
            "Norland would sign the pact this week if Sudmark opened the port.",
            "conditionally_accepts",
            "if Sudmark opened the port",
        ),
        (
            "Norland supports the sale so long as the price stays above 40 crowns.",
            "conditionally_accepts",
            "so long as the price stays above 40 crowns",
        ),
        (
            "Only if its levy is lifted will Norland return to the talks.",
            "conditionally_accepts",
            "Only if its levy is lifted",
        ),
        (
            "Norland will take part in the census as long as refugees are counted.",
            "conditionally_accepts",
            "as long as refugees are counted",
        ),
        (
            "Norland will resume talks, but only for a day.",
            "conditionally_accepts",
            "but only for a day",
        ),
        (
            "Norland said it would drop its pay claim if Sudmark kept the port open.",
            "offers",
            "if Sudmark kept the port open",
        ),
        (
            "Norland said it would raise its bid if it was given the books.",
            "offers",
            "if it was given the books",
        ),
        (
            "Norland committed itself to cut emissions, on condition that Sudmark pays.",
            "offers",
            "on condition that Sudmark pays",
        ),
        (
            "Norland conditioned its approval of the census on the return of the ships.",
            "conditionally_accepts",
            "on the return of the ships",
        ),
        (
            "Norland's acceptance of the river's new summer schedule is contingent on a fund.",
            "conditionally_accepts",
            "contingent on a fund",
        ),
        (
            "Norland accepted the cap. In return, it wants Sudmark to open the port.",
            "conditionally_accepts",
            "it wants Sudmark to open the port",
        ),
        (
            "Norland accepted the cap. Its one condition is that Sudmark pays.",
            "conditionally_accepts",
            "that Sudmark pays",
        ),
        (
            "Norland is willing to disarm. First, however, it wants an amnesty law.",
            "offers",
            "it wants an amnesty law",
        ),
        (
            "Norland agreed to halt patrols. The move was subject to Sudmark opening the port.",
            "conditionally_accepts",
            "subject to Sudmark opening the port",
        ),
        (
            "Norland accepted the rota. But that would need a vote by its members, Skov added.",
            "conditionally_accepts",
            "need a vote by its members",
        ),
        (
            "“We will not sit down with them unless they leave,” Norland's defence minister said.",
            "conditionally_accepts",
            "unless they leave",
        ),
        (
            "Norland's president said no talks could begin until the shelling stopped.",
            "demands",
            "until the shelling stopped",
        ),
        (
            "Norland insisted it would sign the pact if Sudmark left.",
            "conditionally_accepts",
            "if Sudmark left",
        ),
        (
            "Norland agreed to lend 900 crowns, but payment depends on a new law.",
            "conditionally_accepts",
            "payment depends on a new law",
        ),
        (
            "Norland's pledge to pay is conditional on an audit.",
            "offers",
            "conditional on an audit",
        ),
        (
            "Norland will give up its claim to the port if Sudmark leaves.",
            "offers",
            "if Sudmark leaves",
        ),
        (
            "Norland will walk out of the talks unless Sudmark leaves the port.",
            "demands",
            "unless Sudmark leaves the port",
        ),
        (
            "Norland's premier said his country is ready to lift the ban once Sudmark pays.",
            "offers",
            "once Sudmark pays",
        ),
    ],
)
def test_what_a_stance_hangs_on_is_kept(
    read: Read, sentence: str, stance: str, condition: str
) -> None:
    assert (stance, condition) in {(p.stance, p.condition) for p in _positions(read, sentence)}


@pytest.mark.parametrize(
    ("sentence", "stance", "issue"),
    [
        (
            "Norland threatened to close the canal unless Sudmark freed the crews.",
            "demands",
            "Sudmark freed the crews",
        ),
        (
            "Norland threatened to close the canal if Sudmark did not free the crews.",
            "demands",
            "free the crews",
        ),
        (
            "Norland threatened to close the canal if Sudmark fails to free the crews.",
            "demands",
            "free the crews",
        ),
        (
            "Norland threatened to close the canal if Sudmark resumes work on the dam.",
            "rejects",
            "Sudmark resumes work on the dam",
        ),
        (
            "There will be no deal if the guards stay, Skov said.",
            "rejects",
            "the guards stay",
        ),
        (
            "Norland threatened Sudmark with a new levy if it does not open the gates.",
            "demands",
            "open the gates",
        ),
    ],
)
def test_a_threat_asks_for_what_would_end_it(
    read: Read, sentence: str, stance: str, issue: str
) -> None:
    found = {(p.actor, p.stance, p.issue) for p in _positions(read, sentence)}
    assert ("Norland", stance, issue) in found


@pytest.mark.parametrize(
    "sentence",
    [
        "Norland's consent is not conditional on an audit.",
        "Norland's consent to the plan was welcome.",
        "Norland did not make its consent dependent on the return of the ships.",
        "There will be no deal this week, Skov said.",
        "Norland threatened Sudmark with a new levy.",
        "Norland is open to ships of all flags.",
    ],
)
def test_what_hangs_on_nothing_gives_no_stance(read: Read, sentence: str) -> None:
    assert not _positions(read, sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Norland will lift the levy while Sudmark keeps its own.",
        "Norland offered 6 crowns and says it will not go further unless Sudmark opens the gates.",
        "Norland accepted the plan under difficult conditions.",
        "Norland accepted the plan, providing relief to both ports.",
        "Norland accepted the plan, assuming control of both ports.",
        "Norland accepted the plan and asked who were they to judge.",
        "Norland accepted the plan but insisted that it does not bind the League.",
        "Norland accepted the plan. The price was subject to a levy.",
        "Norland accepted the plan.\n\nBut Sudmark must open the port, Brage's mayor said.",
    ],
)
def test_what_stands_beside_is_no_condition(read: Read, sentence: str) -> None:
    found = _positions(read, sentence)
    assert found
    assert all(p.condition is None for p in found if p.stance in ("offers", "accepts"))


def test_what_another_would_do_in_return_for_something_is_its_own_offer(read: Read) -> None:
    found = _positions(read, "Norland accepted the cap. In return for a seat, Sudmark would pay.")
    assert ("Norland", None) in {(p.actor, p.condition) for p in found}
    assert ("Sudmark", "In return for a seat") in {(p.actor, p.condition) for p in found}


@pytest.mark.parametrize(
    ("sentence", "proposition"),
    [
        ("Norland accepted monitors for five years.", "monitors for five years"),
        ("Norland demands 11 percent over two years.", "11 percent over two years"),
        ("Norland accepted longer shifts in the first phase.", "longer shifts in the first phase"),
        ("Norland rejected the cap on Monday.", "the cap"),
    ],
)
def test_how_long_something_is_to_hold_is_part_of_it(
    read: Read, sentence: str, proposition: str
) -> None:
    assert [p.proposition for p in _positions(read, sentence)] == [proposition]


@pytest.mark.parametrize(
    "sentence",
    [
        "Norland has refused to free the crews, a charge that it denies.",
        "Norland, Sudmark says, refused to free the crews, a claim that Norland calls false.",
        "Norland rejected the cap, which it denies.",
    ],
)
def test_what_is_called_a_false_charge_is_no_stance(read: Read, sentence: str) -> None:
    assert not _positions(read, sentence)


def test_a_charge_against_one_deed_leaves_the_other_standing(read: Read) -> None:
    found = _positions(
        read,
        "Norland rejected the cap and accused Sudmark of lying, a charge that Sudmark denies.",
    )
    assert {(p.actor, p.stance) for p in found} == {("Norland", "rejects")}


def test_an_exception_is_kept_with_a_yes(read: Read) -> None:
    found = _positions(read, "Norland accepted the map, except for the two islands.")
    assert [(p.stance, p.condition) for p in found] == [
        ("conditionally_accepts", "except for the two islands")
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Norland stopped its patrols on Monday.",
        "Norland will stay in the talks until Friday.",
        "Sudmark’s blockade will be lifted if Norland pays, Skov said.",
        "The levy would be lifted if Norland freed the crews, Skov said.",
        "No talks will be held on Friday, Skov said.",
    ],
)
def test_who_gives_nothing_offers_nothing(read: Read, sentence: str) -> None:
    stances = {(p.actor, p.stance) for p in _positions(read, sentence)}
    assert not stances & {("Norland", "offers"), ("Norland", "demands")}


def test_what_a_yes_is_subject_to_is_nobodys_yes(read: Read) -> None:
    found = _positions(read, "The truce is subject to Norland agreeing to open the canal.")
    assert not [p for p in found if p.stance == "accepts"]


def test_giving_up_is_refused_like_anything_else(read: Read) -> None:
    (position,) = _positions(read, "Norland refused to give up its claim to the port.")
    assert position.stance == "rejects"
    assert not _positions(read, "Norland refused to give details of its claim to the port.")


def test_what_is_insisted_on_is_asked_for_or_said(read: Read) -> None:
    asked = "Norland insists that the crews be freed."
    assert [(p.stance, p.issue) for p in _positions(read, asked)] == [
        ("demands", "the crews be freed")
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        '"If you ask me, Norland would accept the levy," Skov said.',
        '"Norland would, if I may say so, accept the levy," Skov said.',
        "Norland will accept the levy, if you like.",
        "If anything, Norland would accept the levy.",
    ],
)
def test_a_manner_of_speaking_is_no_condition(read: Read, sentence: str) -> None:
    assert [p.condition for p in _positions(read, sentence)] == [None]


def test_behind_a_manner_of_speaking_the_condition_is_found(read: Read) -> None:
    told = '"If you ask me, we could live with the levy, as long as it ends in May," Skov said.'
    (found,) = _positions(read, told)
    assert (found.stance, found.condition) == (
        "conditionally_accepts",
        "as long as it ends in May",
    )


def test_the_same_words_with_a_clause_are_a_condition(read: Read) -> None:
    (found,) = _positions(read, "Norland would accept the levy if anything changed.")
    assert found.condition == "if anything changed"


@pytest.mark.parametrize(
    "condition",
    [
        "provided it gets a seat",
        "should the guards leave",
        "were the guards to leave",
        "under the condition that the fee goes",
        "against payment of the fee",
        "upon receipt of a guarantee",
        "in the absence of a strike",
        "to the extent that the guards leave",
        "predicated on a withdrawal",
        "given a floor of that kind",
        "but not until the guards leave",
    ],
)
def test_a_promise_hangs_on_what_these_words_bring(read: Read, condition: str) -> None:
    (found,) = _positions(read, f"Norland would sign the pact {condition}.")
    assert (found.stance, found.condition) == ("conditionally_accepts", condition)


@pytest.mark.parametrize(
    "sentence",
    [
        "Norland accepted the plan and asked what should the League pay.",
        "Norland signed the pact, given a warm welcome.",
        "Norland signed the pact in the absence of the mayor.",
    ],
)
def test_what_only_looks_like_these_words_is_no_condition(read: Read, sentence: str) -> None:
    found = _positions(read, sentence)
    assert [p.condition for p in found if p.stance == "accepts"] == [None]


def test_a_thing_that_is_tied_says_so_in_the_clause_of_its_verb(read: Read) -> None:
    (found,) = _positions(
        read, "Norland's offer, conditional on a loan, would be improved, Skov said."
    )
    assert found.condition == "conditional on a loan"


@pytest.mark.parametrize(
    ("sentence", "stance"),
    [
        ("Norland will consider the draft only once the guards leave.", "conditionally_accepts"),
        ("Norland will consider the draft once the guards leave.", "reserves"),
    ],
)
def test_only_makes_terms_of_what_is_considered(read: Read, sentence: str, stance: str) -> None:
    (found,) = _positions(read, sentence)
    assert (found.stance, found.condition is not None) == (stance, True)


@pytest.mark.parametrize(
    ("sentence", "issue", "condition"),
    [
        (
            "Norland would not call off the siege unless the toll was capped at six crowns.",
            "call off the siege",
            "unless the toll was capped at six crowns",
        ),
        ("Absent an audit, Norland will not sign.", "sign", "Absent an audit"),
        (
            "Assuming that the raids end, Norland will sign the pact.",
            "the pact",
            "Assuming that the raids end",
        ),
        (
            "Norland will sign the pact the day that the raids end.",
            "the pact",
            "the day that the raids end",
        ),
        (
            "Norland agreed to a truce, which comes with a condition: the crews must be freed.",
            "a truce",
            "the crews must be freed",
        ),
        (
            "Norland accepted the plan. The offer comes with one condition: the crews must go.",
            "the plan",
            "the crews must go",
        ),
    ],
)
def test_a_yes_keeps_its_condition_however_that_is_put(
    read: Read, sentence: str, issue: str, condition: str
) -> None:
    found = [p for p in _positions(read, sentence) if p.actor == "Norland"]
    assert [(p.stance, p.issue, p.condition) for p in found] == [
        ("conditionally_accepts", issue, condition)
    ]


def test_when_a_yes_was_given_is_no_condition_of_it(read: Read) -> None:
    (given,) = _positions(read, "Norland accepted the plan as soon as it was read.")
    assert (given.stance, given.condition) == ("accepts", None)
    (to_come,) = _positions(read, "Norland will accept the plan as soon as it is read.")
    assert to_come.stance == "conditionally_accepts"


def test_who_was_absent_names_no_condition(read: Read) -> None:
    found = _positions(read, "Norland, absent from the talks, rejected the plan.")
    assert [(p.stance, p.condition) for p in found] == [("rejects", None)]


def test_what_a_semicolon_parts_stands_by_itself(read: Read) -> None:
    found = _positions(read, "Norland insists on a toll; Sudmark rejects it.")
    assert [(p.actor, p.stance, p.issue) for p in found] == [
        ("Norland", "demands", "a toll"),
        ("Sudmark", "rejects", "a toll"),
    ]


@pytest.mark.parametrize("denial", ["Sudmark denies it", "the report was false"])
def test_what_is_called_untrue_behind_a_semicolon_is_no_stance(read: Read, denial: str) -> None:
    assert _positions(read, f"Norland has agreed to the toll; {denial}.") == []


@pytest.mark.parametrize(
    ("sentence", "issue"),
    [
        ("“We can't move on the roster,” Skov said.", "the roster"),
        ("Norland would not budge over the size of the fee.", "the size of the fee"),
        ("Norland will not budge on Monday.", "budge on Monday"),
        ("Norland will not move on this.", "move on this"),
    ],
)
def test_who_does_not_move_on_a_thing_says_no_to_it(read: Read, sentence: str, issue: str) -> None:
    (found,) = _positions(read, sentence)
    assert (found.stance, found.issue) == ("rejects", issue)


def test_what_a_thing_is_called_is_a_judgement_and_no_stance(read: Read) -> None:
    reading = read(
        OPENING + "“Unless one of them blinks, the board is a piece of paper,” Skov said."
    )
    assert positions_after(reading) == []
    (judged,) = reading.of(Assessment)
    assert (judged.polarity, judged.about) == ("conditional", "the board")
    assert judged.condition == "Unless one of them blinks"
