"""What tables are made of: the metadata that all belong to, and columns of the kinds we use."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, Integer, MetaData, Text

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


# Text sorts by its bytes on every database, whatever language a server sorts by.
TEXT = Text().with_variant(Text(collation="C"), "postgresql")


def text(name: str, comment: str, *, null: bool = False) -> Column[Any]:
    """Return a column of text."""
    return Column(name, TEXT, nullable=null, comment=comment)


def number(name: str, comment: str, *, null: bool = False) -> Column[Any]:
    """Return a column of whole numbers."""
    return Column(name, Integer, nullable=null, comment=comment)


def serial() -> Column[Any]:
    """Return the column that numbers rows."""
    return Column("id", Integer, primary_key=True, comment="Counts up in order of entry.")
