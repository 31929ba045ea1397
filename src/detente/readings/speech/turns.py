"""Quotations and the cues beside them: before, after, interrupting, or none."""

from __future__ import annotations

from dataclasses import replace

from detente.model.text import Span
from detente.readings.bounds import MOST_TOKENS
from detente.readings.nlp import Stretch, Token
from detente.readings.speech.cues import Draft, hides_name, is_finite, is_verb, quotes
from detente.readings.speech.ends import lead_in
from detente.readings.speech.ground import Ground
from detente.readings.speech.sources import holder_of
from detente.readings.tree import child

# A cue stands within this many words of the quotation that it brings.
FARTHEST = 30
# A follow-on quotation of fewer words is a phrase taken up, not a turn.
FEWEST_WORDS = 3
_CLOSING = ",.?!…—-"


def find_turns(ground: Ground) -> list[Draft]:
    """Return the quotations that have a cue, in order; interrupted ones are one."""
    drafts: list[Draft] = []
    for number in range(len(ground.outer)):
        stretch = ground.quote_tokens[number]
        if stretch.end <= stretch.start or not ground.in_running_text(stretch.start):
            continue
        before, after = _gap_before(ground, number), _gap_after(ground, number)
        if not stands_alone(ground, number):
            woven = _woven(ground, number, before, after)
            drafts += [woven] if woven is not None else []
            continue
        verb = _cue_after(ground, number, after)
        if verb is None or (drafts and drafts[-1].verb == verb):
            earlier = _cue_before(ground, before)
            verb = earlier if earlier is not None else verb
        if verb is None:
            continue
        quote = ground.outer[number]
        if drafts and _interrupted(ground, drafts[-1], verb, before):
            joined = Span(drafts[-1].content.start, quote.end)
            drafts[-1] = replace(drafts[-1], content=joined)
            continue
        drafts.append(
            Draft(
                "quotation",
                Span(_after_that(ground, verb, stretch.start), quote.end),
                verb=verb,
                cue=Stretch(verb, verb + 1),
                holder=_teller(ground, verb, after),
            )
        )
    return drafts


def _woven(ground: Ground, number: int, before: Stretch, after: Stretch) -> Draft | None:
    """'The fee was "a matter for later," the minister said': the sentence up to the cue."""
    quote = ground.outer[number]
    inner = ground.page.report.text[quote.inner_start : quote.inner_end].rstrip()
    follows = ground.page.report.text[quote.end : quote.end + 1]
    if inner[-1:] not in (",", "?", "!") and follows != ",":
        return None
    verb = _cue_after(ground, number, after)
    start = ground.sentence(ground.quote_tokens[number].start).start
    if verb is None or any(quotes(t) for t in _unquoted(ground, start, before.end)):
        return None
    opening = lead_in(ground, start)
    first = ground.span(Stretch(opening, ground.quote_tokens[number].end))
    return Draft(
        "quotation",
        Span(first.start, quote.end),
        verb=verb,
        cue=Stretch(verb, verb + 1),
        holder=_teller(ground, verb, after),
    )


def _unquoted(ground: Ground, start: int, end: int) -> list[Token]:
    return [ground.tokens[i] for i in range(start, end) if ground.quote_of[i] < 0]


def _after_that(ground: Ground, verb: int, first: int) -> int:
    """Where the content begins: words between "that" and the quotation belong to it."""
    at = ground.tokens[first].start
    for i in range(verb + 1, first):
        if ground.tokens[i].lower == "that" and ground.tokens[i].tag == "IN" and i + 1 < first:
            return ground.tokens[i + 1].start
    return at


def stands_alone(ground: Ground, number: int) -> bool:
    """Whether a quotation is a turn of its own, no phrase woven into a sentence."""
    quote, stretch = ground.outer[number], ground.quote_tokens[number]
    text = ground.page.report.text
    inner = text[quote.inner_start : quote.inner_end].rstrip()
    after = text[quote.end : quote.end + 1]
    closes = inner[-1:] in _CLOSING or after in (",", "") or not quote.closed
    ends = closes or after in (".", "?", "!", ";", "\n")
    return ends and _opens(ground, stretch, inner)


