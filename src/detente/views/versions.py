"""The drafts of a record and those known from reports, by proposal: text and JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from detente.model.codec import plain
from detente.model.errors import UnknownName
from detente.model.text import Mark
from detente.model.versions import KIND_WORDS, Descent, Lineage, Mention, Node, Told, Version
from detente.views.brackets import brackets_of
from detente.views.comparison import label
from detente.views.escape import json_text, one_line
from detente.views.layout import shorten, wrap
from detente.views.phrases import date_text, left_out_text, many, quote
from detente.views.terms import terms_text

_QUOTED = 110
BASIS_WORDS = {
    "desk": "says the desk",
    "reports": "say reports",
    "order": "by its day; nobody says so",
    "entered": "entered after it, without a day; nobody says so",
}


def show_lineage(
    lineage: Lineage,
    *,
    format: str = "text",  # noqa: A002
    up_to: Mark = "public",
) -> str:
    """Return drafts and where each came from as text or json."""
    if format not in FORMATS:
        raise UnknownName("format", format, FORMATS)
    return FORMATS[format](lineage, up_to)


def _text(lineage: Lineage, up_to: Mark) -> str:
    names = {node.id: _name(node) for node in lineage.nodes}
    lines: list[str] = []
    kept = [node for node in lineage.nodes if node.version is not None]
    families = _families(kept, lineage.links)
    for number, family in enumerate(families, 1):
        proposals = _by_proposal(family)
        if len(families) > 1:
            chain = f": {', '.join(names[n.id] for n in family)}" if len(proposals) > 1 else ""
            lines += [*wrap(f"Lineage {number} of {len(families)}{chain}", rest="  "), ""]
        for proposal, own in proposals.items():
            lines += [one_line(proposal)]
            lines += [row for node in own for row in _kept(node, lineage.links, names)]
            lines.append("")
    alone = [node for node in lineage.nodes if node.version is None]
    if alone:
        lines += ["Known from reports alone"]
        lines += [row for node in alone for row in _alone(node, lineage.links, names)]
        lines.append("")
    if not lineage.nodes:
        lines += [*wrap("No drafts yet; add one with 'detente draft add'."), ""]
    lines.append(left_out_text(lineage.left_out, up_to, "draft"))
    return "\n".join(lines) + "\n"


def _families(kept: Sequence[Node], links: Iterable[Descent]) -> list[list[Node]]:
    """Return drafts by lineage: those that were made from one another, or are of one proposal."""
    family = {node.id: n for n, node in enumerate(kept)}
    first = {node.version.proposal: node.id for node in reversed(kept) if node.version}
    ties = [(node.id, first[node.version.proposal]) for node in kept if node.version]
    for one, other in [*ties, *((link.earlier, link.later) for link in links)]:
        if one in family and other in family:
            low, high = sorted((family[one], family[other]))
            family = {key: low if number == high else number for key, number in family.items()}
    found: dict[int, list[Node]] = {}
    for node in kept:
        found.setdefault(family[node.id], []).append(node)
    return list(found.values())


def _by_proposal(nodes: Iterable[Node]) -> dict[str, list[Node]]:
    found: dict[str, list[Node]] = {}
    for node in nodes:
        if node.version is not None:
            found.setdefault(node.version.proposal, []).append(node)
    return found


def _kept(node: Node, links: Iterable[Descent], names: dict[str, str]) -> Iterable[str]:
    version = node.version
    assert version is not None  # noqa: S101  (chosen so)
    yield from wrap(_version(version, node), first="  ", rest="      ")
    for note in node.draft.notes if node.draft else ():
        yield from wrap(f"note: {note}", first="      ", rest="        ")
    yield from _linked(node.id, links, names)
    yield from _terms(node)
    for told in node.told:
        words = f"reports tell of it, by points and day (an inference), as {_told(told)}"
        yield from wrap(words, first="      ", rest="        ")
    yield from _mentions(node)


def version_values(version: Version) -> dict[str, Any]:
    """Return a draft as plain values, but for who added it: that stays at the desk."""
    return {key: value for key, value in plain(version).items() if key != "by"}


def _version(version: Version, node: Node) -> str:
    draft = node.draft
    assert draft is not None  # noqa: S101  (as above)
    top, every = len(draft.top), len(draft.points) - len(draft.chapters)
    points = many(top, "point") + (f" ({every} with those within)" if every != top else "")
    open_ = brackets_of(draft)
    mark = "" if version.mark == "public" else version.mark
    parts = [
        version.label,
        date_text(version.dated),
        version.proponent,
        points,
        many(open_, "bracket") if open_ else "",
        version.file,
        mark,
    ]
    return f"{', '.join(filter(None, parts))} [{version.id[:8]}]"


def _alone(node: Node, links: Iterable[Descent], names: dict[str, str]) -> Iterable[str]:
    (told,) = node.told
    yield from wrap(_told(told), first="  ", rest="      ")
    yield from _linked(node.id, links, names)
    yield from _mentions(node)


def _told(told: Told) -> str:
    counts = " or ".join(str(number) for number in told.counts)
    parts = [
        f"{'' if told.sure else 'possible: '}{quote(told.name)}",
        f"{counts} points" if counts else "",
        ", ".join(told.proponents),
        f"first told of on {date_text(told.first)}",
        " and ".join(told.outlets[:3]),
    ]
    return f"{', '.join(filter(None, parts))} [{told.entry[:8]}]"


def _linked(id_: str, links: Iterable[Descent], names: dict[str, str]) -> Iterable[str]:
    for link in links:
        if link.later == id_:
            entries = "".join(f" [{key[:8]}]" for key in link.entries)
            basis = BASIS_WORDS[link.basis]
            words = f"{KIND_WORDS[link.kind]} {names[link.earlier]} ({basis}){entries}"
            yield from wrap(words, first="      ", rest="        ")


def _terms(node: Node) -> Iterable[str]:
    said = terms_of(node)
    if said:
        yield from wrap(
            f"of a ceasefire it {said} (an inference)", first="      ", rest="        "
        )


def terms_of(node: Node) -> str:
    """Return the terms of a ceasefire that a draft sets, with its points, "" for none."""
    if node.draft is None:
        return ""
    labels = [label(node.draft, n) for n in range(len(node.draft.parts))]
    return terms_text(node.terms, labels)


def _mentions(node: Node) -> Iterable[str]:
    for mention in node.mentions:
        words = f"{_where(node, mention)}: {quote(shorten(mention.words, _QUOTED))}"
        yield from wrap(f"{words} [{mention.entry[:8]}]", first="      ", rest="        ")


def _where(node: Node, mention: Mention) -> str:
    if node.draft is not None and mention.parts:
        draft = node.draft
        points = ", ".join(label(draft, part) for part in mention.parts)
        return f"told of point {points} (an inference)"
    return f"told of point {', '.join(mention.numbers)}" if mention.numbers else "told of it"


def _name(node: Node) -> str:
    return node.version.name if node.version else quote(node.told[0].name)


def _json(lineage: Lineage, up_to: Mark) -> str:
    return json_text(
        {
            "drafts": [_node_json(node) for node in lineage.nodes],
            "links": plain(lineage.links),
            "up_to": up_to,
            "left_out": lineage.left_out,
        }
    )


def _node_json(node: Node) -> dict[str, Any]:
    return {
        "id": node.id,
        "known_from_reports": node.version is None,
        "version": version_values(node.version) if node.version else None,
        "points": None if node.draft is None else len(node.draft.top),
        "brackets": None if node.draft is None else brackets_of(node.draft),
        "told": plain(node.told),
        "mentions": plain(node.mentions),
        "ceasefire": {one.term: list(one.parts) for one in node.terms},
        "notes": list(node.draft.notes) if node.draft else [],
    }


FORMATS: dict[str, Callable[[Lineage, Mark], str]] = {"text": _text, "json": _json}
