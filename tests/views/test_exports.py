from __future__ import annotations

import io
import json
import zipfile

from detente.views.archive import zipped
from detente.views.exports import EXPORTERS, Export
from detente.views.tables import actor_table, entry_table
from tests.views.sample import PARTIES, SNAPSHOT

EXPORT = Export(
    snapshot=SNAPSHOT,
    tables=(entry_table("sticking-points", SNAPSHOT.sticking_points), actor_table(PARTIES)),
)


def written(name: str) -> dict[str, bytes]:
    return dict(next(e for e in EXPORTERS if e.name == name).write(EXPORT))


def test_csv_is_a_file_a_table_with_the_matrix_and_what_was_left_out():
    files = written("csv")
    assert sorted(files) == ["about.txt", "actors.csv", "matrix.csv", "sticking-points.csv"]
    assert b"1 report marked above public left out." in files["about.txt"]


def test_json_and_ics_are_one_file_each():
    (made,) = written("json").values()
    values = json.loads(made)
    assert values["left_out"] == 1
    assert values["sticking_points"][0]["evidence"][0]["text"]
    assert values["matrix"]["rows"]
    (calendar,) = written("ics").values()
    assert calendar.startswith(b"BEGIN:VCALENDAR")


def test_an_archive_holds_the_files_and_has_the_same_bytes_each_time():
    files = written("csv")
    made = zipped(files)
    assert made == zipped(dict(reversed(files.items())))
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == files


def test_every_exporter_gives_the_same_bytes_each_time():
    for exporter in EXPORTERS:
        assert exporter.write(EXPORT) == exporter.write(EXPORT)
