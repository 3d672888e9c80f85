"""Searching for parameters: the space they are in, and a study that asks for the next ones and learns of their value.

- `space`: `max_depth=int(2,8)` as a dimension
- `study`: samplers of Optuna behind `ask` and `tell`
- `earlier`: what earlier searches came to, and how another begins with it
- `importance`: how much of what trials came to is due to which parameter
"""

from __future__ import annotations
