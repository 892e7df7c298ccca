"""Who speaks: a noun phrase to a person, an office, an institution or an unnamed source, resolved across the document."""

import dataclasses
import functools
import importlib.resources
import json
import re
from typing import Literal

from spacy.tokens import Token

from tocsin.reading.parse import Parsed, lemma
from tocsin.reading.statement.people import Directory, Person, gender_of
from tocsin.reading.statement.words import is_body, is_human, is_paper, table, words
from tocsin.reading.states import Mention, states

Kind = Literal["person", "unnamed", "institution", "state", "media", "paper", "other"]

_LEADING = frozenset({"the", "a", "an", "this", "that", "these", "those", "another", "its", "his", "her", "their", "our", "my", "your", "some", "one", "any", "such"})
_EMPTY = frozenset({"i", "you", "we", "one", "nobody", "everyone", "everybody", "anyone", "this", "that", "what", "there", "many", "some", "all", "most", "others", "few", "none", "somebody", "someone", "which", "both", "no", "several", "us", "me", "those", "these", "each", "other"})
_GROUPS = frozenset({"group", "number", "dozen", "handful", "majority", "pair", "couple", "series", "member", "team", "one", "two", "three", "some", "most", "many", "several"})
_COUNTERS = frozenset({"number", "dozen", "handful", "majority", "pair", "couple", "series", "lot", "plenty"})
_POSTS = frozenset({"embassy", "consulate", "mission", "commission", "legation", "ambassador", "spokesman", "spokeswoman", "spokesperson", "high"})
_STATE_NOUNS = frozenset({"country", "nation", "state", "kingdom", "republic"})
_ALIASES = {"airline": "airline", "carrier": "airline", "alliance": "NATO", "bloc": "EU"}


@dataclasses.dataclass(slots=True)
class Voice:
    """Somebody or something that speaks. ``head`` is the noun by which a text takes it up again ("the ministry")."""

    name: str
    kind: Kind
    country: str | None = None
    office: str | None = None
    head: str = ""
    gender: str | None = None
    plural: bool = False

    @property
    def key(self) -> str:
        """What makes two mentions of a voice the same."""
        return f"{self.name.casefold()}|{self.country if self.kind == 'unnamed' else ''}"


@dataclasses.dataclass(slots=True)
class Turn:
    """What one sentence leaves behind: who spoke in it, which people it names, which states or bodies act in it."""

    post: int
    voices: list[Voice]
    people: list[Voice]
    bodies: list[Voice]
    states: list[tuple[int, str]]


