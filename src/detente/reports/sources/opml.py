"""Lists of sources as OPML, the form in which readers of feeds exchange them. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any, get_args
from xml.sax.saxutils import quoteattr

from detente.model.errors import InputError
from detente.model.sources import EVERY, Trouble, Watched, make_watched, without_login
from detente.model.text import Mark
from detente.reports.safexml import children, parse_xml
from detente.reports.sources.asking import is_web
from detente.reports.sources.kinds import guess_kind, kinds
from detente.reports.wording import line

# Ours beside what every reader of feeds knows; others pass over attributes with a colon.
_OURS = "https://detente.invalid/opml"
_MOST = 5_000
_DEEPEST = 20
_SEPARATOR = "; "


def write_opml(sources: Sequence[Watched], title: str = "Sources") -> bytes:
    """Return sources as OPML 2.0; those of this machine too, for another record of it."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<opml version="2.0" xmlns:detente="{_OURS}">',
        f"  <head><title>{_escaped(title)}</title></head>",
        "  <body>",
        *(f"    <outline {' '.join(_attributes(one))}/>" for one in sources),
        "  </body>",
        "</opml>",
        "",
    ]
    return "\n".join(lines).encode("utf-8", "xmlcharrefreplace")


def read_opml(data: bytes) -> tuple[Watched | Trouble, ...]:
    """Return the sources of a list, each once, in order; what cannot be followed as a trouble.

    Only addresses of the web are taken from a list that names no kind: a list from elsewhere
    does not make us read files of this machine.

    Errors: InputError if it is no OPML.
    """
    root = parse_xml(data, "the list")
    if not str(root.tag).lower().endswith("opml"):
        raise InputError("the list is XML but no OPML; export it anew from your reader of feeds")
    found: dict[str, Watched | Trouble] = {}
    for number, outline in enumerate(_outlines(root), 1):
        if number > _MOST:
            found["most"] = Trouble("the list", f"only its first {_MOST} entries were read")
            break
        one = _watched(outline, number)
        if one is not None:
            found.setdefault(one.id if isinstance(one, Watched) else one.where, one)
    return tuple(found.values())


def _attributes(source: Watched) -> Iterator[str]:
    address = without_login(source.address)  # a list goes to others
    name = source.name or address
    said = {
        "type": "rss" if source.kind == "feed" else "link",
        "text": name,
        "title": name,
        ("xmlUrl" if source.kind == "feed" else "url"): address,
        "detente:kind": source.kind,
        "detente:name": source.name,
        "detente:every": str(int(source.every.total_seconds())),
        "detente:mark": source.mark,
        "detente:words": _SEPARATOR.join(source.words),
        "detente:parties": _SEPARATOR.join(source.parties),
        "detente:pattern": source.pattern or "",
        "detente:paused": "yes" if source.paused else "",
    }
    for key, value in said.items():
        if value:
            yield f"{key}={quoteattr(_plain(value))}"


def _outlines(root: Any) -> Iterator[Any]:
    stack = [(body, 0) for body in children(root, "body")]
    while stack:
        element, depth = stack.pop()
        inner = list(children(element, "outline"))
        if depth:
            yield element
        if depth < _DEEPEST:
            stack += [(one, depth + 1) for one in reversed(inner)]


def _watched(outline: Any, number: int) -> Watched | Trouble | None:
    said = {_key(name): value for name, value in outline.attrib.items()}
    address = (said.get("xmlurl") or said.get("url") or "").strip()
    if not address:
        return None  # a heading
    kind = said.get("our kind") or ("feed" if said.get("xmlurl") else guess_kind(address))
    where = f"the list, entry {number}"
    if kind not in kinds():
        return Trouble(where, f"{address}: kind of source {kind!r} is not known; it was left out")
    if not is_web(address) and "our kind" not in said:
        return Trouble(
            where, f"{address} is no address of the web; add it by hand if you trust it"
        )
    mark = said.get("our mark", "public")
    try:
        return make_watched(
            kind,
            address,
            name=said.get("our name") or ("" if "our kind" in said else _name(said, address)),
            every=dt.timedelta(seconds=float(said.get("our every") or EVERY.total_seconds())),
            mark=_mark(mark),
            words=_several(said.get("our words")),
            parties=_several(said.get("our parties")),
            pattern=said.get("our pattern") or None,
            paused=said.get("our paused") == "yes",
        )
    except (InputError, ValueError, OverflowError) as error:
        return Trouble(where, f"{address}: {error}")


def _mark(mark: str) -> Mark:
    for known in get_args(Mark):
        if mark == known:
            return known  # type: ignore[no-any-return]
    raise InputError(f"mark {mark!r} is not known; choose one of {', '.join(get_args(Mark))}")


def _key(name: str) -> str:
    """An attribute's name in small letters, ours told apart from those of others."""
    space, _, bare = name.rpartition("}")
    return f"our {bare}" if space == f"{{{_OURS}" else name.lower()


def _name(said: dict[str, str], address: str) -> str:
    name = line(said.get("title") or said.get("text")) or ""
    return "" if name == address else name


def _several(joined: str | None) -> tuple[str, ...]:
    return tuple(part.strip() for part in (joined or "").split(_SEPARATOR.strip()) if part.strip())


def _plain(value: str) -> str:
    """What XML may hold: no control characters, no halves of characters."""
    return "".join(c for c in value if c >= " " and not "\ud800" <= c <= "\udfff")


def _escaped(text: str) -> str:
    return _plain(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
