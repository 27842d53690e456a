"""Options as people type them: in any capitals, with any number, in back-ticks."""

from __future__ import annotations

from tests.room import Room

FORGIVEN = {
    "complete style=Shakespeare length=20 To be": "shakespeare ·",
    "complete STYLE=PYTHON Length=20 `def f(`": "```py\ndef f(",
    "surprise theme=LIGHT `x = 1`": "This costs",
    "neurons property=Quotes print('a')": "python",
    "privacy group ON": "Groups count your ratings again",
    "similarity `cat dog`": "How alike are cat and dog?",
    "concept show name=Country": "Concept: country",
    "suppose theme=Light Alien | Grease": "Suppose that you like Alien",
}
REFUSED = {
    "complete temperature=nan To be": "`temperature` must be from 0 to 2, not nan.",
    "complete temperature=-inf To be": "`temperature` must be from 0 to 2, not −inf.",
    "tsne perplexity=NaN tea coffee": "`perplexity` must be from 1 to 100, not nan.",
    "tsne perplexity=1e999 tea coffee": "`perplexity` must be from 1 to 100, not inf.",
    "privacy match maybe": "`state` must be `on` or `off`.",
    "surprise theme=grey x = 1": "`theme` must be `dark` or `light`.",
    "complete style=milton To be": "Choose `python` or `shakespeare`.",
}


async def test_options_are_forgiven_their_capitals_and_texts_their_back_ticks(room: Room) -> None:
    for typed, told in FORGIVEN.items():
        answer = await room.say(f"!{typed}")
        assert told in answer.text, typed


async def test_what_is_no_choice_and_no_number_is_refused(room: Room) -> None:
    for typed, told in REFUSED.items():
        answer = await room.say(f"!{typed}")
        assert told in answer.text, (typed, answer.text)
