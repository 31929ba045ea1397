"""Units of measure, with what they measure and how much of it one is."""

from __future__ import annotations

from dataclasses import dataclass

PERCENT = "percent"
TIME = "time"
DAYS = {
    "minute": 1 / 1440,
    "hour": 1 / 24,
    "day": 1.0,
    "week": 7.0,
    "fortnight": 14.0,
    "month": 30.4375,
    "quarter": 91.3125,
    "year": 365.25,
    "decade": 3652.5,
}
# "Within ten business days": five of them are a week.
WORKING_DAY = "working day"
# "Three times daily", "40 tonnes annually".
BY_TIME = {
    "daily": DAYS["day"],
    "weekly": DAYS["week"],
    "monthly": DAYS["month"],
    "yearly": DAYS["year"],
    "annually": DAYS["year"],
    "per annum": DAYS["year"],
}
# What two writers may call by one name differs by so much: a month has 28 to 31 days, two thirds
# are 66 or 67 percent. The same unit must have the same number.
CLOSE = {TIME: 0.02, PERCENT: 0.011}
_METRES = {
    **dict.fromkeys(("km", "kilometre", "kilometer"), 1000.0),
    **dict.fromkeys(("metre", "meter"), 1.0),
    **dict.fromkeys(("cm", "centimetre", "centimeter"), 0.01),
    **dict.fromkeys(("mm", "millimetre", "millimeter"), 0.001),
    "mile": 1609.344,
}
_GRAMS = {
    **dict.fromkeys(("tonne", "ton", "t"), 1e6),
    **dict.fromkeys(("kg", "kilogram", "kilogramme", "kilo"), 1e3),
    **dict.fromkeys(("g", "gram", "gramme"), 1.0),
}
_SQUARE_METRES = {
    **{f"square {unit}": size**2 for unit, size in _METRES.items()},
    **dict.fromkeys(("ha", "hectare"), 1e4),
    "acre": 4046.856,
}
_WATTS = {
    **dict.fromkeys(("kw", "kilowatt"), 1e3),
    **dict.fromkeys(("mw", "megawatt"), 1e6),
    **dict.fromkeys(("gw", "gigawatt"), 1e9),
}
_WATT_HOURS = {
    **dict.fromkeys(("kwh", "kilowatt-hour"), 1e3),
    **dict.fromkeys(("mwh", "megawatt-hour"), 1e6),
    **dict.fromkeys(("gwh", "gigawatt-hour"), 1e9),
    **dict.fromkeys(("twh", "terawatt-hour"), 1e12),
}
# Moneys that one word or sign, the first, may stand for any of.
_MAY_BE = (
    ("dollar", frozenset(("dollar", "us dollar", "canadian dollar", "australian dollar"))),
    ("¥", frozenset(("¥", "yen", "yuan"))),
)
# Moneys, and the signs, codes and other spellings of them.
_MONEYS = frozenset(
    (
        *(unit for _, moneys in _MAY_BE for unit in moneys),
        *("euro", "pound", "crown", "mark", "franc", "rouble", "lira", "dinar"),
        *("rial", "peso", "rupee", "shekel", "dirham", "zloty", "forint", "florin", "guilder"),
        *("hryvnia", "shilling", "rand", "baht", "thaler", "ducat"),
    )
)
_MONEY_SIGNS = {
    **{"$": "dollar", "€": "euro", "eur": "euro", "£": "pound", "gbp": "pound"},
    **{"us$": "us dollar", "usd": "us dollar", "c$": "canadian dollar", "a$": "australian dollar"},
    **{"ruble": "rouble", "riyal": "rial", "krone": "crown", "kroner": "crown"},
}


@dataclass(frozen=True, slots=True)
class Measure:
    """What a unit measures, and how much of it one unit is.

    size: Days, metres, grams, square metres, watts, percent; 1 of what is only counted.
    """

    what: str
    size: float


_COUNT = Measure("", 1.0)
_MEASURES = {
    **{unit: Measure(TIME, size) for unit, size in DAYS.items()},
    **{unit: Measure("length", size) for unit, size in _METRES.items()},
    **{unit: Measure("weight", size) for unit, size in _GRAMS.items()},
    **{unit: Measure("area", size) for unit, size in _SQUARE_METRES.items()},
    **{unit: Measure("power", size) for unit, size in _WATTS.items()},
    **{unit: Measure("energy", size) for unit, size in _WATT_HOURS.items()},
    WORKING_DAY: Measure(TIME, 7 / 5),
    PERCENT: Measure(PERCENT, 1.0),
}
UNITS = frozenset(_MEASURES)


def measure(unit: str) -> Measure:
    """Return what a unit measures; of what is only counted, "" and 1.

    >>> measure("week").size, measure("ship").what
    (7.0, '')
    """
    return _MEASURES.get(unit, _COUNT)


def money(unit: str) -> str:
    """Return the word for a money that a sign or a code stands for; any other unit as it is.

    >>> money("EUR"), money("€"), money("ship")
    ('euro', 'euro', 'ship')
    """
    return _MONEY_SIGNS.get(unit.lower(), unit)


def is_money(unit: str) -> bool:
    """Return whether a unit is a money: "crown", "EUR"."""
    return money(unit).lower() in _MONEYS


def is_other_money(one: str, other: str) -> bool:
    """Return whether two units are moneys, and cannot be one.

    >>> is_other_money("euro", "crown"), is_other_money("dollar", "us dollar")
    (True, False)
    """
    both = {one, other}
    may_be_one = any(word in both and both <= moneys for word, moneys in _MAY_BE)
    return one != other and both <= _MONEYS and not may_be_one
