"""What a film's article looks like in each Wikipedia: its infobox, its fields, and what is no film."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from models.movies.collect.wikitext import template_names


class Role(StrEnum):
    """What a field of the infobox tells."""

    DIRECTORS = "directors"
    WRITERS = "writers"
    STARRING = "starring"
    MUSIC = "music"
    STUDIOS = "studios"
    COUNTRIES = "countries"
    LANGUAGES = "languages"
    RELEASED = "released"
    RUNTIME = "runtime"
    GENRES = "genres"


PEOPLE = (Role.DIRECTORS, Role.WRITERS, Role.STARRING, Role.MUSIC)
"""Roles whose values are pages; of the others the shown text counts: French, not French language."""


@dataclass(frozen=True)
class Language:
    """How one Wikipedia writes about films.

    Attributes
    ----------
    code : str
        Its code, as in the name of a dump ("enwiki" is "en").
    templates : tuple of str
        The film infobox's name first, then names that are known to redirect to it; a dump tells of others.
    box_word : str
        A word in the name of every infobox, in lower case: a cheap test before any parsing.
    fields : mapping of Role to tuple of str
        The infobox's fields by role, in lower case; all that are filled in count.
    not_a_film : re.Pattern
        Found in a page's name, it says that the page is of something else.
    series : re.Pattern
        Found in an article's first sentences, it says that the article is of a series.
    genre_category : re.Pattern
        The words of a category that may tell a genre, as the group "words".
    kind_of_film : re.Pattern
        The words of a first sentence that may tell a genre, as the group "words".
    genres : mapping of str to str
        A genre's words, in lower case, and the name that the catalogue gives it.
    """

    code: str
    templates: tuple[str, ...]
    box_word: str
    fields: Mapping[Role, tuple[str, ...]]
    not_a_film: re.Pattern[str]
    series: re.Pattern[str]
    genre_category: re.Pattern[str]
    kind_of_film: re.Pattern[str]
    genres: Mapping[str, str]

    @cached_property
    def infobox(self) -> re.Pattern[str]:
        """What finds an infobox; the group is its name."""
        return template_names(self.box_word)


# Words between "is a" and "film series": none of them may end the phrase or lead into another one.
_EN_WORDS = r"(?:(?!film\b|movie\b|in\b|of\b|from\b|to\b|on\b|by\b)[^\s.;:]+\s+){0,7}?"

ENGLISH = Language(
    code="en",
    templates=(
        "Infobox film",
        "Infobox movie",
        "Infobox motion picture",
        "Infobox Hollywood cartoon",
        "Infobox short film",
        "Infobox animated film",
        "Film infobox",
    ),
    box_word="infobox",
    fields={
        Role.DIRECTORS: ("director", "directors"),
        Role.WRITERS: ("writer", "writers", "screenplay", "story"),
        Role.STARRING: ("starring", "stars"),
        Role.MUSIC: ("music", "composer"),
        Role.STUDIOS: ("studio", "studios", "production companies", "production company"),
        Role.COUNTRIES: ("country", "countries"),
        Role.LANGUAGES: ("language", "languages"),
        Role.RELEASED: ("released", "release date", "release dates"),
        Role.RUNTIME: ("runtime", "running time"),
        Role.GENRES: ("genre", "genres"),
    },
    not_a_film=re.compile(
        r"^Lists? of |\([^)]*\b(?:series|franchise|trilogy|saga|soundtrack|album|song|novel|character)\)$"
    ),
    series=re.compile(
        rf"\b(?:is|are|was|were)\s+(?:an?|the)\s+{_EN_WORDS}"
        r"(?:(?:film|movie)\s+(?:series|franchise|trilogy|tetralogy)|series\s+of|franchise\b|trilogy\b)"
    ),
    genre_category=re.compile(r"^(?!Cold War)(?P<words>.*)\b(?:films|film|movies)$"),
    kind_of_film=re.compile(
        r"\b(?:is|was)\s+an?\s+(?P<words>[^.;]*?(?=\s(?:film|movie)\b)|[^.;]*?\bdocumentary\b)"
    ),
    genres={
        "action": "Action",
        "adventure": "Adventure",
        "animated": "Animated",
        "anime": "Animated",
        "biographical": "Biography",
        "biopic": "Biography",
        "comedy": "Comedy",
        "crime": "Crime",
        "gangster": "Crime",
        "heist": "Crime",
        "dance": "Dance",
        "disaster": "Disaster",
        "documentary": "Documentary",
        "docufiction": "Documentary",
        "drama": "Drama",
        "melodrama": "Drama",
        "erotic": "Erotic",
        "family": "Family",
        "children's": "Family",
        "fantasy": "Fantasy",
        "found footage": "Found Footage",
        "historical": "Historical",
        "horror": "Horror",
        "independent": "Independent",
        "courtroom": "Legal",
        "legal": "Legal",
        "martial arts": "Martial Arts",
        "musical": "Musical",
        "mystery": "Mystery",
        "detective": "Mystery",
        "noir": "Noir",
        "political": "Political",
        "romance": "Romance",
        "romantic": "Romance",
        "satirical": "Satire",
        "satire": "Satire",
        "science fiction": "Science Fiction",
        "short": "Short",
        "silent": "Silent",
        "slasher": "Slasher",
        "sports": "Sports",
        "spy": "Spy",
        "superhero": "Superhero",
        "supernatural": "Supernatural",
        "teen": "Teen",
        "thriller": "Thriller",
        "war": "War",
        "western": "Western",
    },
)

GERMAN = Language(
    code="de",
    templates=("Infobox Film", "Infobox Kurzfilm", "Infobox Dokumentarfilm"),
    box_word="infobox",
    fields={
        Role.DIRECTORS: ("regie", "reg"),
        Role.WRITERS: ("drehbuch", "drb"),
        Role.STARRING: ("besetzung", "darsteller"),
        Role.MUSIC: ("musik",),
        Role.STUDIOS: ("produktionsunternehmen", "produktionsfirma"),
        Role.COUNTRIES: ("produktionsland", "pl"),
        Role.LANGUAGES: ("originalsprache", "os"),
        Role.RELEASED: ("erscheinungsjahr", "produktionsjahr", "ej", "pj"),
        Role.RUNTIME: ("länge", "len"),
        Role.GENRES: ("genre",),
    },
    not_a_film=re.compile(r"^Liste (?:von|der) |\([^)]*(?:[Rr]eihe|[Ss]erie|[Tt]rilogie|Album|Roman)\)$"),
    series=re.compile(
        r"\b(?:ist|sind|war|waren)\s+(?:eine?|die)\s+(?:(?!Film\b|von\b|der\b|aus\b)[^\s.;:]+\s+){0,5}?"
        r"(?:\w*[Ff]ilm-?[Rr]eihe|\w*[Ff]ilm-?[Ss]erie|\w*[Tt]rilogie|Reihe\s+von)\b"
    ),
    genre_category=re.compile(r"^(?P<words>[\w-]+)$"),
    kind_of_film=re.compile(
        r"\b(?:ist|war)\s+(?:eine?)\s+(?P<words>[^.;]*?)(?:\s(?:von|des|der|aus|mit|unter)\b|[.,;])"
    ),
    genres={
        "actionfilm": "Action",
        "abenteuerfilm": "Adventure",
        "animationsfilm": "Animated",
        "zeichentrickfilm": "Animated",
        "filmbiografie": "Biography",
        "filmkomödie": "Comedy",
        "komödie": "Comedy",
        "kriminalfilm": "Crime",
        "gangsterfilm": "Crime",
        "tanzfilm": "Dance",
        "katastrophenfilm": "Disaster",
        "dokumentarfilm": "Documentary",
        "filmdrama": "Drama",
        "drama": "Drama",
        "erotikfilm": "Erotic",
        "familienfilm": "Family",
        "kinderfilm": "Family",
        "fantasyfilm": "Fantasy",
        "historienfilm": "Historical",
        "horrorfilm": "Horror",
        "justizfilm": "Legal",
        "martial-arts-film": "Martial Arts",
        "musicalfilm": "Musical",
        "musikfilm": "Musical",
        "liebesfilm": "Romance",
        "filmsatire": "Satire",
        "science-fiction-film": "Science Fiction",
        "kurzfilm": "Short",
        "stummfilm": "Silent",
        "slasher-film": "Slasher",
        "sportfilm": "Sports",
        "agentenfilm": "Spy",
        "superheldenfilm": "Superhero",
        "jugendfilm": "Teen",
        "thriller": "Thriller",
        "kriegsfilm": "War",
        "western": "Western",
    },
)

FRENCH = Language(
    code="fr",
    templates=("Infobox Cinéma (film)", "Infobox Film", "Infobox Cinéma"),
    box_word="infobox",
    fields={
        Role.DIRECTORS: ("réalisation", "réalisateur"),
        Role.WRITERS: ("scénario", "scénariste"),
        Role.STARRING: ("acteur", "acteurs", "acteurs principaux"),
        Role.MUSIC: ("musique", "compositeur"),
        Role.STUDIOS: ("société de production", "production", "maison de production"),
        Role.COUNTRIES: ("pays", "pays de production"),
        Role.LANGUAGES: ("langue",),
        Role.RELEASED: ("année de sortie", "sortie", "date de sortie", "année"),
        Role.RUNTIME: ("durée",),
        Role.GENRES: ("genre",),
    },
    not_a_film=re.compile(
        r"^Liste (?:des|de) |\([^)]*\b(?:série|série de films|saga|trilogie|album|roman|franchise)\)$"
    ),
    series=re.compile(
        r"\best\s+(?:une?|la)\s+(?:(?!film\b|de\b|du\b|des\b)[^\s.;:]+\s+){0,4}?"
        r"(?:série\s+de\s+films|saga|trilogie|franchise)\b"
    ),
    genre_category=re.compile(r"^(?P<words>(?:Film|Comédie|Mélodrame|Thriller|Western|Court métrage)\b.*)$"),
    kind_of_film=re.compile(
        r"\best\s+une?\s+(?P<words>[^.;]*?)(?:\s(?:réalisée?|écrite?|sortie?|de)\b|[.;])"
    ),
    genres={
        "action": "Action",
        "aventure": "Adventure",
        "animation": "Animated",
        "biographique": "Biography",
        "comédie": "Comedy",
        "policier": "Crime",
        "gangsters": "Crime",
        "danse": "Dance",
        "catastrophe": "Disaster",
        "documentaire": "Documentary",
        "dramatique": "Drama",
        "drame": "Drama",
        "mélodrame": "Drama",
        "érotique": "Erotic",
        "enfants": "Family",
        "fantasy": "Fantasy",
        "fantastique": "Fantasy",
        "historique": "Historical",
        "horreur": "Horror",
        "judiciaire": "Legal",
        "arts martiaux": "Martial Arts",
        "musical": "Musical",
        "musicale": "Musical",
        "romantique": "Romance",
        "romance": "Romance",
        "satirique": "Satire",
        "science-fiction": "Science Fiction",
        "court métrage": "Short",
        "muet": "Silent",
        "slasher": "Slasher",
        "sport": "Sports",
        "espionnage": "Spy",
        "super-héros": "Superhero",
        "thriller": "Thriller",
        "guerre": "War",
        "western": "Western",
    },
)

LANGUAGES = {each.code: each for each in (ENGLISH, GERMAN, FRENCH)}
