"""Runs meta4j and its peers in turn, several rounds, and prints a Markdown table of the medians.

Programs alternate within a round, so that a machine that slows down or is shared slows all of them.
Ends with status 1 if a program failed or the programs do not agree on the first loss and gradient norm.
"""

import argparse
import itertools
import json
import platform
import statistics
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from harness import at_least_one

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
PEERS = ("jax", "learn2learn")
OURS = "meta4j"

# Two fp32 programs that add in different orders part by 2e-5 and 4e-4 after five inner steps of O.
LOSS_TOLERANCE = 1e-4
GRADIENT_NORM_TOLERANCE = 1e-3


class RunError(Exception):
    """A program did not give its line of JSON."""


@dataclass(frozen=True)
class Setting:
    """One row group of the table; what does not apply to a workload is None."""

    workload: str
    steps: int | None
    queries: int | None
    threads: int

    def flags(self) -> list[str]:
        flags = {"--steps": self.steps, "--queries": self.queries, "--threads": self.threads}
        return [word for name, value in flags.items() if value is not None for word in (name, str(value))]

    def __str__(self) -> str:
        steps = "" if self.steps is None else f", {self.steps} inner step{'s' if self.steps > 1 else ''}"
        queries = "" if self.queries is None else f", {self.queries} queries"
        return f"{self.workload}{steps}{queries}"


@dataclass(frozen=True)
class Run:
    """What a program printed."""

    median_ms: float
    min_ms: float
    peak_mb: float
    loss: float
    gradient_norm: float


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Compares meta4j with its peers in Python.")
    parser.add_argument("--workloads", nargs="+", choices=("S", "O", "P"), default=["S", "O", "P"])
    parser.add_argument("--steps", nargs="+", type=int, choices=(1, 5), default=[1], help="inner steps of S and O")
    parser.add_argument("--queries", nargs="+", type=int, choices=(5, 75), default=[5], help="queries a task of O")
    parser.add_argument("--threads", nargs="+", type=at_least_one, default=[1])
    parser.add_argument("--rounds", type=at_least_one, default=5, help="runs of each program in each setting")
    parser.add_argument("--repeats", type=at_least_one, help="timed meta-iterations of a peer's run")
    parser.add_argument("--programs", nargs="+", choices=(OURS, *PEERS), default=[OURS, *PEERS])
    parser.add_argument("--meta4j", type=Path, default=ROOT / "meta4j", help="launcher of meta4j")
    parser.add_argument("--python", type=Path, default=HERE / ".venv" / "bin" / "python", help="Python of setup.sh")
    parser.add_argument("--timeout", type=at_least_one, default=900, help="seconds a run may take")
    return check(parser, parser.parse_args())


def check(parser: argparse.ArgumentParser, arguments: argparse.Namespace) -> argparse.Namespace:
    """Finds a missing program before any work starts."""
    if OURS in arguments.programs and not arguments.meta4j.is_file():
        parser.error(f"there is no launcher {arguments.meta4j}: build meta4j first, or name it with --meta4j")
    if set(PEERS) & set(arguments.programs) and not arguments.python.is_file():
        parser.error(f"there is no {arguments.python}: run setup.sh first, or name its Python with --python")
    return arguments


def settings(arguments: argparse.Namespace) -> list[Setting]:
    result = []
    for workload in arguments.workloads:
        steps = [None] if workload == "P" else arguments.steps
        queries = arguments.queries if workload == "O" else [None]
        result += [Setting(workload, *rest) for rest in itertools.product(steps, queries, arguments.threads)]
    return result


def command(program: str, setting: Setting, arguments: argparse.Namespace) -> list[str]:
    if program == OURS:
        return [str(arguments.meta4j), "bench", setting.workload, *setting.flags(), "--json"]
    script = str(HERE / f"peer_{program}.py")
    repeats = [] if arguments.repeats is None else ["--repeats", str(arguments.repeats)]
    return [str(arguments.python), script, "--workload", setting.workload, *setting.flags(), *repeats]


