"""What bears a mark is on no page, twin, file or feed that is asked for below it."""

from __future__ import annotations

import html
import re
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from starlette.testclient import TestClient

from detente.analysis import METHODS
from detente.cli import run
from detente.record import open_record
from detente.views.exports import EXPORTERS
from detente.views.kinds import KINDS
from detente.web.table import FILES, PAGES
from tests.flow.test_doors import words_of
from tests.web.conftest import client_of, settings

REPORTS = {
    "public": """Norland turns monitors down

Norland rejected foreign monitors in the strip on Monday, Foreign Minister Ana Veld said.
Sudland demands a withdrawal of all forces by May. The two sides met in Corvane on Tuesday.
""",
    "internal": """Quillmere cable

Norland accepts foreign monitors in Quillmere, the envoy Tobin Quarrel said on Tuesday.
"We can live with the Quillmere terms," Quarrel said. Sudland and Norland met in Zephyria on
Wednesday. It is not known whether the Quillmere council agrees. Norland will send the Quillmere
draft on 12 March 2031.
""",
    "restricted": """Vexholm note

Sudland rejects the Vexholm plan, President Ilse Brackwater said on Thursday. "Vexholm is ours,"
she said. Sudland proposed the Vexholm accord: a truce of 90 days and a joint Brackwater office.
Sudland and Norland will meet in Vexholm on 14 March 2031.
""",
}
OUTLETS = {"public": "The Ledger", "internal": "Zephyria Desk", "restricted": "Vexholm Desk"}
SECRETS = {
    "internal": ("quillmere", "quarrel", "zephyria", "thistledown"),
    "restricted": ("vexholm", "brackwater", "hollowmere"),
}
WHY = {"internal": "Thistledown says so", "restricted": "Hollowmere says so"}
# Who of the desk, and why: on no page up to public, whatever the mark of what it is about.
REVIEWER, REASON = "umbersley", "penhallow"
# Filters of a page lead to filters of it without end: so many addresses that ask one page for the
# same things are tried.
OF_ONE_SHAPE = 2


@pytest.fixture(scope="module")
def marked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record with a report of each mark, and the desk's word on what the higher ones say."""
    folder = tmp_path_factory.mktemp("marked")
    record = folder / "marked.db"
    for mark, text in REPORTS.items():
        (folder / f"{mark}.txt").write_text(text, "utf-8")
        given = ["--published", "2031-03-06", "--source", OUTLETS[mark], "--mark", mark]
        given += ["--url", f"https://{OUTLETS[mark].split()[0].lower()}.example/a"]
        added = ["-q", "add", str(folder / f"{mark}.txt"), "--record", str(record), *given]
        assert run(added) == 0
    with open_record(str(record), now=settings().now) as opened:
        for mark, why in WHY.items():
            [report] = [r.id for r in opened.reports("restricted") if r.mark == mark]
            own = opened.report_claims(report, up_to="restricted")
            entry = next(c.entry for c in own if {s.report for s in c.entry.sightings} == {report})
            opened.judge(entry.id, "accepted", by=REVIEWER, why=why)
        [public] = [r.id for r in opened.reports() if r.mark == "public"]
        opened.translate(public, "Thistledown, in other words.", by=REVIEWER)
        for entry in opened.entries("positions")[:1]:
            opened.judge(entry.id, "accepted", by=REVIEWER, why=REASON)
    return record


def ids(record: Path) -> list[str]:
    """Every id that somebody could guess: of reports, entries, actors and issues of any mark."""
    with open_record(str(record), now=settings().now) as opened:
        reports = [row.id for row in opened.reports("restricted")]
        claims = [c for r in reports for c in opened.report_claims(r, up_to="restricted")]
        actors = [actor.id for actor in opened.actors("restricted")]
        issues = [issue.id for issue in opened.issues("restricted")]
    entries = [claim.entry.id for claim in claims]
    return [*reports, *dict.fromkeys(entries), *actors, *issues]


