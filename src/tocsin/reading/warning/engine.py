"""Sentences to warnings: the gate, what may happen, who says so, from whom, where, when, and what to do."""

import re
from collections.abc import Iterable, Iterator

import msgspec
from spacy.tokens import Token

from tocsin.reading.engine import Text
from tocsin.reading.event.circumstances import place
from tocsin.reading.event.roles import Party, is_side, party_of
from tocsin.reading.parse import Parsed, agents, lemma, objects, passive, prepositional, subjects
from tocsin.reading.states import Mention
from tocsin.reading.warning.frames import Prospect, prospects
from tocsin.reading.warning.instructions import instructions
from tocsin.reading.warning.lexicon import may_hold_warning, words
from tocsin.reading.warning.window import window
from tocsin.reading.who import Context, learn_people
from tocsin.records import Forewarning, Statement

_LONG = 240
_BRACING = frozenset({"prepare", "brace", "ready"})


def warnings(text: Text, spoken: Iterable[Statement] = ()) -> list[Forewarning]:
    """Every warning of the document, in reading order. ``spoken`` tells who speaks in each sentence."""
    asked = wanted(text)
    if not asked:
        return []
    speakers: dict[int, Statement] = {}
    for statement in spoken:
        speakers.setdefault(statement.start, statement)
    context = Context()
    records: list[Forewarning] = []
    for index, parsed in text.parsed(asked).items():
        context.people |= learn_people(parsed.text, parsed.mentions)
        if parsed.text.rstrip("\"' ").endswith("?"):
            continue
        for prospect in prospects(parsed):
            found = _warning(prospect, parsed, text, context, speakers.get(parsed.sentence.start))
            if found is not None:
                told = instructions(parsed) or _next(text, index)
                fresh = tuple(one for one in told if one not in found.what)
                records.append(msgspec.structs.replace(found, instructions=fresh))
    return _owned(records, text)


def wanted(text: Text) -> list[int]:
    """The sentences that can hold a warning, by their place in ``text.sentences``."""
    return text.once("warning", lambda: _wanted(text))


def _wanted(text: Text) -> list[int]:
    return [index for index, sentence in text.read if may_hold_warning(sentence.clean)]


def _owned(records: list[Forewarning], text: Text) -> list[Forewarning]:
    """On a government's own page that names no speaker, the government is the one who warns."""
    if all(record.speaker is not None for record in records):
        return records
    sender, is_official = text.publisher
    if not is_official:
        return records
    return [record if record.speaker else msgspec.structs.replace(record, speaker_country=sender) for record in records]


def _next(text: Text, index: int) -> list[str]:
    """What the next sentence of the same paragraph tells people to do."""
    after = index + 1
    if after >= len(text.sentences) or text.sentences[after].paragraph != text.sentences[index].paragraph:
        return []
    return instructions(text.parsed([after])[after])


def _warning(
    prospect: Prospect, parsed: Parsed, text: Text, context: Context, spoken: Statement | None
) -> Forewarning | None:
    speaker = _speaker(prospect, parsed, context, spoken)
    if speaker is None and lemma(prospect.cue) not in words("warning") | words("nouns") | _BRACING:
        return None
    source = _source(prospect, parsed, context)
    if speaker is not None and source is not None and speaker.name == source.name and prospect.likelihood != "denied":
        return None
    when = window(parsed.text, prospect.token.idx, text.published(parsed.sentence))
    where = _where(prospect, parsed)
    sentence = parsed.sentence
    return Forewarning(
        start=sentence.start,
        end=sentence.end,
        evidence=text.document.text[sentence.start : sentence.end],
        speaker=speaker.name if speaker else None,
        speaker_country=speaker.country if speaker else None,
        cue=prospect.cue.text,
        what=_what(prospect, parsed),
        threat_from=source.name if source else None,
        threat_country=source.country if source else None,
        host=where.code if where else None,
        place=where.name if where else None,
        window=when.text if when else None,
        first=when.first if when else None,
        last=when.last if when else None,
        likelihood=prospect.likelihood,  # type: ignore[arg-type]
    )


