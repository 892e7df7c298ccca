"""Which quantities are figures of a crisis: people, forces, losses, aid, lengths of talks, truces and closures."""

import re

from spacy.tokens import Token

from tocsin.reading.figure.counted import Counted
from tocsin.reading.figure.lasting import DURATIONS, Choice, duration
from tocsin.reading.figure.lexicon import counts_people, is_thing, words
from tocsin.reading.parse import SUBJECTS, Parsed, lemma
from tocsin.reading.patterns import word_class
from tocsin.reading.quantity import Quantity
from tocsin.reading.quantity.units import one_of

_LENGTHS = frozenset({"kilometre", "mile", "metre", "nautical mile"})
_MASSES = frozenset({"kilogram", "tonne", "ton", "litre", "gallon", "barrel", "hectare", "acre", "kiloton"})
_SHORT = {"kilogram": "kg", "kilometre": "km"}
_TRAVEL = re.compile(r"\b(?:travel|advise|visa|avoid|passport|do not go)\b", re.IGNORECASE)
_BAD_BEFORE = re.compile(
    r"(?:\b(?:aged?|ages of|under|article|level|page|count|grade|version|group of)|#|№)\s*$", re.IGNORECASE
)
_LED = r"\s+(?:the |at least |about |some |more than )?$"
_SOURCE = re.compile(rf"\b(?:according to|citing|quoting|interviewed|spoke (?:with|to)){_LED}", re.IGNORECASE)
_ASKED = re.compile(rf"\b(?:told|asked){_LED}", re.IGNORECASE)
_MILITARY = re.compile(
    r"\b(?:military|combat|attack|war|anti-[\w]+|fighter|surveillance|reconnaissance|naval|armou?red|"
    r"nuclear|enemy|cargo|transport|landing|patrol|spy|strategic|evacuation|rescue|amphibious|hostile)\b",
    re.IGNORECASE,
)
_HARM_NEAR = re.compile(
    r"\b(?:kill|injur|wound|dead\b|died?\b|dying|drown|hospitali|deaths?\b|toll|casualt|fatalit|missing|"
    r"unaccounted|slain|massacr|behead|execut|hurt\b|lives (?:of|lost)|lost their|perish|victims?\b|"
    r"murder|maim|succumb)",
    re.IGNORECASE,
)
_HARM_BEFORE = re.compile(
    r"(?:\b(?:killing|injuring|wounding|kills?|killed|injured|injures?|wounded|wounds|dead|leaving)\s*|"
    r"\b(?:toll|dead|deaths|fatalities|casualties|"
    r"number of (?:the )?(?:killed|injured|wounded|hurt|missing))\b[^.;,]{0,44}\b(?:to|at|stood at|stands at|is|was|of|"
    r"above|past|passed|reached|reaches)\s*)$",
    re.IGNORECASE,
)
_PEOPLE_BEFORE = re.compile(
    r"\b(?:community|communities|population|diaspora|contingent|residents|citizens|nationals|workers|"
    r"troops|soldiers|staff|people|refugees|compatriots|students|tourists|civilians|expatriates|migrants|"
    r"evacuees|families|protesters|demonstrators|fighters|personnel|crowd)\b",
    re.IGNORECASE,
)
_STANDS_ALONE = re.compile(
    r"\s*(?:[.,;:)]|$|of (?:them|whom)|are\b|is\b|were\b|have\b|had\b|remain|live|already|hurt|in (?:the|"
    r"all)|there|more|others|by\b|on\b|strong|still)"
)
_OF_THEM = re.compile(r",? of (?:them|whom|those)\b")
_WHO = re.compile(r"(?: of (?:them|those))?,? who\b")
_WHOM = re.compile(r"\bof whom (?:there (?:are|were) )?(?:about |some |around |more than |at least |only )?$")
_TYPE = re.compile(r"[A-Z][A-Za-z]{0,7}-?\d{1,4}[A-Z]?(?: [a-z ]+)?")
_STRONG = re.compile(r"[- ]?(?:strong|member|man|person|woman)\b(?! died| was)", re.IGNORECASE)
_GROUP_OF = re.compile(
    r"\b(?:crew|staff|team|group|contingent|garrison|delegation|party|unit|community|population|crowd|"
    r"family|workforce|detachment|corps|presence|diaspora)s? of (?:just |only |some |about |around |"
    r"nearly |over |roughly )?$",
    re.IGNORECASE,
)
_IDLE = frozenset(
    {
        "be",
        "have",
        "remain",
        "think",
        "head",
        "carry",
        "come",
        "go",
        "stand",
        "take",
        "report",
        "confirm",
        "number",
        "keep",
        "stay",
        "turn",
    }
)


