"""What outlets are, as the desk says: an agency, a readout, state media. Appended to the log."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable

from detente.model.errors import UnknownName
from detente.model.rows import OutletRow
from detente.model.sources import SOURCE_CLASSES, SourceClass
from detente.model.text import Mark
from detente.record.facts import View
from detente.record.log import Deed
from detente.record.registrar import Registrar
from detente.record.roots import class_of, outlet_key


class Classing(Registrar):
    """The part of a record that says what its outlets are."""

    def classify(
        self,
        outlet: str,
        source_class: SourceClass,
        by: str,
        *,
        why: str | None = None,
        mark: Mark = "internal",
    ) -> None:
        """Say what an outlet is; "unset" takes its class away.

        It may be one of which there is no report yet. Errors: UnknownName for a class.
        """
        if source_class not in SOURCE_CLASSES:
            raise UnknownName("class of outlet", source_class, SOURCE_CLASSES)
        body = {"name": outlet, "class": source_class}
        deed = Deed(
            kind="outlet", subject=outlet_key(outlet), body=body, by=by, why=why, mark=mark
        )
        self._append(deed)

    def outlets(
        self,
        up_to: Mark = "public",
        as_of: dt.date | None = None,
        known_by: dt.datetime | None = None,
    ) -> tuple[OutletRow, ...]:
        """Return the outlets of the record's reports with what the desk says that they are."""
        folded = self._fold(View(as_of, known_by, up_to), ())
        counts = Counter(report.outlet for report in folded.state.library.reports.values())
        return tuple(_rows(counts, folded.decisions.classes.copy()))


def _rows(counts: Counter[str], classes: dict[str, SourceClass]) -> Iterable[OutletRow]:
    for name, number in sorted(counts.items()):
        yield OutletRow(name=name, reports=number, source_class=class_of(name, classes))
