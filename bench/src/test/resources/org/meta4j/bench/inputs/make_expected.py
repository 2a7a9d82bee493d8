"""Writes the numbers that NumpyRandomTest and WorkloadInputsTest expect, as NumPy draws them.

Run by hand with the directory of bench/peers on PYTHONPATH; made with NumPy 2.4.6. Two text files,
a line each: a name, then numbers with all their digits. See the end of each function for the columns.
"""

import math
from pathlib import Path

import numpy as np
import workload_inputs as inputs

HERE = Path(__file__).parent


def stream_lines(seed: int) -> list[str]:
    """One line per call on one stream, so that a call that draws too much spoils the next."""
    random = np.random.RandomState(seed)
    draws = {
        "rand": random.rand(4),
        "uniform": random.uniform(-3.0, 7.5, 4),
        "randnOdd": random.randn(
            3
        ),  # leaves its fourth number for the next call of randn
        "randBetween": random.rand(2),
        "randnCached": random.randn(4),
        "randAfterManyTwists": random.rand(2000)[-3:],
    }
    return [
        f"{seed} {call} " + " ".join(repr(float(v)) for v in values)
        for call, values in draws.items()
    ]


def array_line(name: str, array: np.ndarray) -> str:
    """Columns: name, sizes joined by x, sum, sum weighted by (index mod 97), then index:value pairs."""
    flat = array.astype(np.float64).ravel()
    weighted = flat * (np.arange(flat.size) % 97)
    picked = sorted(
        {0, 1, flat.size // 3, flat.size // 2, flat.size - 2, flat.size - 1}
        & set(range(flat.size))
    )
    elements = " ".join(f"{index}:{float(flat[index])!r}" for index in picked)
    sizes = "x".join(map(str, array.shape))
    return f"{name} {sizes} {math.fsum(flat)!r} {math.fsum(weighted)!r} {elements}"


def in_our_layout(name: str, array: np.ndarray) -> np.ndarray:
    """Images NHWC, convolution weights HWIO, linear weights [in, out]."""
    if name.endswith("Inputs") and array.ndim >= 4:
        return np.moveaxis(array, -3, -1)
    if name.endswith("conv.weight"):
        return array.transpose(2, 3, 1, 0)
    if name.endswith(".weight"):
        return array.T
    return array


def parameter_lines(workload: str, parameters: inputs.Parameters) -> list[str]:
    """Without the convolutions' biases, which the networks of meta4j do not have."""
    return [
        array_line(f"{workload}.{name}", in_our_layout(name, array))
        for name, array in parameters.items()
        if not name.endswith("conv.bias")
    ]


def episode_lines(workload: str, episodes: inputs.Episodes) -> list[str]:
    names = ("supportInputs", "supportTargets", "queryInputs", "queryTargets")
    return [
        array_line(f"{workload}.{name}", in_our_layout(name, array))
        for name, array in zip(names, episodes, strict=True)
    ]


def main() -> None:
    streams = [line for seed in (0, 1, 42, 4294967295) for line in stream_lines(seed)]
    arrays = (
        parameter_lines("S", inputs.sinusoid_parameters())
        + episode_lines("S", inputs.sinusoid_episodes())
        + parameter_lines("O", inputs.convolution_parameters(inputs.WAYS))
        + episode_lines("O5", inputs.omniglot_episodes(5))
        + episode_lines("O75", inputs.omniglot_episodes(75))
        + parameter_lines("P", inputs.convolution_parameters())
        + episode_lines("P", inputs.prototype_episode())
    )
    (HERE / "numpy-random.txt").write_text("\n".join(streams) + "\n")
    (HERE / "workload-inputs.txt").write_text("\n".join(arrays) + "\n")


if __name__ == "__main__":
    main()
