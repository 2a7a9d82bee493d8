"""Runs meta4j and its peers in turn, several rounds, and prints one Markdown table of ratios.

Programs alternate within a round, so that a machine that slows down or is shared slows all of them.
Ends with status 1 if a program failed or did not have the first values that all must have.
"""

import argparse
import dataclasses
import json
import os
import platform
import shlex
import subprocess
import sys
import time
from pathlib import Path

from harness import at_least_one
from rows import OURS, ROWS, Row
from table import TITLES, Result, Run, put_into, second_core, table

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]

# Timed iterations of a peer in a quick look, by workload; each program's own number otherwise.
QUICK = {"S": 20, "O": 2, "P": 2, "A": 5, "D": 2}
COLD_STARTS = 3


class RunError(Exception):
    """A program did not give its line of JSON."""


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Compares meta4j with its peers in Python.")
    parser.add_argument("--rows", default=",".join(ROWS), help=f"of {', '.join(ROWS)}; default: all")
    parser.add_argument("--programs", default=",".join(TITLES), help=f"of {', '.join(TITLES)}; default: all")
    parser.add_argument("--threads", default="1", help="one number or several, such as 1,2")
    parser.add_argument("--rounds", type=at_least_one, help="runs of each program in each row; default: 3, quick: 1")
    parser.add_argument("--repeats", type=at_least_one, help="timed iterations of a peer's run")
    parser.add_argument("--seconds", type=float, help="that a run of meta4j measures; default: 5, quick: 3")
    parser.add_argument("--quick", action="store_true", help="a few iterations only: does everything work?")
    parser.add_argument("--meta4j", default=str(ROOT / "meta4j"), help="command that starts meta4j")
    parser.add_argument("--python", default=sys.executable, help="Python of setup.sh")
    parser.add_argument("--timeout", type=at_least_one, default=900, help="seconds a run may take")
    parser.add_argument("--json", type=Path, help="file for all that was measured")
    parser.add_argument("--into", type=Path, help="page with marks between which the table is put")
    return check(parser, parser.parse_args())


def check(parser: argparse.ArgumentParser, arguments: argparse.Namespace) -> argparse.Namespace:
    """Finds what is wrong before any work starts."""
    arguments.rows = words(parser, "row", arguments.rows, ROWS)
    arguments.programs = words(parser, "program", arguments.programs, TITLES)
    try:
        arguments.threads = [at_least_one(word) for word in arguments.threads.split(",")]
    except (ValueError, argparse.ArgumentTypeError) as error:
        parser.error(f"--threads {arguments.threads}: {error}")
    if arguments.rounds is None:
        arguments.rounds = 1 if arguments.quick else 3
    if arguments.seconds is None:
        arguments.seconds = 3 if arguments.quick else 5
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
        end = ["--once"] if row.cold else ["--threads", str(threads), "--seconds", str(arguments.seconds)]
        # For the peak of a matrix product in the same run.
        end += [] if row.cold else ["--python", arguments.python]
        return [*arguments.meta4j, "bench", workload, *flags, *end, "--json"]
    script, _, variant = program.partition("-")
    end = ["--threads", str(threads), *(["--variant", variant] if variant else [])]
    if row.cold:
        return [arguments.python, str(HERE / f"peer_{script}.py"), "--workload", workload, *flags, *end, "--once"]
    repeats = arguments.repeats or (QUICK[workload] if arguments.quick else None)
    end += ["--repeats", str(repeats)] if repeats else []
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


def measure(row: Row, threads: int, arguments: argparse.Namespace, problems: list[str]) -> Result:
    programs = [name for name in row.programs if name in arguments.programs]
    runs: dict[str, list[Run]] = {name: [] for name in programs}
    rounds = arguments.rounds * (COLD_STARTS if row.cold and not arguments.quick else 1)
    if row.cold and OURS in programs:
        # The first start after a build keeps an archive of classes, as the first ever does.
        run(command(OURS, row, threads, arguments), True, arguments.timeout)
    for number in range(1, rounds + 1):
        for program in list(runs):
            progress(f"{row.name}, {threads} thread(s), round {number} of {rounds}: {program}")
            try:
                one = run(command(program, row, threads, arguments), row.cold, arguments.timeout)
            except RunError as error:
                problems.append(str(error))
                progress(str(error))
                del runs[program]
                continue
            runs[program].append(one)
            problems += [f"{row.name}: {program}: {text}" for text in disagreements(row, one)]
    return Result(row, threads, runs)


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
    load = f", load {os.getloadavg()[0]:.1f} at the end" if hasattr(os, "getloadavg") else ""
    quick = " **A quick look: too few iterations to be quoted.**" if arguments.quick else ""
    return (
        f"{machine()}, {os.cpu_count()} CPUs, {platform.system()}{java}{load}; {arguments.rounds} round(s), "
        f"programs in alternation, {time.strftime('%d %b %Y')}.{quick}"
    )


def write_json(file: Path, results: list[Result], problems: list[str]) -> None:
    rows = [
        {
            "row": result.row.name,
            "title": result.row.title,
            "threads": result.threads,
            "programs": {name: [dataclasses.asdict(one) for one in runs] for name, runs in result.runs.items()},
        }
        for result in results
    ]
    file.write_text(json.dumps({"machine": machine(), "rows": rows, "problems": problems}, indent=1) + "\n")


def main() -> int:
    arguments = parse_arguments()
    results: list[Result] = []
    problems: list[str] = []
    for name in arguments.rows:
        row = ROWS[name]
        for threads in [1] if row.single else arguments.threads:
            results.append(measure(row, threads, arguments, problems))
            if arguments.json is not None:
                # After each row: what was measured is there even if the rest is not waited for.
                write_json(arguments.json, results, problems)
    text = "\n\n".join(filter(None, (conditions(results, arguments), table(results), "\n".join(second_core(results)))))
    print(text)
    if problems:
        print("\nProblems:\n\n" + "\n".join(f"- {problem}" for problem in dict.fromkeys(problems)))
    elif arguments.into is not None:
        put_into(arguments.into, text)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
