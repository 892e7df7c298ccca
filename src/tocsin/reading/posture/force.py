"""Directive force: who tells whom. Shared by what nationals are told to do and by advice against travel."""

import dataclasses
import re

from spacy.tokens import Token

from tocsin.reading.parse import (
    Parsed,
    agents,
    ancestors,
    clause_head,
    is_a,
    lemma,
    objects,
    passive,
    prepositional,
    subjects,
)
from tocsin.reading.patterns import pattern, word_class
from tocsin.reading.posture.saying import main_subject, run_of_states, said_by, states_in
from tocsin.reading.who import Context, governments, is_organisation, owns, possessed

_OBLIGED = frozenset({"should", "must", "ought", "need", "shall"})
_CLIMB = frozenset(
    {
        "xcomp",
        "ccomp",
        "conj",
        "advcl",
        "acl",
        "relcl",
        "pcomp",
        "prep",
        "dobj",
        "pobj",
        "parataxis",
        "dep",
        "oprd",
        "attr",
        "appos",
        "acomp",
        "advmod",
        "punct",
        "nsubj",
        "intj",
        "dative",
        "npadvmod",
        "nmod",
        "amod",
        "compound",
        "prt",
        "agent",
    }
)
_ANYBODY = frozenset(
    {"you", "those", "anyone", "everyone", "all", "everybody", "any", "anybody", "them", "they", "yourself", "who"}
)
_WISHES = frozenset(
    {
        "want",
        "wish",
        "help",
        "assist",
        "facilitate",
        "explore",
        "try",
        "able",
        "intend",
        "hope",
        "choose",
        "decide",
        "prefer",
        "seek",
        "prepare",
        "consider",
        "enable",
        "allow",
        "manage",
        "trying",
        "wait",
        "ready",
        "plan",
    }
)
"""Verbs under which leaving is somebody's wish or somebody's help, not what they are told."""
_STAYING = frozenset({"be", "live", "stay", "remain", "reside", "visit", "travel", "work", "find"})
"""Verbs of a relative clause that only says where people are; what follows it is what they are told."""
_ADDRESSING = {
    "call": ("on", "upon", "for"),
    "press": ("on",),
    "appeal": ("to",),
    "recommend": ("to",),
    "issue": ("to",),
    "suggest": ("to",),
    "plead": ("with",),
    "say": ("to",),
}
_JOINING = frozenset({"join", "follow", "include", "be", "become", "add"})
_GENERIC = frozenset(
    {
        "country",
        "nation",
        "state",
        "government",
        "list",
        "number",
        "host",
        "embassy",
        "string",
        "ally",
        "capital",
        "group",
    }
)


@dataclasses.dataclass(slots=True)
class Force:
    """A measure's authority: the word that carries it, who speaks, whom it addresses (None: nobody is named)."""

    word: Token
    speakers: list[Token]
    audience: list[Token]
    kind: str  # verb, noun, modal, imperative


def force_over(action: Token, parsed: Parsed) -> Force | None:
    """The directive that governs an action, nearest first; ``None`` where nobody is told anything."""
    current = action
    for step, token in enumerate([action, *ancestors(action)]):
        if step and (current.dep_ not in _CLIMB or (current.dep_ != "conj" and lemma(token) in _WISHES)):
            break
        if (
            step
            and current.dep_ in ("relcl", "acl")
            and (is_a(token, "people") or parsed.mention(token))
            and current.tag_ not in ("VB", "VBG")
            and lemma(current) not in _STAYING
        ):
            break
        found = _modal(token, action) or (_verbal(token, action) if step else None)
        if found and found.kind == "modal" and _only_pronouns(found) and (over := _telling(token)):
            return over
        if found and found.kind == "modal" and _only_pronouns(found) and (named := _named_before(found, parsed)):
            found.audience = named
        if found:
            return found
        current = token
    return _imperative(action, parsed)


def _named_before(force: Force, parsed: Parsed) -> list[Token]:
    """ "Ordered Americans to …: they should leave": the people of a state named before "they" in the sentence."""
    return [
        token
        for token in parsed.tokens
        if token.i < force.word.i and (mention := parsed.mention(token)) is not None and mention.kind == "people"
    ][:1]


def _only_pronouns(force: Force) -> bool:
    return bool(force.audience) and all(noun.lower_ in ("they", "it", "he", "she") for noun in force.audience)


def _telling(modal: Token) -> Force | None:
    """ "Told Americans that they should leave": the telling above a "should" says who they are."""
    for token in list(ancestors(modal))[:2]:
        found = _verbal(token, modal)
        if found and found.audience:
            return found
    return None


