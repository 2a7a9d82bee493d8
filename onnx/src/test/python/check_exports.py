"""Checks exported files with other people's programs: ONNX's checker, ONNX Runtime and safetensors.

Usage: python check_exports.py FILE...   (needs: pip install onnx onnxruntime safetensors numpy)

Every .onnx file is checked with full shape inference, loaded and run once on made-up inputs; every .safetensors file is
read, and its metadata parsed. Exits with 1 if a file is not as it should be.
"""

import json
import sys

import numpy
import onnx
import onnxruntime
from safetensors import safe_open

ANY = 3


def made_up(session):
    """Inputs for a session: numbers from 0 to 1, labels class by class."""
    random = numpy.random.default_rng(0)
    facts = session.get_modelmeta().custom_metadata_map
    inputs = {}
    for value in session.get_inputs():
        sizes = [size if isinstance(size, int) else ANY for size in value.shape]
        if value.type == "tensor(int64)":
            ways = int(facts["meta4j.ways"])
            inputs[value.name] = numpy.arange(sizes[0], dtype=numpy.int64) % ways
        else:
            inputs[value.name] = random.random(sizes, dtype=numpy.float32)
    return inputs


def check_onnx(path):
    model = onnx.load(path)
    onnx.checker.check_model(model, full_check=True)
    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    outputs = session.run(None, made_up(session))
    for info, output in zip(session.get_outputs(), outputs):
        if not numpy.isfinite(output).all():
            raise ValueError(f"output {info.name} has numbers that are not finite")
    shapes = ", ".join(f"{info.name} {list(output.shape)}" for info, output in zip(session.get_outputs(), outputs))
    return f"opset {model.opset_import[0].version}, {len(model.graph.node)} nodes, {shapes}"


def check_safetensors(path):
    with safe_open(path, framework="numpy") as file:
        document = json.loads(file.metadata()["meta4j"])
        numbers = sum(file.get_tensor(name).size for name in file.keys())
        return f"{document['format']} of {document['learner']['method']}, {len(file.keys())} tensors, {numbers} numbers"


def main(paths):
    failed = not paths
    if failed:
        print(__doc__)
    for path in paths:
        try:
            found = check_safetensors(path) if path.endswith(".safetensors") else check_onnx(path)
            print(f"{path}: good: {found}")
        except Exception as error:  # whatever another program has against a file
            failed = True
            print(f"{path}: BAD: {error}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
