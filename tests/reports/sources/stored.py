"""Stored bytes in the place of the network: addresses map to files of tests/data/sources."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from detente.model.errors import FetchError
from detente.model.sources import Condition, Fetched, Item, Looked, Trouble
from detente.model.text import Report

DATA = Path(__file__).parents[2] / "data" / "sources"
NOW = dt.datetime(2031, 3, 9, 12, 0, tzinfo=dt.UTC)


@dataclass
class Stored:
    """Answers from stored bytes; what is asked for is kept. types: Media types by address."""

    bodies: Mapping[str, bytes]
    types: Mapping[str, str] = field(default_factory=dict)
    charset: str | None = None
    asked: list[str] = field(default_factory=list)

    def fetch(self, address: str, condition: Condition | None = None) -> Fetched:
        self.asked.append(address)
        if address not in self.bodies:
            raise FetchError(f"{address}: there is no such page (404)")
        body = self.bodies[address]
        digest = hashlib.sha256(body).hexdigest()
        unchanged = condition is not None and condition.etag == digest
        return Fetched(
            asked=address,
            address=address,
            at=NOW,
            status=304 if unchanged else 200,
            body=b"" if unchanged else body,
            digest=digest,
            media_type=self.types.get(address, ""),
            charset=self.charset,
            etag=digest,
        )


def stored(name: str) -> bytes:
    return (DATA / name).read_bytes()


def plain(one: Item | Trouble | Report) -> dict[str, Any]:
    """An item, trouble or report as JSON has it, without what is not given."""
    return _bare(asdict(one))


def looked(found: Looked) -> dict[str, Any]:
    """What came of a look as JSON has it."""
    every = list(found.items)
    return {
        "items": [plain(one) for one in every if isinstance(one, Item)],
        "troubles": [plain(one) for one in every if isinstance(one, Trouble)],
    }


def _bare(value: Any) -> Any:
    if isinstance(value, dict):
        bare = {key: _bare(one) for key, one in value.items()}
        return {key: one for key, one in bare.items() if one not in (None, [], {})}
    if isinstance(value, list | tuple):
        return [_bare(one) for one in value]
    if isinstance(value, dt.date | dt.datetime):
        return value.isoformat()
    return value
