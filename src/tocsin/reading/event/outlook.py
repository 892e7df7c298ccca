"""Whether an act is done, planned, weighed or denied, and what it is called then: a promise, a threat, a refusal."""

from spacy.tokens import Token

from tocsin.reading.event import lexicon
from tocsin.reading.event.frames import Act
from tocsin.reading.parse import lemma

_WILL = frozenset({"will", "'ll", "wo", "shall"})
_MAY = frozenset({"may", "might", "could", "can"})
_MUST = frozenset({"must", "should"})
_HYPOTHETICAL = frozenset({"if", "unless", "whether", "lest", "should"})
_UP = frozenset({"xcomp", "ccomp", "pcomp", "prep", "pobj", "dobj", "acl", "conj", "attr", "acomp", "oprd"})


def outlook(act: Act) -> str:
    """``fact``, ``planned``, ``considered`` (it may), ``weighed``, ``denied``, ``asked``, ``open`` (only supposed)."""
    if _supposed(act.carrier):
        return "open"
    found = "fact"
    if any(lemma(head) in ("deny", "refute") and head.pos_ == "VERB" for head in list(act.carrier.ancestors)[:3]):
        return "denied"
    for verb in _chain(act.carrier):
        helpers = {child.lower_ for child in verb.children if child.dep_ == "aux"}
        if any(child.dep_ == "neg" for child in verb.children) or _no_longer(verb):
            return "denied"
        if helpers & _WILL or (helpers & {"would", "'d"} and _reported(verb)):
            found = "planned"
        elif helpers & _MUST and _reported(verb):
            return "asked"
        elif helpers & _MAY or "would" in helpers:
            found = "considered" if helpers & {"may", "might", "could"} else "open"
        elif verb is not act.carrier or act.token.dep_ == "dobj":
            found = _governed(verb, act, found)
    return _bare(act, found)


def _governed(verb: Token, act: Act, found: str) -> str:
    if verb is act.carrier and act.token is not verb and lemma(verb) in lexicon.words("weighing"):
        return "weighed"
    if verb is act.carrier and act.token is not verb and lemma(verb) in ("plan", "prepare", "schedule", "arrange"):
        return "planned"
    if verb is act.carrier:
        return found
    if lemma(verb) in ("deny", "unlikely", "fail", "refrain", "avoid"):
        return "denied"
    if lemma(verb) in lexicon.words("weighing"):
        return "weighed"
    infinitive = any(child.dep_ == "xcomp" or child.lower_ in ("to", "for") for child in verb.children)
    return "planned" if lemma(verb) in lexicon.words("planning") and infinitive else found


def _bare(act: Act, found: str) -> str:
    """An infinitive with no verb of doing over it is a purpose, not yet an act."""
    verb = act.carrier
    if verb.dep_ == "acl" and lemma(verb.head) in ("attempt", "bid", "effort"):
        return found
    if (
        found == "fact"
        and verb.tag_ == "VB"
        and verb.dep_ in ("advcl", "relcl", "acl")
        and any(child.lower_ == "to" for child in verb.children)
    ):
        return "open"
    return found


def _chain(verb: Token) -> list[Token]:
    """The verb and those whose infinitive it is."""
    found = [verb]
    current = verb
    while current.dep_ in _UP and current.head.i != current.i and len(found) < 6:
        if current.dep_ == "conj" and current.tag_ not in ("VB", "VBG", "NN", "NNS"):
            break
        if current.dep_ == "ccomp" and current.tag_ not in ("VB", "VBG"):
            break
        if current.dep_ == "ccomp" and lemma(current.head) in lexicon.words("speaking"):
            break
        current = current.head
        found.append(current)
    return [token for token in found if token.pos_ in ("VERB", "AUX", "ADJ", "NOUN")]


def _no_longer(verb: Token) -> bool:
    return any(
        child.lower_ in ("never", "hardly") or (child.lower_ == "longer" and child.nbor(-1).lower_ == "no")
        for child in verb.children
        if child.i
    )


def _reported(verb: Token) -> bool:
    """Whether somebody is said to say so."""
    if any(lemma(head) in lexicon.words("speaking") for head in verb.ancestors if head.pos_ == "VERB"):
        return True
    return any(
        child.dep_ in ("ccomp", "parataxis") and lemma(child) in lexicon.words("speaking") for child in verb.children
    )


def _supposed(verb: Token) -> bool:
    for token in [verb, *verb.ancestors][:5]:
        marks = {child.lower_ for child in token.children if child.dep_ in ("mark", "advmod") and child.i < token.i}
        if token.dep_ in ("advcl", "ccomp", "pcomp", "conj", "ROOT") and marks & _HYPOTHETICAL:
            return True
        if token is not verb and token.pos_ == "VERB" and token.dep_ in ("ROOT", "relcl"):
            break
    return False


def meaning(act: Act, seen: str) -> tuple[str, str | None, str] | None:
    """The type, what the act is about, and the modality; ``None`` where nothing has happened or is meant."""
    about = act.about.type if act.about else None
    if seen == "open":
        return None
    if act.cue.operator:
        return _operator(act, about, seen)
    friendly = act.type in lexicon.words("cooperative")
    if seen == "asked":
        return "REQUEST", act.type, "fact"
    if seen == "denied":
        refused = any(child.lower_ in _WILL | {"would"} for child in act.carrier.children) or _will_not(act)
        return ("REJECT", act.type, "fact") if friendly and refused else (act.type, about, "denied")
    if seen == "weighed":
        return None if act.type == "ASSAULT" else (act.type, about, "considered")
    if seen in ("planned", "considered"):
        if friendly and seen == "planned" and act.cue.mode not in ("resign",):
            return "AGREE", act.type, "planned"
        if act.type in ("SANCTION", "COERCE") or (act.type == "ASSAULT" and seen == "planned"):
            return "THREATEN", act.type, seen
        if act.type == "ASSAULT":
            return None
    return act.type, about, seen


def _will_not(act: Act) -> bool:
    return any(lemma(verb) in ("intend", "plan", "agree", "prepare") for verb in _chain(act.carrier)[1:])


_SWEARING = frozenset({"vow", "promise", "pledge", "swear"})


def _operator(act: Act, about: str | None, seen: str) -> tuple[str, str | None, str] | None:
    if act.type == "AGREE" and about in lexicon.words("hostile"):
        if lemma(act.token) in _SWEARING or act.token.pos_ == "ADJ":
            return "THREATEN", about, "fact"
        if about == "REJECT":
            return "REJECT", None, "fact"
        if seen == "fact" and about in ("SANCTION", "COERCE") and act.about is not None:
            return about, None, "planned"
    if seen == "denied":
        return ("REJECT", about, "fact") if act.type == "AGREE" else (act.type, about, "denied")
    if seen == "asked":
        return "REQUEST", act.type, "fact"
    if seen in ("considered", "weighed") and act.type in ("REQUEST", "THREATEN", "REJECT"):
        return act.type, about, "considered"
    return act.type, about, "planned" if seen == "planned" and act.type != "AGREE" else "fact"