def _opens(ground: Ground, stretch: Stretch, inner: str) -> bool:
    tokens = ground.tokens
    before = stretch.start - 1
    if before < 0 or tokens[before].paragraph != tokens[stretch.start].paragraph:
        return True
    last = tokens[before]
    if last.text in (",", ":", "–", "—", "-", "--", "...", "(") or ground.ends_sentence(before):
        return True
    if ground.quote_of[before] >= 0 or not inner[:1].isupper():
        return quotes(last) and len(inner.split()) > FEWEST_WORDS
    return quotes(last) or last.lower == "that" or last.ent in ("DATE", "TIME")


def _gap_before(ground: Ground, number: int) -> Stretch:
    """The narration between a quotation and what stands before it, back to a sentence's end."""
    tokens, first = ground.tokens, ground.quote_tokens[number].start
    start = first
    while start > 0 and first - start < FARTHEST * 2:
        i = start - 1
        if tokens[i].paragraph != tokens[first].paragraph:
            break
        if ground.quote_of[i] >= 0 and _is_turn(ground, ground.quote_of[i]):
            break
        if ground.quote_of[i] < 0 and ground.ends_sentence(i):
            break
        start = i
    if start == first:
        return _announcing_paragraph(ground, first)
    return Stretch(start, first)


def _announcing_paragraph(ground: Ground, first: int) -> Stretch:
    """The last sentence of the paragraph before, if it ends in a colon."""
    paragraph = ground.tokens[first].paragraph
    stretch = ground.parse.paragraphs[paragraph]
    if stretch.start != first or paragraph == 0:
        return Stretch(first, first)
    above = ground.parse.paragraphs[paragraph - 1]
    if ground.tokens[above.end - 1].text != ":" or paragraph - 1 in ground.page.furniture:
        return Stretch(first, first)
    start = above.end - 1
    while start > above.start and not ground.ends_sentence(start - 1):
        start -= 1
    return Stretch(start, above.end)


def _gap_after(ground: Ground, number: int) -> Stretch:
    """The narration after a quotation up to the end of its sentence or the next turn."""
    tokens, stretch = ground.tokens, ground.quote_tokens[number]
    paragraph = ground.parse.paragraphs[tokens[stretch.start].paragraph]
    end = stretch.end
    while end < min(paragraph.end, stretch.end + MOST_TOKENS):
        if ground.quote_of[end] >= 0 and _is_turn(ground, ground.quote_of[end]):
            break
        end += 1
        if ground.quote_of[end - 1] < 0 and (
            ground.ends_sentence(end - 1) or tokens[end - 1].text == ";"
        ):
            break
    return Stretch(stretch.end, end)


def _is_turn(ground: Ground, number: int) -> bool:
    if number not in ground.turns:
        quote = ground.outer[number]
        words = ground.page.report.text[quote.inner_start : quote.inner_end].split()
        ground.turns[number] = len(words) >= FEWEST_WORDS or stands_alone(ground, number)
    return ground.turns[number]


def _cue_after(ground: Ground, number: int, gap: Stretch) -> int | None:
    """The cue in '"…," said the minister' or '"…," the minister said', or None."""
    quote = ground.outer[number]
    text = ground.page.report.text
    inner = text[quote.inner_start : quote.inner_end].rstrip()
    stopped = inner[-1:] == "." and text[quote.end : quote.end + 2].strip()[:1] != ","
    if stopped and not _small_words_follow(ground, gap):
        return None
    tokens, skipped = ground.tokens, -1
    for i in range(gap.start, min(gap.end, gap.start + FARTHEST)):
        if i <= skipped or ground.quote_of[i] >= 0 or not is_verb(tokens[i]):
            continue
        describes = tokens[i].dep in ("relcl", "acl") and not quotes(tokens[i])
        if describes or hides_name(ground.parse, i):
            skipped = _last_below(ground, i)
            continue
        if tokens[i].dep in ("aux", "auxpass", "amod", "compound"):
            continue
        if tokens[i].tag == "VBG" and child(ground.parse, i, "nsubj") is None:
            return None
        return i if quotes(tokens[i]) and not _has_own_clause(ground, i, gap) else None
    return next((i for i in range(gap.start, skipped) if _is_swallowed(ground, i, gap)), None)


