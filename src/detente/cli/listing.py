"""list, show, export: the record's entries one by one, and all of it in open formats."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from detente.cli import options
from detente.cli.door import Door
from detente.cli.options import open_record
from detente.cli.writing import write_files
from detente.views.kinds import DESK_KINDS, FAMILY_BY_KIND, KINDS, READ_KINDS

# Suggestions are questions to the desk, no part of what it knows.
_EXPORTED = ("judgements", "tombstones")
_SHORTEST_PREFIX = 4
# What bears an id but is no entry, by the letter of its ids, and where to see it.
_ELSEWHERE = {
    "a": ("an actor", "'detente list actors'"),
    "i": ("an issue", "'detente issue list'"),
    "p": ("a proposition", "'detente issue list'"),
}

if TYPE_CHECKING:
    from detente.model.rows import ReportRow
    from detente.model.text import Mark
    from detente.record import Record
    from detente.views.tables import Table


@click.command("list")
@click.argument("kind", type=click.Choice(KINDS), metavar="KIND")
@click.option("--actor", metavar="A", help="Only what concerns this actor: a name or an id.")
@click.option("--issue", metavar="I", help="Only positions on this issue: a name or an id.")
@options.VIEW
@options.SURE
@options.REVIEWERS
@options.formats("text", "json", "csv", "html")
@click.pass_obj
def list_(door: Door, /, kind: str, format_name: str, **view: Any) -> None:
    """List entries of one kind."""
    from detente import flow
    from detente.views.tables import show_table

    _check_goes_together(kind, view)
    with open_record(view["record_name"]) as record:
        listed = _desk_list(record, kind, view) if kind in DESK_KINDS else None
        table, above = listed or (_table(record, kind, view), left_out(record, view))
    flow.show(
        show_table(table, format=format_name, left_out=above, up_to=view["up_to"]), sys.stdout
    )
    if format_name == "csv":
        door.tell_left_out(above, table.hides)


list_.epilog = f"""\b
KIND is one of:
  {", ".join(READ_KINDS[:7])},
  {", ".join(READ_KINDS[7:])};
of the desk:
  judgements   what was accepted, rejected, corrected; also what was taken back, and
               what found no words in a newer reading ("lost")
  tombstones   reports that were purged
  suggestions  actors that may be one, with their ids for 'detente merge actor'
"""


@click.command()
@click.argument("id_", metavar="ID")
@options.RECORD
@options.UP_TO
@options.REVIEWERS
@options.formats("text", "json", "html")
def show(id_: str, record_name: str, up_to: Mark, reviewers: bool, format_name: str) -> None:
    """Show one entry: its words, sources and history.

    ID is that of an entry, of a claim in it, or of a report; its beginning is enough, where no
    other begins so.
    """
    from detente import flow
    from detente.model.errors import NoSuchEntry
    from detente.views.entry import show_entry
    from detente.views.report import Shown, show_report

    options.check_reviewers(reviewers, up_to)
    with open_record(record_name) as record:
        try:
            entry = record.entry(id_, up_to=up_to)
        except NoSuchEntry:
            row = _report_row(record, id_, up_to)
            if row is None:
                raise
            shown = Shown(
                row=row,
                text=record.report(row.id).text,
                taken=record.taken_over(row.id, up_to),
                texts=record.revisions(row.id, up_to),
                translations=record.translations(row.id, up_to),
            )
            flow.show(show_report(shown, format=format_name, up_to=up_to), sys.stdout)
            return
        whole = record.entry(entry.id, up_to="restricted")
        reports = {s.report: record.report(s.report) for s in entry.sightings}
    page = show_entry(
        entry,
        reports,
        format=format_name,
        up_to=up_to,
        reviewers=reviewers,
        left_out=len({s.report for s in whole.sightings}) - len(reports),
    )
    flow.show(page, sys.stdout)


def _complete_format(_context: object, _parameter: object, begun: str) -> list[str]:
    from detente.plugins import table
    from detente.views.exports import EXPORTERS

    names = table(EXPORTERS, "detente.exporters")
    return [name for name in names if name.startswith(begun)]


@click.command(no_args_is_help=True)
@click.argument("name", metavar="FORMAT", shell_complete=_complete_format)
@options.VIEW
@click.option(
    "-o",
    "--out",
    type=click.Path(),
    metavar="PATH",
    help="Where to write. For csv, gold and sqlite a folder, or an archive if it ends in .zip; "
    "else a file, or - for standard output.",
)
@click.option("--reasons", is_flag=True, help="Say why each judgement was made.")
@click.option(
    "--explain-marks",
    is_flag=True,
    help="Write nothing; print how much would go out, and what marks would hold back.",
)
@click.pass_obj
def export(door: Door, /, name: str, out: str | None, explain_marks: bool, **view: Any) -> None:
    """Write the record in an open format.

    Only what is marked public goes out, unless --up-to says otherwise; who made a judgement, and
    why, stays in.
    """
    from detente.cli.judged import judged_reports
    from detente.cli.outputs import snapshot
    from detente.plugins import choose, table
    from detente.views.exports import EXPORTERS, Export

    exporter = choose("format", name, table(EXPORTERS, "detente.exporters"))
    if explain_marks:
        _explain_marks(view)
        return
    if out is None:
        raise click.UsageError("Missing option '-o' / '--out'.")
    view = {"actor": None, "issue": None, "sure": False, "reviewers": False, **view}
    with open_record(view["record_name"]) as record:
        state = snapshot(record, view)
        tables = (
            *(_table(record, kind, view) for kind in READ_KINDS),
            *(_desk_list(record, kind, view)[0] for kind in _EXPORTED),
        )
        judged = judged_reports(record, view) if exporter.judged else ()
    files = exporter.write(Export(snapshot=state, tables=tables, judged=judged))
    write_files(files, out)
    if out != "-":
        door.tell(f"written: {out}")
    door.tell_left_out(state.coverage.left_out)


export.epilog = """\b
FORMAT is one of:
  csv     a table for each kind of entry, and the matrix
  json    the same in one file
  xlsx    the tables as sheets of one workbook, without what the desk did
  sqlite  the tables in a database with views, for Datasette; also without
  ics     contacts and next steps that have a day, for a calendar
  dna     positions as statements: person, organization, concept, agreement
  mend    contacts as mediation events
  ftm     actors, reports, contacts, positions as FollowTheMoney entities
  gold    the reports that the desk judged, with their texts, as annotated
          reports for 'detente eval'
