"""PyTorch as one writes it by hand, without a library of meta-learning.

Variants: `loop` takes one task after the other; `vmap` all of them at once by torch.func, where batch-norm is
written out, for torch.func's second derivative of F.batch_norm is wrong (README.md); `channels-last` is the loop with
images and filters in that layout. P and A have no loop over tasks: there, `loop` is the usual layout.
"""

import math
import warnings
from collections.abc import Callable

import torch
from torch.nn import functional

import workload_inputs as inputs
from harness import parse_arguments, report

EPSILON = 1e-5
META_LEARNING_RATE = 1e-3
ADAPTATION_STEPS = 5
ADAPTATION_RATE = 0.4

Parameters = dict[str, torch.Tensor]
Network = Callable[[Parameters, torch.Tensor], torch.Tensor]
Loss = Callable[[torch.Tensor, torch.Tensor], torch.Tensor]
Normalise = Callable[[torch.Tensor, torch.Tensor, torch.Tensor], torch.Tensor]


def perceptron(parameters: Parameters, x: torch.Tensor) -> torch.Tensor:
    for layer in (1, 2, 3):
        x = functional.linear(x, parameters[f"layer{layer}.weight"], parameters[f"layer{layer}.bias"])
        x = functional.relu(x) if layer < 3 else x
    return x


def library_norm(images: torch.Tensor, scale: torch.Tensor, shift: torch.Tensor) -> torch.Tensor:
    """Batch normalisation with the statistics of the batch, PyTorch's own."""
    return functional.batch_norm(images, None, None, scale, shift, training=True, eps=EPSILON)


def written_norm(images: torch.Tensor, scale: torch.Tensor, shift: torch.Tensor) -> torch.Tensor:
    """The same, written out: right under vmap in every order of differentiation."""
    centred = images - images.mean((0, 2, 3), keepdim=True)
    variance = centred.square().mean((0, 2, 3), keepdim=True)
    factor = torch.rsqrt(variance + EPSILON) * scale[:, None, None]
    return centred * factor + shift[:, None, None]


def running_norm(images: torch.Tensor, scale: torch.Tensor, shift: torch.Tensor) -> torch.Tensor:
    """With running statistics as they are before any training: mean 0, variance 1."""
    return functional.batch_norm(images, torch.zeros_like(scale), torch.ones_like(scale), scale, shift, eps=EPSILON)


def blocks(parameters: Parameters, images: torch.Tensor, stride: int, normalise: Normalise) -> torch.Tensor:
    """The four blocks; with stride 1 each ends in a max-pool."""
    for block in range(1, inputs.BLOCKS + 1):
        name = f"block{block}"
        weight, bias = parameters[f"{name}.conv.weight"], parameters[f"{name}.conv.bias"]
        images = functional.conv2d(images, weight, bias, stride, padding=1)
        images = functional.relu(normalise(images, parameters[f"{name}.norm.scale"], parameters[f"{name}.norm.shift"]))
        images = functional.max_pool2d(images, 2) if stride == 1 else images
    return images


def classifier(normalise: Normalise) -> Network:
    def network(parameters: Parameters, images: torch.Tensor) -> torch.Tensor:
        features = blocks(parameters, images, 2, normalise).mean((2, 3))
        return functional.linear(features, parameters["head.weight"], parameters["head.bias"])

    return network


def tensors(arrays: inputs.Parameters, last: bool) -> Parameters:
    """Parameters to be trained; filters with their channels last if so wished."""
    return {name: layout(torch.from_numpy(array), last).requires_grad_() for name, array in arrays.items()}


def layout(tensor: torch.Tensor, last: bool) -> torch.Tensor:
    return tensor.contiguous(memory_format=torch.channels_last) if last and tensor.ndim == 4 else tensor


class Training:
    """Parameters, their optimiser, and a way to leave the meta-gradient in them."""

    def __init__(self, parameters: Parameters, backward: Callable[[], float]) -> None:
        self._parameters = list(parameters.values())
        self._backward = backward
        self._optimiser = torch.optim.Adam(self._parameters, META_LEARNING_RATE)

    def iterate(self) -> float:
        self._optimiser.zero_grad()
        loss = self._backward()
        self._optimiser.step()
        return loss

    def gradient_norm(self) -> float:
        return math.sqrt(sum(float(p.grad.double().square().sum()) for p in self._parameters))


def inner_steps(
    network: Network, loss: Loss, rate: float, steps: int, parameters: Parameters, support, targets, second: bool
) -> Parameters:
    """By autograd, with the graph kept where the meta-gradient needs it."""
    for _ in range(steps):
        value = loss(network(parameters, support), targets)
        slopes = torch.autograd.grad(value, list(parameters.values()), create_graph=second)
        moved = {name: p - rate * g for (name, p), g in zip(parameters.items(), slopes, strict=True)}
        parameters = moved if second else {name: p.detach().requires_grad_() for name, p in moved.items()}
    return parameters


