"""What people call genres, countries and languages, and which of the catalogue's names that is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from models.movies.embeddings import Embeddings

LANGUAGE = "-language"
_CATEGORY = re.compile(r"Category:(.+) films")
_DECADE = re.compile(r"\d{4}s")

GENRES_ALSO_CALLED = {
    "sci fi": ("Science Fiction",),
    "scifi": ("Science Fiction",),
    "sf": ("Science Fiction",),
    "rom com": ("Romance", "Comedy"),
    "romcom": ("Romance", "Comedy"),
    "romantic comedy": ("Romance", "Comedy"),
    "romantic": ("Romance",),
    "love": ("Romance",),
    "film noir": ("Noir",),
    "noir": ("Noir",),
    "animation": ("Animated",),
    "cartoon": ("Animated",),
    "doc": ("Documentary",),
    "docu": ("Documentary",),
    "biopic": ("Biography",),
    "biographical": ("Biography",),
    "kung fu": ("Martial Arts",),
    "karate": ("Martial Arts",),
    "history": ("Historical",),
    "period": ("Historical",),
    "funny": ("Comedy",),
    "scary": ("Horror",),
    "kids": ("Family",),
    "children": ("Family",),
    "whodunit": ("Mystery",),
    "detective": ("Mystery",),
    "gangster": ("Crime",),
    "cowboy": ("Western",),
    "indie": ("Independent",),
    "dramedy": ("Drama", "Comedy"),
    "super hero": ("Superhero",),
    "action comedy": ("Action", "Comedy"),
}
PLACES = {
    "america": "American",
    "us": "American",
    "usa": "American",
    "united states": "American",
    "hollywood": "American",
    "uk": "British",
    "britain": "British",
    "england": "British",
    "united kingdom": "British",
    "france": "French",
    "germany": "German",
    "italy": "Italian",
    "spain": "Spanish",
    "india": "Indian",
    "canada": "Canadian",
    "japan": "Japanese",
    "korea": "South Korean",
    "korean": "South Korean",
    "south korea": "South Korean",
    "china": "Chinese",
    "australia": "Australian",
    "sweden": "Swedish",
    "denmark": "Danish",
    "norway": "Norwegian",
    "finland": "Finnish",
    "russia": "Russian",
    "ussr": "Soviet",
    "soviet union": "Soviet",
    "mexico": "Mexican",
    "argentina": "Argentine",
    "argentinian": "Argentine",
    "brazil": "Brazilian",
    "poland": "Polish",
    "netherlands": "Dutch",
    "holland": "Dutch",
    "belgium": "Belgian",
    "austria": "Austrian",
    "switzerland": "Swiss",
    "ireland": "Irish",
    "israel": "Israeli",
    "turkey": "Turkish",
    "iran": "Iranian",
    "greece": "Greek",
    "hungary": "Hungarian",
    "thailand": "Thai",
    "taiwan": "Taiwanese",
    "portugal": "Portuguese",
    "new zealand": "New Zealand",
    "south africa": "South African",
    "philippines": "Philippine",
    "filipino": "Philippine",
    "bollywood": "Hindi-language",
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What one word asks for: genres, and categories by the names of their links."""

    genres: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()


def words_of(space: Embeddings) -> dict[str, Wanted]:
    """Return what can be asked for in a catalogue, by the words for it, in lower case and without hyphens."""
    return dict(_words(space))


def spelt(word: str) -> str:
    """Return a word as the keys of `words_of` are spelt."""
    return " ".join(word.casefold().replace("-", " ").split())


def _words(space: Embeddings) -> Iterator[tuple[str, Wanted]]:
    """Yield words for what the catalogue has, the more telling meaning of a word last."""
    genres = set(space.genre_names)
    categories = {found[1] for link in space.links if (found := _CATEGORY.fullmatch(link))} - genres
    categories = {name for name in categories if not _DECADE.fullmatch(name)}
    for name in sorted(categories):
        language = name.removesuffix(LANGUAGE)
        if language != name:
            yield from ((word, _category(name)) for word in (spelt(language), f"in {spelt(language)}"))
            yield spelt(name), _category(name)
    for name in sorted(categories):
        if not name.endswith(LANGUAGE):
            yield spelt(name), _category(name)
    for place, name in PLACES.items():
        if name in categories:
            yield place, _category(name)
    for word, names in GENRES_ALSO_CALLED.items():
        if genres.issuperset(names):
            yield from ((form, Wanted(genres=names)) for form in (word, f"{word}s"))
    for name in space.genre_names:
        yield from ((form, Wanted(genres=(name,))) for form in _forms(spelt(name)))
    if "Animated" in genres and "Japanese" in categories:
        yield "anime", Wanted(("Animated",), _category("Japanese").categories)


def _forms(name: str) -> tuple[str, str]:
    """Return a name and its plural: `comedy`, `comedies`."""
    return name, f"{name[:-1]}ies" if name.endswith("y") else f"{name}s"


def _category(name: str) -> Wanted:
    return Wanted(categories=(f"Category:{name} films",))
