"""Where a reported clause begins and ends: the narrator's words are left out of it."""

from __future__ import annotations

import re
from bisect import bisect_left

from detente.readings.nlp import Stretch
from detente.readings.rules import shipped_lists
from detente.readings.speech.cues import is_finite, is_verb, listed, takes
from detente.readings.speech.ground import Ground
from detente.readings.tree import SUBJECTS, child, subtree

_DATELINE = re.compile(
    r"[A-Z][A-Z.' ]+(?:, [A-Z][\w.]+)*(?:, [A-Z][a-z]{2,8}\.? \d{1,2})?\s*(?:\([^)]{2,30}\)\s*)?"
    r"(?:-\s*-|—|–|-)\s+"
)
_BREAKS = frozenset({",", ";", ":", "—", "–", "--", "-", "(", ")"})
# An adverbial clause with one of these belongs to what was said, not to the saying.
_BINDING = frozenset(
    {"if", "unless", "until", "because", "when", "once", "before", "so", "provided", "whether"}
)
# A verb in these tells of a word, or of when and why, by itself of nothing.
_WITHIN = frozenset({"acl", "advcl", "relcl"})
# Words of whoever tells something: "the Vell Courier".
_NAMING = frozenset({"ADJ", "ADP", "DET", "NOUN", "PART", "PROPN"})
_TURNING = frozenset({"but", "and", "while", "although", "though", "as", "even", "whereas"})


def after_cue(ground: Ground, verb: int, clause: Stretch) -> Stretch:
    """Return a clause behind its cue, lengthened to its words and cut at the narrator's."""
    start = after_day(ground, verb, max(clause.start, verb + 1))
    limit = _last(ground, ground.sentence(verb))
    end = _lengthen(ground, verb, max(clause.end, start + 1), limit)
    return cut(ground, verb, Stretch(start, min(end, max(limit, start + 1))))


def after_day(ground: Ground, verb: int, start: int) -> int:
    """Return where a clause begins behind the day of the saying: "said on Monday it would not".

    start: Its first token. The parser may hang the day on the clause.
    """
    tokens, i, times = ground.tokens, start, shipped_lists("times")
    if i != verb + 1 or i + 2 >= len(tokens) or ground.quote_of[i] >= 0:
        return start
    day = any(tokens[i + 1].lower in names for names in times["weekdays"])
    if tokens[i].lower != "on" or not day:
        return start
    i += 2
    if tokens[i].lower in times["day_parts"]:
        i += 1
    opens = tokens[i : i + 1] and ground.quote_of[i] < 0 and _opens_clause(ground, i)
    return i if opens else start


def _opens_clause(ground: Ground, i: int) -> bool:
    """Whether a clause begins with its subject here: "it would", "the port was"."""
    token = ground.tokens[i]
    if token.dep in SUBJECTS:
        return True
    return token.pos in ("ADJ", "DET", "NOUN", "PRON", "PROPN") and any(
        t.dep in SUBJECTS and t.sentence == token.sentence for t in ground.tokens[i : i + 5]
    )


def before_cue(ground: Ground, verb: int, clause: Stretch, *, first: int) -> Stretch:
    """Return a clause before its cue: from the sentence's start unless another cue stands there.

    first: First token of the source and cue.
    """
    sentence = ground.sentence(verb)
    start = sentence.start
    for i in range(sentence.start, clause.start):
        token = ground.tokens[i]
        if ground.quote_of[i] >= 0 or i == verb or not takes(token, "clause"):
            continue
        if is_finite(token) and token.dep not in _WITHIN:
            start = clause.start
    start = max(start, told_apart(ground, sentence.start, first))
    return Stretch(min(lead_in(ground, start), first), first)


def ahead_of_both(ground: Ground, cue: int) -> tuple[Stretch, int] | None:
    """Return what is said ahead of two who tell it: "the toll is off, Roe said, Reuters reported".

    cue: That of the inner one; the other is returned. None where nobody hands it on.
    """
    tokens, sentence = ground.tokens, ground.sentence(cue)
    who = child(ground.parse, cue, "nsubj")
    ahead = subtree(ground.parse, who).start - 1 if who is not None and who < cue else -1
    if ahead <= sentence.start or tokens[ahead].text != ",":
        return None
    behind = _next_break(ground, cue + 1, sentence.end)
    if behind >= sentence.end or tokens[behind].text != ",":
        return None
    outer = behind + 1
    while outer < sentence.end and tokens[outer].pos in _NAMING:
        outer += 1
    if outer in (behind + 1, sentence.end) or not takes(tokens[outer], "clause"):
        return None
    rest = range(cue + 1, sentence.end)
    if any(is_finite(tokens[i]) or ground.quote_of[i] >= 0 for i in rest if i != outer):
        return None
    if not is_finite(tokens[outer]):
        return None
    return Stretch(lead_in(ground, sentence.start), ahead), outer


