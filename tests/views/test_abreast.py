"""Two drafts abreast: either in its order, every part once, what moved tied to where it went."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from detente.drafts.aligning import align
from detente.drafts.around import compare_whole as compare
from detente.drafts.points import cut
from detente.views.abreast import Abreast
from detente.views.strip import WIDTH, strip

POINTS = (
    "Torvania leaves the strip within 90 days",
    "Kestland shall pay 40 million crowns into the fund",
    "A council of five members decides by majority",
    "Prisoners return before the end of the year",
    "Ships pass freely through the strait, if they declare their cargo",
    "Schools in the valley teach in both languages",
)
NEW = "A joint watch of fishers reports each month to the harbour master"
drafts = st.lists(st.sampled_from((*POINTS, NEW)), min_size=1, max_size=7, unique=True)


def abreast(one: list[str], other: list[str]) -> Abreast:
    a, b = (cut(name, _numbered(points)) for name, points in (("a", one), ("b", other)))
    return Abreast(compare(align(a, b)))


def _numbered(points: list[str]) -> str:
    return "\n".join(f"{n}. {point}." for n, point in enumerate(points, 1))


@settings(max_examples=60, deadline=None)
@given(drafts, drafts)
def test_every_part_of_either_draft_stands_once_and_in_its_order(
    one: list[str], other: list[str]
) -> None:
    made = abreast(one, other)
    rows = made.rows(made.chosen(set()))
    alignment = made.comparison.alignment
    for side, draft in (("a", alignment.a), ("b", alignment.b)):
        cells = [cell for row in rows if (cell := getattr(row, side)) is not None]
        assert [cell.part for cell in cells] == list(range(len(draft.parts)))
        for cell in cells:
            words = "".join(piece.words for piece in cell.pieces)
            assert words.split() == draft.parts[cell.part].body.split()


@settings(max_examples=60, deadline=None)
@given(drafts, drafts)
def test_a_pair_stands_in_one_row_or_is_tied(one: list[str], other: list[str]) -> None:
    made = abreast(one, other)
    every = made.chosen(set())
    rows = made.rows(every)
    beside = {(r.a.part, r.b.part) for r in rows if r.a and r.b}
    tied = {(strand.a, strand.b) for strand in made.strands(every)}
    pairs = {
        (left, right)
        for pair in made.comparison.alignment.pairs
        for left in pair.a
        for right in pair.b
    }
    assert beside | tied == pairs
    assert not beside & tied
    told = {(r.a.part, p.part) for r in rows if r.a for p in r.partners if p.side == "b"}
    assert tied <= told


def test_kinds_count_points_not_rows() -> None:
    made = abreast(list(POINTS), [POINTS[4], *POINTS[:4]])
    counts = {kind.name: kind.count for kind in made.kinds()}
    assert counts["moved"] == 1
    assert counts["deleted"] == 1
    assert len(made.chosen({"moved"})) == 2
    assert made.rows(made.chosen({"deleted"}))[0].kind == "deleted"
    assert made.row_of("b", 0) == 0


def test_how_often_is_a_kind_to_filter_by() -> None:
    made = abreast([*POINTS, NEW], [*POINTS, NEW.replace("each month", "every two weeks")])
    assert [row.b.label for row in made.rows(made.chosen({"frequency"})) if row.b] == ["7"]
    assert "frequency" in {kind.name for kind in made.kinds()}


def test_the_strip_says_what_it_draws_and_stays_within_its_width() -> None:
    made = abreast(list(POINTS), [POINTS[4], *POINTS[:4], NEW])
    drawn = strip(made.comparison)
    assert drawn.said == "5 moved to 1."
    assert [strand.words for strand in drawn.strands] == ["5 moved to 1"]
    places = (*drawn.added, *drawn.deleted, *drawn.changed)
    assert places
    assert all(0 < x < WIDTH for x in places)
    assert strip(abreast(list(POINTS), list(POINTS)).comparison).said.startswith("No point")
