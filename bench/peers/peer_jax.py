"""JAX on the CPU with Optax: tasks by vmap, everything in one compiled function.

Convolutions are written as a gather of the nine taps and one matrix product: on the CPU, XLA's own
convolution under vmap is tens of times slower on O.
"""

import math
import os
from collections.abc import Callable

import jax
import jax.numpy as jnp
import numpy as np
import optax
from jax import lax

import workload_inputs as inputs
from harness import parse_arguments, report

KERNEL = 3
EPSILON = 1e-5
META_LEARNING_RATE = 1e-3
ADAPTATION_STEPS = 5
ADAPTATION_RATE = 0.4

Parameters = dict[str, jax.Array]
Network = Callable[[Parameters, jax.Array], jax.Array]
Loss = Callable[[jax.Array, jax.Array], jax.Array]


def limit_threads(threads: int) -> None:
    """XLA makes one thread for each CPU it may run on and has no setting for it."""
    if not hasattr(os, "sched_setaffinity"):
        raise SystemExit("JAX's threads are limited by CPU affinity, which this system does not offer: use Linux")
    allowed = sorted(os.sched_getaffinity(0))
    if threads > len(allowed):
        raise SystemExit(f"--threads {threads} is more than the {len(allowed)} CPUs this process may use")
    # The last CPUs, for interrupts tend to land on the first.
    os.sched_setaffinity(0, allowed[-threads:])


def perceptron(parameters: Parameters, x: jax.Array) -> jax.Array:
    for layer in (1, 2, 3):
        x = x @ parameters[f"layer{layer}.weight"] + parameters[f"layer{layer}.bias"]
        x = jax.nn.relu(x) if layer < 3 else x
    return x


def convolve(images: jax.Array, weight: jax.Array, bias: jax.Array, stride: int) -> jax.Array:
    """Images [n, h, w, channels], weight [3, 3, channels, filters], one pixel of padding."""
    count, height, width, channels = images.shape
    rows = (height + 2 - KERNEL) // stride + 1
    columns = (width + 2 - KERNEL) // stride + 1
    padded = jnp.pad(images, ((0, 0), (1, 1), (1, 1), (0, 0)))
    taps = [
        lax.slice(
            padded,
            (0, row, column, 0),
            (count, row + stride * (rows - 1) + 1, column + stride * (columns - 1) + 1, channels),
            (1, stride, stride, 1),
        )
        for row in range(KERNEL)
        for column in range(KERNEL)
    ]
    patches = jnp.concatenate(taps, axis=-1).reshape(count * rows * columns, -1)
    product = patches @ weight.reshape(patches.shape[1], -1)
    return product.reshape(count, rows, columns, -1) + bias


def normalise(images: jax.Array, scale: jax.Array, shift: jax.Array) -> jax.Array:
    """Batch normalisation with the statistics of the batch."""
    centred = images - images.mean((0, 1, 2))
    variance = jnp.square(centred).mean((0, 1, 2))
    return centred * (lax.rsqrt(variance + EPSILON) * scale) + shift


def normalise_running(images: jax.Array, scale: jax.Array, shift: jax.Array) -> jax.Array:
    """With running statistics as they are before any training: mean 0, variance 1."""
    return images * (lax.rsqrt(jnp.ones_like(scale) + EPSILON) * scale) + shift


def halve(images: jax.Array) -> jax.Array:
    """Largest of each 2 x 2 window; an odd last row or column is dropped."""
    return lax.reduce_window(images, -jnp.inf, lax.max, (1, 2, 2, 1), (1, 2, 2, 1), "VALID")


def blocks(parameters: Parameters, images: jax.Array, stride: int, normalisation=normalise) -> jax.Array:
    """The four blocks; with stride 1 each ends in a max-pool."""
    for block in range(1, inputs.BLOCKS + 1):
        name = f"block{block}"
        convolved = convolve(images, parameters[f"{name}.conv.weight"], parameters[f"{name}.conv.bias"], stride)
        scale, shift = parameters[f"{name}.norm.scale"], parameters[f"{name}.norm.shift"]
        images = jax.nn.relu(normalisation(convolved, scale, shift))
        images = halve(images) if stride == 1 else images
    return images


def classifier(parameters: Parameters, images: jax.Array) -> jax.Array:
    features = blocks(parameters, images, stride=2).mean((1, 2))
    return features @ parameters["head.weight"] + parameters["head.bias"]


def squared_error(outputs: jax.Array, targets: jax.Array) -> jax.Array:
    return jnp.square(outputs - targets).mean()


def cross_entropy(logits: jax.Array, labels: jax.Array) -> jax.Array:
    return optax.softmax_cross_entropy_with_integer_labels(logits, labels).mean()


def adapt(network: Network, loss: Loss, rate: float, steps: int, parameters: Parameters, support, targets):
    def support_loss(adapted: Parameters) -> jax.Array:
        return loss(network(adapted, support), targets)

    for _ in range(steps):
        gradient = jax.grad(support_loss)(parameters)
        parameters = jax.tree.map(lambda p, g: p - rate * g, parameters, gradient)
    return parameters


def maml_loss(
    network: Network, loss: Loss, inner_rate: float, steps: int, episodes: inputs.Episodes
) -> Callable[[Parameters], jax.Array]:
    """Mean query loss after the inner steps, with its second-order path."""

    def task_loss(parameters: Parameters, task: inputs.Episodes) -> jax.Array:
        adapted = adapt(network, loss, inner_rate, steps, parameters, task.support_inputs, task.support_targets)
        return loss(network(adapted, task.query_inputs), task.query_targets)

    return lambda parameters: jax.vmap(task_loss, (None, 0))(parameters, episodes).mean()


