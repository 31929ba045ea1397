"""Words that sources give of themselves, cleaned: names and headlines on one line."""

from __future__ import annotations

import hashlib
import html
import re
import unicodedata

# Headlines have up to 200 characters; a longer one is a text in the wrong place.
LONGEST_LINE = 500
_TAG = re.compile(r"<[^<>]{0,2000}>")
_BAD = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:[-_].{0,20})?")


def line(words: object) -> str | None:
    r"""Return words as one line without markup, None if there are none.

    >>> line("Talks &amp; <b>tolls</b>\n resume")
    'Talks & tolls resume'
    """
    if not isinstance(words, str):
        return None
    return plain_line(html.unescape(_TAG.sub("", words[: 10 * LONGEST_LINE])))


def plain_line(words: str) -> str | None:
    """Return words without markup in them as one line, None if there are none."""
    text = unicodedata.normalize("NFC", words[: 10 * LONGEST_LINE])
    text = " ".join(_BAD.sub(" ", text).split())
    if len(text) > LONGEST_LINE:
        text = text[: LONGEST_LINE - 1].rsplit(" ", 1)[0] + "…"
    return text or None


# ﬀ, ﬁ, ﬂ and their like
_DRAWN_AS_ONE = {sign: unicodedata.normalize("NFKC", chr(sign)) for sign in range(0xFB00, 0xFB07)}


def clean(text: str) -> str:
    """Return a text without what no report may hold: NUL and halves of characters."""
    return re.sub("[\x00\ud800-\udfff]", "", text)


def with_letters(text: str) -> str:
    """Return a text in which letters that a font draws as one sign are letters.

    >>> with_letters("a ceaseﬁre on 12 km²")
    'a ceasefire on 12 km²'
    """
    return text.translate(_DRAWN_AS_ONE)


def language(code: object) -> str | None:
    """Return a language's two or three letters, None if a code does not look like one.

    >>> language("en-GB"), language("pt_BR"), language("English")
    ('en', 'pt', None)
    """
    match = _LANGUAGE.fullmatch(code.strip()) if isinstance(code, str) else None
    return match[1].lower() if match else None


def short_digest(*parts: str | None) -> str:
    """Return 16 hexadecimal digits that change when a part does."""
    joined = "\n".join(part or "" for part in parts)
    return hashlib.sha256(joined.encode(errors="replace")).hexdigest()[:16]
