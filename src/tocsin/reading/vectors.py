"""Word vectors in context: the pipeline's own ``tok2vec``, computed in fewer and faster steps.

spaCy hashes, gathers and mixes the features of every token anew, and multiplies by a routine that is built for no
machine in particular. Here the vector of a word by itself is kept, and the four layers over its neighbours are numpy's
products, which run on the machine's own linear algebra. The weights are the pipeline's; sums differ in the last bits.
"""

import functools
from contextlib import AbstractContextManager
from typing import Any, cast

import numpy as np
import threadpoolctl
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import Model, NumpyOps

Floats = NDArray[np.float32]

_KEPT = 60_000
"""So many words with their vectors are kept at most: some 30 MB."""
_LAYERS = "with_array(" + ">>".join(["residual(expand_window>>maxout>>layernorm>>dropout)"] * 4) + ")"
_TAGS = "tok2vec-listener>>with_array(softmax)"
_READS = "this pipeline reads and does not learn: load it with spaCy to train it"
_EPSILON = np.float32(1e-8)


class Products(NumpyOps):  # type: ignore[misc]
    """thinc's operations, with numpy's matrix product in place of its own."""

    name = "numpy-products"

    def gemm(
        self, x: Floats, y: Floats, *, out: Floats | None = None, trans1: bool = False, trans2: bool = False
    ) -> Floats:
        """The product of two matrices, either of them turned first."""
        found: Floats = np.matmul(x.T if trans1 else x, y.T if trans2 else y, out=out)
        return found


@functools.cache
def _libraries() -> threadpoolctl.ThreadpoolController:
    return threadpoolctl.ThreadpoolController()


def alone() -> AbstractContextManager[Any]:
    """While this holds, products run on one core: they are too small to be worth the waiting of a second."""
    limit: AbstractContextManager[Any] = _libraries().limit(limits=1, user_api="blas")
    return limit


def hasten(nlp: Language) -> None:
    """Let the parts of a pipeline compute as described above; what is built in another way stays as it is."""
    if "parser" in nlp.pipe_names:
        for node in cast("Any", nlp.get_pipe("parser")).model.walk():
            node.ops = Products()
    tagger = cast("Any", nlp.get_pipe("tagger")) if "tagger" in nlp.pipe_names else None
    if tagger is not None and tagger.model.name == _TAGS:
        tagger.model = Model("tocsin_tags", _tags, attrs={"of": tagger.model.layers[1].layers[0]})
    part = cast("Any", nlp.get_pipe("tok2vec")) if "tok2vec" in nlp.pipe_names else None
    if part is not None and _is_known(part.model):
        of, wide = Words(part.model), part.model.get_dim("nO")
        part.model = Model("tocsin_tok2vec", _forward, dims={"nO": wide}, attrs={"of": of})


def _tags(model: Any, docs: list[Doc], is_train: bool) -> tuple[list[Floats], Any]:
    """How well each tag fits each token of the sentences, whose vectors are set."""
    if is_train:
        raise NotImplementedError(_READS)
    of = model.attrs["of"]
    fit = np.concatenate([doc.tensor for doc in docs]) @ of.get_param("W").T
    fit += of.get_param("b")
    return np.split(fit, np.cumsum([len(doc) for doc in docs])[:-1]), lambda grown: grown


def _is_known(model: Any) -> bool:
    """Whether it is spaCy's hash embedding under four layers that see one neighbour on each side."""
    return (
        len(model.layers) == 2
        and model.layers[1].name == _LAYERS
        and [layer.name.split("(")[0] for layer in model.layers[0].layers]
        == ["extract_features", "list2ragged", "with_array", "with_array", "ragged2list"]
        and all(layer.layers[0].attrs["window_size"] == 1 for layer in _convolutions(model))
    )


def _convolutions(model: Any) -> list[Any]:
    """The window and the maxout of each layer."""
    return [residual.layers[0] for residual in model.layers[1].layers[0].layers]


def _forward(model: Any, docs: list[Doc], is_train: bool) -> tuple[list[Floats], Any]:
    if is_train:
        raise NotImplementedError(_READS)
    return model.attrs["of"](docs), lambda grown: grown


class Words:
    """The vectors of the tokens of some sentences."""

    def __init__(self, model: Any) -> None:
        """``model``: spaCy's, whose weights these are."""
        embed = model.layers[0].layers
        self._columns = list(embed[0].attrs["columns"])
        self._hashed, self._mixed = embed[2].layers[0], embed[3].layers[0]
        self._pad = int(model.layers[1].attrs["pad"])
        self._layers = [_Layer(window.layers[1]) for window in _convolutions(model)]
        self._known: dict[bytes, Floats] = {}

    def __call__(self, docs: list[Doc]) -> list[Floats]:
        """One row a token, one array a sentence."""
        lengths = [len(doc) for doc in docs]
        alone = self._alone(np.concatenate([doc.to_array(self._columns) for doc in docs]))
        rows = np.zeros((len(alone) + self._pad * (len(docs) + 1), alone.shape[1]), dtype=np.float32)
        starts, at, taken = [], 0, 0
        for length in lengths:
            at += self._pad if length else 0
            rows[at : at + length] = alone[taken : taken + length]
            starts.append(at)
            at, taken = at + length, taken + length
        for layer in self._layers:
            rows = layer(rows)
        return [rows[start : start + length] for start, length in zip(starts, lengths, strict=True)]

    def _alone(self, features: NDArray[np.uint64]) -> Floats:
        """The vector of each word by itself; a word seen before is not computed again."""
        keys = np.ascontiguousarray(features).view(f"V{features.shape[1] * 8}").ravel().tolist()
        known = self._known
        new = {key: at for at, key in enumerate(keys) if key not in known}
        if new:
            if len(known) > _KEPT:
                known = self._known = {}
                new = {key: at for at, key in enumerate(keys)}
            found = self._mixed.predict(self._hashed.predict(features[list(new.values())]))
            known.update(zip(new, found, strict=True))
        return np.array([known[key] for key in keys], dtype=np.float32)


class _Layer:
    """A word with its neighbours: the greatest of some products over the three, made even, and added to the word."""

    def __init__(self, model: Any) -> None:
        maxout, norm = (node for node in model.walk() if node.name in ("maxout", "layernorm"))
        weights, bias = maxout.get_param("W"), maxout.get_param("b")
        self._wide, self._pieces, inner = weights.shape
        self._weights = np.ascontiguousarray(weights.transpose(1, 0, 2).reshape(self._pieces * self._wide, inner).T)
        self._bias = np.ascontiguousarray(bias.T.reshape(-1))
        self._scale, self._shift = norm.get_param("G"), norm.get_param("b")

    def __call__(self, rows: Floats) -> Floats:
        wide = int(self._wide)
        window = np.zeros((len(rows), 3 * wide), dtype=np.float32)
        window[1:, :wide] = rows[:-1]
        window[:, wide : 2 * wide] = rows
        window[:-1, 2 * wide :] = rows[1:]
        every = window @ self._weights
        every += self._bias
        best: Floats = every[:, :wide]
        for piece in range(1, self._pieces):
            best = np.maximum(best, every[:, piece * wide : (piece + 1) * wide])
        best -= best.mean(axis=1, keepdims=True)
        spread = np.square(best).mean(axis=1, keepdims=True)
        spread += _EPSILON
        best *= 1 / np.sqrt(spread)
        best *= self._scale
        best += self._shift
        best += rows
        return best
