"""What the preset `country` is measured on: all countries and other words that the lot left out of it."""

from __future__ import annotations


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


# Every other member of the United Nations, and Taiwan, Kosovo, Palestine and the Vatican, by the usual name.
COUNTRIES = _words("""
afghanistan albania algeria andorra angola armenia austria azerbaijan bahrain belarus belgium belize bhutan
bolivia botswana brazil bulgaria burma burundi cameroon canada chad colombia comoros congo cyprus denmark
djibouti dominica ecuador egypt eritrea estonia ethiopia fiji finland france gambia georgia germany ghana
greece grenada guatemala guyana haiti honduras india indonesia iran iraq italy japan kenya kiribati kosovo
kuwait kyrgyzstan laos latvia lebanon lesotho libya liechtenstein lithuania madagascar malaysia maldives
mali micronesia moldova monaco mongolia montenegro mozambique namibia nauru nepal netherlands niger oman
pakistan palau palestine panama paraguay peru philippines poland portugal russia serbia seychelles singapore
slovakia slovenia somalia sudan suriname swaziland sweden switzerland taiwan tajikistan tanzania thailand
togo tonga tunisia turkmenistan tuvalu uganda uruguay uzbekistan vanuatu vatican yemen zambia zimbabwe
""")

PHRASES = (  # the same, where the usual name has several words: the mean of their vectors stands for them
    "antigua and barbuda",
    "bosnia and herzegovina",
    "burkina faso",
    "cape verde",
    "central african republic",
    "costa rica",
    "dominican republic",
    "east timor",
    "el salvador",
    "equatorial guinea",
    "ivory coast",
    "marshall islands",
    "new zealand",
    "north korea",
    "papua new guinea",
    "san marino",
    "saudi arabia",
    "sierra leone",
    "solomon islands",
    "south africa",
    "south korea",
    "south sudan",
    "sri lanka",
    "trinidad and tobago",
    "united arab emirates",
    "united kingdom",
    "united states",
)

EASY = _words("""
dog cat horse elephant spider apple bread coffee cheese sugar table chair window kitchen garden hammer knife
bottle paper pencil shirt shoe jacket car train bicycle airplane bridge river mountain ocean rain snow winter
sunday doctor teacher soldier lawyer mother brother child friend king love anger hope fear music guitar film
novel football tennis money bank price software computer internet physics molecule protein disease vaccine
run walk eat sleep speak write buy build green small happy angry quickly never between because therefore
seven thousand percent
""")

HARD = {  # by kind; of the first five kinds, a third was drawn by lot for the preset
    "cities": _words("""
    london amsterdam vienna prague stockholm warsaw lisbon athens istanbul nairobi lagos baghdad tehran
    delhi mumbai bangkok hanoi manila jakarta shanghai toronto havana caracas bogota santiago rome madrid
    brussels boston melbourne
    """),
    "nationalities and languages": _words("""
    spanish italian dutch swedish greek arabic hebrew persian indian korean nigerian egyptian american
    canadian mexican australian swiss french german chinese danish portuguese
    """),
    "continents and regions": _words("""
    europe asia antarctica balkans caribbean sahara polynesia africa america sumatra
    """),
    "states and provinces": _words("""
    texas california ohio queensland tasmania bavaria saxony andalusia scotland punjab gujarat sichuan
    virginia catalonia alberta bengal
    """),
    "people of a country": _words("""
    italians spaniards russians iraqis israelis serbs danes swedes
    """),
    "leaders": _words("""
    obama putin merkel thatcher mandela castro blair chirac saddam clinton
    """),
    "organisations": _words("""
    nato unesco opec unicef interpol fifa parliament embassy
    """),
    "rivers and mountains": _words("""
    danube rhine thames volga ganges amazon alps himalayas everest pyrenees
    """),
    "currencies": _words("""
    dollar euro peso rupee yen yuan pound franc
    """),
}
