"""The fixed inputs of the workloads S, O and P, drawn with NumPy from fixed seeds.

Arrays have PyTorch's layout (images NCHW, convolution weights OIHW, linear weights [out, in]) and
float32 numbers, drawn in float64. `org.meta4j.bench.inputs.WorkloadInputs` draws the same numbers
in Java; the order of the draws below is therefore part of the benchmark.
"""

from typing import NamedTuple

import numpy as np

PARAMETER_SEED = 0
DATA_SEED = 1
BLOCKS = 4
FILTERS = 64
WAYS = 5
SINUSOID_TASKS = 25
OMNIGLOT_TASKS = 32

Parameters = dict[str, np.ndarray]


class Episodes(NamedTuple):
    """Support and query sets; with a leading task axis except for the single episode of P."""

    support_inputs: np.ndarray
    support_targets: np.ndarray
    query_inputs: np.ndarray
    query_targets: np.ndarray


def sinusoid_parameters() -> Parameters:
    """S: a perceptron 1-40-40-1 with PyTorch's default initialisation."""
    random = np.random.RandomState(PARAMETER_SEED)
    parameters = {}
    for layer, (inputs, outputs) in enumerate(((1, 40), (40, 40), (40, 1)), start=1):
        bound = 1 / np.sqrt(inputs)
        weight = random.uniform(-bound, bound, (outputs, inputs))
        bias = random.uniform(-bound, bound, outputs)
        parameters[f"layer{layer}.weight"] = weight.astype(np.float32)
        parameters[f"layer{layer}.bias"] = bias.astype(np.float32)
    return parameters


def sinusoid_episodes(tasks: int = SINUSOID_TASKS) -> Episodes:
    """S: y = amplitude * sin(x + phase), ten supports and ten queries a task, each [tasks, 10, 1]."""
    random = np.random.RandomState(DATA_SEED)
    amplitude = random.uniform(0.1, 5.0, (tasks, 1, 1))
    phase = random.uniform(0.0, np.pi, (tasks, 1, 1))
    x = random.uniform(-5.0, 5.0, (tasks, 20, 1))
    y = (amplitude * np.sin(x + phase)).astype(np.float32)
    x = x.astype(np.float32)
    return Episodes(x[:, :10], y[:, :10], x[:, 10:], y[:, 10:])


def convolution_parameters(ways: int | None = None) -> Parameters:
    """Four blocks of a 3x3 convolution with 64 filters and batch-norm; with `ways`, a linear head too."""
    random = np.random.RandomState(PARAMETER_SEED)
    parameters = {}
    channels = 1
    for block in range(1, BLOCKS + 1):
        bound = np.sqrt(6 / (9 * channels + 9 * FILTERS))
        weight = random.uniform(-bound, bound, (FILTERS, channels, 3, 3))
        scale = random.uniform(0.0, 1.0, FILTERS)
        parameters[f"block{block}.conv.weight"] = weight.astype(np.float32)
        parameters[f"block{block}.conv.bias"] = np.zeros(FILTERS, np.float32)
        parameters[f"block{block}.norm.scale"] = scale.astype(np.float32)
        parameters[f"block{block}.norm.shift"] = np.zeros(FILTERS, np.float32)
        channels = FILTERS
    if ways is not None:
        parameters["head.weight"] = random.randn(ways, FILTERS).astype(np.float32)
        parameters["head.bias"] = np.zeros(ways, np.float32)
    return parameters


def omniglot_episodes(queries: int, tasks: int = OMNIGLOT_TASKS, ways: int = WAYS) -> Episodes:
    """O: one support a class and `queries` queries a task, whose classes take turns; noise for images."""
    random = np.random.RandomState(DATA_SEED)
    support = random.rand(tasks, ways, 1, 28, 28).astype(np.float32)
    query = random.rand(tasks, queries, 1, 28, 28).astype(np.float32)
    support_labels = np.tile(np.arange(ways), (tasks, 1))
    query_labels = np.tile(np.arange(queries) % ways, (tasks, 1))
    return Episodes(support, support_labels, query, query_labels)


def prototype_episode(ways: int = 60, shots: int = 5, queries: int = 5) -> Episodes:
    """P: one episode, its images sorted by class; `queries` are counted per class."""
    random = np.random.RandomState(DATA_SEED)
    images = random.rand(ways, shots + queries, 1, 28, 28).astype(np.float32)
    return Episodes(
        images[:, :shots].reshape(-1, 1, 28, 28),
        np.repeat(np.arange(ways), shots),
        images[:, shots:].reshape(-1, 1, 28, 28),
        np.repeat(np.arange(ways), queries),
    )
