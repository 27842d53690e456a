"""Reading a filter from what people type: `french rom-com since 2010`, `80s sci fi`, `film noir`."""

from __future__ import annotations

from collections.abc import Mapping

from rapidfuzz import fuzz, process

from models.movies.embeddings import Embeddings
from models.movies.errors import BadYears, UnknownGenre
from models.movies.filter_words import Wanted, spelt, words_of
from models.movies.filter_years import find_years
from models.movies.filters import Filter

CLOSE = 80
"""How alike (0 to 100) a word must be spelt to be taken for a genre: nothing is kept by a filter."""

LONGEST = 3
FILMS = frozenset({"film", "films", "flick", "flicks", "movie", "movies"})
SAYS_NOTHING = FILMS | {"a", "an", "and", "any", "from", "in", "made", "of", "only", "some", "the"}


def read_filter(space: Embeddings, genre: str, years: str, *, obscure: bool) -> Filter:
    """Read a filter; years may stand beside the genre, as in `comedy 1990s`.

    Raises
    ------
    UnknownGenre, BadYears
    """
    asked = find_years(genre)
    span = find_years(years)
    if set(span.rest.split()) - SAYS_NOTHING:
        raise BadYears(years)
    first, last = max(asked.first, span.first), min(asked.last, span.last)
    if first > last:
        raise BadYears(f"{genre} {years}".strip())
    wanted = read_words(words_of(space), asked.rest, space.genre_names)
    return Filter(wanted.genres, wanted.categories, first, last, obscure)


def read_words(known: Mapping[str, Wanted], text: str, names: tuple[str, ...]) -> Wanted:
    """Return what the words of `text` ask for, all together.

    Raises
    ------
    UnknownGenre
        For a word that is neither a genre nor a country or language; `names` are those to offer.
    """
    words = spelt(text.translate(str.maketrans(",;/&+", "     "))).split()
    genres: dict[str, None] = {}
    categories: dict[str, None] = {}
    while words:
        length, wanted = _longest(known, words)
        if not length and words[0] in SAYS_NOTHING:
            length = 1
        elif wanted is None:
            length, wanted = 1, _alike(known, words[0], names)
        words = words[length:]
        if wanted is not None:
            genres |= dict.fromkeys(wanted.genres)
            categories |= dict.fromkeys(wanted.categories)
    return Wanted(tuple(genres), tuple(categories))


def _longest(known: Mapping[str, Wanted], words: list[str]) -> tuple[int, Wanted | None]:
    """Return how many of the first words have a meaning together, and which."""
    for length in range(min(LONGEST, len(words)), 0, -1):
        if wanted := known.get(" ".join(words[:length])):
            return length, wanted
    return 0, None


def _alike(known: Mapping[str, Wanted], word: str, names: tuple[str, ...]) -> Wanted:
    """Return what a misspelt word stands for."""
    close = process.extractOne(word, list(known), scorer=fuzz.ratio, score_cutoff=CLOSE)
    if close is not None:
        return known[close[0]]
    ranked = process.extract(word, {name: name.casefold() for name in names}, scorer=fuzz.ratio, limit=5)
    raise UnknownGenre(word, tuple(name for _, _, name in ranked))
