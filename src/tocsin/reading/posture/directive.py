"""What nationals are told to do: leave, consider leaving, shelter, prepare, contact, stay calm, avoid areas."""

import re
from collections.abc import Iterator

from spacy.tokens import Token

from tocsin.reading.hosts import PLACE_KINDS, in_phrase, resolve
from tocsin.reading.parse import (
    Parsed,
    ancestors,
    clause_head,
    is_a,
    lemma,
    objects,
    passive,
    prepositional,
    subjects,
)
from tocsin.reading.posture.actions import actions
from tocsin.reading.posture.force import Force, audience_codes, force_over, itself, senders_of
from tocsin.reading.posture.modality import DROP, asks, modality
from tocsin.reading.posture.model import Finding
from tocsin.reading.posture.saying import main_subject, run_of_states, said_by
from tocsin.reading.states import Mention
from tocsin.reading.who import Context, governments, owns


def directives(parsed: Parsed, context: Context) -> Iterator[Finding]:
    """Every directive to nationals in the sentence."""
    if asks(parsed) or re.search(r"persona non grata|\bexpel|\bexpuls", parsed.text):
        return
    for token in parsed.tokens:
        if lemma(token) in _FETCHING and (found := _not_fetched(token, parsed, context)):
            yield found
        for value in actions(token):
            found = _finding(value, token, parsed, context)
            if found:
                yield found


_FETCHING = frozenset({"evacuate", "evacuation", "repatriate", "repatriation"})


def _not_fetched(token: Token, parsed: Parsed, context: Context) -> Finding | None:
    """ "Has not ordered a repatriation", "there is no need for evacuation": leaving, as a government denies it."""
    verb = token.pos_ == "VERB"
    things = (subjects(token) if passive(token) else objects(token)) if verb else prepositional(token, "of")
    people = [noun for noun in things if is_a(noun, "people") or _named([noun], parsed)]
    if (things or verb) and not people:
        return None
    if not things and _OTHERS.search(parsed.text):
        return None
    how = modality(token, parsed, value="leave")
    if how == "fact" and not verb and _NOT_NOW.search(parsed.text[token.idx :]):
        how = "denied"
    if how != "denied" or any(lemma(head) in _NOT_ITS_OWN for head in ancestors(token)):
        return None
    codes = [code for noun in people for code in owns(noun, parsed)] or _named(people, parsed)
    doers = [noun for noun in subjects(token if verb else clause_head(token)) if noun not in things]
    senders = codes or [code for noun in doers for code in governments(noun, parsed, context.fresh())]
    senders = senders or said_by(parsed, context) or main_subject(parsed, context) or context.actors()
    places = resolve(parsed, context, near=token, nouns=people, senders=senders, leaving=True)
    return Finding(
        type="directive",
        value="leave",
        head=token,
        senders=list(dict.fromkeys(senders)),
        hosts=[(place.code, None) for place in places],
        modality=how,
        wording=token.text,
    )


_NOT_ITS_OWN = frozenset({"guarantee", "allow", "permit", "let"})
_OTHERS = re.compile(
    r"\b(?:embass|consul|staff|personnel|diplomat|troops|soldiers|famil|medical|Taliban)", re.IGNORECASE
)
_NOT_NOW = re.compile(r"[^.;]{0,30}\b(?:not|never|no longer) (?:\w+ ){0,2}(?:on the (?:agenda|table|cards)|under)\b")


def _finding(value: str, token: Token, parsed: Parsed, context: Context) -> Finding | None:
    force = itself(token) if lemma(token) in _ITSELF.get(value, ()) else force_over(token, parsed)
    if force is None or (force.kind in ("imperative", "modal") and not _allowed(force, parsed, context)):
        return None
    fits, codes = audience_codes(force, parsed)
    doers = subjects(token)
    if any(is_a(noun, "family") or is_a(noun, "troops") for noun in doers) or (
        any(is_a(noun, "staff") and not is_a(noun, "people") for noun in doers)
    ):
        return None
    if _only_in_case(token, force):
        return None
    if not fits or (force.word is not token and _another_acts(token, parsed)) or _somebody_elses_orders(force):
        return None
    if not codes:
        codes = _named(doers, parsed)
    senders = senders_of(force, codes, parsed, context)
    if not senders:
        return None
    how = _mode(token, force, parsed, value)
    if how == DROP:
        return None
    places = _where_told(value, force, doers, parsed, senders)
    if places is None:
        places = resolve(
            parsed,
            context,
            near=token,
            nouns=[*force.audience, *doers, *objects(token)],
            senders=senders,
            leaving=value == "leave",
        )
    hosts: list[tuple[str | None, str | None]] = [(place.code, None) for place in places]
    senders += [code for code in _as_did(token, parsed) if code not in senders]
    return Finding(
        type="directive",
        value=value,
        head=token,
        senders=list(senders),
        hosts=hosts,
        modality=how,
        wording=_words(force, token),
    )


_ITSELF = {"leave": ("order", "call", "summon", "tell", "ask"), "avoid_areas": ("caution", "warn")}
"""Verbs that both tell and say what is told."""


