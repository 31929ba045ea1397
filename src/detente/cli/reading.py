"""read and add: reports to readings, without a record and into one."""

from __future__ import annotations

import gc
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import click

from detente.cli import options
from detente.cli.door import Door
from detente.cli.options import open_record
from detente.cli.undated import Nameless, Undated
from detente.model.text import MARKS
from detente.readings import DEFAULT_READER
from detente.reports import Failure, Given, holds_many, parse_moment
from detente.reports.addresses import is_web

if TYPE_CHECKING:
    from detente.model.claims import Reading
    from detente.model.explanations import Explanation
    from detente.model.text import Report
    from detente.readings.parses import Parses
    from detente.record import Entered, Record

_AT_ONCE = 1_000  # pieces of JSON, a claim each
_LONGEST_NAME = 60  # file systems take 255 bytes, and a letter may be four

# The type lets a shell complete names of files; what a path cannot be is said when it is read.
PATHS = click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=click.Path())
PUBLISHED = click.option(
    "--published",
    metavar="DATE",
    callback=options.reads(parse_moment),
    help="Day of publication, where a line says nothing of its own: YYYY-MM-DD, or a moment in "
    'ISO 8601. Relative dates ("last Tuesday") are read from it.',
)
JOBS = click.option(
    "--jobs",
    type=click.IntRange(1, 256),
    default=1,
    show_default=True,
    help="Number of processes; each loads the language model.",
)
READER = click.option(
    "--reader",
    metavar="NAME",
    default=DEFAULT_READER,
    show_default=True,
    help="Which reader reads.",
)


@click.command()
@PATHS
@PUBLISHED
@options.formats("text", "json", "jsonl", "html", default=None)
@click.option(
    "--out",
    metavar="DIR",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write each reading to its own file there, named after its report.",
)
@JOBS
@READER
@options.ALLOW_HOST
@click.option(
    "--explain",
    "explained",
    is_flag=True,
    help="Say why: for each claim what found it and what spoke for and against it, and for other "
    "sentences why they gave none.",
)
@click.pass_obj
def read(
    door: Door,
    /,
    paths: tuple[str, ...],
    format_name: str | None,
    out: Path | None,
    **how: Any,
) -> int:
    """Read reports without a record.

    Prints what was found in them. PATH is a .txt, .md, .html, .pdf or .eml file, the address of
    a page (https://…), a file of many reports (.jsonl, .csv, .parquet, .mbox, .warc), or - for
    JSON lines on standard input. One report gives one JSON object; many give one reading a line,
    in order.
    """
    form = _form(paths, format_name, out)
    given = Given(retrieved=options.now(), published=how["published"])
    made: Iterator[Reading | Explanation] = (_explained if how["explained"] else _readings)(
        door, paths, given, how
    )
    write = _to_folder(door, out, form) if out else _to_standard_output(form)
    count = sum(1 for one in made if write(one))
    if count + len(door.failures) != 1:
        door.tell(_counts({"read": count, "failed": len(door.failures)}))
    return door.code


@click.command()
@PATHS
@options.RECORD
@PUBLISHED
@click.option("--source", metavar="NAME", help="The outlet, where a file says nothing of its own.")
@click.option("--url", metavar="URL", help="Address of the report; one report only.")
@click.option(
    "--mark",
    type=click.Choice(MARKS),
    default="public",
    show_default=True,
    help="Who may see the reports.",
)
@JOBS
@READER
@options.ALLOW_HOST
@click.pass_obj
def add(door: Door, /, paths: tuple[str, ...], record_name: str, **how: Any) -> int:
    """Read reports into the record.

    PATH is a file, the address of a page (https://…), or - for standard input. The record is
    made if there is none. The same report twice changes nothing. Another text under the same
    address is a revision; the old text stays. What cannot be used is said, and the rest goes on.
    """
    from detente import flow

    if how["url"] and (len(paths) > 1 or holds_many(paths[0])):
        raise click.UsageError("--url is the address of one report; in lines, give each its 'url'")
    given = Given(
        retrieved=options.now(),
        published=how["published"],
        source=how["source"],
        address=how["url"],
        mark=how["mark"],
    )
    undated, nameless = Undated(given=how["published"] is not None), Nameless()
    with _AtNeed(record_name) as needed:
        readings = nameless.watch(undated.watch(_readings(door, paths, given, how, parses=needed)))
        entered = flow.enter(readings, needed.record)
        undated.tell(door)
        nameless.tell(door)
        if entered is not None and entered.repeated:
            undated.tell_kept(door, needed.record())
    door.tell(_summary(entered, len(door.failures)))
    return door.code


