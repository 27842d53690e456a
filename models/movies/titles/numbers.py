"""Numbers in titles: `III`, `3`, `three` and `Part 3` are the same, `3` and `4` are not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

_ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
_TEENS = "sixteen seventeen eighteen nineteen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_NUMERALS = "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv"
_FIRSTS = (
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth"
)
UNITS = {word: value for value, word in enumerate(f"{_ONES} {_TEENS}".split())}
TENS = {word: value for value, word in zip(range(20, 100, 10), _TENS.split(), strict=True)}
HUNDRED, THOUSAND = "hundred", "thousand"
ORDINALS = {word: value for value, word in enumerate(_FIRSTS.split())}
ROMANS = dict(zip(_NUMERALS.split(), map(str, range(1, 16)), strict=True))
PARTS = frozenset({"part", "pt", "volume", "vol", "chapter", "ch", "number", "no", "nr", "episode", "ep"})
KEPT_PARTS = frozenset({"episode", "ep"})
"""`Star Wars: Episode IV` is not the fourth Star Wars, so this word stays where it stands."""

_WORDS = frozenset({*UNITS, *TENS, *ORDINALS, *ROMANS, *PARTS, HUNDRED, THOUSAND})


def in_digits(words: Sequence[str]) -> list[str]:
    """Return a title's words with every number in digits and without `part` before one.

    A title that is nothing but a number stays as it is: `Nine` and `9` are two films.
    """
    if _WORDS.isdisjoint(words) or is_number(words):
        return list(words)
    counted = list(_counted(words))
    return [
        word
        for at, word in enumerate(counted)
        if not (word in PARTS - KEPT_PARTS and at and counted[at + 1 : at + 2] and counted[at + 1].isdigit())
    ]


def is_number(words: Sequence[str]) -> bool:
    """Tell whether there is nothing but one number."""
    return all(
        word.isdigit() or word in UNITS or word in TENS or word in {HUNDRED, THOUSAND} for word in words
    ) or (len(words) == 1 and words[0] in ROMANS)


def _counted(words: Sequence[str]) -> Iterator[str]:
    """Yield the words, each run of number words as one number."""
    at = 0
    while at < len(words):
        value, length = _cardinal(words[at:])
        if length:
            yield str(value)
        elif words[at] in ORDINALS:
            yield _ordinal(ORDINALS[words[at]])
        elif _is_roman(words, at):
            yield ROMANS[words[at]]
        else:
            yield words[at]
        at += length or 1


def _cardinal(words: Sequence[str]) -> tuple[int, int]:
    """Return the number that `words` begin with and how many of them say it: `one hundred one` is 101, 3."""
    total = value = length = 0
    least = 1_000_000  # what follows must be smaller: "one two three" is three numbers
    for at, word in enumerate(words):
        if word == "and" and value and value % 100 == 0 and _says_number(words, at + 1):
            continue
        if word == HUNDRED and 0 < value < 10:
            value, least = value * 100, 100
        elif word == THOUSAND and 0 < value < 1000 and not total:
            total, value, least = value * 1000, 0, 1000
        elif word in TENS and least >= 100:
            value, least = value + TENS[word], 10
        elif word in UNITS and (least >= 100 or (least == 10 and 0 < UNITS[word] < 10)):
            value, least = value + UNITS[word], 1
        else:
            break
        length = at + 1
    return total + value, length


def _says_number(words: Sequence[str], at: int) -> bool:
    return at < len(words) and (words[at] in UNITS or words[at] in TENS)


def _is_roman(words: Sequence[str], at: int) -> bool:
    """Tell a numeral from a word: not as the first one, and `I` only at the end or after `part`."""
    if at == 0 or words[at] not in ROMANS:
        return False
    return words[at] != "i" or at == len(words) - 1 or words[at - 1] in PARTS


def _ordinal(value: int) -> str:
    ending = {1: "st", 2: "nd", 3: "rd"}.get(value, "th")
    return f"{value}{ending}"
