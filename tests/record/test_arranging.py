"""What is arranged, and placed, of what came since is what all of it together gives."""

import datetime as dt
from typing import cast

from hypothesis import given, settings
from hypothesis import strategies as st

from detente.model.text import Mark
from detente.record.facts import Library, Pair, Printed, Read, View, moment
from detente.record.library import arrange, arrange_later, retraced
from detente.record.register import Desk, Register, Wording
from detente.record.shelf import Shelf
from detente.record.starters import starters
from tests.record.build import NOON

HOUR = dt.timedelta(hours=1)
TEXTS = [f"{what} {number}" for what in ("toll", "the fee on grain") for number in range(4)]


@st.composite
def entered(draw: st.DrawFn) -> list[tuple[Printed, tuple[Pair, ...]]]:
    """Reports in the order in which they were entered, each with the pairs that came with it."""
    found: list[tuple[Printed, tuple[Pair, ...]]] = []
    for number in range(draw(st.integers(2, 9))):
        day = f"2031-03-{draw(st.integers(1, 5)):02}"
        mark = cast(Mark, draw(st.sampled_from(["public", "public", "internal"])))
        at = moment(NOON + number * HOUR)
        report = Printed(
            id=f"r{number}",
            key="",
            outlet="Norwire",
            address=draw(st.sampled_from([None, None, "https://a.example/1"])),
            title=None,
            published=day,
            published_at=None,
            retrieved=at,
            entered=at,
            mark=mark,
            field=None,
        )
        known = [one for one, _ in found]
        others = draw(st.sets(st.sampled_from(known), max_size=2)) if known else set()
        pairs = (_pair(report, one, draw(st.sampled_from([0.3, 0.8, 0.9]))) for one in others)
        found.append((report, tuple(sorted(pairs))))
    return found


def _pair(one: Printed, other: Printed, share: float) -> Pair:
    """The later by publication took words over from the earlier."""
    later, earlier = sorted((one, other), key=lambda report: report.order, reverse=True)
    return Pair(later.id, earlier.id, share, "[]")


def _came(report: str, old: Library, new: Library) -> set[Pair]:
    return set(new.pairs.get(report, ())) - set(old.pairs.get(report, ()))


@settings(max_examples=150)
@given(entered(), st.integers(1, 8), st.sampled_from(["public", "internal"]))
def test_a_library_goes_on_as_it_is_arranged_anew(
    came: list[tuple[Printed, tuple[Pair, ...]]], first: int, mark: Mark
) -> None:
    view = View(up_to=mark)
    shelf = Shelf(cast("None", None), (), reports=[], readings=[])  # type: ignore[arg-type]
    old = None
    for number, (report, pairs) in enumerate(came):
        shelf.put([report], pairs)
        shelf.readings.append(Read(number + 1, report.id, "hand@1", report.entered))
        if number + 1 < first:
            continue
        whole = arrange(shelf.reports, shelf.readings, shelf.every_pair(), view=view)
        if old is not None:
            later = arrange_later(shelf, old, view)
            if later is not None:
                assert later == whole
                assert list(later.reports) == list(whole.reports)
                assert {k for k in old.reports if _came(k, old, whole)} <= later.moved
                assert later.moved <= retraced(old, whole) <= old.reports.keys()
            else:  # what was there has moved: a text of an article, or who took over what is not
                came = {pair.other for k in old.reports for pair in _came(k, old, whole)}
                assert (
                    any(whole.previous.get(k) != old.previous.get(k) for k in old.reports)
                    or not came <= whole.reports.keys()
                    or not old.instead.items() <= whole.instead.items()
                )
        old = whole


def test_a_report_that_is_read_anew_is_not_gone_on_with() -> None:
    at = moment(NOON)
    report = Printed("r", "", "Norwire", None, None, None, None, at, at, "public", None)
    shelf = Shelf(cast("None", None), (), reports=[], readings=[])  # type: ignore[arg-type]
    shelf.put([report], ())
    shelf.readings.append(Read(1, "r", "hand@1", at))
    old = arrange(shelf.reports, shelf.readings, (), view=View())
    assert arrange_later(shelf, old, View()) == old
    shelf.readings.append(Read(2, "r", "hand@2", at))
    assert arrange_later(shelf, old, View()) is None


@settings(max_examples=40)
@given(st.lists(st.sampled_from(TEXTS), min_size=1, max_size=8, unique=True), st.integers(0, 8))
def test_a_register_goes_on_from_a_copy_and_leaves_it_as_it_is(texts: list[str], at: int) -> None:
    order = [Wording(text, text, None) for text in texts]
    first = Register(Desk(), starters())
    for wording in order[:at]:
        first.place(wording)
    before, size = first.issues(), first.size
    later, whole = first.copied(), Register(Desk(), starters())
    assert [later.place(wording) for wording in order] == [whole.place(w) for w in order]
    assert later.issues() == whole.issues()
    assert (first.issues(), first.size) == (before, size)
    assert first.begins(order) and later.begins(order)
    assert size == len(order) or not later.begins(order[:size])
