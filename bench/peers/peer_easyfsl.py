"""easyfsl 1.5.0 samples tasks from images in memory: workload D, 200 tasks an iteration."""

import numpy as np
import torch
from torch.utils.data import DataLoader, Sampler

from harness import parse_arguments, report

CLASSES = 1623
IMAGES = 20
TASKS = 200
WAYS = 5
SHOTS = 1
QUERIES = 15

# easyfsl hands its data to torch's Sampler, which takes nothing any more.
Sampler.__init__ = lambda self, *unused, **named: None

from easyfsl.datasets import FewShotDataset  # noqa: E402
from easyfsl.samplers import TaskSampler  # noqa: E402


class Images(FewShotDataset):
    """Noise of Omniglot's size, as floats, so that nothing has to be converted."""

    def __init__(self) -> None:
        noise = np.random.RandomState(0).randint(0, 256, (CLASSES * IMAGES, 1, 28, 28))
        self._images = torch.from_numpy(noise.astype(np.float32) / 255)
        self._labels = np.repeat(np.arange(CLASSES), IMAGES).tolist()

    def __getitem__(self, index: int):
        return self._images[index], self._labels[index]

    def __len__(self) -> int:
        return len(self._labels)

    def get_labels(self) -> list[int]:
        return self._labels


def main() -> None:
    arguments = parse_arguments("easyfsl", workloads="D")
    torch.set_num_threads(arguments.threads)
    images = Images()
    sampler = TaskSampler(images, n_way=WAYS, n_shot=SHOTS, n_query=QUERIES, n_tasks=TASKS)
    # Without worker processes: sending tasks between processes takes longer than making them.
    loader = DataLoader(images, batch_sampler=sampler, num_workers=0, collate_fn=sampler.episodic_collate_fn)

    def iterate() -> float:
        tasks = 0
        for support, _, query, _, _ in loader:
            if len(support) != WAYS * SHOTS or len(query) != WAYS * QUERIES:
                raise ValueError(f"a task has {len(support)} supports and {len(query)} queries")
            tasks += 1
        return tasks

    report("easyfsl", arguments, iterate)


if __name__ == "__main__":
    main()