def itself(verb: Token) -> Force | None:
    """The force of a verb that is both the telling and the deed: "ordered its citizens out"."""
    return Force(verb, subjects(verb), objects(verb), "verb")


def _modal(token: Token, action: Token) -> Force | None:
    obliged = any(child.lower_ in _OBLIGED and child.dep_ == "aux" for child in token.children)
    if lemma(token) == "need" and token.pos_ == "VERB" and token is not action:
        obliged = True
    if not obliged and token.lower_ == "time" and token is not action:
        return Force(token, [], prepositional(token, "for"), "modal")
    if not obliged:
        return None
    return Force(token, [], subjects(token) or subjects(action), "modal")


def _verbal(token: Token, action: Token) -> Force | None:
    word = lemma(token)
    if word in word_class("force") and token.pos_ in ("VERB", "AUX", "ADJ") and word != "say":
        if passive(token):
            return Force(token, agents(token), subjects(token), "verb")
        told = [noun for noun in objects(token) if noun.i < action.i or is_a(noun, "people")]
        told = [noun for noun in told if noun.i > token.i or noun.head.i == token.i]
        told += prepositional(token, *_ADDRESSING.get(word, ()))
        told = [noun for noun in told if noun.i < action.i] or [noun for noun in subjects(action) if noun.i > token.i]
        return Force(token, subjects(token), told, "verb")
    if token.pos_ == "VERB" and (call := _makes_a_call(token, action)):
        told = [noun for noun in prepositional(token, "to", "for", "on") if noun.i < action.i]
        return Force(call, subjects(token), told, "noun")
    if word in word_class("force_nouns") and token.pos_ in ("NOUN", "PROPN"):
        over = clause_head(token)
        told = prepositional(token, "to", "for") or prepositional(over, "to", "for") or objects(over)
        return Force(token, subjects(over), [noun for noun in told if noun.i != token.i], "noun")
    return None


def _makes_a_call(verb: Token, action: Token) -> Token | None:
    """ "Renewed an appeal to its citizens to leave": the noun that tells, where the deed hangs on the verb."""
    if action.head.i != verb.i or action.dep_ not in ("advcl", "xcomp", "ccomp"):
        return None
    calls = [noun for noun in objects(verb) if lemma(noun) in word_class("force_nouns") and noun.i < action.i]
    return calls[0] if calls else None


def _imperative(action: Token, parsed: Parsed) -> Force | None:
    head = action
    for token in [action, *ancestors(action)]:
        if token.dep_ not in ("conj", "xcomp", "ROOT", "ccomp", "advcl", "parataxis", "acl", "dep", "acomp"):
            break
        head = token
        if token.dep_ == "ROOT":
            break
    for token in dict.fromkeys([action, head]):
        bare = token.tag_ in ("VB", "VBP") and token.lower_ == token.lemma_.lower()
        bare = bare or any(
            child.lower_ == "be" and child.tag_ == "VB" and child.i < token.i for child in token.children
        )
        bare = bare or (
            token.dep_ in ("ROOT", "ccomp")
            and token.pos_ in ("NOUN", "PROPN", "ADJ")
            and token.lower_ in ("shelter", "exercise", "register", "contact", "leave", "avoid", "enroll", "enrol")
        )
        own = any(
            child.dep_ in ("nsubj", "nsubjpass", "aux") and child.lower_ not in ("do", "you", "be")
            for child in token.children
        )
        first = min((child for child in token.children if child.dep_ in ("aux", "auxpass")), default=token, key=_at)
        if bare and not own and (token.dep_ != "xcomp") and _opens_clause(first, parsed):
            return Force(token, [], [], "imperative")
    return None


def _at(token: Token) -> int:
    return int(token.i)


def _opens_clause(token: Token, parsed: Parsed) -> bool:
    before = parsed.text[: token.idx]
    return (
        bool(pattern("force.opens_clause").search(before.rstrip(" ") + " " if before.strip() else ""))
        or not before.strip()
    )


def audience_codes(force: Force, parsed: Parsed) -> tuple[bool, list[str]]:
    """Whether the audience can be nationals, and the states that it names (empty: the speaker's own)."""
    named = [noun for noun in force.audience if noun.lower_ not in ("it", "this", "that", "there")]
    if not named:
        return force.kind in ("imperative", "modal", "noun", "verb"), []
    codes: list[str] = []
    fits = False
    for noun in named:
        ok, own = _nationals(noun, parsed)
        fits = fits or ok
        codes += [code for code in own if code not in codes]
    return fits, codes


