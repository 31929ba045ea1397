"""Which words of a report stood in an earlier one."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.record import Record
from detente.record.twins import carried, cut
from tests.record.build import Draft

FIRST = (
    "Norland and Sudmark ended two days of talks in Port Vell without a result on Tuesday, "
    "and their envoys left on different ships before the evening tide."
)
SECOND = (
    "A union of sailors wrote to both capitals that the season was as good as lost, for no crew "
    "would sail while patrols stop every third ferry in the narrows."
)
OWN = (
    "Our reporter counted eleven boats at the old pier, most of them without lamps, and a queue "
    "of drivers who had slept two nights beside their lorries full of apples."
)
QUOTE = "“We will not leave the strip before the first of May, whatever the council decides,”"


def share(later: str, earlier: str) -> float:
    found = carried(cut(later), cut(earlier))
    return found.share if found else 0.0


@pytest.mark.parametrize(
    "edited",
    [
        FIRST + "\n" + SECOND,
        "VELL (Post) – " + FIRST + "\n\n" + SECOND.replace("good", "well"),
        FIRST.replace("two days", "a round").replace("evening", "morning") + "\n" + SECOND,
        SECOND + "\n" + FIRST,
        FIRST + " " + SECOND,
        FIRST,
    ],
)
def test_an_edited_or_cut_text_is_a_copy(edited: str) -> None:
    found = carried(cut(edited), cut(FIRST + "\n" + SECOND))
    assert found is not None
    assert found.is_copy


@pytest.mark.parametrize("other", [OWN, f"{QUOTE} Lund told the council of ministers there."])
def test_a_text_of_its_own_took_nothing(other: str) -> None:
    assert share(other, f"{FIRST}\n{QUOTE} Lund said, and left the hall by the garden.") == 0.0


def test_a_line_that_denies_another_is_no_copy_of_it() -> None:
    told = "Norland and Sudmark met in Port Vell on Monday. Norland demands a fee."
    assert share(f"Sudmark denies that {told}".replace("a fee", "the fee"), told) == 0.0


def test_passages_are_traced_to_where_they_stood() -> None:
    found = carried(cut(f"{OWN}\n{SECOND}\n{OWN[::-1]}"), cut(f"{FIRST}\n{SECOND}"))
    assert found is not None
    assert not found.is_copy
    (taken,) = found.taken
    assert (taken.start, taken.at) == (len(OWN) + 1, len(FIRST) + 1)
    assert taken.percent == 100


@given(st.lists(st.sampled_from([FIRST, SECOND, OWN, QUOTE, "", "x.", "é’s"]), max_size=6))
def test_every_text_is_a_copy_of_itself_if_it_tells_anything(parts: list[str]) -> None:
    text = "\n".join(parts)
    found = carried(cut(text), cut(text))
    assert found is None or found.share > 0
    if {FIRST, SECOND, OWN} & set(parts):
        assert found is not None
        assert found.is_copy
        assert all(0 <= one.start < one.end <= len(text) for one in found.taken)


def article(*parts: str, outlet: str, day: str) -> Draft:
    return Draft("\n".join(parts), day, outlet, address=f"https://{outlet}.example/a")


def test_an_article_of_two_agencies_has_two_origins(record: Record) -> None:
    wires = [
        article(FIRST, outlet="norwire", day="2031-03-01"),
        article(SECOND, outlet="sudwire", day="2031-03-01"),
    ]
    paper = article(SECOND, OWN, FIRST, outlet="post", day="2031-03-02")
    record.enter(draft.reading() for draft in (paper, *wires))  # whatever came in first
    taken = record.taken_over(paper.report.id)
    assert [one.outlet for one in taken] == ["sudwire", "norwire"]
    assert [row.origin for row in record.reports()][-1] == paper.report.id


def test_what_was_taken_over_twice_goes_back_to_the_first(record: Record) -> None:
    first = article(FIRST, outlet="norwire", day="2031-03-01")
    second = article(FIRST, SECOND, outlet="post", day="2031-03-02")
    third = article(OWN, SECOND, FIRST, outlet="echo", day="2031-03-03")
    record.enter(draft.reading() for draft in (second, third, first))
    assert [one.outlet for one in record.taken_over(third.report.id)] == ["post", "norwire"]
    record.purge(first.report.id, "asked to", "ada")
    assert [one.outlet for one in record.taken_over(third.report.id)] == ["post"]


def test_what_a_copy_turns_round_is_not_told_as_the_words_of_the_first(record: Record) -> None:
    demand = f"Norland demands a harbour fee, its envoy said. {OWN}"
    turned = demand.replace("demands", "no longer demands")
    wire = Draft(f"{demand}\n{SECOND}", "2031-03-01", "Halden Wire")
    wire.position("Norland", "demands", "a harbour fee", "Norland demands a harbour fee")
    same = Draft(f"{demand}\n{SECOND}\n{FIRST}", "2031-03-02", "Vell Post")
    same.position("Norland", "demands", "a harbour fee", "Norland demands a harbour fee")
    other = Draft(f"{turned}\n{SECOND}", "2031-03-03", "Vell Echo")
    other.position("Norland", "rejects", "a harbour fee", "Norland no longer demands")
    record.enter(draft.reading() for draft in (wire, same, other))
    found = record.entries("positions")
    by_stance = {entry.claim.stance: entry for entry in found}
    assert [(s.carried_from, s.reworded) for s in by_stance["demands"].sightings] == [
        (None, False),
        ("Halden Wire", False),
    ]
    assert [(s.carried_from, s.reworded) for s in by_stance["rejects"].sightings] == [
        ("Halden Wire", True)
    ]
    assert (by_stance["demands"].carriers, by_stance["rejects"].carriers) == (1, 0)


def test_copies_of_a_text_that_may_not_be_seen_are_still_one(record: Record) -> None:
    secret = Draft(FIRST, "2031-03-01", "norwire", mark="restricted")
    papers = [article(FIRST, outlet=f"paper{n}", day=f"2031-03-0{n}") for n in (2, 3)]
    for draft in papers:
        draft.position("Norland", "rejects", "a result", "without a result")
    record.enter(draft.reading() for draft in (secret, *papers))
    (entry,) = record.entries("positions")
    assert {s.origin for s in entry.sightings} == {papers[0].report.id}
    assert [row.origin for row in record.reports()] == [papers[0].report.id] * 2
    record.purge(secret.report.id, "asked to", "ada")
    (entry,) = record.entries("positions")
    assert entry.origins == 1


def made_up(number: int) -> str:
    """A sentence of forty words that no other number gives."""
    chance = random.Random(number)  # noqa: S311  (the same each time)
    parts = ("bar", "del", "fos", "gan", "lim", "mur", "nor", "ik", "ola", "us", "em", "yr")
    return " ".join("".join(chance.choices(parts, k=3)) for _ in range(40))


def test_today_s_bulletin_is_found_among_those_in_the_same_words(record: Record) -> None:
    """Each is of three standing paragraphs of twelve, which others hold, and of a short one."""
    standing = [made_up(100 + n) for n in range(12)]
    bulletins = [
        article(
            *(standing[(n * k) % 12] for k in (1, 5, 7)),
            " ".join(made_up(n).split()[:16]),
            outlet=f"monitors{n}",
            day=f"2031-{1 + n // 28:02}-{1 + n % 28:02}",
        )
        for n in range(48)
    ]
    paper = article(*bulletins[-1].text.split("\n"), outlet="post", day="2031-03-13")
    record.enter(draft.reading() for draft in (*bulletins, paper))
    assert "monitors47" in {one.outlet for one in record.taken_over(paper.report.id)}
    record.purge(bulletins[-1].report.id, "asked to", "ada")
    assert "monitors47" not in {one.outlet for one in record.taken_over(paper.report.id)}