def crawl(client: TestClient, record: Path, up_to: str) -> Iterator[tuple[str, str]]:
    """Every page, twin and file that links or guesses lead to, with its answer."""
    state = "" if up_to == "public" else f"up_to={up_to}"
    every = [p for page in PAGES for p in (page.path, page.twin)]
    every += [f"{page.stem}.{form}" for page in PAGES for form in page.row_forms]
    every += [file.path for file in FILES if "{" not in file.path]
    todo = [p for p in every if "{" not in p] + ["/openapi.json"]
    todo += [f"/exports/{exporter.name}" for exporter in EXPORTERS]
    todo += [
        f"/analyses/{method.name}.{end}" for method in METHODS for end in ("html", "csv", "xlsx")
    ]
    todo += [f"/tables/{kind}.{end}" for kind in KINDS for end in ("xlsx", "csv")]
    todo += [re.sub(r"\{\w+\}", name, p) for p in every if "{" in p for name in ids(record)]
    seen: set[str] = set()
    shapes: Counter[tuple[str, ...]] = Counter()
    while todo:
        path, _, query = todo.pop(0).partition("#")[0].partition("?")
        if "up_to=" in query and f"up_to={up_to}" not in query:
            continue  # another state, asked for by its own link
        if state and "up_to=" not in query:
            query = "&".join(filter(None, (query, state)))
        address = f"{path}?{query}" if query else path
        asks = (path, *sorted(pair.partition("=")[0] for pair in query.split("&")))
        if address in seen or path.startswith("/static") or shapes[asks] == OF_ONE_SHAPE:
            continue
        seen.add(address)
        shapes[asks] += 1
        answer = client.get(address)
        assert answer.status_code < 500, (address, answer.text[-500:])
        yield address, words_of(answer.content)
        if "content-disposition" in answer.headers:
            continue  # a file leads nowhere
        found = re.findall(r'(?:href|action|data-\w+)="(/[^"]*)"', answer.text)
        todo += [link for link in map(html.unescape, found) if not urlsplit(link).netloc]
        if answer.headers["content-type"].startswith("text/html") and path in every:
            todo.append(f"{path}.json?{query}" if path != "/" else f"/index.json?{query}")


@pytest.mark.parametrize(
    ("ceiling", "up_to", "hidden"),
    [
        ("restricted", "public", ("internal", "restricted")),
        ("restricted", "internal", ("restricted",)),
        ("internal", "internal", ("restricted",)),
    ],
)
def test_no_word_of_a_higher_mark_is_anywhere(
    marked: Path, ceiling: str, up_to: str, hidden: tuple[str, ...]
) -> None:
    secrets = [word for mark in hidden for word in SECRETS[mark]]
    secrets += [REVIEWER, REASON] if up_to == "public" else []
    with client_of(marked, ceiling=ceiling) as client:
        answers = dict(crawl(client, marked, up_to))
    leaks = {
        address: [word for word in secrets if word in html.unescape(text)]
        for address, text in answers.items()
    }
    assert {address: words for address, words in leaks.items() if words} == {}
    assert len(answers) > 10 * len(PAGES)
    if up_to == "internal":  # else nothing would be known of what the crawl can see
        every = html.unescape("".join(answers.values()))
        assert [word for word in SECRETS["internal"] if word not in every] == []


def test_nothing_above_the_ceiling_can_be_asked_for(marked: Path) -> None:
    every = [p for page in PAGES for p in (page.path, page.twin)]
    every += [f"{page.stem}.{form}" for page in PAGES for form in page.row_forms]
    every += [file.path for file in FILES]
    with client_of(marked, ceiling="public") as client:
        described = client.get("/openapi.json").json()["paths"]
        for path in every:
            for name in ids(marked)[:3] if "{" in path else [""]:
                address = re.sub(r"\{\w+\}", name, path)
                for mark in ("internal", "restricted"):
                    answer = client.get(address, params={"up_to": mark})
                    takes = [
                        one["name"]
                        for one in described.get(path, {}).get("get", {}).get("parameters", ())
                    ]
                    if "up_to" in takes:
                        assert answer.status_code in (400, 404), address
                    told = words_of(answer.content)
                    assert not any(word in told for word in SECRETS["internal"]), address
                    assert not any(word in told for word in SECRETS["restricted"]), address


def test_a_report_is_marked_on_its_page(marked: Path, tmp_path: Path) -> None:
    record = Path(shutil.copy(marked, tmp_path / "marked.db"))
    with client_of(record) as client:
        [report] = [row["id"] for row in client.get("/reports.json").json()["rows"]]
        page = client.get(f"/reports/{report}").text
        token = page.partition('name="csrf" value="')[2].partition('"')[0]
        form = {"csrf": token, "report": report, "mark": "internal", "why": "thistledown"}
        done = client.post("/reports/mark", data=form)
        assert done.headers["location"] == f"/reports/{report}?up_to=internal"
        assert client.get(f"/reports/{report}").status_code == 404
        assert client.get("/reports.json").json()["rows"] == []
        assert client.get(f"/reports/{report}?up_to=internal").status_code == 200
        assert "thistledown" not in client.get("/log").text
        assert client.post("/reports/mark", data={**form, "mark": "secret"}).status_code == 404
    with client_of(record, ceiling="public") as client:
        again = client.post("/reports/mark", data={**form, "mark": "restricted"})
        assert again.status_code in (403, 404, 409)
