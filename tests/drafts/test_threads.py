"""Every point through all versions, and issues in each: nothing is lost, splits stay together."""

from __future__ import annotations

import datetime as dt

import pytest

from detente.drafts.aligning import align
from detente.drafts.changes import compare
from detente.drafts.covering import Points, coverage
from detente.drafts.naming import point_named
from detente.drafts.points import cut
from detente.drafts.threads import Stage, threads
from detente.model.errors import InputError, UnknownName
from detente.model.snapshot import Issue, Proposition
from detente.model.versions import Version

TEXTS = (
    "1. Norland opens its books to Sudmark within 90 days.\n"
    "2. The harbour of Vell is run by a joint authority, and the lighthouse is kept by Vesse.\n"
    "3. Prisoners return home.\n",
    "1. The harbour of Vell is run by a joint authority.\n"
    "2. The lighthouse is kept by Vesse.\n"
    "3. Norland opens its books to Sudmark within 120 days.\n",
    "1. Norland opens its books to Sudmark within 120 days.\n"
    "2. The lighthouse is kept by Vesse.\n"
    "3. Grain is carried free of any toll.\n",
)


def stages() -> list[Stage]:
    made: list[Stage] = []
    for place, text in enumerate(TEXTS):
        version = Version(
            id=str(place),
            proposal="Vell text",
            label=str(place),
            proponent=None,
            dated=None,
            revises=(),
            file="",
            notes=(),
            entered=dt.datetime(2031, 1, 1, tzinfo=dt.UTC),
            by="ada",
        )
        draft = cut(str(place), text)
        told = compare(align(made[-1].draft, draft)) if made else None
        earlier = place - 1 if made else None
        made.append(Stage(version=version, draft=draft, earlier=earlier, comparison=told))
    return made


def test_every_point_of_every_version_is_in_exactly_one_thread() -> None:
    made = stages()
    found = threads(made)
    for at, stage in enumerate(made):
        parts = [part for thread in found for part in thread.steps[at].parts]
        assert sorted(parts) == list(stage.draft.points)


def test_fates_are_told_version_by_version() -> None:
    found = threads(stages())
    fates = {thread.steps[0].parts: [step.fate for step in thread.steps] for thread in found}
    assert fates[0,][:2] == ["first", "moved"]
    assert fates[1,][:2] == ["first", "split"]
    assert fates[2,] == ["first", "deleted", "absent"]
    assert fates[()] == ["absent", "absent", "added"]
    assert len(found) == 4


def issue(name: str, *propositions: str) -> Issue:
    told = tuple(Proposition(id=p, issue=name, text=p) for p in propositions)
    return Issue(id=name, name=name, propositions=told)


def test_issues_are_in_out_or_changed() -> None:
    issues = [
        issue("Books"),
        issue("Ports", "a joint authority for the harbour of Vell"),
        issue("Toll"),
    ]
    states = {
        (cell.issue, cell.version): "out"
        if not cell.parts
        else "changed"
        if cell.changed
        else "in"
        for cell in coverage(stages(), issues)
    }
    assert states == {
        ("Books", "0"): "in",
        ("Books", "1"): "changed",
        ("Books", "2"): "in",
        ("Ports", "0"): "in",
        ("Ports", "1"): "in",  # the point was split, its words stayed
        ("Ports", "2"): "out",
        ("Toll", "0"): "out",
        ("Toll", "1"): "out",
        ("Toll", "2"): "in",
    }


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("Norland opens its books to Sudmark within 30 days", [(0, "90 days", ("30 days",))]),
        ("Norland opens its books to Sudmark within three months", []),
        ("Norland opens its books to 12 judges of Sudmark", []),
        ("Norland opens its books within 30 days, and its archives within 90 days", []),
        ("Norland reads its letters within 30 days", []),
    ],
)
def test_a_number_that_stances_on_record_have_otherwise_is_told(
    told: str, expected: list[tuple[int, str, tuple[str, ...]]]
) -> None:
    [first] = coverage(stages()[:1], [issue("Books", told)])
    assert [(one.part, one.has, one.on_record) for one in first.numbers] == expected


def test_a_long_name_is_no_list_of_words() -> None:
    long = issue("that Vesse be placed under its flag for years")
    assert Points(cut("d", "1. Vesse stays.\n2. The toll ends.")).on(long) == ()


def test_where_and_when_something_is_done_is_not_what_a_point_is_on() -> None:
    draft = cut(
        "d",
        "1. Guns leave the Vesse Strip after the monitors come.\n"
        "2. Ninety monitors come to the strip.\n"
        "3. A vote is held three months after the withdrawal.\n4. Norland names a judge.",
    )
    points = Points(draft)
    told = [
        ("Watch", "send ninety monitors to the Vesse Strip", (1,)),
        ("Going", "withdrawal from the strip", ()),
        ("Norland to read Article 6", "Norland to read Article 6", ()),
        ("Judges", "judge", (3,)),
    ]
    for name, text, expected in told:
        said = Proposition(id=f"p-{name}", issue=f"i-{name}", text=text)
        one = Issue(id=f"i-{name}", name=name, propositions=(said,))
        assert points.on(one) == expected, name


@pytest.mark.parametrize(
    ("name", "part"),
    [("1", 0), ("1.", 0), ("point 1", 0), ("1(b)", 2), ("1 b", 2), ("(a)", 1), ("#3", 3)],
)
def test_a_point_is_named_as_a_reader_would(name: str, part: int) -> None:
    draft = cut("d", "1. Forces leave:\n(a) the east;\n(b) the west.\n2. Gas flows.")
    assert point_named(draft, name) == part


def test_a_point_that_cannot_be_told_is_refused() -> None:
    draft = cut("d", "1. Forces leave.\n2. Gas flows.\n2. Ports open.")
    with pytest.raises(UnknownName, match="choose one of 1, 2"):
        point_named(draft, "3")
    with pytest.raises(InputError, match=r"#1 \(Gas flows.…\), #2 \(Ports open.…\); write which"):
        point_named(draft, "2")
