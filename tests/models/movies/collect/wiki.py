"""A small wiki of our own: films and what only looks like films, linked so that the right answer is known."""

from __future__ import annotations

from testbed.dumps import Written

ALIEN_DAWN = Written(
    "Alien Dawn (1984 film)",
    """{{Short description|1984 film by Vera Stone}}
{{Infobox film
| name           = Alien Dawn
| image          = Alien Dawn poster.jpg
| director       = [[Vera Stone (director)|Vera Stone]]
| screenplay     = {{ubl|[[Ned Quill]]|Amy Inkwell}}
| based on       = {{based on|''[[Dawn (novel)|Dawn]]''|[[Olaf Print]]}}
| starring       = {{Plainlist|
* [[Rita Lane]]
* [[Bob Field, Jr.]] <!-- as billed -->
* Carl Meadow{{efn|His only film.}}
}}
| music          = '''Score:'''<br />[[Kit Drum]]<br />'''Songs:'''<br />Lou Lute
| studio         = [[Big Studio]]
| released       = {{Film date|1984|3|9|London|1984|5|1|US|ref1=<ref>{{cite web|title=In 2001}}</ref>}}
| runtime        = 101 minutes<ref name="bbfc" />
| country        = United Kingdom<br>United States
| language       = [[English language|English]]
}}
'''''Alien Dawn''''' is a 1984 British [[science fiction film|science fiction]] [[horror film]] directed \
by [[Vera Stone (director)|Vera Stone]].<ref>A note. With dots.</ref> It was shot in \
[[old London#Docks|London]] \
by [[mars_mission|a crew]]. Nobody slept.

== Plot ==
[[File:Ship.jpg|thumb|A [[starship]]]] See also [[Alien Dawn (1984 film)|itself]], [[de:Alien Dawn]], \
[[wikt:dawn]], [[Talk:Dawn]], [[#Cast|the cast]], [[:Category:Dawns]] and [[2001: The Voyage]].
<!-- [[Hidden page]] --> <nowiki>[[Not a link]]</nowiki>

{{Vera Stone|state=collapsed|list=[[Night Shift]]}}
[[Category:1984 films]]
[[Category:British science fiction horror films|Alien]]
[[category:films about dawn]]
""",
)
QUIET_RIVER = Written(
    "Quiet River",
    """{{infobox_film|name=Quiet River|director=Vera Stone, Max Boom|starring=[[Rita Lane]] and [[Ned Quill]]
|released=1991|runtime=1 h 45 min|country={{Plainlist|
* France
* Italy}}|language=French, Italian}}
'''Quiet River''' is a romantic comedy-drama about [[rivers]]. It follows [[Alien Dawn]].
[[Category:1991 films]] [[Category:French romantic comedy films]]
""",
)
LATE_SHOW = Written(
    "Late Show (film)",
    "{{Movie infobox|director=[[Max Boom]]|released=1999}}\n'''Late Show''' is a 1998 film."
    "[[Category:Drama films]]",
)
FILMS = (ALIEN_DAWN, QUIET_RIVER, LATE_SHOW)

NOT_FILMS = (
    Written(
        "Dawn (film series)",
        "{{Infobox film|name=Dawn|released=1984}} '''Dawn''' is a film series.[[Alien Dawn]]",
    ),
    Written(
        "Dawn saga",
        "{{Infobox film|name=Dawn}}\n'''Dawn''' is an American horror franchise made of films.",
    ),
    Written(
        "The Dawns", "{{Infobox film|name=x}}\n'''The Dawns''' are a series of films made by Vera Stone."
    ),
    Written("List of films about dawn", "{{Infobox film|name=x}} [[Alien Dawn (1984 film)]]"),
    Written("Dawn Patrol", "{{Infobox television|name=x}} Its film: {{Infobox film|name=y}} [[Quiet River]]"),
    Written(
        "Vera Stone (director)", "{{Infobox person|name=Vera Stone}} made [[Alien Dawn (1984 film)|a film]]."
    ),
    Written("Alien Dawn (soundtrack)", "{{Infobox album|name=x}} {{Infobox film|name=y}}"),
    Written("Film infobox", "How to use <nowiki>{{Infobox film|name=x}}</nowiki> <!-- {{Infobox film}} -->"),
    Written("River", "A river, as in [[Quiet River]], [[quiet River]] and [[Quiet River#Plot|its plot]]."),
    Written("Infobox film", "{{Infobox film|name=x}}", namespace=10),
    Written("Films about dawn", "{{Infobox film|name=x}}", namespace=14),
)
REDIRECTS = (
    Written("Alien Dawn", redirect="Alien Dawn (1984 film)"),
    Written("AlienDawn", redirect="Alien Dawn (1984 film)"),
    Written("Old London", redirect="London"),
    Written("Mars mission", redirect="Mars Mission"),
    Written("Mars Mission", redirect="Mars"),
    Written("Round", redirect="Roundabout"),
    Written("Roundabout", redirect="Round"),
    Written("Template:Movie infobox", redirect="Template:Infobox film", namespace=10),
)
PAGES = (*FILMS, *NOT_FILMS, *REDIRECTS)


def long(pages: int) -> list[Written]:
    """Return a wiki in which a film comes every tenth page, each linked from the page after it."""
    made = []
    for number in range(pages):
        if number % 10 == 0:
            text = ALIEN_DAWN.text.replace("Alien Dawn", f"Film {number}")
            made.append(Written(f"Film {number}", f"{text} [[Film {number - 10}]]"))
        else:
            made.append(Written(f"Page {number}", f"About [[Film {number // 10 * 10}]]. " + "word " * 50))
    return made
