"""The expression of a Condition: parse it, evaluate it, explain it, and turn it into SageMaker's JSON and back.

An expression is one Python expression of names, literals, indexing, comparisons, `and`, `or`, `not`, `in`, and
arithmetic. It means what Python means by it, but nothing in it is called: it is evaluated by walking its tree.

>>> condition = parse('metrics["auc"] >= auc_threshold')
>>> explain(condition, {"metrics": {"auc": 0.812}, "auc_threshold": 0.85})
'metrics["auc"] >= auc_threshold: 0.812 >= 0.85 is False'
"""

from nbpipe.conditions.evaluation import evaluate, explain
from nbpipe.conditions.expression import Expression, parse
from nbpipe.conditions.sagemaker import from_sagemaker, to_sagemaker

__all__ = ["Expression", "evaluate", "explain", "from_sagemaker", "parse", "to_sagemaker"]
