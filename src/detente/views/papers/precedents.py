"""Precedents: comparable provisions of a user's own agreements, point by point."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass

from detente.model.errors import UnknownName
from detente.views.escape import json_text, markdown
from detente.views.layout import COLUMNS, wrap
from detente.views.pages import page
from detente.views.phrases import many, quote

CAVEATS = (
    "Which provisions are comparable is told by their words, mechanisms and issues: an inference. "
    "Likeness is the chance that both would be one point of a draft, no measure of legal force; "
    "first stands what is most alike in words and in what it shares, taken together.",
)
NONE = "no comparable provision found"


@dataclass(frozen=True, slots=True, kw_only=True)
class PrecedentProvision:
    """A provision of the library.

    text: Its file, by its path in the library. draft: Digest of that text. label: As the text
    numbers it. start: Where it begins. likeness: 0 to 1. mechanisms, issues: Those that it shares
    with the point. common: Telling words that both have.
    """

    text: str
    draft: str
    label: str
    words: str
    start: int
    likeness: float
    mechanisms: tuple[str, ...]
    issues: tuple[str, ...]
    common: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PrecedentPoint:
    """A point of the text that was asked about, and the provisions comparable to it."""

    label: str
    words: str
    mechanisms: tuple[str, ...]
    issues: tuple[str, ...]
    provisions: tuple[PrecedentProvision, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Precedents:
    """Precedents for a text. asked: Its name. texts, provisions: How many were looked through.

    notes: Files that could not be used, each with the reason.
    """

    asked: str
    texts: int
    provisions: int
    points: tuple[PrecedentPoint, ...]
    notes: tuple[str, ...] = ()
    by_meaning: bool = False


def show_precedents(
    found: Precedents,
    *,
    format: str = "text",  # noqa: A002
) -> str:
    """Return precedents as text, md, html or json."""
    if format not in FORMATS:
        raise UnknownName("format", format, FORMATS)
    return FORMATS[format](found)


def title_text(found: Precedents) -> str:
    """Return the title: of which text."""
    return f"Precedents for {found.asked}"


def about_text(found: Precedents) -> str:
    """Return how much was looked through, and how."""
    return (
        f"{many(found.provisions, 'provision')} of {many(found.texts, 'text')} looked through, by "
        f"{'words and meaning' if found.by_meaning else 'words alone'}."
    )


def shared_text(mechanisms: tuple[str, ...], issues: tuple[str, ...]) -> str:
    """Return mechanisms and issues in words, "" for none."""
    said = (
        f"mechanism: {', '.join(mechanisms)}" if mechanisms else "",
        f"issue: {', '.join(issues)}" if issues else "",
    )
    return "; ".join(filter(None, said))


def source_text(one: PrecedentProvision) -> str:
    """Return where a provision stands, how like it is, and why it is held to be comparable."""
    return f"{one.text}, {one.label}; likeness {one.likeness:.2f}; {why_text(one)}"


def why_text(one: PrecedentProvision) -> str:
    """Return what a provision shares with the point: mechanism, issue, telling words.

    Words that are alike in meaning only are in no common list: then the meaning is named.
    """
    shared = shared_text(one.mechanisms, one.issues)
    words = f"words: {', '.join(one.common)}" if one.common else ""
    return "; ".join(filter(None, (shared, words))) or "by its meaning alone"


def _text(found: Precedents) -> str:
    lines = [*wrap(title_text(found)), *wrap(about_text(found))]
    for point in found.points:
        by = shared_text(point.mechanisms, point.issues)
        lines += ["", "─" * COLUMNS, *wrap(f"{point.label}  {point.words}")]
        lines += wrap(by, first="   ", rest="   ") if by else ()
        for one in point.provisions:
            lines += wrap(f"{quote(one.words)} [{source_text(one)}]", first=" - ", rest="   ")
        if not point.provisions:
            lines.append(f"   {NONE}")
    lines += ["", *(line for said in CAVEATS for line in wrap(said))]
    lines += [line for note in found.notes for line in wrap(f"note: {note}", rest="  ")]
    return "\n".join(lines) + "\n"


def _markdown(found: Precedents) -> str:
    lines = [f"# {markdown(title_text(found))}", "", markdown(about_text(found)), ""]
    for point in found.points:
        by = shared_text(point.mechanisms, point.issues)
        lines += [f"## {markdown(f'{point.label}  {point.words}')}", ""]
        lines += [f"*{markdown(by)}*", ""] if by else []
        lines += [
            f"- {markdown(quote(one.words))} ({markdown(source_text(one))})"
            for one in point.provisions
        ]
        lines += [NONE] if not point.provisions else []
        lines.append("")
    lines += [*map(markdown, CAVEATS), ""]
    return "\n".join([*lines, *(f"- note: {markdown(note)}" for note in found.notes), ""])


def _html(found: Precedents) -> str:
    return page(
        "precedents.html",
        styles=("readouts",),
        title=title_text(found),
        about=about_text(found),
        points=[
            {
                "head": f"{point.label}  {point.words}",
                "by": shared_text(point.mechanisms, point.issues),
                "provisions": [
                    {"words": quote(one.words), "source": source_text(one)}
                    for one in point.provisions
                ],
            }
            for point in found.points
        ],
        nothing=NONE,
        foot=[*CAVEATS, *(f"note: {note}" for note in found.notes)],
    )


FORMATS: dict[str, Callable[[Precedents], str]] = {
    "text": _text,
    "md": _markdown,
    "html": _html,
    "json": lambda found: json_text({**asdict(found), "caveats": list(CAVEATS)}),
}
