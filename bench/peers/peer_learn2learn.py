"""learn2learn 0.2.0 on PyTorch, as its own examples use it: one task after another.

Networks are learn2learn's own where it has them, with the fixed parameters copied in.
"""

import contextlib
import io
import math
import warnings
from collections.abc import Callable

import torch
from torch import nn
from torch.nn import functional

import workload_inputs as inputs
from harness import parse_arguments, report

# Importing learn2learn brings in Gym, which prints a page about its successor.
with warnings.catch_warnings(), contextlib.redirect_stderr(io.StringIO()):
    warnings.simplefilter("ignore")
    import learn2learn as l2l

META_LEARNING_RATE = 1e-3

Loss = Callable[[torch.Tensor, torch.Tensor], torch.Tensor]


class Training:
    """A module, its optimiser and a way to leave the meta-gradient in the module's parameters."""

    def __init__(self, module: nn.Module, backward: Callable[[], float]) -> None:
        self._module = module
        self._backward = backward
        self._optimiser = torch.optim.Adam(module.parameters(), META_LEARNING_RATE)

    def iterate(self) -> float:
        self._optimiser.zero_grad()
        loss = self._backward()
        self._optimiser.step()
        return loss

    def gradient_norm(self) -> float:
        return math.sqrt(sum(float(p.grad.double().square().sum()) for p in self._module.parameters()))


def copy_into(target: nn.Module, parameters: inputs.Parameters, prefix: str, names: dict[str, str]) -> None:
    """Copies `prefix.theirs` of the fixed parameters into the module's parameter `ours`."""
    own = dict(target.named_parameters())
    if own.keys() != names.keys():
        raise ValueError(f"{prefix} has the parameters {sorted(own)}, not {sorted(names)}")
    with torch.no_grad():
        for ours, theirs in names.items():
            value = torch.from_numpy(parameters[f"{prefix}.{theirs}"])
            if own[ours].shape != value.shape:
                raise ValueError(f"{prefix}.{theirs} is {tuple(value.shape)}, but {ours} {tuple(own[ours].shape)}")
            own[ours].copy_(value)


def perceptron() -> nn.Module:
    layers = [nn.Linear(1, 40), nn.Linear(40, 40), nn.Linear(40, 1)]
    parameters = inputs.sinusoid_parameters()
    for number, layer in enumerate(layers, start=1):
        copy_into(layer, parameters, f"layer{number}", {"weight": "weight", "bias": "bias"})
    return nn.Sequential(layers[0], nn.ReLU(), layers[1], nn.ReLU(), layers[2])


def copy_blocks(network: nn.Module, parameters: inputs.Parameters) -> None:
    found = [module for module in network.modules() if isinstance(module, l2l.vision.models.cnn4.ConvBlock)]
    if len(found) != inputs.BLOCKS:
        raise ValueError(f"the network has {len(found)} blocks, not {inputs.BLOCKS}")
    names = {
        "conv.weight": "conv.weight",
        "conv.bias": "conv.bias",
        "normalize.weight": "norm.scale",
        "normalize.bias": "norm.shift",
    }
    for number, block in enumerate(found, start=1):
        copy_into(block, parameters, f"block{number}", names)


def classifier() -> nn.Module:
    network = l2l.vision.models.OmniglotCNN(output_size=inputs.WAYS, hidden_size=inputs.FILTERS)
    parameters = inputs.convolution_parameters(inputs.WAYS)
    copy_blocks(network, parameters)
    copy_into(network.classifier, parameters, "head", {"weight": "weight", "bias": "bias"})
    return network


def encoder() -> nn.Module:
    backbone = l2l.vision.models.CNN4Backbone(inputs.FILTERS, layers=inputs.BLOCKS, channels=1, max_pool=True)
    copy_blocks(backbone, inputs.convolution_parameters())
    return nn.Sequential(backbone, nn.Flatten())


def tensors(episodes: inputs.Episodes) -> inputs.Episodes:
    return inputs.Episodes(*map(torch.from_numpy, episodes))


def maml(module: nn.Module, loss: Loss, inner_rate: float, steps: int, episodes: inputs.Episodes) -> Training:
    learner = l2l.algorithms.MAML(module, lr=inner_rate, first_order=False)
    tasks = list(zip(*tensors(episodes), strict=True))

    def backward() -> float:
        total = 0.0
        for support_inputs, support_targets, query_inputs, query_targets in tasks:
            adapted = learner.clone()
            for _ in range(steps):
                adapted.adapt(loss(adapted(support_inputs), support_targets))
            task_loss = loss(adapted(query_inputs), query_targets) / len(tasks)
            # Task by task, so that only one task's graph is held.
            task_loss.backward()
            total += task_loss.item()
        return total

    return Training(learner, backward)


def prototypes(network: nn.Module, episode: inputs.Episodes) -> Training:
    support_inputs, support_labels, query_inputs, query_labels = tensors(episode)
    images = torch.cat([support_inputs, query_inputs])
    supports = len(support_inputs)

    def backward() -> float:
        features = network(images)
        classify = l2l.nn.PrototypicalClassifier(support=features[:supports], labels=support_labels)
        loss = functional.cross_entropy(classify(features[supports:]), query_labels)
        loss.backward()
        return loss.item()

    return Training(network, backward)


def training(workload: str, steps: int, queries: int) -> Training:
    if workload == "S":
        return maml(perceptron(), functional.mse_loss, 0.01, steps, inputs.sinusoid_episodes())
    if workload == "O":
        return maml(classifier(), functional.cross_entropy, 0.4, steps, inputs.omniglot_episodes(queries))
    return prototypes(encoder(), inputs.prototype_episode())


def main() -> None:
    arguments = parse_arguments("learn2learn", workloads="SOP")
    torch.set_num_threads(arguments.threads)
    run = training(arguments.workload, arguments.steps, arguments.queries)
    report("learn2learn", arguments, run.iterate, run.gradient_norm)


if __name__ == "__main__":
    main()
