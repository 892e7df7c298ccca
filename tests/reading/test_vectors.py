"""The vectors are the pipeline's own, whatever is read together and whatever was read before."""

import numpy as np
import pytest
import spacy
from numpy.typing import NDArray
from spacy.language import Language

from tocsin.reading.model import DEFAULT_MODEL, pipeline
from tocsin.reading.vectors import hasten

TEXTS = (
    "Denmark told its families to leave Niamey on Friday.",
    'The minister said: "We know of no threat, and the embassy stays open."',
    "About 1,200 troops crossed the river at dawn, a spokeswoman told reporters in the capital.",
    "No.",
)


@pytest.fixture(scope="module")
def whole() -> Language:
    return spacy.load(DEFAULT_MODEL, exclude=["ner", "senter", "attribute_ruler", "lemmatizer"])


def tensors(nlp: Language, *texts: str) -> list[NDArray[np.float32]]:
    part = nlp.get_pipe("tok2vec")
    return list(part.predict([nlp.make_doc(text) for text in texts]))


def test_vectors_are_those_of_the_pipeline_itself(whole: Language) -> None:
    for ours, theirs in zip(tensors(pipeline(), *TEXTS), tensors(whole, *TEXTS), strict=True):
        np.testing.assert_allclose(ours, theirs, atol=1e-4)


def test_a_sentence_is_tagged_and_parsed_as_by_the_pipeline_itself(whole: Language) -> None:
    for text in TEXTS:
        ours, theirs = pipeline()(text), whole(text)
        assert [(token.tag_, token.dep_, token.head.i) for token in ours] == [
            (token.tag_, token.dep_, token.head.i) for token in theirs
        ]


def test_a_sentence_has_the_same_vectors_alone_and_among_others() -> None:
    together = tensors(pipeline(), *TEXTS)
    for text, among in zip(TEXTS, together, strict=True):
        np.testing.assert_allclose(tensors(pipeline(), text)[0], among, atol=1e-4)


def test_what_was_read_before_changes_no_vector() -> None:
    first, second = pipeline.__wrapped__(), pipeline.__wrapped__()
    tensors(first, *TEXTS)
    np.testing.assert_array_equal(tensors(first, TEXTS[0])[0], tensors(second, TEXTS[0])[0])


def test_a_pipeline_of_another_build_stays_as_it_is() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe(
        "tok2vec",
        config={
            "model": {
                "@architectures": "spacy.HashEmbedCNN.v2",
                "width": 32,
                "depth": 2,
                "embed_size": 100,
                "window_size": 1,
                "maxout_pieces": 2,
                "subword_features": True,
                "pretrained_vectors": None,
            }
        },
    )
    before = nlp.get_pipe("tok2vec").model
    hasten(nlp)
    assert nlp.get_pipe("tok2vec").model is before
