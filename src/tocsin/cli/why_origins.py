"""``tocsin why --origins``: whom each measure is known from, who had it first, and which documents count as one."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from rich.text import Text

from tocsin.cli.show import clean, json_lines, json_text, write

if TYPE_CHECKING:
    from tocsin.claims import Claim, Voice
    from tocsin.ledger import Ledger


def print_origins(claims: "Sequence[Claim]", ledger: "Ledger", *, form: str, heading: str) -> None:
    """Print the claims with their origins, in one of the forms of ``why``."""
    from tocsin.cli.screen import Screen

    if form == "json":
        write(json_text(claims))
        return
    if form == "jsonl":
        write(json_lines(claims))
        return
    lines = [(depth, clean(line)) for claim in claims for depth, line in _lines(claim, _Named(ledger))]
    if form == "md":
        write("".join(f"{'  ' * depth}- {line.replace('<', '&lt;')}\n" for depth, line in lines).encode())
        return
    screen = Screen()
    screen.print(Text(clean(heading), style="bold"))
    for depth, line in lines:
        screen.print(Text(f"{'  ' * depth}{line}", style="" if depth else "bold"))


class _Named:
    """Documents by name, each looked up once."""

    def __init__(self, ledger: "Ledger") -> None:
        self._ledger, self._names = ledger, dict[str, str]()

    def __call__(self, key: str) -> str:
        if key not in self._names:
            stored = self._ledger.document(key)
            said: tuple[Any, ...] = ()
            if stored is not None:
                said = (stored.document.publisher or "unknown publisher", stored.document.title)
                said += (stored.document.published or "undated",)
            self._names[key] = " · ".join(str(each) for each in (*said, key[:8]) if each)
        return self._names[key]


def _lines(claim: "Claim", named: _Named) -> Iterable[tuple[int, str]]:
    from tocsin.timeline import label

    count = claim.independent
    yield 0, f"{label(claim)}, {claim.since or 'undated'}: {count} independent origin{'s' * (count != 1)}"
    for voice in claim.voices:
        yield from _voice(voice, named, 1)
    for contest in claim.contests:
        yield 1, f"denied by {contest.by}: {contest.words}"
        for voice in contest.voices:
            yield from _voice(voice, named, 2)


def _voice(voice: "Voice", named: _Named, depth: int) -> Iterable[tuple[int, str]]:
    yield depth, f"{voice.origin.name} ({voice.origin.kind}): {voice.why}"
    yield depth + 1, f"first: {named(voice.first.document)}"
    for fold in voice.folded:
        yield depth + 1, f"not counted: {named(fold.document)}, because {fold.why}"
