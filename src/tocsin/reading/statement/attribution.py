"""Where a sentence attributes speech: the cue, and the noun phrase that speaks."""

import dataclasses
import re
from collections.abc import Iterator

from spacy.tokens import Token

from tocsin.reading.parse import SUBJECTS, Parsed, agents, ancestors, is_a, lemma, passive
from tocsin.reading.statement.quotes import Quoted
from tocsin.reading.statement.words import is_body, is_human, is_paper, table, verbs, words

_HEDGES = frozenset({"may", "might", "could", "should", "would", "will", "must", "can", "shall", "'ll", "’ll", "'d"})
_DOUBTED = frozenset({"if", "whether", "unless", "until", "should"})
_ONLY_QUOTED = frozenset({"share", "put", "laugh", "begin", "quote", "think", "find", "wonder", "guess", "conclude", "finish", "cheer", "sigh", "smile", "welcome"})
_COUNTING = frozenset({"one", "two", "three", "some", "several", "dozen", "many", "most", "number", "majority", "handful", "pair", "couple", "series"})
_RELATIVE = frozenset({"who", "that", "which", "whom"})
_STATE_SUBJECTS = frozenset({"name", "capital", "people"})


@dataclasses.dataclass(slots=True)
class Attribution:
    """Speech that a sentence attributes: ``speaker`` is the noun that speaks, ``cue`` the word that says so."""

    cue: Token
    speaker: Token
    wording: str
    kind: str  # verb, noun, phrase
    quoted: bool = False


def attributions(parsed: Parsed, quoted: Quoted) -> list[Attribution]:
    """Every attribution of the sentence in the order of its cues, one for each cue and speaker."""
    found: list[Attribution] = []
    for token in parsed.doc:
        found += [attribution for attribution in _at(token, parsed, quoted) if not _silent(attribution, quoted)]
    return found


def _at(token: Token, parsed: Parsed, quoted: Quoted) -> Iterator[Attribution]:
    if token.lower_ == "according":
        yield from _according(token)
    elif token.pos_ in ("VERB", "AUX") and lemma(token) in verbs():
        yield from _verb(token, parsed, quoted)
    elif token.lower_ in ("clear", "adamant", "certain") and token.dep_ == "acomp" and any(child.dep_ == "ccomp" for child in [*token.children, *token.head.children]):
        yield from (Attribution(token, noun, f"{token.head.text} {token.text}", "verb") for noun in token.head.children if noun.dep_ == "nsubj" and (noun.pos_ == "PROPN" or is_human(lemma(noun))))
    elif token.pos_ in ("NOUN", "PROPN") and lemma(token) in words("nouns"):
        yield from _noun(token, parsed, quoted)
    if token.lower_ == "by" and token.dep_ in ("prep", "agent", "advmod"):
        yield from _reckoned(token)
    if token.lower_ == "words" and token.i and token.nbor(-1).lower_ == "the":
        yield from (Attribution(token, noun, "in the words of", "phrase") for noun in _objects_of(token, "of"))


def _silent(attribution: Attribution, quoted: Quoted) -> bool:
    """Whether the cue stands in somebody's quote and so tells of "I" and "we", not of another speaker."""
    speaker = attribution.speaker
    if speaker.lower_ in ("i", "we", "you", "us", "me"):
        return True
    if not quoted.inside(attribution.cue.idx):
        return False
    cue = attribution.cue
    own = any(child.i == speaker.i for child in [*cue.children, *(cue.head.children if cue.pos_ == "ADJ" else ())])
    named = speaker.pos_ == "PROPN" or (not quoted.inside(speaker.idx) and (speaker.pos_ == "PRON" or is_human(lemma(speaker)) or is_body(lemma(speaker))))
    return not (own and named) or (quoted.inside(speaker.idx) and cue.dep_ not in ("ROOT", "ccomp", "conj"))


