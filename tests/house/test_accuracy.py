"""The evaluation's own arithmetic: counts, intervals, calibration, floors, the card."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest

from detente.readings.accuracy import accuracy_card
from detente.views.scores import show_card
from evals import __main__ as main
from evals import card, page
from evals.attributions import Attributed
from evals.calibration import at_least, diagram, error, steps
from evals.challenge import Rates
from evals.commitments.scoring import Kept
from evals.data import Part
from evals.floors import Figure, Floors, Watched, digests, load_floors, raised, unchecked, under
from evals.further import Key
from evals.measured import KINDS, Measured, figures
from evals.mistakes import EXAMPLES, example, mistakes
from evals.negotiations import Scored
from evals.placement import Pairs
from evals.tally import Share, Tally, attribute, mean, rate

DATA = {"negotiations": "aa", "polnear": "bb"}


def watched(floor: float | None, *, less: bool = False) -> Floors:
    row = Watched("mean", "negotiations", floor, wanted=0.5, aim=0.7, less=less)
    return Floors("learned", DATA, (row,))


def tally(tp: int, fp: int, fn: int) -> dict[str, Tally]:
    return {"positions": Tally(tp=tp, fp=fp, fn=fn)}


def test_items_are_counted_as_the_scorer_counts_them() -> None:
    one = Tally()
    read = [{"confidence": c} for c in (0.9, 0.8, 0.7, 0.6)]
    gold: list[dict[str, Any]] = [{}, {"optional": True}, {}]
    one.add(read, gold, [(0, 0), (1, 1)], neutral=[3])
    assert (one.tp, one.fp, one.fn) == (1, 1, 1)
    assert one.outcomes == [(0.9, True), (0.7, False)]
    assert one.pairs == [(read[0], gold[0])]
    assert (one.missed, one.spare) == ([gold[2]], [read[2]])


def test_a_rate_pools_reports_and_its_interval_holds_it() -> None:
    tallies = [tally(3, 1, 2), tally(1, 0, 3), tally(2, 2, 0)]
    found = rate(tallies, "positions")
    assert (found.p, found.r) == (6 / 9, 6 / 11)
    assert (found.read, found.gold) == (9, 11)
    assert found.f1_ends[0] <= found.f1 <= found.f1_ends[1]
    assert found.f1_ends[0] < found.f1_ends[1]
    assert rate(tallies, "positions") == found  # the draws are the same each time


def test_reports_that_are_alike_leave_no_doubt() -> None:
    assert rate([tally(1, 1, 1)] * 3, "positions").f1_ends == (0.5, 0.5)


def test_a_layer_that_is_nowhere_is_neither_right_nor_wrong() -> None:
    assert rate([tally(1, 0, 0)], "contacts").gold == 0
    assert mean([tally(1, 1, 1)], ["positions"]).f1 == 0.5


def test_an_attribute_is_a_share_of_what_was_asked() -> None:
    one, other = Tally(), Tally()
    one.note("kind", True)
    other.note("kind", "")
    found = attribute([{"contacts": one}, {"contacts": other}], "contacts", "kind")
    assert found == Share(1, 2)
    assert Share(0, 0).value is None


def test_confidence_is_compared_with_what_holds() -> None:
    outcomes = [(0.85, True)] * 3 + [(0.85, False)] + [(1.0, True)]
    assert [(s.claims, s.held) for s in steps(outcomes)] == [(4, 0.75), (1, 1.0)]
    assert error(outcomes) == pytest.approx(4 * 0.1 / 5)
    assert error([]) is None
    assert at_least(outcomes, 0.9) == (1, 1)


def test_the_diagram_is_a_picture_that_says_what_it_shows() -> None:
    drawn = diagram({"all & more": {"learned": [(0.8, True), (0.3, False)] * 5, "rules": []}})
    root = ET.fromstring(drawn)  # noqa: S314  (our own)
    assert root.attrib["role"] == "img"
    told = "".join(root.itertext())
    assert "all & more, learned: error 0.25 over 10 claims" in told
    assert "prefers-color-scheme: dark" in told
    dots = [e for e in root.iter() if e.tag.endswith("circle") and "cx" in e.attrib]
    assert len(dots) == 2 + 2  # two steps of one reader, and the legend of two


def test_a_figure_under_its_floor_is_named() -> None:
    assert under(watched(0.5), {"mean": Figure(0.49, 12)}, DATA) == [
        "mean: 0.490 on 12 items, at least 0.500 must be reached"
    ]
    assert under(watched(0.5), {"mean": Figure(0.5, 12)}, DATA) == []
    assert under(watched(0.5), {}, DATA) == ["mean: was not measured, and has a floor"]
    assert under(watched(None), {"mean": Figure(0.1, 12)}, DATA) == []


def test_of_errors_the_fewer_the_better() -> None:
    [says] = under(watched(0.03, less=True), {"mean": Figure(0.04, 100)}, DATA)
    assert "at most 0.030" in says
    assert under(watched(0.03, less=True), {"mean": Figure(0.02, 100)}, DATA) == []


def test_floors_hold_on_their_own_data_alone() -> None:
    other = DATA | {"negotiations": "cc"}
    assert under(watched(0.5), {"mean": Figure(0.1, 12)}, other) == []
    assert len(unchecked(watched(0.5), other)) == 1
    assert unchecked(watched(0.5), DATA) == []


STORED = """reader = "learned"

