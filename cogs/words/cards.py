"""What the replies about words share: a bar for each word, the source, and the forms that were used."""

from __future__ import annotations

from collections.abc import Iterable

from bot.markup import plain
from bot.replies import Card, bar, plural
from models.figures import figure
from models.words.space.vectors import Neighbour, Term, WordVectors


def lines(found: Iterable[Neighbour]) -> str:
    """Return a line with a bar for each word."""
    return "\n".join(line(each.similarity, plain(each.word)) for each in found)


def line(value: float, text: str) -> str:
    """Return a value from 0 to 1 as a figure and a bar, with what it is the value of."""
    return f"`{figure(value, '.2f')} {bar(value)}` **{text}**"


def source(words: WordVectors, what: str = "cosine similarity") -> str:
    """Return the footer: what the figures are, and of which vectors."""
    return f"{what} · {words.name}, {plural(len(words.vocabulary), 'word')}"


def with_forms(embed: Card, terms: Iterable[Term]) -> Card:
    """Name the form that was used for each word that was not taken as typed."""
    used = forms(terms)
    if used:
        embed.add_field(name="Read as", value="\n".join(used))
    return embed


def forms(terms: Iterable[Term]) -> list[str]:
    """Return, for each word that was not taken as typed, how it was read."""
    return [f"{plain(term.asked)} → **{plain(term.form)}**{_how(term)}" for term in terms if term.repaired]


def _how(term: Term) -> str:
    if term.borrowed_from:
        return f" (not among my words: those nearest to it in {term.borrowed_from})"
    return " (their middle)" if len(term.words) > 1 else ""
