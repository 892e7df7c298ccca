"""How the pages say each posture: a word, a tone, and (in the style sheet) a shape, never a colour alone."""

from tocsin.records import LADDER

WORDS: dict[str, dict[str, str]] = {
    "advice": {
        "normal": "Normal",
        "caution": "Caution",
        "avoid_nonessential": "Avoid non-essential travel",
        "avoid_all": "Avoid all travel",
    },
    "directive": {
        "leave": "Leave",
        "consider_leaving": "Consider leaving",
        "shelter": "Take shelter",
        "prepare": "Be prepared",
        "contact": "Keep in contact",
        "stay_calm": "Stay calm",
        "avoid_areas": "Avoid areas",
    },
    "mission": {
        "open": "Open",
        "reduced": "Reduced",
        "families_leave": "Families leave",
        "departure_ordered": "Staff ordered out",
        "relocated": "Relocated",
        "closed": "Closed",
        "shelter": "Staff shelter",
        "reopened": "Reopened",
        "services_limited": "Services limited",
        "reinforced": "Reinforced",
    },
    "carrier": {"suspended": "Suspended", "open": "Open", "closed": "Closed"},
    "military": {"withdrawn": "Withdrawn", "deployed": "Deployed"},
}
"""What a cell says for each value of each posture type."""

TYPES: dict[str, str] = {
    "advice": "Advice",
    "directive": "Directive",
    "mission": "Mission",
    "carrier": "Carrier",
    "military": "Military",
}

TONES: dict[str, dict[str, str]] = {
    "advice": {"normal": "calm", "caution": "watch", "avoid_nonessential": "serious", "avoid_all": "grave"},
    "directive": {
        "leave": "grave",
        "consider_leaving": "serious",
        "shelter": "grave",
        "prepare": "watch",
        "contact": "watch",
        "stay_calm": "calm",
        "avoid_areas": "watch",
    },
    "mission": {
        "open": "calm",
        "reduced": "serious",
        "families_leave": "serious",
        "departure_ordered": "grave",
        "relocated": "grave",
        "closed": "grave",
        "shelter": "grave",
        "reopened": "calm",
        "services_limited": "watch",
        "reinforced": "calm",
    },
    "carrier": {"suspended": "serious", "open": "calm", "closed": "grave"},
    "military": {"withdrawn": "serious", "deployed": "watch"},
}
"""How much a value should draw the eye: calm, watch, serious, grave; what is not known is ``unknown``, never calm."""

RANK: dict[str, int] = {"unknown": 0, "calm": 1, "watch": 2, "serious": 3, "grave": 4}

ROLES: dict[str, str] = {
    "body": "Body",
    "heading": "Heading",
    "caption": "Caption",
    "credit": "Credit",
    "noise": "Noise",
}


def word(kind: str, value: str | None) -> str:
    """What to print for a value; a value that is not in the vocabulary is printed as it is, never as an all-clear."""
    if value is None:
        return "Unknown"
    return WORDS.get(kind, {}).get(value, value)


def tone(kind: str, value: str | None) -> str:
    """The tone of a value, ``unknown`` for anything outside the vocabulary."""
    return TONES.get(kind, {}).get(value or "", "unknown")


def step(value: str | None) -> int | None:
    """The step of an advice value on the common ladder, 1 to 4."""
    return LADDER.get(value or "")
