"""How long training takes to an accuracy on Omniglot: meta4j, then the same training in PyTorch.

PyTorch is stopped when it has trained several times as long as meta4j took, and is then said to take more than that. Both
train on the same images with the same method, network, schedule and number of threads, and are evaluated every so
many iterations on the same 5-way 1-shot test tasks. Training time counts, compilation and warm-up included; loading,
evaluating and writing do not. An interrupted comparison goes on where it was when it is started again.
"""

import argparse
import json
import math
import os
import shlex
import subprocess
import sys
import time
import warnings
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn import functional

import workload_inputs as inputs
from harness import at_least_one
from peer_torch import classifier, inner_steps, layout, library_norm, looped, mapped, written_norm

ROOT = Path(__file__).resolve().parents[2]
META_LEARNING_RATE = 1e-3
SIDE = 28

# As meta4j's defaults for the methods.
EPISODE_WAYS, EPISODE_QUERIES = 60, 5
TASKS, TASK_QUERIES = 16, 5
INNER_RATE, INNER_STEPS, SOLVING_STEPS = 0.4, 1, 3
ACCURACY = {"protonet": 0.975, "maml": 0.965}
ITERATIONS = {"protonet": 6000, "maml": 9000}


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Compares the time of training to an accuracy on Omniglot.")
    parser.add_argument("--method", choices=tuple(ACCURACY), default="protonet")
    parser.add_argument("--omniglot", type=Path, required=True, help="folder of Omniglot's zips")
    parser.add_argument("--out", type=Path, required=True, help="folder to work in; what is there is gone on with")
    parser.add_argument("--accuracy", type=float, help=f"to be reached; default: {ACCURACY}")
    parser.add_argument("--iterations", type=at_least_one, help=f"of the whole schedule; default: {ITERATIONS}")
    parser.add_argument("--every", type=at_least_one, default=250, help="iterations between evaluations")
    parser.add_argument("--tasks", type=at_least_one, default=600, help="of an evaluation")
    parser.add_argument("--threads", type=at_least_one, default=os.cpu_count())
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--most-seconds", type=float, default=math.inf, help="of training, then it ends")
    parser.add_argument(
        "--factor", type=float, default=6, help="times meta4j's time after which PyTorch is stopped; default: 6"
    )
    parser.add_argument("--variant", choices=("loop", "vmap"), default="vmap", help="of MAML in PyTorch")
    parser.add_argument("--sides", nargs="+", choices=("meta4j", "torch"), default=["meta4j", "torch"])
    parser.add_argument("--meta4j", default=str(ROOT / "meta4j"), help="command that starts meta4j")
    arguments = parser.parse_args()
    arguments.accuracy = arguments.accuracy or ACCURACY[arguments.method]
    arguments.iterations = arguments.iterations or ITERATIONS[arguments.method]
    return arguments


def meta4j(arguments: argparse.Namespace, *more: str) -> None:
    """Runs `meta4j bench accuracy`; one that has not reached the accuracy ends with status 1."""
    same = ("method", "omniglot", "accuracy", "iterations", "every", "tasks", "seed", "threads")
    flags = [word for name in same for word in (f"--{name}", str(getattr(arguments, name)))]
    done = subprocess.run([*shlex.split(arguments.meta4j), "bench", "accuracy", *flags, *more], check=False)
    if done.returncode not in (0, 1):
        raise SystemExit(f"meta4j ended with status {done.returncode}")


class Data:
    """What meta4j has written: training images by class, and test tasks."""

    def __init__(self, folder: Path, random: np.random.RandomState) -> None:
        self.sizes = json.loads((folder / "data.json").read_text())
        pixels = SIDE * SIDE
        classes, images = self.sizes["classes"], self.sizes["images"]
        train = np.fromfile(folder / "train.u8", np.uint8).reshape(classes, images, pixels)
        self._train = torch.from_numpy(train)
        tests = np.fromfile(folder / "test.u8", np.uint8).reshape(self.sizes["tasks"], -1, 1, SIDE, SIDE)
        self._tests = torch.from_numpy(tests)
        self._random = random

    def episode(self, ways: int, shots: int, queries: int) -> inputs.Episodes:
        """A training task, its images sorted by class."""
        classes = self._random.choice(len(self._train), ways, replace=False)
        drawings = self._random.rand(ways, self._train.shape[1]).argsort(1)[:, : shots + queries]
        chosen = self._train[torch.from_numpy(classes)[:, None], torch.from_numpy(drawings)]
        images = (chosen.float() / 255).reshape(ways, shots + queries, 1, SIDE, SIDE)
        labels = torch.arange(ways)
        return inputs.Episodes(
            images[:, :shots].reshape(-1, 1, SIDE, SIDE),
            labels.repeat_interleave(shots),
            images[:, shots:].reshape(-1, 1, SIDE, SIDE),
            labels.repeat_interleave(queries),
        )

    def episodes(self, tasks: int, ways: int, shots: int, queries: int) -> inputs.Episodes:
        drawn = [self.episode(ways, shots, queries) for _ in range(tasks)]
        return inputs.Episodes(*(torch.stack(parts) for parts in zip(*drawn, strict=True)))

    def tests(self):
        """Support images, query images and query labels of each test task."""
        supports = self.sizes["ways"] * self.sizes["shots"]
        labels = torch.arange(self.sizes["ways"]).repeat_interleave(self.sizes["queries"])
        for task in self._tests:
            images = task.float() / 255
            yield images[:supports], images[supports:], labels


