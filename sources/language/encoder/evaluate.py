"""Score trained weights: attributions as JSON Lines for the shared scorers, and tags and trees on treebanks."""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import torch

from sources.language.encoder import onnx_backend
from sources.language.encoder.corpus import Text, relation, tokenizer, treebank
from sources.language.encoder.decode import Floats
from sources.language.encoder.docs import words_of
from sources.language.encoder.labels import Labels
from sources.language.encoder.network import Network
from sources.language.encoder.runtime import Encoder
from sources.language.encoder.windows import Cutter, Ints


class Torch:
    """The network in PyTorch as a backend, to score it before export."""

    def __init__(self, network: Network) -> None:
        self.network = network.eval()

    @torch.inference_mode()
    def words(self, ids: Ints, features: Ints, firsts: Ints) -> tuple[Floats, Floats]:
        """See Backend."""
        pieces, spelled, where = (torch.as_tensor(a) for a in (ids, features, firsts))
        x = self.network.trunk(pieces, spelled, torch.ones_like(pieces, dtype=torch.bool), where)
        return x.numpy(), self.network.heads(x).numpy()

    @torch.inference_mode()
    def parse(self, vectors: Floats) -> tuple[Floats, Floats, Floats]:
        """See Backend."""
        arcs, dependents, heads = self.network.parser(torch.as_tensor(vectors))
        return arcs.numpy(), dependents.numpy(), heads.numpy()

    @torch.inference_mode()
    def relations(self, dependents: Floats, heads: Floats) -> Floats:
        """See Backend."""
        out: Floats = self.network.parser.relations(torch.as_tensor(dependents), torch.as_tensor(heads)).numpy()
        return out

    @torch.inference_mode()
    def roles(
        self, vectors: Floats, which: Ints, at: Ints, distances: Ints, offsets: Ints
    ) -> tuple[Floats, Floats, Floats]:
        """See Backend."""
        a, b, c = self.network.roles(*(torch.as_tensor(v) for v in (vectors, which, at, distances, offsets)))
        return a.numpy(), b.numpy(), c.numpy()


def load(folder: Path) -> Encoder:
    """The encoder in `folder`: the exported one if it is there, else the weights that training left."""
    if (folder / "trunk.onnx").exists():
        return onnx_backend.load(folder)
    labels, cutter = Labels.load(folder), Cutter(folder / "tokenizer.json")
    return Encoder(Torch(Network.load(folder)), cutter, labels)


def statements(encoder: Encoder, records: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The records read, in the form of `gainsay read --json` as far as the encoder knows."""
    tokenize = tokenizer()
    for at in range(0, len(records), 32):
        docs = [tokenize(r["text"]) for r in records[at : at + 32]]
        cut = [words_of(doc) for doc in docs]
        for record, doc, (_, tokens, _), reading in zip(
            records[at : at + 32], docs, cut, encoder.read([w for w, _, _ in cut], parse=False), strict=True
        ):

            def place(spans: Any, doc: Any = doc, tokens: Any = tokens) -> dict[str, Any]:
                out = [[doc[tokens[s]].idx, doc[tokens[e - 1]].idx + len(doc[tokens[e - 1]])] for s, e in spans]
                return {"text": " ".join(doc.text[s:e] for s, e in out), "spans": out}

            yield {
                "id": record["id"],
                "statements": [
                    {
                        "id": str(n), "source": place(a.source), "cue": place(a.cue), "content": place(a.content),
                        "stance": a.stance, "act": a.act, "score": round(a.score, 3), "sure": round(a.stance_score, 3),
                    }
                    for n, a in enumerate(reading.attributions)
                ],
            }  # fmt: skip


def trees(encoder: Encoder, texts: list[Text]) -> dict[str, float]:
    """Accuracy in percent of tags, parts of speech, lemmas, heads and labelled heads, on gold words and sentences."""
    right = np.zeros(6)
    for at in range(0, len(texts), 32):
        group = texts[at : at + 32]
        for text, r in zip(group, encoder.read([t.words for t in group]), strict=True):
            first = 0
            starts = set(text.words.sentences)
            for i, row in enumerate(text.rows):
                first = i if i in starts else first
                head = first + row.head - 1 if row.head else i
                hit = r.heads[i] == head
                right += [
                    1, r.tags[i] == row.xpos, r.pos[i] == row.upos, r.lemmas[i] == row.lemma,
                    hit, hit and r.relations[i] == relation(row.deprel),
                ]  # fmt: skip
    shares = (100 * right[1:] / right[0]).round(2).tolist()
    return dict(zip(("tags", "pos", "lemmas", "uas", "las"), shares, strict=True))


def main() -> None:
    """Read files with a trained encoder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("files", type=Path, nargs="+", help=".jsonl: read to standard output; .conllu.xz: scored")
    parser.add_argument("--threshold", type=float)
    args = parser.parse_args()
    torch.set_num_threads(2)
    encoder = load(args.model)
    encoder.threshold = args.threshold or encoder.threshold
    for path in args.files:
        if path.name.endswith(".conllu.xz"):
            print(path.name, trees(encoder, list(treebank(path))))
        else:
            with path.open(encoding="utf-8") as lines:
                for out in statements(encoder, [json.loads(line) for line in lines]):
                    print(json.dumps(out))


if __name__ == "__main__":
    main()
