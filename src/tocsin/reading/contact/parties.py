"""Who takes part: people by their full names, governments by the names of their states, pronouns resolved."""

import re
from collections.abc import Sequence

from spacy.tokens import Token

from tocsin.reading.contact.cast import Cast, state, taken_up, two
from tocsin.reading.contact.lexicon import words
from tocsin.reading.contact.names import Party, of_person
from tocsin.reading.parse import Parsed, agents, conjuncts, lemma
from tocsin.reading.statement.words import homes
from tocsin.reading.statement.words import words as org_words
from tocsin.reading.states import Mention

_PRONOUNS = frozenset({"he", "she", "his", "her", "him"})
_GROUPS = frozenset({"they", "them", "their", "both", "two", "pair"})
_RULERS = (
    "president",
    "prime minister",
    "premier",
    "chancellor",
    "king",
    "queen",
    "emir",
    "sultan",
    "chairman",
    "supreme leader",
    "leader",
)


def parties(token: Token, parsed: Parsed, cast: Cast, *, described: bool = False) -> list[Party]:
    """The participants that a noun phrase stands for, with what is coordinated with it.

    With ``described`` people who are only described ("his advisers") are parties too.
    """
    found: list[Party] = []
    for noun in conjuncts(token):
        for party in _of_noun(noun, parsed, cast, described=described):
            if party not in found:
                found.append(party)
    return found


def _of_noun(noun: Token, parsed: Parsed, cast: Cast, *, described: bool) -> list[Party]:
    low = noun.lower_
    if low in _PRONOUNS:
        return taken_up(noun, parsed, cast)
    if low == "i":
        return _quoted_self(noun, parsed, cast)
    first, last = _extent(noun)
    people = [
        party
        for start, end, party in cast.people(parsed)
        if first <= start < last or start <= noun.idx < end or _follows(parsed.text[last:start], noun, start >= last)
    ]
    if people:
        return people
    pair = _pair(noun, parsed, cast)
    if pair is not None:
        return pair
    mention = parsed.mention(noun)
    if mention is not None and mention.kind in ("name", "government", "capital", "people"):
        return [state(mention)]
    return _by_head(noun, parsed, cast, described=described)


def _by_head(noun: Token, parsed: Parsed, cast: Cast, *, described: bool) -> list[Party]:
    """Whom a noun phrase without a name means: a delegation, an office of a state, a lone surname, a body."""
    head = lemma(noun)
    if head in words("others"):
        return []
    if head in words("sent") and (led := _led_by(noun, parsed, cast)):
        return led
    inside = _inside_mentions(noun, parsed)
    if head in words("sent") and (bodies := _body(noun)):
        return [*(state(each) for each in inside if each.kind in ("name", "adjective", "government")), *bodies]
    if inside and (head in words("leaders") or parsed.mention(noun) is not None):
        if head in _NO_GOVERNMENT:
            return [Party(phrase_of(noun), inside[0].code, named=False)]
        if noun.tag_ in ("NNS", "NNPS") or head in (
            "delegation",
            "government",
            "side",
            "team",
            "military",
            "authority",
        ):
            return _counterparts(noun, inside, cast) or [state(each) for each in inside]
        return _counterparts(noun, inside[:1], cast, strict=True) or [_office_of(noun, inside[0])]
    if lone(noun):
        return [Party(_run(noun), None, person=True)]
    body = _body(noun, inside)
    if body:
        return body
    if (
        described
        and noun.pos_ in ("NOUN", "PROPN")
        and (
            head in words("leaders")
            or head
            in (
                "chairman",
                "monk",
                "bishop",
                "pope",
                "rival",
                "veteran",
                "number",
                "chargé",
                "affaires",
                "affaire",
                "d'affaire",
            )
        )
    ):
        return [Party(phrase_of(noun, whole=True), None, named=head in _SINGULAR and noun.tag_ in ("NN", "NNP"))]
    return []


def _led_by(noun: Token, parsed: Parsed, cast: Cast) -> list[Party]:
    """ "A delegation led by A. B.": whoever leads it."""
    return [
        party
        for child in noun.children
        if child.dep_ == "acl" and lemma(child) in ("lead", "head") and child.tag_ == "VBN"
        for leader in agents(child)
        for party in parties(leader, parsed, cast)
        if party.person
    ]


