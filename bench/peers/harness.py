"""What every peer shares: the flags, the clock and the line of JSON."""

import argparse
import json
import math
import resource
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

# An iteration of S and A takes milliseconds, of O and P most of a second, of D (200 tasks) a tenth.
REPEATS = {"S": 400, "O": 7, "P": 7, "A": 100, "D": 20}
# What a median needs at least, however slow the program is.
LEAST_REPEATS = 5


def parse_arguments(peer: str, variants: Sequence[str] = ("default",), workloads: Sequence[str] = "SOPA"):
    """The flags of a peer's script; the workloads are described in README.md."""
    parser = argparse.ArgumentParser(description=f"Times whole iterations of {peer} on fixed inputs.")
    parser.add_argument("--workload", choices=tuple(workloads), required=True)
    parser.add_argument("--variant", choices=tuple(variants), default=variants[0])
    parser.add_argument("--steps", type=int, choices=(1, 5), default=1, help="inner steps of S and O")
    parser.add_argument("--queries", type=int, choices=(5, 75), default=5, help="query images of a task of O")
    parser.add_argument("--method", choices=("maml", "protonet"), default="maml", help="of A")
    parser.add_argument("--threads", type=at_least_one, default=1)
    parser.add_argument("--repeats", type=at_least_one, help=f"timed iterations; by default {REPEATS}")
    parser.add_argument("--warmup", type=at_least_one, default=2, help="iterations before the timed ones")
    parser.add_argument(
        "--budget",
        type=float,
        default=math.inf,
        help=f"seconds of timed iterations, after which no more than {LEAST_REPEATS} are done",
    )
    parser.add_argument("--once", action="store_true", help="one answer of A, nothing timed")
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
    gradient_norm: Callable[[], float] | None = None,
) -> None:
    """Times `iterate` and prints one line of JSON.

    `iterate` does one iteration and waits for its result. With `gradient_norm` it is a meta-iteration with its
    update and returns the mean query loss before that; `gradient_norm` gives the norm of the last meta-gradient. Both
    are reported for the first iteration, where the parameters are still the fixed ones. Without, it returns the
    answer of A.
    """
    start = time.perf_counter()
    value = iterate()
    first = 1e3 * (time.perf_counter() - start)
    names = ("loss", "gradientNorm") if gradient_norm else ("answer",)
    values = dict(zip(names, (value, gradient_norm()) if gradient_norm else (value,), strict=True))
    if arguments.once:
        print(json.dumps({"peer": peer, **values}))
        return
    for _ in range(arguments.warmup - 1):
        iterate()
    milliseconds = []
    while len(milliseconds) < arguments.repeats and not over(arguments, milliseconds):
        start = time.perf_counter()
        iterate()
        milliseconds.append(1e3 * (time.perf_counter() - start))
    line = {
        "peer": peer,
        "variant": arguments.variant,
        "workload": arguments.workload,
        "threads": arguments.threads,
        "repeats": len(milliseconds),
        "firstMs": round(first, 3),
        "medianMs": round(statistics.median(milliseconds), 4),
        "minMs": round(min(milliseconds), 4),
        "peakMb": round(peak_megabytes()),
        **values,
    }
    print(json.dumps(line))


def over(arguments: argparse.Namespace, milliseconds: list[float]) -> bool:
    """Whether the timed iterations have used up their time and are enough."""
    return len(milliseconds) >= LEAST_REPEATS and sum(milliseconds) >= 1e3 * arguments.budget


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
