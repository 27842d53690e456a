"""Which spellings are of one title, whatever the case, accents, articles, punctuation and form of numbers."""

from __future__ import annotations

import re
import unicodedata

from models.movies.titles.numbers import in_digits

_ARTICLE_FIRST = re.compile(r"^(?:the|an?) ")
_ARTICLE_LAST = re.compile(r",\s*(?:the|an?)\s*(?=:|$)")
_MOVED_ARTICLE = re.compile(r"(.+), (the|an?)$")
_TYPOGRAPHY = str.maketrans(
    dict.fromkeys("–—‐‑−", "-") | dict.fromkeys("’‘ʼ`´", "'") | dict.fromkeys("“”„", '"')
)
_LEFT_OUT = re.compile(r"[:,']|(?<=\w)\.(?=\s|$)")
_FILM = re.compile(r"\((?:[^()]*\b)?(?:film|movie)s?\)")
_INSIDE_WORD = re.compile(r"(?<=\w)['’‘`´.*](?=\w|\s|$)")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}\b)")
_NUMBERED = re.compile(r"\b([^\W\d]{3,})(\d{1,2})$")
_HYPHENS = re.compile(r"(?<=[^\W\d])[-‐‑·.](?=[^\W\d])")
_NO_WORD = re.compile(r"[\W_]+")
_LETTERS = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        "ı": "i",
        "&": " and ",
        "+": " and ",
    }
    | {fraction: f" {unicodedata.normalize('NFKD', fraction)}" for fraction in "½⅓⅔¼¾"}
    | {raised: f" {digit}" for digit, raised in enumerate("⁰¹²³⁴⁵⁶⁷⁸⁹")}
)


def normalise(text: str) -> str:
    """Reduce a title to what people agree on: `The Good, the Bad & ...` -> `good the bad and`.

    A title of signs alone, such as `$`, is kept as it is.
    """
    text = text.casefold().translate(_LETTERS)
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", text)
        text = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    signs = text = text.strip()
    if not text.replace(" ", "").isalnum():
        text = _FILM.sub(" ", text).strip()
        text = _INSIDE_WORD.sub("", _THOUSANDS.sub("", _ARTICLE_LAST.sub("", text)))
        text = _NO_WORD.sub(" ", text).strip()
    text = _NUMBERED.sub(r"\1 \2", _ARTICLE_FIRST.sub("", " ".join(text.split())))
    return text or ("" if _FILM.search(signs) else signs)


def literal(text: str) -> str:
    """Return a title as written but for case, kinds of dashes and quotes, and an article moved to the end."""
    text = unicodedata.normalize("NFC", " ".join(text.casefold().split())).translate(_TYPOGRAPHY)
    moved = _MOVED_ARTICLE.match(text)
    return f"{moved[2]} {moved[1]}" if moved else text


def unpunctuated(text: str) -> str:
    """Return a title as people type it who leave out its colons, commas, apostrophes and stops."""
    return " ".join(_LEFT_OUT.sub("", literal(text).replace(" - ", " ")).split())


def article(text: str) -> str:
    """Return the article that a title begins with, or nothing."""
    found = _ARTICLE_FIRST.match(literal(text))
    return found[0].strip() if found else ""


def identities(text: str) -> tuple[str, ...]:
    """Return the keys under which a title is known: one, and a second where a hyphen may be left out.

    Titles that share a key are the same title: `Men in Black III` and `men in black 3`, `Spider-Man` and
    `Spiderman`. `Paddington` and `Paddington 2` share none.
    """
    key = normalise(text)
    keys = [" ".join(in_digits(key.split()))]
    if _HYPHENS.search(text):
        joined = normalise(_HYPHENS.sub("", text))
        keys.append(" ".join(in_digits(joined.split())))
    return tuple(dict.fromkeys(keys))
