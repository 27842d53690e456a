"""What is left of English words without their endings, to tell one word in another form from another word."""

from __future__ import annotations

from collections.abc import Iterator

_FORMS = ("s", "ed", "ing", "ly")
_SHORTEST = 3  # letters of a word with an ending
_ENDINGS = ("s", "es", "'s", "d", "ed", "ing")


def stems(word: str) -> set[str]:
    """Return the word in lower case, and what is left of it without an English ending."""
    plain = word.casefold()
    return {plain} | {plain.removesuffix(ending) for ending in _ENDINGS if len(plain) > len(ending) + 2}


def bases(word: str) -> Iterator[tuple[str, str]]:
    """Yield what English words `word` may be a form of, each with the ending that would make it one.

    stopped: stop, with "ed"; voicing: voice, with "ing"; cherries: cherry, with "s".
    """
    plain = word.casefold()
    for ending in _FORMS:
        if not plain.endswith(ending) or len(plain) - len(ending) < _SHORTEST:
            continue
        stem = plain.removesuffix(ending)
        yield stem, ending
        if ending == "s":
            if stem.endswith("ie"):
                yield f"{stem[:-2]}y", ending
            elif stem.endswith("e"):
                yield stem[:-1], ending
        else:
            yield f"{stem}e", ending
            if stem[-1] == stem[-2]:
                yield stem[:-1], ending
