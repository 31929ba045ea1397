"""HTML to text as it is read: a block a line, numbers of lists written out, no article sought."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import lxml.etree  # type: ignore[import-untyped]
import lxml.html  # type: ignore[import-untyped]

from detente.model.errors import InputError
from detente.reports.numerals import shown
from detente.reports.raised import as_raised

_STRUCK = ("del", "s", "strike")
# What is no text of the page, or no longer.
_GONE = frozenset(
    (
        *("script", "style", "head", "title", "noscript", "template", "nav", "button", "select"),
        *("option", "textarea", "svg", *_STRUCK),
    )
)
# A foot within one of these is one of the text.
_TEXTS = frozenset(("article", "main", "section", "blockquote"))
# So many stretches that are left out are told, and so many characters of each.
_MOST, _SHOWN = 5, 60
_BLOCKS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "body", "caption", "dd", "details", "div"),
        *("dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2"),
        *("h3", "h4", "h5", "h6", "header", "hr", "html", "li", "main"),
        *("ol", "p", "pre", "section", "summary", "table", "tbody", "tfoot", "thead"),
        *("tr", "ul"),
    )
)
# Blocks between which a page leaves room.
_APART = frozenset(("p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "table"))
_FORMS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman"}
_FORMS["I"] = "upperRoman"


def page_text(html: str) -> str:
    r"""Return the words of a page, each block on lines of its own.

    Errors: InputError if it is no page.

    >>> page_text("<h1>Plan</h1><ol><li>Forces leave.<li>Gas <b>flows</b>.</ol>")
    'Plan\n\n1. Forces leave.\n2. Gas flows.\n'
    """
    return _written(_parsed(html), _is_gone)


def document_text(html: str) -> tuple[str, tuple[str, ...]]:
    r"""Return the words of a page without what stands around its text, and notes on that.

    Errors: InputError if it is no page.

    >>> text, notes = document_text("<nav>Home</nav><p>Forces leave.<footer>Imprint</footer>")
    >>> text, notes
    ('Forces leave.\n', ('left out, as around the text of the page: “Home”; “Imprint”',))
    """
    root = _parsed(html)
    around = [one for one in root.iter() if _is_around(one) and not _lies_around(one)]
    struck = [element for element in root.iter(*_STRUCK) if _words(element)]
    told = dict.fromkeys(_shown(element) for element in around if _words(element))
    notes = [f"left out, as around the text of the page: {_listed(list(told))}"] if told else []
    if struck:
        notes.append(f"left out, as struck through: {_listed([_shown(one) for one in struck])}")
    return _written(root, lambda one: _is_gone(one) or _is_around(one)), tuple(notes)


def _parsed(html: str) -> Any:
    try:
        # as bytes: a text that declares its encoding is refused
        parser = lxml.html.HTMLParser(encoding="utf-8")
        return lxml.html.document_fromstring(html.encode(), parser=parser)
    except (lxml.etree.LxmlError, ValueError) as error:
        raise InputError("there are no words in the page; save its words as .txt") from error


def _written(root: Any, is_gone: Callable[[Any], bool]) -> str:
    page = _Page()
    for event, element in _events(root, is_gone):
        _WRITE[event](page, element)
    page.end_line()
    return "\n".join(page.lines).strip("\n") + "\n"


def _is_gone(element: Any) -> bool:
    return element.tag in _GONE


def _is_around(element: Any) -> bool:
    """Whether an element is a menu, a side note or the foot of its page, not of its text."""
    tag, role = element.tag, element.get("role") if isinstance(element.tag, str) else None
    if tag == "footer":
        return not any(above.tag in _TEXTS for above in element.iterancestors())
    return tag in ("nav", "aside") or role in ("navigation", "complementary", "contentinfo")


def _lies_around(element: Any) -> bool:
    """Whether it lies in such an element, and is told with it."""
    return any(map(_is_around, element.iterancestors()))


def _words(element: Any) -> str:
    return " ".join(" ".join(element.itertext()).split())


def _shown(element: Any) -> str:
    words = _words(element)
    return f"“{words}”" if len(words) <= _SHOWN else f"“{words[:_SHOWN].rstrip()}…”"


def _listed(shown: list[str]) -> str:
    more = f" and {len(shown) - _MOST} more" if len(shown) > _MOST else ""
    return f"{'; '.join(shown[:_MOST])}{more}"


def _events(root: Any, is_gone: Callable[[Any], bool]) -> Iterator[tuple[str, Any]]:
    """Yield where elements begin and end, and the words after those that hold none of the page.

    Without recursion: pages nest deeper than functions may call.
    """
    stack: list[tuple[str, Any]] = [("start", root)]
    while stack:
        event, element = stack.pop()
        if event == "end":
            yield event, element
        elif not isinstance(element.tag, str) or is_gone(element):
            yield "after", element
        else:
            yield event, element
            stack.append(("end", element))
            stack += [("start", child) for child in reversed(element)]


@dataclass(slots=True)
class _Page:
    """The lines written so far, the one that is being written, and what stands before items."""

    lines: list[str] = field(default_factory=list)
    now: list[str] = field(default_factory=list)
    labels: dict[Any, str] = field(default_factory=dict)
    as_typed: int = 0

    def start(self, element: Any) -> None:
        """Write what an element begins with."""
        tag = element.tag
        if tag in _BLOCKS and not (tag == "p" and self._is_only_label()):
            self.end_line(apart=_is_apart(element))
        if tag == "ol":
            self.labels |= _labels(element)
        if tag == "li":
            self.now.append(self.labels.get(element, "• "))
        if tag in ("td", "th") and "".join(self.now).strip():
            self.now.append(" ")
        if tag == "br":
            self.end_line()
        self.as_typed += tag == "pre"
        words = element.text
        if tag == "sup" and words:  # "signature¹", and not "signature1"
            words = as_raised(words.strip(), "".join(self.now))
        self._write(words)

    def end(self, element: Any) -> None:
        """Write what an element ends with, and the words after it."""
        self.as_typed -= element.tag == "pre"
        if element.tag in _BLOCKS:
            self.end_line(apart=_is_apart(element))
        self.after(element)

    def after(self, element: Any) -> None:
        """Write the words after an element."""
        self._write(element.tail)

    def end_line(self, *, apart: bool = False) -> None:
        """End the line that is being written, with an empty one after it if it stands apart."""
        line = " ".join("".join(self.now).split())
        self.now = []
        if line:
            self.lines.append(line)
        if apart and self.lines and self.lines[-1]:
            self.lines.append("")

    def _write(self, words: str | None) -> None:
        first, *more = (words or "").split("\n") if self.as_typed else [words or ""]
        self.now.append(first)
        for line in more:
            self.end_line()
            self.now.append(line)

    def _is_only_label(self) -> bool:
        """Whether a point begins whose words stand in a paragraph of their own."""
        return len("".join(self.now).split()) == 1


_WRITE = {"start": _Page.start, "end": _Page.end, "after": _Page.after}


def _is_apart(element: Any) -> bool:
    above = element.getparent()
    return element.tag in _APART and (above is None or above.tag != "li")


def _labels(numbered: Any) -> dict[Any, str]:
    """Return the numbers that a browser shows before the items of a list."""
    form = _FORMS.get(numbered.get("type", "1"), "decimal")
    value = _whole(numbered.get("start"), 1)
    found = {}
    for item in numbered:
        if item.tag == "li":
            value = _whole(item.get("value"), value)
            found[item] = f"{shown(value, form)}. "
            value += 1
    return found


def _whole(text: str | None, default: int) -> int:
    try:
        return int(text) if text is not None else default
    except ValueError:
        return default
