"""The codes that a record may name a state by."""

import functools

import pycountry

UNIONS = frozenset({"EU", "NATO", "UN", "XKX"})
"""What stands beside ISO 3166: three unions of states, and Kosovo."""


@functools.cache
def state_codes() -> frozenset[str]:
    """ISO 3166 alpha-3 and ``UNIONS``."""
    return frozenset({country.alpha_3 for country in pycountry.countries} | UNIONS)


STATE_FIELDS = frozenset(
    {
        "host",
        "about",
        "speaker_country",
        "by_country",
        "threat_country",
        "actor_country",
        "recipient_country",
        "countries",
    }
)
"""Fields of records that hold such codes; a posture's ``sender`` too, unless its type is ``carrier``."""


def stray_code(fields: dict[str, object]) -> tuple[str, str] | None:
    """The first field of a record, given as plain values, that holds a code which is none; with the code."""
    named = set(STATE_FIELDS) if fields.get("type") == "carrier" else {*STATE_FIELDS, "sender"}
    for name in sorted(named & set(fields)):
        held = fields[name]
        for code in held if isinstance(held, list | tuple) else (held,):
            if code is not None and code not in state_codes():
                return name, str(code)
    return None
