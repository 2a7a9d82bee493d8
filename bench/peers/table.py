"""The table of ratios, in Markdown."""

import statistics
from dataclasses import dataclass
from pathlib import Path

from rows import OURS, Row

TITLES = {
    OURS: "meta4j",
    "jax": "JAX",
    "learn2learn": "learn2learn",
    "torch-loop": "torch, loop",
    "torch-vmap": "torch, vmap",
    "torch-channels-last": "torch, channels last",
    "easyfsl": "easyfsl",
}
BEGIN = "<!-- peers: begin -->"
END = "<!-- peers: end -->"


@dataclass(frozen=True)
class Run:
    """What one process printed."""

    median_ms: float
    min_ms: float
    # 0 where it was not asked for.
    peak_mb: float
    values: dict

    @property
    def gemm_share(self) -> float | None:
        return self.values.get("gemmShare")


@dataclass(frozen=True)
class Result:
    """All runs of a row with some threads, by program; programs that failed are missing."""

    row: Row
    threads: int
    runs: dict[str, list[Run]]

    def median(self, program: str) -> float:
        return statistics.median(run.median_ms for run in self.runs[program])

    def minimum(self, program: str) -> float:
        return min(run.min_ms for run in self.runs[program])

    def peak(self, program: str) -> float:
        return max(run.peak_mb for run in self.runs[program])


def table(results: list[Result]) -> str:
    programs = [name for name in TITLES if any(name in result.runs for result in results)]
    lines = [
        "| | threads | " + " | ".join(TITLES[name] for name in programs) + " |",
        "|---|---:|" + "---|" * len(programs),
    ]
    for result in results:
        cells = [cell(result, name) for name in programs]
        lines.append(f"| {result.row.title} | {result.threads} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def cell(result: Result, program: str) -> str:
    """Ratio of the medians and, in brackets, of the minima; below it milliseconds and memory."""
    if program not in result.runs:
        return ""
    times = f"{number(result.median(program))} [{number(result.minimum(program))}] ms"
    parts = [times]
    if result.peak(program) > 0:
        parts.append(f"{result.peak(program):.0f} MB")
    if program == OURS:
        shares = [run.gemm_share for run in result.runs[program] if run.gemm_share is not None]
        if shares and result.row.workload in ("O", "P"):
            parts.append(f"{100 * statistics.median(shares):.0f} % of GEMM peak")
        return "<br>".join(parts)
    if OURS in result.runs:
        ratio = result.median(program) / result.median(OURS)
        least = result.minimum(program) / result.minimum(OURS)
        parts.insert(0, f"**{number(ratio)}×** [{number(least)}]")
    return "<br>".join(parts)


def number(value: float) -> str:
    """Three digits that count."""
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.3g}"


def second_core(results: list[Result]) -> list[str]:
    """What more threads bring, a line for each row that was run with one and with more."""
    lines = []
    for result in results:
        for other in results:
            one_and_more = other.row is result.row and result.threads == 1 and other.threads > 1
            if one_and_more and OURS in result.runs and OURS in other.runs:
                gain = result.median(OURS) / other.median(OURS)
                least = result.minimum(OURS) / other.minimum(OURS)
                lines.append(f"- {result.row.title}: {other.threads} threads {gain:.2f}× [{least:.2f}] as fast as one")
    return lines


def put_into(page: Path, text: str) -> None:
    """Replaces what is between the two marks of a page."""
    before, begin, rest = page.read_text(encoding="utf-8").partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"{page} has no lines '{BEGIN}' and '{END}': add them where the table is to be")
    page.write_text(f"{before}{BEGIN}\n{text}\n{END}{after}", encoding="utf-8")
