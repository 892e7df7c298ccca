"""The sentences in which a run of a text stands."""

from tocsin.reading.sentences import split


def around(text: str, start: int, end: int) -> tuple[int, int]:
    """The bounds of the sentences of its lines that ``text[start:end]`` touches."""
    left = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", max(start, end - 1))
    right = len(text) if line_end < 0 else line_end
    touched = [(a, b) for a, b in split(text, left, right) if a < end and b > start]
    return (min(start, touched[0][0]), max(end, touched[-1][1])) if touched else (start, end)
