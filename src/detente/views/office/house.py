"""The house that a DOCX is written in: a template's styles and page, ours where it has none."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.opc.exceptions import OpcError
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Cm

from detente.model.errors import InputError
from detente.views.archive import unzipped, zipped

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
# What of a template tells who wrote it, where and when, or what was said beside its text.
_TOLD = (
    *("core-properties", "extended-properties", "custom-properties", "thumbnail", "people"),
    *("comments", "commentsExtended", "commentsIds", "commentsExtensible", "footnotes"),
    *("endnotes", "attachedTemplate", "customXml", "glossaryDocument", "keyMapCustomizations"),
)
_TOLD_SETTINGS = ("attachedTemplate", "rsids", "docVars", "mailMerge", "footnotePr", "endnotePr")
# What the order of settings has after that of footnotes, as far as it comes first.
_AFTER_FOOTNOTES = ("compat", "rsids", "themeFontLang", "clrSchemeMapping", "shapeDefaults")
_MARGIN, _A4 = Cm(2.2), (Cm(21.0), Cm(29.7))
_TWIP = 635  # of the units that lengths have
# What a word processor's own template is called among the types of its parts, and what a document.
_TYPES = "[Content_Types].xml"
_OF_TEMPLATE, _OF_DOCUMENT = b"wordprocessingml.template.main", b"wordprocessingml.document.main"
_NO_TEMPLATE = (
    "the template is no DOCX that can be read; give a .docx or .dotx file, saved by a word "
    "processor"
)
# What a file raises that is none, is damaged, or has a password (RuntimeError).
_OF_NO_TEMPLATE = (
    *(OpcError, zipfile.BadZipFile, zlib.error, LookupError, ValueError, OSError),
    *(RuntimeError, SyntaxError, AttributeError, TypeError),
)


@dataclass(frozen=True, slots=True)
class Look:
    """A style: its name, as templates call it, and what it is where they have none."""

    name: str
    kind: str
    form: str


_INDENT = '<w:ind w:left="{left}" w:hanging="284"/>'
LOOKS: Mapping[str, Look] = {
    "title": Look("Title", "paragraph", '<w:rPr><w:b/><w:sz w:val="36"/></w:rPr>'),
    "about": Look("Détente About", "paragraph", '<w:pPr><w:spacing w:after="80"/></w:pPr>'),
    "heading": Look(
        "heading 1",
        "paragraph",
        '<w:pPr><w:keepNext/><w:spacing w:before="240" w:after="80"/><w:outlineLvl w:val="0"/>'
        '</w:pPr><w:rPr><w:b/><w:sz w:val="26"/></w:rPr>',
    ),
    "subheading": Look(
        "heading 2",
        "paragraph",
        '<w:pPr><w:keepNext/><w:spacing w:before="120" w:after="60"/><w:outlineLvl w:val="1"/>'
        '</w:pPr><w:rPr><w:b/><w:sz w:val="22"/></w:rPr>',
    ),
    "line": Look(
        "Détente Line",
        "paragraph",
        f'<w:pPr><w:spacing w:after="60"/>{_INDENT.format(left=284)}</w:pPr>',
    ),
    "under": Look(
        "Détente Line 2",
        "paragraph",
        f'<w:pPr><w:spacing w:after="60"/>{_INDENT.format(left=710)}</w:pPr>',
    ),
    "cell": Look(
        "Détente Cell",
        "paragraph",
        '<w:pPr><w:spacing w:after="40"/></w:pPr><w:rPr><w:sz w:val="18"/></w:rPr>',
    ),
    "column": Look(
        "Détente Column",
        "paragraph",
        '<w:pPr><w:keepNext/></w:pPr><w:rPr><w:b/><w:sz w:val="18"/></w:rPr>',
    ),
    "basis": Look(
        "Détente Basis",
        "paragraph",
        '<w:pPr><w:spacing w:after="40"/></w:pPr><w:rPr><w:sz w:val="18"/></w:rPr>',
    ),
    "note": Look(
        "footnote text",
        "paragraph",
        '<w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr>'
        '<w:rPr><w:sz w:val="16"/></w:rPr>',
    ),
    "mark": Look(
        "footnote reference", "character", '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
    ),
    "table": Look(
        "Table Grid",
        "table",
        "<w:tblPr><w:tblBorders>"
        + "".join(
            f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
            for side in ("top", "left", "bottom", "right", "insideH", "insideV")
        )
        + "</w:tblBorders></w:tblPr>",
    ),
}


@dataclass(frozen=True, slots=True)
class Styles:
    """Ids of the styles by what they are for, and how wide the text is, in twentieths of a point.

    Ids differ from template to template; names are what users see and set.
    """

    ids: Mapping[str, str]
    room: int


@dataclass(frozen=True, slots=True)
class House:
    """An empty document with its styles."""

    document: Document
    styles: Styles

    def fill(self, body: Any, footnotes: bytes) -> None:
        """Put paragraphs and tables in, before the page's set-up, and the footnotes beside."""
        page = self.document.element.body.sectPr
        for element in list(body):
            page.addprevious(element)
        main = self.document.part
        name = PackURI("/word/footnotes.xml")
        part = Part(name, _FOOTNOTES, footnotes, main.package)
        main.relate_to(part, f"{_RELATIONS}/footnotes")
        _declare_footnotes(self.document.settings.element)

    def saved(self) -> bytes:
        """Return the file, the same bytes for the same content."""
        out = io.BytesIO()
        self.document.save(out)
        return zipped(unzipped(out.getvalue()))


