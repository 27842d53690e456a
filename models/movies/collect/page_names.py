"""Names of pages as Wikipedia reads them: spaces, capitals, namespaces, and links that lead out of it."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

CATEGORY = 14
FILES = (-2, 6)
_NAMESPACE = re.compile(rb'<namespace key="(-?\d+)"[^>]*?(?:/>|>([^<]*)</namespace>)')
_ORDINARY = re.compile(r"[^#:_&\s\u200e\u200f]+(?: [^#:_&\s\u200e\u200f]+)*")
_SPACE = re.compile(r"[\s_\u200e\u200f]+")

# Every Wikipedia knows these by their English names too.
_EVERYWHERE = {
    "media": -2, "special": -1, "talk": 1, "user": 2, "user talk": 3, "wikipedia": 4, "project": 4,
    "wikipedia talk": 5, "wp": 4, "file": 6, "image": 6, "file talk": 7, "mediawiki": 8, "mediawiki talk": 9,
    "template": 10, "template talk": 11, "help": 12, "help talk": 13, "category": CATEGORY,
    "category talk": 15, "portal": 100, "draft": 118, "module": 828, "timedtext": 710, "book": 108,
}  # fmt: skip

# Prefixes of other projects and of other languages' Wikipedias: what follows is not a page of this one.
_PROJECTS = (
    "b c commons cite d doi foundation google incubator m meta metawikipedia mw n phab phabricator q s "
    "species toollabs v voy w wikt wikiquote wikisource wiktionary wikibooks wikidata wikinews wikimedia "
    "wikispecies wikiversity wikivoyage imdbname imdbtitle rev gutenberg"
)
_CODES = (
    "aa ab ace ady af ak als alt am an ang ar arc ary arz as ast atj av avk awa ay az azb ba ban bar bat- "
    "smg bcl be be-tarask be-x-old bg bh bi bjn blk bm bn bo bpy br bs bug bxr ca cbk-zam cdo ce ceb ch "
    "cho chr chy ckb co cr crh cs csb cu cv cy da dag de din diq dsb dty dv dz ee el eml en eo es et eu "
    "ext fa fat ff fi fiu-vro fj fo fon fr frp frr fur fy ga gag gan gcr gd gl glk gn gom gor got gpe gu "
    "guc gur guw gv ha hak haw he hi hif ho hr hsb ht hu hy hyw hz ia id ie ig ii ik ilo inh io is it iu "
    "ja jam jbo jv ka kaa kab kbd kbp kcg kg ki kj kk kl km kn ko koi kr krc ks ksh ku kv kw ky la lad lb "
    "lbe lez lfn lg li lij lld lmo ln lo lrc lt ltg lv mad mai map-bms mdf mg mh mhr mi min mk ml mn mni "
    "mnw mo mr mrj ms mt mus mwl my myv mzn na nah nap nds nds-nl ne new ng nia nl nn no nov nqo nrm nso "
    "nv ny oc olo om or os pa pag pam pap pcd pcm pdc pfl pi pih pl pms pnb pnt ps pt pwn qu rm rmy rn ro "
    "roa-rup roa-tara ru rue rw sa sah sat sc scn sco sd se sg sh shi shn si simple sk skr sl sm smn sn "
    "so sq sr srn ss st stq su sv sw szl szy ta tay tcy te tet tg th ti tk tl tly tn to tpi tr trv ts tt "
    "tum tw ty tyv udm ug uk ur uz ve vec vep vi vls vo wa war wo wuu xal xh xmf yi yo za zea zh zh- "
    "classical zh-min-nan zh-yue zu"
)
_OUTSIDE = frozenset(f"{_PROJECTS} {_CODES}".split())


@dataclass(frozen=True, slots=True)
class PageNames:
    """How one wiki writes the names of its pages.

    Attributes
    ----------
    namespaces : mapping of str to int
        A namespace's name, in lower case, and its number.
    own : mapping of int to str
        What the wiki itself calls them.
    """

    namespaces: Mapping[str, int] = field(default_factory=lambda: dict(_EVERYWHERE))
    own: Mapping[int, str] = field(default_factory=dict)

    @classmethod
    def of(cls, header: bytes) -> PageNames:
        """Read the namespaces from the beginning of a dump; without any, the English ones hold."""
        own = {int(m[1]): html.unescape(m[2].decode()) for m in _NAMESPACE.finditer(header) if m[2]}
        return cls(_EVERYWHERE | {name.casefold(): number for number, name in own.items()}, own)

    def called(self, number: int) -> str:
        """Return what this wiki calls a namespace, as its pages' names begin."""
        return self.own.get(number) or next(k for k, n in _EVERYWHERE.items() if n == number).capitalize()

    def normal(self, name: str) -> str:
        """Return a page's name with its first letter large and its spaces single; underscores are spaces."""
        name = _SPACE.sub(" ", name).strip()
        return name[:1].upper() + name[1:]

    def target(self, inside: str) -> str | None:
        """Return the page or category that `[[inside|...]]` stands for; None where it leads elsewhere.

        Sections are left out, and so are files, other namespaces, other wikis and links within the page. A
        category is named "Category:...", whatever the wiki calls that namespace; one that is only linked to,
        with a colon before it, is none of the page's own.
        """
        if _ORDINARY.fullmatch(inside):  # as nine of ten are
            return inside[0].upper() + inside[1:]
        name = html.unescape(inside).partition("#")[0]
        name = _SPACE.sub(" ", name).strip()
        only_linked = name.startswith(":")
        name = name.removeprefix(":").lstrip()
        prefix, colon, rest = name.partition(":")
        if colon:
            word = prefix.strip().casefold()
            number = self.namespaces.get(word)
            if number == CATEGORY and not only_linked and rest.strip():
                return f"Category:{self.normal(rest)}"
            if number is not None or word in _OUTSIDE:
                return None
        return self.normal(name) or None
