"""Lets the contracts import what the tests one folder above share, such as `forked`."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
