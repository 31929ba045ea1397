"""What changed in a pair of points, typed, with the words of both drafts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.drafts.aligning import align
from detente.drafts.changes import compare
from detente.drafts.points import cut
from detente.model.drafts import Comparison
from tests.drafts.wordings import changed, edits_of_one, told


def compared(old: str, new: str) -> Comparison:
    return compare(align(cut("old", old), cut("new", new)))


FORCES = "Norland keeps at most 600,000 troops in the northern districts"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (FORCES, FORCES.replace("600,000", "800,000"), ("number", "up", 33.3)),
        (FORCES, FORCES.replace("600,000", "half a million"), ("number", "down", None)),
        (
            "It is paid within 90 days.",
            "It is paid within two weeks.",
            ("deadline", "down", -84.4),
        ),
        ("Fees rise by 10 percent a year.", "Fees rise by 12% a year.", ("number", "up", 20.0)),
        ("Sudmark pays $3 billion.", "Sudmark pays $2.5 billion.", ("number", "down", -16.7)),
    ],
)
def test_numbers_have_units_and_direction(
    old: str, new: str, expected: tuple[str, str, float | None]
) -> None:
    [edit] = [e for e in changed(old, new).edits if e.kind in ("number", "deadline")]
    kind, direction, percent = expected
    assert (edit.kind, edit.direction) == (kind, direction)
    if percent is not None:
        assert edit.percent == percent


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Forces shall leave the strip.", "Forces should leave the strip.", "weaker"),
        ("Forces may leave the strip.", "Forces must leave the strip.", "stronger"),
        ("Forces will leave the strip.", "Forces aim to leave the strip.", "weaker"),
        ("Forces leave the strip.", "Forces should leave the strip.", "weaker"),
        ("Sund will consider opening the lock.", "Sund shall open the lock.", "stronger"),
        ("Sund shall open the lock.", "Sund shall consider opening the lock.", "weaker"),
        ("Sund shall consider a toll.", "Sund should consider a toll.", "weaker"),
        ("Sund shall consider paying.", "Sund should consider paying.", "weaker"),
    ],
)
def test_what_binds_gets_stronger_or_weaker(old: str, new: str, expected: str) -> None:
    assert [e.direction for e in changed(old, new).edits if e.kind == "obligation"] == [expected]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        # all is reworded, and what may be stands first
        (
            "Depots shall be searched by the mission, and the cost may be shared.",
            "Who pays can be settled between the two; inspectors must look into every store.",
            [],
        ),
        (
            "Depots shall be searched by the mission, and the cost may be shared.",
            "Who pays can be settled between the two; inspectors should look into every store.",
            [("shall", "should", "weaker")],
        ),
        # by the way in one of them alone
        (
            "The fund has three parts, of which one shall go to schools.",
            "Out of three parts of the fund, one may go to schools.",
            [("shall", "may", "weaker")],
        ),
        (
            "Affirms that the transition should be fair to workers.",
            "Underlines that the change ought to do justice to those who work.",
            [],
        ),
        # "agree to" after "may" is no duty of its own
        (
            "The parties may agree to meet.",
            "The parties shall agree to meet.",
            [("may", "shall", "stronger")],
        ),
        # a condition
        ("Norland shall pay should the bank fail.", "Norland shall pay if the bank fails.", []),
    ],
)
def test_duties_that_are_one_in_other_words(
    old: str, new: str, expected: list[tuple[str, str, str]]
) -> None:
    found = edits_of_one(old, new, "obligation")
    assert [(edit.before, edit.after, edit.direction) for edit in found] == expected


def test_a_duty_in_other_words_is_no_change_of_duty() -> None:
    kinds = {
        e.kind
        for e in changed("Forces shall leave the strip.", "Forces must leave the strip.").edits
    }
    assert "obligation" not in kinds


def test_who_is_bound() -> None:
    assert ("actor", "Sudmark", "The two parties", None) in told(
        "Sudmark shall pay the arrears for the gas.",
        "The two parties shall pay the arrears for the gas.",
    )


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        (", provided that the arrears are paid", "condition"),
        (", except for the coast road", "exception"),
    ],
)
def test_conditions_and_exceptions_come_and_go(words: str, kind: str) -> None:
    bare = "The roads through the strip are opened to trade{}."
    added = told(bare.format(""), bare.format(words))
    assert (kind, "", words.strip(", "), "added") in added
    dropped = told(bare.format(words), bare.format(""))
    assert (kind, words.strip(", "), "", "dropped") in dropped


def test_a_negation_is_seen() -> None:
    assert ("negation", "", "not", "added") in told(
        "Monitors carry arms in the strip.", "Monitors do not carry arms in the strip."
    )


def test_renumbering_is_no_change_and_pointing_elsewhere_is() -> None:
    old = (
        "1. Forces leave the strip.\n2. Prisoners return home.\n3. Fees are due as point 2 says.\n"
    )
    moved = (
        "1. A court sits.\n2. Forces leave the strip.\n3. Prisoners return home.\n"
        "4. Fees are due as point {} says.\n"
    )
    follows = compared(old, moved.format(3)).changed[-1]
    assert (follows.weight, follows.edits) == ("unchanged", ())
    [edit] = compared(old, moved.format(1)).changed[-1].edits
    assert (edit.kind, edit.before, edit.after) == ("reference", "point 2", "point 1")


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Ships pass under Article 7(2).", "Ships pass under Article 7(3).", ["reference"]),
        ("Points 13 and 14 bind both.", "Points 13 and 15 bind both.", ["reference"]),
        ("Points 13 to 15 bind both.", "Points 13 to 16 bind both.", ["reference"]),
        ("Point 13 and 14 monitors bind both.", "Point 13 and 15 monitors bind both.", ["number"]),
    ],
)
def test_a_number_of_another_point_is_a_reference(old: str, new: str, expected: list[str]) -> None:
    assert [e.kind for e in changed(old, new).edits] == expected


def test_a_reference_into_a_point_follows_its_number() -> None:
    old = "1. Guns:\n(1) go;\n(2) stay out.\n2. Fees are due as point 1(2) says.\n"
    new = "1. A court sits.\n2. Guns:\n(1) go;\n(2) stay out.\n3. Fees are due as point {} says.\n"
    assert compared(old, new.format("2(2)")).changed[-1].weight == "unchanged"
    assert [e.kind for e in compared(old, new.format("2(1)")).changed[-1].edits] == ["reference"]


def test_style_is_told_from_substance() -> None:
    old = "The organisation decides on all disputes over the harbour"
    style = changed(f"{old}.", old.replace("organisation", "organization") + ";")
    assert style.weight == "editorial"
    assert changed(f"{old}.", f"{old.replace('disputes', 'quarrels')}.").weight == "substantive"


_WORDS = st.sampled_from(
    [
        "Norland",
        "shall",
        "not",
        "pay",
        "90",
        "days",
        "if",
        "forces",
        "leave",
        ",",
        "point 1",
        "may",
    ]
)


@given(st.lists(_WORDS, min_size=1, max_size=14), st.lists(_WORDS, min_size=1, max_size=14))
def test_the_words_of_an_edit_stand_where_it_says(old: list[str], new: list[str]) -> None:
    found = compared(f"1. {' '.join(old)}", f"1.\n {'  '.join(new)}\n")
    for one in found.changed:
        for edit in one.edits:
            a = found.alignment.a.text[edit.a.start : edit.a.end]
            b = found.alignment.b.text[edit.b.start : edit.b.end]
            assert (" ".join(a.split()), " ".join(b.split())) == (edit.before, edit.after)
    same = compared(f"1. {' '.join(old)}", f"1.  {'  '.join(old)}")
    assert all(one.weight == "unchanged" for one in same.changed)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Norland withdraws 40 monitors.", "Norland withdraws 40 observers."),
        ("One half of the fleet leaves.", "Half of the fleet leaves."),
        ("The council meets twice a year.", "The council meets two times a year."),
        ("One of the parties pays.", "Any of the parties pays."),
    ],
)
def test_the_same_number_called_otherwise_is_no_change_of_number(old: str, new: str) -> None:
    assert not {e.kind for e in changed(old, new).edits} & {"number", "deadline"}


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        (
            "Fire ceases 48 hours after signature.",
            "Fire ceases 24 hours after signature.",
            "deadline",
        ),
        ("A report is due every 2 years.", "A report is due every 3 years.", "frequency"),
        ("Notice is given 21 days in advance.", "Notice is given 14 days in advance.", "deadline"),
        (
            "Either may end it on 24 hours' notice.",
            "Either may end it on 3 days’ notice.",
            "deadline",
        ),
        ("A prior notice of 30 days is due.", "A prior notice of 20 days is due.", "deadline"),
        ("It is paid in 20 business days.", "It is paid in 30 business days.", "deadline"),
        ("It is paid in 20 business days.", "It is paid in 20 days.", "deadline"),
        (
            "No rent is due during the first 4 years.",
            "No rent is due during the first 2 years.",
            "deadline",
        ),
    ],
)
def test_times_that_are_counted_from_something_are_deadlines_and_others_tell_how_often(
    old: str, new: str, kind: str
) -> None:
    assert [e.kind for e in changed(old, new).edits] == [kind]


def test_what_is_done_is_not_who_is_bound() -> None:
    kinds = {
        e.kind
        for e in changed(
            "The guns shall be taken away within 30 days.",
            "The cannon shall be taken away within 30 days.",
        ).edits
    }
    assert "actor" not in kinds


def test_numbers_and_denials_of_a_new_clause_are_told_by_the_clause() -> None:
    kinds = [
        e.kind
        for e in changed(
            "Fees are waived.", "Fees are waived, provided that no fewer than 12 ships sail."
        ).edits
    ]
    assert "condition" in kinds
    assert not {"number", "negation"} & set(kinds)


def test_what_binds_in_a_clause_that_went_is_told_by_the_clause() -> None:
    old = "Drivers shall be replaced, if the company can find a substitute."
    edits = told(old, "Drivers shall be replaced.")
    assert edits == [("condition", "if the company can find a substitute", "", "dropped")]


def test_a_duty_that_goes_on_in_the_bare_present_is_not_the_leave_beside_it() -> None:
    old = "Disputes about safety shall be settled by the committee."
    new = "A commission decides disputes about safety; either party may appeal."
    assert not edits_of_one(old, new, "obligation")
    assert not edits_of_one(new, old, "obligation")
    [edit] = edits_of_one("Disputes shall be settled.", "Disputes may be settled.", "obligation")
    assert edit.direction == "weaker"


def test_a_reference_of_a_new_clause_is_told_by_the_clause() -> None:
    old = "Goods enter free of duty."
    kinds = [
        kind for kind, *_ in told(old, "Goods enter free of duty, except for goods of Annex B.")
    ]
    assert "exception" in kinds
    assert "reference" not in kinds


@pytest.mark.parametrize(
    ("old", "new"),
    [
        # all is reworded: what is one condition there may be any here
        (
            "The state shall pay an extra sum if its output exceeds 95 billion crowns.",
            "A supplement is due once the product is above 95 billion crowns.",
        ),
        (
            "Save for point 5, these terms are not binding.",
            "Only point 5 creates a duty in law; all else does not.",
        ),
        ("Gloves shall be replaced when worn out.", "New ones are issued once the old ones tear."),
    ],
)
def test_a_clause_in_a_wording_that_is_quite_other_is_not_told(old: str, new: str) -> None:
    assert not edits_of_one(old, new, "condition", "exception")
    assert not edits_of_one(new, old, "condition", "exception")


def test_another_condition_of_the_same_is_told() -> None:
    old, new = "The ferry stops if it storms.", "The ferry stops unless the fee is paid."
    kinds = [edit.kind for edit in edits_of_one(old, new)]
    assert "condition" in kinds


def test_should_at_the_head_of_a_sentence_is_a_condition() -> None:
    kinds = {e.kind for e in changed("Fees fall.", "Should trade slow, fees fall.").edits}
    assert "condition" in kinds
    assert "obligation" not in kinds


def test_a_condition_in_other_words_is_no_change_of_condition_and_another_is() -> None:
    old = "The ferry stops if less than half of the seats are sold."
    same = changed(old, "The ferry stops if fewer than 50 percent of places find a buyer.").edits
    assert "condition" not in {edit.kind for edit in same}
    assert "wording" in {edit.kind for edit in same}
    (denied,) = (
        edit
        for edit in changed(
            old, "The ferry stops if less than half of the seats are not sold."
        ).edits
        if edit.kind == "condition"
    )
    assert (denied.direction, denied.before[:9], denied.after[:7]) == (
        None,
        "if less t",
        "if less",
    )
    other = changed(old, "The ferry stops unless the harbour master has signed the papers.").edits
    assert {e.direction for e in other if e.kind == "condition"} == {"dropped", "added"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("If the seal is broken, fees are due.", "After a breach of the seal fees are due."),
        ("If a shot is fired, a call is made.", "After gunfire a call is made."),
        ("Where point 1 is in doubt, a judge rules.", "A judge rules if point 1 is unclear."),
        ("Walls rise where one in ten objects.", "Walls rise if a tenth of them object."),
        ("Others may join with the consent of both.", "Others may join if both agree."),
        ("Guards stay until the vote is over.", "Guards may not go before the election ends."),
        ("Dues are halved until the end of the second year.", "For two years dues are halved."),
    ],
)
def test_a_condition_that_the_other_wording_says_without_one_is_no_change(
    one: str, other: str
) -> None:
    for old, new in ((one, other), (other, one)):
        assert "condition" not in {edit.kind for edit in changed(old, new).edits}


def test_who_is_bound_is_the_same_where_the_other_wording_names_it_elsewhere() -> None:
    one, other = "Sundmark may send ships to the bank.", "Ships of Sundmark may work there."
    for old, new in ((one, other), (other, one)):
        assert "actor" not in {edit.kind for edit in changed(old, new).edits}
    swapped = told("Sundmark shall pay Ostmark a rent.", "Ostmark shall pay Sundmark a rent.")
    assert ("actor", "Sundmark", "Ostmark", None) in swapped


@pytest.mark.parametrize(
    ("old", "new", "before", "after"),
    [
        (
            "Norland shall open the port.",
            "The port shall be opened by Sudmark.",
            "Norland",
            "Sudmark",
        ),
        ("The port shall be opened in May.", "Norland shall open the port in May.", "", "Norland"),
        ("Norland will not hold the ships.", "The ships will not be held.", "Norland", ""),
    ],
)
def test_who_does_it_is_told_where_the_verb_goes_into_the_passive(
    old: str, new: str, before: str, after: str
) -> None:
    [edit] = edits_of_one(old, new, "actor")
    assert (edit.before, edit.after) == (before, after)
    [back] = edits_of_one(new, old, "actor")
    assert (back.before, back.after) == (after, before)


def test_a_day_behind_the_passive_is_nobody_who_does_it() -> None:
    old, new = "The port shall be opened by 3 May.", "The port shall open by 3 May."
    assert not edits_of_one(old, new, "actor")
    denied = "No fee may be raised by either party."
    assert not edits_of_one(denied, "Neither party may raise a fee.", "actor")


def test_who_is_bound_beside_somebody_is_told() -> None:
    alone, both = "Sudmark shall pay the fee.", "Sudmark and Norland shall pay the fee."
    assert told(alone, both) == [("actor", "Sudmark", "Sudmark and Norland", None)]
    assert told(both, alone) == [("actor", "Sudmark and Norland", "Sudmark", None)]
    turned = changed(both, "Norland and Sudmark shall pay the fee.").edits
    assert "actor" not in {edit.kind for edit in turned}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("means the river", "means the river and the lakes"),
        ("means the river, and the lakes", "means the river, the lakes and the canals"),
        ("means a river with its banks", "means a river"),
        ("shall mean the river", "shall mean the lake"),
    ],
)
def test_a_definition_that_says_more_or_else_is_told_as_one(old: str, new: str) -> None:
    one, other = (f'"Basin" {words}.' for words in (old, new))
    assert told(one, other) == [("definition", old, new, None)]
    assert told(other, one) == [("definition", new, old, None)]


def test_a_number_or_a_condition_in_a_definition_is_told_alone() -> None:
    old = '"Basin" means the river within 40 km of Tarn, unless a court says otherwise.'
    assert told(old, old.replace("40", "50")) == [("number", "40 km", "50 km", "up")]
    kinds = {kind for kind, *_ in told(old, old.replace("a court says", "both parties agree"))}
    assert "definition" not in kinds


def test_means_that_are_used_define_nothing() -> None:
    old, new = "Disputes are settled by peaceful means only.", "Disputes are settled by judges."
    assert "definition" not in {edit.kind for edit in changed(old, new).edits}


def test_a_reference_within_who_is_bound_is_told_as_a_reference() -> None:
    old = "1. A toll is due.\n2. A fee is due.\n3. Whoever breaks point {} shall pay a fine.\n"
    edits = compared(old.format(1), old.format(2)).changed[-1].edits
    assert [edit.kind for edit in edits] == ["reference"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("The army withdraws to the river.", "The army withdraws from the river."),
        ("The island is given by Norland.", "The island is given to Norland."),
        ("Norland pays for the port.", "Norland pays to the port."),
        ("Norland and its allies disarm.", "Norland and their allies disarm."),
        ("All guns are stored.", "Any guns are stored."),
        ("Forces leave the towns.", "Forces leave all the towns."),
        ("Norland is a member of the court.", "Norland was a member of the court."),
    ],
)
def test_small_words_that_tell_who_whereto_or_how_many_are_substance(old: str, new: str) -> None:
    assert [e.kind for e in changed(old, new).edits] == ["wording"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("The rate is ≥ 40 percent.", "The rate is ≤ 40 percent."),
        ("The fee is < 40 crowns.", "The fee is > 40 crowns."),
        ("Output changes by +5 percent.", "Output changes by -5 percent."),
        ("The store is kept at −5 degrees.", "The store is kept at 5 degrees."),
        ("Norland pays £40m.", "Norland pays €40m."),
    ],
)
def test_a_sign_of_a_number_is_part_of_it(old: str, new: str) -> None:
    assert [e.kind for e in changed(old, new).edits] == ["number"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Payment in four parts - two by March.", "Payment in four parts — two by March."),
        ("The store is kept at −5 degrees.", "The store is kept at -5 degrees."),
        ("Ships pass in the strait.", "Ships pass on the strait."),
    ],
)
def test_a_dash_or_a_sign_written_otherwise_changes_nothing(old: str, new: str) -> None:
    assert changed(old, new).weight in ("unchanged", "editorial")


def test_to_consider_nothing_is_no_deed_to_consider() -> None:
    found = changed("Sund shall consider nothing else.", "Sund shall do nothing else.")
    assert "obligation" not in {edit.kind for edit in found.edits}


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "Divers may enter the wreck only with the consent of the owner.",
            "Divers may enter the wreck with the consent of the owner.",
            [
                (
                    "condition",
                    "only with the consent of the owner",
                    "with the consent of the owner",
                )
            ],
        ),
        (
            "Ferries stop only if the pier is manned.",
            "Ferries stop if the pier is manned.",
            [("condition", "only if the pier is manned", "if the pier is manned")],
        ),
        (
            "Either side may raise the toll by up to 10 per cent.",
            "Either side may raise the toll.",
            [("number", "by up to 10 per cent", "")],
        ),
        (
            "The barges shall leave, with their pilots, at dawn.",
            "The barges shall leave at dawn.",
            [("wording", "with their pilots", "")],
        ),
        (
            "Fees fall by at least 5 percent of the price.",
            "Fees fall each year of the price.",
            [("number", "by at least 5 percent", ""), ("wording", "", "each year")],
        ),
    ],
)
def test_what_changed_is_told_once_and_in_its_own_words(
    old: str, new: str, expected: list[tuple[str, str, str]]
) -> None:
    for a, b, back in ((old, new, False), (new, old, True)):
        turned = [(kind, *((y, x) if back else (x, y))) for kind, x, y in expected]
        edits = [(e.kind, e.before, e.after) for e in changed(a, b).edits]
        assert sorted(edits) == sorted(turned)


@pytest.mark.parametrize(
    ("clause", "more", "kind"),
    [
        ("except for the care of the wounded", "and the supply of water", "exception"),
        ("if a shot is fired", "or a boat is lost", "condition"),
    ],
)
def test_a_clause_that_names_one_thing_more_is_told_as_it(
    clause: str, more: str, kind: str
) -> None:
    short, long = (
        f"No side shall move troops at night, {c}." for c in (clause, f"{clause} {more}")
    )
    assert [edit[0] for edit in told(short, long)] == [kind]
    assert [edit[0] for edit in told(long, short)] == [kind]


_BOTH = "Norland shall move its guns back by {0} km. Sudmark shall move its guns back by {0} km."


@pytest.mark.parametrize(("km", "number"), [(30, []), (20, [("30 km", "20 km", "down")])])
def test_two_duties_alike_that_became_one_have_one_number(
    km: int, number: list[tuple[str, ...]]
) -> None:
    edits = told(_BOTH.format(30), f"Each party shall move its guns back by {km} km.")
    assert [tuple(rest) for kind, *rest in edits if kind == "number"] == number
    assert ("actor", "Norland", "Each party", None) in edits


def test_a_number_that_one_of_two_duties_lost_is_told() -> None:
    lost = _BOTH.format(30).replace("its guns back by 30 km. S", "its guns back. S")
    less = _BOTH.format(30).replace("Sudmark shall move its guns back by 30 km", "So does Sudmark")
    for new in (lost, less):
        assert ("number", "30 km", "dropped") in [
            (kind, before.removeprefix("by "), how)
            for kind, before, _, how in told(_BOTH.format(30), new)
        ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("The commission may invite guests.", "It shall invite guests."),
        ("Either party may leave the pact.", "Neither party may leave the pact."),
        ("No vessel shall fish at night.", "Each vessel shall fish at night."),
    ],
)
def test_a_pronoun_or_a_denial_is_nobody_else(old: str, new: str) -> None:
    for edits in (told(old, new), told(new, old)):
        assert edits
        assert "actor" not in [kind for kind, *_ in edits]
