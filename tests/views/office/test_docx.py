"""Documents: a footnote for each sentence, a house's styles, no trace of who made them."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import docx
import pytest

from detente import flow
from detente.model.errors import InputError
from detente.reports.docx import docx_text
from detente.views.archive import unzipped, zipped
from detente.views.brief import FINDINGS
from detente.views.office.documents import brief_document, matrix_document, paper_document
from detente.views.office.docx import write_docx
from detente.views.office.printed import PAGE, height
from detente.views.office.written import Foot, Grid, Paragraph, Run, Written, feet, paragraph
from detente.views.papers.chronology import Within, chronology
from detente.views.papers.fragile import fragile
from detente.views.papers.pack import pack
from tests.views.sample import E_MET, E_SAID, SNAPSHOT

BRIEF = brief_document(SNAPSHOT, findings=flow.analyse(SNAPSHOT, FINDINGS))
MATRIX = matrix_document(SNAPSHOT)
PAPER = paper_document(chronology(SNAPSHOT, Within()))
DOCUMENT = "word/document.xml"
_NOTE = re.compile(r'<w:footnote w:id="(\d+)">.*?</w:footnote>', re.DOTALL)
_WORDS = re.compile(r"<w:t[^>]*>([^<]*)</w:t>")


def foot(number: int = 1, **fields: str) -> Foot:
    given = {"words": f"sentence {number}", "speaker": "Ada Lund", "outlet": "Harbour Wire"}
    return Foot(**given | fields, published=None, address=None, report="312e93d6762e")


def document(*blocks: Paragraph | Grid) -> Written:
    return Written(title="A paper", blocks=blocks)


def part(data: bytes, name: str) -> str:
    return unzipped(data)[name].decode()


def notes(data: bytes) -> list[str]:
    """The footnotes of a document, in order of their numbers."""
    made = _NOTE.finditer(part(data, "word/footnotes.xml"))
    return ["".join(_WORDS.findall(found[0])).strip() for found in made]


def template(*names: str) -> bytes:
    """A house's template: words, a header, and who wrote it."""
    made = docx.Document()
    made.add_paragraph("Words of the template itself.")
    made.sections[0].header.paragraphs[0].text = "Ministry of Tides"
    made.core_properties.author = "Ina Secret"
    made.styles["Title"].font.name = "House Serif"
    for name in names:
        made.styles.add_style(name, docx.enum.style.WD_STYLE_TYPE.PARAGRAPH).font.size = 123456
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


@pytest.mark.parametrize("written", [BRIEF, MATRIX, PAPER])
def test_each_sentence_has_one_footnote_and_each_footnote_is_cited(written: Written) -> None:
    data = write_docx(written)
    cited = re.findall(r'footnoteReference w:id="(\d+)"', part(data, "word/document.xml"))
    sentences = {r.foot.sentence for p in written.paragraphs() for r in p.runs if r.foot}
    assert cited == [str(n) for n in range(1, len(sentences) + 1)]
    assert len(notes(data)) == len(sentences) > 0


def test_a_footnote_says_words_speaker_outlet_date_address_digest_and_who_looked() -> None:
    [made] = feet((E_SAID,))
    assert made.text == (
        "“We will not leave the strip,” Ada Lund, in Harbour Wire, 1 Mar 2031, "
        "https://wire.example/2031-03-01, text 312e93d6762e (read by machine)."
    )
    assert made.text in notes(write_docx(document(Paragraph("line", (Run("said", foot=made),)))))


def test_a_translation_is_called_one_beside_its_words() -> None:
    assert foot(translated="a translation, as the report states").text.endswith(
        "text 312e93d6762e (a translation, as the report states)."
    )