class ProtoNet:
    """60-way 1-shot episodes through a strided CNN4 whose images have their channels last, which is fastest here."""

    def __init__(self) -> None:
        blocks = []
        for block in range(inputs.BLOCKS):
            convolution = nn.Conv2d(inputs.FILTERS if block else 1, inputs.FILTERS, 3, stride=2, padding=1)
            nn.init.xavier_uniform_(convolution.weight)
            nn.init.zeros_(convolution.bias)
            blocks += [convolution, nn.BatchNorm2d(inputs.FILTERS), nn.ReLU()]
        self.module = nn.Sequential(*blocks, nn.Flatten()).to(memory_format=torch.channels_last)
        self.parameters = list(self.module.parameters())

    def state(self) -> dict:
        return self.module.state_dict()

    def load(self, state: dict) -> None:
        self.module.load_state_dict(state)

    def backward(self, data: Data) -> None:
        self.module.train()
        episode = data.episode(EPISODE_WAYS, 1, EPISODE_QUERIES)
        images = layout(torch.cat([episode.support_inputs, episode.query_inputs]), True)
        features = self.module(images)
        distances = torch.cdist(features[EPISODE_WAYS:], features[:EPISODE_WAYS]).square()
        functional.cross_entropy(-distances, episode.query_targets).backward()

    @torch.inference_mode()
    def correct(self, support, query, labels) -> float:
        self.module.eval()
        features = self.module(layout(torch.cat([support, query]), True))
        distances = torch.cdist(features[len(support) :], features[: len(support)])
        return (distances.argmin(1) == labels).float().mean().item()


class Maml:
    """16 tasks, one inner step in training and three on a test task, statistics of the batch at hand."""

    def __init__(self, variant: str) -> None:
        ways = inputs.WAYS
        self._named = {}
        for name, array in inputs.convolution_parameters(ways).items():
            value = torch.zeros(array.shape)
            if name.endswith("weight"):
                nn.init.xavier_uniform_(value)
            elif name.endswith("scale"):
                nn.init.ones_(value)
            self._named[name] = value.requires_grad_()
        self.parameters = list(self._named.values())
        network = classifier(written_norm if variant == "vmap" else library_norm)
        make = mapped if variant == "vmap" else looped
        self._backward = make(network, functional.cross_entropy, INNER_RATE, INNER_STEPS, self._named)
        self._network = classifier(library_norm)

    def state(self) -> dict:
        return {name: tensor.detach() for name, tensor in self._named.items()}

    def load(self, state: dict) -> None:
        with torch.no_grad():
            for name, tensor in self._named.items():
                tensor.copy_(state[name])

    def backward(self, data: Data) -> None:
        self._backward(data.episodes(TASKS, inputs.WAYS, 1, TASK_QUERIES))

    def correct(self, support, query, labels) -> float:
        loss, targets = functional.cross_entropy, torch.arange(inputs.WAYS)
        adapted = inner_steps(
            self._network, loss, INNER_RATE, SOLVING_STEPS, self._named, support, targets, second=False
        )
        with torch.inference_mode():
            return (self._network(adapted, query).argmax(1) == labels).float().mean().item()


def rate(iteration: int, iterations: int) -> float:
    """Halved after a half and three quarters of all iterations."""
    progress = iteration / iterations
    return META_LEARNING_RATE * (1 if progress < 0.5 else 0.5 if progress < 0.75 else 0.25)


def most_seconds(arguments: argparse.Namespace) -> float:
    """How long PyTorch may train: several times as long as meta4j, once that has reached the accuracy."""
    ours = reached(progress(arguments.out / "meta4j"), arguments.accuracy)
    return min(arguments.most_seconds, math.inf if ours is None else arguments.factor * ours["seconds"])