def _in_clause(part: Token, top: Token) -> bool:
    """Whether a token stands in a clause or behind a comma below ``top``."""
    between = [part, *part.ancestors]
    return any(each.dep_ in ("relcl", "acl", "advcl", "punct") for each in between[: between.index(top)])


_NO_GOVERNMENT = frozenset({"lawmaker", "officer", "senator", "parliamentarian"})


def _office_of(noun: Token, mention: Mention) -> Party:
    """ "Iran's foreign minister", whom nobody names: the state; "the Iranian army chief": as described."""
    if lemma(noun) in _HELD and mention.kind in ("name", "capital"):
        return state(mention)
    return Party(phrase_of(noun), mention.code)


def _pair(noun: Token, parsed: Parsed, cast: Cast) -> list[Party] | None:
    """ "Both", "they", "the two leaders": two of this sentence or of those before; ``None`` where no pair is meant."""
    if noun.lower_ == "both":
        here = [
            party
            for start, _, party in cast.people(parsed)
            if start < noun.idx and (party not in cast.recent[:1] or len(cast.recent) < 2)
        ]
        if len(here) >= 2:
            return here[:2]
    if noun.lower_ in _GROUPS or (
        lemma(noun) in _PAIRED
        and any(child.lower_ in ("two", "both") for child in noun.children)
        and not _inside_mentions(noun, parsed)
    ):
        return two(noun, parsed, cast)
    return None


_PAIRED = frozenset(("president leader minister man side country nation state chief party").split())


def _quoted_self(noun: Token, parsed: Parsed, cast: Cast) -> list[Party]:
    """ "I spoke with B," A wrote: the one who is quoted."""
    for head in noun.ancestors:
        for child in head.children:
            if child.dep_ == "nsubj" and child.pos_ == "PROPN" and child.i > noun.i and head.i != noun.head.i:
                return parties(child, parsed, cast)
    return []


def _body(noun: Token, inside: Sequence[Mention] = ()) -> list[Party]:
    """A force or organisation that is no state: "the RSF", "a delegation of ECOWAS", "envoys from Israel and Hamas"."""
    sent = [
        each
        for child in noun.children
        if child.dep_ == "prep" and child.lower_ in ("of", "from") and lemma(noun) in words("sent")
        for each in child.children
        if each.dep_ == "pobj"
        for each in conjuncts(each)
    ]
    found = [
        party
        for each in sent
        for party in (
            _body(each) or ([Party(each.text)] if lemma(each) in words("forces") and each.tag_ == "NN" else [])
        )
    ]
    if found:
        return found
    run = _run(noun)
    code = homes().get(run) or homes().get(noun.text)
    capitals = (
        noun.pos_ in ("PROPN", "NOUN")
        and noun.text.isupper()
        and len(noun.text) > 2
        and noun.text not in org_words("outlets")
    )
    if noun.pos_ == "PROPN" and noun.text in org_words("org_words"):
        return [Party(phrase_of(noun), code or next((each.code for each in inside), None))]
    return [Party(run, code)] if code or capitals else []


def lone(noun: Token) -> bool:
    """A name that the document nowhere gives in full: "Macron"."""
    text = re.sub(r"['’]s$", "", noun.text)
    return (
        noun.pos_ == "PROPN"
        and len(text) > 2
        and text[0].isupper()
        and text[1:].islower()
        and text not in org()
        and lemma(noun) not in words("others") | words("leaders")
        and not noun.like_num
        and not any(child.dep_ == "det" for child in noun.children)
        and text not in homes()
    )


def org() -> frozenset[str]:
    """Words of the names of bodies, and of days."""
    return org_words("org_words") | frozenset(
        "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July "
        "August September October November December".split()
    )


def _run(noun: Token) -> str:
    first = noun.i
    while (
        first
        and noun.doc[first - 1].pos_ == "PROPN"
        and noun.doc[first - 1].dep_ in ("compound", "flat")
        and noun.doc[first - 1].head == noun
        and noun.doc[first - 1].lower_ not in words("leaders")
    ):
        first -= 1
    return str(noun.doc[first : noun.i + 1].text)


_SINGULAR = frozenset(
    {
        "army",
        "junta",
        "military",
        "minister",
        "president",
        "premier",
        "chancellor",
        "king",
        "ambassador",
        "secretary",
        "general",
        "envoy",
        "chief",
        "chargé",
        "affaires",
        "affaire",
        "d'affaire",
        "emir",
        "prince",
        "counterpart",
        "number",
    }
)