def told_apart(ground: Ground, first: int, end: int) -> int:
    """Return where what is told begins, behind a semicolon that ends what another tells.

    "Norland says that the port is shut; it opened on Monday, according to Sudmark". first: Of
    the sentence. end: First token of the source and cue.
    """
    marks = (i for i in range(end - 1, first, -1) if ground.tokens[i].text == ";")
    mark = next((i for i in marks if ground.quote_of[i] < 0), None)
    if mark is None or not any(_tells(ground, i) for i in range(first, mark)):
        return first
    return mark + 1


def _tells(ground: Ground, verb: int) -> bool:
    """Whether somebody tells something behind a verb: "Norland says that"."""
    token = ground.tokens[verb]
    if token.dep in _WITHIN or not takes(token, "clause") or not is_finite(token):
        return False
    who, told = child(ground.parse, verb, "nsubj"), child(ground.parse, verb, "ccomp")
    return who is not None and told is not None and who < verb < told


def around_cue(ground: Ground, verb: int, clause: Stretch) -> Stretch:
    """Return a clause that its cue interrupts."""
    limit = _last(ground, ground.sentence(verb))
    end = _lengthen(ground, verb, clause.end, limit)
    return Stretch(lead_in(ground, clause.start), max(end, clause.end))


def lead_in(ground: Ground, start: int) -> int:
    """Return the first token after a dateline, a conjunction or a linking adverb."""
    sentence = ground.sentence(start)
    if start != sentence.start:
        return start
    text = ground.page.report.text
    dateline = _DATELINE.match(text, ground.tokens[start].start)
    if dateline:
        start = bisect_left(ground.starts, dateline.end())
    links = listed("linking")
    while start + 1 < sentence.end and ground.quote_of[start] < 0:
        if ground.tokens[start].lower in links or (
            ground.tokens[start].text == "," and start > sentence.start
        ):
            start += 1
        else:
            break
    return start


def _last(ground: Ground, sentence: Stretch) -> int:
    """The end of a sentence without its closing mark."""
    end = sentence.end
    while end > sentence.start + 1 and ground.quote_of[end - 1] < 0:
        if ground.tokens[end - 1].text not in (".", "?", "!", "…", ";", ":", "..."):
            break
        end -= 1
    return end


def _lengthen(ground: Ground, verb: int, end: int, limit: int) -> int:
    """Go on to the next break where the parse stops in mid-phrase."""
    while end < limit:
        token = ground.tokens[end]
        if ground.quote_of[end] >= 0:
            end = ground.quote_tokens[ground.quote_of[end]].end
        elif token.text == "," and _goes_on_quoted(ground, end, limit):
            end += 1
        elif token.text == "," and end + 1 < limit and _is_year(ground.tokens[end + 1].text):
            end += 2
        elif token.text == "," and _same_voice(ground, verb, end, limit):
            end = _next_break(ground, end + 1, limit)
        elif token.text in _BREAKS or _hangs_on_cue(ground, verb, end):
            break
        else:
            end = _next_break(ground, end, limit)
    return end


def _is_year(text: str) -> bool:
    """Whether a date goes on behind the comma: "December 2, 2031"."""
    return len(text) == 4 and text.isdigit()


def _goes_on_quoted(ground: Ground, comma: int, limit: int) -> bool:
    """'… the strip, "but not today"': a quotation in small letters goes on."""
    if comma + 1 >= limit or ground.quote_of[comma + 1] < 0:
        return False
    quote = ground.outer[ground.quote_of[comma + 1]]
    return ground.page.report.text[quote.inner_start : quote.inner_start + 1].islower()


def _same_voice(ground: Ground, verb: int, comma: int, limit: int) -> bool:
    """'…, but another round would follow': the next clause is reported too, by its tense."""
    tokens = ground.tokens
    if comma + 2 >= limit or tokens[comma + 1].lower not in ("but", "and", "or"):
        return False
    if tokens[comma + 2].lower == "that":
        return True
    for i in range(comma + 2, limit):
        if ground.quote_of[i] >= 0 or tokens[i].text == ",":
            return False
        if is_finite(tokens[i]):
            reports = takes(tokens[i], "clause") and tokens[i].dep != "relcl"
            return not reports and _tense_fits(ground, verb, i)
    return False