def looped(network, loss, rate, steps, parameters, last=False) -> Callable[[inputs.Episodes], float]:
    """Leaves the meta-gradient of tasks: one after the other, each one's graph freed before the next."""

    def backward(episodes: inputs.Episodes) -> float:
        total = 0.0
        for support, support_targets, query, query_targets in zip(*episodes, strict=True):
            support, query = layout(support, last), layout(query, last)
            adapted = inner_steps(network, loss, rate, steps, parameters, support, support_targets, True)
            task_loss = loss(network(adapted, query), query_targets) / len(episodes.support_inputs)
            task_loss.backward()
            total += task_loss.item()
        return total

    return backward


def mapped(network, loss, rate, steps, parameters) -> Callable[[inputs.Episodes], float]:
    """The same of all tasks at once."""

    def task_loss(parameters, support, support_targets, query, query_targets):
        for _ in range(steps):
            slopes = torch.func.grad(lambda p: loss(network(p, support), support_targets))(parameters)
            parameters = {name: p - rate * slopes[name] for name, p in parameters.items()}
        return loss(network(parameters, query), query_targets)

    over_tasks = torch.func.vmap(task_loss, (None, 0, 0, 0, 0))

    def backward(episodes: inputs.Episodes) -> float:
        loss_of_all = over_tasks(parameters, *episodes).mean()
        loss_of_all.backward()
        return loss_of_all.item()

    return backward


def maml(arguments, network: Network, loss: Loss, rate: float, arrays: inputs.Parameters, episodes) -> Training:
    last = arguments.variant == "channels-last"
    parameters = tensors(arrays, last)
    if arguments.variant == "vmap":
        backward = mapped(network, loss, rate, arguments.steps, parameters)
    else:
        backward = looped(network, loss, rate, arguments.steps, parameters, last)
    return Training(parameters, lambda: backward(episodes))


def prototypes(episode: inputs.Episodes, last: bool) -> Training:
    parameters = tensors(inputs.convolution_parameters(), last)
    images = layout(torch.cat([episode.support_inputs, episode.query_inputs]), last)
    supports = len(episode.support_inputs)
    ways = int(episode.support_targets.max()) + 1

    def backward() -> float:
        features = blocks(parameters, images, 1, library_norm).flatten(1)
        centres = features[:supports].reshape(ways, supports // ways, -1).mean(1)
        loss = functional.cross_entropy(-torch.cdist(features[supports:], centres).square(), episode.query_targets)
        loss.backward()
        return loss.item()

    return Training(parameters, backward)


def training(arguments) -> Training:
    if arguments.workload == "S":
        episodes = torch_episodes(inputs.sinusoid_episodes())
        return maml(arguments, perceptron, functional.mse_loss, 0.01, inputs.sinusoid_parameters(), episodes)
    if arguments.workload == "O":
        network = classifier(written_norm if arguments.variant == "vmap" else library_norm)
        episodes = torch_episodes(inputs.omniglot_episodes(arguments.queries))
        arrays = inputs.convolution_parameters(inputs.WAYS)
        return maml(arguments, network, functional.cross_entropy, 0.4, arrays, episodes)
    return prototypes(torch_episodes(inputs.prototype_episode()), arguments.variant == "channels-last")


def torch_episodes(episodes: inputs.Episodes) -> inputs.Episodes:
    return inputs.Episodes(*map(torch.from_numpy, episodes))


def adaptation(method: str) -> Callable[[], float]:
    """Adapts to a task and predicts one image; returns what README.md calls the answer."""
    episodes = torch_episodes(inputs.omniglot_episodes(queries=1, tasks=1))
    support, targets, query, _ = (tensor[0] for tensor in episodes)
    if method == "maml":
        network = classifier(library_norm)
        parameters = tensors(inputs.convolution_parameters(inputs.WAYS), last=False)

        def by_steps() -> float:
            loss = functional.cross_entropy
            adapted = inner_steps(network, loss, ADAPTATION_RATE, ADAPTATION_STEPS, parameters, support, targets, False)
            with torch.inference_mode():
                return network(adapted, query).softmax(-1).max().item()

        return by_steps
    parameters = tensors(inputs.convolution_parameters(), last=False)

    def by_prototypes() -> float:
        with torch.inference_mode():
            centres = blocks(parameters, support, 1, running_norm).flatten(1).reshape(inputs.WAYS, 1, -1).mean(1)
            features = blocks(parameters, query, 1, running_norm).flatten(1)
            scores = -(features[:, None] - centres).square().sum(-1)
            scores.softmax(-1).numpy()
            return -scores.max().item()

    return by_prototypes


def main() -> None:
    warnings.filterwarnings("ignore")
    arguments = parse_arguments("PyTorch", variants=("loop", "vmap", "channels-last"))
    torch.set_num_threads(arguments.threads)
    if arguments.workload == "A":
        report("torch", arguments, adaptation(arguments.method))
        return
    run = training(arguments)
    report("torch", arguments, run.iterate, run.gradient_norm)


if __name__ == "__main__":
    main()
