"""Numbers that are the same however they are written, and those that changed."""

from __future__ import annotations

import pytest

from detente.drafts.quantities import quantities
from detente.model.drafts import Edit
from detente.model.figures import figures
from tests.drafts.wordings import edits_of_one

SAME = (
    ("The body has one member from each party.", "The body has 1 member from each party."),
    ("The fee is 5 percent of the price.", "The fee is five per cent of the price."),
    ("The fee is 5 percent of the price.", "The fee is one twentieth of the price."),
    ("Norland pays 0.5 million crowns.", "Norland pays half a million crowns."),
    ("Norland pays 500,000 crowns.", "Norland pays half a million crowns."),
    ("Norland pays 3/4 of the debt.", "Norland pays three quarters of the debt."),
    ("Norland pays 3/4 of the debt.", "Norland pays 75 percent of the debt."),
    ("Norland pays ½ of the debt.", "Norland pays half of the debt."),
    ("The lock is 2 1/2 metres wide.", "The lock is 2.5 metres wide."),
    ("The lock is 2½ metres wide.", "The lock is 2.5 metres wide."),
    ("Norland pays 1.5 million crowns.", "Norland pays one and a half million crowns."),
    ("Norland pays 1,500,000 crowns.", "Norland pays 1.5 million crowns."),
    ("The court has 3 judges.", "The court consists of a trio of judges."),
    ("Two of the three judges must agree.", "A majority of 2 out of 3 judges is needed."),
    ("Two of three arbiters must agree.", "Any two out of the panel's three arbiters must agree."),
    ("Each ship carries 1 observer.", "Each ship carries an observer."),
    ("The panel meets 4 times a year.", "The panel meets every quarter."),
    ("The panel meets twice a month.", "The panel meets 2 times each month."),
    ("The panel meets every 2 months.", "The panel meets six times a year."),
    ("The ceasefire lasts 24 hours.", "The ceasefire lasts one day."),
    ("Forces leave within 48 hours.", "Forces leave within two days."),
    ("Forces leave within 12 months.", "Forces leave within one year."),
    ("Forces leave within 24 months.", "Forces leave within two years."),
    ("Forces leave within 90 days.", "Forces leave within three months."),
    ("The pact lasts 10 years.", "The pact lasts a decade."),
    ("The quota is 20,000 tonnes.", "The quota is twenty thousand tonnes."),
    ("The fine is 100 crowns a day.", "The fine is a hundred crowns a day."),
    ("The fine is 1,000 crowns a day.", "The fine is a thousand crowns a day."),
    ("The seller has 12 plants.", "The seller has a dozen plants."),
    ("The seller has 24 plants.", "The seller has two dozen plants."),
    ("200 unarmed observers patrol the strip.", "200 observers, all unarmed, patrol the strip."),
    ("200 unarmed observers patrol the strip.", "Two hundred monitors patrol the strip."),
    ("At least 3 of the 5 members vote.", "No fewer than three of five members vote."),
    ("Duties fall by 50 percent.", "Duties are cut in half."),
    ("Duties fall by 50 percent.", "Duties are halved."),
    ("The budget rises by 100 percent.", "The budget is doubled."),
    ("One in five lorries is searched.", "Every fifth lorry is searched."),
    ("One in five lorries is searched.", "20 percent of lorries are searched."),
    ("10 percent of the cargo is checked.", "One tenth of the cargo is checked."),
    ("One in ten bales is opened.", "Every tenth bale is opened."),
    ("The zone is 5 km wide.", "The zone is 5 kilometres wide."),
    ("The zone is 5 km wide.", "The zone is five kilometers wide."),
    ("The zone is 5,000 metres wide.", "The zone is 5 km wide."),
    ("The loan bears 3.5% interest.", "The loan bears interest of 3.5 per cent."),
    ("The loan bears 3.5% interest.", "The loan bears interest of three and a half percent."),
    ("The 3 states meet.", "All three states meet."),
    ("Both states meet.", "The 2 states meet."),
    ("The parties name two arbiters each.", "Each of the parties names 2 arbiters."),
    ("Work stops for 60 minutes.", "Work stops for an hour."),
    ("Work stops for a quarter of an hour.", "Work stops for 15 minutes."),
    ("The pier is 2 kilometres long.", "The pier is 2,000 metres long."),
    ("Loads of 2 tonnes are lifted.", "Loads of 2,000 kilograms are lifted."),
    ("Each may carry 500 g of seed.", "Each may carry half a kilo of seed."),
    ("One hundred and fifty guards stay.", "150 guards stay."),
    ("Two hundred and ten thousand tiles are laid.", "210,000 tiles are laid."),
    ("Two thousand five hundred tiles are laid.", "2,500 tiles are laid."),
    ("The 25th session is held in Tarn.", "The twenty-fifth session is held in Tarn."),
    ("The bond bears 50 basis points.", "The bond bears 0.5 percent."),
    ("The pier costs 1,5 million crowns.", "The pier costs 1.5 million crowns."),
    ("A score of ships is scrapped.", "20 ships are scrapped."),
    ("Nights are paid at time and a half.", "Nights are paid at 150 percent."),
    ("A couple of weeks is allowed.", "Two weeks are allowed."),
    ("Shifts last 8 hours.", "Shifts last eight hours."),
    ("The bid is valid for 14 days.", "The bid is valid for two weeks."),
    ("The bid is valid for 30 days.", "The bid is valid for a month."),
    ("The ban holds for 18 months.", "The ban holds for a year and a half."),
    ("Bonds of $2bn are issued.", "Bonds of 2 billion dollars are issued."),
    ("Norland pays €40 million.", "Norland pays 40 million euros."),
    ("Norland pays €40 million.", "Norland pays EUR 40,000,000."),
    ("A third of seats is reserved.", "33 percent of seats are reserved."),
    ("Two thirds of the members agree.", "66 percent of the members agree."),
    ("Three quarters of the shares are sold.", "75% of the shares are sold."),
    ("Nine tenths of the debt is cut.", "The debt is cut by 90 percent."),
    ("Four fifths of the debt is cut.", "The debt is cut by 80 percent."),
    ("Two fifths of the catch goes to Sudmark.", "40 percent of the catch goes to Sudmark."),
    ("Ships of over 500 tonnes pay.", "Ships above 500 tonnes pay."),
    ("Crews of 10 to 12 sailors serve.", "Crews of between ten and twelve sailors serve."),
    (
        "The panel has 5 members, 2 of them from Norland.",
        "The panel has five members, of whom Norland names two.",
    ),
    (
        "Each party appoints 2 experts and a third is chosen by them.",
        "Each party appoints two experts; those name a third.",
    ),
    ("The 40 wells are shared.", "All forty of the wells are shared."),
    ("Pay rises by 2 percent a year.", "Each year pay goes up by 2%."),
    ("Inspections happen once every 3 months.", "Inspections happen quarterly."),
    ("Norland pays in 4 instalments.", "Norland pays in four equal instalments."),
    ("The first report is due after 6 months.", "A first report comes half a year on."),
    ("The base closes in half a year.", "The base closes in 6 months."),
    ("Patrols keep 3 nautical miles away.", "Patrols keep three miles away."),
    ("Forces pull back 15 kilometres.", "Forces withdraw by fifteen km."),
    ("From January, wages rise.", "Wages rise from January."),
    ("The bonus comes with the wages of March.", "The bonus comes with the March wages."),
    ("Barley enters free of duty.", "Barley enters without duty."),
)
CHANGED = (
    ("Guns stand 20 kilometres off.", "Guns stand 12 miles off.", ("20", "12", "down")),
    (
        "One hundred and fifty guards stay.",
        "One hundred and twenty guards stay.",
        ("one hundred and fifty", "one hundred and twenty", "down"),
    ),
    (
        "200 unarmed observers patrol the strip.",
        "150 monitors patrol the strip.",
        ("200", "150", "down"),
    ),
    (
        "Two hundred unarmed observers patrol.",
        "Three hundred monitors patrol.",
        ("two hundred", "three hundred", "up"),
    ),
    (
        "The body has 1 member from each party.",
        "The body has 2 members from each party.",
        ("1", "2", "up"),
    ),
    (
        "The body has one member from each party.",
        "The body has 2 members from each party.",
        ("one", "2", "up"),
    ),
    (
        "Norland pays half a million crowns.",
        "Norland pays 750,000 crowns.",
        ("half a million", "750,000", "up"),
    ),
    (
        "The fee is a tenth of the price.",
        "The fee is 15 percent of the price.",
        ("tenth", "15 percent", "up"),
    ),
    (
        "Two thirds of the members agree.",
        "75 percent of the members agree.",
        ("two thirds", "75", "up"),
    ),
    (
        "Forces leave within a fortnight.",
        "Forces leave within 21 days.",
        ("fortnight", "21 days", "up"),
    ),
    ("A dozen judges sit.", "10 judges sit.", ("dozen", "10", "down")),
    ("The zone is 5 km wide.", "The zone is 8,000 metres wide.", ("5", "8,000", "up")),
    ("Work stops for an hour.", "Work stops for 90 minutes.", ("hour", "90", "up")),
)
KINDS = ("number", "deadline", "negation")


