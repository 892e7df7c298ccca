"""Quotes that run on: a sentence in quotation marks without a cue of its own gets the speaker of its quote."""

import re

from tocsin.documents import Role
from tocsin.reading.statement.spoken import Line, Spoken

_MOSTLY = 0.6
_FEW = 4


def run_on(lines: list[Line]) -> None:
    """Give every quoted sentence that has no speaker the speaker of its quote, in place."""
    for index, line in enumerate(lines):
        if line.spoken or not _is_quote(line):
            continue
        source = _ahead(lines, index) if _opens_here(line) and line.quoted.ends_inside else None
        source = source or _behind(lines, index) or _ahead(lines, index)
        if source is not None:
            line.spoken.append(Spoken(source.voice, source.cue, chain=source.chain, continuation=True))


def _opens_here(line: Line) -> bool:
    return not line.quoted.starts_inside


def _is_quote(line: Line) -> bool:
    """Whether a sentence is a quote, and not a sentence with a word in quotation marks."""
    quoted = line.quoted
    if line.sentence.role is Role.HEADING or not quoted.spans:
        return False
    length = len(line.sentence.clean)
    if quoted.starts_inside or quoted.ends_inside:
        return quoted.share(length) > 0.3
    return (
        quoted.share(length) >= _MOSTLY
        and len(line.sentence.clean.split()) >= _FEW
        and bool(re.search(r"[.!?…,][\"'”]*$", line.sentence.clean))
    )


def _ahead(lines: list[Line], index: int) -> Spoken | None:
    """The speaker told further on in the same quote, or right behind it in the same paragraph."""
    here = lines[index]
    for at in range(index + 1, min(index + 12, len(lines))):
        line = lines[at]
        if line.sentence.paragraph != here.sentence.paragraph:
            return None
        if line.quoted.starts_inside:
            found = line.quoting()
            if found is not None:
                return found
            if not line.quoted.ends_inside:
                here = line
            continue
        if lines[at - 1].quoted.ends_inside:
            return None
        return line.quoting()
    return None


def _behind(lines: list[Line], index: int) -> Spoken | None:
    """The speaker of the sentence before: of the same quote, of the same paragraph, or of the paragraph before."""
    here = lines[index].sentence
    for at in range(index - 1, max(index - 4, -1), -1):
        line = lines[at]
        if line.sentence.post != here.post or here.paragraph - line.sentence.paragraph > 2:
            return None
        found = line.quoting()
        if found is not None and line.sentence.role is not Role.HEADING:
            return found
        if not line.quoted.spans and line.sentence.paragraph == here.paragraph:
            return None
    return None
