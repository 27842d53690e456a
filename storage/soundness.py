"""Whether a database has all tables and columns that this version asks for."""

from __future__ import annotations

from sqlalchemy import Connection, inspect

from storage.address import Where
from storage.errors import DatabaseDamaged
from storage.schema import metadata


def check_tables(connection: Connection, where: Where) -> None:
    """Let a database pass that has every table and column.

    Raises
    ------
    DatabaseDamaged
    """
    found = inspect(connection).get_multi_columns(filter_names=list(metadata.tables))
    there = {name: {column["name"] for column in columns} for (_, name), columns in found.items()}
    for table in metadata.sorted_tables:
        if table.name not in there:
            raise DatabaseDamaged(where, f"the table {table.name} is gone")
        if missing := {column.name for column in table.columns} - there[table.name]:
            raise DatabaseDamaged(where, f"{table.name} has no {', '.join(sorted(missing))}")
