"""One entry: its words in context, where else it was seen, its history and judgements."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import Any

from detente.model.claims import Claim, Contact, Position
from detente.model.errors import UnknownName
from detente.model.snapshot import Entry, Judgement, Sighting
from detente.model.text import MARKS, Evidence, Mark, Report, marks_up_to
from detente.model.translations import Translation
from detente.views.entries import entry_json
from detente.views.escape import json_text, one_line
from detente.views.layout import COLUMNS, beside, wrap
from detente.views.pages import page, web_address
from detente.views.phrases import date_text, days_text, left_out_text, many, name_text, quote
from detente.views.readings import family_json
from detente.views.signs import hangs_on, review_sign
from detente.views.support import outlet_text, support_text, told_in, whence_text
from detente.views.translations import of_words, translations_json
from detente.views.words import say

NO_TRANSLATIONS: Mapping[str, Sequence[Translation]] = {}
# Characters of context on either side of the words, cut at a blank.
AROUND = 240

# Families whose name is no plural.
_UNCOUNTED = frozenset({"progress", "compliance"})


@dataclass(frozen=True, slots=True)
class Context:
    """Words with what stands before and after them in their report.

    translations: What the desk laid beside them.
    """

    before: str
    words: str
    after: str
    translations: tuple[Translation, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """An entry with what is shown of it.

    contexts: Of each sighting, its words in context.
    judgements: Those within the mark; `hidden` counts the others.
    names, reasons: Whether the reviewers' names are shown, and why they judged so.
    """

    entry: Entry
    contexts: tuple[tuple[Sighting, tuple[Context, ...]], ...]
    judgements: tuple[Judgement, ...]
    hidden: int
    names: bool
    reasons: bool
    left_out: int
    up_to: Mark


def show_entry(  # noqa: PLR0913  (all by name but two)
    entry: Entry,
    reports: Mapping[str, Report],
    *,
    format: str = "text",  # noqa: A002
    up_to: Mark = "public",
    reviewers: bool = False,
    reasons: bool = False,
    translations: Mapping[str, Sequence[Translation]] = NO_TRANSLATIONS,
    left_out: int = 0,
) -> str:
    """Return one entry as text, json or html.

    reports: By id, those whose text is held; words of others are shown without context.
    reviewers: Whether judgements name who made them; at public they never do. reasons: Whether
    they say why. translations: By report, those within the mark.
    """
    if format not in FORMATS:
        raise UnknownName("format", format, FORMATS)
    shown = _shown(
        entry,
        reports,
        translations,
        up_to=up_to,
        reviewers=reviewers,
        reasons=reasons,
        left_out=left_out,
    )
    return FORMATS[format](shown)


def entry_values(
    entry: Entry,
    reports: Mapping[str, Report],
    *,
    up_to: Mark = "public",
    reviewers: bool = False,
    reasons: bool = False,
    translations: Mapping[str, Sequence[Translation]] = NO_TRANSLATIONS,
) -> dict[str, Any]:
    """Return one entry as plain values: `entry` as its JSON holds it, `facts` and `judgements`.

    facts: What was read, name and value in words. judgements: A line each. Arguments: as for
    `show_entry`.
    """
    says = {"reviewers": reviewers, "reasons": reasons}
    shown = _shown(entry, reports, translations, up_to=up_to, left_out=0, **says)
    return {
        "facts": tuple(_facts(entry)),
        "judgements": tuple(
            line.strip().replace("see --up-to", "shown up to") for line in _judgement_lines(shown)
        ),
        "entry": _plain(shown),
    }


def _shown(
    entry: Entry,
    reports: Mapping[str, Report],
    translations: Mapping[str, Sequence[Translation]],
    *,
    up_to: Mark,
    reviewers: bool,
    reasons: bool,
    left_out: int,
) -> Shown:
    within = marks_up_to(up_to)
    judgements = tuple(j for j in entry.judgements if j.mark in within)
    return Shown(
        entry=entry,
        contexts=tuple(
            (
                s,
                tuple(
                    replace(
                        context(reports.get(s.report), words),
                        translations=of_words(translations.get(s.report, ()), words),
                    )
                    for words in s.body.evidence
                ),
            )
            for s in entry.sightings
        ),
        judgements=judgements,
        hidden=len(entry.judgements) - len(judgements) + entry.judgements_left_out,
        names=reviewers and up_to != "public",
        reasons=reasons,
        left_out=left_out,
        up_to=up_to,
    )


def context(report: Report | None, words: Evidence) -> Context:
    """Return words with up to 240 characters of their report on either side, cut at blanks."""
    if report is None:
        return Context("", words.text, "")
    before = report.text[max(0, words.start - AROUND) : words.start]
    after = report.text[words.end : words.end + AROUND]
    if words.start > AROUND:
        before = f"…{before[before.find(' ') :]}"
    if words.end + AROUND < len(report.text):
        after = f"{after[: after.rfind(' ') + 1]}…"
    return Context(before, words.text, after)


def _text(shown: Shown) -> str:
    entry = shown.entry
    head = f"{review_sign([entry])} {_kind(entry)}, {_review(entry)}"
    lines = [beside(head, entry.id) or head, *wrap(say(entry), first="  ", rest="  ")]
    lines += [f"  hangs on {sign.meaning}" for sign in hangs_on([entry])]
    lines += ["", "Words"]
    for sighting, contexts in shown.contexts:
        lines += wrap(_source(sighting), first="  ", rest="    ")
        for part in contexts:
            marked = f"{part.before}»{part.words}«{part.after}"
            lines += wrap(marked, COLUMNS, first="    | ", rest="    | ")
            for one in part.translations:
                said = f"in {one.language}, by the desk: {one.text}"
                lines += wrap(said, COLUMNS, first="    > ", rest="    > ")
    lines += ["", "What was read"]
    for name, value in _facts(entry):
        lines += wrap(f"{name}: {value}", first="  ", rest="    ")
    lines += ["", "Judgements", *_judgement_lines(shown)]
    return "\n".join([*lines, "", left_out_text(shown.left_out, shown.up_to)]) + "\n"


def _judgement_lines(shown: Shown) -> list[str]:
    lines = [
        line
        for judgement in shown.judgements
        for line in wrap(_judgement(judgement, shown), first="  ", rest="    ")
    ]
    if shown.hidden:
        wider = MARKS[MARKS.index(shown.up_to) + 1]
        hidden = many(shown.hidden, "judgement")
        lines.append(f"  {hidden} marked above {shown.up_to} left out; see --up-to {wider}")
    return lines or ["  none: read by machine"]


def _judgement(judgement: Judgement, shown: Shown) -> str:
    by = f" by {judgement.by}" if shown.names else ""
    fields = "; ".join(f"{name} = {value}" for name, value in judgement.fields)
    parts = [
        f"{judgement.verdict}{by}, {judgement.at:%Y-%m-%d %H:%M} UTC",
        fields,
        (judgement.why or "") if shown.reasons else "",
        f"carried over from {judgement.carried_from}" if judgement.carried_from else "",
        "taken back" if judgement.undone else "",
    ]
    return "; ".join(filter(None, parts))


def _review(entry: Entry) -> str:
    if entry.review != "machine":
        return f"{entry.review} by the desk"
    return "read by machine" if entry.sure else "possible: read by machine, not sure"


def _kind(entry: Entry) -> str:
    """The family of one entry, in the singular."""
    words = entry.family.replace("_", " ")
    if words in _UNCOUNTED:
        return words
    return f"{words[:-3]}y" if words[-3:] == "ies" else words[:-1]


def _source(sighting: Sighting) -> str:
    parts = [
        outlet_text(sighting),
        sighting.title or "",
        sighting.address or "",
        f"report {sighting.report}",
        f"the text of {sighting.origin}" if sighting.origin != sighting.report else "",
        whence_text(sighting),
    ]
    return " · ".join(filter(None, parts))


def _facts(entry: Entry) -> list[tuple[str, str]]:
    """Return what was read, name and value in words, without what is empty."""
    claim = entry.claim
    values: dict[str, object] = {
        key: value
        for key, value in family_json(claim).items()
        if not isinstance(value, dict) and key not in {"text", "quoted", "statuses"}
    }
    values["voice"] = _voice(entry)
    values["reported by"] = name_text(claim.reported_by)
    values["hedged"] = "yes" if claim.hedged else None
    values["translated"] = claim.translated
    values["passed on by"] = " → ".join(link.name for link in claim.chain)
    values["when"] = days_text(claim.when.days) if claim.when else None
    values["statuses"] = "; ".join(f"{s.status} (per {name_text(s.by)})" for s in entry.statuses)
    values["told before as"] = "; ".join(_as_planned(entry))
    values["first seen"] = date_text(entry.first_published)
    values["last seen"] = date_text(entry.last_published)
    values["seen in"] = (
        f"{many(len(entry.sightings), 'place')}, {many(entry.outlets, 'outlet')}, "
        f"{many(entry.origins, 'independent text')}"
    )
    values["comes from"] = support_text(entry)
    values["no longer said"] = _gone(entry) if entry.gone else None
    values["proposed by"] = claim.rule
    values["confidence"] = f"{claim.confidence:.2f}"
    return [
        (
            name.replace("_", " "),
            one_line(", ".join(map(str, value)) if isinstance(value, list) else str(value)),
        )
        for name, value in values.items()
        if value not in (None, "", [])
    ]


def _as_planned(entry: Entry) -> list[str]:
    """What a contact was told as before its claim: "planned, Vell, 21 Apr 2031 (Norwire, …)"."""
    shown = told_in(entry)
    earlier = takewhile(lambda one: one is not shown, entry.sightings)
    found: dict[str, str] = {}
    for one in earlier if isinstance(entry.claim, Contact) else ():
        body = one.body
        if isinstance(body, Contact) and _met(body) != _met(shown.body):
            found.setdefault(_met(body), f"{_met(body)} ({outlet_text(one)})")
    return list(found.values())


def _met(claim: Claim) -> str:
    """Status, place and day of a contact, as one report tells them."""
    if not isinstance(claim, Contact):
        return ""
    day = days_text(claim.days) if claim.days else claim.date_text and quote(claim.date_text)
    return ", ".join(filter(None, (claim.status, claim.place, day)))


def _gone(entry: Entry) -> str:
    since = max((s.withdrawn for s in entry.sightings if s.withdrawn), default=None)
    if since is None:
        return "every report that said it was revised"
    return f"no longer in the article since {date_text(since)}"


def _voice(entry: Entry) -> str | None:
    """Return whose voice it is, and how one knows where the report itself does not say."""
    claim, read = entry.claim, entry.sightings[0].body
    if not isinstance(claim, Position) or not isinstance(read, Position):
        return None
    set_by_desk = any(name == "voice" for j in entry.judgements for name, _ in j.fields)
    if read.voice == claim.voice or set_by_desk:
        return claim.voice
    speaker = name_text(claim.reported_by)
    return f"{claim.voice}: other reports say for whom {speaker} speaks (read as {read.voice})"


def _json(shown: Shown) -> str:
    return json_text(_plain(shown))


def _plain(shown: Shown) -> dict[str, Any]:
    values = entry_json(shown.entry)
    for sighting, (_, contexts) in zip(values["sightings"], shown.contexts, strict=True):
        sighting["context"] = [
            {
                "before": part.before,
                "words": part.words,
                "after": part.after,
                "translations": translations_json(part.translations),
            }
            for part in contexts
        ]
    return {
        "family": shown.entry.family,
        **values,
        "said": say(shown.entry),
        "statuses": [{"status": s.status, "by": s.by} for s in shown.entry.statuses],
        "judgements": [_judgement_json(j, shown) for j in shown.judgements],
        "judgements_left_out": shown.hidden,
        "left_out": shown.left_out,
        "up_to": shown.up_to,
    }


def _judgement_json(judgement: Judgement, shown: Shown) -> dict[str, Any]:
    return {
        "id": judgement.id,
        "verdict": judgement.verdict,
        "fields": dict(judgement.fields),
        "by": judgement.by if shown.names else None,
        "why": judgement.why if shown.reasons else None,
        "at": judgement.at.isoformat(),
        "carried_from": judgement.carried_from,
        "undone": judgement.undone,
    }


def _html(shown: Shown) -> str:
    entry = shown.entry
    return page(
        "entry.html",
        styles=("entry",),
        title=say(entry),
        family=_kind(entry),
        id=entry.id,
        sign=review_sign([entry]),
        review=_review(entry),
        hangs=hangs_on([entry]),
        sightings=[
            {
                "words": outlet_text(s),
                "whence": whence_text(s),
                "title": s.title,
                "link": web_address(s.address),
                "report": s.report,
                "copy_of": s.origin if s.origin != s.report else None,
                "contexts": contexts,
            }
            for s, contexts in shown.contexts
        ],
        facts=_facts(entry),
        judgements=[line.strip() for line in _judgement_lines(shown)],
        footer=left_out_text(shown.left_out, shown.up_to),
    )


FORMATS: dict[str, Callable[[Shown], str]] = {"text": _text, "json": _json, "html": _html}
