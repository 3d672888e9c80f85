"""Small graphs of ONNX, made by hand."""

from __future__ import annotations

from typing import Any

import numpy as np
import onnx
from onnx import helper, numpy_helper

FLOAT, INT, TEXT = onnx.TensorProto.FLOAT, onnx.TensorProto.INT64, onnx.TensorProto.STRING


def made(nodes: Any, inputs: Any, outputs: Any, weights: Any = ()) -> Any:
    """A model of these nodes."""
    ports = [
        [helper.make_tensor_value_info(*port) if isinstance(port, tuple) else port for port in side]
        for side in (inputs, outputs)
    ]
    graph = helper.make_graph(
        nodes, "g", *ports, [numpy_helper.from_array(value, name) for name, value in weights]
    )
    opsets = [helper.make_opsetid("", 17), helper.make_opsetid("ai.onnx.ml", 3)]
    return helper.make_model(graph, opset_imports=opsets, ir_version=9)


def sum_of_three(factor: float = 1.0) -> Any:
    """`a + 2b + 3c` of the columns of one tensor, times the factor."""
    weights = [("w", np.array([[1.0], [2.0], [3.0]], "float32") * np.float32(factor))]
    return made(
        [helper.make_node("MatMul", ["rows", "w"], ["y"])],
        [("rows", FLOAT, [None, 3])],
        [("y", FLOAT, [None, 1])],
        weights,
    )


def classifier(zipped: bool = False) -> Any:
    """`yes` or `no` for the columns age and sold; with `zipped` probabilities are dicts, as converters make them."""
    nodes = [
        helper.make_node("Cast", ["sold"], ["sold_"], to=FLOAT),
        helper.make_node("Concat", ["age", "sold_"], ["x"], axis=1),
        helper.make_node(
            "LinearClassifier",
            ["x"],
            ["label", "scores"],
            domain="ai.onnx.ml",
            coefficients=[-1.0, 0.5, 1.0, -0.5],
            intercepts=[0.0, 0.0],
            classlabels_strings=["no", "yes"],
            post_transform="SOFTMAX",
        ),
    ]
    last = ("scores", FLOAT, [None, 2])
    if zipped:
        nodes.append(
            helper.make_node(
                "ZipMap", ["scores"], ["maps"], domain="ai.onnx.ml", classlabels_strings=["no", "yes"]
            )
        )
        maps = helper.make_map_type_proto(TEXT, helper.make_tensor_type_proto(FLOAT, []))
        last = helper.make_value_info("maps", helper.make_sequence_type_proto(maps))
    return made(nodes, [("age", FLOAT, [None, 1]), ("sold", INT, [None, 1])], [("label", TEXT, [None]), last])
