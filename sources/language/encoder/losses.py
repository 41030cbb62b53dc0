"""What training brings down: the losses of the two kinds of batches."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from sources.language.encoder.corpus import Text, relation
from sources.language.encoder.geometry import geometry, places
from sources.language.encoder.labels import ACTS, MARKS, STANCES, lemma_rule
from sources.language.encoder.labels import ROLES as ROLE_NAMES
from sources.language.encoder.network import Network
from sources.language.encoder.windows import Window

NONE = -100
"""What is not to be learnt, as PyTorch marks it."""
TAGS, POS, LEMMAS, STARTS, ROLES, STANCE, ACT = 1.0, 0.5, 0.5, 0.3, 1 / 12, 0.4, 0.3
MARKS_WEIGHT = 1 / 12
HEAVIER = (1.0, 6.0)
"""How much a word of a party and of a medium weighs against one of neither: few statements have a medium."""
ANCHORS = 20.0
"""Weights of the losses: chosen so that none drowns the others; roles are summed over the words of an anchor."""


@dataclass(frozen=True, slots=True)
class Item:
    """A window of a training text."""

    text: Text
    window: Window


def padded(arrays: list[Any], value: int = 0) -> Tensor:
    """Arrays of unlike lengths as one (arrays, longest) tensor."""
    out = torch.full((len(arrays), max(len(a) for a in arrays)), value, dtype=torch.long)
    for i, array in enumerate(arrays):
        out[i, : len(array)] = torch.as_tensor(array)
    return out


Encoded = tuple[Tensor, list[Tensor]]
"""Word vectors and the scores of the heads that stand on them."""


def encode(network: Network, batch: list[Item]) -> Encoded:
    """The network's word vectors and scores for a batch."""
    ids = padded([item.window.ids for item in batch])
    mask = padded([np.ones(len(item.window.ids), np.int64) for item in batch]).bool()
    features = padded([item.window.features for item in batch])
    x, scores = network.words(ids, features, mask, padded([item.window.firsts for item in batch]))
    return x.float(), [s.float() for s in scores]


def unlikeness(encoded: Encoded, teacher: Network, batch: list[Item]) -> Tensor:
    """How far word vectors are from those of the network that they shall stay near (Romero et al. 2015, "FitNets",
    https://arxiv.org/abs/1412.6550): the mean square, as a part of the teacher's variance.
    """
    with torch.no_grad():
        wanted, _ = encode(teacher, batch)
    return F.mse_loss(encoded[0], wanted) / wanted.var()


def bank_loss(network: Network, encoded: Encoded, batch: list[Item], index: dict[str, dict[str, int]]) -> Tensor:
    """Loss of tags, parts of speech, lemma rules, sentence starts, arcs and relations, a word."""
    x, (tags, pos, lemmas, starts, _) = encoded
    gold: dict[str, list[Any]] = {"tags": [], "pos": [], "lemmas": [], "starts": []}
    spans = []
    for b, item in enumerate(batch):
        w, rows = item.window, item.text.rows[item.window.start : item.window.end]
        gold["tags"].append([index["tags"][r.xpos] for r in rows])
        gold["pos"].append([index["pos"][r.upos] for r in rows])
        gold["lemmas"].append([index["lemmas"].get(lemma_rule(r.form, r.lemma), 0) for r in rows])
        begins = [s - w.start for s in item.text.words.sentences if w.start <= s < w.end]
        gold["starts"].append([int(i in set(begins)) for i in range(len(rows))])
        spans += [(b, s, e) for s, e in zip(begins, [*begins[1:], len(rows)], strict=True)]
    loss = torch.zeros(())
    for scores, name, weight in (
        (tags, "tags", TAGS), (pos, "pos", POS), (lemmas, "lemmas", LEMMAS), (starts, "starts", STARTS)
    ):  # fmt: skip
        right = padded(gold[name], NONE).flatten()
        loss = loss + weight * F.cross_entropy(scores.flatten(0, 1), right, ignore_index=NONE)
    longest = max(e - s for _, s, e in spans)
    xs = torch.stack([F.pad(x[b, s:e], (0, 0, 0, longest - (e - s))) for b, s, e in spans])
    arcs, dependents, governors = network.parser(xs)
    heads = torch.full((len(spans), longest), NONE)
    labels = torch.full((len(spans), longest), NONE)
    for n, (b, s, e) in enumerate(spans):
        item = batch[b]
        for i, r in enumerate(item.text.rows[item.window.start + s : item.window.start + e]):
            if r.head <= e - s:
                heads[n, i] = r.head
                labels[n, i] = index["relations"].get(relation(r.deprel), NONE)
        arcs[n, :, e - s + 1 :] = -1e4
    each = torch.arange(len(spans))[:, None]
    chosen = network.parser.relations(dependents, governors[each, heads.clamp(min=0)])
    arc = F.cross_entropy(arcs.flatten(0, 1), heads.flatten(), ignore_index=NONE)
    return loss + arc + F.cross_entropy(chosen.flatten(0, 1), labels.flatten(), ignore_index=NONE)


