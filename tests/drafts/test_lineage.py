"""Which draft was made from which: the desk, then reports, then the order of days."""

from __future__ import annotations

import datetime as dt

import pytest

from detente.drafts.lineage import trace, versions_of
from detente.drafts.points import cut
from detente.model.errors import UnknownName
from detente.model.versions import Told, Version
from detente.views.versions import BASIS_WORDS

NOON = dt.datetime(2031, 6, 1, 12, tzinfo=dt.UTC)


def version(id_: str, day: str | None, *revises: str, proposal: str = "Brage text") -> Version:
    return Version(
        id=id_,
        proposal=proposal,
        label=id_,
        proponent=None,
        dated=dt.date.fromisoformat(day) if day else None,
        revises=revises,
        file="",
        notes=(),
        entered=NOON,
        by="ada",
    )


def told(
    entry: str, points: int, day: str, *, name: str = "text", words: str | None = None
) -> Told:
    return Told(
        entry=entry,
        name=name,
        counts=(points,),
        proponents=(),
        first=dt.date.fromisoformat(day),
        last=None,
        earlier=None,
        words=words,
        reports=(entry,),
        sure=True,
    )


def draft(points: int):
    return cut("d", "".join(f"{n}. Provision {n} holds.\n" for n in range(1, points + 1)))


def test_reports_tell_of_the_draft_with_as_many_points_nearest_in_time() -> None:
    kept = {version("a", "2031-03-01"): draft(3), version("b", "2031-04-20"): draft(3)}
    found = trace(kept, [told("t", 3, "2031-04-22"), told("u", 9, "2031-04-22")], ())
    assert [(n.id, [t.entry for t in n.told]) for n in found.nodes] == [
        ("a", []),
        ("b", ["t"]),
        ("u", ["u"]),
    ]
    assert found.nodes[2].version is None


def test_without_a_day_a_word_of_the_names_must_be_one() -> None:
    kept = {version("a", None): draft(3)}
    assert not trace(kept, [told("t", 3, "2031-04-22", name="3-point paper")], ()).nodes[0].told
    assert trace(kept, [told("t", 3, "2031-04-22", name="Brage paper")], ()).nodes[0].told


def test_the_desk_counts_before_reports_and_these_before_the_order_of_days() -> None:
    kept = {
        version("c", "2031-03-09", "a"): draft(2),
        version("a", "2031-03-01"): draft(5),
        version("b", "2031-03-05"): draft(4),
        version("d", "2031-03-12"): draft(3),
    }
    reports = [told("t", 3, "2031-03-12", words="down from 5 points"), told("u", 5, "2031-03-01")]
    made = trace(kept, reports, ()).links
    assert {(o.earlier, o.later, o.basis) for o in made} == {
        ("a", "c", "desk"),
        ("a", "d", "reports"),
        ("a", "b", "order"),
    }


def test_versions_without_a_day_are_linked_by_their_entry_and_it_says_so() -> None:
    kept = {version("a", None): draft(5), version("b", None): draft(4)}
    (link,) = trace(kept, (), ()).links
    assert link.basis == "entered"
    assert "without a day" in BASIS_WORDS[link.basis]
    one = {version("a", "2031-03-01"): draft(5), version("b", None): draft(4)}
    assert [o.basis for o in trace(one, (), ()).links] == ["entered"]


def test_a_counter_proposal_answers_and_several_sources_are_merged() -> None:
    kept = {
        version("a", "2031-03-01"): draft(5),
        version("x", "2031-03-02", "a", proposal="Counter-proposal"): draft(4),
        version("m", "2031-03-03", "a", "x"): draft(6),
    }
    kinds = {(o.earlier, o.later): o.kind for o in trace(kept, (), ()).links}
    assert kinds == {("a", "x"): "counters", ("a", "m"): "merges", ("x", "m"): "merges"}


def test_versions_stand_after_what_they_were_made_from() -> None:
    kept = {
        version("late", "2031-03-01", "early"): draft(2),
        version("early", "2031-03-09"): draft(2),
    }
    found = trace(kept, (), ())
    assert [v.id for v in versions_of(found, "brage TEXT")] == ["early", "late"]
    with pytest.raises(UnknownName, match="Brage text"):
        versions_of(found, "Vell text")


def test_drafts_that_name_each_other_are_listed_all_the_same() -> None:
    kept = {version("a", "2031-03-01", "b"): draft(2), version("b", "2031-03-02", "a"): draft(2)}
    assert [n.id for n in trace(kept, (), ()).nodes] == ["a", "b"]