@dataclasses.dataclass(slots=True)
class Floor:
    """The memory of one document: everybody who spoke or was named, sentence by sentence."""

    directory: Directory
    sender: str | None = None
    topic: str | None = None
    acronyms: dict[str, str] = dataclasses.field(default_factory=dict)
    turns: list[Turn] = dataclasses.field(default_factory=list)

    def remember(self, name: str) -> None:
        """A body's capitalised name, which the text may shorten to its initials."""
        initials = "".join(word[0] for word in name.split() if word[0].isupper())
        if len(initials) > 2 and len(name) > len(initials):
            self.acronyms.setdefault(initials, name)

    def last_person(self, here: Turn, *, gender: str | None) -> Voice | None:
        """Whom "he" or "she" stands for: whoever was named first in this sentence, else who spoke last, else was named last."""
        for back, turn in enumerate([here, *reversed(self.turns[-8:])]):
            if turn.post != here.post:
                break
            speakers = [voice for voice in turn.voices if voice.kind in ("person", "unnamed") and not voice.plural]
            order = [*speakers[::-1], *turn.people] if back else [*speakers[::-1], *turn.people]
            for voice in order:
                if voice.gender in (None, gender):
                    voice.gender = voice.gender or gender
                    return voice
        return None

    def last_body(self, here: Turn, *, plural: bool = False) -> Voice | None:
        """Whom "it" (or "they") stands for: the body or state that spoke last, else that was named last."""
        for turn in [here, *reversed(self.turns[-6:])]:
            if turn.post != here.post:
                break
            speakers = [voice for voice in turn.voices if (voice.plural if plural else voice.kind in ("institution", "state", "media", "other") and not voice.plural)]
            if speakers:
                return speakers[-1]
            if turn.bodies and not plural:
                return turn.bodies[0]
        return None

    def by_head(self, head: str, here: Turn, *, country: str | None, local: str | None, plural: bool = False) -> Voice | None:
        """Whom "the ministry" or "the minister" stands for: the last with such a head or office.

        Of the same state if one is told, or if another state (``local``) has taken the floor since; across posts only so.
        """
        wanted = country or local
        for turn in [here, *reversed(self.turns)]:
            for voice in [*reversed(turn.voices), *turn.people, *turn.bodies]:
                if voice.plural != plural or not _answers(voice, head) or (country and voice.country and voice.country != country):
                    continue
                if local and voice.country and voice.country != local:
                    continue
                if turn.post == here.post or (wanted and voice.country == wanted) or voice.kind == "person":
                    return voice
        return None

    def last_state(self, here: Turn, before: int | None = None) -> str | None:
        """The state that a body or office without one belongs to: of who had the floor last, else named before it."""
        if here.voices and here.voices[-1].country:
            return here.voices[-1].country
        named = [code for at, code in here.states if before is None or at < before]
        for turn in reversed(self.turns[-6:]):
            if turn.post != here.post or named:
                break
            actor = next((voice.country for voice in [*turn.voices[::-1], *turn.bodies] if voice.country), None)
            if actor or turn.states:
                return actor or turn.states[0][1]
        return named[0] if named else None

    def floor_state(self, here: Turn) -> str | None:
        """The state of whoever had the floor in the sentence before, if any."""
        for turn in reversed(self.turns[-3:]):
            if turn.post != here.post:
                break
            for voice in [*turn.voices[::-1], *turn.bodies]:
                if voice.country:
                    return voice.country
        return None


def _answers(voice: Voice, head: str) -> bool:
    if voice.head == head and voice.kind != "person":
        return True
    if voice.office:
        offices = re.findall(r"[\w-]+", voice.office.casefold())
        if head in offices:
            return head not in ("chief", "head", "general", "leader", "official", "source") or offices[-1] == head
    return head in _ALIASES and _ALIASES[head] in (voice.head, voice.country) and voice.head in ("airline", "state")


def voices(token: Token, parsed: Parsed, floor: Floor, here: Turn) -> list[Voice]:
    """The voices of a subject: itself and what is coordinated with it. Empty where nobody who can speak is meant."""
    found: list[Voice] = []
    for noun in _coordinated(_counted(token)):
        voice = voice_of(_owner(noun), parsed, floor, here)
        if voice is not None and all(voice.key != other.key for other in found):
            found.append(voice)
    return found


def _counted(token: Token) -> Token:
    """"A number of Western governments" are governments; "Senators A and B" are A and B."""
    names = [child for child in token.children if child.dep_ == "appos" and child.pos_ == "PROPN"]
    if token.tag_ in ("NNS", "NNPS") and names and any(child.dep_ == "conj" for child in names[0].children):
        return names[0]
    if lemma(token) in _COUNTERS or (token.pos_ == "NUM" and _of(token)):
        for child in token.children:
            if child.lower_ == "of":
                for noun in child.children:
                    if noun.dep_ == "pobj" and noun.pos_ in ("NOUN", "PROPN"):
                        return noun
    return token


