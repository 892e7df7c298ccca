"""Whose mission it is, who acts on it, and where it is."""

import re

from spacy.tokens import Token

from tocsin.reading.hosts import in_phrase, left, located, resolve
from tocsin.reading.parse import (
    Parsed,
    agents,
    ancestors,
    is_a,
    lemma,
    passive,
    prepositional,
    subjects,
)
from tocsin.reading.posture.force import listed, several
from tocsin.reading.posture.saying import main_subject, said_by
from tocsin.reading.states import Mention
from tocsin.reading.who import Context, governments, owns

_DESTINATION = re.compile(r"\b(?:to|into) (?:the )?(?:\w+ )?(?:city |town |port )?(?:of )?$")
_INSIDE = re.compile(r"(?<!embassy )(?<!mission )(?<!consulate )(?<!staff )\bin (?:the )?(?:\w+ )?(?:city of )?$")
_ORIGIN = re.compile(r"\bfrom (?:the )?(?:\w+ )?$")


def owners(thing: Token, head: Token, parsed: Parsed, context: Context) -> list[str]:
    """The governments whose mission, staff or families these are."""
    if (stand := parsed.stands.get(thing.i)) and stand.codes:
        return list(stand.codes)
    found: list[str] = []
    for noun in [
        thing,
        *([thing.head] if thing.dep_ == "conj" and is_a(thing.head, "staff") else []),
        *(
            part
            for part in prepositional(thing, "at", "of", "from", "in")
            if is_a(part, "mission") or is_a(part, "staff")
        ),
    ]:
        codes = list(owns(noun, parsed))
        found += [code for code in codes if code not in found]
        for part in noun.children:
            mention = parsed.mention(part)
            if (
                mention
                and mention.kind in ("name", "adjective", "government")
                and part.dep_ in ("compound", "amod", "poss", "nmod")
                and mention.code not in found
            ):
                found.append(mention.code)
    if found:
        return _coordinated(thing, found, parsed)
    for settled in (Context(people=context.people, sender=context.sender if not context.official else None), context):
        for verb in [head, *ancestors(head)]:
            if verb.pos_ not in ("VERB", "AUX"):
                continue
            actors = agents(verb) if passive(verb) else subjects(verb)
            codes = [
                code
                for noun in actors
                if noun is not thing and not thing.is_ancestor(noun)
                for code in (listed(noun, parsed) if several(noun) else governments(noun, parsed, settled))
            ]
            if codes:
                return list(dict.fromkeys(codes))
        said = said_by(parsed, settled)
        if said:
            return said
    return main_subject(parsed, context) or context.actors()


def _coordinated(thing: Token, found: list[str], parsed: Parsed) -> list[str]:
    """ "The Italian and Greek embassies": adjectives in one list before the noun."""
    at = min((token.i for token in thing.subtree), default=thing.i)
    codes = list(found)
    last: Mention | None = None
    for mention in parsed.mentions:
        if (
            mention.start >= parsed.doc[at].idx
            and mention.end <= thing.idx + len(thing)
            and mention.kind == "adjective"
        ):
            if last is None or re.fullmatch(r"[\s,]*(?:and |or )?(?:the )?", parsed.text[last.end : mention.start]):
                codes += [mention.code] if mention.code not in codes else []
            last = mention
    return codes


_SHUTTING = frozenset({"close", "shut", "seal", "shutter", "suspend", "padlock"})


def forced(head: Token, senders: list[str], parsed: Parsed, context: Context) -> bool:
    """Whether somebody else orders it: "China orders the closure of the US consulate", "expels diplomats"."""
    if head.pos_ == "NOUN":
        doers = [
            mention.code
            for child in head.children
            if child.dep_ in ("amod", "poss", "compound", "nmod")
            and (mention := parsed.mention(child))
            and mention.kind != "city"
        ]
        if doers and not set(doers) & set(senders):
            return True
    if lemma(head) in _SHUTTING and head.pos_ == "VERB" and not passive(head):
        doers = [code for noun in subjects(head) for code in governments(noun, parsed, context.fresh())]
        if doers and not set(doers) & set(senders):
            return True
    for verb in [head, *list(ancestors(head))[:3]]:
        if verb.pos_ == "VERB" and lemma(verb) in (
            "order",
            "force",
            "expel",
            "demand",
            "declare",
            "tell",
            "give",
            "ask",
            "call",
            "urge",
            "want",
            "vow",
            "threaten",
            "require",
        ):
            actors = [
                code
                for noun in (agents(verb) if passive(verb) else subjects(verb))
                for code in governments(noun, parsed, context)
            ]
            if actors and not set(actors) & set(senders):
                return True
    return False


def places_of(
    value: str, head: Token, thing: Token, parsed: Parsed, context: Context, *, senders: list[str]
) -> list[Mention]:
    """Where the mission is: in its own phrase, in the sentence, or (empty) where the context tells."""
    leaving = value not in ("relocated", "open", "reopened", "reinforced")
    own = in_phrase(thing, parsed, exclude=senders)
    if leaving and head.pos_ in ("VERB", "AUX"):
        own = left(parsed, own)
    if own and value != "relocated":
        return own
    if value == "reinforced" and head.pos_ in ("VERB", "AUX"):  # "flown in from Dakar to reinforce it"
        found = resolve(parsed, context, near=head, nouns=[thing], senders=senders)
        return [place for place in found if not _before(_ORIGIN, place, parsed)]
    if value == "relocated":
        return (
            located(parsed, min(head.idx, thing.idx), len(parsed.text), exclude=senders)
            or own
            or resolve(parsed, context, near=head, nouns=[thing], senders=senders)
        )
    return resolve(
        parsed,
        context,
        near=min((head, thing), key=lambda token: token.i),
        nouns=[thing],
        senders=senders,
        leaving=leaving,
    )


def hosts_of(
    value: str, places: list[Mention], head: Token, parsed: Parsed, context: Context, *, own: bool = False
) -> list[tuple[str | None, str | None]]:
    """Host and city of each place; for a move, the host that is left and the city that is reached.

    ``own``: the places stand in the mission's own phrase ("its embassy in Kyiv"), so that they are where it was.
    """
    if value != "relocated":
        return [(place.code, place.name if place.kind in ("capital", "city") else None) for place in places]
    towns = [mention for mention in parsed.mentions if mention.kind in ("capital", "city") and mention.start > head.idx]
    reached = [town.name for town in towns if _before(_DESTINATION, town, parsed)]
    reached += [place.name for place in places if place.kind in ("capital", "city") and _before(_INSIDE, place, parsed)]
    origin = [place for place in places if _before(_ORIGIN, place, parsed)]
    host = next(iter(origin or places), None)
    city = reached[0] if reached else None
    settled = context.last_host or context.host
    if host and settled and not origin and not own and host.code != settled:
        return [(settled, city or host.name)]
    return [(host.code if host else None, city)]


def _before(phrase: re.Pattern[str], place: Mention, parsed: Parsed) -> bool:
    return bool(phrase.search(parsed.text[max(0, place.start - 30) : place.start]))
