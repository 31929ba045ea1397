"""Invitations: the day of one is that on which somebody was invited, so nothing is due on it."""

from __future__ import annotations

import datetime as dt

from detente.model.claims import Contact


def is_inviting(contact: Contact, published: dt.date | None) -> bool:
    """Whether a contact tells of the day of an invitation, and not of what it invites to.

    published: Day of the report; what was to be on a later day is what somebody is invited to.
    """
    if contact.kind != "invitation":
        return False
    return contact.days is None or published is None or contact.days.start <= published
