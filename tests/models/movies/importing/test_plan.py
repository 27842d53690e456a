from __future__ import annotations

import io
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.movies.errors import ExportUnreadable
from models.movies.importing import plan as planning
from models.movies.importing.plan import Plan, plan_import
from models.movies.importing.tables import MOST_ROWS
from models.movies.importing.unpack import MOST_BYTES, MOST_BYTES_UNPACKED
from models.movies.importing.verdicts import verdict
from models.movies.titles.search import TitleIndex
from tests.models.movies.importing.exports import (
    IMDB,
    IMDB_WATCHLIST,
    RATINGS,
    WATCHED,
    WATCHLIST,
    letterboxd,
)

FILMS = [
    ("Alien", 1979),
    ("Heat", 1995),
    ("The Good, the Bad and the Ugly", 1967),
    ("Grease", 1978),
    ("Notting Hill", 1999),
    ("Dune", 2021),
    ("Dune", 1984),
    ("Toy Story", 1995),
    ("Twins", 1988),
    ("Twins", 1990),
    ("Titanic", 1997),
    ("Seven Samurai", 1954),
]
TITLES = TitleIndex(
    [f"{title} ({year} film)" for title, year in FILMS],
    [title for title, _ in FILMS],
    [year for _, year in FILMS],
)


def plan(data: str | bytes, name: str = "ratings.csv") -> Plan:
    return plan_import(TITLES, data.encode() if isinstance(data, str) else data, name)


def said(found: Plan) -> dict[str, str]:
    return {TITLES.name(row): word for row, word in found.verdicts}


def test_stars_of_letterboxd_become_likes_dislikes_and_seen() -> None:
    found = plan(RATINGS)
    assert found.source == "Letterboxd"
    assert found.average == pytest.approx(20 / 6)
    assert said(found) == {
        "Alien (1979)": "like",
        "Heat (1995)": "like",
        "The Good, the Bad and the Ugly (1967)": "like",
        "Grease (1978)": "dislike",
        "Notting Hill (1999)": "seen",
    }
    assert found.lacking == ("A Film Nobody Has (2001)",)


def test_a_year_off_by_one_is_taken_only_where_no_other_film_has_the_title_then_and_is_told() -> None:
    found = plan(RATINGS)
    assert [(name, TITLES.name(row)) for name, row in found.shifted] == [
        ("Good, the Bad and the Ugly, The (1966)", "The Good, the Bad and the Ugly (1967)")
    ]
    between = plan("Name,Year,Rating\nTwins,1989,4\nDune,1990,4\n")
    assert (between.verdicts, between.ambiguous, between.lacking) == ((), ("Twins (1989)",), ("Dune (1990)",))


def test_a_whole_export_of_letterboxd_is_read_at_once() -> None:
    found = plan(letterboxd(), "letterboxd.zip")
    assert said(found) == said(plan(RATINGS)) | {"Dune (2021)": "seen", "Toy Story (1995)": "like"}
    assert [TITLES.name(row) for row in found.to_watch] == ["Dune (1984)"]


def test_imdb_gives_ten_stars_and_series_are_left_out() -> None:
    found = plan(IMDB)
    assert (found.source, found.not_films) == ("IMDb", 1)
    assert found.average == pytest.approx(3.5)
    assert said(found) == {"Alien (1979)": "like", "Heat (1995)": "like", "Grease (1978)": "dislike"}


def test_a_watchlist_of_imdb_tells_what_was_seen_since() -> None:
    found = plan(IMDB_WATCHLIST, "WATCHLIST.csv")
    assert [TITLES.name(row) for row in found.to_watch] == ["Dune (1984)"]
    assert said(found) == {"Toy Story (1995)": "like"}


def test_a_watchlist_and_watched_films_of_letterboxd_are_told_apart_by_their_names() -> None:
    assert plan(WATCHLIST, "watchlist-someone.csv").verdicts == ()
    assert plan(WATCHED, "watched.csv").to_watch == ()


