"""The first page as a workbench left it is what the next one would make, or is not shown."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import sqlite3
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page, Route, expect
from starlette.testclient import TestClient

from detente.model.codec import plain
from detente.model.errors import DetenteError, RecordBusy, RecordError
from detente.model.snapshot import Verdict
from detente.model.text import Mark
from detente.record import Record, keep_open, open_record, program
from detente.record.pages import StoredPages
from detente.web import leaving, opening
from detente.web.app import make_app
from detente.web.asked import Asked
from detente.web.pages import home
from detente.web.settings import Settings
from detente.web.workbench import Workbench, make_workbench
from tests.record.build import NOON, Clock, Draft
from tests.record.test_growing import Deed, deeds, rare_deeds, reports
from tests.web.conftest import check_barriers, context_of, picture, served

DAY = dt.timedelta(days=1)


@pytest.fixture
def name(tmp_path: Path) -> str:
    """A record with two reports, whose first page ana left at noon."""
    name = str(tmp_path / "record.db")
    with keep_open(name, now=Clock(), create=True) as record:
        record.enter([talks("a toll").reading(), talks("a tax", day=2).reading()])
        leaving.leave(workbench(record), 1)
    return name


def talks(issue: str, *, day: int = 1, mark: Mark = "public") -> Draft:
    draft = Draft(f"Norland rejects {issue}. They will meet.", f"2031-03-0{day}", mark=mark)
    draft.position("Norland", "rejects", issue, f"Norland rejects {issue}")
    return draft.contact("Norland; Sudmark", "planned", "They will meet", "2031-06-04")


def workbench(record: Record, *, at: dt.datetime = NOON, user: str = "ana") -> Workbench:
    given = Settings(record_name="record.db", user=user, now=Clock(at))
    return make_workbench(record, given)


def answer(opened: Workbench, *, seen: bool = False, **asked: str) -> home.Home:
    user = opened.settings.user
    return home.answer(shared=opened, asked=Asked(), user=user, seen=seen, **asked)  # type: ignore[arg-type]


def shown(name: str, **how: object) -> home.Home | None:
    """What a new workbench shows without folding anything; None if it has to."""
    with keep_open(name, now=Clock(how.get("at", NOON))) as record:  # type: ignore[arg-type]
        opened = workbench(record, **how)  # type: ignore[arg-type]
        leaving.take(opened)
        found = opened.left.page(record.version(), opened.settings.now().date())
        if found is not None:
            assert told(answer(opened)) == told(worked_out(opened))
        return found


def worked_out(opened: Workbench) -> home.Home:
    return home.made(shared=opened, asked=Asked(), user=opened.settings.user)


def told(page: home.Home) -> object:
    """All that a page says but the minute."""
    return {**json.loads(json.dumps(plain(page))), "seen": None}


def bodies(name: str) -> list[bytes]:
    with contextlib.closing(sqlite3.connect(name)) as raw:
        return [row[0] for row in raw.execute("SELECT body FROM first_pages ORDER BY reader")]


def written(name: str, question: str, *values: object) -> None:
    with contextlib.closing(sqlite3.connect(name)) as raw:
        raw.execute(question, values)
        raw.commit()


def test_the_next_workbench_shows_it(name: str) -> None:
    page = shown(name)
    assert page is not None
    assert [group.number for group in page.groups] == [3]


LEAVE = "left"
LOOKS = "ada"  # who looks, and takes looks back, among what is done
Act = Draft | Deed | str


@hypothesis_settings(max_examples=5)
@given(
    st.lists(st.one_of(reports(), deeds(), rare_deeds(), st.just(LEAVE)), min_size=2, max_size=6)
)
def test_whatever_was_done_it_is_the_page_or_none(
    tmp_path_factory: pytest.TempPathFactory, acts: list[Act]
) -> None:
    name = str(tmp_path_factory.mktemp("record") / "record.db")
    clock = Clock()
    with keep_open(name, now=clock, create=True) as record:
        for act in [*acts[:1], LEAVE, *acts[1:]]:
            if isinstance(act, Draft):
                record.enter([act.reading()])
            elif isinstance(act, str):
                leaving.leave(workbench(record, at=clock.at, user=LOOKS), 1)
                found = shown(name, at=clock.at, user=LOOKS)
                assert found is not None or not record.reports()
            else:
                with contextlib.suppress(DetenteError):
                    act(record)
            shown(name, at=clock.at, user=LOOKS)


@pytest.mark.parametrize("days", range(6))
def test_it_is_shown_until_something_falls_due(name: str, days: int) -> None:
    looked = NOON + dt.timedelta(hours=1)
    at = looked + days * DAY
    with keep_open(name, now=Clock(looked)) as record:
        record.look("ana", looked)
        leaving.leave(workbench(record, at=looked), 1)
    is_due = at.date() > dt.date(2031, 6, 4)
    assert (shown(name, at=at) is None) == is_due
    with keep_open(name, now=Clock(at)) as record:
        kinds = [group.kind for group in answer(workbench(record, at=at)).groups]
    assert kinds == (["fallen_due"] if is_due else [])


def test_it_is_not_shown_before_the_day_of_which_it_tells(name: str) -> None:
    assert shown(name, at=NOON - DAY) is None


def test_a_record_whose_reports_have_no_day_is_told_of_a_day_at_a_time(tmp_path: Path) -> None:
    name = str(tmp_path / "record.db")
    with keep_open(name, now=Clock(), create=True) as record:
        record.enter([Draft("They met in Vell.", None).reading()])
        leaving.leave(workbench(record), 1)
    assert shown(name) is not None
    assert shown(name, at=NOON + DAY) is None


def test_what_came_since_is_told(name: str) -> None:
    with open_record(name, now=Clock()) as record:
        record.enter([talks("a fee", day=3).reading()])
    assert shown(name) is None


def came(name: str) -> None:
    with open_record(name, now=Clock()) as record:
        record.enter([talks("the pilots' pay", day=3).reading()])


def test_the_page_of_before_is_shown_once_and_says_so(name: str) -> None:
    before = shown(name)
    came(name)
    with keep_open(name, now=Clock()) as record:
        opened = workbench(record)
        leaving.take(opened)
        first, then = answer(opened, seen=True), answer(opened, seen=True)
    assert before is not None
    assert first.as_left
    assert first.groups == before.groups
    assert not then.as_left
    assert (first.reports, then.reports) == (2, 3)


def test_a_program_waits_for_the_page_as_it_is(name: str) -> None:
    came(name)
    with keep_open(name, now=Clock()) as record:
        opened = workbench(record)
        leaving.take(opened)
        assert told(answer(opened)) == told(worked_out(opened))


def test_who_reads_the_page_of_before_up_to_the_end_has_read_no_more(name: str) -> None:
    came(name)
    with keep_open(name, now=Clock(NOON + DAY)) as record:
        opened = workbench(record, at=NOON + DAY)
        leaving.take(opened)
        assert answer(opened, seen=True).seen.startswith(NOON.date().isoformat())


def test_what_fell_due_since_is_told_behind_the_page_of_before(name: str) -> None:
    later = NOON + 200 * DAY
    with keep_open(name, now=Clock(later)) as record:
        opened = workbench(record, at=later)
        leaving.take(opened)
        assert answer(opened, seen=True).as_left
        assert told(answer(opened, seen=True)) == told(worked_out(opened))


def judged(name: str, verdict: Verdict = "rejected") -> None:
    """Let the desk judge the first stance, elsewhere."""
    with open_record(name, now=Clock()) as record:
        record.judge(record.entries("positions")[0].id, verdict, by="ada")


def test_the_page_of_before_says_how_many_decisions_are_not_in_it(name: str) -> None:
    before = shown(name)
    judged(name)
    with open_record(name, now=Clock()) as record:
        record.undo("ada")
        record.look("bo", NOON)
    judged(name)
    came(name)
    with keep_open(name, now=Clock()) as record:
        opened = workbench(record)
        leaving.take(opened)
        first, then = answer(opened, seen=True), answer(opened, seen=True)
        assert told(then) == told(worked_out(opened))
    assert before is not None
    assert (first.as_left, first.decisions) == (True, 3)
    assert first.groups == before.groups
    assert (then.as_left, then.decisions) == (False, 0)
    assert then.groups != before.groups


def test_a_look_is_no_decision(name: str) -> None:
    with open_record(name, now=Clock()) as record:
        record.look("ana", NOON)
    with keep_open(name, now=Clock()) as record:
        opened = workbench(record)
        leaving.take(opened)
        first = answer(opened, seen=True)
    assert (first.as_left, first.decisions) == (True, 0)


def withheld(name: str, act: str) -> None:
    with open_record(name, now=Clock()) as record:
        if act == "purged":
            record.purge(record.reports()[0].id, "asked to", "ada")
        else:
            record.mark(record.reports()[0].id, "internal", by="ada")


@pytest.mark.parametrize("act", ["purged", "marked", "turned back"])
def test_where_anything_was_withheld_the_page_of_before_is_not_shown(name: str, act: str) -> None:
    body = bodies(name)[0]
    judged(name, "accepted")
    if act != "turned back":
        withheld(name, act)
        with open_record(name, now=Clock()) as record:  # as if it had been put back
            code, version = program.code(*leaving.PLACES), record.version()
            record.first_pages().leave("ana", code, body, version=version)
    at = NOON - DAY if act == "turned back" else NOON
    with keep_open(name, now=Clock(at)) as record:
        opened = workbench(record, at=at)
        leaving.take(opened)
        assert not opened.left.is_held
        assert not answer(opened, seen=True).as_left


@pytest.mark.parametrize("act", ["purged", "marked"])
def test_what_is_withheld_while_the_page_of_before_is_held_is_not_shown(
    name: str, act: str
) -> None:
    judged(name, "accepted")
    with keep_open(name, now=Clock()) as record:
        opened = workbench(record)
        leaving.take(opened)
        assert opened.left.is_held
        withheld(name, act)
        page = answer(opened, seen=True)
    assert not page.as_left
    assert "a toll" not in json.dumps(plain(page))


def test_a_page_of_a_later_record_is_not_shown(name: str) -> None:
    with keep_open(name, now=Clock()) as record:
        assert record.decided_since("2-0") == 0
        assert record.decided_since("2-1") is None


@hypothesis_settings(max_examples=5)
@given(st.lists(st.one_of(reports(), deeds(), rare_deeds()), min_size=1, max_size=5))
def test_whatever_was_done_the_page_of_before_is_shown_unless_anything_was_withheld(
    tmp_path_factory: pytest.TempPathFactory, acts: list[Act]
) -> None:
    name = str(tmp_path_factory.mktemp("record") / "record.db")
    clock = Clock()
    with keep_open(name, now=clock, create=True) as record:
        record.enter([talks("a toll").reading(), talks("a tax", day=2).reading()])
        leaving.leave(workbench(record, at=clock.at), 1)
        (left,) = bodies(name)
        for act in acts:
            if isinstance(act, Draft):
                record.enter([act.reading()])
            elif not isinstance(act, str):
                with contextlib.suppress(DetenteError):
                    act(record)
    with keep_open(name, now=clock) as record:
        opened = workbench(record, at=clock.at)
        leaving.take(opened)
        purged = any(row.kind == "purge" for row in record.deeds(up_to="restricted").rows)
        assert opened.left.is_held != purged
        page = answer(opened, seen=True)
        if page.as_left:
            assert plain(page.groups) == json.loads(left)["page"]["groups"]
        else:
            assert told(page) == told(worked_out(opened))


@pytest.fixture
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """A workbench that waits for who asks, however slow the machine is."""
    monkeypatch.setattr(opening, "ASKED_S", 60.0)
    monkeypatch.setattr(opening, "SHOWN_S", 60.0)


@pytest.mark.usefixtures("unhurried")
def test_a_browser_is_told_of_decisions_that_are_not_in_the_page_of_before(name: str) -> None:
    judged(name)
    with client(name) as browser:
        first = browser.get("/").text
    assert "1 decision of the desk is not in it yet" in first


@pytest.mark.usefixtures("unhurried")
def test_a_browser_shows_the_page_of_before_with_words_that_say_so(name: str) -> None:
    came(name)
    with client(name) as browser:
        twin = browser.get("/index.json").json()
        first, then = browser.get("/").text, browser.get("/").text
    assert twin["as_left"] is False
    assert "Not up to date:" in first
    assert "Mark as read" not in first
    assert "pilots" not in first
    assert "Not up to date:" not in then
    assert "pilots" in then


@contextlib.contextmanager
def left_page(name: str, browser: Browser) -> Iterator[tuple[Page, Callable[[], None]]]:
    """The page as it was left, and what lets the script go on that fetches it as it is."""
    came(name)
    with (
        served(Path(name), opened_by=keep_open, now=lambda: NOON) as address,
        context_of(browser, address) as context,
    ):
        page = context.new_page()
        held: list[Route] = []

        def go_on() -> None:
            while not held:
                page.wait_for_timeout(10)
            held[0].continue_()

        page.route("**/left.js", lambda route: held.append(route), times=1)  # noqa: PLW0108  (it takes no built-in)
        page.goto("/", wait_until="commit")
        yield page, go_on


def test_the_page_as_it_is_takes_the_place_of_that_of_before(name: str, browser: Browser) -> None:
    with left_page(name, browser) as (page, go_on):
        warned = page.locator("[data-left]")
        expect(warned).to_contain_text("Not up to date:")
        check_barriers(page)
        picture(page, "left")
        go_on()
        expect(warned).to_have_count(0)
        expect(page.locator("main")).to_contain_text("pilots")


def test_an_opened_line_is_not_taken_away_by_the_page_as_it_is(
    name: str, browser: Browser
) -> None:
    with left_page(name, browser) as (page, go_on):
        page.locator("main a[data-open]").first.click()
        expect(page.locator(".opened")).to_have_count(1)
        go_on()
        warned = page.locator("[data-left]")
        expect(warned).to_contain_text("That is ready")
        expect(page.locator(".opened")).to_have_count(1)
        warned.get_by_role("link", name="Show it now").click()
        expect(page.locator("main")).to_contain_text("pilots")


def test_who_looked_sees_what_is_new_since(name: str) -> None:
    with open_record(name, now=Clock()) as record:
        record.look("ana", NOON)
    assert shown(name) is None


def test_it_is_the_readers_own(name: str) -> None:
    assert shown(name, user="bo") is None
    with keep_open(name, now=Clock()) as record:
        leaving.leave(workbench(record, user="bo"), 1)
    assert shown(name, user="bo") is not None
    assert shown(name) is not None


def test_who_asks_for_anything_else_gets_that(name: str) -> None:
    with keep_open(name, now=Clock()) as record:
        opened = workbench(record)
        leaving.take(opened)
        whole = answer(opened)
        assert answer(opened, family="contacts").groups != whole.groups
        assert answer(opened, since="2031-03-01").since == "2031-03-01"
        other = home.answer(shared=opened, asked=Asked(up_to="internal"), user="ana", seen=True)
        assert other.groups == whole.groups


def test_no_word_of_a_higher_mark_is_in_it(name: str) -> None:
    with keep_open(name, now=Clock()) as record:
        record.enter([talks("the pilots' pay", day=3, mark="internal").reading()])
        leaving.leave(workbench(record), 1)
    page = shown(name)
    assert page is not None
    assert page.left_out == 1
    assert not any(b"pilots" in body for body in bodies(name))


def test_nothing_of_a_purged_report_is_kept(name: str) -> None:
    assert b"a toll" in bodies(name)[0]
    with open_record(name, now=Clock()) as record:
        record.purge(record.reports()[0].id, "asked to", "ada")
    assert not bodies(name)
    assert b"a toll" not in Path(name).read_bytes()


def test_a_report_that_gets_another_mark_takes_it_away(name: str) -> None:
    with open_record(name, now=Clock()) as record:
        record.mark(record.reports()[0].id, "internal", by="ada")
    assert not bodies(name)


def test_what_was_made_before_a_purge_elsewhere_is_not_put_back(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = home.made

    def slowly(**how: object) -> home.Home:
        page = made(**how)  # type: ignore[arg-type]
        with open_record(name, now=Clock()) as other:
            other.purge(other.reports()[0].id, "asked to", "ada")
        return page

    with keep_open(name, now=Clock()) as record:
        record.enter([talks("a fee", day=3).reading()])
        monkeypatch.setattr(home, "made", slowly)
        leaving.leave(workbench(record), 1)
    assert not bodies(name)


def test_what_is_held_is_not_shown_once_the_record_has_moved(name: str) -> None:
    with keep_open(name, now=Clock()) as record:
        opened = workbench(record)
        leaving.take(opened)
        record.enter([talks("a fee", day=3).reading()])
        assert told(answer(opened)) == told(worked_out(opened))


def test_another_program_does_not_show_it(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(program, "code", lambda *_: "of another version")
    assert shown(name) is None


def test_the_program_is_told_by_every_file_that_the_page_follows_from() -> None:
    names = {path.name for path in program.sources(*leaving.PLACES)}
    assert {"home.py", "sections.py", "blocks.py", "folding.py", "claims.py", "flow.py"} <= names


@pytest.mark.parametrize("body", [b"", b"[]", b"{}", b"\xff", b"[" * 100_000])
def test_one_of_another_hand_is_not_shown(
    name: str, body: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(name, "UPDATE first_pages SET body = ?", body)
    assert shown(name) is None
    with keep_open(name, now=Clock()) as record:
        record.first_pages().leave(
            "ana", program.code(*leaving.PLACES), body, version=record.version()
        )
    assert bodies(name) == [body]
    assert shown(name) is None
    with keep_open(name, now=Clock()) as record:
        leaving.leave(workbench(record), 1)
    assert shown(name) is not None


def test_a_record_in_use_elsewhere_is_served_without_it(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_: object) -> bytes:
        raise RecordBusy("record 'r' is in use by another process")

    monkeypatch.setattr(StoredPages, "left", busy)
    with client(name) as browser:
        assert not browser.app.state.workbench.left.is_held  # type: ignore[attr-defined]
        assert browser.get("/").status_code == 200


def test_a_record_that_cannot_be_written_ends_as_ever(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried = []

    def full(*_: object, **__: object) -> None:
        tried.append(1)
        raise RecordError("record 'r' does not fit on the disk any more")

    written(name, "DELETE FROM first_pages")
    monkeypatch.setattr(StoredPages, "leave", full)
    with keep_open(name, now=Clock()) as record:
        leaving.leave(workbench(record), 1)
    assert tried
    assert not bodies(name)


def test_where_none_is_kept_none_is_made_at_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    made = []
    monkeypatch.setattr(home, "made", lambda **how: made.append(how))
    with keep_open(":memory:", now=Clock(), create=True) as record:
        record.enter([talks("a toll").reading()])
        opened = workbench(record)
        leaving.leave(opened, 1)
        leaving.take(opened)
    assert not made
    assert not opened.left.is_held


def test_a_small_record_has_none(tmp_path: Path) -> None:
    name = str(tmp_path / "record.db")
    with keep_open(name, now=Clock(), create=True) as record:
        record.enter([talks("a toll").reading()])
        leaving.leave(workbench(record))
    assert not bodies(name)


@contextlib.contextmanager
def client(name: str) -> Iterator[TestClient]:
    app = make_app(keep_open(name, now=Clock()), settings_of(name))
    with TestClient(app, base_url="http://127.0.0.1") as found:
        yield found


def settings_of(name: str) -> Settings:
    return Settings(record_name="r", user="ana", now=lambda: NOON, record_file=Path(name))


def test_page_and_twin_say_the_same_as_when_they_are_made(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "ASKED_S", 60.0)
    monkeypatch.setattr(opening, "SHOWN_S", 60.0)
    with client(name) as browser:
        assert browser.app.state.workbench.left.is_held  # type: ignore[attr-defined]
        page, twin = browser.get("/").text, browser.get("/index.json").json()
        assert browser.app.state.workbench.left.is_held  # type: ignore[attr-defined]
    written(name, "DELETE FROM first_pages")
    with client(name) as browser:
        assert browser.get("/index.json").json() == twin
        assert without_signs(browser.get("/").text) == without_signs(page)


def without_signs(page: str) -> list[str]:
    """The lines of a page that are the same each time: no token, no nonce."""
    return [line for line in page.splitlines() if "csrf" not in line and "nonce" not in line]


def test_it_is_let_go_once_the_record_is_read(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "ASKED_S", 0.0)
    monkeypatch.setattr(opening, "SHOWN_S", 0.0)
    with client(name) as browser:
        held = browser.app.state.workbench.left  # type: ignore[attr-defined]
        until = time.monotonic() + 20
        while held.is_held and time.monotonic() < until:
            time.sleep(0.01)
        assert not held.is_held
        assert browser.get("/").status_code == 200
