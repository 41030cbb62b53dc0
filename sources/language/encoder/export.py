"""Write trained weights as what the program reads: four ONNX graphs with weights in 8 bits.

    python -m sources.language.encoder.export TRAINED OUT [--float]
    python -m sources.language.encoder.export --sentences OUT [--float]

TRAINED is the folder that training wrote; with --sentences, all-MiniLM-L6-v2 itself is written, which gives a short
text one vector. The graphs are built by hand from ONNX's operators and those of ONNX Runtime
(https://github.com/microsoft/onnxruntime/blob/main/docs/ContribOperators.md), which run a layer in a few fused steps.
Needs the extra `train`.
"""

import argparse
import shutil
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from sources.language.encoder.geometry import PADDING
from sources.language.encoder.labels import FILE
from sources.language.encoder.network import HEAD, LAYERS, REL, WIDTH, Network, Parser, Roles, Trunk, base

OPSET = 17
FUSED = "com.microsoft"
TRUNK, PARSER, RELATIONS, ROLES = "trunk.onnx", "parser.onnx", "relations.onnx", "roles.onnx"


class Graph:
    """An ONNX graph under construction; methods add a node and give the name of its result."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []

    def weight(self, value: Tensor | npt.NDArray[np.generic]) -> str:
        """A constant."""
        array = value.detach().float().numpy() if isinstance(value, Tensor) else value
        name = f"w{len(self.weights)}"
        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name

    def ints(self, *values: int) -> str:
        """A list of whole numbers as a constant."""
        return self.weight(np.array(values, np.int64))

    def add(self, op: str, *inputs: str, domain: str = "", outputs: int = 1, **attributes: Any) -> list[str]:
        """A node with several results."""
        names = [f"n{len(self.nodes)}_{i}" for i in range(outputs)]
        self.nodes.append(helper.make_node(op, list(inputs), names, domain=domain, **attributes))
        return names

    def one(self, op: str, *inputs: str, domain: str = "", **attributes: Any) -> str:
        """A node with one result."""
        return self.add(op, *inputs, domain=domain, **attributes)[0]

    def linear(self, x: str, layer: nn.Linear, bias: bool = True) -> str:
        """A layer, with or without its bias."""
        out = self.one("MatMul", x, self.weight(layer.weight.T))
        return self.one("Add", out, self.weight(layer.bias)) if bias else out

    def gelu(self, x: str, layer: nn.Linear) -> str:
        """The layer and a Gelu behind it, with the bias fused."""
        return self.one("BiasGelu", self.linear(x, layer, bias=False), self.weight(layer.bias), domain=FUSED)

    def convolution(self, x: str, layer: nn.Conv1d, eight_bits: bool) -> str:
        """A convolution along axis 1: one product with each word's neighbours put beside it.

        In 8 bits, the words are rounded before they are copied: ONNX Runtime convolves in 32 bits alone.
        """
        size, width = layer.kernel_size[0], layer.out_channels
        weight = layer.weight.detach().permute(2, 1, 0).reshape(-1, width).numpy()
        bias = self.weight(torch.zeros(width) if layer.bias is None else layer.bias)
        pads = self.ints(0, size // 2, 0, 0, size // 2, 0)
        scale, zero = "", ""
        if eight_bits:
            x, scale, zero = self.add("DynamicQuantizeLinear", x, outputs=3)
        padded = self.one("Pad", x, pads, zero)
        ends = [*range(1 - size, 0), np.iinfo(np.int32).max]
        parts = [self.one("Slice", padded, self.ints(n), self.ints(end), self.ints(1)) for n, end in enumerate(ends)]
        around = self.one("Concat", *parts, axis=2)
        if not eight_bits:
            return self.one("Add", self.one("MatMul", around, self.weight(weight)), bias)
        step = np.abs(weight).max(0) / 63
        rounded = self.weight(np.round(weight / step).astype(np.int8))
        product = self.one("MatMulInteger", around, rounded, zero, self.weight(np.zeros(width, np.int8)))
        scales = self.one("Mul", scale, self.weight(step))
        return self.one("Add", self.one("Mul", self.one("Cast", product, to=TensorProto.FLOAT), scales), bias)

    def save(self, path: Path, inputs: dict[str, tuple[int, list[str | int]]], outputs: dict[str, str]) -> None:
        """Write the graph; inputs are given by element type and dimensions, outputs by the node that makes them."""
        for name, made in outputs.items():
            self.nodes.append(helper.make_node("Identity", [made], [name]))
        graph = helper.make_graph(
            self.nodes,
            path.stem,
            [helper.make_tensor_value_info(name, kind, dims) for name, (kind, dims) in inputs.items()],
            [helper.make_tensor_value_info(name, TensorProto.FLOAT, None) for name in outputs],
            self.weights,
        )
        opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid(FUSED, 1)]
        onnx.save(helper.make_model(graph, opset_imports=opsets, ir_version=8), path)


def trunk(network: Trunk, heads: nn.Linear | None, path: Path) -> None:
    """Wordpieces to word vectors and joint scores; without `heads` to one vector of unit length, their pieces' mean.

    There is no mask, with which attention takes a third longer: windows that are fed together have one length. The
    highest layer asks for the words alone.
    """
    g = Graph()
    length = g.one("Gather", g.one("Shape", "ids"), g.ints(1))
    positions = g.one("Slice", g.weight(network.positions.weight), g.ints(0), length, g.ints(0))
    x = g.one("Add", g.one("Gather", g.weight(network.pieces.weight), "ids"), positions)
    x = g.one("Add", x, g.one("Gather", g.weight(network.features.weight), "features"))
    norm = network.norm
    x = g.one("LayerNormalization", x, g.weight(norm.weight), g.weight(norm.bias), axis=-1, epsilon=norm.eps)
    where = g.one("Unsqueeze", "firsts", g.ints(2)) if heads else ""
    for block in network.layers:
        wide = block.heads * HEAD
        query, rest = block.qkv.weight.split((wide, 2 * wide))
        pieces = x
        if heads and block is network.layers[-1]:
            x = g.one("GatherND", x, where, batch_dims=1)
            asked = g.one("MatMul", x, g.weight(query.T))
            parts = g.add("Split", g.one("MatMul", pieces, g.weight(rest.T)), g.ints(wide, wide), outputs=2, axis=-1)
        else:
            qkv = g.one("MatMul", pieces, g.weight(block.qkv.weight.T))
            asked, *parts = g.add("Split", qkv, g.ints(wide, wide, wide), outputs=3, axis=-1)
        seen = g.one("MultiHeadAttention", asked, *parts, g.weight(block.qkv.bias), domain=FUSED, num_heads=block.heads)
        for source, layer, after in ((seen, block.out, block.norm1), (None, block.down, block.norm2)):
            made = g.one("MatMul", source or g.gelu(x, block.up), g.weight(layer.weight.T))
            x = g.one(
                "Add", g.one("Add", made, g.weight(layer.bias)), x
            )  # the fused operator takes three times as long
            ends = (g.weight(after.weight), g.weight(after.bias))
            x = g.one("LayerNormalization", x, *ends, axis=-1, epsilon=after.eps)
    inputs: dict[str, tuple[int, list[str | int]]] = {
        name: (int(TensorProto.INT64), ["b", "p"]) for name in ("ids", "features")
    }
    if heads is None:
        vectors = g.one("LpNormalization", g.one("ReduceMean", x, axes=[1], keepdims=0), axis=-1, p=2)
        g.save(path, inputs, {"vectors": vectors})
        return
    inputs["firsts"] = (TensorProto.INT64, ["b", "n"])
    g.save(path, inputs, {"vectors": x, "scores": g.linear(x, heads)})


def parser(network: Parser, path: Path) -> None:
    """Word vectors of sentences to arcs, and to what the relations are made of."""
    g = Graph()
    batch = g.one("Slice", g.one("Shape", "vectors"), g.ints(0), g.ints(1))
    root = g.one("Expand", g.weight(network.root[None, None]), g.one("Concat", batch, g.ints(1, WIDTH), axis=0))
    both = g.one("Concat", root, "vectors", axis=1)
    dep, head = g.gelu("vectors", network.arc_dep), g.gelu(both, network.arc_head)
    left = g.one("Add", g.one("MatMul", dep, g.weight(network.arc)), g.weight(network.arc_bias))
    arcs = g.one("MatMul", left, g.one("Transpose", head, perm=[0, 2, 1]))
    dependents, heads = g.linear("vectors", network.rel_dep), g.linear(both, network.rel_head)
    outputs = {"arcs": arcs, "dependents": dependents, "heads": heads}
    g.save(path, {"vectors": (TensorProto.FLOAT, ["b", "n", WIDTH])}, outputs)


def relations(network: Parser, path: Path) -> None:
    """Dependents and their heads to relations."""
    g = Graph()
    joint = g.one("Gelu", g.one("Add", "dependents", "heads"), domain=FUSED)
    wide: list[str | int] = ["k", REL]
    inputs = dict.fromkeys(("dependents", "heads"), (int(TensorProto.FLOAT), wide))
    g.save(path, inputs, {"relations": g.linear(joint, network.rel)})


def roles(network: Roles, path: Path, eight_bits: bool) -> None:
    """Word vectors of windows and anchors to roles, stances and acts."""
    g = Graph()
    index = g.one("Concat", *(g.one("Unsqueeze", i, g.ints(1)) for i in ("which", "at")), axis=1)
    anchors = g.one("GatherND", "vectors", index)
    near = g.one("Add", g.one("Unsqueeze", g.linear(anchors, network.anchor), g.ints(1)),
                 g.one("Gather", g.linear("vectors", network.word), "which"))  # fmt: skip
    place = g.one("Add", g.one("Gather", g.weight(network.distance.weight), "distances"),
                  g.one("Gather", g.weight(network.sentence.weight), "offsets"))  # fmt: skip
    gate = g.one("Mul", g.one("Unsqueeze", g.linear(anchors, network.gate), g.ints(1)),
                 g.one("Gather", g.linear("vectors", network.gated), "which"))  # fmt: skip
    pair = g.one("Add", g.one("Add", near, place), gate)
    norm = network.norm
    pair = g.one("LayerNormalization", pair, g.weight(norm.weight), g.weight(norm.bias), axis=-1, epsilon=norm.eps)
    pair = g.one("Gelu", pair, domain=FUSED)
    pair = g.one("Add", pair, g.one("Gelu", g.convolution(pair, network.near, eight_bits), domain=FUSED))
    absent = g.one("Cast", g.one("Equal", "offsets", g.ints(PADDING)), to=TensorProto.FLOAT)
    far = g.one("Mul", g.one("Unsqueeze", absent, g.ints(2)), g.weight(np.array(-1e4, np.float32)))
    most = g.one("ReduceMax", g.one("Add", pair, far), axes=[1], keepdims=0)
    hidden = g.one("Concat", g.gelu(anchors, network.hidden), most, axis=1)
    inputs: dict[str, tuple[int, list[str | int]]] = {"vectors": (TensorProto.FLOAT, ["b", "n", WIDTH])}
    inputs |= {name: (TensorProto.INT64, ["a"]) for name in ("which", "at")}
    inputs |= {name: (TensorProto.INT64, ["a", "n"]) for name in ("distances", "offsets")}
    g.save(path, inputs, {
        "roles": g.linear(pair, network.role),
        "stances": g.linear(hidden, network.stance),
        "acts": g.linear(hidden, network.act),
    })  # fmt: skip


def export(trained: Path, out: Path, eight_bits: bool = True) -> None:
    """Write the graphs `trunk`, `parser`, `relations` and `roles`, `labels.json` and `tokenizer.json` into `out`."""
    out.mkdir(parents=True, exist_ok=True)
    network = Network.load(trained)
    for name in (FILE, "tokenizer.json"):
        shutil.copyfile(trained / name, out / name)
    relations(network.parser, out / RELATIONS)
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder)
        trunk(network.trunk, network.heads, whole / TRUNK)
        parser(network.parser, whole / PARSER)
        roles(network.roles, whole / ROLES, eight_bits)
        for name in (TRUNK, PARSER, ROLES):
            if eight_bits:
                _shrink(whole / name, out / name)
            else:
                shutil.copyfile(whole / name, out / name)


def sentences(out: Path, eight_bits: bool = True) -> None:
    """Write the graph of all-MiniLM-L6-v2 into `out`; its wordpieces are the encoder's."""
    out.mkdir(parents=True, exist_ok=True)
    start = base()
    network = Trunk(LAYERS)
    network.load_bert(start / "model.safetensors")
    with tempfile.TemporaryDirectory() as folder:
        trunk(network, None, Path(folder, TRUNK))
        (_shrink if eight_bits else shutil.copyfile)(Path(folder, TRUNK), out / TRUNK)


def _shrink(whole: Path, out: Path) -> None:
    """Store weights in 7 bits, as `Graph.convolution` does: 8 overflow in the sums of products without VNNI."""
    quantize_dynamic(
        whole, out, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True,
        op_types_to_quantize=["MatMul", "Gather"], extra_options={"DefaultTensorType": TensorProto.FLOAT},
    )  # fmt: skip


def main() -> None:
    """See the module's text for the arguments."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("trained", type=Path, nargs="?")
    parser.add_argument("out", type=Path)
    parser.add_argument("--float", action="store_true", help="keep 32 bits")
    parser.add_argument("--sentences", action="store_true", help="write all-MiniLM-L6-v2 instead")
    args = parser.parse_args()
    if args.sentences:
        sentences(args.out, not args.float)
    elif args.trained is None:
        parser.error("say which folder training wrote, and which to write to")
    else:
        export(args.trained, args.out, not args.float)


if __name__ == "__main__":
    main()
