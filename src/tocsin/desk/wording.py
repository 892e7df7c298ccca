"""A judgement in words."""

from tocsin.ledger import Judgement, JudgementKind

DONE: dict[JudgementKind, str] = {
    "reject": "rejected",
    "restore": "taken back",
    "correct": "corrected",
    "add": "added",
    "pin": "pinned",
    "unpin": "unpinned",
    "comment": "comment",
}
"""What each kind of judgement did."""


def told_of(judgement: Judgement) -> str:
    """One line: "corrected by a.okafor at 2022-02-14 10:05 UTC: the embassy only moved"."""
    line = f"{DONE[judgement.kind]} by {judgement.author} at {judgement.at:%Y-%m-%d %H:%M} UTC"
    return f"{line}: {judgement.reason}" if judgement.reason else line
