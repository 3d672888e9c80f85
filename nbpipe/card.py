"""Model cards: the fields that stand above the text of a card, and what they mean elsewhere.

A card is Markdown. It may begin with fields in YAML between two lines `---`, as the cards of Hugging Face do:

    ---
    license: apache-2.0
    purpose_of_model: rank contracts by their risk of ending
    risk_rating: Low
    ---
    # Churn
    AUC {metrics[auc]:.3f}

The fields are those of SageMaker's model card (its JSON schema: https://docs.aws.amazon.com/sagemaker/latest/dg/model-cards.html)
and the metadata of Hugging Face's (https://huggingface.co/docs/hub/model-cards), under their own names.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from nbpipe.errors import Problem
from nbpipe.options import nearest

RISKS = ("High", "Medium", "Low", "Unknown")

# Section of SageMaker's card → its fields that a person writes; the others are filled in from the store.
SECTIONS: Mapping[str, tuple[str, ...]] = {
    "model_overview": ("model_description", "model_owner", "problem_type", "algorithm_type"),
    "intended_uses": (
        "purpose_of_model",
        "intended_uses",
        "factors_affecting_model_efficiency",
        "risk_rating",
        "explanations_for_risk_rating",
    ),
    "business_details": ("business_problem", "business_stakeholders", "line_of_business"),
    "training_details": ("objective_function", "training_observations"),
    "evaluation_details": ("evaluation_observation",),
    "additional_information": ("ethical_considerations", "caveats_and_recommendations", "custom_details"),
}
# Metadata of Hugging Face's cards, and which of it are lists.
METADATA = (
    "license",
    "license_name",
    "license_link",
    "language",
    "library_name",
    "pipeline_tag",
    "base_model",
    "tags",
    "datasets",
)
LISTS = frozenset({"language", "tags", "datasets"})
FIELDS = (*(name for names in SECTIONS.values() for name in names), *METADATA)

_HEAD = re.compile(r"\s*---[ \t]*\n(.*?\n)---[ \t]*(?:\n|$)", re.DOTALL)


def split(card: str) -> tuple[dict[str, Any], str]:
    """The fields of a card, and its text. Where it has none, or they cannot be read, all of it is text.

    >>> split("---\\nlicense: mit\\n---\\n# Churn")
    ({'license': 'mit'}, '# Churn')
    """
    head = _HEAD.match(card)
    fields = _read(head[1]) if head is not None else None
    if head is None or not isinstance(fields, dict) or problems(card):
        return {}, card
    return {name: _plain(name, value) for name, value in fields.items()}, card[head.end() :].lstrip("\n")


def _plain(name: str, value: Any) -> Any:
    if name == "custom_details":
        return {str(key): str(item) for key, item in value.items()}
    if name in LISTS:
        return [str(item) for item in (value if isinstance(value, list) else [value])]
    return str(value)


def _read(head: str) -> Any:
    import yaml

    try:
        return yaml.safe_load(head)
    except yaml.YAMLError as error:
        return error


def problems(card: str, *, filled: bool = True) -> list[Problem]:
    """What is wrong with the fields of a card. Before its values are `filled` in, only their names can be.

    >>> problems("---\\nlicence: mit\\n---\\n")[0].message
    'a model card has no field licence'
    """
    head = _HEAD.match(card)
    if head is None:
        return []
    text = head[1] if filled else re.sub(r"\{[^{}\n]*\}", "0", head[1])
    fields, first = _read(text), card[: head.start(1)].count("\n") + 1
    lines = card.split("\n")

    def wrong(line: int, code: str, message: str, hint: str) -> Problem:
        return Problem(f"card-{code}", message, hint, line=line, source=lines[line - 1])

    if isinstance(fields, Exception):
        mark = getattr(fields, "problem_mark", None)
        line = min(first + (mark.line if mark is not None else 0), len(lines))
        said = getattr(fields, "problem", None) or "it is no YAML"
        hint = 'write `name: value`, and quote a value that holds a colon: name: "a: b"'
        return [wrong(line, "fields", f"the fields of the card cannot be read: {said}", hint)]
    if not isinstance(fields, dict):  # two rulers with text between them
        return []
    found = []
    for name, value in fields.items():
        key = re.compile(rf"[\"']?{re.escape(str(name))}[\"']?\s*:")
        line = next((n for n, text in enumerate(lines[first - 1 :], first) if key.match(text)), first)
        if name not in FIELDS:
            hint = (
                nearest(str(name), FIELDS)
                or f"your own go below custom_details; there is {', '.join(FIELDS)}"
            )
            found.append(wrong(line, "field", f"a model card has no field {name}", hint))
        elif filled and (expected := _expected(name, value)):
            found.append(wrong(line, "value", f"{name} is {expected[0]}", f"such as {expected[1]}"))
    return found


def _expected(name: str, value: Any) -> tuple[str, str] | None:
    """What a field takes, and an example, where the value is something else."""
    if name == "custom_details":
        if isinstance(value, dict) and not any(isinstance(item, dict | list) for item in value.values()):
            return None
        return "a table of texts", "custom_details: {{team: people analytics}}"
    if name in LISTS and isinstance(value, list) and not any(isinstance(item, dict | list) for item in value):
        return None
    if name == "risk_rating" and value not in RISKS:
        return f"{', '.join(RISKS[:-1])} or {RISKS[-1]}", "risk_rating: Low"
    if value is None or isinstance(value, dict | list):
        return ("a list of texts", f"{name}: [a, b]") if name in LISTS else ("a text", f'{name}: "…"')
    return None
