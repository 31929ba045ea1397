"""What the address of a source holds beside the place is for its site alone."""

from __future__ import annotations

import base64

from detente.following.rounds import update
from detente.model.sources import make_watched
from detente.record import Record
from detente.reports.sources import read_opml, write_opml
from detente.views.sources import (
    health_json,
    heard_json,
    heard_text,
    show_health,
    show_items,
    show_sources,
    sources_json,
)
from tests.following.world import Article, Clock, Heard, means
from tests.reports.server import Answer, Server


def test_a_password_is_sent_and_shown_nowhere(
    record: Record, server: Server, clock: Clock
) -> None:
    article = Article("/wire/talks", "Talks", "Norland rejects the toll.")
    server.put(article.path, article.answer())
    server.put("/wire/feed", Answer(b"no feed"))
    server.put("/wire/index", Answer(b"<html><a href='/about'>About</a></html>"))
    for kind, path in (("page", article.path), ("feed", "/wire/feed"), ("index", "/wire/index")):
        address = server.address(path).replace("://", "://ana:s3cret@")
        record.source_add(make_watched(kind, address), "mara")
    heard = Heard()
    update(record, record.sources(), means(server, clock), hear=heard.came, reader="plain")
    login = f"Basic {base64.b64encode(b'ana:s3cret').decode()}"
    assert {asked.headers["authorization"] for asked in server.asked} == {login}
    sources, health = record.sources(), record.health()
    by_id = {one.id: one for one in sources}
    rows = record.items_page().rows
    (report,) = record.reports()
    said = (
        show_sources(sources),
        sources_json(sources),
        show_health(health, clock()),
        health_json(health),
        show_items(rows, {}),
        write_opml(sources).decode(),
        report.key,
        str(report.address),
        *(str(heard_text(by_id[one.source], one)) for one in heard.things),
        *(str(heard_json(by_id[one.source], one)) for one in heard.things),
    )
    assert not [one for one in said if "s3cret" in one]
    assert "http://***@127.0.0.1" in said[0]
    again = [one.address for one in read_opml(write_opml(sources)) if hasattr(one, "address")]
    assert again == [server.address(p) for p in (article.path, "/wire/feed", "/wire/index")]
