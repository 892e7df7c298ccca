"""What a posture frame hands to the reader: a finding, not yet dated and not yet a record."""

import dataclasses

from spacy.tokens import Token

from tocsin.records import PostureType, Scope


@dataclasses.dataclass(slots=True, kw_only=True)
class Finding:
    """One value that one frame saw in one sentence, for each of its senders and hosts.

    ``hosts`` are pairs of country and place as written (the place is empty for the whole country). ``at_home``: each
    sender acts on its own country ("Chile and Peru closed their airspace").
    """

    type: PostureType
    value: str
    head: Token
    senders: list[str | None]
    hosts: list[tuple[str | None, str | None]]
    modality: str = "fact"
    scope: Scope | None = None
    wording: str = ""
    at_home: bool = False
