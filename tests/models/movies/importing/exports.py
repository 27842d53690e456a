"""Exports as Letterboxd and IMDb write them, small."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

RATINGS = """Date,Name,Year,Letterboxd URI,Rating
2024-01-01,Alien,1979,https://boxd.it/29VS,5
2024-01-02,Heat,1995,https://boxd.it/2abc,4.5
2024-01-03,"Good, the Bad and the Ugly, The",1966,https://boxd.it/2abd,4
2024-01-04,Grease,1978,https://boxd.it/2abe,1
2024-01-05,Notting Hill,1999,https://boxd.it/2abf,3.5
2024-01-06,A Film Nobody Has,2001,https://boxd.it/2abg,2
"""
WATCHED = """Date,Name,Year,Letterboxd URI
2024-01-01,Alien,1979,https://boxd.it/29VS
2024-01-07,Dune,2021,https://boxd.it/2abh
2024-01-08,Toy Story,1995,https://boxd.it/2abi
"""
LOVED = """Date,Name,Year,Letterboxd URI
2024-01-08,Toy Story,1995,https://boxd.it/2abi
"""
WATCHLIST = """Date,Name,Year,Letterboxd URI
2024-02-01,Dune,1984,https://boxd.it/2abj
2024-02-01,Alien,1979,https://boxd.it/29VS
"""
IMDB = (
    "Const,Your Rating,Date Rated,Title,Original Title,URL,Title Type,IMDb Rating,Runtime (mins),Year,Genres,"
    "Num Votes,Release Date,Directors\n"
    "tt0078748,10,2024-01-01,Alien,Alien,u,Movie,8.5,117,1979,Horror,1,1979-05-25,R\n"
    "tt0113277,9,2024-01-02,Heat,Heat,u,Movie,8.3,170,1995,Crime,1,1995-12-15,M\n"
    "tt0077631,2,2024-01-03,Grease,Grease,u,Movie,7.2,110,1978,Musical,1,1978-06-13,K\n"
    "tt0903747,10,2024-01-04,Breaking Bad,Breaking Bad,u,TV Series,9.5,45,2008,"
    "Crime,1,2008-01-20,\n"
)
IMDB_WATCHLIST = (
    "Position,Const,Created,Modified,Description,Title,Original Title,URL,Title Type,IMDb Rating,"
    "Runtime (mins),Year,Genres,Num Votes,Release Date,Directors,Your Rating,Date Rated\n"
    "1,tt0087182,2024-01-01,2024-01-01,,Dune,Dune,u,Movie,6.3,137,1984,Sci-Fi,1,1984-12-14,L,,\n"
    "2,tt0114709,2024-01-01,2024-01-01,,Toy Story,Toy Story,u,Movie,8.3,81,1995,Comedy,1,1995-11-22,L,9,\n"
)


def letterboxd(tables: Mapping[str, str] | None = None) -> bytes:
    """Return a zip of tables, by default of all that are here."""
    files = tables or {
        "profile.csv": "Date Joined,Username\n2020-01-01,someone\n",
        "ratings.csv": RATINGS,
        "watched.csv": WATCHED,
        "watchlist.csv": WATCHLIST,
        "likes/films.csv": LOVED,
        "deleted/ratings.csv": RATINGS.replace("Alien,1979", "Titanic,1997"),
        "orphaned/watched.csv": "not,a,table",
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, text in files.items():
            archive.writestr(path, text)
    return buffer.getvalue()
