"""What every peer shares: the flags, the clock and the line of JSON."""

import argparse
import json
import resource
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

# A meta-iteration of S takes milliseconds, of O and P most of a second.
REPEATS = {"S": 200, "O": 10, "P": 10}


def parse_arguments(peer: str) -> argparse.Namespace:
    """The flags of a peer's script; the workloads are described in README.md."""
    parser = argparse.ArgumentParser(description=f"Times whole meta-iterations of {peer} on fixed inputs.")
    parser.add_argument("--workload", choices=tuple(REPEATS), required=True)
    parser.add_argument("--steps", type=int, choices=(1, 5), default=1, help="inner steps of S and O")
    parser.add_argument("--queries", type=int, choices=(5, 75), default=5, help="query images of a task of O")
    parser.add_argument("--threads", type=at_least_one, default=1)
    parser.add_argument("--repeats", type=at_least_one, help=f"timed meta-iterations; by default {REPEATS}")
    parser.add_argument("--warmup", type=at_least_one, default=3, help="meta-iterations before the timed ones")
    arguments = parser.parse_args()
    if arguments.repeats is None:
        arguments.repeats = REPEATS[arguments.workload]
    return arguments


def at_least_one(text: str) -> int:
    """An argument of argparse that counts something."""
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"must be at least 1, but was {number}")
    return number


def report(
    peer: str,
    arguments: argparse.Namespace,
    iterate: Callable[[], float],
    gradient_norm: Callable[[], float],
) -> None:
    """Times `iterate` and prints one line of JSON.

    `iterate` does one meta-iteration with its update, waits for the result and returns the mean query loss
    before the update; `gradient_norm` gives the norm of the last iteration's meta-gradient. Both are
    reported for the first iteration, where the parameters are still the fixed ones.
    """
    loss = iterate()
    norm = gradient_norm()
    for _ in range(arguments.warmup - 1):
        iterate()
    milliseconds = []
    for _ in range(arguments.repeats):
        start = time.perf_counter()
        iterate()
        milliseconds.append(1e3 * (time.perf_counter() - start))
    line = {
        "peer": peer,
        "workload": arguments.workload,
        "steps": None if arguments.workload == "P" else arguments.steps,
        "queries": arguments.queries if arguments.workload == "O" else None,
        "threads": arguments.threads,
        "medianMs": round(statistics.median(milliseconds), 3),
        "minMs": round(min(milliseconds), 3),
        "peakMb": round(peak_megabytes()),
        "loss": loss,
        "gradientNorm": norm,
    }
    print(json.dumps(line))


def peak_megabytes() -> float:
    """Largest resident memory of this process so far, in MiB."""
    status = Path("/proc/self/status")
    if status.exists():
        # Unlike getrusage, whose peak on Linux may be that of the process that started this one.
        for line in status.read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) / 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)
