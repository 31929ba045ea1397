"""The register of issues as the desk keeps it: starter sets, issues, propositions, placements."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from detente.model.errors import InputError
from detente.model.snapshot import Issue, Proposition
from detente.record.desk import ALL, Desk
from detente.record.log import Deed
from detente.record.names import SHORTEST_PREFIX, only
from detente.record.starters import starter
from detente.record.words import digest


class Registrar(Desk):
    """What the desk does to the register; every line can be taken back."""

    def issue_start(self, name: str, by: str) -> None:
        """Take the issues of a starter set into the register. Errors: UnknownName."""
        starter(name)
        self._append(Deed(kind="issue_start", subject=name, body={}, by=by))

    def issue_add(
        self,
        name: str,
        by: str,
        *,
        parent: str | None = None,
        definition: str | None = None,
        keywords: Sequence[str] = (),
    ) -> Issue:
        """Add an issue. keywords: Words that point positions to it; its name's always do.

        Errors: InputError if the desk has an issue of that name.
        """
        self._check_new(name)
        above = self._issue(parent) if parent is not None else None
        key = "i-" + digest("desk", name, above or "")
        body = {
            "name": name,
            "parent": above,
            "definition": definition,
            "keywords": [name, *keywords],
        }
        self._append(Deed(kind="issue_add", subject=key, body=body, by=by))
        return Issue(id=key, name=name, definition=definition, parent=above)

    def issue_rename(self, id_: str, name: str, by: str, *, seen: str | None = None) -> None:
        """Give an issue another name. Errors: NoSuchEntry; InputError if it is another's.

        seen: As in `judge`, here and below. Errors: ChangedMeanwhile.
        """
        key = self._issue(id_)
        self._check_new(name, but=key)
        self._do("issue_rename", key, {"name": name}, by=by, seen=seen)

    def issue_move(
        self, id_: str, parent: str | None, by: str, *, seen: str | None = None
    ) -> None:
        """Put an issue under another one, or on top. Errors: InputError for a ring."""
        key = self._issue(id_)
        above = None if parent is None else self._issue(parent)
        parents = {i.id: i.parent for i in self._register_issues()}
        place = above
        while place is not None:
            if place == key:
                raise InputError(
                    f"issue {id_!r} cannot lie under itself; move the other one first"
                )
            place = parents.get(place)
        self._do("issue_move", key, {"parent": above}, by=by, seen=seen)

    def issue_merge(
        self, ids: Sequence[str], by: str, why: str | None = None, *, seen: str | None = None
    ) -> None:
        """Make several issues one; the first stays."""
        self.merge("issue", ids, by=by, why=why, seen=seen)

    def issue_split(
        self,
        id_: str,
        name: str,
        propositions: Sequence[str],
        *,
        by: str,
        seen: str | None = None,
    ) -> Issue:
        """Move propositions of an issue into a new issue beside it."""
        key = self._issue(id_)
        self._check_new(name)
        moved = [self._proposition(one) for one in propositions]
        new = "i-" + digest("split", key, name)
        body = {"id": new, "name": name, "propositions": moved}
        self._do("issue_split", key, body, by=by, seen=seen)
        return Issue(id=new, name=name)

    def proposition_add(self, issue: str, text: str, by: str) -> Proposition:
        """Add a proposition under an issue; positions of like wording are placed there."""
        under = self._issue(issue)
        key = "p-" + digest("desk", under, text)
        self._do("proposition_add", key, {"issue": under, "text": text}, by=by)
        return Proposition(id=key, issue=under, text=text)

    def proposition_rename(self, id_: str, text: str, by: str, *, seen: str | None = None) -> None:
        """Give a proposition another text; what was placed there stays."""
        key = self._proposition(id_)
        self._do("proposition_rename", key, {"text": text}, by=by, seen=seen)

    def proposition_move(self, id_: str, issue: str, by: str, *, seen: str | None = None) -> None:
        """Put a proposition under another issue."""
        body = {"issue": self._issue(issue)}
        self._do("proposition_move", self._proposition(id_), body, by=by, seen=seen)

    def proposition_merge(self, ids: Sequence[str], by: str, *, seen: str | None = None) -> None:
        """Make several propositions one; the first stays."""
        whole = [self._proposition(one) for one in ids]
        self._do("proposition_merge", whole[0], {"ids": whole}, by=by, seen=seen)

    def place(
        self,
        id_: str,
        proposition: str | None,
        *,
        by: str,
        why: str | None = None,
        seen: str | None = None,
    ) -> None:
        """Put a position under a proposition, or None into the tray; like wordings follow."""
        wanted = "position; only positions have a place"
        folded, entry = self._of_family(id_, "positions", wanted)
        target = None if proposition is None else self._proposition(proposition)
        raw = sorted({folded.seen[i].entry for i in folded.groups[entry.id].members})
        body = {"entries": raw, "proposition": target}
        deed = Deed(kind="place", subject=entry.id, body=body, by=by, why=why)
        self._append(deed, seen=seen, ids=raw)

    def _check_new(self, name: str, but: str | None = None) -> None:
        """Refuse a name that an issue of the desk's has: names are typed in place of ids."""
        own = {topic.id for topic in self._fold(ALL, ()).decisions.topics} - {but}
        for issue in self._register_issues():
            if issue.id in own and issue.name.casefold() == name.strip().casefold():
                raise InputError(f"there is an issue {issue.name!r} ({issue.id}); use that one")

    def _do(
        self,
        kind: str,
        subject: str,
        body: dict[str, Any],
        *,
        by: str,
        seen: str | None = None,
    ) -> None:
        ids = (*body.get("ids", ()), *body.get("propositions", ()))
        self._append(Deed(kind=kind, subject=subject, body=body, by=by), seen=seen, ids=ids)

    def _proposition(self, id_: str) -> str:
        known = [p for issue in self._register_issues() for p in issue.propositions]
        found = {p.id for p in known if p.id.startswith(id_) and len(id_) >= SHORTEST_PREFIX}
        named = {p.id for p in known if p.text.casefold() == id_.casefold()}
        return only(named or ({id_} & found) or found, "proposition", id_)
