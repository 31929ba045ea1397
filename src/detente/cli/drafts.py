"""draft: versions of a text under negotiation, compared point by point."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from detente.cli import options
from detente.cli.door import Door
from detente.cli.options import open_record, reads
from detente.cli.writing import check_out, hand_on, paper
from detente.model.dates import parse_day
from detente.model.errors import InputError, RecordError, UnknownName
from detente.model.text import MARKS
from detente.reports.documents import KINDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from detente.comparing import Compared
    from detente.drafts.meaning import Meaning
    from detente.model.text import Mark

DRAFT_A = click.argument("a", metavar="A")
DRAFT_B = click.argument("b", metavar="B")
PART_A = click.argument("part_a", metavar="POINT")
PART_B = click.argument("part_b", metavar="POINT")
HOW = ("revises", "counters", "merges", "based-on", "apart")


@click.group()
def draft() -> None:
    """Compare drafts point by point, and keep their versions.

    A draft is a file (text, Markdown, HTML, PDF or DOCX) or one of the record: NAME@LABEL, or
    its id.
    """


@draft.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False))
@click.option("--proposal", metavar="NAME", required=True, help="What it is a version of.")
@click.option("--version", "label", metavar="LABEL", help="Which. Default: the next number.")
@click.option("--proponent", metavar="PARTY", help="Who put it forward.")
@click.option("--date", "dated", metavar="DATE", callback=reads(parse_day), help="Its day.")
@click.option(
    "--revises",
    metavar="LABEL",
    multiple=True,
    help="What it was made from: a version of the same proposal, or NAME@LABEL; may be given "
    "again.",
)
@click.option("--counters", metavar="LABEL", multiple=True, help="As --revises: what it answers.")
@click.option(
    "--merges", metavar="LABEL", multiple=True, help="As --revises: one of those that it unites."
)
@click.option(
    "--based-on",
    metavar="LABEL",
    multiple=True,
    help="As --revises: what it builds on, without being a version of it.",
)
@click.option(
    "--mark", type=click.Choice(MARKS), default="public", show_default=True, help="Who may see it."
)
@options.RECORD
@options.BY
@click.pass_obj
def add(  # noqa: PLR0913  (one for each option)
    door: Door,
    /,
    *,
    file: str,
    proposal: str,
    record_name: str,
    by: str,
    counters: Sequence[str],
    merges: Sequence[str],
    based_on: Sequence[str],
    **more: Any,
) -> None:
    """Add a draft to the record, and print its id.

    Example: detente draft add text.docx --proposal "Ambrine text" --version "9 points"
    """
    from detente import comparing
    from detente.views.phrases import many

    opened = comparing.open_draft(file)
    told = (("counters", counters), ("merges", merges), ("based_on", based_on))
    more["kinds"] = {name: kind for kind, names in told for name in names}
    with open_record(record_name, create=True) as record:
        version = comparing.add_draft(record, file, proposal, by=by, **more)
    click.echo(version.id)
    points = many(len(opened.points) - len(opened.chapters), "point")
    door.tell(f"added: {version.name}, {points}; 'detente undo' takes it back")
    for note in opened.notes:
        door.tell(f"note: {note}")


@draft.command("list")
@options.RECORD
@options.UP_TO
@options.formats("text", "json")
def list_(record_name: str, up_to: Any, format_name: str) -> None:
    """List the drafts, what each was made from, and those that only reports tell of."""
    from detente import comparing, flow
    from detente.views.versions import show_lineage

    with open_record(record_name) as record:
        found = comparing.lineage(record, up_to)
    flow.show(show_lineage(found, format=format_name, up_to=up_to), sys.stdout)


@draft.command()
@DRAFT_A
@DRAFT_B
@options.RECORD
@options.UP_TO
@options.MEANING
@paper("text", "json", "html", "csv")
@click.pass_obj
def compare(
    door: Door, /, *, a: str, b: str, record_name: str, meaning: bool | None, **view: Any
) -> None:
    """Compare two drafts: what was kept, moved, split, merged, added, deleted, and what changed.

    With two drafts of the record, also who takes which stance on a point and who had asked for
    what changed, as far as words and numbers tell.

    Example: detente draft compare old.docx new.pdf --format html > compared.html
    """
    from detente.views.comparing import show_comparison
    from detente.views.office.texts import comparison_document

    check_out(view)
    found = _compared(a, b, record_name, up_to=view["up_to"], embed=_embed(meaning))
    hand_on(
        door,
        view,
        show=lambda: show_comparison(
            found.comparison, found.background, format=view["format_name"]
        ),
        document=lambda: comparison_document(
            found.comparison,
            found.background,
            entries=found.entries,
            up_to=view["up_to"],
            left_out=found.left_out,
        ),
    )


@draft.command()
@click.argument("proposal")
@options.RECORD
@options.UP_TO
@options.MEANING
@options.formats("text", "json")
def history(
    *, proposal: str, record_name: str, up_to: Any, meaning: bool | None, format_name: str
) -> None:
    """Follow every point of a proposal through all its versions."""
    from detente import comparing, flow
    from detente.drafts.threads import by_meaning, threads
    from detente.views.histories import show_history

    with open_record(record_name) as record:
        stages = comparing.history(record, proposal, up_to, embed=_embed(meaning))
    versions = [(stage.version, stage.draft) for stage in stages]
    page = show_history(
        versions, threads(stages), by_meaning=by_meaning(stages), format=format_name
    )
    flow.show(page, sys.stdout)


@draft.command()
@click.argument("proposal", required=False)
@options.RECORD
@options.UP_TO
@options.MEANING
@options.formats("text", "csv", "json")
def coverage(
    *,
    proposal: str | None,
    record_name: str,
    up_to: Any,
    meaning: bool | None,
    format_name: str,
) -> None:
    """Print which issues of the register each version has points on: in, out, changed.

    Without PROPOSAL, of all in the record, as text.
    """
    from detente import flow

    with open_record(record_name) as record:
        kept = list(dict.fromkeys(version.proposal for version in record.drafts(up_to)))
        names = [proposal] if proposal is not None else kept
        if not names:
            raise RecordError("the record holds no draft; add one with 'detente draft add'")
        if len(names) > 1 and format_name != "text":
            raise click.UsageError(f"name one proposal for {format_name}: {', '.join(names)}")
        embed = _embed(meaning)
        pages = [_covered(record, name, up_to, embed=embed, form=format_name) for name in names]
    titled = (f"{name}\n\n{page}" for name, page in zip(names, pages, strict=True))
    flow.show("\n".join(titled if len(names) > 1 else pages), sys.stdout)


def _covered(record: Any, proposal: str, up_to: Mark, *, embed: Any, form: str) -> str:
    """Return the page of one proposal."""
    from detente import comparing
    from detente.views.histories import show_coverage

    stages = comparing.history(record, proposal, up_to, embed=embed)
    found = comparing.covered(stages, record, up_to)
    return show_coverage(
        found.versions, found.issues, found.cells, by_meaning=found.by_meaning, format=form
    )


@draft.command()
@DRAFT_A
@PART_A
@DRAFT_B
@PART_B
@options.RECORD
@options.BY
@options.WHY
@click.pass_obj
def pin(door: Door, /, **said: Any) -> None:
    """Say that a POINT of A and a POINT of B are one.

    POINT is its number with those that it lies in, "2" or "2(a)"; "#5" where it has none.

    Example: detente draft pin "Ambrine text@1" 3 "Ambrine text@2" 2
    """
    _say(door, "pin", said)


@draft.command("break")
@DRAFT_A
@PART_A
@DRAFT_B
@PART_B
@options.RECORD
@options.BY
@options.WHY
@click.pass_obj
def break_(door: Door, /, **said: Any) -> None:
    """Say that a POINT of A and a POINT of B are not one."""
    _say(door, "break", said)


@draft.command()
@click.argument("later", metavar="LATER")
@click.argument("kind", metavar="HOW", type=click.Choice(HOW))
@click.argument("earlier", metavar="EARLIER")
@options.RECORD
@options.BY
@options.WHY
@click.pass_obj
def link(door: Door, /, **said: Any) -> None:
    """Say how a draft stands to an earlier one: revises, counters, merges, based-on, apart.

    LATER and EARLIER are drafts of the record, or ids of plans that reports tell of, as "draft
    list" prints them. What you say counts before what reports say; of two the last word counts.

    Example: detente draft link "Counter@1" counters "Brage text@2"
    """
    from detente import comparing

    with open_record(said["record_name"]) as record:
        names = comparing.say_of_drafts(
            record,
            said["kind"].replace("-", "_"),
            (said["later"], said["earlier"]),
            by=said["by"],
            why=said["why"],
        )
    door.tell(f"said: {names[0]} {said['kind']} {names[1]}; 'detente undo' takes it back")


@draft.command()
@click.argument("name", metavar="DRAFT")
@options.RECORD
@options.BY
@click.option("--why", metavar="TEXT", required=True, help="The reason; it stays on the record.")
@click.pass_obj
def purge(door: Door, /, name: str, record_name: str, by: str, why: str) -> None:
    """Remove a draft's words for good. This cannot be undone."""
    from detente.drafts.meaning import forget

    with open_record(record_name) as record:
        record.purge_draft(name, why, by)
    forget(options.vectors_file())
    door.tell(f"purged: draft {name}")