def role_loss(network: Network, encoded: Encoded, batch: list[Item], weights: tuple[Tensor, Tensor]) -> Tensor:
    """Loss of anchors, roles, stances and acts."""
    x, scores = encoded
    length = x.shape[1]
    anchors = torch.full((len(batch), length), NONE)
    which, at, far, off, rows, stances, acts = [], [], [], [], [], [], []
    marks = []
    for b, item in enumerate(batch):
        w = item.window
        size = w.end - w.start
        anchors[b, :size] = 0
        mine = [a for a in item.text.attributions or () if w.start <= a.anchor < w.end]
        if not mine:
            continue
        where = np.array([a.anchor - w.start for a in mine])
        distances, offsets = geometry(places(item.text.words)[:, w.start : w.end], where, length)
        far.append(distances)
        off.append(offsets)
        for a in mine:
            anchors[b, a.anchor - w.start] = 2 if a.bare else 1
            which.append(b)
            at.append(a.anchor - w.start)
            row = np.full(length, NONE)
            row[:size] = 0
            for i, kind in a.roles.items():
                if w.start <= i < w.end:
                    row[i - w.start] = kind
            rows.append(row)
            marks.append([_marked(a.party, w, length), _marked(a.via, w, length)])
            stances.append(a.stance)
            acts.append(a.act)
    anchor = F.cross_entropy(scores[4].flatten(0, 1), anchors.flatten(), ignore_index=NONE, reduction="sum")
    loss = ANCHORS * anchor / (anchors >= 0).sum()
    if not which:
        return loss
    place = (torch.as_tensor(np.concatenate(arrays)) for arrays in (far, off))
    scored, stance, act = network.roles(x, torch.tensor(which), torch.tensor(at), *place)
    found, marked = scored.float().split((len(ROLE_NAMES), len(MARKS)), -1)
    gold = torch.as_tensor(np.stack(rows))
    role = F.cross_entropy(found.flatten(0, 1), gold.flatten(), ignore_index=NONE, reduction="sum")
    loss = loss + ROLES * role / len(which)
    right = torch.as_tensor(np.array(marks)).transpose(1, 2)
    mark = F.binary_cross_entropy_with_logits(
        marked, right.clamp(min=0).float(), pos_weight=torch.tensor(HEAVIER), reduction="none"
    )
    loss = loss + MARKS_WEIGHT * (mark * (right >= 0) * (gold >= 0)[..., None]).sum() / len(which)
    loss = loss + STANCE * F.cross_entropy(stance.float(), torch.tensor(stances), weight=weights[0])
    return loss + ACT * F.cross_entropy(act.float(), torch.tensor(acts), weight=weights[1])


def _marked(words: frozenset[int] | None, w: Window, length: int) -> Any:
    row = np.full(length, -1 if words is None else 0)
    row[[i - w.start for i in words or () if w.start <= i < w.end]] = 1
    return row


def class_weights(texts: list[Text]) -> tuple[Tensor, Tensor]:
    """Weights of stances and acts: the rarer the heavier, as the fourth root."""
    found = [a for t in texts for a in t.attributions or ()]
    out = []
    for number, values in ((len(STANCES), [a.stance for a in found]), (len(ACTS), [a.act for a in found])):
        counts = torch.bincount(torch.tensor(values, dtype=torch.long), minlength=number).float().clamp(min=1)
        w = counts**-0.25
        out.append(w / (w * counts).sum() * counts.sum())
    return out[0], out[1]