def choose(quantity: Quantity, found: Counted, parsed: Parsed) -> Choice | None:
    """The unit of the figure; ``None`` where the quantity is none of the crisis."""
    if quantity.kind in ("share", "age") or _BAD_BEFORE.search(_before(quantity, parsed, 12)):
        return None
    if quantity.kind == "money":
        return Choice(quantity.unit or "dollar") if _aid(found) else None
    if quantity.kind == "measure":
        return _measure(quantity, found, parsed)
    if _group(quantity, parsed):
        return Choice("person")
    if found.noun is None:
        return Choice(_antecedent(quantity, parsed)) if _alone(quantity, found, parsed) else None
    if _TYPE.fullmatch(quantity.unit or ""):
        return Choice(quantity.unit or "")
    return _people(quantity, found, parsed) or _things(quantity, found)


def _group(quantity: Quantity, parsed: Parsed) -> bool:
    """ "a 30-strong team", "a 12-member crew", "a staff of eight", "a contingent of 250"."""
    if _STRONG.match(parsed.text[quantity.number[1] :]):
        return True
    return bool(_GROUP_OF.search(_before(quantity, parsed, 30))) and (
        quantity.unit is None or quantity.unit.split()[-1] in ("people", "person", "men")
    )


def _before(quantity: Quantity, parsed: Parsed, reach: int) -> str:
    return parsed.text[max(0, quantity.start - reach) : quantity.start]


def _aid(found: Counted) -> bool:
    around = {found.name, *found.above[:4], *found.below}
    return bool(around & words("aid")) and not around & {"deal", "acquisition", "revenue"}


def _measure(quantity: Quantity, found: Counted, parsed: Parsed) -> Choice | None:
    unit = quantity.unit or ""
    if unit in DURATIONS:
        return duration(unit, quantity, found, parsed)
    if unit in _LENGTHS:
        return Choice(_SHORT.get(unit, unit)) if _distance(quantity, parsed) else None
    if unit in _MASSES and {*found.above, *found.below} & (words("harm") | words("moved") - _IDLE | words("aid")):
        return Choice(_SHORT.get(unit, unit))
    return None


def _distance(quantity: Quantity, parsed: Parsed) -> bool:
    after = parsed.text[quantity.end : quantity.end + 50].casefold()
    near = re.match(r"[^.,;]{0,16}\b(?:from|of|off|outside)\b[^.,;]*", after)
    said = {word.rstrip("s") for word in re.findall(r"[a-z]+", parsed.text.casefold())}
    return (
        bool(near) and bool(said & {word.rstrip("s") for word in words("fighting")}) and not _TRAVEL.search(parsed.text)
    )


def _people(quantity: Quantity, found: Counted, parsed: Parsed) -> Choice | None:
    noun = found.noun
    if noun is None or not _names_people(noun, found, parsed):
        return None
    value = quantity.value if not isinstance(quantity.value, tuple) else quantity.value[1]
    harmed = harm(quantity, found, parsed)
    unit = _unit(found)
    if harmed:
        return Choice(unit) if value > 1 or ("of the" not in quantity.text and "of them" not in quantity.text) else None
    if value <= 1 or _speaking(quantity, noun, parsed):
        return None
    if found.name in words("forces") or set(found.above) & words("custody"):
        return Choice(unit)
    return None if found.name in words("civil") else Choice(unit)


