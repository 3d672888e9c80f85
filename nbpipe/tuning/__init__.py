"""Searching for parameters: the space they are in, and a study that asks for the next ones and learns of their value.

- `space`: `max_depth=int(2,8)` as a dimension
- `study`: samplers of Optuna behind `ask` and `tell`
"""

from __future__ import annotations
