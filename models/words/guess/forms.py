"""When a guess is the secret word in another form: its plural, or with another ending."""

from __future__ import annotations

from models.words.space.endings import bases

_IRREGULAR = {
    "calves": "calf",
    "children": "child",
    "feet": "foot",
    "firemen": "fireman",
    "fishermen": "fisherman",
    "geese": "goose",
    "halves": "half",
    "hooves": "hoof",
    "knives": "knife",
    "leaves": "leaf",
    "loaves": "loaf",
    "men": "man",
    "mice": "mouse",
    "scarves": "scarf",
    "shelves": "shelf",
    "teeth": "tooth",
    "wolves": "wolf",
    "women": "woman",
}
LEAST_ALIKE = 0.3
"""A word that only looks like a form, as "caring" does of "car", is used in other ways."""


def is_form(guess: str, secret: str, similarity: float) -> bool:
    """Tell whether a guess is another form of the secret word, or the secret word one of the guess.

    Parameters
    ----------
    guess, secret : str
        Two words.
    similarity : float
        The cosine similarity of the two.
    """
    guess, secret = guess.casefold(), secret.casefold()
    if guess == secret or _IRREGULAR.get(guess) == secret:
        return True
    spelled = secret in _bases(guess) or guess in _bases(secret)
    return spelled and similarity >= LEAST_ALIKE


def _bases(word: str) -> set[str]:
    """Return what a word may be a form of, its "es" taken off whole too: boxes, torches."""
    return {base for base, _ in bases(word)} | ({word.removesuffix("es")} if word.endswith("es") else set())
