"""Reads model-v1.safetensors with the reference implementation and compares it with the expected numbers.

pip install safetensors numpy; the numbers are those of SampleModel.java.
"""
import json
import pathlib
import sys

import numpy as np
from safetensors import safe_open

default = pathlib.Path(__file__).with_name("model-v1.safetensors")
with safe_open(sys.argv[1] if len(sys.argv) > 1 else default, framework="numpy") as file:
    document = json.loads(file.metadata()["meta4j"])
    tensors = {name: file.get_tensor(name) for name in file.keys()}
assert document["format"] == "meta4j-model" and document["formatVersion"] == 1, document
assert document["settings"] == {"ways": 5, "rate": 0.001, "note": "Zeichen für Ω"}, document
assert set(tensors) == {"weight", "bias", "scale"}, tensors.keys()
assert all(tensor.dtype == np.float32 for tensor in tensors.values())
np.testing.assert_array_equal(tensors["weight"], (np.arange(6, dtype=np.float32) / 4 - 0.75).reshape(2, 3))
np.testing.assert_array_equal(tensors["bias"], np.array([0.1, -3.4e38], dtype=np.float32))
assert tensors["scale"].shape == () and tensors["scale"] == 2
print("as expected")
