"""What people typed, and names of any kind, become markdown by the one way there is: `bot.markup`."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]

NAMING = {
    *("name", "display_name", "title", "asked", "label", "prompt", "written", "query", "list_name", "page"),
}
"""Attributes that hold what somebody typed, or what somebody called a film, a list or a model."""

ESCAPING = {"plain", "code", "fenced", "say", "bold", "film", "link_name", "as_typed", "quote"}
PLAIN_TEXT_CALLS = {
    *("button", "menu", "Button", "SelectOption", "Choice", "File", "KeptFile", "set_footer", "short_lived"),
}
PLAIN_TEXT_NAMES = {"footer", "source", "label", "question", "path"}
"""Where Discord shows text as it is: footers, buttons, menus and names of files."""

OUR_OWN = {
    *("topic.title", "command.name", "parameter.name", "each.qualified_name", "text.label"),
    *("embed.title", "part.name"),
}
"""Names that only the code gives, and parts of a card that are markdown already."""


def called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def shown_raw(node: ast.AST) -> Iterator[ast.Attribute]:
    """Yield the naming attributes that an expression puts into a text as they are."""
    if isinstance(node, ast.Attribute) and node.attr in NAMING and ast.unparse(node) not in OUR_OWN:
        yield node
    elif isinstance(node, ast.JoinedStr | ast.FormattedValue | ast.BinOp | ast.IfExp | ast.BoolOp):
        for child in ast.iter_child_nodes(node):
            yield from shown_raw(child)


def markdown_of(node: ast.AST) -> Iterator[ast.AST]:
    """Yield the expressions below a node that become markdown: f-strings, and what cards are made of."""
    if isinstance(node, ast.Call):
        if called(node) in ESCAPING | PLAIN_TEXT_CALLS or called(node).endswith(("Error", "Refused")):
            return
        if called(node) in ("card", "apology", "answer"):
            yield from node.args[:2]
            node = ast.Expr(ast.List(elts=[*node.args[:2], *(each.value for each in node.keywords)]))
        elif called(node) == "add_field":
            yield from (each.value for each in node.keywords)
    if isinstance(node, ast.Raise):
        return
    if isinstance(node, ast.FunctionDef) and node.name in PLAIN_TEXT_NAMES:
        return
    if isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        if any(isinstance(each, ast.Name) and each.id in PLAIN_TEXT_NAMES for each in targets):
            return
    if isinstance(node, ast.JoinedStr):
        yield node
    for child in ast.iter_child_nodes(node):
        yield from markdown_of(child)


def test_no_name_reaches_markdown_as_it_is() -> None:
    offenders = {
        f"{path.relative_to(ROOT)}:{raw.lineno} {ast.unparse(raw)}"
        for path in sorted((ROOT / "cogs").rglob("*.py"))
        for text in markdown_of(ast.parse(path.read_text(encoding="utf-8")))
        for raw in shown_raw(text)
    }
    assert sorted(offenders) == []