@pytest.mark.parametrize(("one", "other"), SAME)
def test_the_same_number_in_other_words_is_no_change(one: str, other: str) -> None:
    assert edits(one, other) == edits(other, one) == []


@pytest.mark.parametrize(("one", "other", "told"), CHANGED)
def test_another_number_is_one_change_however_it_is_written(
    one: str, other: str, told: tuple[str, str, str]
) -> None:
    before, after, direction = told
    (edit,) = edits(one, other)
    assert before in edit.before.lower()
    assert after in edit.after.lower()
    assert edit.direction == direction
    (back,) = edits(other, one)
    assert (back.before, back.after) == (edit.after, edit.before)


@pytest.mark.parametrize(
    "words",
    [
        "A third arbiter is chosen by the two.",
        "The market of March is open for two quarters.",
        "One of the parties may march on.",
    ],
)
def test_what_is_no_share_and_no_date_stays_out(words: str) -> None:
    other = words.replace("A third", "Another").replace("of March", "of spring")
    other = other.replace("One of", "Either of")
    found = [edit for edit in edits(words, other) if edit.kind == "number"]
    assert found == []


def test_a_duty_that_is_denied_is_told_beside_a_lack() -> None:
    (edit,) = edits("Grain shall enter free of duty.", "Grain shall not enter free of duty.")
    assert (edit.kind, edit.after, edit.direction) == ("negation", "not", "added")


