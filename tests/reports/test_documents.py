"""Drafts as files: text, Markdown, HTML, PDF and DOCX give their words, and say what is wrong."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from pypdf import PdfReader, PdfWriter

from detente.drafts.points import cut
from detente.model.errors import InputError, UnknownName
from detente.reports.documents import read_document
from detente.reports.markup import page_text
from tests.reports.lists import add_list, put_in_list

PLAN = ("1. Forces leave the strip.", "2. Gas flows again.")


def written(folder: Path, name: str, data: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def pdf(*pages: Sequence[str]) -> bytes:
    """A PDF by hand; a page without lines holds a black square, like a scanned picture."""
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for n, lines in enumerate(pages):
        shown = "".join(f"({line}) Tj 0 -20 Td " for line in lines)
        stream = f"BT /F1 12 Tf 72 720 Td {shown}ET" if lines else "10 10 500 500 re f"
        objects += [
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {5 + 2 * n} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>",
            f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
        ]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode()
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    head = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    tail = f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
    return out + (head + tail).encode()


def encrypted() -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(PLAN))))
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def word(document: Any) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def tracked(paragraph: Any, kind: str, words: str) -> None:
    """Add words as an editor that tracks changes keeps them: inserted, or deleted."""
    change, run = OxmlElement(f"w:{kind}"), OxmlElement("w:r")
    text = OxmlElement("w:delText" if kind == "del" else "w:t")
    text.text = words
    text.set(qn("xml:space"), "preserve")
    run.append(text)
    change.append(run)
    paragraph._p.append(change)


def test_footnotes_of_markdown_are_left_out_and_that_is_noted(tmp_path: Path) -> None:
    told = (
        "1. Forces leave the strip[^1].\n\n[^1]: See map 3\n    and the list.\n\n"
        "2. Gas flows again.\n"
    )
    found = read_document(written(tmp_path, "plan.md", told))
    assert found.notes == ("its footnotes are left out",)
    assert [line for line in found.text.splitlines() if line] == list(PLAN)
    plain = read_document(written(tmp_path, "set.md", "1. The set [^a] is open.\n"))
    assert (plain.text.strip(), plain.notes) == ("1. The set [^a] is open.", ())


@pytest.mark.parametrize("name", ["plan.txt", "plan.md", "plan.html", "plan.pdf", "plan.docx"])
def test_every_kind_of_file_gives_the_same_points(name: str, tmp_path: Path) -> None:
    document = docx.Document()
    for point in ("Forces leave the strip.", "Gas flows again."):
        document.add_paragraph(point, style="List Number")
    made = {
        "plan.txt": "\n".join(PLAN),
        "plan.md": "1. Forces leave **the** [strip](https://a.example).\n2\\. Gas _flows_ again.",
        "plan.html": "<ol><li>Forces leave the strip.<li><p>Gas <b>flows</b> again.</p></ol>",
        "plan.pdf": pdf(PLAN),
        "plan.docx": word(document),
    }
    found = read_document(written(tmp_path, name, made[name]))
    draft = cut(found.name, found.text)
    assert [(draft.parts[n].label, draft.parts[n].body) for n in draft.points] == [
        ("1", "Forces leave the strip."),
        ("2", "Gas flows again."),
    ]
    assert found.notes == ()


def test_numbers_of_nested_lists_are_written_out_as_the_program_shows_them(tmp_path: Path) -> None:
    document = docx.Document()
    add_list(document, ("upperRoman", "%1."), ("lowerLetter", "(%2)"))
    for level, words in ((0, "Forces."), (1, "East."), (1, "West."), (0, "Gas."), (1, "Price.")):
        put_in_list(document.add_paragraph(words), level)
    found = read_document(written(tmp_path, "plan.docx", word(document)))
    assert found.text.split("\n")[:5] == [
        *("I. Forces.", "(a) East.", "(b) West.", "II. Gas.", "(a) Price.")
    ]


def test_headings_and_paragraphs_of_a_docx_are_no_words_of_the_point_above(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("Plan for the Lenne", 0)
    for heading, paragraphs in (
        ("Security", ("Forces leave the river.", "Monitors arrive in May.")),
        ("Water", ("The gates of the dam open.",)),
    ):
        document.add_heading(heading, 2)
        for paragraph in paragraphs:
            document.add_paragraph(paragraph)
    found = read_document(written(tmp_path, "plan.docx", word(document)))
    assert found.text.startswith("Plan for the Lenne\n\nSecurity\n\nForces leave the river.\n\n")
    assert [(part.kind, part.body) for part in cut(found.name, found.text).parts] == [
        ("heading", "Plan for the Lenne"),
        ("heading", "Security"),
        ("point", "Forces leave the river. Monitors arrive in May."),
        ("heading", "Water"),
        ("point", "The gates of the dam open."),
    ]


def test_tracked_changes_are_accepted_with_a_note(tmp_path: Path) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("1. Forces leave in ")
    tracked(paragraph, "del", "120 days")
    tracked(paragraph, "ins", "90 days")
    found = read_document(written(tmp_path, "plan.docx", word(document)))
    assert found.text.strip() == "1. Forces leave in 90 days"
    assert found.notes == ("changes were tracked; this is the text with all of them accepted",)


def test_rows_of_a_table_are_lines(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(rows=2, cols=2)
    for row, (label, words) in zip(table.rows, (("1.", "Forces."), ("2.", "Gas.")), strict=True):
        row.cells[0].text, row.cells[1].text = label, words
    found = read_document(written(tmp_path, "plan.docx", word(document)))
    assert found.text.split("\n")[:2] == ["1. Forces.", "2. Gas."]


def test_rows_of_a_table_of_markdown_are_lines_and_points(tmp_path: Path) -> None:
    text = "| No | Text |\n|----|:----:|\n| 1 | Forces **leave**. |\n| 2 | Gas flows. |\n"
    found = read_document(written(tmp_path, "plan.md", text.encode()))
    assert found.text == "No Text\n1. Forces leave.\n2. Gas flows.\n"


def test_a_page_keeps_its_numbers_and_loses_what_is_no_text() -> None:
    page = """<html><head><title>x</title><script>1. no</script></head><body><nav>Home</nav>
    <ol start="3" type="a"><li>Forces<br>leave.<ul><li>The east.</ul><li value="7">Gas.</ol>
    <table><tr><td>8.</td><td>Ports <del>close</del>open.</td></tr></table>
    <pre>9. Fees
  end.</pre></body></html>"""
    assert page_text(page).split("\n") == [
        *("c. Forces", "leave.", "• The east.", "g. Gas.", "", "8. Ports open.", ""),
        *("9. Fees", "end.", ""),
    ]


def test_a_stroke_within_a_cell_of_markdown_parts_no_words(tmp_path: Path) -> None:
    text = "| 1 | Ports of Vell \\| Halm open. |\n"
    found = read_document(written(tmp_path, "plan.md", text.encode()))
    assert found.text == "1. Ports of Vell | Halm open.\n"


def test_a_menu_in_a_side_note_is_told_once(tmp_path: Path) -> None:
    page = "<p>1. Ports open.</p><aside>See <nav>Home</nav></aside>"
    found = read_document(written(tmp_path, "plan.html", page.encode()))
    assert found.notes == ("left out, as around the text of the page: “See Home”",)


def test_what_stands_around_a_page_or_is_struck_is_left_out_with_a_note(tmp_path: Path) -> None:
    page = """<body><nav>Home</nav><header><h1>Plan</h1></header><main><p>1. Ports
    <s>close</s> open.</p><footer>2. Maps come.</footer></main><aside>Read <b>more</b></aside>
    <div role="complementary">See also</div><footer>Imprint</footer></body>"""
    found = read_document(written(tmp_path, "plan.html", page.encode()))
    assert found.text == "Plan\n\n1. Ports open.\n\n2. Maps come.\n"
    assert found.notes == (
        "left out, as around the text of the page: “Home”; “Read more”; “See also”; “Imprint”",
        "left out, as struck through: “close”",
    )


def test_letters_that_a_font_draws_as_one_are_letters(tmp_path: Path) -> None:
    found = read_document(written(tmp_path, "plan.txt", "The ceaseﬁre is oﬀ on 12 km².".encode()))
    assert found.text == "The ceasefire is off on 12 km²."


def test_deep_nesting_is_read(tmp_path: Path) -> None:
    deep = "<div>" * 200 + "1. Forces leave." + "</div>" * 200
    assert "1. Forces leave." in page_text(deep)


def test_words_cut_at_line_ends_are_whole_and_empty_pages_are_noted(tmp_path: Path) -> None:
    made = pdf(["1. A withdrawal: the with-", "drawal of long-", "term guards."], [])
    found = read_document(written(tmp_path, "plan.pdf", made))
    assert "the withdrawal\nof long-\nterm" in found.text
    assert found.notes == ("no words on page 2",)


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * 300_000_000)
    return out.getvalue()


def broken_docx() -> bytes:
    whole = word(docx.Document())
    return whole[: len(whole) // 2]


def half_docx() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types")
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.txt", b"  \n ", "holds no words"),
        ("a.txt", b"%PDF-1.4", "it is a PDF file, not text"),
        ("a.html", b"", "no words in the page"),
        ("a.html", b"<p> </p>", "holds no words"),
        ("a.pdf", pdf([]), "pictures of pages and no words; run OCR"),
        ("a.pdf", encrypted(), "encrypted; save a copy without its password"),
        ("a.pdf", b"%PDF-1.4 nothing", "the PDF cannot be read"),
        ("a.pdf", pdf(PLAN)[:200], "the PDF cannot be read"),
        ("a.pdf", b"", "the PDF cannot be read"),
        ("a.docx", b"\xd0\xcf\x11\xe0 and more", "encrypted, or an old DOC"),
        ("a.docx", b"no archive", "the DOCX cannot be read"),
        ("a.docx", broken_docx(), "the DOCX cannot be read"),
        ("a.docx", half_docx(), "the DOCX cannot be read"),
        ("a.docx", zlib.compress(b"x"), "the DOCX cannot be read"),
        ("a.docx", bomb(), "unpacks to 300 MB"),
        ("a.docx", word(docx.Document()), "holds no words"),
    ],
)
def test_what_cannot_be_read_is_said_with_what_now(
    name: str, data: bytes, says: str, tmp_path: Path
) -> None:
    path = written(tmp_path, name, data)
    with pytest.raises(InputError, match=says) as error:
        read_document(path)
    assert str(error.value).startswith(str(path))
    assert "\n" not in str(error.value)


def test_another_kind_of_file_is_refused_with_those_that_are_known(tmp_path: Path) -> None:
    with pytest.raises(UnknownName, match=r"\.docx.*\.pdf"):
        read_document(written(tmp_path, "plan.odt", b"x"))


LEFT = (
    "1. Norland withdraws its forces from",
    "the strip within 90 days.",
    "2. Sudmark opens the harbour to all",
    "ships of Norland.",
)
RIGHT = (
    "3. Prisoners return to their home within",
    "two weeks.",
    "4. Gas flows again through the line",
    "at the price of 2030.",
)
WHOLE = (
    "Norland withdraws its forces from the strip within 90 days.",
    "Sudmark opens the harbour to all ships of Norland.",
    "Prisoners return to their home within two weeks.",
    "Gas flows again through the line at the price of 2030.",
)


def set_out(*pages: Sequence[tuple[int, int, str]]) -> bytes:
    """A PDF whose lines stand where they are set, in the order of the file."""
    shown = [[f"1 0 0 1 {x} {y} Tm ({words}" for x, y, words in page] for page in pages]
    # `pdf` closes each of its lines, and moves on; what is set out names its own place
    return pdf(*[["", *[f") Tj {line}" for line in page]] for page in shown])


def columns(order: str) -> list[tuple[int, int, str]]:
    left = [(60, 700 - 14 * n, line) for n, line in enumerate(LEFT)]
    right = [(330, 700 - 14 * n, line) for n, line in enumerate(RIGHT)]
    if order == "across":
        return [line for pair in zip(left, right, strict=True) for line in pair]
    return [*left, *right]


@pytest.mark.parametrize("order", ["across", "down"])
def test_two_columns_are_read_one_after_the_other(order: str, tmp_path: Path) -> None:
    head, foot = (60, 740, "Draft accord, restricted"), (300, 40, "- 1 -")
    made = set_out([head, *columns(order), foot])
    draft = cut("plan", read_document(written(tmp_path, "plan.pdf", made)).text)
    assert tuple(draft.parts[n].body for n in draft.points) == WHOLE


def test_a_table_of_two_columns_keeps_its_rows(tmp_path: Path) -> None:
    rows = ("Norland", "Sudmark", "Halmar", "Vesse")
    cells = [
        (x, 700 - 14 * n, words)
        for n, name in enumerate(rows)
        for x, words in ((60, name), (330, f"{n + 2} observers at the gate of the port"))
    ]
    found = read_document(written(tmp_path, "plan.pdf", set_out(cells))).text
    assert "Norland 2 observers at the gate of the port" in " ".join(found.split())


@pytest.mark.parametrize("pages", [2, 5])
def test_headers_and_footers_of_a_page_stand_in_no_point(pages: int, tmp_path: Path) -> None:
    made = set_out(
        *[
            [
                (60, 760, "Framework accord - draft of the mediator"),
                (60, 700, f"{n}. Norland returns the {n}th group of prisoners and"),
                (60, 686, "their goods to Sudmark"),
                (60, 672, "without delay."),
                (60, 40, "Restricted"),
                (300, 40, f"Page {n} of {pages}"),
            ]
            for n in range(1, pages + 1)
        ]
    )
    draft = cut("plan", read_document(written(tmp_path, "plan.pdf", made)).text)
    assert [draft.parts[n].body for n in draft.points] == [
        f"Norland returns the {n}th group of prisoners and their goods to Sudmark without delay."
        for n in range(1, pages + 1)
    ]


def test_an_encrypted_pdf_that_anybody_may_open_is_read(tmp_path: Path) -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(PLAN))))
    writer.encrypt("", "owner", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    assert PLAN[0] in read_document(written(tmp_path, "plan.pdf", out.getvalue())).text


def test_notes_at_the_foot_of_a_page_stand_in_no_point(tmp_path: Path) -> None:
    pages = [
        [
            (60, 700, f"{n}. Norland returns the prisoners of group {n} to the"),
            (60, 686, f"old harbour{n}."),
            (60, 80, f"{n} As set out in annex {n}, which remains in force until it is"),
            (60, 66, "replaced by another one."),
            (300, 40, str(n)),
        ]
        for n in (1, 2)
    ]
    draft = cut("plan", read_document(written(tmp_path, "plan.pdf", set_out(*pages))).text)
    assert [draft.parts[n].body for n in draft.points] == [
        f"Norland returns the prisoners of group {n} to the old harbour{n}." for n in (1, 2)
    ]


def test_a_line_that_begins_with_a_number_is_no_note_if_nothing_sends_to_it(
    tmp_path: Path,
) -> None:
    lines = ["1. Norland sends to the harbour of Halmar", "12 ships and their crews."]
    draft = cut("plan", read_document(written(tmp_path, "plan.pdf", pdf(lines))).text)
    assert [draft.parts[n].body for n in draft.points] == [
        "Norland sends to the harbour of Halmar 12 ships and their crews."
    ]


def test_marks_of_footnotes_in_a_pdf_stick_to_no_word(tmp_path: Path) -> None:
    page = (
        (12, 60, 700, "1. Norland leaves within 90 days of signature"),
        (7, 318, 704, "1"),
        (12, 322, 700, ", as agreed."),
        (12, 60, 680, "2. Monitors watch the ceasefire"),
        (7, 230, 684, "2"),
        (12, 234, 680, " on 12 km"),
        (7, 290, 684, "2"),
        (12, 294, 680, " of land."),
        (6, 60, 104, "1"),
        (10, 66, 100, "Of both parties."),
        (6, 60, 92, "2"),
        (10, 66, 88, "Of 2030, for 4 days."),
    )
    shown = (f"ET BT /F1 {size} Tf 1 0 0 1 {x} {y} Tm ({words}) Tj" for size, x, y, words in page)
    made = pdf([f") Tj {' '.join(shown)} ("])
    found = read_document(written(tmp_path, "plan.pdf", made))
    assert "¹, as agreed." in found.text
    draft = cut("plan", found.text)
    assert [part.body for part in draft.parts] == [
        "Norland leaves within 90 days of signature, as agreed.",
        "Monitors watch the ceasefire on 12 km 2 of land.",
    ]
    assert "".join(found.text[part.start : part.end] for part in draft.parts) == found.text


def test_a_raised_digit_of_a_page_sends_to_a_note() -> None:
    page = "<p>Guns leave after signature<sup>12</sup>.<p>40 km<sup>2</sup> on the 1<sup>st</sup>"
    assert page_text(page) == "Guns leave after signature¹².\n\n40 km2 on the 1st\n"