def run(words: list[str], timeout: int) -> Run:
    """Runs a program and reads the last line it prints."""
    text = " ".join(words)
    try:
        done = subprocess.run(words, capture_output=True, text=True, timeout=timeout, check=False)
    except subprocess.TimeoutExpired:
        raise RunError(f"{text}: no answer in {timeout} s; give it more with --timeout") from None
    except OSError as error:
        raise RunError(f"{text}: {error}") from None
    if done.returncode != 0:
        raise RunError(f"{text}: ended with status {done.returncode}\n{done.stderr.strip()[-2000:]}")
    lines = done.stdout.strip().splitlines()
    try:
        values = json.loads(lines[-1])
        names = ("medianMs", "minMs", "peakMb", "loss", "gradientNorm")
        return Run(*(float(values[name]) for name in names))
    except (IndexError, KeyError, TypeError, ValueError) as error:
        raise RunError(f"{text}: no line of JSON as README.md describes ({error!r})") from None


def rounds(setting: Setting, arguments: argparse.Namespace) -> dict[str, list[Run]]:
    runs: dict[str, list[Run]] = {program: [] for program in arguments.programs}
    for number in range(1, arguments.rounds + 1):
        for program in arguments.programs:
            progress(f"{setting}, {setting.threads} thread(s), round {number} of {arguments.rounds}: {program}")
            runs[program].append(run(command(program, setting, arguments), arguments.timeout))
    return runs


def progress(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def disagreements(setting: Setting, runs: dict[str, list[Run]]) -> list[str]:
    """Every run against the first run of the first program."""
    reference = next(iter(runs.values()))[0]
    checks = (("loss", "loss", LOSS_TOLERANCE), ("gradient norm", "gradient_norm", GRADIENT_NORM_TOLERANCE))
    found = []
    for program, one in ((program, one) for program, all_runs in runs.items() for one in all_runs):
        for what, field, tolerance in checks:
            value, expected = getattr(one, field), getattr(reference, field)
            # Written so that NaN disagrees.
            if not abs(value - expected) <= tolerance * abs(expected):
                text = f"{setting}, {setting.threads} thread(s): {program} has the {what} {value:.7g}, "
                found.append(text + f"{next(iter(runs))} {expected:.7g}; they may differ by {tolerance:g} of it")
    return list(dict.fromkeys(found))


def rows(setting: Setting, runs: dict[str, list[Run]]) -> list[str]:
    """A row a program; ratios are to the first program's median."""
    medians = {program: [one.median_ms for one in all_runs] for program, all_runs in runs.items()}
    base = statistics.median(next(iter(medians.values())))
    lines = []
    for program, all_runs in runs.items():
        median = statistics.median(medians[program])
        cells = (
            str(setting),
            str(setting.threads),
            program,
            f"{median:.4g}",
            f"{min(medians[program]):.4g}-{max(medians[program]):.4g}",
            f"{min(one.min_ms for one in all_runs):.4g}",
            f"{median / base:.2f}",
            f"{max(one.peak_mb for one in all_runs):.0f}",
            f"{all_runs[0].loss:.6g}",
            f"{all_runs[0].gradient_norm:.5g}",
        )
        lines.append("| " + " | ".join(cells) + " |")
    return lines


def header(first: str) -> list[str]:
    names = (
        *("workload", "threads", "program", "median ms", "medians of the rounds", "fastest ms"),
        *(f"times {first}", "peak MB", "first loss", "first gradient norm"),
    )
    return ["| " + " | ".join(names) + " |", "|---|---:|---|" + "---:|" * (len(names) - 3)]


def machine() -> str:
    """The processor's name, where the system tells it."""
    information = Path("/proc/cpuinfo")
    if information.exists():
        for line in information.read_text().splitlines():
            if line.startswith("model name"):
                return line.split(":", 1)[1].strip()
    return platform.processor() or platform.machine()


def main() -> int:
    arguments = parse_arguments()
    lines = header(arguments.programs[0])
    problems = []
    for setting in settings(arguments):
        try:
            runs = rounds(setting, arguments)
        except RunError as error:
            problems.append(str(error))
            progress(str(error))
            continue
        lines += rows(setting, runs)
        problems += disagreements(setting, runs)
    print(f"{machine()}, {platform.system()}; {arguments.rounds} round(s), programs in alternation.\n")
    print("\n".join(lines))
    if problems:
        print("\nProblems:\n\n" + "\n".join(f"- {problem}" for problem in problems))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
