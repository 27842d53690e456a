"""The small words of English, which hold a sentence together and say little of what it is about."""

from __future__ import annotations

_TEXT = """
a about above after again against all almost also although always am an and another any are as at away
back be became because become been before behind being below between both but by ca can could did do does
doing done down during each either else enough even ever every few for from further get gets getting go
goes going gone got had has have having he her here hers herself him himself his how however i if in into
is it its itself just least less let made make makes many may me might mine more most much must my myself
near neither never no nor not nothing now of off often on once one only onto or other others our ours
ourselves out over own perhaps put quite rather really said same say says shall she should since so some
something still such take takes than that the their theirs them themselves then there these they thing
this those though through to together too took toward towards under until up upon us used very want was
we well went were what whatever when where whether which while who whom whose why will with within without
wo would yet you your yours yourself yourselves
"""

SMALL_WORDS = frozenset(_TEXT.split())
