"""What a wikitext says: its links, its templates, the items of a field, its first sentences.

Links are found by one regular expression and templates by their braces, since that is all they take; the
insides of an infobox are read by mwparserfromhell.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

import mwparserfromhell
from mwparserfromhell.nodes import Argument, Comment, ExternalLink, HTMLEntity, Tag, Template, Text, Wikilink
from mwparserfromhell.wikicode import Wikicode

LINK = re.compile(r"\[\[([^\[\]{}|<>\n]+)")
REFERENCE = re.compile(r"<ref\b", re.IGNORECASE)
_UNSEEN = re.compile(r"<!--.*?-->|<(nowiki|pre|math|syntaxhighlight|source)\b[^>/]*>.*?</\1\s*>", re.DOTALL)
_BARE_TEMPLATE = re.compile(r"\{\{\s*([A-ZÀ-Þ][\w' -]+?)\s*\}\}")
_ORIGINAL_TITLE = re.compile(r"\{\{\s*nihongo\d?\s*\|([^{}|]*)(?:\{\{[^{}]*\}\}|[^{}])*\}\}", re.IGNORECASE)
_BRACES = re.compile(r"\{\{|\}\}")
_NOTES = re.compile(r"<ref\b[^>]*/>|<ref\b.*?</ref\s*>", re.DOTALL | re.IGNORECASE)
_TABLES = re.compile(r"\{\|.*?\|\}", re.DOTALL)
_PICTURES = re.compile(r"\[\[[^\[\]:|]{2,12}:(?:[^\[\]]|\[\[[^\[\]]*\]\])*\]\]")
_SENTENCE_END = re.compile(
    r"(?<=[^A-Z\s.][.!?])(?<!\bDr\.)(?<!\bMr\.)(?<!\bMrs\.)(?<!\bMs\.)(?<!\bSt\.)(?<!\bvs\.)(?<!\bVol\.)\s+(?=[A-ZÀ-Þ\"'„«])"
)
_SPACE = re.compile(r"\s+")
_EMPTY_BRACKETS = re.compile(r"\(\s*[;,]?\s*\)|(?<=\()\s*[;,]\s*")
_SPACE_BEFORE_SIGN = re.compile(r"\s+([,.;:)])")

BREAK = "\n"  # between the items of a field
_BEGIN, _MIDDLE, _END = "\x02", "\x03", "\x04"  # around a link's page and its shown text
_MARKED = re.compile(f"{_BEGIN}([^{_MIDDLE}]*){_MIDDLE}([^{_END}]*){_END}")
_COMMAS = re.compile(f"[,;·•](?![^{_BEGIN}{_END}]*{_END})")
_ASIDES = re.compile(r"\([^()]*\)|''+|\[\d+\]")
_AFTER_NAME = re.compile(r"^(?:Jr|Sr|II|III|IV|M\.?D|Ph\.?D)\.?$")
_FILLERS = re.compile(
    r"^(?:and|with|as|by|see below|none|n/?a|various|tba|tbd|unknown|und|et|avec|mit)\b[\s:]*", re.IGNORECASE
)
_HEADINGS = frozenset(
    {
        "score", "original score", "background score", "film score", "songs", "song", "theme",
        "theme music", "music", "lyrics", "uncredited", "others", "other", "guest composers", "soundtrack",
        "credited", "narrator", "voices", "musique", "chansons", "musik", "lieder",
    }
)  # fmt: skip

# Templates that only lay their parameters out; all others (citations, notes, flags) say nothing themselves.
_LAYOUT = frozenset(
    {
        "ubl", "ublist", "unbulleted list", "plainlist", "plain list", "flatlist", "flat list", "hlist",
        "bulleted list", "collapsible list", "nowrap", "nobr", "nobold", "small", "smaller", "big", "awrap",
        "wrap", "avoid wrap", "hlist-comma", "cslist", "comma separated entries", "ordered list",
        "startplainlist", "lang", "nihongo", "nowrap begin", "no wrap", "br separated entries", "pagelist",
        "ill", "interlanguage link", "sortname", "abbr", "illm", "raise", "nohyphen", "fs", "ilh",
    }
)  # fmt: skip
_FIRST_ONLY = frozenset({"ill", "interlanguage link", "illm", "ilh", "abbr"})


@dataclass(frozen=True, slots=True)
class Item:
    """One value of a field: the page that it links to, if it does, and what is shown."""

    page: str | None
    shown: str


def seen(text: str) -> str:
    """Leave out comments and whatever is not read as wikitext."""
    return _UNSEEN.sub("", text)


def link_insides(text: str) -> Iterator[str]:
    """Yield what stands in `[[...]]` before a bar, links in parameters of templates included."""
    for found in LINK.finditer(text):
        yield found[1]


def template_names(word: str) -> re.Pattern[str]:
    """Return what finds the templates in whose name a word stands; the group is the name.

    It is quick where there are none, so that it can be asked of every page.
    """
    return re.compile(rf"\{{\{{\s*((?:[^{{}}|\n<>\[\]]*?){re.escape(word)}[^{{}}|\n<>\[\]]*)", re.IGNORECASE)


def normal_template(name: str) -> str:
    """Return a template's name as a page's is written: first letter large, single spaces."""
    name = _SPACE.sub(" ", name.replace("_", " ")).strip()
    return name[:1].upper() + name[1:]


def whole_template(text: str, at: int) -> str:
    """Return the template that begins at `at` up to the braces that close it, or to the end."""
    depth = 0
    for brace in _BRACES.finditer(text, at):
        depth += 1 if brace[0] == "{{" else -1
        if depth == 0:
            return text[at : brace.end()]
    return text[at:]


def fields(template: str) -> dict[str, str]:
    """Return the filled-in parameters of a template by name, in lower case with single spaces."""
    parsed = mwparserfromhell.parse(_NOTES.sub("", template)).filter_templates(recursive=False)
    if not parsed:
        return {}
    found = {}
    for parameter in parsed[0].params:
        name = re.sub(r"[\s_]+", " ", str(parameter.name)).strip().casefold()
        if value := str(parameter.value).strip():
            found[name] = value
    return found


def items(value: str, *, named: bool = False) -> list[Item]:
    """Return the items of a field's value: links, or else plain texts between breaks, bullets and commas.

    Notes in brackets, references and templates that lay nothing out are left out.

    Parameters
    ----------
    named
        Whether a template without parameters stands for its name, as flags do: `{{France}}`.
    """
    if named:
        value = _BARE_TEMPLATE.sub(rf"{BREAK}\1{BREAK}", value)
    flat = _flat(mwparserfromhell.parse(value))
    found: list[Item] = []
    for line in re.split(rf"{BREAK}+|^\s*[*#:]+|{BREAK}[*#:]+", flat):
        for piece in _COMMAS.split(line.lstrip("*#: ")):
            links = [Item(page, _plain(shown)) for page, shown in _MARKED.findall(piece)]
            if links:
                found += [each for each in links if each.shown]
                continue
            text = _FILLERS.sub("", _plain(_ASIDES.sub(" ", piece)))
            if piece.rstrip().endswith(":") or text.casefold().rstrip(".") in _HEADINGS:
                continue  # it says what the items after it did
            if found and _AFTER_NAME.match(text):
                found[-1] = Item(found[-1].page, f"{found[-1].shown}, {text}")
            elif any(letter.isalpha() for letter in text):
                found.append(Item(None, text))
    return list(dict.fromkeys(found))


def plain_text(value: str) -> str:
    """Return a field's value as plain text, with the parameters of its templates in their order."""
    parsed = mwparserfromhell.parse(value)
    parts = [_in_words(node) for node in parsed.nodes]
    return re.sub(r"\s+", " ", " ".join(parts)).strip()


