"""The expression of a Condition: parse it, evaluate it, explain it, and turn it into SageMaker's JSON and back.

An expression is one Python expression of names, literals, indexing, comparisons, `and`, `or`, `not`, `in`, and
arithmetic. It means what Python means by it, but nothing in it is called: it is evaluated by walking its tree. Its one
function is `champion("attrition", "auc", default=0.5)`: a metric of the group's champion, as the registry has it.

>>> condition = parse('metrics["auc"] >= auc_threshold')
>>> explain(condition, {"metrics": {"auc": 0.812}, "auc_threshold": 0.85})
'metrics["auc"] >= auc_threshold: 0.812 >= 0.85 is False'
"""

from nbpipe.conditions.evaluation import LOOK_UP, evaluate, explain
from nbpipe.conditions.expression import Champion, Expression, parse
from nbpipe.conditions.sagemaker import from_sagemaker, to_sagemaker

__all__ = [
    "LOOK_UP",
    "Champion",
    "Expression",
    "evaluate",
    "explain",
    "from_sagemaker",
    "parse",
    "to_sagemaker",
]