def _is_swallowed(ground: Ground, verb: int, gap: Stretch) -> bool:
    """Whether the model hangs a cue in what describes the speaker: "a man who saw it said"."""
    token = ground.tokens[verb]
    above = ground.tokens[token.head]
    return (
        token.dep == "ccomp"
        and above.dep == "relcl"
        and gap.start <= above.head < above.i < verb < gap.end
        and is_finite(token)
        and quotes(token)
        and not any(ground.tokens[c].dep == "mark" for c in ground.parse.children[verb])
        and not _has_own_clause(ground, verb, gap)
    )


def _teller(ground: Ground, verb: int, gap: Stretch) -> int | None:
    """Who says what a cue brings; of a swallowed cue, whom the clause above it describes."""
    if _is_swallowed(ground, verb, gap):
        return ground.tokens[ground.tokens[verb].head].head
    return holder_of(ground, verb)


def _small_words_follow(ground: Ground, gap: Stretch) -> bool:
    """A full stop within the marks, though the sentence goes on: '"Yes." he said'."""
    tokens = ground.tokens[gap.start : gap.start + 2]
    return len(tokens) == 2 and tokens[0].text.islower() and quotes(tokens[1])


def _last_below(ground: Ground, i: int) -> int:
    last = i
    for c in ground.parse.children[i]:
        last = max(last, _last_below(ground, c)) if c > i else last
    return last


def _has_own_clause(ground: Ground, verb: int, gap: Stretch) -> bool:
    """'"X," he wrote, adding' may go on; '"X", he said that Y' reports something else."""
    clause = child(ground.parse, verb, "ccomp")
    return clause is not None and verb < clause < gap.end and ground.quote_of[clause] < 0


def _cue_before(ground: Ground, gap: Stretch) -> int | None:
    """The cue in 'The minister said: "…"' or 'he said on Monday, "…"', or None."""
    tokens = ground.tokens
    if gap.end <= gap.start:
        return None
    colon = tokens[gap.end - 1].text == ":"
    for i in range(gap.end - 1, max(gap.start, gap.end - FARTHEST) - 1, -1):
        if ground.quote_of[i] >= 0:
            if not colon:
                return None
            continue
        if quotes(tokens[i]) and tokens[i].dep not in ("amod", "compound"):
            return i
        if is_finite(tokens[i]) and not colon and not _in_name(ground, i):
            return None
    return _subject_verb(ground, gap) if colon else None


def _in_name(ground: Ground, i: int) -> bool:
    """A verb of a relative clause about the speaker stands between cue and quotation."""
    token = ground.tokens[i]
    if token.dep in ("aux", "auxpass"):
        token = ground.tokens[token.head]
    return token.dep in ("relcl", "acl")


def _subject_verb(ground: Ground, gap: Stretch) -> int | None:
    """The main verb of a sentence that ends in a colon: 'Smith was blunt: "…"'."""
    for i in range(gap.end - 1, gap.start - 1, -1):
        token = ground.tokens[i]
        main = is_verb(token) and token.dep in ("ROOT", "conj", "ccomp")
        if main and child(ground.parse, i, "nsubj") is not None:
            return i
    return None


def _interrupted(ground: Ground, before: Draft, verb: int, gap: Stretch) -> bool:
    """Whether a quotation goes on after the cue that interrupts it: '"X," he said, "Y."'."""
    return (
        before.verb == verb
        and gap.start <= verb < gap.end
        and before.content.end <= ground.tokens[gap.start].start
        and ground.tokens[gap.end - 1].text != ":"
    )
