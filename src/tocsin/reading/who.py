"""Which government a noun phrase stands for: a name, an adjective, a ministry, a capital, a pronoun, a minister."""

import dataclasses
import re

from spacy.tokens import Token

from tocsin.reading.parse import Parsed, Stand, is_a, lemma, prepositional
from tocsin.reading.states import Mention

_INSIDE = frozenset(
    {"compound", "amod", "poss", "nmod", "appos", "conj", "nummod", "npadvmod", "cc", "pobj", "case", "dep"}
)
_LISTING = frozenset({"of", "like", "including", "as", "among", "plus", "than"})
_SUBSTITUTES = frozenset(
    {"it", "they", "its", "their", "he", "she", "we", "our", "his", "her", "i", "both", "us", "them"}
)
_OWNING = frozenset({"compound", "amod", "poss", "nmod", "pobj", "case", "dep"})
_FIRST_PERSON = frozenset({"we", "our", "i", "us"})
_ORGANISATIONS = frozenset({"EU", "NATO", "UN"})

_OFFICE = (
    r"(?:(?:[Dd]eputy|[Vv]ice|[Ff]irst|[Aa]cting|[Ff]ormer|[Ss]enior|[Cc]aretaker|[Ii]nterim|[Oo]utgoing)[ -])*"
    r"(?:[Pp]resident|[Pp]rime [Mm]inister|[Pp]remier|[Cc]hancellor|[Kk]ing|[Qq]ueen|[Ee]mir|"
    r"(?:[A-Z][\w’'-]+ (?:and [A-Z][\w’'-]+ )?)?"
    r"(?:[Mm]inister|[Ss]ecretary|[Ss]pokes(?:man|woman|person)|[Aa]dviser|[Aa]dvisor|"
    r"[Cc]ommissioner|[Aa]ide|[Dd]irector|[Ee]nvoy|[Rr]epresentative|[Aa]mbassador|[Cc]hief|[Oo]fficial|[Cc]ommander)"
    r"(?: (?:of|for|to) (?:the )?[A-Z][\w’'-]+(?:,? (?:and |of |for |the )*[A-Z][\w’'-]+)*?)?)"
)
_PERSON = r"(?P<person>[A-ZÀ-Ž][\w’'.-]+(?: (?:al-|bin |von |van |de |el-)?[A-ZÀ-Ž][\w’'-]+){1,3})"
_TITLED = re.compile(rf"^(?:['’]s)?[ ,]+(?:[a-z-]+ ){{0,2}}{_OFFICE},? {_PERSON}")


@dataclasses.dataclass(slots=True)
class Context:
    """What earlier sentences settled: whose document, about which country, who acted last, who serves whom."""

    sender: str | None = None
    host: str | None = None
    official: bool = False
    people: dict[str, str] = dataclasses.field(default_factory=dict)
    last_senders: list[str] = dataclasses.field(default_factory=list)
    last_host: str | None = None
    post: int = -1
    paragraph: int = -1

    digest: bool = False
    pair: list[str] = dataclasses.field(default_factory=list)
    flying: list[str] = dataclasses.field(default_factory=list)
    """The airlines that the sentence before spoke of."""
    two: list[str] = dataclasses.field(default_factory=list)
    """The two states that the sentence before tells of, whom "both" may mean."""
    things: dict[str, Stand] = dataclasses.field(default_factory=dict)
    """The mission, staff and border that a sentence just before spoke of, the last one last."""

    def enter(self, post: int, paragraph: int) -> None:
        """A new post of a live blog begins, or a new item of a digest: what the last one settled is forgotten."""
        if post != self.post or (self.digest and paragraph != self.paragraph):
            self.last_senders, self.last_host, self.flying, self.things, self.two = [], None, [], {}, []
        elif self.host and paragraph != self.paragraph:
            self.last_host = None
        if not 0 <= paragraph - self.paragraph <= 1:
            self.things = {}
        self.post, self.paragraph = post, paragraph

    def fresh(self) -> "Context":
        """The same page with nobody settled yet: only what a sentence says itself counts."""
        return dataclasses.replace(self, last_senders=[], last_host=None, sender=self.sender if self.official else None)

    def actors(self) -> list[str]:
        """Whom "it", "the ministry" or "the embassy" stand for: the page's own government, else who acted last."""
        if self.official and self.sender:
            return [self.sender]
        return list(self.last_senders) or ([self.sender] if self.sender else [])


def learn_people(text: str, mentions: list[Mention]) -> dict[str, str]:
    """Surnames (case-folded) of people whom the text introduces with an office of a state: ``blinken`` -> ``USA``."""
    people: dict[str, str] = {}
    for mention in mentions:
        if mention.kind in ("city", "region", "airline", "people"):
            continue
        found = _TITLED.match(text[mention.end : mention.end + 160])
        if found:
            people.setdefault(
                found["person"].split()[-1].casefold().removesuffix("'s").removesuffix("’s"), mention.code
            )
    return people