def _owner(token: Token) -> Token:
    """A paper speaks for its owner, where one is told: "a statement from the ministry", "the ministry's statement"."""
    if not is_paper(lemma(token)):
        return token
    for child in token.children:
        if child.dep_ in ("prep", "agent") and child.lower_ in ("from", "by", "of"):
            for noun in child.children:
                if noun.dep_ == "pobj" and (noun.pos_ == "PROPN" or is_human(lemma(noun)) or is_body(lemma(noun))):
                    return noun
        if child.dep_ == "acl":
            for kid in child.children:
                for noun in kid.children if kid.lower_ == "by" else ():
                    if noun.dep_ == "pobj":
                        return noun
    owners = [child for child in token.children if child.dep_ in ("compound", "nmod") and child.lower_ in ("department", "ministry", "embassy", "government", "office", "house")]
    owners = owners or [child for child in token.children if child.dep_ == "poss" and (child.pos_ == "PROPN" or is_human(lemma(child)) or is_body(lemma(child)))]
    return owners[0] if owners else token


def _coordinated(token: Token) -> list[Token]:
    found, queue = [], [token]
    while queue:
        current = queue.pop(0)
        found.append(current)
        queue += [child for child in current.children if child.dep_ == "conj" and child.pos_ in ("NOUN", "PROPN", "PRON")]
    return found


def voice_of(token: Token, parsed: Parsed, floor: Floor, here: Turn) -> Voice | None:
    """The voice of one noun."""
    low = token.lower_
    if low in ("he", "she", "him"):
        return floor.last_person(here, gender="f" if low == "she" else "m")
    if low == "it":
        return floor.last_body(here)
    if low in ("they", "them"):
        return floor.last_body(here, plural=True) or floor.last_body(here)
    if low in _EMPTY and token.text != "US" and not _of(token):
        return None
    if low in ("who", "whom", "that", "which"):
        return None
    return _named(token, parsed, floor, here) or _mentioned(token, parsed) or _described(token, parsed, floor, here)


def _of(token: Token) -> bool:
    return any(child.lower_ == "of" for child in token.children)


def _named(token: Token, parsed: Parsed, floor: Floor, here: Turn) -> Voice | None:
    """A person with a name: the head itself, an apposition to it, or a name right behind an office."""
    country = _own_state(token, parsed)
    person = _spanned(token, parsed, floor)
    if person is not None:
        return of_person(person, country or _home(person, token, floor, here), token)
    mention = parsed.mention(token)
    if token.text[:1].isupper() and (mention is None or mention.kind in ("adjective", "city")) and not _org(_name_run(token)):
        person = floor.directory.find(_name_run(token)) or (floor.directory.find(token.text) if token.pos_ != "NOUN" else None)
        if person is not None:
            return of_person(person, country or _home(person, token, floor, here), token)
    for noun in [child for child in token.children if child.dep_ in ("appos", "flat") and child.pos_ == "PROPN"]:
        run = _name_run(noun)
        if is_human(lemma(token)) and len(run.split()) > 1 and not _org(run) and parsed.mention(noun) is None:
            return of_person(floor.directory.add(run, office=token.text), country, token)
    return None


def _home(person: Person, token: Token, floor: Floor, here: Turn) -> str | None:
    """The state of a holder of an office for whom the text names none: that of the sentence, else the document's topic."""
    if person.country or not person.office:
        return None
    title = set(re.findall(r"[\w-]+", person.office.casefold()))
    for word, code in table("defaults").items():
        if word in title or word in person.office.casefold():
            return next(iter(code))
    if not title & (words("officers") | words("domestic")):
        return None
    named = [code for at, code in here.states if at < token.idx]
    return (named[0] if named else None) or floor.topic


def _spanned(token: Token, parsed: Parsed, floor: Floor) -> Person | None:
    """The person whose full name covers the noun, or stands behind it as the holder of the office that it names."""
    subtree = {part.i for part in token.subtree}
    for start, end, person in floor.directory.spans(parsed.text):
        if start <= token.idx < end:
            return person
        if token.idx >= start or _org(person.name) or not (is_human(lemma(token)) or _ranked(parsed.text[token.idx + len(token) : start])):
            continue
        between = [part for part in parsed.doc if token.idx + len(token) <= part.idx < start]
        inside = next((part for part in parsed.doc if part.idx >= start), None)
        if inside is None or inside.i not in subtree or any(part.i not in subtree or part.pos_ in ("VERB", "AUX") or part.dep_ == "relcl" for part in between):
            continue
        words_between = parsed.text[token.idx + len(token) : start]
        if _ranked(words_between) or re.fullmatch(r"(?: (?:of|for|to|at|in) [^,;]{2,60}?)?,? ", words_between):
            return person
    return None


