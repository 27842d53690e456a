"""A text as people write it, in which a quotation is one piece whatever signs it holds."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

_SHOWN = 100  # characters of a refused text that are worth repeating
_KEPT = "\n\r\u2028\u200c\u200d"  # of the signs that show nothing: new lines, and what joins letters
_NOT_WORDS = re.compile(r"<(?:a?:\w+:|[@#][!&]?|/[^:>]*:)\d+>")  # mentions, and emoji of a server's own
_CODE = re.compile(r"^\s*`([^`]+)`\s*$")
# Signs of full width mean what the narrow ones do; letters of full width may be words of their own.
_NARROW = {
    code: narrow for code in range(0xFF01, 0xFF5F) if not (narrow := chr(code - 0xFF01 + 0x21)).isalnum()
}
_FIRST_HELD = 0xE000  # a private letter stands for each quotation; `cleaned` leaves none of people's own
_MOST_HELD = 2000
_BEFORE, _AFTER = r"(?<![^\s,;:|([{/=+*\u3001\u060c-])", r"(?![^\s,;:|)\]}/=+*?!.\u3001\u060c-])"
_FENCE_OR_QUOTED = re.compile(
    r"(?P<fence>```(?:\w*\n)?)|"
    r'"([^"]+)"|“([^“”]+)”|„([^„“”]+)[“”]|«([^«»]+)»|‹([^‹›]+)›|「([^「」]+)」|『([^『』]+)』|`([^`]+)`'
    rf"|{_BEFORE}['‘’]((?:[^'‘’\n,;]|(?<=\w)['’](?=\w))+)['’]{_AFTER}"
)


def cleaned(text: str) -> str:
    """Return `text` in NFC, without mentions and characters that steer a terminal or turn writing around."""
    text = unicodedata.normalize("NFC", _NOT_WORDS.sub(" ", text)).translate(_NARROW)
    return "".join(
        letter if letter in _KEPT or unicodedata.category(letter)[0] != "C" else " " for letter in text
    )


def shortened(text: str) -> str:
    """Return as much of a refused text as is worth repeating."""
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


@dataclass(frozen=True, slots=True)
class Written:
    """A cleaned text, or a part of one, with a private letter in place of each quotation.

    So a comma, a colon or a plus within quotes parts nothing: `"10:30", "salt, pepper"`.
    """

    text: str
    held: tuple[str, ...]

    @classmethod
    def read(cls, text: str) -> Written:
        """Return what people wrote, cleaned; what is all in code marks is read as if it had none."""
        plain = _CODE.sub(r"\1", cleaned(text))
        held: list[str] = []

        def hold(match: re.Match[str]) -> str:
            if match["fence"] is not None:
                return "\n"
            whole = next(group for group in match.groups() if group is not None).strip()
            quoted = whole.rstrip(",;")  # “breakfast,” “lunch,” as printers set it
            if not quoted or len(held) == _MOST_HELD:
                return whole
            held.append(quoted)
            return chr(_FIRST_HELD + len(held) - 1) + whole[len(quoted) :]

        return cls(_FENCE_OR_QUOTED.sub(hold, plain), tuple(held))

    def __bool__(self) -> bool:
        """Whether anything is written."""
        return bool(self.text.strip())

    def part(self, text: str) -> Written:
        """Return a part of this text."""
        return Written(text, self.held)

    def parts(self, separator: re.Pattern[str]) -> list[Written]:
        """Return what lies between all matches of `separator`, which has no groups."""
        return [self.part(text) for text in separator.split(self.text)]

    def parted(self, separator: re.Pattern[str]) -> tuple[Written, str, Written]:
        """Return what `str.partition` would at the first match of `separator`."""
        match = separator.search(self.text)
        if match is None:
            return self, "", self.part("")
        return self.part(self.text[: match.start()]), match[0], self.part(self.text[match.end() :])

    def without(self, lead: re.Pattern[str]) -> Written:
        """Return the text without what `lead` matches at its beginning, unless that is all there is."""
        rest = lead.sub("", self.text, count=1)
        return self.part(rest) if rest.strip(" ?!.:") else self

    def whole(self) -> str:
        """Return the text with its quotations put back, without their marks."""
        return "".join(self._letters())

    def is_quotation(self) -> bool:
        """Whether it is one quotation and nothing else."""
        bare = self.text.strip()
        return len(bare) == 1 and self._number(bare) is not None

    def _letters(self) -> Iterator[str]:
        for letter in self.text:
            number = self._number(letter)
            yield letter if number is None else self.held[number]

    def _number(self, letter: str) -> int | None:
        number = ord(letter) - _FIRST_HELD
        return number if 0 <= number < len(self.held) else None
