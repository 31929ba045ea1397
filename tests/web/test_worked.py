"""What pages worked out is kept while the record says the same, and no longer."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import ModuleType

import pytest
from starlette.testclient import TestClient

from detente.record import keep_open, kept
from detente.record.desk import Desk
from detente.record.facts import State, View
from detente.record.folded import Folded
from detente.web.app import make_app
from detente.web.pages import blocks, proposals, timeline
from detente.web.table import PAGES
from detente.web.worked import Worked
from tests.web.conftest import settings


def test_a_thing_is_made_once_for_a_state_and_let_go_once_the_desk_did_something(
    demo: Path,
) -> None:
    made: list[str] = []
    state, other = object(), object()
    with keep_open(str(demo), now=lambda: dt.datetime.now(dt.UTC)) as record:
        worked = Worked(record)

        def of(what: str, about: object) -> None:
            worked.of(what, (about,), lambda: made.append(what))

        of("a", state)
        of("a", state)
        assert made == ["a"]
        of("a", other)
        of("b", other)
        assert made == ["a", "a", "b"]
        record.judge(record.snapshot().contacts[0].id, "accepted", by="ada")
        of("b", other)
        assert made == ["a", "a", "b", "b"]


def test_whoever_asks_while_it_is_made_waits_for_it(demo: Path) -> None:
    made: list[str] = []
    begun, go_on = threading.Event(), threading.Event()

    def make() -> str:
        made.append("it")
        begun.set()
        assert go_on.wait(30)
        return "it"

    state = object()
    with keep_open(str(demo), now=lambda: dt.datetime.now(dt.UTC)) as record:
        worked = Worked(record)
        with ThreadPoolExecutor(2) as pool:
            first = pool.submit(worked.of, "a", (state,), make)
            assert begun.wait(30)
            second = pool.submit(worked.of, "a", (state,), make)
            go_on.set()
            assert (first.result(30), second.result(30), made) == ("it", "it", ["it"])


def test_a_workbench_that_keeps_the_record_folded_opens_with_its_first_page(demo: Path) -> None:
    record = keep_open(str(demo), now=lambda: dt.datetime.now(dt.UTC))
    app = make_app(record, settings(record_file=demo))
    with TestClient(app, base_url="http://127.0.0.1") as client:
        first, second = client.get("/").text, client.get("/").text
        assert "Where things stand" in first
        assert first.count("<li") == second.count("<li")
        known = {page.path: client.get(page.twin).status_code for page in PAGES[:1]}
        assert set(known.values()) == {200}


def test_a_workbench_leaves_what_it_folded_and_the_next_one_shows_the_same(
    demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Desk.put_away, "__defaults__", (0,))  # however few reports there are
    at = dt.datetime(2031, 6, 1, tzinfo=dt.UTC)
    folded: list[View] = []
    folding = kept.fold

    def fold(state: State) -> Folded:
        folded.append(state.view)
        return folding(state)

    monkeypatch.setattr(kept, "fold", fold)
    shown, whole = [], []
    for _ in range(2):
        folded.clear()
        app = make_app(keep_open(str(demo), now=lambda: at), settings(record_file=demo))
        with TestClient(app, base_url="http://127.0.0.1") as client:
            shown.append([client.get(page).json() for page in ("/index.json", "/matrix.json")])
        whole.append(View() in folded)
        shown[-1][0].pop("seen")  # the moment when it was asked for
    assert shown[0] == shown[1]
    assert whole == [True, False]


@pytest.mark.parametrize(
    ("module", "name", "address"),
    [
        (timeline, "in_time", "/timeline?status=held"),
        (blocks, "conditions", "/blocks"),
        (proposals, "plans", "/proposals"),
    ],
)
def test_a_page_is_worked_out_once_until_the_record_says_something_else(
    demo: Path, monkeypatch: pytest.MonkeyPatch, module: ModuleType, name: str, address: str
) -> None:
    asked: list[str] = []
    works: Callable[..., object] = getattr(module, name)

    def counted(*given: object, **named: object) -> object:
        asked.append(name)
        return works(*given, **named)

    monkeypatch.setattr(module, name, counted)
    record = keep_open(str(demo), now=lambda: dt.datetime.now(dt.UTC))
    app = make_app(record, settings(record_file=demo))
    with TestClient(app, base_url="http://127.0.0.1") as client:
        twin = address.replace("?", ".json?") if "?" in address else f"{address}.json"
        first = client.get(twin).json()
        once = len(asked)
        again = client.get(twin).json()
        assert (again, len(asked)) == (first, once)
        record.judge(record.snapshot().contacts[0].id, "accepted", by="ada")
        assert client.get(twin).status_code == 200
        assert len(asked) == 2 * once
        elsewhere = client.get(twin, headers={"Host": "localhost"}).json()
        assert elsewhere.get("feed", "localhost").startswith(("http://localhost", "localhost"))
