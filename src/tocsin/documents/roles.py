"""What each line of a plain text is to a reader: body, heading, caption, credit or noise."""

import enum
import functools
import re
from collections.abc import Sequence

import msgspec

from tocsin.documents import bylines, furniture, masthead, published
from tocsin.documents.lines import Line
from tocsin.documents.model import Role

_HASH = re.compile(r"^\s{0,3}#{1,6}\s+(?P<title>.+?)\s*#*$")
_MARKUP = re.compile(r"\]\((?:https?:|/|#|mailto:|javascript:)|^\s{0,3}#{1,6}\s+\S|^\*\*[^*]+\*\*")
_RULE = re.compile(r"^[-=*_~]{3,}$")
_IMAGE = re.compile(r"^!\[[^\]]*\]\([^)]*\)$|^\[[^\]]*\]\(javascript:")
_LABEL = re.compile(
    r"^[*_]*(?:still current at|updated|last updated|published|issued|date issued)[*_]*\s*:?[*_]*$", re.I
)
_STILL = re.compile(r"^(?:still )?current (?:at|as of)\b", re.I)
_VALUE = re.compile(r"^:\s+")
_MARKS = re.compile(r"[*_`]{1,3}|^#+\s*")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_BULLET = re.compile(r"^(?:[•●▪◦‣·*+–—-]|\d{1,2}[.)])\s+")
_BRIEF_END = re.compile(r"\([A-Z][^()]{1,40}\)\.?$")
_DIGEST = re.compile(
    r"^(?:[\w ]+:)?[\w ,]*(?:events|digest|briefing|brief|news|roundup|round-up|summary|headlines)\b.*\d", re.I
)
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
_LETTER = re.compile(r"[^\W\d_]")
_TAIL_START = re.compile(
    r"^(?:related|most (?:popular|read|viewed|shared|watched)|top stories|our picks|more on this"
    r"|more from|more stories|recommended|trending"
    r"|you (?:may|might)|sign up to read|read next|editor|latest (?:news|stories|headlines)|popular"
    r"|newsfeed|news feed|comments?$|what to read)\b",
    re.I,
)
_ADVICE = re.compile(
    r"\b(?:travel|security|consular|demonstration|weather|health|emergency|worldwide) (?:advice"
    r"|advisory|information|alert"
    r"|warnings?|message|status|notice|caution)\b|\b(?:risk|advice|advisory|threat|alert) level\b",
    re.I,
)
_HEAD_LIMIT, _LONG = 40, 2000
_MENU = re.compile(r"[^|>/•·]{1,28}(?:\s*[|>/•·]\s*[^|>/•·]{1,28}){2,}")
"""A line of a menu: three short names and more with strokes between them."""


class Style(enum.Enum):
    """How a plain text is laid out."""

    OFFICIAL = "official"
    DIGEST = "digest"
    PRESS = "press"


class Layout(msgspec.Struct, frozen=True):
    """The roles of a text's lines, with what the masthead told: index of the title's line, its words, the bylines."""

    style: Style
    roles: tuple[Role, ...]
    title: str | None
    title_line: int | None
    bylines: tuple[str, ...]
    first_body: int


def lay_out(lines: Sequence[Line]) -> Layout:
    """Decide the layout of a text and the role of each of its lines."""
    style = style_of(lines)
    if style is Style.OFFICIAL:
        return _official(lines)
    if style is Style.DIGEST:
        return _digest(lines)
    return _Press(lines).layout()


