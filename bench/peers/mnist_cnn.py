"""How long an epoch of an ordinary CNN on MNIST takes: meta4j, then PyTorch, in one run.

Conv32-pool-Conv64-pool-Conv64-Dense64-Dense10 of 3x3 filters with zeros around, Adam with 0.001 falling along half a
cosine, minibatches of 64. Training alone counts: loading and testing do not. Both read the same files, begin with
weights of one distribution, and have the same number of threads; PyTorch runs in its usual and in its channels-last
layout.
"""

import argparse
import gzip
import json
import math
import os
import shlex
import struct
import subprocess
import time
from pathlib import Path

import numpy as np
import torch
from torch import nn

from harness import at_least_one

ROOT = Path(__file__).resolve().parents[2]
BATCH, RATE = 64, 1e-3
VARIANTS = {"torch": torch.contiguous_format, "torch, channels last": torch.channels_last}


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Compares the time of an epoch of a CNN on MNIST.")
    parser.add_argument("--data", type=Path, required=True, help="folder of MNIST's four files, packed by gzip")
    parser.add_argument("--epochs", type=at_least_one, default=2)
    parser.add_argument("--threads", type=at_least_one, default=os.cpu_count())
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--meta4j", default=str(ROOT / "meta4j"), help="command that starts meta4j")
    return parser.parse_args()


def idx(file: Path) -> np.ndarray:
    with gzip.open(file) as opened:
        content = opened.read()
    rank = content[3]
    sizes = struct.unpack(f">{rank}I", content[4 : 4 + 4 * rank])
    return np.frombuffer(content, np.uint8, offset=4 + 4 * rank).reshape(sizes)


def load(folder: Path, part: str) -> tuple[torch.Tensor, torch.Tensor]:
    images = idx(folder / f"{part}-images-idx3-ubyte.gz")[:, None] / np.float32(255)
    labels = idx(folder / f"{part}-labels-idx1-ubyte.gz").astype(np.int64)
    return torch.from_numpy(images), torch.from_numpy(labels)


def network() -> nn.Sequential:
    layers = nn.Sequential(
        *(nn.Conv2d(1, 32, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2)),
        *(nn.Conv2d(32, 64, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2)),
        *(nn.Conv2d(64, 64, 3, padding=1), nn.ReLU(), nn.Flatten()),
        *(nn.Linear(7 * 7 * 64, 64), nn.ReLU(), nn.Linear(64, 10)),
    )
    with_weights = [layer for layer in layers if isinstance(layer, nn.Conv2d | nn.Linear)]
    for layer in with_weights:
        last = layer is with_weights[-1]
        (nn.init.xavier_uniform_ if last else nn.init.kaiming_normal_)(layer.weight)
        nn.init.zeros_(layer.bias)
    return layers


def train(arguments: argparse.Namespace, layout: torch.memory_format) -> dict:
    torch.manual_seed(arguments.seed)
    images, labels = load(arguments.data, "train")
    model = network().to(memory_format=layout)
    adam = torch.optim.Adam(model.parameters(), RATE)
    steps = math.ceil(len(images) / BATCH)
    falling = torch.optim.lr_scheduler.CosineAnnealingLR(adam, steps * arguments.epochs)
    seconds = []
    for _ in range(arguments.epochs):
        began = time.perf_counter()
        order = torch.randperm(len(images))
        for step in range(steps):
            rows = order[step * BATCH : (step + 1) * BATCH]
            adam.zero_grad(set_to_none=True)
            batch = images[rows].contiguous(memory_format=layout)
            nn.functional.cross_entropy(model(batch), labels[rows]).backward()
            adam.step()
            falling.step()
        seconds.append(time.perf_counter() - began)
    return {"accuracy": accuracy(model, *load(arguments.data, "t10k")), "epochSeconds": seconds}


@torch.no_grad()
def accuracy(model: nn.Sequential, images: torch.Tensor, labels: torch.Tensor) -> float:
    right = sum(
        int((model(part).argmax(1) == wanted).sum())
        for part, wanted in zip(images.split(500), labels.split(500), strict=True)
    )
    return right / len(images)


def meta4j(arguments: argparse.Namespace) -> dict:
    command = [
        *shlex.split(arguments.meta4j),
        *("example", "mnist-cnn", "--json", "--data", str(arguments.data)),
        *("--epochs", str(arguments.epochs), "--threads", str(arguments.threads), "--seed", str(arguments.seed)),
    ]
    return json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)


def main() -> None:
    arguments = parse_arguments()
    torch.set_num_threads(arguments.threads)
    results = {"meta4j": meta4j(arguments)}
    results |= {name: train(arguments, layout) for name, layout in VARIANTS.items()}
    print(f"| program, {arguments.threads} threads | seconds of each epoch | least | test accuracy |")
    print("|---|---|---|---|")
    for name, result in results.items():
        seconds = result["epochSeconds"]
        listed = ", ".join(f"{each:.1f}" for each in seconds)
        print(f"| {name} | {listed} | {min(seconds):.1f} | {100 * result['accuracy']:.2f} % |")


if __name__ == "__main__":
    main()