def test_a_paper_for_others_names_no_command_of_the_program() -> None:
    many = replace(SNAPSHOT, contacts=tuple(replace(E_MET, id=f"{n:012x}") for n in range(30)))
    made = brief_document(many, findings=flow.analyse(many, FINDINGS))
    every = [brief_document(SNAPSHOT, findings=flow.analyse(SNAPSHOT, FINDINGS)), made, MATRIX]
    every += [PAPER, paper_document(fragile(SNAPSHOT, findings=()))]
    words = ["".join(run.text for run in p.runs) for one in every for p in one.paragraphs()]
    assert [said for said in words if re.search(r"\bdetente\b", said)] == []
    assert any(said.startswith("… and ") and said.endswith(", not shown") for said in words)


def test_a_sentence_cited_again_refers_to_its_footnote() -> None:
    lines = [Paragraph("line", (Run(foot=foot()),)) for _ in range(2)]
    data = write_docx(document(*lines))
    assert len(notes(data)) == 1
    assert part(data, "word/document.xml").count("NOTEREF _detente1") == 1


def test_of_two_who_said_the_same_words_each_has_a_footnote() -> None:
    said = [foot(1), foot(1, speaker="Ilse Marn"), foot(1)]
    data = write_docx(document(*(Paragraph("line", (Run(foot=one),)) for one in said)))
    told = notes(data)
    assert len(told) == 2
    assert "Ada Lund, in" in told[0]
    assert "Ilse Marn, in" in told[1]


def test_five_thousand_footnotes_are_all_there() -> None:
    lines = [Paragraph("line", (Run(f"line {n}"), Run(foot=foot(n)))) for n in range(5000)]
    found = notes(write_docx(document(*lines)))
    assert len(found) == 5000
    assert found[-1].startswith("“sentence 4999”")


def test_the_same_document_has_the_same_bytes_and_no_time_or_author() -> None:
    data = write_docx(BRIEF)
    assert data == write_docx(BRIEF)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {item.date_time[0] for item in archive.infolist()} == {1980}
        assert not [name for name in archive.namelist() if name.startswith("docProps")]


def test_every_part_is_whole_and_every_style_is_there() -> None:
    for written in (BRIEF, MATRIX, PAPER):
        read = docx.Document(io.BytesIO(write_docx(written)))
        ids = {style.style_id for style in read.styles}
        used = set(re.findall(r'<w:(?:p|r|tbl)Style w:val="([^"]+)"', read.element.xml))
        assert used <= ids
        assert read.paragraphs[0].text == written.title


def test_a_template_gives_styles_and_header_but_no_words_and_no_author() -> None:
    data = write_docx(BRIEF, template("Détente Line"))
    read = docx.Document(io.BytesIO(data))
    assert read.styles["Title"].font.name == "House Serif"
    assert read.styles["Détente Line"].font.size == docx.shared.Emu(120650)
    assert read.sections[0].header.paragraphs[0].text == "Ministry of Tides"
    everything = b"".join(unzipped(data).values())
    assert b"Ina Secret" not in everything
    assert b"Words of the template" not in everything


def test_a_template_with_footnotes_of_its_own_keeps_none_of_them() -> None:
    first = write_docx(document(Paragraph("line", (Run(foot=foot(7)),))))
    again = write_docx(document(Paragraph("line", (Run(foot=foot(8)),))), first)
    assert ["sentence 8" in note for note in notes(again)] == [True]