def style_of(lines: Sequence[Line]) -> Style:
    """Official pages are saved as markdown; digests end their items with an outlet in brackets or are titled as one."""
    if sum(bool(_MARKUP.search(line.text[:_LONG])) for line in lines[:400]) >= max(1, min(3, len(lines) // 40)):
        return Style.OFFICIAL
    if not lines:
        return Style.PRESS
    briefs = sum(
        bool(_BRIEF_END.search(line.text[-60:])) and not furniture.is_credit(line.text[:_LONG]) for line in lines[1:]
    )
    titled = (
        _DIGEST.match(lines[0].text[:120])
        and lines[0].words <= 8
        and next(published.in_text(lines[0].text[:120]), None)
    )
    return Style.DIGEST if titled or (briefs >= 4 and briefs >= 0.4 * len(lines)) else Style.PRESS


def plain(line: str) -> str:
    """A line of markdown without its marks and links."""
    return _MARKS.sub("", _LINK.sub(r"\1", line)).strip(" \\")


def is_bullet(line: str) -> bool:
    """Whether a line is an item of a list."""
    return bool(_BULLET.match(line))


def _official(lines: Sequence[Line]) -> Layout:
    """Headings are marked; everything else is body but pictures, scripts and the page's own dates."""
    roles = [_official_role(lines, i) for i in range(len(lines))]
    title = next((i for i, role in enumerate(roles) if role is Role.HEADING), None)
    body = next((i for i, role in enumerate(roles) if role is Role.BODY), 0)
    if title is None or (body < title and not _HASH.match(lines[0].text)):
        first = lines[0].text if lines else ""
        if first and not lines[0].is_sentence and lines[0].words <= 40 and not is_bullet(first):
            title, roles[0] = 0, Role.HEADING
    words = None if title is None else plain(lines[title].text) or None
    return Layout(Style.OFFICIAL, tuple(roles), words, title, (), body)


def _official_role(lines: Sequence[Line], i: int) -> Role:
    """The role of one line of a markdown page."""
    text = lines[i].text
    if _IMAGE.match(text) or _RULE.match(text) or _LABEL.match(text):
        return Role.NOISE
    if _HASH.match(text) or (i + 1 < len(lines) and re.match(r"^={3,}$", lines[i + 1].text)):
        return Role.HEADING
    if _VALUE.match(text) and i and _LABEL.match(lines[i - 1].text):
        return Role.NOISE
    if published.date_line(plain(text)) and not is_bullet(text):
        return Role.NOISE
    short = lines[i].words <= 5 and not text.startswith(("*", "-", "+"))
    return Role.NOISE if short and furniture.is_control(text) and not _LINK.search(text) else Role.BODY


def _digest(lines: Sequence[Line]) -> Layout:
    """The first line is the title; short lines without an end are headings; all else is news."""
    roles = [Role.BODY] * len(lines)
    for i, line in enumerate(lines):
        if i == 0 or (
            line.words <= 8
            and not line.is_sentence
            and not _BRIEF_END.search(line.text[-60:])
            and not is_bullet(line.text)
        ):
            roles[i] = Role.HEADING
        elif furniture.is_address(line.text) or furniture.is_credit(line.text):
            roles[i] = Role.NOISE
    has_title = not lines[0].is_sentence
    if not has_title:
        roles[0] = Role.BODY
    return Layout(
        Style.DIGEST,
        tuple(roles),
        lines[0].text if has_title else None,
        0 if has_title else None,
        (),
        min(1, len(lines) - 1),
    )


class _Press:
    """One saved news page: lines told apart by their form first, then by where they stand."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.latin = sum(map(len, _LATIN.findall("".join(line.text[:200] for line in lines[:60])))) > 200
        self.roles: list[Role | None] = [self._by_form(line) for line in lines]
        self._copies()
        self.first = self._first_paragraph()
        self.advice = any(line.words <= 7 and _ADVICE.search(line.text) for line in lines[:10])
        self.title = self._title_line()
        self.bylines: tuple[str, ...] = ()

    def layout(self) -> Layout:
        """The finished layout."""
        self._head()
        self._middle()
        self._tail()
        words = None if self.title is None else masthead.without_outlet(self.lines[self.title].text)[0]
        roles = tuple(role or Role.BODY for role in self.roles)
        return Layout(Style.PRESS, roles, words, self.title, self.bylines, self.first)

    def _by_form(self, line: Line) -> Role | None:
        """The role that a line shows by itself; ``None`` where its place must tell."""
        text = line.text
        if len(text) > _LONG:
            return None
        if furniture.is_address(text) or (line.words <= 8 and _STILL.match(text)):
            return Role.NOISE
        if furniture.is_credit(text):
            return Role.CREDIT
        if furniture.is_caption(text):
            return Role.CAPTION
        if furniture.is_control(text) or _RULE.match(text):
            return Role.NOISE
        if text.isascii():
            return None
        letters = len(_LETTER.findall(text[:80]))
        foreign = self.latin and letters > 3 and len(_LATIN.findall(text[:80])) < 0.3 * letters
        return Role.NOISE if foreign and line.words <= 12 else None

    def _copies(self) -> None:
        """A sentence printed twice in a row, or above a film's duration, stands under a picture."""
        films = sum(furniture.is_duration(line.text) for line in self.lines) < 4
        for i in range(len(self.lines) - 1):
            line, after = self.lines[i], self.lines[i + 1]
            if line.text == after.text and line.words > 3 and line.is_sentence and self.roles[i] is None:
                self.roles[i] = self.roles[i + 1] = Role.CAPTION
            elif films and furniture.is_duration(after.text) and line.words <= 25 and self.roles[i] is None and i:
                self.roles[i] = None if bylines.is_byline(line.text) else Role.CAPTION
            elif self.roles[i + 1] is Role.CREDIT and furniture.is_credit(after.text) and after.text.startswith("("):
                before_credit = self.roles[i] is None and line.words <= 45 and self._captionlike(line)
                self.roles[i] = Role.CAPTION if before_credit else self.roles[i]

    def _captionlike(self, line: Line) -> bool:
        """A line above a bracketed credit that tells no speech and is dated or placed as a caption is."""
        present = re.search(
            r"\b(?:is|are|stands?|walks?|speaks?|attends?|poses?|gestures?|gathers?|waits?|arrives?|looks?"
            r"|holds?|seen|pictured)\b",
            line.text,
        )
        return bool(present) and not re.search(r"\b(?:said|told|according to)\b", line.text)

    def _is_paragraph(self, i: int) -> bool:
        """Whether a line reads as a paragraph of a story."""
        line = self.lines[i]
        asked = i == 0 and line.text.endswith("?") and line.words <= 30 and not re.search(r"[.!?] [A-Z“]", line.text)
        return (
            self.roles[i] is None
            and not asked
            and line.words >= 12
            and (line.is_sentence or line.words >= 30 or line.text.endswith((":", ",", "—")))
        )

    def _is_short_paragraph(self, i: int) -> bool:
        """A sentence that another one follows, which below a headline is the story's beginning."""
        both = self.lines[i : i + 2]
        told = all(line.is_sentence and line.words >= 4 and not is_bullet(line.text) for line in both)
        return len(both) == 2 and told and both[0].words >= 8 and self.roles[i] is None and self.roles[i + 1] is None

    def _first_paragraph(self) -> int:
        """The first paragraph of the story; in a text of short lines, its first sentence or its second line."""
        titled = False
        for i, line in enumerate(self.lines):
            if self._is_paragraph(i) or (titled and self._is_short_paragraph(i)):
                return i
            titled = titled or (self.roles[i] is None and line.words >= 3 and not line.is_sentence)
        for i, line in enumerate(self.lines):
            if self.roles[i] is None and line.is_sentence and line.words >= 4:
                return i
        return min(1, max(0, len(self.lines) - 1))

    def _title_line(self) -> int | None:
        """The first line above the story that reads as a headline; a section's label only where nothing else does."""
        above = range(min(self.first, _HEAD_LIMIT * 3))
        head = [i for i in above if (self.roles[i] is None or self._is_marked(i)) and self._may_be_title(i)]
        if self.advice and head:
            return head[0]
        head = [i for i in head if not masthead.is_label(self.lines[i].text)] or head
        for least in (4, 3):
            for i in head:
                if self.lines[i].words >= least and not (least == 3 and self._looks_like_name(i)):
                    return i
        return (
            head[0]
            if len(head) == 1 and self.lines[head[0]].words >= 2 and not self._looks_like_name(head[0])
            else None
        )

    def _looks_like_name(self, i: int) -> bool:
        """A line that may be an outlet's or a person's name."""
        text = self.lines[i].text
        twin = i + 1 < len(self.lines) and self.lines[i + 1].text == text
        return bool(masthead.known_outlet(text) or bylines.people(text) or (twin and self.lines[i].words < 5))

    def _is_marked(self, i: int) -> bool:
        """A headline that says what it heads ("LIVE: ...", "Analysis: ..."): the first line, or one over a byline."""
        below = [line.text for line in self.lines[i + 1 : i + 4]]
        return furniture.is_marked_title(self.lines[i].text) and (
            i == 0 or any(bylines.is_byline(text) or published.date_line(text) for text in below)
        )

    def _may_be_title(self, i: int) -> bool:
        """Neither a sentence with a full stop, nor a byline, a date, a list item, an outlet's name."""
        text = self.lines[i].text
        stop = text.endswith(".") and not text.endswith(("...", " U.S.", " U.N.", " U.K."))
        byline = bylines.read(text)
        return not (
            stop
            or is_bullet(text)
            or (byline and (byline.said or len(byline.names) > 1 or byline.others))
            or published.date_line(text)
            or (i and masthead.is_dated(text))
            or masthead.known_outlet(text)
            or (i == 0 and masthead.is_masthead(text))
            or _MENU.fullmatch(text)
            or text.endswith((",", ":"))
            or len(text) > 300
        )

    def _head(self) -> None:
        """Above the story: the title, what stands under it, bylines and dates; the rest is furniture."""
        for i in range(self.first):
            if i == self.title:
                self.roles[i] = Role.HEADING
            elif self.title is not None and self.lines[i].text == self.lines[self.title].text:
                self.roles[i] = Role.NOISE
            elif self.roles[i] is None:
                self.roles[i] = self._head_role(i)

    def _head_role(self, i: int) -> Role:
        """The role of one unclaimed line above the story."""
        line = self.lines[i]
        near = self.title is not None and abs(i - self.title) <= 4
        if is_bullet(line.text):
            return Role.BODY
        if masthead.known_outlet(line.text):
            return Role.NOISE
        after = self.lines[i + 1].text if i + 1 < self.first else ""
        goes_on = after.startswith(("and ", "& ")) or line.text.endswith((",", " and"))
        byline = bylines.read(f"{line.text} {after}" if goes_on else line.text, self._is_place)
        if byline and (byline.said or (near and self._may_be_writers(i, byline))):
            self.bylines = self.bylines or byline.names
            return Role.CREDIT
        if published.date_line(line.text):
            return Role.NOISE
        if self.advice:
            return Role.HEADING
        below = self.title is not None and i > self.title
        if ":" in line.text and line.words >= 2 and (below or self.title is None):
            return Role.BODY
        return (
            Role.HEADING
            if below and line.words >= 3 and line.words <= 60
            else Role.BODY
            if is_bullet(line.text)
            else Role.NOISE
        )

    def _may_be_writers(self, i: int, byline: bylines.Byline) -> bool:
        """Names alone are writers' below the title, or two above it; never on the first line, never the story's own."""
        if i == 0 or any(name in self.story for name in byline.names):
            return False
        head = [line.text for line in self.lines[: self.first]]
        if any(map(bylines.is_byline, head)) or (masthead.may_be_outlet(head[i], byline) and not masthead.told(head)):
            return False
        return (self.title is not None and i > self.title) or len(byline.names) > 1 or i > 1

    @functools.cached_property
    def story(self) -> str:
        """The first paragraphs."""
        story = range(self.first, min(self.first + 40, len(self.lines)))
        return "\n".join(self.lines[i].text for i in story if self.roles[i] in (None, Role.BODY))

    def _is_place(self, name: str) -> bool:
        """Whether the story calls a name a place."""
        return bool(re.search(rf"\b(?:in|to|from|of|near|at|around|reach(?:ed)?) {re.escape(name)}\b", self.story))

    def _middle(self) -> None:
        """In the story: short lines without an end are headings; a headline under a picture line is a teaser."""
        for i in range(self.first, len(self.lines)):
            if self.roles[i] is not None:
                continue
            line = self.lines[i]
            if line.words <= 20 and bylines.is_byline(line.text):
                self.roles[i] = Role.CREDIT
                if i < self.first + 5 and not self.bylines:
                    self.bylines = bylines.people(line.text)
            elif line.words <= 10 and published.date_line(line.text):
                self.roles[i] = Role.NOISE
            elif (
                line.is_sentence
                or is_bullet(line.text)
                or line.words > 25
                or line.text.endswith((":", ",", ";", "—", "-"))
            ):
                self.roles[i] = Role.BODY
            else:
                self.roles[i] = Role.NOISE if self._is_teaser(i) else Role.HEADING

    def _is_teaser(self, i: int) -> bool:
        """The headline of another story: it stands right under a picture's own line or a "related" label."""
        above = self.lines[i - 1].text if i else ""
        return self.lines[i].words >= 5 and bool(furniture.photo_line(above) or _TAIL_START.match(above))

    def _tail(self) -> None:
        """Below the story: from the first control on, nothing is the story's unless long paragraphs follow."""
        last = max((i for i in range(len(self.lines)) if self.roles[i] is Role.BODY and self._reads_on(i)), default=-1)
        control = next((i for i in range(last + 1, len(self.lines)) if self.roles[i] is Role.NOISE), len(self.lines))
        for i in range(max(control, self.first), len(self.lines)):
            if self.roles[i] in (Role.BODY, Role.HEADING):
                self.roles[i] = Role.NOISE

    def _reads_on(self, i: int) -> bool:
        """Whether a body line is surely the story's: a full paragraph, or short and under no list of other stories."""
        line = self.lines[i]
        if line.words >= 20 and line.is_sentence:
            return True
        above = range(max(self.first, i - 12), i)
        return not any(_TAIL_START.match(self.lines[j].text) for j in above) and line.is_sentence and line.words >= 4