def _follows(between: str, noun: Token, after: bool) -> bool:
    """Whether a name stands right behind the noun of its office: "the army chief, A. B."."""
    return (
        after
        and between in (" ", ", ")
        and noun.pos_ in ("NOUN", "PROPN")
        and (lemma(noun) in words("leaders") or between == " ")
    )


def _extent(noun: Token) -> tuple[int, int]:
    """The characters of a noun phrase without its clauses and what is coordinated with it."""
    first = last = noun
    queue = [noun]
    while queue:
        current = queue.pop()
        first, last = min(first, current, key=lambda part: part.i), max(last, current, key=lambda part: part.i)
        queue += [
            child
            for child in current.children
            if child.dep_ in ("compound", "amod", "nmod", "appos", "flat", "poss", "case", "npadvmod")
        ]
    return first.idx, last.idx + len(last)


def _inside_mentions(noun: Token, parsed: Parsed) -> list[Mention]:
    """The states named in a noun phrase: "Pakistani, Afghan and Chinese officials", "leaders of Britain and France"."""
    found: list[Mention] = []
    queue, seen = [noun], {noun.i}
    while queue:
        current = queue.pop(0)
        mention = parsed.mention(current)
        if (
            mention is not None
            and mention.kind not in ("city", "region", "airline")
            and all(mention.code != other.code for other in found)
        ):
            found.append(mention)
        for child in current.children:
            inside = (
                child.dep_ in ("compound", "amod", "nmod", "poss", "pobj", "case", "nummod")
                or (child.dep_ == "conj" and current is not noun)
                or (child.dep_ == "prep" and child.lower_ in ("of", "from", "including", "like", "as", "such"))
                or (child.lower_ == "in" and lemma(current) in ("counterpart", "colleague"))
            )
            if inside and child.i not in seen and child.i <= noun.i + 16:
                seen.add(child.i)
                queue.append(child)
    return sorted(found, key=lambda mention: mention.start)


def _counterparts(noun: Token, inside: list[Mention], cast: Cast, *, strict: bool = False) -> list[Party]:
    """ "His Japanese and South Korean counterparts", "Thai and Cambodian leaders": who holds such an office.

    Empty with ``strict`` where nobody in the document does; else the state stands for its holder. Of three states and
    more the states are meant.
    """
    if lemma(noun) not in _HELD or len(inside) > 2:
        return []
    found = []
    for mention in inside:
        holders = [
            person
            for person in cast.directory.people()
            if person.country == mention.code and person.office and _holds(person.office, noun)
        ]
        if strict and not holders:
            return []
        found += [of_person(holders[0])] if holders else [state(mention)]
    return found


_HELD = frozenset(
    {
        "counterpart",
        "minister",
        "colleague",
        "president",
        "secretary",
        "chief",
        "premier",
        "leader",
        "chancellor",
        "king",
        "ambassador",
        "emir",
        "sultan",
    }
)


def _holds(office: str, noun: Token) -> bool:
    title = office.casefold()
    if lemma(noun) in ("counterpart", "colleague"):
        return any(
            word in title for word in ("minister", "secretary", "president", "premier", "chancellor", "chief", "king")
        )
    if lemma(noun) == "leader":
        return (
            any(title.endswith(word) or title.startswith(word) for word in _RULERS)
            and "vice" not in title
            and "deputy" not in title
        )
    modifiers = [child.lower_ for child in noun.children if child.dep_ in ("compound", "amod") and child.text.islower()]
    return lemma(noun) in title and all(
        word in title for word in modifiers if word in ("foreign", "defence", "defense", "prime", "interior", "finance")
    )


def phrase_of(noun: Token, *, whole: bool = False) -> str:
    """The noun phrase as written, without its article, its clauses and what is coordinated with it.

    ``whole``: with its ``of`` phrase, "the heads of the main parties".
    """
    first, last = _extent(noun)
    for child in noun.children if whole else ():
        if child.dep_ == "prep" and child.lower_ == "of" and child.i == noun.i + 1:
            tail = [part for part in child.subtree if part.i <= noun.i + 9 and not _in_clause(part, child)]
            last = max([last, *(part.idx + len(part) for part in tail)])
    text = noun.doc.text[first:last]
    return re.sub(r"^(?:the|a|an|his|her|their|its|its own|other)\s+", "", text, flags=re.IGNORECASE)
