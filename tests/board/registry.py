"""A register of Japan with its entry on Ukraine, made in one line an edition, for the tests of the board."""

from typing import Any

import msgspec

from tocsin.board import Board, Cell, Standing, board
from tocsin.ledger import Edition, KnownPosture, Shown

from tests.board.picture import day, known, noon


def edition(seen: int, level: str | None = None, *, dated: int | None = None, **more: Any) -> Edition:
    """What the register showed from that day of February on, seen at noon; ``says`` are postures beside the advice."""
    says = more.pop("says", ())
    about = {"source": "jpn_samples", "government": "JPN", "entry": "ukraine", "destination": "Ukraine", **more}
    return Edition(
        hosts=about.pop("hosts", ("UKR",)),
        seen_at=noon(seen),
        revision=about.pop("revision", "1"),
        level=level,
        wording=about.pop("wording", level),
        postures=tuple(says),
        updated=None if dated is None else noon(dated),
        document=about.pop("document", f"{about['entry']}-{seen}"),
        **about,
    )


def shown(*editions: Edition, read: int, failing: str | None = None) -> Shown:
    """Those editions of one entry, the last of which was read again at noon of a day."""
    first = editions[0]
    return Shown(
        source=first.source,
        government=first.government,
        entry=first.entry,
        editions=tuple(editions),
        read_at=noon(read),
        failing=failing,
    )


def stated(entry: Shown) -> list[KnownPosture]:
    """The records of the documents of an entry."""
    found = []
    for each in entry.editions:
        published = each.updated or each.seen_at
        common = {"document": each.document, "publisher": "Ministry of Samples", "seen": (each.seen_at - noon(0)).days}
        about: list[dict[str, Any]] = (
            [{"value": each.level, "type": "advice", "scope": "national"}] if each.level else []
        )
        about += [{"value": p.value, "type": "advice", "scope": "regional", "place": p.place} for p in each.parts]
        for posture in each.postures:
            kind, value = posture.split(":")
            about.append({"value": value, "type": kind})
        for fields in about:
            made = known(fields.pop("value"), published=(published - noon(0)).days, **common, **fields)  # type: ignore[arg-type]
            found.append(made)
    return found


def on(number: int, *told: KnownPosture | Shown, **more: Any) -> Board:
    """The board at noon of that day, of what is told and of what registers showed, known whole."""
    entries = [each for each in told if isinstance(each, Shown)]
    postures = [each for each in told if isinstance(each, KnownPosture)]
    postures += [posture for entry in entries for posture in stated(entry)]
    return board(postures, as_of=noon(number), registers=entries, **{"known_at": noon(1000), **more})


def cell(number: int, *told: KnownPosture | Shown, **more: Any) -> Cell:
    """The one cell of Japan about Ukraine."""
    found = on(number, *told, **more).cell("JPN", "UKR")
    assert found is not None
    return found


def advice(number: int, *told: KnownPosture | Shown, **more: Any) -> Standing:
    """What stands of advice in it."""
    found = cell(number, *told, **more).advice
    assert found is not None
    return found


def says(standing: Standing | None) -> tuple[str | None, str]:
    """The value and the state."""
    assert standing is not None
    return standing.value, standing.state


def replaced(entry: Shown, **more: Any) -> Shown:
    """The entry with some fields changed."""
    return msgspec.structs.replace(entry, **more)


__all__ = ["advice", "cell", "day", "edition", "known", "noon", "on", "replaced", "says", "shown", "stated"]
