"""What is owed, in words, on paper, as a table: nothing says more than was told."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente import flow
from detente.analysis.commitments import owed
from detente.model.claims import Commitment, Compliance, NextStep
from detente.model.dates import parse_days
from detente.model.errors import UnknownName
from detente.model.owed import OwedLedger, OwedState
from detente.model.snapshot import Entry, Snapshot
from detente.model.vocabulary import Act
from detente.views.brief import FINDINGS, show_brief
from detente.views.calendar import calendar
from detente.views.commitments import (
    Wanted,
    chosen,
    commitments_paper,
    commitments_table,
    commitments_values,
    grouped,
)
from detente.views.commitments.choosing import FOUND, GROUPS
from detente.views.commitments.paper import owed_line
from detente.views.escape import json_text
from detente.views.owed import (
    CONFIRMED,
    STATES,
    due_text,
    finding_of,
    owed_text,
    short_text,
    stands_text,
    state_text,
)
from detente.views.papers import show_paper
from detente.views.papers.pack import pack
from detente.views.tables import show_table
from tests.analysis.world import DAY, World
from tests.views.worlds import NASTY

WORLD = World()


def commitment(what: str = "free 120 prisoners", by: str = "Norland", **more: object) -> Entry:
    given = {"days": parse_days("2031-02-01"), **more}
    evidence = (WORLD._words(),)
    return WORLD.entry(Commitment(evidence=evidence, by=by, what=what, **given))  # type: ignore[arg-type]


def account(act: Act, told_by: str | None = "Sudmark", **more: object) -> Entry:
    given = {"by": "Norland", "commitment": "the prisoners", **more}
    evidence = (WORLD._words(),)
    return WORLD.entry(
        Compliance(evidence=evidence, act=act, told_by=told_by, **given)  # type: ignore[arg-type]
    )


def ledger(*entries: Entry, day: dt.date = DAY) -> OwedLedger:
    return owed(snapshot(*entries, day=day))


def snapshot(*entries: Entry, day: dt.date = DAY) -> Snapshot:
    return Snapshot(
        as_of=day,
        commitments=tuple(e for e in entries if isinstance(e.claim, Commitment)),
        compliance=tuple(e for e in entries if isinstance(e.claim, Compliance)),
    )


def stands(*told: Entry, **more: object) -> str:
    found = ledger(commitment(**more), *told)  # type: ignore[arg-type]
    return state_text(found.rows[0], found.snapshot)


def test_every_way_to_stand_has_a_word_and_a_place() -> None:
    assert set(STATES) == set(get_args(OwedState))
    placed = [state for _, _, states in GROUPS for state in states]
    assert sorted(set(placed)) == sorted(get_args(OwedState))
    assert set(CONFIRMED) == set(get_args(Act))
    names = [name for name, _, states in GROUPS if states == ("found",)]
    assert sorted(set(FOUND.values())) == sorted(names)


@pytest.mark.parametrize(
    ("acts", "title", "short"),
    [
        (("fulfilled",), "Monitor: kept", "monitor: kept"),
        (("delayed",), "Monitor: late", "monitor: late"),
        (("violated",), "Monitor: not kept", "monitor: not kept"),
        (("suspended",), "Monitor: suspended", "monitor: suspended"),
        (("delayed", "fulfilled"), "Monitor: late", "monitor: late"),
        (("violated", "fulfilled"), "Monitors: findings differ", "monitors differ"),
    ],
)
def test_what_a_monitor_confirmed_heads_it(acts: Sequence[Act], title: str, short: str) -> None:
    told = [account(act, "Vesse", monitor="Vesse", finding="confirmed") for act in acts]
    found = ledger(commitment(), *told)
    (row,) = found.rows
    assert row.state == "found"
    assert [group.title for group in grouped(found) if group.lines] == [title]
    assert short_text(row) == short


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ((), "overdue; no account found in 0 reports of 0 outlets"),
        ((("fulfilled", "Sudmark", {}),), "said to be kept by Sudmark"),
        ((("delayed", "narrator", {}),), "said to be late by the report"),
        ((("suspended", "Norland", {}),), "said to be suspended by Norland"),
        (
            (("violated", "Sudmark", {}),),
            "Sudmark alleges a violation; no denial found",
        ),
        (
            (("violated", "Sudmark", {}), ("violated", None, {"denied_by": ("Norland",)})),
            "Sudmark alleges a violation; Norland denies it",
        ),
        (
            (("violated", None, {"denied_by": ("Norland",)}),),
            "Norland denies a violation",
        ),
        (
            (("violated", "Sudmark", {"denied_by": ("Norland", "Vesse")}),),
            "Sudmark alleges a violation; Norland and Vesse deny it",
        ),
        (
            (("violated", None, {"monitor": "Vesse", "finding": "not_confirmed"}),),
            "Vesse could not confirm a violation",
        ),
        (
            (
                ("violated", "Sudmark", {}),
                ("violated", None, {"monitor": "Vesse", "finding": "not_confirmed"}),
            ),
            "Sudmark alleges a violation; no denial found; Vesse could not confirm a violation",
        ),
        (
            (("violated", "Vesse", {"monitor": "Vesse", "finding": "confirmed"}),),
            "Vesse confirmed a violation",
        ),
        (
            (("fulfilled", "Sudmark", {"days": parse_days("2031-02-10")}),),
            "said to be done by Sudmark, after its day",
        ),
        (
            (("fulfilled", "Norland", {}), ("delayed", "Sudmark", {})),
            "said to be kept by Norland; said to be late by Sudmark",
        ),
        (
            (("disputed", "Vesse", {}), ("fulfilled", "Norland", {})),
            "said to be kept by Norland; said to be disputed by Vesse",
        ),
    ],
)
def test_how_it_stands_is_somebodys_word(told: tuple, words: str) -> None:  # type: ignore[type-arg]
    entries = [account(act, by, **more) for act, by, more in told]
    assert stands(*entries) == words
    (row,) = ledger(commitment(), *entries).rows
    plain = words.replace(",", "").replace(";", "")
    said_so = STATES[row.state].replace(",", "") in plain
    found = finding_of(row)
    short = STATES[row.state] if found is None else CONFIRMED[found]
    assert short_text(row) == ("" if said_so else short)


def test_what_is_only_possible_is_said_to_be() -> None:
    doubtful = replace(account("violated"), sure=False)
    assert stands(doubtful) == "possibly: Sudmark alleges a violation; no denial found"
    owes = replace(commitment(), sure=False)
    text = show_paper(commitments_paper(ledger(owes)))
    assert "~ Due 1 Feb 2031: possible: Norland owes: free 120 prisoners" in text


def test_without_a_day_or_an_owner_it_is_said() -> None:
    found = ledger(commitment(days=None, date_text="soon"), commitment("rest", by=""))
    by_words = {one.claim.what: one for one in found.rows}
    assert due_text(by_words["free 120 prisoners"]) == "due “soon”"
    assert owed_text(by_words["rest"]).startswith("not said who owes: rest")
    odd = ledger(commitment(days=parse_days("1861")))
    assert due_text(odd.rows[0]) == "no day that can be: read as 1861"


def test_that_no_day_is_named_is_said_once_in_a_line() -> None:
    line = owed_line(found := ledger(commitment(days=None)), found.rows[0])
    assert line.head == "No due day named"
    assert "no due day named" not in line.words.casefold()
    assert "No account found in " in line.words


def test_an_empty_record_says_what_to_add() -> None:
    text = show_paper(commitments_paper(ledger()))
    assert "Add reports of what was signed" in text
    nothing = chosen(ledger(commitment()), Wanted(due_before=dt.date(2030, 1, 1)))
    assert "Nothing that is owed is as asked for." in show_paper(commitments_paper(nothing))
    assert "owed" not in show_brief(snapshot(), findings=flow.analyse(snapshot(), FINDINGS))


def test_who_owes_nothing_that_is_known_is_an_error() -> None:
    with pytest.raises(UnknownName, match="Nobody"):
        chosen(ledger(commitment()), Wanted(by="Nobody"))


def test_more_lines_than_are_shown_are_counted() -> None:
    many = [commitment(f"{word} barges") for word in ("seven", "eight", "fifteen")]
    paper = commitments_paper(ledger(*many), most=2)
    assert "1 more left out" in show_paper(paper)


def test_the_brief_has_a_section_where_something_is_owed() -> None:
    state = snapshot(commitment(), account("violated"))
    text = show_brief(state, findings=flow.analyse(state, FINDINGS))
    assert "What is owed, and whether it was kept" in text
    assert "free 120 prisoners, due 1 Feb 2031: violation alleged" in " ".join(text.split())


def test_the_brief_says_where_a_state_is_only_possible() -> None:
    kept = replace(account("fulfilled"), sure=False)
    for owes, said in (
        (commitment(), "free 120 prisoners, due 1 Feb 2031: possibly: said to be kept"),
        (replace(commitment(), sure=False), "possible: Norland: free 120 prisoners, due 1 Feb"),
    ):
        state = snapshot(owes, kept)
        text = show_brief(state, findings=flow.analyse(state, FINDINGS))
        assert said in " ".join(text.split())


def test_a_pack_lists_what_is_due() -> None:
    party = World()
    party.say("Norland", "accepts", "a truce")
    state = replace(party.snapshot(), commitments=(commitment(), commitment("rest", by="Vesse")))
    text = show_paper(pack(state, "Norland", owed=owed(state).rows))
    part = text.partition("Commitments due")[2].partition("Contradictions")[0]
    assert "free 120 prisoners" in part
    assert "Vesse" not in part


def pack_of(*told: Entry) -> dict[str, str]:
    """A pack on Norland of these entries, its parts as text by title."""
    party = World()
    party.say("Norland", "accepts", "a truce")
    found = snapshot(*told)
    state = replace(
        party.snapshot(),
        commitments=found.commitments,
        compliance=found.compliance,
        next_steps=tuple(e for e in told if isinstance(e.claim, NextStep)),
    )
    paper = pack(state, "Norland", owed=owed(state).rows)
    return {part.title: show_paper(replace(paper, parts=(part,))) for part in paper.parts}


def step_of(due: Entry, *, sure: bool = True) -> Entry:
    """A next step in the words of a commitment."""
    claim = NextStep(
        evidence=due.claim.evidence, who=("Norland",), what="free 120 prisoners", days=due.days
    )
    return replace(WORLD.entry(claim), actors=("Norland",), sure=sure)


DUE, AHEAD, PROBE = "Commitments due", "Contacts, due and last", "Contradictions to probe"


@pytest.mark.parametrize(("sure", "step_sure"), [(True, True), (True, False), (False, False)])
def test_a_pack_tells_a_step_as_what_is_owed_and_not_among_contacts_too(
    sure: bool, step_sure: bool
) -> None:
    due = replace(commitment(), sure=sure)
    made = pack_of(due, step_of(due, sure=step_sure))
    assert "free 120 prisoners" not in made[AHEAD]
    assert made[DUE].count("free 120 prisoners") == 1
    assert "Norland owes: free 120 prisoners" in made[DUE]


def test_a_sure_step_stands_above_what_is_only_possibly_owed_in_its_words() -> None:
    due = replace(commitment(), sure=False)
    made = pack_of(due, step_of(due))
    assert "free 120 prisoners" not in made[AHEAD]
    step, owes, *_ = made[DUE].partition("──\n")[2].splitlines()
    assert step.startswith("○ ") and "free 120 prisoners" in step
    assert owes.startswith("  ~ possible: Norland owes it. Overdue; no account found in ")
    assert "free 120 prisoners" in pack_of(step_of(commitment()))[AHEAD]


def test_a_pack_tells_what_is_disputed_once_as_a_contradiction_to_probe() -> None:
    denied = account("violated", denied_by=("Norland",))
    made = pack_of(commitment(), denied)
    assert made[PROBE].count("Sudmark alleges a violation") == 1
    assert not any("Sudmark alleges" in text for title, text in made.items() if title != PROBE)
    kept = pack_of(commitment(), account("fulfilled", "Norland"))
    assert not any("free 120 prisoners" in text for text in kept.values())
    alleged = pack_of(commitment(), account("violated"))
    assert "Sudmark alleges a violation" in alleged[DUE]
    assert "Sudmark alleges a violation" not in alleged[PROBE]


@pytest.mark.parametrize(
    ("act", "other", "where"),
    [
        ("delayed", None, DUE),
        ("delayed", ("fulfilled", "Norland"), DUE),
        ("violated", ("fulfilled", "Norland"), PROBE),
        ("fulfilled", ("violated", "Sudmark"), PROBE),
        ("fulfilled", None, None),
    ],
)
def test_what_a_monitor_found_is_to_be_probed_only_where_somebody_says_the_contrary(
    act: Act, other: tuple[Act, str] | None, where: str | None
) -> None:
    told = [account(act, "Vesse", monitor="Vesse", finding="confirmed")]
    made = pack_of(commitment(), *told, *([account(*other)] if other else []))
    found = [title for title, text in made.items() if "Vesse confirmed" in text]
    assert found == ([where] if where else [])


def test_a_sure_step_is_not_hidden_behind_a_dispute_on_what_is_only_possibly_owed() -> None:
    due = replace(commitment(), sure=False)
    denied = account("violated", denied_by=("Norland",))
    assert "free 120 prisoners" in pack_of(due, denied, step_of(due))[AHEAD]
    surely = replace(due, sure=True)
    assert "free 120 prisoners" not in pack_of(surely, denied, step_of(due))[AHEAD]


def test_a_condition_that_what_is_owed_says_itself_is_told_once() -> None:
    tied = "if the ferry runs"
    inside = commitment(f"free 120 prisoners {tied}", condition=tied)
    (row,) = ledger(inside).rows
    assert owed_text(row) == "Norland owes: free 120 prisoners if the ferry runs"
    (apart,) = ledger(commitment(condition=tied)).rows
    assert owed_text(apart).endswith("prisoners; condition: “if the ferry runs”")
    due = replace(inside, sure=False)
    assert "owes it; condition: “if the ferry runs”. Overdue" in pack_of(due, step_of(due))[DUE]


def test_a_name_that_ends_in_a_full_stop_has_no_second_one() -> None:
    (row,) = ledger(commitment("pay Saltworks Corp.")).rows
    assert stands_text(row, Snapshot(as_of=DAY)).startswith(
        "Norland owes: pay Saltworks Corp. Overdue; "
    )


def test_a_delay_is_told_as_one_whether_or_not_the_thing_was_done_since() -> None:
    late = [
        account("delayed", "Vesse", monitor="Vesse", finding="confirmed"),
        account("delayed", "Sudmark"),
    ]
    (row,) = ledger(commitment(), *late).rows
    text = show_paper(commitments_paper(ledger(commitment(), *late)))
    assert row.state == "found"
    assert "Vesse confirmed a delay" in text
    assert "Sudmark tells of a delay" in text


def test_the_calendar_has_each_due_day_once() -> None:
    twice = [commitment(), commitment("free the 120 prisoners of war")]
    made = calendar(snapshot(*twice, commitment(days=None))).decode()
    assert made.count("BEGIN:VEVENT") == 1
    assert "CATEGORIES:commitment" in made
    assert "Without a day" in made


def test_the_calendar_hides_no_sure_step_behind_what_is_only_possibly_owed() -> None:
    due = replace(commitment(), sure=False)
    step = step_of(due)
    state = replace(snapshot(due), next_steps=(step,))
    made = calendar(state).decode().replace("\r\n ", "")
    assert made.count("BEGIN:VEVENT") == 1
    assert f"UID:{step.id}@detente" in made
    assert "Possibly owed: " in made and f"detente show {due.id}" in made
    surely = calendar(replace(state, commitments=(replace(due, sure=True),))).decode()
    assert surely.count("BEGIN:VEVENT") == 1
    assert f"UID:{due.id}@detente" in surely


def test_rows_and_values_hold_every_account() -> None:
    found = ledger(commitment(), account("violated"), account("fulfilled", "Norland"))
    csv = show_table(commitments_table(found), format="csv")
    assert "Sudmark alleges a violation" in csv and "Norland says that it was kept" in csv
    values = json.loads(json_text(commitments_values(found)))
    (row,) = values["commitments"]
    assert row["state"] == "disputed"
    assert {one["side"] for one in row["accounts"]} == {"own", "other"}


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(NASTY), st.sampled_from(get_args(Act)))
def test_any_words_are_shown_as_words(words: str, act: Act) -> None:
    found = ledger(commitment(words, by=words), account(act, words, by=words, commitment=words))
    paper = commitments_paper(found)
    for form in ("text", "md", "html", "json"):
        text = show_paper(paper, format=form)
        assert "<script>alert" not in text or form in ("text", "json")
        assert "\x1b" not in text
    table = show_table(commitments_table(found), format="csv")
    assert "\n=HYPERLINK" not in table and ",=HYPERLINK" not in table


def both(what: str = "free 50 prisoners", **more: object) -> list[Entry]:
    """What Norland and Sudmark owe by one sentence."""
    given = {"evidence": (WORLD._words(),), "what": what, "days": parse_days("2031-02-01"), **more}
    return [
        WORLD.entry(Commitment(by=by, **given))  # type: ignore[arg-type]
        for by in ("Norland", "Sudmark")
    ]


def lines_of(*entries: Entry) -> str:
    """The ledger of entries as words in one line, without the ids at the right."""
    text = show_paper(commitments_paper(ledger(*entries)))
    return " ".join(re.sub(r"\s[0-9a-f]{8}$", "", text, flags=re.MULTILINE).split())


def test_what_two_owe_by_one_sentence_stands_once_with_both() -> None:
    text = lines_of(*both(agreement="the accord"))
    assert (
        "Due 1 Feb 2031: Norland and Sudmark owe: free 50 prisoners; the accord. Overdue" in text
    )
    assert text.count("free 50 prisoners; the accord") == 1
    assert text.count("no account found in") == 1


def test_what_is_told_of_each_of_them_stands_beneath_its_name() -> None:
    found = ledger(*both(), account("fulfilled", "Norland", commitment="free 50 prisoners"))
    (shown,) = [line for part in commitments_paper(found).parts for line in part.lines]
    assert shown.words == "Norland and Sudmark owe: free 50 prisoners"
    norland, sudmark = shown.under
    assert (norland.head, norland.words) == ("Norland", "Said to be kept by Norland")
    assert [line.head for line in norland.under] == ["who owes it"]
    assert sudmark.head == "Sudmark"
    assert sudmark.words.startswith("Overdue; no account found in ")
    assert norland.entries != sudmark.entries  # each can be pinned to by its own id
    shown_in = [group.title for group in grouped(found) if group.lines]
    assert shown_in == ["Overdue, no account found"]  # of the two what needs a look


def test_who_owes_another_thing_by_another_day_or_less_surely_stands_alone() -> None:
    said = (WORLD._words(),)
    mine, theirs = both(evidence=said)
    assert lines_of(mine, theirs).count("free 50 prisoners") == 1
    for other in (
        replace(theirs, sure=False),
        commitment("free 50 prisoners", by="Sudmark"),  # another sentence
    ):
        assert lines_of(mine, other).count("free 50 prisoners") == 2
    (_, late), (_, dam) = both(evidence=said, days=None), both("free the dam", evidence=said)
    for other in (late, dam):
        assert " and Sudmark owe" not in lines_of(mine, other)


def test_each_is_told_that_the_other_owes_it_too() -> None:
    party = World()
    party.say("Norland", "accepts", "a truce")
    party.say("Sudmark", "accepts", "a truce")
    every = both(to=("Sudmark", "Vesse"))
    state = replace(party.snapshot(), commitments=tuple(every))
    found = owed(state)
    assert owed_text(*found.rows) == "Norland and Sudmark owe to Vesse: free 50 prisoners"
    own = chosen(found, Wanted(by="Sudmark"))
    assert owed_text(own.rows[0]).startswith("Sudmark (with Norland) owes to Sudmark and Vesse")
    rows = commitments_values(own)["commitments"]
    assert [(row["by"], row["owed_with"]) for row in rows] == [("Sudmark", ["Norland"])]
    (line,) = commitments_table(own).lines
    assert line.values()["owed_with"] == ["Norland"]


def test_a_brief_tells_it_in_one_line_while_they_stand_alike() -> None:
    def told(*entries: Entry) -> str:
        state = snapshot(*entries)
        return " ".join(show_brief(state, findings=flow.analyse(state, FINDINGS)).split())

    every = both(to=("Sudmark",))
    assert "Norland and Sudmark: free 50 prisoners, due 1 Feb 2031: overdue" in told(*every)
    kept = account("fulfilled", "Norland", commitment="free 50 prisoners")
    apart = told(*every, kept)
    assert "Sudmark to Sudmark" not in apart
    assert "Norland to Sudmark: free 50 prisoners, due 1 Feb 2031: said to be kept" in apart


def test_a_step_stands_once_above_what_each_possibly_owes_in_its_words() -> None:
    every = [replace(one, sure=False) for one in both(to=("Norland", "Sudmark"))]
    told = pack_of(*every, step_of(every[0]))["Commitments due"]
    assert told.count("free 120 prisoners") == 1  # the step; what each owes is "it" beneath
    assert "Norland (with Sudmark) owes it" in told
    assert "Sudmark (with Norland) owes it" in told