def open_house(template: bytes | None, *, wide: bool) -> House:
    """Return an empty document in a template's house, or ours. Errors: InputError."""
    document = docx.Document() if template is None else _opened(template)
    _forget(document)
    if template is None:
        _set_up(document)
    section = document.sections[-1]
    width, height = section.page_width, section.page_height
    if wide and width and height and width < height:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = height, width
    room = (section.page_width or _A4[0]) - (section.left_margin or 0)
    room -= section.right_margin or 0
    return House(document, Styles(_ids(document), int(room) // _TWIP))


def _opened(template: bytes) -> Document:
    if template.startswith(b"\xd0\xcf\x11\xe0"):
        raise InputError(
            "the template is encrypted, or an old DOC; save it as DOCX without password"
        )
    try:
        document = docx.Document(io.BytesIO(_as_document(template)))
        body = document.element.body
        for element in list(body):
            if element.tag != qn("w:sectPr"):
                body.remove(element)
        if body.sectPr is None:
            body.get_or_add_sectPr()
        document.styles.element  # noqa: B018  (a file without styles is found out here)
    except _OF_NO_TEMPLATE as error:
        raise InputError(_NO_TEMPLATE) from error
    return document


def _as_document(template: bytes) -> bytes:
    """Return a word processor's own template (DOTX) as a document; anything else as it is."""
    files = unzipped(template)
    types = files.get(_TYPES, b"")
    if _OF_TEMPLATE not in types:
        return template
    return zipped({**files, _TYPES: types.replace(_OF_TEMPLATE, _OF_DOCUMENT)})


def _forget(document: Document) -> None:
    """Leave out who made the template, where and when, and what stands beside its text."""
    main = document.part
    for relations in (main.package.rels, main.rels):
        for key in [k for k, r in relations.items() if r.reltype.rsplit("/", 1)[-1] in _TOLD]:
            del relations[key]
    settings = document.settings
    for name in _TOLD_SETTINGS:
        for element in settings.element.findall(qn(f"w:{name}")):
            settings.element.remove(element)
    part = main._settings_part  # the public one has no way to its relations
    for key in [k for k, r in part.rels.items() if r.reltype.rsplit("/", 1)[-1] in _TOLD]:
        del part.rels[key]


def _set_up(document: Document) -> None:
    """Give the page of our own house its size, margins and numbers."""
    section = document.sections[0]
    section.page_width, section.page_height = _A4
    section.left_margin = section.right_margin = _MARGIN
    section.top_margin = section.bottom_margin = _MARGIN
    line = section.footer.paragraphs[0]._p
    number = f'<w:fldSimple {_W} w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    line.append(parse_xml(number))
    styles = document.styles.element
    for name in ("Title", "Heading1", "Heading2"):  # plain black, whatever the library's look
        found = next((s for s in styles if s.get(qn("w:styleId")) == name), None)
        if found is not None:
            styles.remove(found)


def _ids(document: Document) -> dict[str, str]:
    """Return the ids of the styles; those that the document lacks are added to it."""
    styles = document.styles.element
    by_name = {}
    for style in styles.findall(qn("w:style")):
        name = style.find(qn("w:name"))
        if name is not None:
            kind = style.get(qn("w:type"))
            by_name[kind, name.get(qn("w:val")).casefold()] = style.get(qn("w:styleId"))
    taken = set(by_name.values())
    ids = {}
    for role, look in LOOKS.items():
        id_ = by_name.get((look.kind, look.name.casefold()))
        if id_ is None:
            id_ = _free(look.name, taken)
            taken.add(id_)
            styles.append(parse_xml(_style(look, id_, by_name)))
        ids[role] = id_
    return ids


def _style(look: Look, id_: str, by_name: Mapping[tuple[str, str], str]) -> str:
    base = by_name.get((look.kind, "normal" if look.kind == "paragraph" else "normal table"))
    based = f'<w:basedOn w:val="{base}"/>' if base and look.kind != "character" else ""
    own = ' w:customStyle="1"' if look.name.startswith("Détente") else ""
    return (
        f'<w:style {_W} w:type="{look.kind}"{own} w:styleId="{id_}"><w:name w:val="{look.name}"/>'
        f'{based}<w:uiPriority w:val="99"/><w:qFormat/>{look.form}</w:style>'
    )


def _free(name: str, taken: Iterable[str]) -> str:
    """Return an id for a style's name that no other style has."""
    words = name.replace("é", "e").split()
    id_ = "".join(word[0].upper() + word[1:] for word in words)
    while id_ in set(taken):
        id_ += "0"
    return id_


def _declare_footnotes(settings: Any) -> None:
    """Say in the settings which footnotes are the lines that separate them from the text."""
    ids = "".join(f'<w:footnote w:id="{id_}"/>' for id_ in ("-1", "0"))
    made = parse_xml(f"<w:footnotePr {_W}>{ids}</w:footnotePr>")
    after = {qn(f"w:{name}") for name in _AFTER_FOOTNOTES}
    after.add("{http://schemas.openxmlformats.org/officeDocument/2006/math}mathPr")
    place = next((element for element in settings if element.tag in after), None)
    if place is None:
        settings.append(made)
    else:
        place.addprevious(made)
