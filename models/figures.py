"""The one way to write a figure that people read: with the minus sign of print, not the hyphen."""

from __future__ import annotations

MINUS = "\N{MINUS SIGN}"


def figure(value: float, spec: str = "") -> str:
    """Return a number as `format` does, its sign a minus; what rounds to nothing has one only where asked to.

    >>> figure(-0.12, ".2f"), figure(-0.001, ".2f"), figure(-0.001, "+.2f"), figure(-1200, ",")
    ('−0.12', '0.00', '−0.00', '−1,200')
    """
    written = format(value, spec)
    if "+" not in spec and not any(each in "123456789" for each in written) and "0" in written:
        written = written.replace("-", "")
    return written.replace("-", MINUS)