def _nationals(noun: Token, parsed: Parsed) -> tuple[bool, list[str]]:
    if is_a(noun, "staff") and not is_a(noun, "people"):
        return False, []
    if is_a(noun, "family") or is_a(noun, "troops"):
        return False, []
    mention = parsed.mention(noun)
    if mention and mention.kind in ("people", "adjective"):
        return True, [mention.code]
    if noun.lower_ in _ANYBODY or noun.lower_ in ("it",):
        return noun.lower_ != "it", []
    if is_a(noun, "people"):
        codes = owns(noun, parsed)
        weak = is_a(noun, "people_weak") and not codes and not possessed(noun)
        return not weak or noun.lower_ in ("people", "residents", "travellers"), codes
    return False, []


def senders_of(force: Force, codes: list[str], parsed: Parsed, context: Context) -> list[str]:
    """The governments behind a directive: whose nationals are told, checked against who speaks."""
    speakers = speaking(force, parsed, context)
    if any(child.lower_ == "no" and child.dep_ == "det" for token in force.speakers for child in token.children):
        return []
    if (
        not speakers
        and not codes
        and force.audience
        and all(noun.lower_ in ("they", "them", "who") for noun in force.audience)
        and not context.official
    ):
        spoken = force.kind == "verb" and any(noun.pos_ == "PROPN" for noun in force.speakers)
        return context.actors() if spoken else []
    if codes:
        if speakers and not set(speakers) & set(codes) and not _mouthpiece(force, parsed):
            return []
        return [code for code in codes if not speakers or code in speakers] or codes
    if any(map(several, force.speakers)):
        return speakers
    return speakers or main_subject(parsed, context) or context.actors()


def _mouthpiece(force: Force, parsed: Parsed) -> bool:
    """Whether the speaker is no government at all: "several countries", "officials", a person."""
    return all(parsed.mention(token) is None and token.pos_ != "PROPN" for token in force.speakers)


def speaking(force: Force, parsed: Parsed, context: Context) -> list[str]:
    """The governments that speak: subject of the directive, else of the sentence's verb of saying."""
    found: list[str] = []
    if any(child.lower_ == "no" and child.dep_ == "det" for token in force.speakers for child in token.children):
        return []
    if context.official and context.sender and (force.kind in ("imperative", "modal") or _first_person(force)):
        return [context.sender]
    for settled in (context.fresh(), context):
        for token in force.speakers:
            if token.lower_ in _ANYBODY and token.lower_ not in ("they", "who"):
                continue
            if lemma(token) in _TELLS_ITSELF and (own := _level_of(token, parsed, settled)):
                return own
            codes = listed(token, parsed) if several(token) else governments(token, parsed, settled)
            found += [code for code in codes if code not in found]
        if found and not _first_person(force):
            return found
        if settled is not context and force.speakers and all(token.pos_ == "PRON" for token in force.speakers):
            own = [] if _first_person(force) else main_subject(parsed, context)
            if own:
                return own
        said = [] if any(map(several, force.speakers)) else said_by(parsed, settled, besides=force.word)
        if said:
            return said
    return found


_TELLS_ITSELF = frozenset(
    {"level", "alert", "advisory", "warning", "advice", "notice", "guidance", "status", "category"}
)


def _level_of(token: Token, parsed: Parsed, context: Context) -> list[str]:
    """ "Raised its alert to level 3, which advises against all trips": the level speaks for who set it."""
    for verb in [head for head in ancestors(token) if head.pos_ == "VERB"]:
        codes = [code for noun in subjects(verb) for code in governments(noun, parsed, context)]
        if codes:
            return list(dict.fromkeys(codes))
    return []


def several(token: Token) -> bool:
    """ "Several countries", "Western embassies": senders without a name, unless a list follows."""
    return token.tag_ == "NNS" and lemma(token) in _GENERIC


def _first_person(force: Force) -> bool:
    return any(token.lower_ in ("we", "i", "us") for token in force.speakers)


def listed(token: Token, parsed: Parsed) -> list[str]:
    """ "Several countries, including Greece …": the names stand elsewhere in the clause."""
    own = [code for noun in prepositional(token, "of") for code in states_in(noun, parsed)]
    own = own or [code for code in owns(token, parsed) if not is_organisation(code)]
    if own:
        return own
    after = re.search(r"\b(?:including|such as|like|among them)\b", parsed.text)
    for head in ancestors(token):
        for subject in subjects(head) if lemma(head) in _JOINING else []:
            codes = states_in(subject, parsed)
            if codes:
                return codes
    if after:
        return run_of_states(parsed, after.end())
    return []
