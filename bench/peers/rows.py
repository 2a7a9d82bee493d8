"""The rows of the table: which work, by which programs, and what the first values must be."""

from dataclasses import dataclass, field

OURS = "meta4j"


@dataclass(frozen=True)
class Row:
    """One kind of work.

    `programs` are meta4j and the peers that are run unless others are asked for, `expected` the first values that all of them must have with
    the relative difference allowed. Cold rows time a whole process, from its start to its end.
    """

    name: str
    title: str
    flags: tuple[str, ...]
    programs: tuple[str, ...]
    expected: dict[str, tuple[float, float]] = field(default_factory=dict)
    cold: bool = False
    # On one thread whatever is asked for: run once, not for each number of threads.
    single: bool = False

    @property
    def workload(self) -> str:
        return self.flags[0]


def first(loss: float, norm: float) -> dict[str, tuple[float, float]]:
    """fp32 programs that add in other orders part by 2e-5 and 4e-4 after five inner steps of O."""
    return {"loss": (loss, 1e-4 + rounding(loss)), "gradientNorm": (norm, 1e-3 + rounding(norm))}


def answer(value: float) -> dict[str, tuple[float, float]]:
    return {"answer": (value, 1e-3)}


def rounding(value: float) -> float:
    """What the rounding of a value as it is written here may amount to, relative to it."""
    decimals = len(repr(value).partition(".")[2])
    return 0.5 * 10**-decimals / abs(value)


# Of PyTorch's three forms only the one that is fastest at the work; vmap holds all tasks at once, which many queries or
# inner steps leave no room for.
MAPPED = (OURS, "jax", "learn2learn", "torch-vmap")
LOOPED = (OURS, "jax", "learn2learn", "torch-loop")
ANSWERS = (OURS, "jax", "torch-loop")
ONE = ("A", "--method", "maml")
TWO = ("A", "--method", "protonet")

ROWS = {
    row.name: row
    for row in (
        Row("S1", "S, 1 step", ("S", "--steps", "1"), MAPPED, first(3.20061, 1.4653)),
        Row("S5", "S, 5 steps", ("S", "--steps", "5"), MAPPED, first(3.07229, 0.6101)),
        Row("O1", "O, 1 step, 5 queries", ("O", "--steps", "1", "--queries", "5"), MAPPED, first(3.53809, 30.049)),
        Row("O5", "O, 5 steps, 5 queries", ("O", "--steps", "5", "--queries", "5"), LOOPED, first(2.842, 52.743)),
        Row(
            "O75",
            "O, 1 step, 75 queries",
            ("O", "--steps", "1", "--queries", "75"),
            (OURS, "jax", "torch-loop"),
            first(3.56935, 8.742),
        ),
        Row("P", "P", ("P",), (OURS, "jax", "torch-channels-last"), first(5.02617, 14.777)),
        Row("A-maml", "A, MAML, warm", ONE, ANSWERS, answer(0.4133), single=True),
        Row("A-protonet", "A, prototypes, warm", TWO, ANSWERS, answer(7.0332e-5), single=True),
        Row("cold-maml", "A, MAML, cold", ONE, ANSWERS, answer(0.4133), cold=True, single=True),
        Row("cold-protonet", "A, prototypes, cold", TWO, ANSWERS, answer(7.0332e-5), cold=True, single=True),
        Row("D", "D, 200 tasks", ("D",), (OURS, "easyfsl"), single=True),
    )
}