def _names_people(noun: Token, found: Counted, parsed: Parsed) -> bool:
    mention = parsed.mention(noun)
    if mention is not None and (
        mention.kind == "people"
        or (mention.kind == "adjective" and (noun.text.endswith("s") or noun.dep_ not in ("amod", "compound", "nmod")))
    ):
        return True
    if found.name == "subject" and noun.i and parsed.mention(noun.nbor(-1)) is not None:
        return True
    if found.name in words("people") or found.name in words("forces") or found.name in words("civil"):
        return True
    if (
        noun.pos_ == "PROPN"
        and noun.text[:1].isupper()
        and noun.text.endswith("s")
        and mention is None
        and not is_thing(found.name)
    ):
        return (
            noun.text.lower().endswith(("s", "ese"))
            and noun.i > 0
            and noun.nbor(-1).like_num
            and not noun.text.isupper()
        )
    return noun.pos_ in ("NOUN", "PROPN") and counts_people(found.name)


def _speaking(quantity: Quantity, noun: Token, parsed: Parsed) -> bool:
    """Whether these people are counted as sources: "according to two officials", "two brokers urged"."""
    before, value = _before(quantity, parsed, 40), quantity.value
    if _SOURCE.search(before) or (_ASKED.search(before) and not isinstance(value, tuple) and value < 10):
        return True
    if lemma(noun.head) in ("ask", "request", "demand") and not isinstance(value, tuple) and value >= 12:
        return False
    return noun.dep_ == "nsubj" and (
        lemma(noun.head) in word_class("say")
        or lemma(noun.head) in word_class("force")
        or lemma(noun.head) in ("declare", "resign", "vote")
    )


def _things(quantity: Quantity, found: Counted) -> Choice | None:
    value = quantity.value if not isinstance(quantity.value, tuple) else quantity.value[1]
    full = " ".join((quantity.unit or "").casefold().split()[-2:])
    name = full if full in words("things") else found.name
    if not is_thing(name) and name not in words("sites"):
        return None
    around = {*found.above, *found.below}
    if name in words("sites"):
        return Choice(name) if value > 1 and {*found.above[:3], *found.below} & words("struck") else None
    if name in words("weak") and not _MILITARY.search(quantity.unit or ""):
        least = 10 if name in ("place", "target", "boat", "raid", "attack") else 2
        return (
            Choice(name)
            if value >= least and (around & (words("moved") - _IDLE | words("harm"))) and not quantity.out_of
            else None
        )
    return Choice(name) if value > 1 or name in words("harm") else None


def _unit(found: Counted) -> str:
    if found.name in (
        "people",
        "dead",
        "injured",
        "wounded",
        "missing",
        "other",
        "casualty",
        "life",
        "displaced",
        "individual",
        "personnel",
        "staff",
        "police",
    ):
        return "person"
    return {"force": "troop"}.get(found.name, _full(found))


def _full(found: Counted) -> str:
    """The noun with the one before it, where it says little by itself: "crew member", "police officer"."""
    noun = found.noun
    if noun is None or found.name not in words("bare") or noun.i == 0:
        return found.name
    before = noun.nbor(-1)
    said = before.dep_ in ("compound", "amod", "nmod") and before.pos_ in ("NOUN", "ADJ") and before.is_lower
    return f"{before.lower_} {found.name}" if said and before.lower_ in words("beside") else found.name