def test_a_template_that_is_no_docx_is_said_to_be_none() -> None:
    for data in (b"", b"plain text", b"%PDF-1.7", b"PK\x03\x04 cut short", b"\xd0\xcf\x11\xe0"):
        with pytest.raises(InputError, match="the template is"):
            write_docx(BRIEF, data)
    sheet = io.BytesIO()
    with zipfile.ZipFile(sheet, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    with pytest.raises(InputError, match="no DOCX that can be read") as told:
        write_docx(BRIEF, sheet.getvalue())
    assert "object" not in str(told.value)  # nothing of what is inside the program


def test_a_template_with_a_password_is_said_to_be_none_that_can_be_read() -> None:
    locked = bytearray(template())
    for mark, flag in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        for found in re.finditer(re.escape(mark), bytes(locked)):
            locked[found.start() + flag] |= 1
    with pytest.raises(InputError, match="no DOCX that can be read"):
        write_docx(BRIEF, bytes(locked))


def test_a_word_processors_own_template_is_one() -> None:
    files = unzipped(template("Détente Line"))
    types = files["[Content_Types].xml"].replace(b".document.main", b".template.main")
    assert types != files["[Content_Types].xml"]
    data = write_docx(PAPER, zipped({**files, "[Content_Types].xml": types}))
    assert b".template.main" not in unzipped(data)["[Content_Types].xml"]
    made = docx.Document(io.BytesIO(data))
    assert made.sections[0].header.paragraphs[0].text == "Ministry of Tides"
    assert "Words of the template itself." not in [p.text for p in made.paragraphs]


def test_words_that_look_like_markup_or_steer_stay_words() -> None:
    nasty = 'a</w:t><w:br/> & "b" \x07 \u202e \ufffe'
    data = write_docx(document(paragraph("line", nasty)))
    text, said = docx_text(data)
    assert '</w:t><w:br/> & "b" ␇ ⟨U+202E⟩' in text
    assert not said


def test_a_wide_document_lies_on_its_long_side() -> None:
    page = docx.Document(io.BytesIO(write_docx(MATRIX))).sections[0]
    assert MATRIX.wide
    assert page.page_width > page.page_height


def test_words_of_a_table_touch_no_line() -> None:
    tables = docx.Document(io.BytesIO(write_docx(MATRIX))).tables
    assert tables
    for table in tables:
        margins = re.findall(r'<w:(top|bottom) w:w="(\d+)"', table._tbl.tblPr.xml)
        assert {side for side, width in margins if int(width) > 0} == {"top", "bottom"}


def test_rows_stay_whole_unless_they_fill_a_page() -> None:
    short, long = "words", "many words " * 200
    grid = Grid(tuple(((paragraph("cell", said),),) for said in ("title", short, long)))
    rows = part(write_docx(document(grid)), DOCUMENT).split("<w:tr>")[1:]
    assert ["cantSplit" in row for row in rows] == [True, True, False]


def test_a_line_stays_with_what_stands_beneath_it() -> None:
    blocks = [made for made in BRIEF.blocks if isinstance(made, Paragraph)]
    above = [a for a, b in pairwise(blocks) if (a.role, b.role) == ("line", "under")]
    assert above
    assert all(one.leads for one in above)
    xml = part(write_docx(document(Paragraph("line", (Run("Norland"),), leads=True))), DOCUMENT)
    assert "<w:keepNext/>" in xml


def test_a_pack_that_was_cut_to_pages_keeps_to_them_with_its_footnotes() -> None:
    many = tuple(replace(E_MET, id=f"{n:012d}") for n in range(90))
    paper = pack(replace(SNAPSHOT, contacts=many), "Sudmark", pages=1)
    made = paper_document(paper)
    assert height(paper_document(replace(paper, pages=None))) > PAGE
    assert PAGE / 2 < height(made) <= PAGE
    told = " ".join(run.text for block in made.paragraphs() for run in block.runs)
    left = re.search(r"Cut to 1 page; left out: .*?Contacts, due and last: (\d+)", told)
    assert left is not None
    assert int(left[1]) + told.lower().count("talks of norland") == 90


def test_a_footnote_takes_its_room_once() -> None:
    run = Run("†", foot=foot())
    once = height(document(Paragraph("line", (run,))))
    twice = height(document(Paragraph("line", (run, run))))
    assert once == twice > height(document(paragraph("line", "†")))


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_it(tmp_path: Path) -> None:
    (tmp_path / "brief.docx").write_bytes(write_docx(BRIEF))
    home = f"-env:UserInstallation=file://{tmp_path / 'home'}"
    command = ["soffice", home, "--headless", "--convert-to", "txt:Text", "brief.docx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    assert "Where the talks stand on 6 Mar 2031" in (tmp_path / "brief.txt").read_text("utf-8-sig")
