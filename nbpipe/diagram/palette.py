"""Colours of a picture in a light and a dark scheme.

Text has a contrast of at least 4.5 to 1 with what it stands on, also at the 60 % of a skipped card, and lines at least
3 to 1 with a white and with a black page, so that a picture that cannot learn its page's scheme is still readable
(WCAG 2.2, success criteria 1.4.3 and 1.4.11).
"""

from __future__ import annotations

from dataclasses import dataclass

from nbpipe.model import StepStatus


@dataclass(frozen=True)
class Palette:
    """One scheme. `ink` and `quiet` are text on a `card`; `line` is an arrow on the page."""

    page: str
    card: str
    frame: str
    ink: str
    quiet: str
    line: str
    calm: str
    busy: str
    warn: str
    good: str
    bad: str
    halt: str

    def of(self, status: StepStatus) -> str:
        """The colour of that status."""
        value: str = getattr(self, TONE[status])
        return value


# Which of the six tones a status has; also the name of its CSS class.
TONE: dict[StepStatus, str] = {
    StepStatus.PENDING: "calm",
    StepStatus.STARTING: "busy",
    StepStatus.EXECUTING: "busy",
    StepStatus.WAITING: "warn",
    StepStatus.SUCCEEDED: "good",
    StepStatus.FAILED: "bad",
    StepStatus.STOPPED: "halt",
    StepStatus.SKIPPED: "calm",
}
TONES = ("calm", "busy", "warn", "good", "bad", "halt")

LIGHT = Palette(
    page="#ffffff",
    card="#ffffff",
    frame="#c9d1d9",
    ink="#10161d",
    quiet="#57606a",
    line="#78828d",
    calm="#6e7781",
    busy="#0969da",
    warn="#8a5d00",
    good="#1a7f37",
    bad="#cf222e",
    halt="#b04600",
)
DARK = Palette(
    page="#111111",
    card="#1f242b",
    frame="#424a53",
    ink="#eef1f4",
    quiet="#a3acb6",
    line="#78828d",
    calm="#98a2ad",
    busy="#58a6ff",
    warn="#d9a32a",
    good="#4cc261",
    bad="#ff7f77",
    halt="#f2934d",
)
