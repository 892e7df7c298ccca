"""Words that may head a directive, before it is known who tells whom: leave, shelter, prepare, contact, …"""

import re
from collections.abc import Iterator

from spacy.tokens import Token

from tocsin.reading.parse import is_a, lemma, lemmas, objects, prepositional
from tocsin.reading.patterns import pattern, word_class

_PARTICLES = frozenset({"out", "home", "back", "away", "up", "in", "off"})
_WEIGH = frozenset(
    {"reconsider", "assess", "evaluate", "weigh", "check", "consider", "think", "contemplate", "review", "ponder"}
)
_CROWDS = frozenset(
    """
    area region border zone crowd gathering demonstration protest rally spot point place location facility
    site neighbourhood neighborhood district street installation base building checkpoint route road group
    march hotspot province airport city town vicinity square tension congregation event assembly station
    market mosque mall window debris coast movement venue front frontline line strip camp centre center
    peninsula municipality bridge suburb quarter highway motorway campus university countryside
    """.split()
)


def actions(token: Token) -> Iterator[str]:
    """The values that a word may mean, before it is known who tells whom."""
    word = lemma(token)
    if word in _ACTING and token.pos_ in ("VERB", "AUX", "ADJ", "NOUN"):
        for value, test in _ACTIONS.items():
            if test(word, token):
                yield value


def _phrase(token: Token) -> str:
    for child in token.children:
        if child.i > token.i and child.lower_ in _PARTICLES and child.dep_ in ("prt", "advmod", "prep", "dep"):
            return f"{lemma(token)} {child.lower_}"
    return lemma(token)


def _boards(word: str, token: Token) -> bool:
    """ "Take up seats on the evacuation flights", "board the ships", "hurry home": told to leave in other words."""
    if word in ("hurry", "rush", "hasten"):
        return bool(pattern("directive.homewards").match(token.doc[token.i :].text))
    return word in ("take", "board", "use", "avail", "join", "sign", "get") and bool(
        pattern("directive.transport").match(f"{word}{token.doc[token.i :].text[len(token) :]}")
    )


def _outwards(word: str, token: Token) -> bool:
    """ "Make for the frontier", "make their way to the nearest border"."""
    return (
        word in ("make", "head", "set", "drive", "go", "move", "travel", "cross")
        and not any(child.dep_ == "neg" for child in token.children)
        and bool(pattern("directive.outwards").match(f"{word}{token.doc[token.i :].text[len(token) :]}"))
    )


def _leave(word: str, token: Token) -> bool:
    if token.pos_ == "VERB" and (_boards(word, token) or _outwards(word, token)):
        return True
    if token.tag_ == "VBN" and token.dep_ in ("acl", "amod"):  # "those left behind"
        return False
    if token.pos_ == "VERB" and (
        word in ("leave", "depart", "evacuate", "exit", "flee")
        or _phrase(token) in word_class("leave") - {"withdraw", "pull out"}
    ):
        if _considered(token):
            return False
        things = [noun for child in token.children if child.dep_ == "dobj" for noun in [child]]
        return all(
            noun.pos_ == "PROPN"
            or lemma(noun)
            in (
                "country",
                "city",
                "territory",
                "region",
                "capital",
                "nation",
                "state",
                "island",
                "it",
                "immediately",
                "peninsula",
                "strip",
                "province",
                "republic",
                "kingdom",
                "soon",
                "there",
                "archipelago",
                "now",
            )
            for noun in things
        ) and not pattern("directive.leave").match(token.doc[token.i :].text)
    if word == "do" and lemma(token.head) in word_class("force") and token.dep_ == "xcomp":
        return bool(re.search(r"\b(?:leav|depart|evacuat)", token.doc[: token.i].text))
    if word in ("order", "call", "summon", "tell", "ask") and token.pos_ == "VERB":
        return _ordered_out(token)
    if word == "repatriation":
        return any(
            lemma(near) in ("mandatory", "compulsory", "forced")
            for near in [*token.children, token.head, *token.head.children]
        )
    if token.pos_ == "NOUN" and word in ("return", "departure"):
        return lemma(token.head) in ("ensure", "arrange", "secure", "organise", "organize") and token.dep_ == "dobj"
    return False