def edits(one: str, other: str) -> list[Edit]:
    """Numbers, terms and denials that changed between two wordings of one point."""
    return edits_of_one(one, other, *KINDS)


@pytest.mark.parametrize(
    ("words", "unit", "said"),
    [
        ("up to 120 unarmed monitors.", "monitor", "120 unarmed monitors"),
        ("two member states vote", "state", "two member states"),
        ("90 day periods", "day", "90 day"),
        ("5 km roads", "km", "5 km"),
        ("1 ship leaves", "ship", "1 ship"),
    ],
)
def test_a_number_counts_what_it_is_said_of(words: str, unit: str, said: str) -> None:
    (figure,) = figures(words)
    assert (figure.unit, words[figure.span.start : figure.span.end]) == (unit, said)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Each ship pays 5 to 10 crowns.", [(5.0, "crown"), (10.0, "crown")]),
        ("Each ship pays between five and ten crowns.", [(5.0, "crown"), (10.0, "crown")]),
        ("It takes 10-15 percent.", [(10.0, "percent"), (15.0, "percent")]),
        ("3 judges and 4 guards sit.", [(3.0, "judge"), (4.0, "guard")]),
    ],
)
def test_both_ends_of_a_range_have_its_unit(text: str, values: list[tuple[float, str]]) -> None:
    assert [(q.value, q.unit) for q in quantities(text)] == values