[digests]
negotiations = "?"

[[figure]]
name = "mean"
data = "negotiations"
floor = 0.4
wanted = 0.5

[[figure]]
name = "errors"
data = "negotiations"
wanted = 0.05
less = true

[[figure]]
name = "missed"
data = "negotiations"
wanted = 0.9
"""


def test_floors_are_raised_to_what_is_reached_and_never_lowered(tmp_path: Path) -> None:
    path = tmp_path / "floors.toml"
    path.write_text(STORED)
    measured = {
        "mean": Figure(0.578, 10),
        "errors": Figure(0.021, 10),
        "missed": Figure(0.89, 10),
    }
    for _ in range(2):
        floors = load_floors(path)
        data = {"negotiations": "aa"}
        path.write_text(raised(path.read_text(), floors, figures=measured, data=data))
        now = load_floors(path)
        assert now.digests == data
        assert [figure.floor for figure in now.figures] == [0.54, 0.04, None]
        measured["mean"] = Figure(0.51, 10)  # worse: the floor stays
    assert "mean: 0.510" in under(now, measured, data)[0]


def test_the_digest_of_the_data_follows_its_words(tmp_path: Path) -> None:
    (tmp_path / "negotiations" / "gold").mkdir(parents=True)
    (tmp_path / "polnear").mkdir()
    (tmp_path / "polnear" / "dev.jsonl").write_text("{}\n")
    gold = tmp_path / "negotiations" / "gold" / "zz01.json"
    gold.write_text("{}")
    before = digests(tmp_path)
    gold.write_text('{"id": "zz01"}')
    after = digests(tmp_path)
    assert before["negotiations"] != after["negotiations"]
    assert before["polnear"] == after["polnear"]


def test_the_stored_floors_are_those_of_known_figures() -> None:
    floors = load_floors()
    names = [figure.name for figure in floors.figures]
    assert len(set(names)) == len(names)
    for figure in floors.figures:
        assert figure.data in floors.digests
        if figure.wanted is not None and figure.aim is not None:
            assert figure.reaches(figure.aim, figure.wanted)


def test_the_card_that_ships_is_whole() -> None:
    shipped = accuracy_card()
    assert shipped["reports"] > 0
    assert shipped["spans_that_differ"] == 0
    assert len(shipped["kinds"]) == len(KINDS)
    for kind in shipped["kinds"]:
        assert kind["ends"][0] <= kind["f1"] <= kind["ends"][1]
        assert kind["items"] > 0


def test_mistakes_are_counted_by_kind_and_each_has_an_example() -> None:
    positions, spans = Tally(), Tally()
    positions.add(
        [{"stance": "accepts"}], [{"stance": "reserves"}, {"stance": "offers"}], [(0, 0)]
    )
    spans.note("speaker", False)
    tallies = [{"positions (no stance)": positions, "statements (span only)": spans}] * 2
    found = {mistake.kind: mistake.times for mistake in mistakes(tallies)}
    assert found == {
        "position missed: offers": 2,
        "stance wrong: reserves read as accepts": 2,
        "statement given to another speaker": 2,
    }
    assert len(mistakes(tallies, most=1)) == 1


@pytest.mark.parametrize("kind", sorted(EXAMPLES))
def test_an_example_is_given_for_a_kind_and_for_what_is_narrower(kind: str) -> None:
    assert example(kind) == EXAMPLES[kind]
    assert example(f"{kind.partition(':')[0]}: of another making")


def measured(reader: str) -> Measured:
    """A reader that was measured on three invented reports a set."""
    sets = {}
    for name in ("reference", "held out", "tuned on", "demo"):
        keys = ("re001", "bb001", "ua01")
        tallies = {key: {kind: Tally(tp=2, fp=1, fn=1) for kind in KINDS} for key in keys}
        for one in tallies.values():
            one["positions"].outcomes.append((0.85, True))
        sets[name] = Scored(Part(name, Path(), Path(), keys), tallies, 0, Share(1, 2))
    some = rate([tally(2, 1, 1)], "positions")
    kinds = {k: {"gold": 1, "overlap": 1.0, "exact": 0.5} for k in ("direct", "mixed", "indirect")}
    news = {"reports": 1, "gold": 3, "source_overlap": 0.9, "cue_overlap": 0.9}
    return Measured(
        reader,
        "1",
        sets,
        conditions=Share(2, 4),
        matched_conditions=Share(1, 1),
        further={name: (Key("own voice", 4, 3, 2, 2, 1),) for name in ("tuned on", "held out")},
        news=Attributed(reader, news | {"recall_by_kind": kinds}, some, some),
        placed={"issue": Pairs(0.5, 0.5, 0.5, 1, 2)},
        challenged=(Rates("stance", "tune", 4, 4, 2, 2), Rates("stance", "report", 4, 3, 0, 0)),
        kept={half: kept() for half in ("tune", "report")},
    )


def kept() -> Kept:
    tallies = {"a": {"commitments": Tally(tp=3, fp=1, fn=1), "compliance": Tally(tp=1, fn=1)}}
    return Kept(tallies, Share(1, 1), Share(0, 2), Share(0, 2), Share(0, 0))


def test_the_page_has_a_first_screen_of_one_table_and_says_what_each_figure_rests_on() -> None:
    shown = [measured("learned"), measured("rules")]
    text = page.write(shown, None, floors=load_floors(), fits=True)
    first = text.split("\n## ")[0]
    assert first.startswith("# Accuracy\n\nOn 6 real reports that nothing was tuned on")
    assert first.count("|---") == 7 and len(first.splitlines()) < 35
    assert "| contacts, right status | .67 | .67 | **.67** (.67–.67) | .67 | .77 | 18 |" in first
    assert "textacy was not installed for this run" in text
    assert "| stance never reversed | 4 of 4 | 2 of 2 | 3 of 4 | – |" in text
    assert "| 0.8 | – | – | 1.00 (6 of 6) |" in text
    assert "**not reached**" in text
    assert "| commitments | report | .75 (.75–.75) |" in text
    assert "| accuser and accused turned round | .00 (0 of 2) | .00 (0 of 2) |" in text


def test_figures_that_are_watched_are_measured() -> None:
    found = figures(measured("learned"))
    known = set(found) | {"stances turned"}  # these need a matched position
    assert {row.name for row in load_floors().figures} <= known
    assert found["commitments: F1"] == Figure(0.75, 4)
    assert found["accuser and accused turned round"] == Figure(0, 2)
    assert found["own voice against others' account of a position: F1"] == Figure(0.5, 4)


def test_the_card_is_made_of_what_was_measured() -> None:
    made = card.card(measured("learned"), page.LAYERS)
    assert made["kinds"][0] == {
        "kind": "actors",
        "title": "actors",
        "precision": 0.667,
        "recall": 0.667,
        "f1": 0.667,
        "ends": [0.667, 0.667],
        "items": 18,
    }
    assert show_card(made, "1").count("\n") > len(KINDS)


def test_the_diagram_has_a_panel_a_kind() -> None:
    panels = page.panels([measured("learned"), measured("rules")])
    assert len(panels) == len(KINDS) + 2
    assert panels["positions"]["rules"] == [(0.85, True)] * 6


@pytest.fixture
def evaluation(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A folder that looks annotated; what would be measured on it is invented."""
    (tmp_path / "negotiations").mkdir()
    (tmp_path / "negotiations" / "score.py").write_text("")
    monkeypatch.setattr(main, "reader", lambda name: name)
    monkeypatch.setattr(main, "tidy", lambda: None)
    monkeypatch.setattr(main, "measure", lambda _root, name, _out: measured(name))
    monkeypatch.setattr(main, "digests", lambda _root: load_floors().digests)
    monkeypatch.setattr("evals.challenge.measure", lambda _reader: ())
    return tmp_path


def run(monkeypatch: pytest.MonkeyPatch, *words: str) -> int:
    monkeypatch.setattr("sys.argv", ["evals", *words])
    return main.main()


def test_the_check_fails_under_a_floor_and_says_which(
    evaluation: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, "--check", str(evaluation)) == 1
    said = capsys.readouterr().err
    assert "under its floor: actors: F1: 0.667 on 18 items" in said
    assert "under its floor: challenge stance (report): 3 of 4 right" in said


def test_floors_are_those_of_one_reader(
    evaluation: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, "--check", str(evaluation), "--reader", "rules") == 1
    said = capsys.readouterr()
    assert "not checked for this one" in said.out
    assert "actors" not in said.err  # the challenge sets are for every reader


def test_where_nothing_is_annotated_the_check_says_so_and_passes(
    evaluation: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, "--check", str(evaluation / "nowhere")) == 0
    assert "skipped: no annotated reports" in capsys.readouterr().out
