"""An address is read, or refused in a sentence; neither shows a password."""

from __future__ import annotations

from pathlib import Path

import pytest

from storage.address import ServerAddress, parse_address

SECRET = "s3cr3t"
READ = {
    "postgresql+asyncpg://me:s3cr3t@db.example:6432/hyperplane": ServerAddress(
        "db.example", "hyperplane", 6432, "me", SECRET
    ),
    "postgres://me@[::1]/hyperplane": ServerAddress("::1", "hyperplane", user="me"),
    "postgresql://me:p%40ss%2Fword@h/name?sslmode=require": ServerAddress(
        "h", "name", user="me", password="p@ss/word", encryption="require"
    ),
    "postgresql:///name?host=/var/run/postgresql": ServerAddress("/var/run/postgresql", "name"),
    "sqlite:///here.db": Path("here.db"),
    "sqlite+aiosqlite:////data/a%20b.db": Path("/data/a b.db"),
}
REFUSED = [
    "mysql://me:s3cr3t@h/name",
    "hyperplane.db",
    "postgresql://me:s3cr3t@h",
    "postgresql://me:s3cr3t@/name",
    "postgresql://me:s3cr3t@h:port/name",
    "postgresql://me:s3cr3t@h:99999/name",
    "postgresql://me:a/s3cr3t@h/name",
    "postgresql://me:a#s3cr3t@h/name",
    "postgresql://me:a?s3cr3t@h/name",
    "postgresql://h/name?password=s3cr3t",
    "postgresql://h/name?sslmode=s3cr3t",
    "postgresql://me:s3cr3t@[h/name",
    "sqlite://host/s3cr3t.db",
    "sqlite:///",
    "",
]


@pytest.mark.parametrize("text", READ)
def test_an_address_is_read(text: str) -> None:
    assert parse_address(text) == READ[text]


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_none_is_refused_without_its_password(text: str) -> None:
    with pytest.raises(ValueError, match=r"\w{3} \w+") as raised:
        parse_address(text)
    assert SECRET not in str(raised.value)


def test_a_password_is_in_no_text_of_an_address() -> None:
    address = parse_address("postgresql+asyncpg://me:s3cr3t@db.example:6432/hyperplane")
    assert SECRET not in f"{address} {address!r}"
    assert str(address) == "hyperplane at db.example:6432"
