"""The words beside a picture of attention: whose it is, the strongest looks, and what comes next."""

from __future__ import annotations

from bot.markup import code, plain
from bot.replies import enumeration
from cogs.text.captions import cut, joined
from cogs.text.styles import unknown_characters
from models.text.attention.library import AttentionModel
from models.text.attention.patterns import Pattern
from models.text.attention.plan import HEADS, in_lines, numbers
from models.text.attention.reading import AttentionReading, Look
from models.text.visible import visible

TOLD = 0.05
"""Where else a token looked is told from this share on, nothing among it."""
TELLS = {
    Pattern.BRACKETS: "inside brackets it looks back at the one that opened last",
    Pattern.QUOTES: "inside quotation marks it looks back at the mark that opened them",
    Pattern.REPEATS: "at a word that stood before, it looks at what followed there",
    Pattern.LINE: "it looks back at the line break before the line",
    Pattern.PREVIOUS: "it looks at the token just before",
}


def caption(model: AttentionModel, text: str, reading: AttentionReading) -> str:
    """Return what to say of where a head looked, and of what the model expects."""
    looks = _looks(reading) if in_lines(reading) else _looks_from(reading)
    expected = (
        f"After it all, **{plain(model.name)}** expects {_shown(reading.next.text)} next "
        f"({reading.next.probability:.0%})."
    )
    return joined(
        _whose(reading),
        f"{looks} {expected}",
        unknown_characters(model, text),
        cut(text, reading.left_out),
    )


def _whose(reading: AttentionReading) -> str:
    which = f"**{numbers(reading).capitalize()}** of **{plain(reading.model)}**"
    if reading.best is None:
        if reading.head is None:
            return f"{which}: the mean of where they look."
        return f"{which} is not known to look for anything. Can you tell from the picture?"
    best = reading.best
    name = HEADS[Pattern(best.name)]
    return (
        f"{which} is {name}: {TELLS[Pattern(best.name)]}. Nobody taught it to. On text it has never seen, "
        f"{best.share:.0%} of its attention falls there; spread evenly it would be {best.even:.0%}."
    )


def _looks(reading: AttentionReading) -> str:
    told = reading.telling()
    if not told:
        return "A single token has only itself to look at."
    first, *others = told
    most = f"{_shown(reading.pieces[first.at])} looked most at {_seen(reading, first)}"
    rest = [f"{_shown(reading.pieces[look.at])} at {_seen(reading, look)}" for look in others]
    return most + (f", {enumeration(rest)}." if rest else ".")


def _looks_from(reading: AttentionReading) -> str:
    at = reading.focus
    strongest, *others = reading.strongest(at)
    first, rest = _seen(reading, strongest), [_seen(reading, each) for each in others if each.share >= TOLD]
    then = f", then at {enumeration(rest)}" if rest else ""
    share = reading.nowhere[at]
    away = f"; {share:.0%} of its attention went to nothing" if share >= TOLD else ""
    return f"{_shown(reading.pieces[at])} looked most at {first}{then}{away}."


def _seen(reading: AttentionReading, look: Look) -> str:
    seen = "itself" if look.seen == look.at else _shown(reading.pieces[look.seen])
    return f"{seen} ({look.share:.0%})"


def _shown(piece: str) -> str:
    return code(visible(piece))
