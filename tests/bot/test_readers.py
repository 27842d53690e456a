"""Whatever is typed, its reader reads it or refuses it with a sentence: nothing else comes of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.refusals import Refused
from bot.replies import EMBED_DESCRIPTION_LIMIT
from bot.sentences import is_worded, sentence
from cogs.groups.people import read_mentions
from cogs.lists.vote_terms import choose_films, parse_duration, split_terms
from cogs.shared.titles import split
from cogs.text.texts import read_text
from models.errors import ModelError
from models.movies.filter_text import read_filter
from models.movies.library import open_library
from models.movies.titles.reading import readings
from models.words.analogy import parse as analogy
from models.words.axis import parse as axis
from models.words.concept import parse as concept
from models.words.context import sentence as context
from models.words.maps import parse as maps
from models.words.neighbours import parse as neighbours
from models.words.relation import parse as relation
from models.words.similarity import parse as similarity
from storage.errors import StorageError
from storage.film_list import Entry, FilmList
from storage.places import Place

library = cache(open_library)
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
FRIDAY = FilmList(1, Place.server(7), "Friday: night", 2, NOON, None, 12, 0)
WAITING = [Entry(f"Film {number}", f"Film {number}", 2, NOON, None) for number in range(12)]

ACTING = [
    ",", ";", ":", "|", "..", "…", "=", "-", "–", "−", "+", " - ", " + ", "→", "->", "not:", "?", "(", ")",
    "___", "{X}", "[MASK]", "\"", "'", "`", "```", "\\n", "\n", "\t", "\x00", "\u202e", "\ud83d", "😀",
    "é", "語", "1999", "0", "-1", "1e9", "٣", "²", "36", "90m", "3d", "99999999999", "genre", "<@1>",
    "<@!80351110224678912>", "@everyone", "new york", "king", "man",
]  # fmt: skip
TYPED = st.lists(st.one_of(st.sampled_from(ACTING), st.text(max_size=4)), max_size=14).map(" ".join)
PRESSED = st.lists(st.one_of(st.sampled_from(ACTING), st.text(max_size=4)), max_size=14).map("".join)

READERS: dict[str, Callable[[str], object]] = {
    "analogy": lambda text: analogy.parse(text, {"king", "man", "new york"}.__contains__),
    "axis": axis.parse,
    "concept": lambda text: (concept.is_definition(text), concept.parse(text)),
    "concept test": concept.parse_tested,
    "fill": context.parse,
    "tsne": maps.parse,
    "neighbours": lambda text: neighbours.parse(text, {"king", "man", "new york"}.__contains__),
    "relation": relation.parse,
    "odd": similarity.parse_odd,
    "similarity": similarity.parse,
    "film titles": lambda text: split(text, {"Alien; Resurrection"}.__contains__),
    "a film title": readings,
    "a filter": lambda text: read_filter(library().embeddings, text, text[:9], obscure=False),
    "mentions": read_mentions,
    "a vote's terms": lambda text: split_terms([FRIDAY], text, text[:5], hidden=False),
    "a vote's films": lambda text: choose_films(FRIDAY, WAITING, text),
    "a duration": parse_duration,
    "a text": read_text,
}


@pytest.mark.parametrize("read", READERS.values(), ids=READERS)
@settings(max_examples=60)
@given(typed=st.one_of(TYPED, PRESSED))
def test_whatever_is_typed_is_read_or_refused_in_a_sentence(
    read: Callable[[str], object], typed: str
) -> None:
    try:
        read(typed)
    except (ModelError, StorageError, Refused) as refused:
        refusal: Exception | None = refused
    else:
        refusal = None
    if refusal is not None:
        assert is_worded(refusal)
        told = sentence(refusal).markdown()
        assert 0 < len(told) < EMBED_DESCRIPTION_LIMIT
        assert "@everyone" not in re.sub("`[^`]*`", "", told)  # in code it is text
