"""Names and passwords of sites, from a netrc file: out of addresses, and of the record."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from pathlib import Path

from detente.model.errors import InputError

# Whom a netrc file means by it are all other sites: nobody that we ask is to get a password so.
_ANYBODY = "default"


def read_logins(path: Path) -> Mapping[str, str]:
    """Return by host, in small letters, the header Authorization that a netrc file gives it.

    Errors: InputError if the file cannot be read.
    """
    from netrc import NetrcParseError, netrc  # noqa: PLC0415  (most commands ask nobody)

    try:
        hosts = netrc(str(path)).hosts
    except (OSError, UnicodeDecodeError) as error:
        raise _unreadable(path, str(error)) from error
    except NetrcParseError as error:
        # its own message repeats a word of the file, which may be part of a password
        raise _unreadable(path, f"not understood at line {error.lineno} or before") from None
    return {
        host.lower(): f"Basic {base64.b64encode(f'{name}:{word}'.encode()).decode()}"
        for host, (name, _, word) in hosts.items()
        if host != _ANYBODY
    }


def _unreadable(path: Path, reason: str) -> InputError:
    return InputError(
        f"the netrc file {path} cannot be read ({reason}); write 'machine HOST login NAME "
        "password WORD' a line"
    )