def governments(token: Token, parsed: Parsed, context: Context) -> list[str]:
    """The governments that a noun phrase stands for, in order; empty where it stands for none that can be told."""
    found: list[str] = []
    for part in _phrase(token, parsed):
        mention = parsed.mention(part)
        if mention and mention.kind not in ("city", "airline", "region") and not _post_name(mention, parsed):
            if mention.generic and mention.kind == "government":
                codes = _generic(part, parsed, context) or [mention.code]
            else:
                codes = [mention.code]
            found += [code for code in codes if code not in found]
    if found:
        return [*found, *(code for code in _listed_beside(token, parsed) if code not in found)]
    seat = [
        mention.code
        for noun in prepositional(token, "in")
        if (mention := parsed.mention(noun)) and mention.kind == "capital"
    ]
    if seat and lemma(token) in (
        "ministry",
        "government",
        "authority",
        "official",
        "cabinet",
        "department",
        "administration",
    ):
        return seat
    if token.lower_ == "both" and token.pos_ in ("PRON", "DET") and context.two:
        return context.two
    if token.lower_ in _FIRST_PERSON and context.sender:
        return [context.sender]
    if token.lower_ in _SUBSTITUTES or (is_a(token, "government") and token.pos_ in ("NOUN", "PROPN")):
        return context.actors()
    code = context.people.get(token.lower_)
    if code:
        return [code]
    titled = any(child.dep_ in ("compound", "nmod") and is_a(child, "government") for child in token.lefts)
    return context.actors() if titled and token.pos_ == "PROPN" else []


def _listed_beside(token: Token, parsed: Parsed) -> list[str]:
    """ "Canada, the Netherlands and Spain asked": states in one list with a name, whatever the parse made of it."""
    own = parsed.mention(token)
    if own is None or own.kind not in _ACTORS or token.dep_ not in ("nsubj", "nsubjpass", "pobj", "conj", "appos"):
        return []
    found, last, joined = [], own, False
    for mention in parsed.mentions:
        if mention.start < own.end:
            continue
        between = parsed.text[last.end : mention.start]
        if mention.kind not in _ACTORS or not re.fullmatch(r"\s*(?:,|and|, and)\s+(?:the )?", between):
            break
        found.append(mention.code)
        last, joined = mention, joined or "and" in between
    return found if joined and re.match(r",? (?:[a-z]|$)", parsed.text[last.end : last.end + 3]) else []


_ACTORS = frozenset({"name", "capital", "government"})


def _post_name(mention: Mention, parsed: Parsed) -> bool:
    """ "Embassy Rome", "British Embassy Kyiv": a capital after the mission's name is where it is, not whose."""
    return mention.kind == "capital" and bool(
        re.search(
            r"(?:Embassy|Consulate|Consulate General|High Commission|Mission) $",
            parsed.text[max(0, mention.start - 22) : mention.start],
        )
    )


def _generic(token: Token, parsed: Parsed, context: Context) -> list[str]:
    """ "Foreign Office" or "Department of Foreign Affairs": the adjective before it, else who acted last, decides."""
    for part in _phrase(token, parsed):
        mention = parsed.mention(part)
        if mention and not mention.generic and mention.kind in ("name", "adjective"):
            return [mention.code]
    return context.actors()[:1]


def _phrase(token: Token, parsed: Parsed) -> list[Token]:
    """The tokens of a noun phrase that can name its owner: modifiers, lists, ``of`` and ``like`` phrases."""
    found, queue, seen = [], [token], {token.i}
    while queue:
        current = queue.pop(0)
        found.append(current)
        named = parsed.mention(current) is not None
        for child in current.children:
            inside = child.dep_ in _INSIDE or (child.dep_ == "prep" and child.lower_ in _LISTING)
            inside = inside and not (named and child.dep_ == "appos")
            if inside and child.i not in seen and child.pos_ not in ("VERB",):
                seen.add(child.i)
                queue.append(child)
    return sorted(found, key=lambda part: part.i)


def owns(token: Token, parsed: Parsed) -> list[str]:
    """The states named inside one noun phrase only (no lists that hang on it): ``Danish nationals`` -> DNK."""
    found: list[str] = []
    queue, seen = [token], {token.i}
    while queue:
        part = queue.pop(0)
        mention = parsed.mention(part)
        if (
            mention
            and mention.kind not in ("city", "region", "airline")
            and (mention.kind != "capital" or part.dep_ == "poss")
            and mention.code not in found
        ):
            found.append(mention.code)
        for child in part.children:
            if child.lower_ == "whose" and (owner := _whose(part, parsed)) and owner not in found:
                found.append(owner)
            inside = (
                child.dep_ in _OWNING
                or (child.dep_ == "prep" and child.lower_ == "of")
                or (
                    child.dep_ == "conj"
                    and part.dep_ in ("pobj", "conj", "amod", "poss", "compound")
                    and part is not token
                )
            )
            if inside and child.i not in seen and child.i <= token.i + 12:
                seen.add(child.i)
                queue.append(child)
    return found


def _whose(token: Token, parsed: Parsed) -> str | None:
    """ "Japan, whose embassy …": the state that the clause hangs on."""
    for head in [token, *token.ancestors]:
        if head.dep_ == "relcl":
            mention = parsed.mention(head.head)
            return mention.code if mention and mention.kind in _ACTORS else None
    return None


def possessed(token: Token) -> bool:
    """Whether the noun phrase says ``its``, ``their`` or ``our``."""
    return any(child.dep_ == "poss" and child.lower_ in _SUBSTITUTES for child in token.children)


def is_organisation(code: str) -> bool:
    """Whether the code is an organisation of states, which has missions and staff but no nationals."""
    return code in _ORGANISATIONS
