"""The acts of one parsed sentence: which words name them, and which act governs which."""

import dataclasses
from collections.abc import Iterator

from spacy.tokens import Token

from tocsin.reading.event import lexicon
from tocsin.reading.event.lexicon import Cue
from tocsin.reading.parse import Parsed, agents, conjuncts, lemma, lemmas, names, passive, subjects

_TAKEN = frozenset({"dobj", "obj", "nsubjpass", "dative", "attr", "acomp", "oprd"})
_DEEP = 3
_NO_VERB = frozenset({"aux", "auxpass", "amod", "compound", "dobj", "pobj", "nsubj", "nsubjpass"})


@dataclasses.dataclass(slots=True)
class Act:
    """A word that names an act: its cue, the verb that carries it, and the act that it is about."""

    token: Token
    carrier: Token
    cue: Cue
    type: str
    about: "Act | None" = None
    under: "Act | None" = None

    @property
    def depth(self) -> int:
        """How far below the main verb it stands."""
        return sum(1 for _ in self.carrier.ancestors) + (self.token is not self.carrier)


def acts(parsed: Parsed) -> list[Act]:
    """Every act that the sentence names; each that stands under another that governs it is told by that one alone."""
    found: dict[int, Act] = {}
    if any(token.dep_ == "ROOT" and token.tag_ == "VB" and _told_to_reader(token) for token in parsed.tokens):
        return []
    places = list(zip(parsed.tokens, lemmas(parsed.doc), strict=True))
    must = any(token.lower_ == "must" for token, _ in places)
    verbs, mended, states = lexicon.by_verb(), lexicon.mended(), lexicon.by_state()
    for token, word in places:
        rows = verbs.get(mended.get(word, word), ())
        act = _verb(token, rows) if rows or (must and _obliging(token)) else None
        act = act or (_state(token) if token.lower_ in states else None)
        if act is not None and not _told_to_reader(act.carrier):
            found[token.i] = act
    for token, word in places:
        act = _noun(token, found) if word in lexicon.noun_heads() else None
        if act is not None:
            found[token.i] = act
    for act in found.values():
        _govern(act, found)
    return [act for act in found.values() if act.under is None]


def _told_to_reader(verb: Token) -> bool:
    """ "You must take your passport", "Avoid the square": what a page tells its reader is no event."""
    doers = [child.lower_ for child in verb.children if child.dep_ in ("nsubj", "nsubjpass")]
    return "you" in doers or (verb.tag_ == "VB" and verb.dep_ == "ROOT" and not doers)


def _obliging(token: Token) -> bool:
    return any(child.lower_ == "must" for child in token.children)


def _verb(token: Token, rows: tuple[Cue, ...]) -> Act | None:
    if token.pos_ not in ("VERB", "AUX") or token.dep_ in _NO_VERB:
        return None
    asked = any(cue.objects or cue.not_objects for cue in rows)
    near, far = (_objects(token), handled(token)) if asked else (frozenset(), frozenset())
    fitting = [cue for cue in rows if _fits(cue, token, far)]
    best = max(fitting, key=lambda cue: 2 * cue.detail + (not cue.objects.isdisjoint(near)), default=None)
    return Act(token, token, best, best.type) if best else _must(token)


def _objects(verb: Token) -> frozenset[str]:
    """The names of its object alone, or of the subject of a passive."""
    return frozenset(
        name for child in verb.children if child.dep_ in ("dobj", "obj", "nsubjpass") for name in names(child)
    )


def verb_lemma(token: Token) -> str:
    """The lemma of a verb, mended where the tagger is known to get it wrong."""
    word = lemma(token)
    return lexicon.mended().get(word, word)


_MUST = Cue(type="REQUEST")
_SPEECH = frozenset(
    {
        "say",
        "declare",
        "tell",
        "warn",
        "insist",
        "reiterate",
        "stress",
        "announce",
        "add",
        "repeat",
        "state",
        "remind",
        "issue",
    }
)


def _obliged(verb: Token) -> bool:
    return any(child.dep_ == "aux" and child.lower_ == "must" for child in verb.children)


def _must(verb: Token) -> Act | None:
    """ "The ministry said that Ruritania must hand them over": a demand, whatever the verb."""
    said = any(lemma(head) in _SPEECH for head in verb.ancestors) or any(
        child.dep_ in ("ccomp", "parataxis") and lemma(child) in _SPEECH for child in verb.children
    )
    return Act(verb, verb, _MUST, "REQUEST") if said and _obliged(verb) else None


def _fits(cue: Cue, verb: Token, things: frozenset[str]) -> bool:
    if cue.objects and cue.objects.isdisjoint(things):
        return False
    if not cue.not_objects.isdisjoint(things):
        return False
    children = list(verb.children)
    if cue.particle and not any(
        child.lower_ in cue.particle for child in children if child.dep_ in ("prt", "advmod", "prep")
    ):
        return False
    if cue.preps and not any(
        child.lower_ in cue.preps for child in children if child.dep_ in ("prep", "prt", "dative")
    ):
        return False
    if cue.adverb and not any(child.lower_ in cue.adverb for child in children):
        return False
    if cue.infinitive and not any(
        child.dep_ in ("xcomp", "ccomp")
        and child.tag_ in ("VB", "VBN")
        and any(part.lower_ == "to" and part.dep_ == "aux" for part in child.children)
        for child in children
    ):
        return False
    if cue.clause and not any(
        child.dep_ in ("xcomp", "ccomp") or (child.dep_ == "prep" and child.lower_ in ("with", "over", "to", "about"))
        for child in children
    ):
        return False
    if cue.subjects or cue.not_subjects:
        doers = {name for noun in doing(verb) for name in names(noun)}
        return (not cue.subjects or not cue.subjects.isdisjoint(doers)) and cue.not_subjects.isdisjoint(doers)
    return True


