"""Runs meta4j and its peers in turn, several rounds, and prints one Markdown table of ratios.

Programs alternate within a round, so that a machine that slows down or is shared slows all of them.
Ends with status 1 if a program failed or did not have the first values that all must have.
"""

import argparse
import json
import os
import platform
import shlex
import statistics
import subprocess
import sys
import time
from pathlib import Path

from harness import at_least_one
from kept import Kept
from rows import OURS, ROWS, Row
from table import TITLES, Result, Run, put_into, second_core, table

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]

# Timed iterations of a peer in a quick look, by workload; each program's own number otherwise.
QUICK = {"S": 20, "O": 2, "P": 2, "A": 5, "D": 2}
COLD_STARTS = 3
STARTED = time.perf_counter()


class RunError(Exception):
    """A program did not give its line of JSON."""


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Compares meta4j with its peers in Python.")
    parser.add_argument("--rows", default=",".join(ROWS), help=f"of {', '.join(ROWS)}; default: all")
    parser.add_argument("--programs", help=f"of {', '.join(TITLES)}, where they can do a row; default: the row's own")
    parser.add_argument("--threads", default="1", help="one number or several, such as 1,2")
    parser.add_argument("--rounds", type=at_least_one, help="runs of each program in each row; default: 2, quick: 1")
    parser.add_argument("--repeats", type=at_least_one, help="timed iterations of a peer's run")
    parser.add_argument("--budget", type=float, default=12, help="seconds of timed iterations in a peer's run")
    parser.add_argument("--seconds", type=float, help="that a run of meta4j measures, after as long a warm-up; default: 5, of O and P 12, quick: 3")
    parser.add_argument("--quick", action="store_true", help="a few iterations only: does everything work?")
    parser.add_argument("--meta4j", default=str(ROOT / "meta4j"), help="command that starts meta4j")
    parser.add_argument("--python", default=sys.executable, help="Python of setup.sh")
    parser.add_argument("--timeout", type=at_least_one, default=900, help="seconds a run may take")
    parser.add_argument("--json", type=Path, help="file for all that was measured; what it has already is not run again")
    parser.add_argument("--into", type=Path, help="page with marks between which the table is put")
    parser.add_argument("--picture", help="name of a picture of the ratios that the page is to show, seen from it")
    return check(parser, parser.parse_args())


def check(parser: argparse.ArgumentParser, arguments: argparse.Namespace) -> argparse.Namespace:
    """Finds what is wrong before any work starts."""
    arguments.rows = words(parser, "row", arguments.rows, ROWS)
    if arguments.programs is not None:
        arguments.programs = words(parser, "program", arguments.programs, TITLES)
    try:
        arguments.threads = [at_least_one(word) for word in arguments.threads.split(",")]
    except (ValueError, argparse.ArgumentTypeError) as error:
        parser.error(f"--threads {arguments.threads}: {error}")
    if arguments.rounds is None:
        arguments.rounds = 1 if arguments.quick else 2
    if arguments.into is not None and not arguments.into.is_file():
        parser.error(f"there is no page {arguments.into}")
    arguments.meta4j = shlex.split(arguments.meta4j)
    return arguments


def words(parser: argparse.ArgumentParser, what: str, text: str, known: dict) -> list[str]:
    names = text.split(",")
    unknown = [name for name in names if name not in known]
    if unknown:
        parser.error(f"unknown {what} '{unknown[0]}': choose from {', '.join(known)}")
    return names


def command(program: str, row: Row, threads: int, arguments: argparse.Namespace) -> list[str]:
    workload, *flags = row.flags
    if program == OURS:
        # A JVM compiles what it has seen often: iterations that take a second each are seen late.
        seconds = arguments.seconds or (3 if arguments.quick else 12 if workload in "OP" else 5)
        end = ["--once"] if row.cold else ["--threads", str(threads), "--seconds", str(seconds)]
        # For the peak of a matrix product in the same run.
        end += [] if row.cold else ["--python", arguments.python]
        return [*arguments.meta4j, "bench", workload, *flags, *end, "--json"]
    script, _, variant = program.partition("-")
    end = ["--threads", str(threads), *(["--variant", variant] if variant else [])]
    if row.cold:
        return [arguments.python, str(HERE / f"peer_{script}.py"), "--workload", workload, *flags, *end, "--once"]
    repeats = arguments.repeats or (QUICK[workload] if arguments.quick else None)
    end += ["--repeats", str(repeats)] if repeats else []
    end += ["--budget", str(arguments.budget)]
    end += ["--warmup", "1"] if arguments.quick else []
    return [arguments.python, str(HERE / f"peer_{script}.py"), "--workload", workload, *flags, *end]


