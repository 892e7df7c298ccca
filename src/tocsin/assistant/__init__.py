"""A second reader: a language model behind an OpenAI-compatible endpoint, held to the same records and evidence.

It needs the extra ``llm``, is never on by default, and nothing of it is trusted: a record whose words do not stand in
the text, or that does not fit its type, is dropped and counted.
"""

from tocsin.assistant.endpoint import Failure
from tocsin.assistant.engine import Answers, Assistant
from tocsin.assistant.evidence import Dropped
from tocsin.assistant.prompt import REVISION
from tocsin.assistant.shortening import Choice, Shortener

__all__ = ["REVISION", "Answers", "Assistant", "Choice", "Dropped", "Failure", "Shortener"]