"""


def _explain_marks(view: dict[str, Any]) -> None:
    from detente import flow
    from detente.cli.marking import bounds
    from detente.views.marks import marks_text

    with open_record(view["record_name"]) as record:
        flow.show(marks_text(bounds(record, view)), sys.stdout)


def _report_row(record: Record, id_: str, up_to: Mark) -> ReportRow | None:
    """The report that an id or its beginning names, None if it names none.

    Errors: NoSuchEntry for the id of an actor, issue or proposition, which lists show.
    """
    from detente.model.errors import NoSuchEntry

    for letter, (what, where) in _ELSEWHERE.items():
        if id_.startswith(f"{letter}-"):
            raise NoSuchEntry(f"{id_!r} is the id of {what}, no entry; see {where}")
    found = [row for row in record.reports(up_to=up_to) if row.id.startswith(id_)]
    return found[0] if len(found) == 1 and len(id_) >= _SHORTEST_PREFIX else None


def _table(record: Record, kind: str, view: dict[str, Any]) -> Table:
    from detente.views.tables import actor_table, entry_table, note_table, report_table, sure_table

    within = {"as_of": view["as_of"], "known_by": view["known_by"], "up_to": view["up_to"]}
    if kind == "reports":
        return report_table(record.reports(**within))
    if kind == "actors":
        return actor_table(record.actors(**within))
    if kind == "notes":
        return note_table(record.notes(**within))
    entries = record.entries(
        FAMILY_BY_KIND[kind].family,
        actor=view["actor"],
        issue=view["issue"],
        reviewed_only=view["reviewed_only"],
        **within,
    )
    return sure_table(kind, entries) if view["sure"] else entry_table(kind, entries)


def _desk_list(record: Record, kind: str, view: dict[str, Any]) -> tuple[Table, int]:
    """What the desk did as a table, and how much of it lies above the mark."""
    from detente.views.desk import judgement_table, suggestion_table, tombstone_table

    says = {"names": view["reviewers"], "reasons": view.get("reasons", True)}
    if kind == "judgements":
        judgements = record.judgements(view["up_to"])
        return judgement_table(judgements, **says), judgements.left_out
    if kind == "tombstones":
        return tombstone_table(record.tombstones(), **says), 0
    return suggestion_table(record.suggestions(view["up_to"])), left_out(record, view)


def _check_goes_together(kind: str, view: dict[str, Any]) -> None:
    """Refuse options that say nothing about a kind. Errors: UsageError."""
    options.check_reviewers(view["reviewers"], view["up_to"])
    goes = {
        "issue": kind == "positions",
        "actor": kind in FAMILY_BY_KIND,
        "sure": kind in FAMILY_BY_KIND,
        "reviewed_only": kind in FAMILY_BY_KIND,
        "as_of": kind in READ_KINDS,
        "known_by": kind in READ_KINDS,
        "reviewers": kind in ("judgements", "tombstones"),
    }
    for name, fits in goes.items():
        if view[name] and not fits:
            raise click.UsageError(f"--{name.replace('_', '-')} does not go with {kind}")


def left_out(record: Record, view: dict[str, Any]) -> int:
    """Number of reports above the mark asked for."""
    within = {"as_of": view["as_of"], "known_by": view["known_by"]}
    everything = record.reports(up_to="restricted", **within)
    return len(everything) - len(record.reports(up_to=view["up_to"], **within))