@pytest.mark.parametrize("name", ["Council of the {}", "Group of {}"])
def test_a_number_in_a_name_is_no_measure(name: str) -> None:
    assert not quantities(f"The {name.format('Seven')} shall decide.")
    assert quantities("A council of the seven members decides.")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("$40m", "EUR 40m"),
        ("40 million USD", "40 million EUR"),
        ("500 crowns", "500 euros"),
        ("500 crowns", "600 euros"),
        ("£40m", "€50m"),
        ("¥40m", "40 million euros"),
        ("40 km²", "40 km"),
    ],
)
def test_another_unit_is_a_change_of_the_number_and_neither_is_more(old: str, new: str) -> None:
    (edit,) = edits_of_one(f"Norland gives {old} away.", f"Norland gives {new} away.")
    assert (edit.kind, edit.before, edit.after) == ("number", old, new)
    assert (edit.direction, edit.percent) == ("in another unit", None)


@pytest.mark.parametrize(
    ("old", "new", "direction"),
    [("40 kW", "40 MW", "up"), ("2 MWh", "1 GWh", "up"), ("5%", "5‰", "down")],
)
def test_power_and_parts_of_a_thousand_are_measured(old: str, new: str, direction: str) -> None:
    (edit,) = edits_of_one(f"Norland takes {old} of it.", f"Norland takes {new} of it.")
    assert (edit.kind, edit.before, edit.after) == ("number", old, new)
    assert edit.direction == direction


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("€40m", "40 million euros"),
        ("500 kroner", "500 krone"),
        ("5‰", "0.5%"),
        ("2 km", "2,000 metres"),
        ("40 square kilometres", "40 km²"),
        ("2 MW", "2,000 kW"),
    ],
)
def test_a_unit_written_otherwise_is_a_matter_of_style(old: str, new: str) -> None:
    (edit,) = edits_of_one(f"Norland pays {old} of it.", f"Norland pays {new} of it.")
    assert (edit.kind, edit.before, edit.after) == ("editorial", old, new)


@pytest.mark.parametrize(
    ("old", "new", "direction"),
    [
        ("30 to 50 km", "20 to 40 km", "down"),
        ("30 to 50 km", "20 to 60 km", None),
        ("thirty to fifty (50) km", "forty to sixty (60) km", "up"),
    ],
)
def test_both_ends_of_a_range_change_together(old: str, new: str, direction: str | None) -> None:
    (edit,) = edits_of_one(f"Guns stay {old} off.", f"Guns stay {new} off.")
    assert (edit.kind, edit.before, edit.after) == ("number", old, new)
    assert (edit.direction, edit.percent) == (direction, None)


def test_a_range_of_days_is_a_term() -> None:
    edits = edits_of_one("Guns leave within 30 to 50 days.", "Guns leave within 40 to 60 days.")
    assert [(e.kind, e.direction) for e in edits] == [("deadline", "up")]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("120 unarmed monitors", "120 armed monitors"),
        ("120 unarmed monitors", "one hundred and twenty armed monitors"),
        ("3 nautical miles", "3 miles"),
        ("€40 million", "40 million old euros"),
    ],
)
def test_what_is_said_of_what_is_counted_is_no_matter_of_style(old: str, new: str) -> None:
    for one, other in ((old, new), (new, old)):
        edits = edits_of_one(f"Norland asks for {one} there.", f"Norland asks for {other} there.")
        assert "wording" in {edit.kind for edit in edits}


@pytest.mark.parametrize(
    ("old", "new", "percent"), [("3/4", "4/3", 77.8), ("3/4", "1/2", -33.3), ("½", "¾", 50.0)]
)
def test_a_part_in_figures_is_one_number(old: str, new: str, percent: float) -> None:
    sentence = "Norland shall pay {} of the debt to Sudmark."
    [edit] = edits_of_one(sentence.format(old), sentence.format(new))
    assert (edit.kind, edit.before, edit.after, edit.percent) == ("number", old, new, percent)


def test_a_part_of_the_votes_ends_where_its_figures_end() -> None:
    words = "by a 2/3 majority, open 24/7, under file 2031/3/4"
    [part] = [one for one in quantities(words) if one.unit == "percent"]
    assert words[part.span.start : part.span.end] == "2/3"


def test_a_number_in_figures_is_meant_as_it_stands() -> None:
    old, new = (f"The week is cut to {hours} hours by July." for hours in ("38", "37.5"))
    [edit] = edits_of_one(old, new)
    assert (edit.kind, edit.before, edit.after) == ("number", "38 hours", "37.5 hours")
