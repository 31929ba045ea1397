"""list, show, export: the record's entries one by one, and all of it in open formats."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from detente.cli import options
from detente.cli.door import Door
from detente.cli.options import open_record
from detente.cli.writing import OUT, check_out, hand_on, write_files
from detente.model.text import MARKS
from detente.views.kinds import FAMILY_BY_KIND, KINDS, READ_KINDS

_SHORTEST_PREFIX = 4
# What bears an id but is no entry, by the letter of its ids, and where to see it.
_ELSEWHERE = {
    "a": ("an actor", "'detente list actors'"),
    "i": ("an issue", "'detente issue list'"),
    "p": ("a proposition", "'detente issue list'"),
}

if TYPE_CHECKING:
    from detente.exporting import Listed
    from detente.model.rows import ReportRow
    from detente.model.snapshot import Entry
    from detente.model.text import Mark
    from detente.record import Record


def _as_typed(token: str) -> str:
    """A kind of entry may be called as the JSON does: "sticking_points"."""
    return token.replace("_", "-")


@click.command("list", context_settings={"token_normalize_func": _as_typed})
@click.argument("kind", type=click.Choice(KINDS), metavar="KIND")
@click.option("--actor", metavar="A", help="Only what concerns this actor: a name or an id.")
@click.option("--issue", metavar="I", help="Only positions on this issue: a name or an id.")
@options.VIEW
@options.SURE
@options.REVIEWERS
@options.REASONS
@options.formats("text", "json", "csv", "html", "xlsx")
@OUT
@click.pass_obj
def list_(door: Door, /, kind: str, **view: Any) -> None:
    """List entries of one kind."""
    from detente import exporting

    _check_goes_together(kind, view)
    check_out(view)
    with open_record(view["record_name"]) as record:
        found = exporting.listed(record, kind, options.wanted(view))
    _hand_on_table(door, found, view)
    if view["format_name"] == "csv":
        door.tell_left_out(found.left_out, found.table.hides)


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
@options.REASONS
@options.formats("text", "json", "html")
def show(
    id_: str,
    *,
    record_name: str,
    up_to: Mark,
    reviewers: bool,
    reasons: bool,
    format_name: str,
) -> None:
    """Show one entry: its words, sources and history.

    ID is that of an entry, of a claim in it, or of a report; its beginning is enough, where no
    other begins so.
    """
    from detente import flow
    from detente.model.errors import NoSuchEntry

    options.check_reviewers(reviewers, up_to)
    says = {"reviewers": reviewers, "reasons": reasons}
    with open_record(record_name) as record:
        try:
            entry = record.entry(id_, up_to=up_to)
        except NoSuchEntry:
            row = _report_row(record, id_, up_to)
            if row is None:
                raise
            page = _report_page(record, row, format_name, up_to=up_to, reviewers=reviewers)
        else:
            page = _entry_page(record, entry, format_name, up_to=up_to, **says)
    flow.show(page, sys.stdout)


def _report_page(
    record: Record, row: ReportRow, format_name: str, *, up_to: Mark, reviewers: bool
) -> str:
    from detente.views.report import Shown, show_report

    translations = record.translations(row.id, up_to)
    shown = Shown(
        row=row,
        text=record.report(row.id).text,
        taken=record.taken_over(row.id, up_to),
        texts=record.revisions(row.id, up_to),
        translations=translations,
        notes=record.notes(up_to, report=row.id),
        left_out=len(record.translations(row.id, MARKS[-1])) - len(translations),
        names=reviewers,
    )
    return show_report(shown, format=format_name, up_to=up_to)


def _entry_page(
    record: Record, entry: Entry, format_name: str, *, up_to: Mark, **says: bool
) -> str:
    from detente.views.entry import show_entry

    whole = record.entry(entry.id, up_to=MARKS[-1])
    reports = {s.report: record.report(s.report) for s in entry.sightings}
    return show_entry(
        entry,
        reports,
        format=format_name,
        up_to=up_to,
        translations={key: record.translations(key, up_to) for key in reports},
        left_out=len({s.report for s in whole.sightings}) - len(reports),
        **says,
    )


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
@options.REASONS
@click.pass_obj
def export(door: Door, /, name: str, out: str | None, **view: Any) -> None:
    """Write the record in an open format.

    Only what is marked public goes out, unless --up-to says otherwise; who made a judgement, and
    why, stays in.
    """
    from detente import exporting

    chosen, wanted = exporting.exporter(name), options.wanted(view)
    if out is None:
        raise click.UsageError("Missing option '-o' / '--out'.")
    with open_record(view["record_name"]) as record:
        state = exporting.snapshot(record, wanted)
        files = exporting.exported(record, chosen, wanted, state=state)
    write_files(files, out)
    if out != "-":
        door.tell(f"written: {out}")
    door.tell_left_out(state.coverage.left_out)


export.epilog = """\b
FORMAT is one of:
  csv     a table for each kind of entry, and the matrix
  json    every table and the matrix in one file
  ics     contacts and next steps that have a day, for a calendar
  gold    the reports that the desk judged, with their texts, as annotated
          reports for 'detente eval'
  xlsx    the tables as sheets of one workbook, without what the desk did
  sqlite  the tables in a database with views, for Datasette, without what the
          desk did
  dna     positions as statements: person, organization, concept, agreement
  mend    contacts as mediation events
  ftm     actors, reports, contacts, positions as FollowTheMoney entities
"""


def _hand_on_table(door: Door, found: Listed, view: dict[str, Any]) -> None:
    from detente.views.tables import show_table

    def sheet() -> bytes:
        from detente.views.office.xlsx import write_xlsx

        return write_xlsx([found.table], [found.about(view["up_to"])])

    hand_on(
        door,
        view,
        show=lambda: show_table(
            found.table, format=view["format_name"], left_out=found.left_out, up_to=view["up_to"]
        ),
        sheet=sheet,
    )


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
        "reasons": kind in ("judgements", "tombstones"),
    }
    for name, fits in goes.items():
        if view[name] and not fits:
            raise click.UsageError(f"--{name.replace('_', '-')} does not go with {kind}")
