"""How people spoke: by telephone or face to face, and how many calls were made."""

import re

from spacy.tokens import Token

from tocsin.reading.contact.found import each_behind, merged
from tocsin.reading.contact.lexicon import kinds
from tocsin.reading.contact.names import Party
from tocsin.reading.parse import Parsed, lemma
from tocsin.records import Mode

PHONE = re.compile(
    r"\b(?:phone|telephone|telephoned|by phone|call|calls|video|virtual(?:ly)?|hotline|videoconference|"
    r"teleconference)\b",
    re.IGNORECASE,
)
ON_PHONE = re.compile(
    r"\b(?:(?:by|over the|on the|via|per) (?:tele)?phone|(?:in|during|over|on|via) (?:a|an|the|their) (?:[\w-]+ ){0,3}"
    r"(?:call|conversation)|by video|via video)\b",
    re.IGNORECASE,
)
AT_TABLE = re.compile(
    r"\b(?:at|in|during|on the sidelines of) (?:a|an|the|their) (?:[\w-]+ ){0,3}(?:meeting|summit|talks)\b"
)
_FACE = re.compile(r"\b(?:in person|met|meeting|meetings|summit|face to face|face-to-face|table)\b", re.IGNORECASE)


def calls(who: list[Party], with_whom: list[Party], both: list[Party]) -> list[list[Party]]:
    """ "Spoke by phone with B and with C": a call each, where one rang several who are named."""
    others = [party for party in with_whom if party not in who]
    apart = len(who) == 1 and len(others) > 1 and all(party.named for party in others)
    return [merged(who, [party]) for party in others] if apart else [both]


def mode_of_verb(verb: Token, kind: str, parsed: Parsed) -> Mode:
    """The mode of what a verb tells: they met where a table, a town or a summit is told, else they rang."""
    if kind == "meet" and PHONE.search(parsed.text[verb.idx : verb.idx + 40]) and "virtual" in parsed.text.casefold():
        return "call"
    if kind in ("speak", "discuss") and _FACE.search(_near(verb, parsed)) and not PHONE.search(parsed.text):
        return "meeting"
    if (
        kind in ("speak", "discuss")
        and not PHONE.search(parsed.text)
        and (_in_a_town(verb, parsed) or AT_TABLE.search(parsed.text[verb.idx :]))
    ):
        return "meeting"
    if kind in ("speak", "discuss") and verb.dep_ in ("advcl", "xcomp") and not PHONE.search(parsed.text):
        gone = kinds("verbs").get(lemma(verb.head)) in ("travel", "visit") and lemma(verb.head) not in (
            "expect",
            "await",
        )
        return "meeting" if gone else "call"
    return "meeting" if kind in ("meet", "see", "host", "join", "gather") else "call"


def _near(verb: Token, parsed: Parsed) -> str:
    """The clause of a verb, without what came before or after it: "following a meeting of the council"."""
    start = max(0, verb.idx - 40)
    around = re.split(r",|;", parsed.text[start : verb.idx])[-1] + re.split(r",|;", parsed.text[verb.idx :])[0]
    return re.split(r"\b(?:after|following|before|ahead of|since)\b", around)[0]


def _in_a_town(verb: Token, parsed: Parsed) -> bool:
    """ "Discussed the crisis with B in Abuja": where a town is told behind whom they spoke with, they met there."""
    ends = [noun.idx + len(noun) for noun in each_behind(verb, ("with", "to"), parsed)]
    return any(
        mention.kind in ("capital", "city", "region")
        and re.fullmatch(r",? (?:in|at) ", parsed.text[end : mention.start])
        for mention in parsed.mentions
        for end in ends
        if mention.start > end
    )


def mode_of_noun(noun: Token, kind: str, parsed: Parsed) -> Mode:
    """The mode of what a noun tells: a call is one, talks are a meeting unless a telephone stands beside them."""
    if kind == "press":
        return "joint_press"
    if kind == "call":
        return "call"
    if kind == "meeting":
        return (
            "call"
            if re.search(
                r"\b(?:virtual|video|online|phone)\b", parsed.text[max(0, noun.idx - 24) : noun.idx], re.IGNORECASE
            )
            else "meeting"
        )
    around = parsed.text[max(0, noun.idx - 30) : noun.idx + 60]
    if PHONE.search(around):
        return "call"
    return "call" if lemma(noun) in ("conversation", "chat") and not _FACE.search(parsed.text) else "meeting"
