"""A figure that may lie below zero is written by the one formatter, with the minus of print."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from models.figures import figure

ROOT = Path(__file__).parents[2]
BELOW_ZERO = ("similarity", "cosine", "agreement", "distance", "correlation")
"""What may be negative, by its last name."""


def spec_of(node: ast.FormattedValue) -> str:
    parts = node.format_spec.values if isinstance(node.format_spec, ast.JoinedStr) else []
    return "".join(str(part.value) for part in parts if isinstance(part, ast.Constant))


def test_no_figure_below_zero_is_formatted_by_hand() -> None:
    offenders = [
        f"{path.relative_to(ROOT)}:{node.lineno} {ast.unparse(node)}"
        for folder in ("bot", "cogs", "models")
        for path in sorted((ROOT / folder).rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FormattedValue)
        and (spec := spec_of(node))
        and ("+" in spec or ast.unparse(node.value).endswith(BELOW_ZERO))
    ]
    assert offenders == []


@pytest.mark.parametrize(
    ("value", "spec", "written"),
    [
        (-0.12, "+.2f", "−0.12"),
        (0.12, "+.2f", "+0.12"),
        (-0.001, ".2f", "0.00"),
        (-0.001, "+.1f", "−0.0"),
        (-1200, ",", "−1,200"),
        (float("-inf"), "g", "−inf"),
        (-1e-7, "g", "−1e−07"),
    ],
)
def test_the_sign_is_a_minus(value: float, spec: str, written: str) -> None:
    assert figure(value, spec) == written