def train_torch(arguments: argparse.Namespace, folder: Path, exported: Path) -> None:
    limit = most_seconds(arguments)
    torch.set_num_threads(arguments.threads)
    torch.manual_seed(arguments.seed)
    folder.mkdir(parents=True, exist_ok=True)
    random = np.random.RandomState(arguments.seed)
    data = Data(exported, random)
    learner = ProtoNet() if arguments.method == "protonet" else Maml(arguments.variant)
    optimiser = torch.optim.Adam(learner.parameters, META_LEARNING_RATE)
    lines, checkpoint = folder / "progress.jsonl", folder / "checkpoint.pt"
    iteration, seconds = 0, 0.0
    if checkpoint.exists():
        saved = torch.load(checkpoint, weights_only=False)
        iteration, seconds = saved["iteration"], saved["seconds"]
        learner.load(saved["learner"])
        optimiser.load_state_dict(saved["optimiser"])
        random.set_state(saved["random"])
        # A line that was written before a checkpoint that never was.
        kept = [line for line in progress(folder) if line["iteration"] <= iteration]
        lines.write_text("".join(json.dumps(line) + "\n" for line in kept))
    if reached(progress(folder), arguments.accuracy):
        return
    while iteration < arguments.iterations and seconds < limit:
        start = time.perf_counter()
        optimiser.param_groups[0]["lr"] = rate(iteration, arguments.iterations)
        optimiser.zero_grad()
        learner.backward(data)
        optimiser.step()
        seconds += time.perf_counter() - start
        iteration += 1
        # Out of time is reason enough to look what was reached.
        if iteration % arguments.every and iteration < arguments.iterations and seconds < limit:
            continue
        scores = np.array([learner.correct(*test) for test in data.tests()])
        line = {
            "iteration": iteration,
            "seconds": seconds,
            "accuracy": scores.mean(),
            "ci95": 1.96 * scores.std(ddof=1) / math.sqrt(len(scores)),
        }
        with lines.open("a") as file:
            file.write(json.dumps(line) + "\n")
        print(f"torch: {iteration} iterations, {seconds:.1f} s: {100 * line['accuracy']:.2f} %", flush=True)
        state = {
            "iteration": iteration,
            "seconds": seconds,
            "learner": learner.state(),
            "optimiser": optimiser.state_dict(),
            "random": random.get_state(),
        }
        torch.save(state, checkpoint.with_suffix(".tmp"))
        checkpoint.with_suffix(".tmp").replace(checkpoint)
        if line["accuracy"] >= arguments.accuracy:
            return


def progress(folder: Path) -> list[dict]:
    file = folder / "progress.jsonl"
    return [json.loads(line) for line in file.read_text().splitlines()] if file.exists() else []


def reached(lines: list[dict], accuracy: float) -> dict | None:
    return next((line for line in lines if line["accuracy"] >= accuracy), None)


def outcome(arguments: argparse.Namespace) -> dict:
    """How long both sides took, as `result.json` has it."""
    result = {
        "method": arguments.method,
        "accuracy": arguments.accuracy,
        "threads": arguments.threads,
        "factor": arguments.factor,
        "sides": {},
    }
    for side in ("meta4j", "torch"):
        done = progress(arguments.out / side)
        if done:
            hit = reached(done, arguments.accuracy)
            last = hit or done[-1]
            result["sides"][side] = {
                "reached": hit is not None,
                "seconds": last["seconds"],
                "iterations": last["iteration"],
                "best": max(line["accuracy"] for line in done),
            }
    ours, theirs = (result["sides"].get(side) for side in ("meta4j", "torch"))
    if ours and theirs and ours["reached"]:
        # Of a side that was stopped only this is known: it takes longer.
        result["sooner"] = theirs["seconds"] / ours["seconds"]
        result["soonerAtLeast"] = not theirs["reached"]
    return result


def summary(result: dict) -> str:
    title = f"{100 * result['accuracy']:.1f} % by {result['method']}, {result['threads']} threads"
    lines = [f"| {title} | seconds | iterations | ms an iteration |", "|---|---:|---:|---:|"]
    for side in ("meta4j", "torch"):
        if side not in result["sides"]:
            lines.append(f"| {side} | not run | | |")
            continue
        one = result["sides"][side]
        each = 1e3 * one["seconds"] / one["iterations"]
        more = "" if one["reached"] else "more than "
        best = "" if one["reached"] else f" ({100 * one['best']:.2f} % at best)"
        lines.append(f"| {side} | {more}{one['seconds']:.1f}{best} | {one['iterations']} | {each:.1f} |")
    if "sooner" in result:
        more = "more than " if result["soonerAtLeast"] else ""
        lines.append(f"\nmeta4j is there {more}{result['sooner']:.2f} times sooner.")
    return "\n".join(lines)


def main() -> int:
    warnings.filterwarnings("ignore")
    arguments = parse_arguments()
    if "meta4j" in arguments.sides:
        limit = [] if math.isinf(arguments.most_seconds) else ["--most-seconds", str(arguments.most_seconds)]
        meta4j(arguments, "--out", str(arguments.out / "meta4j"), "--resume", *limit)
    if "torch" in arguments.sides:
        exported = arguments.out / "data"
        if not (exported / "data.json").exists():
            meta4j(arguments, "--export", str(exported))
        train_torch(arguments, arguments.out / "torch", exported)
    result = outcome(arguments)
    (arguments.out / "result.json").write_text(json.dumps(result, indent=1) + "\n")
    print(summary(result))
    return 0


if __name__ == "__main__":
    sys.exit(main())