def _ordered_out(token: Token) -> bool:
    """ "Ordered its citizens out of the country", "called its nationals home"."""
    told = [noun for noun in objects(token) if is_a(noun, "people") or noun.pos_ == "PROPN"]
    return (
        bool(told)
        and bool(
            re.match(r"[\w.'-]+(?: (?:in|at) [A-Z]\w+)? (?:out of|out|home|back home)\b", token.doc[told[-1].i :].text)
        )
        and not any(is_a(noun, "staff") for noun in told)
    )


def _considered(token: Token) -> bool:
    for head in [token.head, token.head.head, token.head.head.head]:
        if lemma(head) in ("consider", "contemplate", "mull", "weigh") and head.i < token.i:
            return True
    return False


def _consider(word: str, token: Token) -> bool:
    if word not in _WEIGH or token.pos_ != "VERB":
        return False
    reach = [child for child in token.subtree if child.i > token.i]
    lemmas = [lemma(child) for child in reach]
    if pattern("directive.consider").match(token.doc[token.i + 1 :].text):
        return True
    if word in ("reconsider", "assess", "evaluate", "check", "review"):
        text = " ".join(lemmas[:12])
        return (
            bool(
                re.search(r"\b(?:stay|presence|further|remain|necessity of|need to (?:stay|remain|be)|choice)\b", text)
            )
            and "travel" not in lemmas[:6]
        )
    return bool(pattern("directive.consider_2").match(" ".join(lemmas[:10])))


def _shelter(word: str, token: Token) -> bool:
    if word == "shelter":
        if token.dep_ in ("ROOT", "ccomp") and token.pos_ != "VERB":
            return _adverb(token, ("in place",))
        if token.pos_ == "VERB":
            return not _ready(token)
        return lemma(token.head) in ("take", "seek", "find", "stay", "remain", "head", "go", "to") and not _ready(
            token.head
        )
    if _covers(word, token) or _homebound(word, token) or _secured(word, token):
        return True
    if word in ("stay", "remain", "keep"):
        if word in ("stay", "remain") and re.match(
            r"\w+ in (?:\w+ )?(?:shelters?|basements?|bunkers?|cellars?)\b", token.doc[token.i :].text
        ):
            return True
        return any(child.lower_ in ("indoors", "inside", "upstairs", "put") for child in token.children) or _adverb(
            token, ("at home", "in their homes", "in your home", "inside", "indoors", "upstairs", "put")
        )
    return False


def _homebound(word: str, token: Token) -> bool:
    """ "Refrain from going out", "not to leave their homes", "limit their movements", "stay where they are"."""
    if word in ("limit", "restrict", "minimise", "minimize", "stay", "remain"):
        return bool(pattern("directive.stay").match(token.doc[token.i :].text))
    if word in ("refrain", "abstain", "desist", "avoid"):
        return bool(pattern("directive.going_out").match(f"{word}{token.doc[token.i :].text[len(token) :]}"))
    negated = any(child.dep_ == "neg" for child in token.children)
    if (
        word in ("go", "venture", "move", "step", "set")
        and negated
        and re.match(r"\w+ (?:foot )?(?:out|outside|outdoors|about)\b", token.doc[token.i :].text)
    ):
        return True
    return word in ("leave", "exit") and negated and bool(pattern("directive.homes").match(token.doc[token.i :].text))


def _covers(word: str, token: Token) -> bool:
    """ "Go to a cellar", "move to the nearest shelter"."""
    return word in ("go", "move", "head", "proceed", "get") and bool(
        pattern("directive.covers").match(token.doc[token.i :].text)
    )


def _secured(word: str, token: Token) -> bool:
    """ "Find a secure place", "move to a safe location"."""
    if word not in ("find", "seek", "locate", "identify", "choose", "go", "move", "stay", "remain"):
        return False
    return bool(pattern("directive.secured").match(f"{word}{token.doc[token.i :].text[len(token) :]}"))