def _according(token: Token) -> Iterator[Attribution]:
    for child in token.children:
        if child.lower_ == "to":
            for noun in child.children:
                if noun.dep_ in ("pobj", "pcomp") and lemma(noun) not in ("information", "law", "plan", "rule", "schedule", "need", "custom", "tradition"):
                    yield Attribution(token, noun, f"{token.text} to", "phrase")


def _objects_of(token: Token, word: str) -> list[Token]:
    return [noun for child in token.children if child.dep_ in ("prep", "agent") and child.lower_ == word for noun in child.children if noun.dep_ == "pobj"]


def _reckoned(by: Token) -> Iterator[Attribution]:
    """"by the count of X", "by X's own account"."""
    for noun in by.children:
        if noun.dep_ == "pobj" and lemma(noun) in words("reckoning"):
            owners = _objects_of(noun, "of") or [child for child in noun.children if child.dep_ == "poss"]
            for owner in owners:
                yield Attribution(noun, owner, f"by {noun.text}", "phrase")


def _verb(verb: Token, parsed: Parsed, quoted: Quoted) -> Iterator[Attribution]:
    quoting = _quoting(verb)
    if quoting is not None:
        yield from _handed_on(verb, quoting)
        return
    if not _asserted(verb) or not _complemented(verb, parsed, quoted):
        return
    for speaker in speakers(verb):
        if _can_speak(speaker, verb, parsed) and not _own_people(speaker, verb, parsed, quoted):
            yield Attribution(verb, speaker, _wording(verb), "verb")


def _quoting(verb: Token) -> Token | None:
    """The verb that quotes, where this one stands under it: "quoted Peskov as telling TASS"."""
    above = verb.head.head
    if verb.dep_ in ("pcomp", "advcl") and verb.head.lower_ == "as" and lemma(above) in ("quote", "cite", "report"):
        return above
    return verb.head if verb.dep_ in ("advcl", "xcomp", "ccomp") and lemma(verb.head) in ("quote", "cite") and any(child.lower_ == "as" for child in verb.children) else None


def _handed_on(verb: Token, quoting: Token) -> Iterator[Attribution]:
    told = [child for child in quoting.children if child.dep_ in ("dobj", "nsubjpass")]
    relay = agents(quoting) if passive(quoting) else [child for child in quoting.children if child.dep_ == "nsubj"]
    for noun in told[:1]:
        yield Attribution(verb, noun, verb.text, "verb")
    for noun in relay[:1]:
        if told:
            yield Attribution(quoting, noun, quoting.text, "relay")


def speakers(verb: Token) -> list[Token]:
    """The nouns that a verb of speech has as its speaker: its subject, or the agent of a passive."""
    if _is_passive(verb):
        return agents(verb)[:1]
    seen: set[int] = set()
    current = verb
    while current.i not in seen:
        seen.add(current.i)
        own = _subjects(current)
        if own and current is not verb and verb.dep_ == "conj" and not _plausible(own[0]):
            return _outermost(current)
        if own and (current is verb or not _participle(verb) or _spoke(current)):
            return _nearest(_subject([child for child in own if child.i < current.i or len(own) == 1][-1:][0] if any(child.i < current.i for child in own) else own[-1], current), verb)
        if own:
            return _outermost(current) or _subject(own[0], current)
        if current is verb and current.tag_ in ("VBD", "VBZ", "VBP", "VBN") and current.dep_ in ("acl", "relcl") and current.i and current.nbor(-1).pos_ in ("NOUN", "PROPN"):
            return [_squeezed(current)]
        if current.dep_ in ("relcl", "acl"):
            return [current.head] if current.dep_ == "relcl" or current.tag_ == "VBG" or lemma(current) in words("say") else []
        head = current.head
        if head.i == current.i or (current.dep_ in ("xcomp", "ccomp") and current is verb and head.pos_ not in ("VERB", "AUX")):
            return []
        current = head
    return []


