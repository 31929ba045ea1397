"""Which draft was made from which: the desk, then reports, then the order of days."""

from __future__ import annotations

import datetime as dt

import pytest

from detente.drafts.lineage import trace, versions_of
from detente.drafts.points import cut
from detente.model.errors import UnknownName
from detente.model.versions import Linking, Told, Version
from detente.views.versions import BASIS_WORDS

NOON = dt.datetime(2031, 6, 1, 12, tzinfo=dt.UTC)


def version(
    id_: str,
    day: str | None,
    *revises: str,
    proposal: str = "Brage text",
    proponent: str | None = None,
) -> Version:
    return Version(
        id=id_,
        proposal=proposal,
        label=id_,
        proponent=proponent,
        dated=dt.date.fromisoformat(day) if day else None,
        revises=revises,
        file="",
        notes=(),
        entered=NOON,
        by="ada",
    )


def told(
    entry: str,
    points: int,
    day: str,
    *,
    name: str = "text",
    words: str | None = None,
    by: tuple[str, ...] = (),
) -> Told:
    return Told(
        entry=entry,
        name=name,
        counts=(points,),
        proponents=by,
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


def test_what_others_put_forward_is_another_draft() -> None:
    kept = {version("a", "2031-03-01", proponent="Norland"): draft(3)}
    plans = [
        told("sud", 3, "2031-03-02", by=("Sudmark",)),
        told("nor", 3, "2031-03-02", by=("the government of Norland",)),
        told("capital", 3, "2031-03-02", by=("Halden",)),
        told("whose", 3, "2031-03-02"),
    ]
    found = trace(kept, plans, (), parties={"halden": "Norland", "sudmark": "Sudmark"})
    assert [t.entry for t in found.nodes[0].told] == ["nor", "capital", "whose"]


def test_a_later_version_of_a_draft_is_none_that_came_before_it() -> None:
    kept = {version("a", "2031-03-01"): draft(3), version("b", "2031-03-10"): draft(5)}
    found = trace(kept, [told("t", 3, "2031-03-12", words="revised down from 5 points")], ())
    assert [(o.earlier, o.later, o.basis) for o in found.links] == [
        ("b", "t", "reports"),
        ("a", "b", "order"),
    ]


def test_the_desk_says_plainly_how_two_drafts_stand() -> None:
    kept = {
        version("a", "2031-03-01"): draft(5),
        version("b", "2031-03-02", "a"): draft(4),
        version("c", "2031-03-03"): draft(6),
    }
    plan = told("t", 9, "2031-03-04", words="based on 6 points")
    said = [
        Linking(kind="merges", later="b", earlier="a"),
        Linking(kind="counters", later="b", earlier="a"),
        Linking(kind="apart", later="c", earlier="b"),
        Linking(kind="counters", later="c", earlier="gone"),
    ]
    made = trace(kept, [plan], (), said=said).links
    assert [(o.later, o.kind, o.earlier, o.basis) for o in made] == [
        ("b", "counters", "a", "desk"),
        ("t", "based_on", "c", "reports"),
    ]
    more = [Linking(kind="revises", later="t", earlier="a")]
    assert ("t", "a", "desk") in {
        (o.later, o.earlier, o.basis) for o in trace(kept, [plan], (), said=more).links
    }


def test_articles_under_parts_are_what_reports_count() -> None:
    text = "Part I\nArticle 1\nGuns leave.\nArticle 2\nMaps come.\nPart II\nArticle 3\nGas flows."
    found = trace({version("a", "2031-03-01"): cut("d", text)}, [told("t", 3, "2031-03-02")], ())
    assert [t.entry for t in found.nodes[0].told] == ["t"]
    running = cut("d", "I. Security\n1. Guns leave.\n2. Maps come.\nII. Money\n3. Gas flows.")
    anew = cut("d", "I. Security\n1. Guns leave.\n2. Maps come.\nII. Money\n1. Gas flows.")
    assert [len(one.top) for one in (running, anew)] == [3, 2]


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


def test_a_plan_that_reports_say_is_based_on_two_merges_them() -> None:
    words = "based on Norland's draft and Sudmark's nine-point text"
    plans = [
        told("n", 4, "2031-03-01", name="Norland's draft"),
        told("s", 9, "2031-03-02", name="Sudmark's nine-point text"),
        told("m", 6, "2031-03-09", name="mediator's plan", words=words),
        told("late", 6, "2031-03-12", name="Norland's draft"),
    ]
    found = trace({}, plans, ()).links
    assert [(link.earlier, link.later, link.kind) for link in found] == [
        ("n", "m", "merges"),
        ("s", "m", "merges"),
    ]


def test_a_plan_based_on_one_that_is_known_and_one_that_is_not_builds_on_the_one() -> None:
    plans = [
        told("s", 9, "2031-03-02", name="nine-point text"),
        told("m", 6, "2031-03-09", words="based on the nine-point text and an old treaty"),
    ]
    found = trace({}, plans, ()).links
    assert [(link.earlier, link.kind) for link in found] == [("s", "based_on")]


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