def _tense_fits(ground: Ground, verb: int, other: int) -> bool:
    """After "said" what was said stands in the past or with a modal; else all tenses fit."""
    past_cue = ground.tokens[verb].tag in ("VBD", "VBG")
    return not past_cue or ground.tokens[other].tag in ("VBD", "MD")


def _hangs_on_cue(ground: Ground, verb: int, i: int) -> bool:
    """Whether an adverbial that belongs to the cue begins here ("in a statement", "as …")."""
    token = ground.tokens[i]
    if token.lower in _BINDING:
        return False
    loose = ("advcl", "prep", "npadvmod", "cc", "advmod")
    for c in ground.parse.children[verb]:
        hangs = c > verb and ground.tokens[c].dep in loose
        if hangs and subtree(ground.parse, c).start == i:
            return True
    return token.lower in ("while", "but", "and") and _turns(ground, verb, i) is not None


def _next_break(ground: Ground, i: int, limit: int) -> int:
    i += 1
    while i < limit and ground.tokens[i].text not in _BREAKS and ground.quote_of[i] < 0:
        if _turns(ground, None, i) is not None:
            break
        i += 1
    return i


def cut(ground: Ground, verb: int, content: Stretch) -> Stretch:
    """Return a content up to where the next cue or the narrator takes over."""
    for i in range(content.start + 1, content.end):
        if ground.quote_of[i] >= 0:
            continue
        at = _turns(ground, verb, i)
        if at is not None and at > content.start:
            return Stretch(content.start, at)
    return content


def _turns(ground: Ground, verb: int | None, i: int) -> int | None:
    """Where the next cue's own words begin, if they begin with token i; else None."""
    token = ground.tokens[i]
    before = ground.tokens[i - 1].text if i else ""
    if before == ",":
        if token.tag == "VBG" and _participle(ground, i):
            return i - 1
        if token.lower in ("according", "citing", "per"):
            return i - 1
        if token.lower == "then" and _acts(ground, i + 1):
            return i - 1
    if token.lower in _TURNING and _conjunction(ground, verb, i):
        return i - 1 if before == "," else i
    return None


def _acts(ground: Ground, i: int) -> bool:
    """Whether the speaker does something next: "said that…, then left"."""
    return i < len(ground.tokens) and ground.tokens[i].tag == "VBD"


def _participle(ground: Ground, i: int) -> bool:
    token = ground.tokens[i]
    return takes(token, "clause", "calling", "calling_as", "urging", "narrating") and (
        token.head < i
    )


def _conjunction(ground: Ground, verb: int | None, i: int) -> bool:
    """Whether a conjunction brings a new cue: "but warned", "even as he said", "while saying"."""
    tokens = ground.tokens
    comma = i > 0 and tokens[i - 1].text == ","
    for j in range(i + 1, min(i + 12, len(tokens))):
        token = tokens[j]
        if ground.quote_of[j] >= 0 or token.text in _BREAKS:
            return False
        if not is_verb(token) and token.tag != "MD":
            continue
        if token.dep in ("aux", "auxpass", "relcl", "acl", "amod"):
            if token.tag == "MD":
                return False
            continue
        cue = takes(token, "clause", "calling_as", "accusing")
        own = child(ground.parse, j, *SUBJECTS) is not None
        if token.tag == "VBG":
            return tokens[i].lower == "while" and not own
        if not cue or token.tag not in ("VBD", "VBZ", "VBP", "VBN"):
            return comma and tokens[i].lower == "but" and _narrates(ground, verb, j)
        return (comma and own) or (not own and j <= i + 3)
    return False


def _narrates(ground: Ground, verb: int | None, other: int) -> bool:
    """Whether the report goes on: "said that they met, but no breakthrough has emerged"."""
    if verb is None or ground.tokens[verb].tag != "VBD":
        return False
    finite = [c for c in (*ground.parse.children[other], other) if is_finite(ground.tokens[c])]
    reported = child(ground.parse, verb, "ccomp")
    if not finite or reported is None:
        return False
    past = [c for c in (*ground.parse.children[reported], reported) if is_finite(ground.tokens[c])]
    return ground.tokens[finite[0]].tag in ("VBZ", "VBP") and (
        bool(past) and ground.tokens[past[0]].tag == "VBD"
    )
