"""Run the exported network with ONNX Runtime."""

from pathlib import Path

import onnxruntime

from sources.language.encoder.decode import Floats
from sources.language.encoder.labels import Labels
from sources.language.encoder.runtime import Encoder
from sources.language.encoder.windows import Cutter, Ints

SLOW = ("SkipLayerNormFusion", "BiasSkipLayerNormFusion")
"""Fusions of ONNX Runtime that make a sum and its norm take three times as long on a processor."""
PARTS = ("trunk", "parser", "relations", "roles")


class Onnx:
    """The network as ONNX graphs, on one core."""

    def __init__(self, folder: Path, threads: int = 1) -> None:
        """Load the graphs in `folder`. Raises onnxruntime's errors when one is missing or bad."""
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._trunk, self._parser, self._relations, self._roles = (
            onnxruntime.InferenceSession(
                folder / f"{part}.onnx", options, providers=["CPUExecutionProvider"], disabled_optimizers=SLOW
            )
            for part in PARTS
        )

    def words(self, ids: Ints, features: Ints, firsts: Ints) -> tuple[Floats, Floats]:
        """See Backend."""
        fed = {"ids": ids, "features": features, "firsts": firsts}
        vectors, scores = self._trunk.run(["vectors", "scores"], fed)
        return vectors, scores

    def parse(self, vectors: Floats) -> tuple[Floats, Floats, Floats]:
        """See Backend."""
        arcs, dependents, heads = self._parser.run(["arcs", "dependents", "heads"], {"vectors": vectors})
        return arcs, dependents, heads

    def relations(self, dependents: Floats, heads: Floats) -> Floats:
        """See Backend."""
        out: Floats = self._relations.run(["relations"], {"dependents": dependents, "heads": heads})[0]
        return out

    def roles(
        self, vectors: Floats, which: Ints, at: Ints, distances: Ints, offsets: Ints
    ) -> tuple[Floats, Floats, Floats]:
        """See Backend."""
        fed = {"vectors": vectors, "which": which, "at": at, "distances": distances, "offsets": offsets}
        roles, stances, acts = self._roles.run(["roles", "stances", "acts"], fed)
        return roles, stances, acts


def load(folder: Path) -> Encoder:
    """The encoder that `export` wrote into `folder`. Raises OSError, ValueError or onnxruntime's errors."""
    return Encoder(Onnx(folder), Cutter(folder / "tokenizer.json"), Labels.load(folder))