def _subjects(verb: Token) -> list[Token]:
    """Its own subjects, those that the parser hung on its auxiliary included."""
    return [child for child in verb.children if child.dep_ in SUBJECTS] or [grand for child in verb.children if child.dep_ == "aux" for grand in child.children if grand.dep_ in SUBJECTS]


def _plausible(noun: Token) -> bool:
    word = lemma(noun)
    return noun.pos_ in ("PROPN", "PRON") or is_human(word) or is_body(word) or is_paper(word)


def _squeezed(verb: Token) -> Token:
    """"A step its minister called …", "a letter by the ministers informed …": the noun phrase right before the verb."""
    current = verb.nbor(-1)
    while current.head.i not in (verb.head.i, current.i) and current.i != verb.head.i:
        current = current.head
    return current if current.dep_ == "appos" else verb.head


def _nearest(found: list[Token], verb: Token) -> list[Token]:
    """"…, at the invitation of A, the spokesman said": what stands unparted before the verb speaks, not what it is parted from."""
    if len(found) != 1 or found[0].i > verb.i:
        return found
    for child in found[0].children:
        if child.dep_ == "appos" and child.pos_ in ("NOUN", "PROPN") and child.i > found[0].i and child.right_edge.i == verb.i - 1 and any(part.text == "," for part in verb.doc[found[0].i : child.i]):
            return [child]
    return found


def _participle(verb: Token) -> bool:
    """"…, saying that": hangs on the verb of speech above it, not on the nearest clause."""
    return verb.tag_ == "VBG" and verb.dep_ == "advcl"


def _spoke(verb: Token) -> bool:
    return lemma(verb) in verbs()


def _outermost(verb: Token) -> list[Token]:
    """The subject of the verb of speech under which a clause stands."""
    if verb.dep_ not in ("ccomp", "conj"):
        return []
    for head in ancestors(verb):
        if _spoke(head):
            return [child for child in head.children if child.dep_ == "nsubj"][:1]
    return []


def _is_passive(verb: Token) -> bool:
    if lemma(verb) in words("telling") and verb.tag_ in ("VBN", "VBD") and verb.i + 1 < len(verb.doc) and verb.nbor().lower_ == "to" and lemma(verb) not in ("appeal", "call", "recommend"):
        return True
    if verb.dep_ == "acl" and verb.i and verb.nbor(-1).dep_ == "appos":
        return False
    bare = verb.tag_ == "VBN" and verb.dep_ in ("acl", "amod", "advcl") and not any(child.dep_ == "aux" for child in verb.children)
    return passive(verb) or bare


def _subject(subject: Token, verb: Token) -> list[Token]:
    if subject.dep_ == "csubj":
        return [child for child in subject.children if child.dep_ == "nsubj"]
    if subject.lower_ in _RELATIVE and verb.dep_ in ("relcl", "acl", "ccomp"):
        return [verb.head] if verb.head.pos_ in ("NOUN", "PROPN", "PRON") else []
    return [subject]


def _asserted(verb: Token) -> bool:
    """Whether the speech took place: not negated, not future, not asked about, not a bare infinitive."""
    for child in verb.children:
        if child.dep_ == "neg" or child.lower_ in ("never", "hardly"):
            return False
        if child.dep_ == "aux" and child.lower_ in _HEDGES:
            return False
        if child.dep_ in ("mark", "advmod") and child.lower_ in _DOUBTED and child.i < verb.i:
            return False
    if any(child.dep_ == "nsubj" and any(grand.lower_ in ("no", "neither") and grand.dep_ in ("det", "preconj", "cc") for grand in child.children) for child in verb.children):
        return False
    if verb.dep_ == "ccomp" and lemma(verb.head) in verbs() and verb.head.pos_ in ("VERB", "AUX") and (lemma(verb.head) in ("deny", "refute", "dispute") or not _asserted(verb.head)):
        return False
    if verb.tag_ == "VBG" and lemma(verb.head) == "contribute":
        return False
    if verb.tag_ == "VB" and verb.dep_ != "ROOT" and not any(child.dep_ == "aux" and child.lower_ in ("do", "does", "did") for child in verb.children):
        return _carried(verb)
    if verb.tag_ in ("VBG", "VB", "VBN") and verb.dep_ == "conj" and verb.head.pos_ == "VERB" and lemma(verb.head) in verbs() and not any(child.dep_ in SUBJECTS for child in verb.children):
        return _asserted(verb.head)
    return verb.tag_ != "VBN" or verb.dep_ != "amod"