def doing(verb: Token) -> list[Token]:
    """Who does what the verb says: its subject, or the agent of a passive."""
    return agents(verb) if passive(verb) or (verb.tag_ == "VBN" and verb.dep_ == "acl") else subjects(verb)


def handled(verb: Token) -> frozenset[str]:
    """The names of what a verb acts on or goes to: objects, what prepositions add, and what belongs to those."""
    nouns: list[Token] = []
    for child in verb.children:
        if child.dep_ in _TAKEN:
            nouns += conjuncts(child)
        elif child.dep_ in ("prep", "agent") and (child.lower_ != "by" or not passive(verb)):
            nouns += [noun for pobj in child.children if pobj.dep_ in ("pobj", "pcomp") for noun in conjuncts(pobj)]
        elif child.dep_ in ("ccomp", "xcomp"):
            nouns += [noun for noun in child.children if noun.dep_ in ("nsubj", "nsubjpass")]
    if verb.dep_ == "relcl" or (verb.dep_ == "acl" and verb.tag_ == "VBN"):
        nouns.append(verb.head)
    return frozenset(name for noun in nouns for part in _belonging(noun, _DEEP) for name in names(part))


def _belonging(noun: Token, deep: int) -> Iterator[Token]:
    yield noun
    for child in noun.children if deep else ():
        if child.dep_ == "prep":
            for pobj in child.children:
                if pobj.dep_ == "pobj":
                    yield from _belonging(pobj, deep - 1)
        elif child.dep_ in ("compound", "amod", "conj") and child.i < noun.i + 8:
            yield child


def _state(token: Token) -> Act | None:
    rows = lexicon.by_state().get(token.lower_)
    if not rows or token.head.pos_ not in ("AUX", "VERB"):
        return None
    if not any(child.dep_ in ("xcomp", "prep", "ccomp", "advcl") for child in token.children):
        return None
    return Act(token, token.head, rows[0], rows[0].type)


def named(token: Token) -> Cue | None:
    """The cue of a noun that names an act, the longest name first."""
    if token.pos_ not in ("NOUN", "PROPN") or lemma(token) not in lexicon.noun_heads():
        return None
    for name in sorted(names(token), key=len, reverse=True):
        for cue in lexicon.by_noun().get(name, ()):
            if cue.not_objects.isdisjoint(names(token)):
                return cue
    return None


def _noun(token: Token, found: dict[int, Act]) -> Act | None:
    """A noun that names an act, where a verb says that it is done or happens."""
    cue = named(token)
    if cue is None or token.dep_ == "compound":
        return None
    carrier = token.head
    if carrier.i in found and found[carrier.i].token.pos_ in ("VERB", "AUX"):
        return None
    word = verb_lemma(carrier)
    if token.dep_ in ("dobj", "obj", "nsubjpass") and (
        word in lexicon.words("doing") or (token.dep_ == "nsubjpass" and word in lexicon.words("happening"))
    ):
        return Act(token, carrier, cue, cue.type)
    if token.dep_ == "nsubj" and word in lexicon.words("happening"):
        return Act(token, carrier, cue, cue.type)
    if token.dep_ == "attr" and any(child.dep_ == "expl" for child in carrier.children):
        return Act(token, carrier, cue, cue.type)
    if token.dep_ == "ROOT":
        return Act(token, token, cue, cue.type)
    return None


def _govern(act: Act, found: dict[int, Act]) -> None:
    """Put under an act that takes another what stands in its clause or its object."""
    if not act.cue.operator and act.type != "ACCUSE":
        return
    for part in _inside(act.token, found):
        inner = found.get(part.i)
        if inner is not None and inner is not act and inner.under is None:
            inner.under = act
            act.about = act.about or inner
        elif act.about is None and inner is None and (cue := named(part)) is not None and part.dep_ != "compound":
            act.about = Act(part, act.carrier, cue, cue.type, under=act)


def _inside(token: Token, found: dict[int, Act]) -> Iterator[Token]:
    """What an act governs: its clauses and objects, but no adverbial clause, subject or relative clause of fact."""
    for child in token.children:
        if child.dep_ in (
            "xcomp",
            "ccomp",
            "dobj",
            "obj",
            "prep",
            "pobj",
            "pcomp",
            "nsubjpass",
            "acl",
            "conj",
            "attr",
            "dative",
            "appos",
        ) and not (child.dep_ == "conj" and child.pos_ == "VERB" and child.tag_ in ("VBD", "VBZ", "VBP")):
            if child.dep_ == "prep" and child.lower_ in (
                "after",
                "since",
                "during",
                "despite",
                "amid",
                "following",
                "before",
                "due",
                "because",
                "under",
            ):
                continue
            yield child
            yield from _inside(child, found)
        elif child.dep_ in ("nsubj", "csubj") and token.dep_ in ("ccomp", "xcomp") and token.pos_ == "VERB":
            yield child
