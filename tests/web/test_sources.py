"""Sources and alerts in the workbench: added, paused, told of, subscribed to; and who may ask."""

import datetime as dt
import xml.etree.ElementTree as ET
from pathlib import Path
from threading import Event

import pytest
from playwright.sync_api import Browser, expect
from starlette.testclient import TestClient

from detente.following.gathering import usual_means
from detente.following.watching import Watch
from detente.model.followed import Came, Looking
from detente.model.sources import Item, make_watched
from detente.record import Record, open_record
from detente.reports.fetch import make_fetcher
from tests.flow.test_plugins import broken_plug_in
from tests.following.world import Heard, Outlet
from tests.reports.server import serve as press
from tests.web.conftest import check_barriers, client_of, context_of, picture, served

ATOM = "{http://www.w3.org/2005/Atom}"
NOW = dt.datetime(2026, 4, 11, 8, tzinfo=dt.UTC)


def told_in(client: TestClient, path: str, **form: str) -> str:
    """Send a form as a browser does; return what the next page says."""
    page = client.get(path.rpartition("/")[0] if path.count("/") > 1 else path)
    token = page.text.partition('data-csrf="')[2].partition('"')[0]
    origin = {"origin": "http://127.0.0.1", "accept": "application/json"}
    answer = client.post(path, data={**form, "csrf": token}, headers=origin)
    return str(answer.json()["told"])


@pytest.fixture
def followed(demo: Path) -> Path:
    """A demo that follows three sources, one of them restricted, one of them ailing."""
    feed = make_watched(
        "feed", "https://harbour.example/feed", name="Harbour Post", words=("toll*",)
    )
    ill = make_watched("feed", "https://ledger.example/rss")
    secret = make_watched("feed", "https://inside.example/feed", mark="restricted")
    with open_record(str(demo), now=lambda: NOW) as record:
        for one in (feed, ill, secret):
            record.source_add(one, "ana")
        left = [
            Came(
                source=one.id,
                item=Item(f"k{one.id}", "1", "https://harbour.example/rain", "<b>Rain</b> today"),
                at=NOW,
                outcome="left",
                reason="it holds none of the words 'toll*'",
            )
            for one in (feed, secret)
        ]
        record.take(
            left,
            [
                Looking(source=feed.id, at=NOW, outcome="fine", offered=1, left=1),
                Looking(source=ill.id, at=NOW, outcome="failed", error="it answered 503"),
            ],
        )
        record.alert_add("anyone changes stance", ["https://hook.example/T0/secret"], "ana")
    return demo


def test_the_pages_say_how_sources_do_up_to_the_mark(followed: Path) -> None:
    with client_of(followed) as client:
        found = client.get("/sources.json").json()
        assert [one["name"] for one in found["sources"]] == [
            "Harbour Post",
            "https://ledger.example/rss",
        ]
        assert (found["hidden"], len(found["items"])) == (1, 1)
        assert "503" in found["sources"][1]["state"]
        page = client.get("/sources").text
        assert "inside.example" not in page and "&lt;b&gt;Rain&lt;/b&gt;" in page
        assert len(client.get("/sources.json?up_to=restricted").json()["sources"]) == 3
        assert client.get("/sources?source=nobody").status_code == 404
        assert client.get("/sources?what=nothing").status_code == 404


def test_a_plug_in_that_does_not_load_is_said_and_left_out(followed: Path, tmp_path: Path) -> None:
    with broken_plug_in(tmp_path / "plugins"), client_of(followed) as client:
        page = client.get("/sources")
        assert page.status_code == 200
        assert "weather_vane:SOUTH" in page.text
        assert len(client.get("/sources.json").json()["left_out"]) == 1
        said = told_in(client, "/sources", address="https://vane.example/feed")
        assert said == "https://vane.example/feed is followed now, as feed."
        assert client.get("/analyses").status_code == 200


def test_a_source_is_added_paused_and_removed_in_the_browser(demo: Path) -> None:
    with client_of(demo) as client:
        said = told_in(client, "/sources", address="https://harbour.example/feed", words="toll*, ")
        assert said == "https://harbour.example/feed is followed now, as feed."
        [one] = client.get("/sources.json").json()["sources"]
        assert one["words"] == ["toll*"]
        told = told_in(client, "/sources", address="https://ana:secret@vell.example/feed")
        assert "stay in the record as they are" in told
        assert "secret" not in told
        [_, other] = client.get("/sources.json").json()["sources"]
        told_in(client, "/sources/remove", id=other["id"])
        told_in(client, "/sources/pause", id=one["id"])
        assert client.get("/sources.json").json()["sources"][0]["paused"]
        told_in(client, "/sources/resume", id=one["id"])
        told_in(client, "/sources/remove", id=one["id"])
        assert client.get("/sources.json").json()["sources"] == []
        assert "no web address" in told_in(client, "/sources", address="/etc/passwd")
        assert "no web address" in told_in(client, "/sources", address="file:///etc/passwd")
        for kind in ("folder", "mail", "standard input"):  # they read this machine's disk
            said = told_in(client, "/sources", address="https://a.example/", kind=kind)
            assert "unknown kind of source" in said
            assert f'value="{kind}"' not in client.get("/sources").text
        assert "unknown" in told_in(client, "/sources", address="https://a.example", mark="none")
        log = client.get("/log.json?up_to=internal").json()["deeds"]
        assert log[0]["words"] == "the removal of source https://harbour.example/feed"


