"""What was measured, in a file: a run that was interrupted goes on from there."""

import dataclasses
import json
from pathlib import Path

from rows import Row
from table import TITLES, Run


class Kept:
    """All runs of a table, by row, threads and program. Written after each run, if there is a file."""

    def __init__(self, file: Path | None, machine: str, quick: bool) -> None:
        self._file = file
        self._head = {"machine": machine, "quick": quick}
        self._cells: dict[tuple[str, int, str], list[Run]] = {}
        self._titles: dict[str, str] = {}
        # Of this run alone: what failed is run again.
        self.problems: list[str] = []
        if file is not None and file.exists():
            self._read(file)

    def _read(self, file: Path) -> None:
        content = json.loads(file.read_text(encoding="utf-8"))
        for name, value in self._head.items():
            if content.get(name) != value:
                raise SystemExit(
                    f"{file} was measured with {name} {content.get(name)}, not {value}: remove it or name another file"
                )
        if content["problems"]:
            raise SystemExit(f"{file} has problems, the first: {content['problems'][0]}\nSolve them and remove the file")
        for row in content["rows"]:
            self._titles[row["row"]] = row["title"]
            for program, runs in row["programs"].items():
                self._cells[row["row"], row["threads"], program] = [Run(**one) for one in runs]

    def runs(self, row: Row, threads: int, program: str) -> list[Run]:
        """The runs of a cell, to which `add` adds."""
        self._titles[row.name] = row.title
        return self._cells.setdefault((row.name, threads, program), [])

    def add(self, row: Row, threads: int, program: str, one: Run) -> None:
        self.runs(row, threads, program).append(one)
        self._write()

    def problem(self, text: str) -> None:
        self.problems.append(text)
        self._write()

    def _write(self) -> None:
        if self._file is None:
            return
        rows: dict[tuple[str, int], dict] = {}
        for (name, threads, program), runs in self._cells.items():
            head = {"row": name, "title": self._titles[name], "threads": threads, "programs": {}}
            row = rows.setdefault((name, threads), head)
            if runs:
                row["programs"][program] = [dataclasses.asdict(one) for one in runs]
        content = {**self._head, "titles": TITLES, "rows": list(rows.values()), "problems": list(dict.fromkeys(self.problems))}
        beside = self._file.with_suffix(self._file.suffix + ".tmp")
        beside.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
        # At once, so that an interruption leaves the old one or the new one.
        beside.replace(self._file)