def run(line: list[str], cold: bool, timeout: int) -> Run:
    """Runs a program and reads the last line it prints; of a cold one the whole time counts."""
    text = shlex.join(line)
    began = time.perf_counter()
    try:
        done = subprocess.run(line, capture_output=True, text=True, timeout=timeout, check=False)
    except subprocess.TimeoutExpired:
        raise RunError(f"{text}: no answer in {timeout} s; give it more with --timeout") from None
    except OSError as error:
        raise RunError(f"{text}: {error}") from None
    milliseconds = 1e3 * (time.perf_counter() - began)
    if done.returncode != 0:
        raise RunError(f"{text}: ended with status {done.returncode}\n{done.stderr.strip()[-2000:]}")
    try:
        values = json.loads(done.stdout.strip().splitlines()[-1])
        if cold:
            return Run(milliseconds, milliseconds, 0, values)
        return Run(values["medianMs"], values["minMs"], values.get("peakMb") or 0, values)
    except (IndexError, KeyError, TypeError, ValueError) as error:
        raise RunError(f"{text}: no line of JSON as README.md describes ({error!r})") from None


def programs_of(row: Row, arguments: argparse.Namespace) -> tuple[str, ...]:
    """The row's own programs; those that were asked for if they can do it."""
    if arguments.programs is None:
        return row.programs
    return tuple(name for name in TITLES if name in arguments.programs and can_do(name, row))


def can_do(program: str, row: Row) -> bool:
    if program == OURS:
        return True
    if row.workload == "D" or program == "easyfsl":
        return row.workload == "D" and program == "easyfsl"
    if row.workload == "A":
        return program in ("jax", "torch-loop")
    return program != "torch-channels-last" or row.workload != "S"


def measure(row: Row, threads: int, arguments: argparse.Namespace, kept: Kept) -> Result:
    """Runs what is still to be run of a row, each program in turn."""
    programs = list(programs_of(row, arguments))
    runs: dict[str, list[Run]] = {name: kept.runs(row, threads, name) for name in programs}
    rounds = arguments.rounds * (COLD_STARTS if row.cold and not arguments.quick else 1)
    if row.cold and OURS in programs and len(runs[OURS]) < rounds:
        # The first start after a build keeps an archive of classes, as the first ever does.
        run(command(OURS, row, threads, arguments), True, arguments.timeout)
    for number in range(1, rounds + 1):
        for program in list(programs):
            if len(runs[program]) >= number:
                continue
            began = time.perf_counter()
            try:
                one = run(command(program, row, threads, arguments), row.cold, arguments.timeout)
            except RunError as error:
                kept.problem(str(error))
                progress(str(error))
                programs.remove(program)
                continue
            spent = time.perf_counter() - began
            progress(
                f"{row.name}, {threads} thread(s), round {number} of {rounds}: {program} {one.median_ms:.4g} ms"
                f" ({spent:.0f} s; {(time.perf_counter() - STARTED) / 60:.1f} minutes so far)"
            )
            one.values["load"] = round(os.getloadavg()[0], 1) if hasattr(os, "getloadavg") else None
            kept.add(row, threads, program, one)
            for text in disagreements(row, one):
                kept.problem(f"{row.name}: {program}: {text}")
    return Result(row, threads, {name: runs for name, runs in runs.items() if runs})


def disagreements(row: Row, one: Run) -> list[str]:
    found = []
    for name, (expected, tolerance) in row.expected.items():
        value = one.values.get(name)
        # Written so that NaN disagrees.
        if value is None or not abs(value - expected) <= tolerance * abs(expected):
            found.append(f"{name} {value}, expected {expected:g} ± {tolerance * abs(expected):.2g}")
    return found


def progress(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def machine() -> str:
    """The processor's name, where the system tells it."""
    information = Path("/proc/cpuinfo")
    if information.exists():
        for line in information.read_text().splitlines():
            if line.startswith("model name"):
                return line.split(":", 1)[1].strip()
    return platform.processor() or platform.machine()


def conditions(results: list[Result], arguments: argparse.Namespace) -> str:
    """What a reader must know of the run, in a line or two."""
    ours = next((runs[OURS][-1].values for runs in (r.runs for r in results) if runs.get(OURS)), {})
    java = f", Java {ours['java']}, kernels {ours['kernels']}" if "java" in ours else ""
    loads = [one.values.get("load") for result in results for runs in result.runs.values() for one in runs]
    known = [load for load in loads if load is not None]
    load = f", load {statistics.median(known):.1f} in the median" if known else ""
    quick = " **A quick look: too few iterations to be quoted.**" if arguments.quick else ""
    return (
        f"{machine()}, {os.cpu_count()} CPUs, {platform.system()}{java}{load}; {arguments.rounds} round(s), "
        f"programs in alternation, {time.strftime('%d %b %Y')}.{quick}"
    )


def main() -> int:
    arguments = parse_arguments()
    kept = Kept(arguments.json, machine(), arguments.quick)
    results: list[Result] = []
    for name in arguments.rows:
        row = ROWS[name]
        results += [measure(row, threads, arguments, kept) for threads in ([1] if row.single else arguments.threads)]
    results = [result for result in results if result.runs]
    picture = f"![How many times meta4j's time the peers take]({arguments.picture})" if arguments.picture else ""
    parts = (conditions(results, arguments), picture, table(results), "\n".join(second_core(results)))
    text = "\n\n".join(filter(None, parts))
    print(text)
    if kept.problems:
        print("\nProblems:\n\n" + "\n".join(f"- {problem}" for problem in dict.fromkeys(kept.problems)))
    elif arguments.into is not None:
        put_into(arguments.into, text)
    return 1 if kept.problems else 0


if __name__ == "__main__":
    sys.exit(main())
