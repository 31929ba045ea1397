"""Words of reports made harmless where they are shown: terminal, HTML, CSV, Markdown, JSON.

Nothing is dropped: what could steer a terminal or turn a line round is shown as what it is.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import chain

# C0 without tab and newline, DEL, C1, and the characters that reorder a line (Unicode 16, UAX #9),
# which can make a quotation read as its opposite ("Trojan Source", Boucher & Anderson 2021).
_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_HARMFUL = re.compile(f"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029{_BIDI}]")
_UNSAFE_IN_JSON = re.compile(f"[\x7f-\x9f\u2028\u2029{_BIDI}]")
_BLANKS = re.compile(r"\s+")
# Spreadsheets take a cell that begins with one of these for a formula, also after blanks and in
# full-width form (OWASP, "CSV Injection").
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠\t\r\n]")
_FIRST_WIDE = "\u1100"  # no character before it takes two columns (Unicode 16, UAX #11)
# Nor does any between these: the quotation marks, dashes and dots of a usual text are among them.
_PERHAPS_WIDE = re.compile("[\u1100-\u1fff\u2065-\U0010ffff]")
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>|~#&])")


def visible(text: str) -> str:
    r"""Return the text with control and reordering characters shown as what they are.

    >>> visible("a\x1b[31mb\u202ec")
    'a␛[31mb⟨U+202E⟩c'
    """
    return _HARMFUL.sub(_shown, text)


def terminal(text: str) -> str:
    """Return text that cannot steer a terminal; newlines stay, tabs become blanks."""
    return visible(text).replace("\t", "    ")


def one_line(text: str) -> str:
    """Return the text on one line, each run of blanks and newlines one blank, trimmed."""
    return visible(_BLANKS.sub(" ", text).strip())


def csv_cell(text: str) -> str:
    """Return text that no spreadsheet takes for a formula: an apostrophe goes before such a cell.

    >>> csv_cell("=SUM(A1)"), csv_cell("40 percent")
    ("'=SUM(A1)", '40 percent')
    """
    shown = visible(text)
    return f"'{shown}" if _FORMULA.match(text) else shown


def markdown(text: str) -> str:
    r"""Return text on one line whose characters mean nothing to Markdown or HTML.

    >>> markdown("*no* <b>")
    '\\*no\\* \\<b\\>'
    """
    return _MARKDOWN.sub(r"\\\1", one_line(text))


def json_text(value: object) -> str:
    """Return a value as indented JSON, keys in their order, safe to print; ends with a newline."""
    return _safe_json(json.dumps(value, ensure_ascii=False, indent=2))


def json_line(value: object) -> str:
    """Return a value as JSON on one line, safe to print; ends with a newline."""
    return _safe_json(json.dumps(value, ensure_ascii=False))


def json_pieces(value: object, *, indented: bool = True) -> Iterator[str]:
    r"""Yield what `json_text` returns of a value, piece by piece.

    value: A list in it, or in an object of it, that is given as an iterator is never whole in
    memory. indented: Where not, all is one line of ASCII, which no word of a text can end.

    >>> "".join(json_pieces({"a": iter([1, {"b": iter([2])}])})) == json_text(
    ...     {"a": [1, {"b": [2]}]}
    ... )
    True
    >>> "".join(json_pieces({"a": iter(["é", {"b": iter([])}])}, indented=False))
    '{"a": ["\\u00e9", {"b": []}]}\n'
    """
    yield from _pieces(value, "\n" if indented else "")
    yield "\n"


def _pieces(value: object, line: str) -> Iterator[str]:
    """Yield a value as it stands within another. line: What a line begins with there, if any."""
    within = f"{line}  " if line else ""
    if isinstance(value, Iterator):
        yield from _listed(("[", "]"), (_pieces(one, within) for one in value), line)
    elif isinstance(value, dict) and any(isinstance(one, Iterator) for one in value.values()):
        fields = (chain([f"{json.dumps(k)}: "], _pieces(v, within)) for k, v in value.items())
        yield from _listed(("{", "}"), fields, line)
    elif line:
        yield json_text(value).rstrip("\n").replace("\n", line)
    else:
        yield json.dumps(value)


def _listed(brackets: tuple[str, str], parts: Iterable[Iterable[str]], line: str) -> Iterator[str]:
    begins, ends = brackets
    within = f"{line}  " if line else ""
    before = f"{begins}{within}"
    for part in parts:
        yield before
        yield from part
        before = f",{within}" if line else ", "
    yield f"{line}{ends}" if before[0] == "," else f"{begins}{ends}"


def width(text: str) -> int:
    """Return how many columns the text takes at most: two for a wide character, one for others.

    >>> width("Détente"), width("東京")
    (7, 4)
    """
    if text.isascii() or not _PERHAPS_WIDE.search(text):
        return len(text)
    wide = [c for c in text if c >= _FIRST_WIDE and unicodedata.east_asian_width(c) in "WF"]
    return len(text) + len(wide)


def _safe_json(dumped: str) -> str:
    return _UNSAFE_IN_JSON.sub(lambda match: f"\\u{ord(match[0]):04x}", dumped) + "\n"


def _shown(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < ord(" "):
        return chr(0x2400 + code)  # the picture of the control character
    return "␡" if code == ord("\x7f") else f"⟨U+{code:04X}⟩"