def _alone(quantity: Quantity, found: Counted, parsed: Parsed) -> bool:
    """Whether a number without a noun counts people: "killing eleven", "Filipinos in the country, roughly 1,600"."""
    value = quantity.value if not isinstance(quantity.value, tuple) else quantity.value[1]
    after = parsed.text[quantity.number[1] :]
    if value > 1 and _OF_THEM.match(after) and (_people_before(quantity, parsed) or _WHO.search(after)):
        return True
    aged = re.search(r"\b(?:of|aged)\s*$", _before(quantity, parsed, 6))
    if value > 1 and (
        (_WHO.match(after) and not aged) or (_WHOM.search(_before(quantity, parsed, 40)) and _STANDS_ALONE.match(after))
    ):
        return True
    if value >= 12 and _acts(quantity, found, parsed):
        return True
    held = found.number.dep_ in (
        "dobj",
        "nsubj",
        "nsubjpass",
        "pobj",
        "conj",
        "attr",
        "appos",
        "ROOT",
        "dep",
        "npadvmod",
        "nummod",
    )
    if re.search(r"\bof\s*$", _before(quantity, parsed, 4)) and value < 110 and quantity.qualifier != "about":
        return False
    if held and harm(quantity, found, parsed):
        return True
    if (
        found.number.dep_ in ("dobj", "nsubjpass", "nsubj", "pobj")
        and value > 1
        and set(found.above[:3]) & words("custody")
        and not quantity.unit
    ):
        return True
    people = _people_before(quantity, parsed)
    said = quantity.qualifier != "exact" or quantity.text.casefold().startswith(("only", "just", "all", "a total"))
    return (
        people
        and value >= 12
        and (said or "," in quantity.text)
        and bool(_STANDS_ALONE.match(parsed.text[quantity.end :]))
    )


def _antecedent(quantity: Quantity, parsed: Parsed) -> str:
    """Whom "of them", "of whom" stands for: the nearest people before it in the sentence, else persons."""
    before = _before(quantity, parsed, 40)
    after = parsed.text[quantity.number[1] :]
    if not (_OF_THEM.match(after) or _WHOM.search(before)):
        return "person"
    for token in reversed([token for token in parsed.doc if token.idx < quantity.start]):
        mention = parsed.mention(token)
        if mention is not None and mention.kind == "people":
            return one_of(parsed.text[mention.start : mention.end])
        if token.pos_ == "NOUN" and token.tag_ == "NNS" and counts_people(lemma(token)):
            return one_of(token.lower_) if one_of(token.lower_) != "people" else "person"
    return "person"


def _acts(quantity: Quantity, found: Counted, parsed: Parsed) -> bool:
    """Whether a number by itself does what only people do: "sixty have asked for help", "1,000 had crossed by dusk"."""
    token, after = found.number, parsed.text[quantity.number[1] :]
    if (
        token.dep_ not in SUBJECTS
        or quantity.unit is not None
        or not re.match(r"(?: more| of them| others?)? (?!per|%)", after)
    ):
        return False
    named = re.search(r"[A-Z][\w-]* $", _before(quantity, parsed, 30)) is not None
    return lemma(token.head) in words("crowd") and not named


def _people_before(quantity: Quantity, parsed: Parsed) -> bool:
    """Whether people are named in the sentence before the number."""
    if _PEOPLE_BEFORE.search(_before(quantity, parsed, 90)) or any(
        mention.kind == "people" and quantity.start - 60 < mention.end <= quantity.start for mention in parsed.mentions
    ):
        return True
    return any(
        token.pos_ == "NOUN"
        and quantity.start - 90 < token.idx < quantity.start
        and counts_people(lemma(token))
        and lemma(token) not in words("civil")
        for token in parsed.tokens
    )


def harm(quantity: Quantity, found: Counted, parsed: Parsed) -> bool:
    """Whether what is counted was killed, hurt or lost: by its verb, or by the word right beside it."""
    if set(found.above[:3]) & words("harm") or {*found.below} & (
        words("harm") - {"cost", "lose", "claim", "life", "shoot", "hang", "burn", "murder"}
    ):
        return True
    if found.name in ("dead", "injured", "wounded", "missing", "casualty", "fatality"):
        return True
    after = re.match(r"[^.;,]{0,24}", parsed.text[quantity.end :])
    return bool(after and _HARM_NEAR.search(after.group())) or bool(_HARM_BEFORE.search(_before(quantity, parsed, 60)))