def test_an_alert_is_made_and_taken_away_in_the_browser(demo: Path) -> None:
    with client_of(demo) as client:
        told_in(client, "/alerts", words="a contact is denied", digest="every hour")
        assert "is no rule" in told_in(client, "/alerts", words="tell me all")
        assert "from here" in told_in(
            client, "/alerts", words="anything changes", target="told.txt"
        )
        [rule] = client.get("/alerts.json").json()["rules"]
        assert (rule["words"], rule["digest"]) == ("a contact is denied", "1h")
        told_in(client, "/alerts/remove", id=rule["id"])
        assert client.get("/alerts.json").json()["rules"] == []


def test_a_rule_that_names_nobody_known_is_kept_and_said(demo: Path) -> None:
    with client_of(demo) as client:
        said = told_in(client, "/alerts", words="Torvannia changes stance")
        doubt = "no party is called 'Torvannia' in the record yet (perhaps Torvania"
        assert doubt in said
        told_in(client, "/alerts", words="Torvania changes stance")
        rules = client.get("/alerts.json").json()["rules"]
        assert [len(rule["unknown"]) for rule in rules] == [1, 0]
        assert doubt.partition("'")[0] in client.get("/alerts").text


def test_keys_in_addresses_are_not_shown(followed: Path) -> None:
    with client_of(followed) as client:
        assert "https://hook.example/…" in client.get("/alerts").text
        for path in ("/alerts", "/alerts.json", "/log?up_to=internal"):
            assert "T0/secret" not in client.get(path).text


def test_what_changed_is_a_feed(demo: Path) -> None:
    with client_of(demo) as client:
        answer = client.get("/changes.atom?days=30")
        assert answer.headers["content-type"].startswith("application/atom+xml")
        feed = ET.fromstring(answer.content)  # noqa: S314  (our own)
        entries = list(feed.iter(f"{ATOM}entry"))
        assert len(entries) > 5
        ids = [entry.findtext(f"{ATOM}id") for entry in entries]
        assert len(set(ids)) == len(ids)
        link = entries[0].find(f"{ATOM}link")
        assert link is not None
        assert client.get(link.attrib["href"]).status_code == 200
        again = ET.fromstring(client.get("/changes.atom?days=30").content)  # noqa: S314
        assert [e.findtext(f"{ATOM}id") for e in again.iter(f"{ATOM}entry")] == ids
        assert client.get("/changes.atom?days=0").status_code == 400


def test_feeds_are_behind_the_password_and_health_is_not(demo: Path) -> None:
    from detente.web.login import hash_of

    with client_of(demo, password_hash=hash_of("correct horse")) as client:
        for path in ("/changes.atom", "/alerts.atom", "/timeline.ics"):
            refused = client.get(path)
            assert refused.status_code == 401
            assert refused.headers["www-authenticate"].startswith("Basic")
        assert client.get("/healthz").json() == {"status": "ok"}


def test_a_workbench_that_watches_follows_its_sources(demo: Path) -> None:
    done = Event()

    class Listener(Heard):
        def round(self, *what: object) -> None:
            done.set()

    with press() as server:
        outlet = Outlet(server, "harbour")
        at = dt.datetime(2026, 4, 12, 8, tzinfo=dt.UTC)
        outlet.publish("one", "Ferries", "Torvania rejects the ferry toll.", at)
        with open_record(str(demo), now=lambda: NOW) as record:
            record.source_add(outlet.source(), "ana")

        def make(record: Record, ending: Event) -> Watch:
            fetcher = make_fetcher(now=lambda: at, allowed=[server.host], gap_s=0)
            return Watch(
                record=record,
                means=usual_means(fetcher, lambda: at, ending.is_set),
                listener=Listener(),
                wait=lambda seconds: not ending.wait(min(seconds, 1)),
            )

        with client_of(demo, watch=make) as client:
            assert done.wait(60)
            assert client.get("/sources.json").json()["watching"]
            assert client.get("/healthz").status_code == 200
            assert "Ferries" in client.get("/reports").text
    with client_of(demo, watch=_broken) as client:
        Event().wait(0.2)
        assert client.get("/healthz").status_code == 503
        assert "went wrong" in client.get("/sources").text


def _broken(_record: Record, _ending: Event) -> Watch:
    raise ZeroDivisionError


def test_both_pages_are_used_in_a_browser(followed: Path, browser: Browser) -> None:
    with served(followed) as address, context_of(browser, address) as context:
        page = context.new_page()
        page.goto("/sources")
        check_barriers(page)
        picture(page, "sources")
        page.get_by_label("Address").fill("https://strand.example/feed")
        page.get_by_label("Name").fill("Strand")
        page.get_by_role("button", name="Follow").click()
        expect(page.get_by_role("button", name="Pause Strand")).to_be_visible()
        page.get_by_role("button", name="Pause Strand").click()
        expect(page.get_by_role("button", name="Resume Strand")).to_be_visible()
        page.keyboard.press("u")
        page.wait_for_selector("button[aria-label='Pause Strand']")
        page.goto("/alerts")
        check_barriers(page)
        page.get_by_label("Tell me if").fill("a contact is denied")
        page.get_by_role("button", name="Tell me").click()
        expect(page.get_by_role("button", name="Remove: a contact is denied")).to_be_visible()
        picture(page, "alerts")
    with (
        served(followed) as address,
        context_of(
            browser, address, viewport={"width": 360, "height": 740}, color_scheme="dark"
        ) as context,
    ):
        page = context.new_page()
        for name in ("sources", "alerts"):
            page.goto(f"/{name}")
            check_barriers(page)
            picture(page, f"{name}-narrow")
            assert page.evaluate("document.documentElement.scrollWidth") <= 360