def _carried(verb: Token) -> bool:
    """An infinitive of speech that was carried out: "continued to urge", "went on to say", "spoke to CNN to voice"."""
    infinitive = any(child.lower_ == "to" for child in verb.children)
    return infinitive and verb.dep_ in ("xcomp", "advcl") and lemma(verb.head) in words("carrying") and _asserted(verb.head)


def _complemented(verb: Token, parsed: Parsed, quoted: Quoted) -> bool:
    """Whether the verb has what makes it speech: a clause, a quote, or an object of the right sort."""
    word = lemma(verb)
    kids = list(verb.children)
    clause = verb.dep_ == "parataxis" or any(child.dep_ in ("ccomp", "parataxis") or (child.lower_ == "what" and child.dep_ == "dobj") for child in kids)
    beside = bool(quoted.spans) and _near_quote(verb, parsed, quoted)
    if word in ("recall", "withdraw") and not clause and not beside:
        return False
    if word in ("continue", "begin") and any(child.dep_ == "xcomp" for child in kids):
        return False
    if word == "declare" and any(child.dep_ in ("oprd",) for child in kids) and not beside:
        return False
    if word == "ask":
        return any(child.dep_ in ("xcomp", "ccomp") for child in kids) and not any(child.lower_ in ("whether", "if", "why", "how", "what") for kid in kids for child in kid.children)
    if word == "concede" and any(lemma(child) in ("defeat", "power") for child in kids):
        return False
    if word in words("naming") and (word != "declare" or beside) and any(child.dep_ in ("oprd", "ccomp") or (child.dep_ == "prep" and child.lower_ == "as") for child in kids) and not _is_bare_passive(verb):
        return True
    if word in words("naming") and word not in words("say"):
        phrasal = table("phrases").get(word, frozenset())
        return beside or any(child.dep_ == "xcomp" and child.tag_ == "VBG" for child in kids) or any(part.lower_ in phrasal and part.dep_ in ("prep", "prt", "mark") for child in kids for part in [child, *child.children])
    if word in table("phrases") and any(child.lower_ in table("phrases")[word] and child.dep_ in ("prep", "prt", "advmod") for child in kids):
        return True
    if word in table("objects") and _object_fits(verb, table("objects")[word]):
        return True
    if word in words("say"):
        return clause or beside or _objective(verb, word)
    if word in words("quoted"):
        return beside or (clause and word not in _ONLY_QUOTED) or _parenthetical_or_report(verb, word)
    return word in words("telling") and word not in ("order", "direct", "request", "invite") and (clause or beside or any(child.dep_ == "xcomp" for child in kids))


def _parenthetical_or_report(verb: Token, word: str) -> bool:
    if word == "think" and verb.dep_ == "parataxis":
        return True
    subject = next((child for child in verb.children if child.dep_ in SUBJECTS), None)
    return word in ("find", "conclude") and subject is not None and is_paper(lemma(subject)) and any(child.dep_ == "ccomp" for child in verb.children)


def _is_bare_passive(verb: Token) -> bool:
    return _is_passive(verb) and not agents(verb)


def _object_fits(verb: Token, heads: frozenset[str]) -> bool:
    return any(lemma(child) in heads for child in verb.children if child.dep_ in ("dobj", "acomp", "ccomp", "oprd", "pobj", "xcomp"))