def _ranked(text: str) -> bool:
    """Whether nothing but a rank stands between a body and a name: "Army major general William Taylor"."""
    parts = text.casefold().split()
    return bool(parts) and all(part in words("offices") for part in parts)


def _name_run(noun: Token) -> str:
    first = noun.i
    while first and noun.doc[first - 1].head.i in range(first, noun.i + 1) and noun.doc[first - 1].dep_ in ("compound", "flat") and noun.doc[first - 1].text[:1].isupper():
        first -= 1
    last = noun.i
    while last + 1 < len(noun.doc) and noun.doc[last + 1].dep_ == "flat":
        last += 1
    parts = [part for part in noun.doc[first : last + 1]]
    return "".join(part.text_with_ws for part in parts).strip()


def _org(run: str) -> bool:
    return any(part in words("org_words") or part in words("titles") for part in run.split())


def of_person(person: Person, country: str | None = None, token: Token | None = None) -> Voice:
    """The voice of somebody in the directory."""
    person.country = person.country or country
    if token is not None and person.gender is None:
        person.gender = gender_of(token.text)
    return Voice(person.name, "person", person.country, person.office, head=person.name.split()[-1].casefold(), gender=person.gender)


def _own_state(token: Token, parsed: Parsed) -> str | None:
    """The state that a noun phrase names: its adjective, its possessor, its ``of`` and ``in`` phrases."""
    ranked: list[tuple[int, Mention]] = []
    for part in _inside(token):
        mention = parsed.mention(part)
        home = table("homes").get(part.text)
        if mention is None and home:
            ranked.append((2, Mention(part.idx, part.idx, next(iter(home)), "government", part.text)))
        if mention and mention.kind not in ("airline", "region") and mention.code and not mention.generic:
            post = mention.kind in ("capital", "city") and lemma(token) in _POSTS and part.i > token.i
            ranked.append((9 if post else 0 if mention.kind in ("adjective", "name", "government", "people") else 1, mention))
    return min(ranked, key=lambda pair: pair[0])[1].code if ranked and min(ranked, key=lambda pair: pair[0])[0] < 9 else None


def _inside(token: Token) -> list[Token]:
    found, queue = [], [token]
    while queue:
        current = queue.pop(0)
        found.append(current)
        queue += [child for child in current.children if child.dep_ in ("compound", "amod", "poss", "nmod", "pobj", "appos", "npadvmod", "dep", "nummod") or (child.dep_ == "prep" and child.lower_ in ("of", "for", "at", "in", "from", "with"))]
    return sorted(found, key=lambda part: part.i)


def _mentioned(token: Token, parsed: Parsed) -> Voice | None:
    """A state, a capital, a government's own name, an airline: as it is written."""
    mention = parsed.mention(token)
    if mention is None or mention.kind in ("adjective", "city") and token.idx + len(token) < mention.end:
        return None
    if mention.generic or mention.kind in ("city", "region"):
        return None
    if mention.end < token.idx + len(token) or _wider(token, mention):
        return None
    name = re.sub(r"^[Tt]he ", "", mention.name)
    if mention.kind == "airline":
        return Voice(name, "institution", airline_home(mention.code), head="airline")
    if mention.kind == "people":
        return Voice(name, "other", mention.code, head=lemma(token), plural=True)
    kind: Kind = "institution" if mention.kind == "government" or mention.code in ("EU", "NATO", "UN") else "state"
    return Voice(name, kind, mention.code, head="state" if kind == "state" or mention.code in ("NATO", "EU") else token.lower_)


@functools.cache
def _homes() -> dict[str, str]:
    with (importlib.resources.files("tocsin.reading") / "words" / "airlines.json").open(encoding="utf-8") as file:
        return {row["name"]: row["home"] for row in json.load(file)["airlines"] if row.get("home")}