def _say(door: Door, kind: Literal["pin", "break"], said: dict[str, Any]) -> None:
    from detente import comparing

    with open_record(said["record_name"]) as record:
        one, other = (record.draft(said[name], "restricted") for name in ("a", "b"))
        parts = (said["part_a"], said["part_b"])
        comparing.say_of_points(
            record, kind, (one, other), parts=parts, by=said["by"], why=said["why"]
        )
    done = "pinned" if kind == "pin" else "broken"
    door.tell(f"{done}: point {parts[0]} and point {parts[1]}; 'detente undo' takes it back")


def _is_file(name: str) -> bool:
    return Path(name).is_file()


def _embed(wanted: bool | None) -> Meaning | None:
    from detente.drafts.meaning import meaning_at_hand

    return meaning_at_hand(wanted, options.vectors_file())


def _compared(a: str, b: str, record_name: str, *, up_to: Mark, embed: Meaning | None) -> Compared:
    """Return two drafts compared; where one at least is in the record, it is opened."""
    from detente import comparing

    if _is_file(a) and _is_file(b):
        one, other = comparing.open_draft(a), comparing.open_draft(b)
        return comparing.of_files(one, other, embed=embed)
    missing = next(name for name in (a, b) if not _is_file(name))
    try:
        with open_record(record_name) as record:
            found = {n: None if _is_file(n) else record.draft(n, up_to) for n in (a, b)}
            before, after = found[a], found[b]
            if before is not None and after is not None:
                return comparing.compared(record, before, after, up_to=up_to, embed=embed)
            drafts = [
                comparing.kept_draft(record, version) if version else comparing.open_draft(name)
                for name, version in ((a, before), (b, after))
            ]
    except (UnknownName, RecordError) as error:
        if Path(missing).suffix.lower() in KINDS:
            raise InputError(f"{missing}: there is no such file; check the path") from error
        raise
    return comparing.of_files(drafts[0], drafts[1], embed=embed)
