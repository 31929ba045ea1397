"""What stands around the points: headings that move with what is beneath them."""

from __future__ import annotations

from detente.drafts.aligning import align
from detente.drafts.around import compare_whole
from detente.drafts.points import cut

PAY = "## Pay\n\n1. Basic pay rises by ten percent.\n\n"
REST = "## Rest\n\n2. Each depot has a room with six beds.\n\n"
SAFETY = "## Safety\n\n3. Cameras watch over the doors of trams.\n\n"


def test_a_heading_that_moves_with_its_points_is_moved() -> None:
    old, new = cut("a", PAY + REST + SAFETY), cut("b", SAFETY + PAY + REST)
    around = compare_whole(align(old, new)).around
    headings = {old.parts[one.pair.a[0]].body: one for one in around if one.pair.a}
    assert {"Pay", "Rest", "Safety"} <= headings.keys()
    assert [one.pair.kind for name, one in headings.items() if name == "Safety"] == ["moved"]
    assert {one.weight for one in headings.values()} == {"unchanged"}


def test_a_heading_that_stands_twice_is_not_said_to_have_moved() -> None:
    old, new = cut("a", PAY + REST + PAY), cut("b", REST + PAY)
    around = compare_whole(align(old, new)).around
    assert all(one.pair.kind == "kept" for one in around)
