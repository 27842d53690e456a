"""A process that likes films as fast as it can, and says so on its output once each is acknowledged.

python -m tests.storage.writer WHERE FIRST_USER USERS FILMS
"""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path

from storage.address import parse_address
from storage.database import Database
from storage.ratings import Ratings
from tests.storage.examples import rating


async def main(where: str, first_user: int, users: int, films: int) -> None:
    async with await Database.open(parse_address(where) if "://" in where else Path(where)) as database:
        ratings = Ratings(database)

        async def like(user: int) -> None:
            for film in range(films):
                page = f"Film {film} of {os.getpid()}"
                await ratings.rate(user, rating(page))
                print(user, page, flush=True)

        await asyncio.gather(*(like(first_user + number) for number in range(users)))


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], *map(int, sys.argv[2:])))