def _speaker(prospect: Prospect, parsed: Parsed, context: Context, spoken: Statement | None) -> Party | None:
    """Who says so: the speaker of the sentence, else the subject of the verb that warns."""
    if spoken is not None:
        return Party(spoken.speaker, spoken.speaker_country)
    cue = prospect.cue
    if cue.pos_ == "VERB" and lemma(cue) not in _BRACING and cue.i != prospect.head.i:
        nouns = agents(cue) if passive(cue) else subjects(cue)
        return next((party for noun in nouns if (party := party_of(noun, parsed, context))), None)
    return None


def _source(prospect: Prospect, parsed: Parsed, context: Context) -> Party | None:
    """Who would do it: the subject of the verb, or the state in "a Russian attack", or who is named behind "by"."""
    token = prospect.token
    if token.pos_ == "VERB":
        nouns = agents(token) if passive(token) else subjects(token)
    else:
        for child in token.children:
            mention = parsed.mention(child)
            if (
                child.dep_ in ("amod", "compound", "nmod", "poss")
                and mention
                and mention.kind in ("adjective", "name", "government", "capital")
            ):
                return Party(mention.name, mention.code)
        nouns = [*prepositional(token, "by", "from"), *_doers(token)]
    for noun in nouns:
        party = party_of(noun, parsed, context)
        if (
            party is not None
            and noun.i != token.i
            and (noun.pos_ == "PRON" or is_side(noun, parsed))
            and lemma(noun) not in words("harm_nouns")
        ):
            return party
    return None


def _doers(noun: Token) -> list[Token]:
    if (
        noun.dep_ in ("dobj", "obj")
        and noun.head.pos_ == "VERB"
        and lemma(noun.head)
        in (
            "launch",
            "carry",
            "stage",
            "mount",
            "conduct",
            "plan",
            "prepare",
            "order",
            "begin",
            "start",
            "fire",
            "unleash",
            "use",
            "make",
            "resume",
            "continue",
        )
    ):
        return subjects(noun.head)
    return []


def _where(prospect: Prospect, parsed: Parsed) -> Mention | None:
    """The place of the harm: behind a word of place, else what it is done to."""
    token = prospect.token
    nouns = (
        [*objects(token), *prepositional(token, "on", "against", "of", "at", "in", "into", "to", "across")]
        if token.pos_ == "VERB"
        else prepositional(token, "on", "against", "of", "in", "at", "into")
    )
    for noun in nouns:
        for part in [noun, *noun.children]:
            mention = parsed.mention(part)
            if mention is not None and mention.kind in ("name", "capital", "city", "region"):
                return mention
    return place(token, parsed)


def _what(prospect: Prospect, parsed: Parsed) -> str:
    """The clause, or the noun phrase, that tells it."""
    parts = sorted(_own(prospect.head), key=lambda part: part.i)
    first, last = parts[0], parts[-1]
    for part in parts:
        if part.lower_ not in ("that", ",", '"', "of"):
            first = part
            break
    told = re.sub(
        r"^(?:because|as|since|that) |[ ,]+(?:and|but|or)$", "", parsed.text[first.idx : last.idx + len(last)]
    )
    return told.strip(' ,."')[:_LONG]


def _another(child: Token) -> bool:
    """A coordinate clause that tells something else, or what to do."""
    if child.dep_ != "conj" or child.pos_ not in ("VERB", "AUX"):
        return False
    return (child.tag_ in ("VBD", "VBZ", "VBP") and child.pos_ == "VERB") or any(
        part.lower_ in ("should", "must") for part in child.children
    )


def _own(head: Token) -> Iterator[Token]:
    """The clause without a verb of speech that hangs on it."""
    yield head
    for child in head.children:
        if (
            child.dep_ in ("parataxis", "punct")
            or (child.dep_ == "ccomp" and lemma(child) in words("saying") | words("warning"))
            or _another(child)
        ):
            continue
        yield from child.subtree