def _ready(token: Token) -> bool:
    return any(lemma(head) in ("prepare", "ready", "prepared", "able") for head in [token.head, token.head.head])


def _adverb(token: Token, phrases: tuple[str, ...]) -> bool:
    rest = token.doc[token.i + 1 : min(len(token.doc), token.i + 5)].text.lower()
    return bool(rest.startswith(phrases))


def _prepare(word: str, token: Token) -> bool:
    after = lemmas(token.doc)[token.i + 1 : token.i + 16]
    if word in ("prepare", "prepared", "ready") and token.pos_ in ("VERB", "ADJ"):
        return bool(after) and after[0] in (
            "to",
            "for",
            "a",
            "an",
            "your",
            "their",
            "themselves",
            "yourself",
            "and",
            "contingency",
            "emergency",
            "plan",
            "supply",
            "immediately",
            ",",
            "adequate",
        )
    if word in ("stock", "stockpile") and token.pos_ == "VERB":
        return True
    if word in (
        "have",
        "keep",
        "review",
        "make",
        "maintain",
        "ensure",
        "develop",
        "put",
        "update",
        "research",
        "establish",
        "store",
        "draw",
        "pack",
    ):
        if word == "have" and re.search(r"\bplans? to (?:travel|visit|go)", token.doc[token.i :].text):
            return False
        plan = any(
            item in after[:10]
            for item in ("plan", "supply", "reserve", "stock", "arrangement", "stockpile", "provision", "kit")
        )
        kept = word in ("keep", "ensure", "maintain", "pack", "have", "update") and any(
            item in after[:7]
            for item in (
                "document",
                "passport",
                "phone",
                "water",
                "bag",
                "cash",
                "food",
                "medicine",
                "medication",
                "paper",
            )
        )
        option = word == "research" and any(item in after[:8] for item in ("option", "departure"))
        travel = after[:1] == ["travel"] or (
            "arrangement" in after[:4] and any(item in ("leave", "depart") for item in after)
        )
        return (plan or kept or option) and not travel
    return False


_OBLIGED = frozenset({"should", "must"})
_REACHING = frozenset(
    "register enroll enrol sign subscribe stay keep remain be get maintain contact report fill complete submit message "
    "inform notify".split()
)


_DONE = re.compile(r"do (?:so|it|that)\b")
_NOT_YET = re.compile(
    r"(?:\bnot|n't)\b(?: yet| already)?(?: \w+)? (?:regist\w+|enroll?ed|giv(?:en?|ing) (?:in )?their (?:names?|details)"
    r"|signed (?:up|on)|made contact|been in (?:touch|contact)|reported)"
)
"""Those who have not registered are asked "to do so"."""