@pytest.mark.parametrize(
    ("stars", "average", "loved", "word"),
    [
        (5.0, 3.0, False, "like"),
        (4.0, 4.0, False, "like"),
        (4.0, 4.5, False, "seen"),
        (3.5, 2.0, False, "seen"),
        (3.0, 3.5, False, "dislike"),
        (3.0, 3.0, False, "seen"),
        (0.5, 3.0, True, "like"),
        (None, 3.0, False, "seen"),
        (None, 3.0, True, "like"),
        (5.0, 5.0, False, "like"),
    ],
)
def test_stars_count_against_a_persons_own_average(
    stars: float | None, average: float, loved: bool, word: str
) -> None:
    assert verdict(stars, average, loved=loved) == word


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_any_encoding_and_delimiter_of_a_spreadsheet_is_read(encoding: str, delimiter: str) -> None:
    text = "Name,Year,Rating\r\nAlien,1979,5\r\nAmélie,2001,3\r\n".replace(",", delimiter)
    assert said(plan(text.encode(encoding))) == {"Alien (1979)": "like"}
    assert plan(text.encode(encoding)).lacking == ("Amélie (2001)",)


def test_an_original_title_finds_a_film_too() -> None:
    text = "Const,Title,Original Title,Year,Your Rating\ntt1,The Magnificent Seven,Seven Samurai,1954,9\n"
    assert said(plan(text)) == {"Seven Samurai (1954)": "like"}


def test_a_film_that_is_there_twice_counts_once_and_as_the_last_row_has_it() -> None:
    found = plan("Name,Year,Rating\nAlien,1979,1\nGrease,1978,5\nAlien,1979,5\n")
    assert said(found) == {"Alien (1979)": "like", "Grease (1978)": "like"}


def test_rows_that_say_nothing_are_counted_and_the_others_kept() -> None:
    found = plan(
        "Name,Year,Rating\n,1979,5\nAlien,1979,many\nHeat,1995,4\n\nDune,x,4\nToy Story\n"
        + "x" * 400
        + ",1,1\n"
    )
    assert found.broken == 3
    assert said(found) == {"Heat (1995)": "like", "Toy Story (1995)": "seen"}
    assert found.ambiguous == ("Dune",)


def _locked() -> bytes:
    data = bytearray(letterboxd({"ratings.csv": RATINGS}))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"", "empty"),
        (b"  \n ", "empty"),
        (b"Name,Year,Rating\n", "empty"),
        (b"x" * (MOST_BYTES + 1), "too large"),
        (b"PK\x03\x04 and no more", "damaged"),
        (letterboxd()[:-40], "damaged"),
        (_locked(), "locked"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "no text"),
        (b"\xff\xfe\0", "no text"),
        (b"hello, this is no table", "no table"),
        (b"<html><body>Sign in</body></html>", "no table"),
        (letterboxd({"profile.csv": "Date Joined,Username\n"}), "no table"),
        (letterboxd({"readme.txt": "nothing"}), "no table"),
        (b"Name,Year\n" + b"Alien,1979\n" * (MOST_ROWS + 1), "too many rows"),
        (b'Name,Year\n"' + b"x" * 200_000, "damaged"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_its_fault(data: bytes, fault: str) -> None:
    with pytest.raises(ExportUnreadable) as refused:
        plan(data)
    assert refused.value.fault == fault


def test_a_small_zip_of_endless_zeros_is_refused_before_it_fills_the_memory() -> None:
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("ratings.csv", "w") as file,
    ):
        for _ in range(MOST_BYTES_UNPACKED // 1_000_000 + 2):
            file.write(b"0" * 1_000_000)
    assert len(buffer.getvalue()) < 100_000
    with pytest.raises(ExportUnreadable) as refused:
        plan(buffer.getvalue())
    assert refused.value.fault == "too large"


def test_films_are_counted_once_however_many_tables_have_them(monkeypatch: pytest.MonkeyPatch) -> None:
    def table(name: str) -> str:
        return "Name,Year\n" + "".join(f"{name}{number},1999\n" for number in range(4))

    monkeypatch.setattr(planning, "MOST_ROWS", 6)
    assert len(plan(letterboxd({"a.csv": table("x"), "b.csv": table("x")})).lacking) == 4
    with pytest.raises(ExportUnreadable) as refused:
        plan(letterboxd({"a.csv": table("x"), "b.csv": table("y")}))
    assert refused.value.fault == "too many films"


def test_five_thousand_rows_are_read_and_every_one_is_accounted_for() -> None:
    rows = [f"Film {number},1990,3" for number in range(4_996)] + [
        "Alien,1979,5",
        "Heat,1995,5",
        "Grease,1978,1",
        "Dune,,4",
    ]
    found = plan("Name,Year,Rating\n" + "\n".join(rows))
    assert len(found.verdicts) + len(found.lacking) + len(found.ambiguous) == 5_000


@given(st.binary(max_size=300))
def test_no_bytes_break_the_reader(data: bytes) -> None:
    with suppress(ExportUnreadable):
        plan(data)