def _objective(verb: Token, word: str) -> bool:
    """A verb of speech with only an object or an infinitive: "announced the evacuation", "threatens to quit"."""
    objects = [child for child in verb.children if child.dep_ in ("dobj", "nsubjpass", "xcomp", "prep", "dative")]
    if word in ("claim", "report") and any(lemma(child) in ("life", "victim", "duty") for child in objects):
        return False
    if word in ("say", "tell", "state", "add", "note", "argue", "remark", "explain", "maintain", "insist"):
        return verb.dep_ == "relcl" or any(child.dep_ in ("xcomp",) for child in objects) or (word in ("explain",) and bool(objects)) or bool(re.search(r"\bso\b|similar", verb.sent.text[verb.idx : verb.idx + 40]))
    return bool(objects) or verb.dep_ in ("relcl", "parataxis")


def _near_quote(verb: Token, parsed: Parsed, quoted: Quoted) -> bool:
    """Whether a quote stands in the verb's own clause: inside what hangs on it, or right beside it."""
    ends = [part.idx for part in verb.subtree]
    low, high = min(ends), max(ends)
    near = any(start <= verb.idx + 400 and end >= verb.idx - 400 for start, end in quoted.spans)
    return near and any(low - 3 <= start <= high + 60 or low - 60 <= end <= high + 3 for start, end in quoted.spans)


def _can_speak(speaker: Token, verb: Token, parsed: Parsed) -> bool:
    """A verb with a clause lets anything speak but what is no party; one with an object only people, bodies and states."""
    low = speaker.lower_
    if low in ("which", "what", "this", "these", "there", "nobody"):
        return False
    word = lemma(verb)
    mention = parsed.mention(speaker)
    noun = lemma(speaker)
    if noun == "people" and word == "report" or any(child.dep_ == "det" and child.lower_ in ("any", "every", "no") for child in speaker.children):
        return False
    if noun in ("court", "judge", "tribunal") and word not in ("say", "tell", "warn"):
        return False
    if any(child.dep_ == "poss" and child.lower_ in ("our", "my") for child in speaker.children) or (low == "it" and word == "read"):
        return False
    if mention is not None or speaker.pos_ in ("PROPN", "PRON") or (speaker.text[:1].isupper() and (speaker.i > 0 or speaker.pos_ != "NOUN")):
        return True
    if is_human(noun) or is_body(noun) or is_paper(noun) or noun in words("media"):
        return True
    if noun in _COUNTING:
        return True
    return word in ("say", "tell", "add") and speaker.pos_ == "NOUN" and _animate(speaker)


def _animate(speaker: Token) -> bool:
    return any(child.dep_ in ("amod", "compound", "poss") and child.pos_ == "PROPN" for child in speaker.children) or speaker.tag_ == "NNS"


def _own_people(speaker: Token, verb: Token, parsed: Parsed, quoted: Quoted) -> bool:
    """A bare state that tells its own nationals or staff what to do takes a posture; nobody speaks."""
    word = lemma(verb)
    mention = parsed.mention(speaker)
    noun = lemma(speaker)
    state = mention is not None and mention.kind in _STATE_SUBJECTS and mention.code not in ("EU", "NATO", "UN")
    if not (state or is_paper(noun) or noun in ("country", "nation", "state", "side", "capital", "those")):
        return False
    if word not in words("telling") and word not in ("say", "issue"):
        return False
    told = [child for child in verb.children if child.dep_ in ("dobj", "dative", "nsubj") and child.i > verb.i and word != "say"]
    told += _pobjs([verb, *told]) if word != "say" else []
    told += [child for kid in verb.children if kid.dep_ in ("ccomp", "xcomp") and _obliging(kid, word) for child in kid.children if child.dep_ in SUBJECTS]
    if any(is_a(one, "people") or is_a(one, "staff") or is_a(one, "family") or _is_own(one, mention.code if mention else None, parsed) for one in told):
        return True
    against = re.search(r"\b(?:travel|trips?|visit\w*|journeys?|going|leav\w+)\b", parsed.text[verb.idx :])
    return bool(against) and word in ("advise", "recommend", "warn", "urge", "caution", "advised")