def _contact(word: str, token: Token) -> bool:
    if word == "do":
        return bool(_DONE.match(token.doc[token.i :].text) and _NOT_YET.search(token.doc[: token.i].text))
    if word not in _REACHING:
        return False
    rest = token.doc[token.i + 1 : min(len(token.doc), token.i + 14)].text.lower()
    if word in ("register", "enroll", "enrol") and token.pos_ == "VERB":
        if token.tag_ in ("VBN", "VBD") and not any(child.lower_ in _OBLIGED for child in token.children):
            return False  # "26 citizens were registered"
        return "local police" not in rest and not rest.startswith(("a ", "complaint"))
    if word in ("sign", "subscribe") and token.pos_ == "VERB":
        return bool(
            re.search(
                r"regist|citizens abroad|enrol|with (?:the|its|their) (?:\w+ )?(?:embass|consulate|ministry|mission)",
                rest,
            )
        )
    if word == "report" and token.pos_ == "VERB":
        return bool(
            re.match(
                r"(?:[\w']+ ){0,3}?to (?:the |their |its |our )?(?:\w+ ){0,2}?(?:embass|consulate|mission|high comm)",
                rest,
            )
        )
    if word in ("message", "inform", "notify") and token.pos_ == "VERB":
        return bool(
            re.match(r"(?:the |their |its |our )?(?:[\w-]+ ){0,2}?(?:embass|consulate|mission|hotline|ministry)", rest)
        )
    if word in ("fill", "complete", "submit") and token.pos_ == "VERB":
        return bool(pattern("directive.form").match(token.doc[token.i :].text))
    if word in ("stay", "keep", "remain", "be", "get", "maintain"):
        return bool(
            re.match(r"(?:in )?(?:regular |close |constant |permanent )?(?:touch|contact)\b", rest)
        ) and not re.match(r".{0,30}\b(?:family|relatives|friends|airline|local authorities)\b", rest)
    if word == "contact" and token.pos_ == "VERB":
        return (
            bool(
                re.match(
                    r"(?:\w+ ){0,3}(?:embassy|consulate|mission|ministry|high commission|hotline|"
                    r"(?:telephone|emergency|phone) (?:number|line|telephone))",
                    rest.replace("'s ", " "),
                )
            )
            and not re.search(r"\b(?:if|should) (?:you|they)\b.{0,20}\b(?:need|require)", token.doc.text.lower())
            and not pattern("directive.contact").search(token.doc.text.lower())
            and "for consular help" not in token.doc.text.lower()
        )
    return False


def _calm(word: str, token: Token) -> bool:
    if word in ("stay", "remain", "keep", "be"):
        return any(child.lower_ == "calm" for child in token.subtree if token.i < child.i <= token.i + 3)
    return word == "panic" and any(child.dep_ == "neg" for child in token.children)


_PRESSES = frozenset("crowd gathering demonstration protest rally march assembly place spot area".split())
_AVOIDING = frozenset("caution warn get travel come head avoid shun stay keep steer attempt approach go find".split())


def _avoid(word: str, token: Token) -> bool:
    if word not in _AVOIDING:
        return False
    rest = lemmas(token.doc)[token.i + 1 : token.i + 15]
    if word in ("caution", "warn") and token.pos_ == "VERB":
        return any(lemma(noun) in _PRESSES for noun in prepositional(token, "against", "of"))
    if (
        word in ("avoid", "shun")
        or (word == "get" and rest[:1] and rest[0] in ("off", "clear"))
        or (word in ("stay", "keep", "steer") and rest[:1] and rest[0] in ("away", "clear", "out", "off"))
    ):
        if any(item in ("travel", "travelling", "traveling", "trip") for item in rest[:5]):
            return False
        return any(item in _CROWDS for item in rest)
    if word in ("travel", "go", "come", "head") and any(child.dep_ == "neg" for child in token.children):
        return bool(pattern("directive.not_there").match(token.doc[token.i :].text))
    if word in ("attempt", "approach", "go") and any(child.dep_ == "neg" for child in token.children):
        return word == "approach" or rest[:2] == ["to", "enter"] or (rest[:2] == ["to", "travel"] and "border" in rest)
    return bool(word == "find" and "accommodation" in rest and "not" in rest)


_ACTING = (
    frozenset(
        """
        leave depart evacuate exit flee get return go come fly quit head pull move do order call summon tell
        ask repatriation departure shelter proceed stay remain keep prepare prepared ready stock stockpile
        have review make maintain ensure develop put update research establish store draw pack register
        enroll enrol sign subscribe be contact panic avoid shun steer attempt approach find take board use
        avail join refrain abstain desist travel fill complete submit message inform notify
        venture step set make drive cross caution warn seek locate identify choose
        """.split()
    )
    | frozenset({"report", "limit", "restrict", "minimise", "minimize", "hurry", "rush", "hasten"})
    | _WEIGH
)
"""The only words that can head an action; everything else is passed over unexamined."""

_ACTIONS = {
    "leave": _leave,
    "consider_leaving": _consider,
    "shelter": _shelter,
    "prepare": _prepare,
    "contact": _contact,
    "stay_calm": _calm,
    "avoid_areas": _avoid,
}
