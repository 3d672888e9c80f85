"""What the event bus is told: one event for everything that changed in a store at a time."""

from __future__ import annotations

from typing import Any

SCHEMA_ID = "https://events.nbpipe.dev/changes"

# Deliberately loose inside the rows: `nbpipe.api.shapes.Changes` says what they are, and validation costs time.
SCHEMA: dict[str, Any] = {
    "$id": SCHEMA_ID,
    "version": "1",
    "title": "Changes in a store of nbpipe",
    "description": "Executions, steps and models that changed, as they are now.",
    "personal-data": True,
    "type": "object",
    "properties": {
        "store": {"type": "string", "description": "the store, as the API names it"},
        "event": {"type": "integer", "description": "id of the last event that is included"},
        "executions": {"type": "array", "items": {"type": "object"}},
        "steps": {"type": "object"},
        "models": {"type": "array", "items": {"type": "string"}},
    },
    "required": ["store", "event", "executions", "steps", "models"],
}
