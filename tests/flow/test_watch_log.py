"""What a watcher says on standard error: in words, or nothing but JSON lines; and whom it asks."""

import json
from pathlib import Path

import pytest

from detente.cli.door import Door
from detente.cli.options import now
from detente.cli.sources import source_called
from detente.cli.watching import Log
from detente.following.rounds import Round
from detente.model.errors import UnknownName
from detente.model.sources import make_watched
from detente.record import open_record


def said(capsys: pytest.CaptureFixture[str], *, as_json: bool) -> list[str]:
    log = Log(Door(quiet=False), as_json=as_json)
    log.began(2)
    log.round(Round(sources=2), 0)
    log.trouble("there is no room")
    log.ended()
    return capsys.readouterr().err.splitlines()


def test_every_line_is_json_from_the_first_to_the_last(capsys: pytest.CaptureFixture[str]) -> None:
    lines = [json.loads(line) for line in said(capsys, as_json=True)]
    assert [line["event"] for line in lines] == ["following", "round", "trouble", "ended"]
    assert all(line["at"] for line in lines)
    assert [line["sources"] for line in lines[:2]] == [2, 2]


def test_it_says_so_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    first, *_, last = said(capsys, as_json=False)
    assert first == "following 2 sources; Ctrl-C ends it"
    assert last == "ended; start it again to go on"


def test_a_folder_is_called_by_its_path_from_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with open_record(str(tmp_path / "r.db"), now=now, create=True) as record:
        here = make_watched("folder", str(tmp_path / "inbox"))
        named = make_watched("feed", "https://wire.example/feed", name="inbox.xml")
        for one in (here, named):
            record.source_add(one, "mara")
        assert source_called(record, "inbox") == here
        assert source_called(record, "inbox.xml") == named
        with pytest.raises(UnknownName, match="unknown source 'outbox'"):
            source_called(record, "outbox")
