"""The outlook as a tool: the level, since when, and the quotes behind every indicator over its threshold."""

from tocsin.mcp.asking import Question
from tocsin.mcp.model import Indicated, OutlookAnswer
from tocsin.mcp.quoting import left_out
from tocsin.outlook import Shown, ahead_of, standing, taken_in


def outlook_asked(asked: Question, *, limit: int) -> OutlookAnswer:
    """The outlook of a country; an indicator without a sign is not listed, and no sign at all is unknown."""
    taken_in(asked.ledger)
    found = ahead_of(asked.ledger, asked.host, as_of=asked.as_of.date(), known_at=asked.past)
    held = standing(found.days)
    shown = [each for each in found.outlook.shown if each.state != "off"]
    return OutlookAnswer(
        level=found.outlook.level,
        since=held.since,
        days=held.days,
        held_back=found.outlook.held_back,
        indicators=[_indicated(each, asked) for each in shown[:limit]],
        **asked.head(
            unknown=[] if shown else [asked.nothing("any indicator over its threshold")],
            left_out=max(0, len(shown) - limit),
        ),
    )


def _indicated(shown: Shown, asked: Question) -> Indicated:
    ids = [each.id for each in shown.evidence]
    return Indicated(
        name=shown.indicator.name,
        title=shown.indicator.title,
        why=shown.indicator.why,
        state=shown.state,
        counted=shown.counted,
        needed=shown.needed,
        usual=shown.usual,
        evidence=asked.quoting.quotes(ids),
        evidence_left_out=left_out(ids),
    )
