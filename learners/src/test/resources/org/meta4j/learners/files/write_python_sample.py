"""Writes python.safetensors with the reference implementation: pip install safetensors numpy.

The expected numbers are repeated in SafetensorsPythonTest.
"""
import pathlib

import numpy as np
from safetensors.numpy import save_file

tensors = {
    "encoder.0.weight": (np.arange(12, dtype=np.float32) / 8 - 0.5).reshape(3, 2, 2),
    "encoder.0.bias": np.array([1.5, -2.25, 3e-38], dtype=np.float32),
    "temperature": np.array(0.1, dtype=np.float32),
    "größe": np.array([[16777216.0, -0.0]], dtype=np.float32),
}
save_file(
    tensors,
    pathlib.Path(__file__).with_name("python.safetensors"),
    metadata={"framework": "numpy", "note": 'line\nbreak, "quotes" and Ωmega'},
)