def _where_told(
    value: str, force: Force, doers: list[Token], parsed: Parsed, senders: list[str]
) -> list[Mention] | None:
    """ "Asked Iraqis in Belarus to register with its embassy in Moscow": they are where they are said to be.

    Empty where only the context tells; ``None`` where nothing of the kind is said.
    """
    if value != "contact":
        return None
    found = [place for noun in [*force.audience, *doers] for place in in_phrase(noun, parsed, exclude=senders)]
    if found:
        return found
    places = [place for place in parsed.mentions if place.kind in PLACE_KINDS and place.code not in senders]
    seated = [place for place in places if _SEATED.search(parsed.text[: place.start])]
    return [place for place in places if place not in seated] if seated else None


_SEATED = re.compile(r"\b(?:embass(?:y|ies)|consulates?|missions?|high commission|ministry) (?:\w+ )?in (?:the )?$")


def _only_in_case(token: Token, force: Force) -> bool:
    """Whether the action stands in a condition of what people are told: "stay unless they can leave safely"."""
    for each in [token, *ancestors(token)]:
        if each.i == force.word.i:
            return False
        marks = [child for child in each.children if child.dep_ in ("mark", "advmod")]
        if each.dep_ == "advcl" and any(mark.lower_ in ("if", "unless", "until", "whether") for mark in marks):
            return True
    return False


def _as_did(token: Token, parsed: Parsed) -> list[str]:
    """ "…, as did France and Italy": others who do the same in the same breath."""
    found = re.search(r",? (?:as|so) (?:did|does|do|has|have|had) ", parsed.text[token.idx :])
    return run_of_states(parsed, token.idx + found.end()) if found else []


def _another_acts(token: Token, parsed: Parsed) -> bool:
    """Whether the action has a subject of its own that is no national: "with the Dutch preparing to move"."""
    own = [child for child in token.children if child.dep_ in ("nsubj", "nsubjpass")]
    if token.tag_ == "VBG" and token.head.dep_ == "prep" and token.head.lower_ == "with":
        own = own or [child for child in token.lefts if child.pos_ in ("NOUN", "PROPN")]
    return any(
        not is_a(noun, "people")
        and noun.pos_ == "PROPN"
        and (mention := parsed.mention(noun)) is not None
        and mention.kind != "people"
        for noun in own
    ) or (token.dep_ == "pcomp" and bool(own))


def _somebody_elses_orders(force: Force) -> bool:
    """ "Follow the orders of local authorities to evacuate" passes on what others may order."""
    return force.kind == "noun" and any(
        lemma(head) in ("follow", "comply", "obey", "heed", "respect", "include") for head in force.word.ancestors
    )


def _named(nouns: list[Token], parsed: Parsed) -> list[str]:
    return [mention.code for noun in nouns if (mention := parsed.mention(noun)) and mention.kind == "people"]


def _allowed(force: Force, parsed: Parsed, context: Context) -> bool:
    """An imperative or a bare "should" is a directive only in an official text or a quote, or with nationals named."""
    if context.official:
        return True
    fits, codes = audience_codes(force, parsed)
    quoted = '"' in parsed.text or (context.last_senders and parsed.text[:1].isupper() and force.kind == "imperative")
    told_you = '"' in parsed.text and any(noun.lower_ == "you" for noun in force.audience)
    anybody = any(noun.lower_ in ("those", "anyone", "everyone", "anybody", "everybody") for noun in force.audience)
    told_you = told_you or (anybody and bool(said_by(parsed, context)))
    return fits and (bool(codes) or told_you or (bool(quoted) and force.kind == "imperative") or _people(force))


def _people(force: Force) -> bool:
    return any(is_a(noun, "people") and not is_a(noun, "people_weak") for noun in force.audience)


def _mode(token: Token, force: Force, parsed: Parsed, value: str) -> str:
    if force.kind == "imperative" or _bare_instruction(token, parsed):
        return (
            "denied"
            if any(child.dep_ == "neg" for child in token.children) and value not in ("avoid_areas", "stay_calm")
            else "fact"
        )
    if (
        force.kind == "modal"
        and value in ("avoid_areas", "stay_calm", "shelter")
        and any(child.dep_ == "neg" for child in token.children)
    ):
        return "fact"
    how = modality(force.word, parsed, value="directive")
    if how == "fact" and value == "leave" and any(child.dep_ == "neg" for child in token.children):
        return DROP
    return how


def _bare_instruction(token: Token, parsed: Parsed) -> bool:
    """An instruction joined by "and" behind a condition: "if you need to move, and review your plans"."""
    return (
        token.tag_ in ("VB", "VBP")
        and token.dep_ == "conj"
        and parsed.text[: token.idx].rstrip().endswith("and")
        and bool(re.match(r"If you", parsed.text))
    )


def _words(force: Force, token: Token) -> str:
    first, last = sorted((force.word.i, token.i))
    doc = token.doc
    return str(doc[first : last + 1].text) if last - first <= 18 else token.text
