"""A document as DOCX: footnotes of the word processor, named styles, no trace of who made it."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from docx.oxml import parse_xml

from detente.views.office.house import Styles, open_house
from detente.views.office.written import Foot, Grid, Paragraph, Run, Written

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
# Paragraphs that belong to what follows them: a title never stands alone at a page's foot.
_KEPT_WITH_NEXT = frozenset({"heading", "subheading"})
# A row of cells of so many characters stays on one page; a longer one may fill a page of its own.
_WHOLE = 1_000
# Words of one text alone: struck through or underlined, so that no colour is needed.
_CHANGES = {"gone": "<w:strike/>", "new": '<w:u w:val="single"/>'}


def write_docx(written: Written, template: bytes | None = None) -> bytes:
    """Return a document as DOCX, the same bytes for the same document.

    template: A DOCX whose styles, page, headers and footers are taken; its text is not. Errors:
    InputError for a template that is none.
    """
    house = open_house(template, wide=written.wide)
    body = _Body(house.styles)
    house.fill(parse_xml(body.of(written)), _footnotes(body.feet, house.styles))
    return house.saved()


class _Body:
    """Writes the body. feet: The footnotes that it cites, numbered from 1 in their order."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._numbers: dict[tuple[str, str, str], int] = {}
        self.feet: list[Foot] = []

    def of(self, written: Written) -> str:
        """Return the paragraphs and tables as XML."""
        made = "".join(
            self._paragraph(block) if isinstance(block, Paragraph) else self._grid(block)
            for block in written.blocks
        )
        return f"<w:body {_W}>{made}</w:body>"

    def _paragraph(self, paragraph: Paragraph) -> str:
        leads = paragraph.leads or paragraph.role in _KEPT_WITH_NEXT
        keep = "<w:keepNext/>" if leads else ""
        style = quoteattr(self._styles.ids[paragraph.role])
        runs = "".join(part for run in paragraph.runs for part in self._run(run))
        return f"<w:p><w:pPr><w:pStyle w:val={style}/>{keep}</w:pPr>{runs}</w:p>"

    def _run(self, run: Run) -> Iterator[str]:
        mark = f"<w:rStyle w:val={quoteattr(self._styles.ids['mark'])}/>"
        if run.text:
            bold = "<w:b/>" if run.bold else ""
            change = _CHANGES[run.change] if run.change else ""
            yield _text(run.text, mark if run.foot else f"{bold}{change}")
        if run.foot:
            yield self._mark(run.foot, mark)

    def _mark(self, foot: Foot, look: str) -> str:
        """Return the mark of a footnote: of the first place the note itself, then a reference."""
        number = self._numbers.get(foot.sentence)
        if number is not None:
            field = f" NOTEREF _detente{number} \\f \\h "
            shown = _text(str(number), look)
            return f"<w:fldSimple w:instr={quoteattr(field)}>{shown}</w:fldSimple>"
        self.feet.append(foot)
        number = self._numbers[foot.sentence] = len(self.feet)
        name = f'w:id="{number}" w:name="_detente{number}"'
        note = f'<w:r><w:rPr>{look}</w:rPr><w:footnoteReference w:id="{number}"/></w:r>'
        return f'<w:bookmarkStart {name}/>{note}<w:bookmarkEnd w:id="{number}"/>'

    def _grid(self, grid: Grid) -> str:
        columns = len(grid.rows[0])
        rows = "".join(self._row(row, columns, first=not n) for n, row in enumerate(grid.rows))
        looks = (
            f"<w:tblStyle w:val={quoteattr(self._styles.ids['table'])}/>"
            '<w:tblW w:w="5000" w:type="pct"/><w:tblLayout w:type="fixed"/>'
            f"<w:tblCellMar>{_MARGINS}</w:tblCellMar>"
        )
        width = self._styles.room // columns
        sizes = f'<w:gridCol w:w="{width}"/>' * columns
        return (
            f"<w:tbl><w:tblPr>{looks}</w:tblPr><w:tblGrid>{sizes}</w:tblGrid>{rows}</w:tbl>"
            "<w:p/>"  # two tables without a paragraph between are one
        )

    def _row(self, row: tuple[tuple[Paragraph, ...], ...], columns: int, *, first: bool) -> str:
        whole = "<w:cantSplit/>" if _length(row) <= _WHOLE else ""
        head = f"<w:trPr>{whole}{'<w:tblHeader/>' if first else ''}</w:trPr>"
        width = self._styles.room // len(row)
        span = f'<w:gridSpan w:val="{columns}"/>' if len(row) < columns else ""
        size = f'<w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}</w:tcPr>'
        cells = "".join(
            f"<w:tc>{size}{''.join(map(self._paragraph, cell)) or '<w:p/>'}</w:tc>" for cell in row
        )
        return f"<w:tr>{head}{cells}</w:tr>"


def _length(row: tuple[tuple[Paragraph, ...], ...]) -> int:
    """How many characters the longest cell of a row has."""
    return max(sum(len(run.text) for made in cell for run in made.runs) for cell in row)


# Of a cell, in twentieths of a point: words touch no line above or below them.
_MARGINS = "".join(
    f'<w:{side} w:w="{width}" w:type="dxa"/>'
    for side, width in (("top", 50), ("left", 108), ("bottom", 30), ("right", 108))
)


def _footnotes(feet: list[Foot], styles: Styles) -> bytes:
    """Return the part with the footnotes, the two lines that separate them first."""
    kinds = (("-1", "separator"), ("0", "continuationSeparator"))
    lines = "".join(
        f'<w:footnote w:type="{kind}" w:id="{id_}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
        for id_, kind in kinds
    )
    style, mark = quoteattr(styles.ids["note"]), quoteattr(styles.ids["mark"])
    number = f"<w:r><w:rPr><w:rStyle w:val={mark}/></w:rPr><w:footnoteRef/></w:r>"
    notes = "".join(
        f'<w:footnote w:id="{n}"><w:p><w:pPr><w:pStyle w:val={style}/></w:pPr>{number}'
        f"{_text(' ' + foot.text)}</w:p></w:footnote>"
        for n, foot in enumerate(feet, 1)
    )
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return f"{head}<w:footnotes {_W}>{lines}{notes}</w:footnotes>".encode()


def _text(text: str, look: str = "") -> str:
    looks = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f'<w:r>{looks}<w:t xml:space="preserve">{escape(_allowed(text))}</w:t></w:r>'


def _allowed(text: str) -> str:
    """Return text with what XML cannot hold (two code points of no character) shown as such."""
    return text.replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")