def lead(text: str, sentences: int, limit: int) -> str:
    """Return an article's first sentences as plain text, of at most `limit` characters."""
    top = re.split(r"^==", text, maxsplit=1, flags=re.MULTILINE)[0]
    top = _TABLES.sub("", _NOTES.sub("", top))
    top = _without_templates(_ORIGINAL_TITLE.sub(r"\1", top))
    for _ in range(2):
        top = _PICTURES.sub("", top)
    stripped = mwparserfromhell.parse(top).strip_code(normalize=True, collapse=True)
    lines = [line.strip() for line in str(stripped).splitlines()]
    words = " ".join(line for line in lines if len(line) > 20 and not line.startswith(("*", "#", ":", "|")))
    words = _SPACE.sub(" ", _EMPTY_BRACKETS.sub(" ", words))
    words = _SPACE_BEFORE_SIGN.sub(r"\1", words)
    words = " ".join(_SENTENCE_END.split(words)[:sentences]).strip()
    return words if len(words) <= limit else words[: limit - 1].rsplit(" ", 1)[0] + "…"


def _without_templates(text: str) -> str:
    """Leave out templates, those within others included."""
    parts, depth, at = [], 0, 0
    for brace in _BRACES.finditer(text):
        if depth == 0:
            parts.append(text[at : brace.start()])
        depth = depth + 1 if brace[0] == "{{" else max(depth - 1, 0)
        at = brace.end()
    if depth == 0:
        parts.append(text[at:])
    return "".join(parts)