class _AtNeed:
    """A record that is opened, or made, once there is a report; it keeps parses of paragraphs."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._opened: Record | None = None
        self._parses: Parses | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._opened is not None:
            self._opened.close()

    def record(self) -> Record:
        """Return the record. Errors: as `open_record`."""
        if self._opened is None:
            self._opened = open_record(self._name, create=True)
        return self._opened

    def get(self, digests: Sequence[str]) -> Mapping[str, bytes]:
        """Return the parses that are there."""
        self._parses = self._parses or self.record().parses()
        return self._parses.get(digests)

    def put(self, parser: str, bodies: Mapping[str, bytes]) -> None:
        """Keep some."""
        self._parses = self._parses or self.record().parses()
        self._parses.put(parser, bodies)


def _readings(
    door: Door,
    paths: tuple[str, ...],
    given: Given,
    how: dict[str, Any],
    *,
    parses: Parses | None = None,
) -> Iterator[Reading]:
    """The readings of paths, in order, with a progress bar."""
    from detente import flow

    reports = _reports(door, paths, given, how)
    readings = flow.read(
        reports, how["reader"], jobs=how["jobs"], parses=parses, failed=door.failed
    )
    return door.watch(readings, total=_expected(paths), unit="reports")


def _explained(
    door: Door, paths: tuple[str, ...], given: Given, how: dict[str, Any]
) -> Iterator[Explanation]:
    """The readings of paths with their reasons, in order, with a progress bar."""
    from detente import flow

    reports = _reports(door, paths, given, how)
    explained = flow.explain(reports, how["reader"], jobs=how["jobs"], failed=door.failed)
    return door.watch(explained, total=_expected(paths), unit="reports")


def _reports(
    door: Door, paths: tuple[str, ...], given: Given, how: dict[str, Any]
) -> Iterator[Report]:
    from detente import flow

    gc.enable()  # reading may go on for hours
    sources = [flow.Source(path, given) for path in paths]
    fetcher = options.fetcher(how["allowed"]) if any(map(is_web, paths)) else None
    return map(door.check_day, flow.collect(sources, door.failed, fetcher))


def _form(paths: tuple[str, ...], name: str | None, out: Path | None) -> str:
    """Choose the form of the output; combinations that cannot be are wrong use."""
    several = len(paths) > 1 or holds_many(paths[0])
    if out:
        if name == "jsonl":
            raise click.UsageError("--out writes one file a report; choose json, text or html")
        return name or "json"
    if any(holds_many(path) for path in paths) and name in (None, "json"):
        return "jsonl"
    if several and name in (None, "json", "html"):
        raise click.UsageError("several reports need --out DIR, or --format jsonl or text")
    return name or "json"


def _to_standard_output(form: str) -> Callable[[Reading | Explanation], bool]:
    def write(made: Reading | Explanation) -> bool:
        for piece in _pieces(made, form):
            click.echo(piece, nl=False)
        return True

    return write


def _to_folder(door: Door, folder: Path, form: str) -> Callable[[Reading | Explanation], bool]:
    ending = {"json": ".json", "text": ".txt", "html": ".html"}[form]
    seen: set[str] = set()
    folder.mkdir(parents=True, exist_ok=True)

    def write(made: Reading | Explanation) -> bool:
        name = _file_name(made.report.key) + ending
        if name in seen:
            door.failed(Failure(name, "two reports of this run have this name; rename one"))
            return False
        seen.add(name)
        with (folder / name).open("w", encoding="utf-8") as file:
            file.writelines(_pieces(made, form))
        return True

    return write


def _pieces(made: Reading | Explanation, form: str) -> Iterator[str]:
    """What is written of a reading; a long one in pieces, so that it is never whole in memory."""
    from detente.model.explanations import Explanation
    from detente.views.readings import reading_pieces

    if form not in ("json", "jsonl") or isinstance(made, Explanation):
        yield _written(made, form)
        return
    pieces = reading_pieces(made, indented=form == "json")
    while some := "".join(islice(pieces, _AT_ONCE)):
        yield some


def _written(made: Reading | Explanation, form: str) -> str:
    from detente.model.explanations import Explanation
    from detente.views.explain import EXPLAINERS, explanation_json
    from detente.views.readings import WRITERS

    if not isinstance(made, Explanation):
        return WRITERS[form](made)
    if form == "jsonl":
        return json.dumps(explanation_json(made)) + "\n"  # ASCII: no word of it can end the line
    return EXPLAINERS[form](made)


def _file_name(key: str) -> str:
    """A name that stays in its folder, whatever the report is called."""
    return re.sub(r"[^\w.-]+", "_", key)[:_LONGEST_NAME].lstrip(".") or "report"


def _summary(entered: Entered | None, failed: int) -> str:
    """The counts of one run, in words."""
    if entered is None:
        return _counts({"added": 0, "failed": failed})
    words = _counts(
        {
            "added": entered.new,
            "revised": entered.revised,
            "repeated": entered.repeated,
            "read again": entered.reread,
            "failed": failed,
        }
    )
    if entered.copies:
        words += f"; {entered.copies} of them the text of another report"
    if entered.purged:
        words += f"; purged before, so left out: {', '.join(entered.purged)}"
    if entered.not_carried:
        targets = ", ".join(entered.not_carried)
        words += (
            f"; judgements that no longer find their words: {targets}; "
            "see 'detente list judgements --up-to internal'"
        )
    return words


def _counts(counts: dict[str, int]) -> str:
    """The first count, and each other that is not zero."""
    first, *rest = counts.items()
    return ", ".join(f"{n} {what}" for what, n in [first, *(r for r in rest if r[1])])


def _expected(paths: tuple[str, ...]) -> int | None:
    """Number of reports to come, or None if a file may hold several."""
    return None if any(holds_many(path) for path in paths) else len(paths)
