"""A brief handed to the language model of the settings to be shortened; as it was where that does not hold."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tocsin.assistant import Shortener
    from tocsin.brief import Brief, Section
    from tocsin.ledger import Ledger
    from tocsin.settings import Llm


def shorter(made: "Brief", ledger: "Ledger", llm: "Llm") -> "Brief":
    """The brief shortened, every sentence checked again; else the brief unchanged, which says why.

    Raises SettingsError where the extra or the model of the settings is missing.
    """
    from tocsin.assistant import Shortener
    from tocsin.brief import ShortenError, as_it_was, together, unsupported
    from tocsin.errors import Unreachable

    with Shortener(llm) as shortener:
        try:
            sections = [_section(each, shortener) for each in made.sections]
        except (ShortenError, Unreachable) as error:
            return as_it_was(made, str(error))
        found = together(made, sections, model=shortener.model)
    wrong = unsupported(found, ledger)
    return as_it_was(made, f"a sentence would not resolve: {wrong[0]}") if wrong else found


def _section(section: "Section", shortener: "Shortener") -> "Section":
    from tocsin.assistant import Failure
    from tocsin.brief import Kept, ShortenError, offered, shortened

    texts = offered(section)
    if not texts:
        return section
    answer = shortener.chosen(section.title, list(zip(texts, _owners(section), strict=True)))
    if isinstance(answer, Failure):
        raise ShortenError(answer.why)
    return shortened(section, [Kept(sentence=each.sentence, words=each.words) for each in answer])


def _owners(section: "Section") -> Sequence[int | None]:
    """For each sentence the number of the one that it stands beside."""
    owners: list[int | None] = []
    for item in section.items:
        first = len(owners) + 1
        owners += [None, *(first for _ in item.beside)]
    return owners