def airline_home(name: str) -> str | None:
    """The state that an airline flies for."""
    return _homes().get(name)


def _wider(token: Token, mention: Mention) -> bool:
    """Whether the name goes on beyond the mention: "US Embassy in Kyiv", "Ministry of Defence of Ukraine"."""
    return any(child.dep_ == "prep" and child.lower_ in ("in", "of", "for") and child.idx >= mention.end for child in token.children if lemma(token) in _POSTS)


def _described(token: Token, parsed: Parsed, floor: Floor, here: Turn) -> Voice | None:
    """An office, an institution or an unnamed source: taken up again, or new with its description as its name."""
    head = lemma(token)
    country = _own_state(token, parsed) or _possessor(token, floor, here)
    if head in _STATE_NOUNS:
        state = floor.last_body(here)
        if not _definite(token):
            return Voice(describe(token), "other", head=head, plural=True)
        return state if state and state.kind == "state" else None
    if token.pos_ == "PROPN" or token.text.isupper():
        full = _acronym(token.text, floor)
        if full is not None:
            return full
    modified = any(child.dep_ in ("amod", "compound", "nmod") and child.lower_ not in _LEADING for child in token.children)
    if _definite(token):
        known = _again(token, head, country, modified, floor, here)
        if known is not None:
            known.country = known.country or country
            return known
    kind = _kind(token, head)
    country = country or _supposed(token, head, kind, floor, here)
    plural = token.tag_ in ("NNS", "NNPS")
    name = _full_name(describe(token), head, country)
    country = country or next(iter(table("homes").get(name, ())), None)
    if token.pos_ == "PROPN" and kind in ("institution", "other"):
        floor.remember(name)
    return Voice(name, kind, country, name if kind == "unnamed" else None, head=head, gender=gender_of(token.text), plural=plural)


def _full_name(name: str, head: str, country: str | None) -> str:
    """A ministry that the text leaves without its state is told apart by it: "the country's foreign ministry" is French."""
    plain = re.sub(r"^(?:country|nation|state|kingdom|republic)['’]s ", "", name)
    adjectives = states().get(country or "", {}).get("adjectives") or []
    if head != "ministry" or not adjectives or any(word in plain for word in (*adjectives, *states()[country or ""]["names"])):
        return plain
    return f"{adjectives[0]} {plain}"


def _supposed(token: Token, head: str, kind: Kind, floor: Floor, here: Turn) -> str | None:
    """The state of somebody of whom the phrase itself does not tell it: the one that has the floor, or the document's topic."""
    inner = {part.lower_ for part in token.subtree if part.i <= token.i + 4}
    for word, code in table("defaults").items():
        if word in inner:
            return next(iter(code))
    if token.pos_ == "PROPN" and token.text[:1].isupper() and kind != "unnamed" and not is_body(head):
        return None
    if head in words("domestic") or (inner & words("domestic")):
        return floor.topic or floor.last_state(here, token.idx)
    if kind == "institution" or head in words("officers"):
        return floor.last_state(here, token.idx) or floor.topic
    return None


def _definite(token: Token) -> bool:
    return any((child.dep_ == "det" and child.lower_ in ("the", "this", "that")) or child.dep_ == "poss" for child in token.children)


def _again(token: Token, head: str, country: str | None, modified: bool, floor: Floor, here: Turn) -> Voice | None:
    """Whom "the minister", "the official" or "the Serbian president" took up again; ``None`` where it is somebody new."""
    if head == "diplomat" and any(child.lower_ in ("top", "chief") for child in token.children):
        return floor.by_head("secretary", here, country=country, local=None) or floor.by_head("minister", here, country=country, local=None)
    institution = is_body(head)
    local = floor.floor_state(here) if institution and country is None else None
    known = floor.by_head(head, here, country=country, local=local, plural=token.tag_ in ("NNS", "NNPS"))
    if known is None or (modified and not _agrees(token, known, country)):
        return None
    return known


