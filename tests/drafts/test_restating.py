"""A number that another wording says by other numbers, or that only names, is no change."""

from __future__ import annotations

import pytest

from tests.drafts.wordings import edits_of_one

KINDS = ("number", "deadline", "frequency")
SAME = (
    # what is known is named
    ("Between two shifts nurses rest 11 hours.", "Nurses rest 11 hours until the next shift."),
    ("The two firms file within 20 days.", "Papers are filed within 20 days."),
    ("The yard shuts its last two docks.", "Docks that are left are shut."),
    ("The two of them sign.", "They sign."),
    ("One of the sheds is kept.", "A shed is kept."),
    ("The parties warn one another.", "The parties warn each other."),
    ("Both parties name a judge.", "Each of the two parties names a judge."),
    # the same by arithmetic
    (
        "The panel has 12 judges, half of them women.",
        "Of the panel's twelve judges six are women.",
    ),
    ("Norland bears three quarters of the cost.", "All but a quarter of the cost is Norland's."),
    ("Guards are cut by two thirds.", "Guards are cut to one third."),
    ("The rent comes in four equal parts.", "A quarter of the rent comes at a time."),
    ("The cost is borne in equal shares.", "A third of the cost is borne by each."),
    ("Goods are shared fifty-fifty.", "Half of the goods goes to each."),
    ("Two seats out of five are theirs.", "Forty percent of the seats are theirs."),
    ("A bill needs two out of three votes.", "A bill passes by two votes to one."),
    ("By day twice as much flows as by night.", "Two thirds flow by day, one third by night."),
    ("Patrols are of three men a side, six in all.", "Patrols consist of half a dozen men."),
    ("The pact has two heads, one from each side.", "Each side names a head of the pact."),
    ("Five judges sit, two of them women.", "Of five judges two are women and three are not."),
    ("The guard falls from 900 to 600 men.", "The guard falls by a third, from 900 to 600 men."),
    ("It lasts 10 years, and half of that again.", "It lasts 10 years, and five years again."),
    # the so-manieth
    ("Grain is free for two years.", "Grain is free until the end of the second year."),
    ("Four cranes come after twelve months.", "Four cranes come in the first year."),
    (
        "They are paid over five years, a fifth in each.",
        "They are paid in five equal yearly sums.",
    ),
    # shares
    ("One seat in three is free.", "A third of the seats is free."),
    ("Work is done on one Saturday in two.", "Work is done every other Saturday."),
    ("One tree in twenty is felled.", "Five percent of the trees are felled."),
    ("The levy is one per thousand.", "The levy is 0.1 percent."),
    ("Pupils pay half fare.", "Pupils pay 50 percent of the fare."),
    # measures and rates
    ("Each gets half a hectare.", "Each gets 5,000 square metres."),
    ("Mines are cleared one metre deep.", "Mines are cleared a hundred centimetres deep."),
    ("The fund gets a million a month.", "The fund gets 12 million a year."),
    ("At least 9 hours a week are taught.", "No fewer than 9 lessons weekly are taught."),
    ("Those over seventy years of age stay.", "From the age of 70 people stay."),
    ("Flocks cross twice a year.", "Flocks cross in spring and in autumn."),
    ("Data are sent twice a year, in January and July.", "Each January and July data are sent."),
)
CHANGED = (
    ("The two brigades leave.", "The three brigades leave.", "three"),
    ("Both bridges are mended.", "The five bridges are mended.", "five"),
    ("Signs are in both languages.", "Signs are in all of the five tongues.", "five"),
    ("The court has three judges.", "The court has seven members.", "seven"),
    ("By day 12 beds are kept, at night twelve.", "By day 8 beds are kept, at night twelve.", "8"),
    ("2 old ships go, and two quays.", "4 old vessels go, and two berths.", "4"),
    ("A third shall be spent on roads.", "A fifth shall be spent on roads.", "fifth"),
    ("A third of the seats is theirs.", "Two thirds of the seats are theirs.", "two thirds"),
    ("The fee is 1,200 crowns a year.", "The fee is 1,200 crowns a month.", "1,200"),
    ("One seat in three is free.", "One seat in four is free.", "four"),
    ("No fewer than 9 lessons a week are given.", "At least 8 hours a week are given.", "8"),
    ("One member comes from each side.", "Two members come from each side.", "two"),
)


@pytest.mark.parametrize(("one", "other"), SAME)
def test_a_number_in_other_words_or_by_other_numbers_is_no_change(one: str, other: str) -> None:
    assert told(one, other) == told(other, one) == []


@pytest.mark.parametrize(("one", "other", "now"), CHANGED)
def test_another_number_is_told_though_words_come_near(one: str, other: str, now: str) -> None:
    (after,) = told(one, other)
    assert now in after.lower()
    assert len(told(other, one)) == 1


def told(one: str, other: str) -> list[str]:
    """What numbers of a wording became in the other; of what went, what it was."""
    return [edit.after or edit.before for edit in edits_of_one(one, other, *KINDS)]