def _pobjs(tokens: list[Token]) -> list[Token]:
    return [noun for token in tokens for child in token.children if child.dep_ == "prep" and child.lower_ in ("on", "upon", "to", "for", "of") for noun in child.children if noun.dep_ == "pobj"]


def _obliging(clause: Token, word: str) -> bool:
    return word != "say" or any(child.lower_ in ("should", "must") for child in clause.children)


def _is_own(noun: Token, code: str | None, parsed: Parsed) -> bool:
    mention = parsed.mention(noun)
    return mention is not None and (code is None or mention.code == code) and mention.kind in ("people", "adjective")


def _wording(verb: Token) -> str:
    after = [child for child in verb.children if child.dep_ == "prt"]
    phrasal = table("phrases").get(lemma(verb), frozenset())
    after += [child for child in verb.children if child.dep_ == "prep" and child.lower_ in phrasal]
    after += [child for child in verb.children if child.dep_ in ("dobj", "acomp") and lemma(child) in table("objects").get(lemma(verb), frozenset())]
    after = [part for part in after if verb.i < part.i <= verb.i + 3]
    last = max([verb.i, *(part.i for part in after)])
    return str(verb.doc[verb.i : last + 1].text)


def _noun(noun: Token, parsed: Parsed, quoted: Quoted) -> Iterator[Attribution]:
    """"Washington's warning that …", "a suggestion by a senator that …", "India's account of …"."""
    if not _tells(noun, parsed, quoted) or lemma(noun.head) in ("repeat", "reiterate", "praise"):
        return
    owners = [child for child in noun.children if child.dep_ == "poss" and child.lower_ not in ("his", "her", "its", "their", "our", "my", "your")]
    owners += _objects_of(noun, "by") + _objects_of(noun, "from")
    owners += [child for child in noun.children if child.dep_ in ("compound", "nmod") and parsed.mention(child) is not None and parsed.mention(child).kind == "government"]  # type: ignore[union-attr]
    owners += [agent for child in noun.children if child.dep_ == "acl" for agent in agents(child)]
    fit = [owner for owner in owners if parsed.mention(owner) is not None or owner.pos_ == "PROPN" or is_human(lemma(owner)) or is_body(lemma(owner))]
    for owner in fit[:1]:
        yield Attribution(noun, owner, noun.text, "noun")


def _tells(noun: Token, parsed: Parsed, quoted: Quoted) -> bool:
    if any(child.dep_ in ("acl", "ccomp", "relcl") and any(grand.lower_ == "that" and grand.dep_ == "mark" for grand in child.children) for child in noun.children):
        return True
    after = parsed.text[noun.idx + len(noun) :]
    if re.match(r"(?: (?:this|on|last|by|from|made|issued)\b[^,;.]{0,40})? that \"?(?:the |a |an |its |it |he |she |they |[A-Z]|more |some |all |there )", after):
        return True
    if lemma(noun) == "account":
        return bool(re.match(r" of (?:\d|how|what|the (?!.*\b(?:bank)\b))", after))
    return lemma(noun) in ("threat",) and bool(re.match(r"s? (?:from|by) ", after))


def relays(token: Token) -> bool:
    """Whether a cue only hands on what another said (``reported``, ``according to``)."""
    return lemma(token) in ("report", "accord", "according", "quote", "cite", "say", "write") or token.lower_ == "according"


def above(token: Token) -> list[Token]:
    """The heads of a token that are verbs of speech, nearest first."""
    return [head for head in ancestors(token) if lemma(head) in verbs()]