def prototype_loss(episode: inputs.Episodes) -> Callable[[Parameters], jax.Array]:
    """Cross entropy over squared distances to the class means; support images are sorted by class."""
    images = jnp.concatenate([episode.support_inputs, episode.query_inputs])
    supports = len(episode.support_inputs)
    ways = int(episode.support_targets.max()) + 1

    def loss(parameters: Parameters) -> jax.Array:
        features = blocks(parameters, images, stride=1).reshape(len(images), -1)
        prototypes = features[:supports].reshape(ways, supports // ways, -1).mean(1)
        queries = features[supports:]
        squares = jnp.square(queries).sum(1)[:, None] + jnp.square(prototypes).sum(1)
        return cross_entropy(2 * queries @ prototypes.T - squares, episode.query_targets)

    return loss


class Training:
    """Parameters, their optimiser's state and the last meta-gradient."""

    def __init__(self, loss: Callable[[Parameters], jax.Array], parameters: Parameters) -> None:
        optimiser = optax.adam(META_LEARNING_RATE)

        @jax.jit
        def update(parameters, state):
            value, gradient = jax.value_and_grad(loss)(parameters)
            changes, state = optimiser.update(gradient, state)
            return optax.apply_updates(parameters, changes), state, value, gradient

        self._update = update
        self._parameters = parameters
        self._state = optimiser.init(parameters)
        self._gradient = parameters

    def iterate(self) -> float:
        self._parameters, self._state, loss, self._gradient = self._update(self._parameters, self._state)
        jax.block_until_ready((self._parameters, self._state))
        return float(loss)

    def gradient_norm(self) -> float:
        return math.sqrt(sum(float(np.square(np.float64(g)).sum()) for g in jax.tree.leaves(self._gradient)))


def our_layout(parameters: inputs.Parameters) -> Parameters:
    """Convolution weights [3, 3, channels, filters], linear weights [inputs, outputs]."""
    return {
        name: jnp.asarray(array.transpose(2, 3, 1, 0) if array.ndim == 4 else array.T)
        for name, array in parameters.items()
    }


def channels_last(episodes: inputs.Episodes) -> inputs.Episodes:
    """On the device, images [..., height, width, channels]."""
    return inputs.Episodes(
        jnp.asarray(np.moveaxis(episodes.support_inputs, -3, -1)),
        jnp.asarray(episodes.support_targets.astype(np.int32)),
        jnp.asarray(np.moveaxis(episodes.query_inputs, -3, -1)),
        jnp.asarray(episodes.query_targets.astype(np.int32)),
    )


def training(workload: str, steps: int, queries: int) -> Training:
    if workload == "S":
        episodes = inputs.Episodes(*map(jnp.asarray, inputs.sinusoid_episodes()))
        loss = maml_loss(perceptron, squared_error, 0.01, steps, episodes)
        return Training(loss, our_layout(inputs.sinusoid_parameters()))
    if workload == "O":
        episodes = channels_last(inputs.omniglot_episodes(queries))
        loss = maml_loss(classifier, cross_entropy, 0.4, steps, episodes)
        return Training(loss, our_layout(inputs.convolution_parameters(inputs.WAYS)))
    loss = prototype_loss(channels_last(inputs.prototype_episode()))
    return Training(loss, our_layout(inputs.convolution_parameters()))


def adaptation(method: str) -> Callable[[], float]:
    """Adapts to a task and predicts one image; returns what README.md calls the answer."""
    support, targets, query, _ = (array[0] for array in channels_last(inputs.omniglot_episodes(queries=1, tasks=1)))
    if method == "maml":
        parameters = our_layout(inputs.convolution_parameters(inputs.WAYS))
        fit = jax.jit(lambda p, x, y: adapt(classifier, cross_entropy, ADAPTATION_RATE, ADAPTATION_STEPS, p, x, y))
        predict = jax.jit(lambda p, x: jax.nn.softmax(classifier(p, x)))
        return lambda: float(np.asarray(predict(fit(parameters, support, targets), query)).max())
    parameters = our_layout(inputs.convolution_parameters())

    def embed(p: Parameters, images: jax.Array) -> jax.Array:
        return blocks(p, images, 1, normalise_running).reshape(len(images), -1)

    # One support a class, in the classes' order: each is its class's prototype.
    embed_supports = jax.jit(embed)

    @jax.jit
    def predict_nearest(p: Parameters, centres: jax.Array, x: jax.Array):
        distances = jnp.square(embed(p, x)[:, None] - centres).sum(-1)
        return jax.nn.softmax(-distances), distances.min()

    def by_prototypes() -> float:
        probabilities, nearest = predict_nearest(parameters, embed_supports(parameters, support), query)
        np.asarray(probabilities)
        return float(nearest)

    return by_prototypes


def main() -> None:
    arguments = parse_arguments("JAX", variants=("im2col",))
    # Before the first use of JAX, which is when it makes its threads.
    limit_threads(arguments.threads)
    if arguments.workload == "A":
        report("jax", arguments, adaptation(arguments.method))
        return
    run = training(arguments.workload, arguments.steps, arguments.queries)
    report("jax", arguments, run.iterate, run.gradient_norm)


if __name__ == "__main__":
    main()