def _flat(code: Wikicode) -> str:
    """Return a value with breaks between its items and marks around its links."""
    return "".join(_flat_node(node) for node in code.nodes)


def _flat_node(node: object) -> str:
    match node:
        case Text():
            return str(node.value)
        case Wikilink():
            page, shown = str(node.title).strip(), str(node.text if node.text is not None else node.title)
            if "#" in page and not page.partition("#")[2].strip():
                page = page.partition("#")[0]
            if page.startswith("#") or "#cast" in page.lower():
                return ""
            return f"{_BEGIN}{page}{_MIDDLE}{shown}{_END}"
        case Template():
            return _flat_template(node)
        case Tag():
            tag = str(node.tag).strip().lower()
            if tag == "br" or (tag in {"li", "dt"} and node.self_closing):
                return BREAK
            if tag in {"ref", "gallery", "sup"}:
                return ""
            inside = _flat(node.contents) if node.contents else ""
            if tag == "b" and _BEGIN not in inside:
                return BREAK  # a heading within the field
            return f"{BREAK}{inside}" if tag in {"li", "p", "div", "dd"} else inside
        case HTMLEntity():
            return html.unescape(str(node))
        case ExternalLink():
            return str(node.title or "")
        case Comment() | Argument():
            return ""
    return str(node)


def _flat_template(node: Template) -> str:
    name = re.sub(r"[\s_]+", " ", str(node.name)).strip().casefold()
    if name not in _LAYOUT:
        return ""
    values = [p.value for p in node.params if not p.showkey or str(p.name).strip().isdigit()]
    if name in _FIRST_ONLY:
        values = values[:1]
    elif name in {"lang", "nihongo"}:
        values = values[1:2] if name == "lang" else values[:1]
    elif name == "sortname":
        return " ".join(str(value).strip() for value in values[:2])
    if len(values) > 1 or "list" in name:
        return BREAK + BREAK.join(map(_flat, values)) + BREAK
    return "".join(map(_flat, values))


def _in_words(node: object) -> str:
    if isinstance(node, Template):
        values = [plain_text(str(p.value)) for p in node.params if not p.showkey]
        return " ".join(values)
    if isinstance(node, Wikilink):
        return str(node.text if node.text is not None else node.title)
    if isinstance(node, Comment) or (isinstance(node, Tag) and str(node.tag).lower() == "ref"):
        return ""
    if isinstance(node, Tag):
        return plain_text(str(node.contents)) if node.contents else " "
    return html.unescape(str(node))


def _plain(text: str) -> str:
    text = html.unescape(_MARKED.sub(r"\2", text).replace("'''", "").replace("''", ""))
    return re.sub(r"\s+", " ", text).strip(' \t\n*–—-:/&"')
