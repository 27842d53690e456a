from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.movies.titles.written import hint, parts

LIST = "Alien; Heat; The Matrix; The Good, the Bad and the Ugly; 12 Angry Men; Paris; Texas; M*A*S*H"
KNOWN = frozenset([*LIST.split("; "), "Alien (1979)", "Heat (1995)"])


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("Alien", ["Alien"]),
        ("Alien; Heat ;", ["Alien", "Heat"]),
        ("Alien\nHeat\n\nThe Matrix", ["Alien", "Heat", "The Matrix"]),
        ("- Alien\n* Heat\n• The Matrix", ["Alien", "Heat", "The Matrix"]),
        ("1. Alien\n2) Heat\n(3) 12 Angry Men", ["Alien", "Heat", "12 Angry Men"]),
        ("- [x] Alien\n- [ ] Heat", ["Alien", "Heat"]),
        ("**Alien**; *Heat*; __The Matrix__; `M*A*S*H`", ["Alien", "Heat", "The Matrix", "M*A*S*H"]),
        ('> 1. **"Alien"**', ["Alien"]),
        ("“Alien”; «Heat»; 'The Matrix'", ["Alien", "Heat", "The Matrix"]),
        ("[Alien](https://example.org/alien)", ["Alien"]),
        ("12 Angry Men", ["12 Angry Men"]),
        ("Alien; alien; Alien", ["Alien", "alien"]),
        ("Alien, The Matrix, Heat", ["Alien", "The Matrix", "Heat"]),
        ("Alien, The Good, the Bad and the Ugly, Heat", ["Alien", "The Good, the Bad and the Ugly", "Heat"]),
        ("Alien (1979), Heat (1995)", ["Alien (1979)", "Heat (1995)"]),
        ("The Good, the Bad and the Ugly", ["The Good, the Bad and the Ugly"]),
        ("Paris, Texas", ["Paris, Texas"]),
        ("Alien, Nowhere Known, Heat", ["Alien, Nowhere Known, Heat"]),
        ("", []),
        ("; ;\n - \n", []),
    ],
)
def test_lists_are_read_as_people_write_them(text: str, titles: list[str]) -> None:
    assert parts(text, KNOWN.__contains__) == titles


@pytest.mark.parametrize(
    ("text", "better"),
    [
        ("Paris, Texas", "Paris; Texas"),
        ("Alien, Heat", "Alien; Heat"),
        ("Alien, Nowhere Known", None),
        ("Alien", None),
        ("The Good, the Bad and the Ugly", None),
    ],
)
def test_two_titles_in_a_row_are_shown_with_a_semicolon(text: str, better: str | None) -> None:
    assert hint(text, KNOWN.__contains__) == better


@given(st.text(max_size=200))
def test_no_text_breaks_the_reader(text: str) -> None:
    titles = parts(text, KNOWN.__contains__)
    assert len(set(titles)) == len(titles)
    assert all(title.strip() == title and title for title in titles)
