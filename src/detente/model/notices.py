"""How an outlet says that it changed a text."""

from __future__ import annotations

import re

# In a note of its own; "updated" in a sentence is none.
_DONE = r"(updated|corrected|amended|edited|changed|revised|clarified)"
_NOTICE = re.compile(
    r"\b(earlier|previous|original) version\b"
    rf"|\bthis (article|story|report|piece|text|item) (was|has been|is being) {_DONE}"
    rf"|^\W*(update|correction|clarification|editor['’]s note|{_DONE})\b\W*(:|\(|–|—|-|$)"
    r"|^\W*update \d+\W|^[^.!?]{1,80}[–—-] ?(updated?|corrected|correction):"
    r"|\((updates|corrects|adds|recasts|refiles|releads)\b",
    re.IGNORECASE,
)


def says_changed(sentence: str) -> bool:
    """Whether a sentence says that the text in which it stands was changed.

    >>> says_changed("UPDATE: The talks are over."), says_changed("They updated the list.")
    (True, False)
    >>> says_changed("VELL, 4 March 2031 - UPDATE: It is over."), says_changed("UPDATE 2-A deal")
    (True, True)
    """
    return _NOTICE.search(sentence) is not None