def _acronym(text: str, floor: Floor) -> Voice | None:
    """"The FTC" is the Federal Trade Commission of an earlier sentence."""
    name = floor.acronyms.get(text)
    return Voice(name, "institution", head=text.casefold()) if name else None


def _agrees(token: Token, known: Voice, country: str | None) -> bool:
    """Whether the words before "the Serbian president" fit who is known."""
    own = {child.lower_ for child in token.children if child.dep_ in ("amod", "compound")} - _LEADING
    said = set(re.findall(r"[\w-]+", f"{known.name} {known.office or ''}".casefold()))
    return bool(own & said) or (country is not None and known.country == country) or not own


def _possessor(token: Token, floor: Floor, here: Turn) -> str | None:
    """The state behind "its ministry", "the country's ministry", "his office"."""
    for child in token.children:
        if child.dep_ == "poss" and (child.lower_ in ("its", "their", "his", "her", "whose") or lemma(child) in _STATE_NOUNS):
            return floor.last_state(here)
    return None


def _kind(token: Token, head: str) -> Kind:
    name = describe(token)
    if token.text in words("outlets") or name in words("outlets") or (" " in name and name.split()[-1] in words("titles")):
        return "media"
    if is_paper(head) and head != "account":
        return "paper"
    if head in words("media") or any(child.lower_ == "news" and child.dep_ == "compound" for child in token.children):
        return "media"
    if is_body(head):
        return "institution"
    if is_human(head):
        return "unnamed"
    return "institution" if token.pos_ == "PROPN" else "other"


def describe(token: Token) -> str:
    """The words of a noun phrase that describe it: no article, no clause, no apposition."""
    doc = token.doc
    first = token.i
    left = [part for part in _inside(token) if part.i < token.i]
    if left:
        first = min(part.i for part in left if all(_adheres(doc, mid, token) for mid in range(part.i, token.i))) if any(all(_adheres(doc, mid, token) for mid in range(part.i, token.i)) for part in left) else token.i
    while first < token.i and (doc[first].lower_ in _LEADING or doc[first].pos_ in ("PUNCT", "CCONJ", "ADP")):
        first += 1
    last = _right(token)
    text = doc[first : last + 1].text
    return re.sub(r"^(?:(?:the|a|an|its|his|her|their) )+", "", text, flags=re.IGNORECASE).strip(" ,\"'")


def _adheres(doc: object, index: int, token: Token) -> bool:
    part = token.doc[index]
    return part.dep_ not in ("relcl", "punct") or part.text in ("-", "'", ".") or part.head.i > index


def _right(token: Token) -> int:
    """The last token of the phrases that belong to the name: ``of``, ``for`` after a spokesman, ``in`` after an embassy."""
    last = token.i
    head = lemma(token)
    for child in token.children:
        if child.dep_ != "prep" or child.i != last + 1:
            continue
        keeps = child.lower_ == "of" or (child.lower_ == "for" and (head.startswith("spokes") or token.pos_ == "PROPN" or head in ("minister", "ministry", "secretary", "department")))
        keeps = keeps or (child.lower_ == "in" and (head in _POSTS)) or (child.lower_ == "at" and head in ("source", "official", "spokesman", "spokeswoman", "spokesperson", "analyst", "fellow", "professor", "embassy"))
        keeps = keeps or (child.lower_ == "across" and is_body(head))
        if keeps and any(grand.dep_ == "pobj" and grand.pos_ not in ("PRON", "NUM") and grand.lower_ not in ("city", "country", "capital", "alliance") for grand in child.children):
            last = max((part.i for part in _tail(child)), default=last)
    return last


def _tail(prep: Token) -> list[Token]:
    found, queue = [], [prep]
    while queue:
        current = queue.pop(0)
        found.append(current)
        queue += [child for child in current.children if child.dep_ in ("det", "compound", "amod", "poss", "nmod", "pobj", "case", "conj", "cc", "nummod") or (child.dep_ == "prep" and child.lower_ in ("of", "for"))]
    return found
