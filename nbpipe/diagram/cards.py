"""One step as a card: what stands on it, how large it is, and its SVG."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from html import escape

from nbpipe.diagram import icons, words
from nbpipe.diagram.palette import TONE
from nbpipe.model import Step, StepExecution, StepStatus

WIDTH, WIDTH_WITH_STATUS = 196, 256
HEIGHT, HEIGHT_WITH_LINE = 50, 68
POINT = 14  # how far the ends of a Condition stick out
STACKED = ("Map", "Tuning")
SHEETS = 8  # px by which the sheets behind such a card stand out

# Characters by their advance in DejaVu Sans, in hundredths of the font size.
_ADVANCES = {
    25: " '",
    30: ",.IJijl·",
    35: "-/:;\\f|",
    40: "!()[]rt",
    45: '"',
    50: "*_`sz–",
    55: "?Lc",
    60: "FPTYaekovxy",
    65: "$0123456789EKSbdghnpqu{}",
    70: "ABCRVXZ",
    75: "DGHNU",
    80: "&OQw",
    85: "#+<=>M^~×→",
    95: "%m",
    100: "@W…",
}
_ADVANCE = {character: width / 100 for width, characters in _ADVANCES.items() for character in characters}


def advance(text: str, size: float, *, bold: bool = False) -> float:
    """How wide a text will be at most, in px, in the sans-serif fonts that a reader may have.

    A picture is made where nobody knows those fonts, so this is the width in the broad DejaVu Sans.
    """
    em = sum(_ADVANCE.get(c) or _unlisted(c) for c in text)
    return em * size * (1.15 if bold else 1.0)


def _unlisted(character: str) -> float:
    if unicodedata.combining(character):
        return 0.0
    return 1.05 if unicodedata.east_asian_width(character) in "WFA" else 0.8


def fit(text: str, width: float, size: float, *, bold: bool = False, mono: bool = False) -> str:
    """The text on one line, cut with `…` so that it stays within that many px."""

    def length(part: str) -> float:
        return words.columns(part) * size * 0.605 if mono else advance(part, size, bold=bold)

    line = words.printable(text)
    if length(line) <= width:
        return line
    while line and length(line + "…") > width:
        line = line[:-1]
    return f"{line.rstrip()}…" if line else ""


@dataclass(frozen=True)
class Card:
    """A step with its place in the picture: `x` and `y` are the upper left corner, sheets behind it included."""

    step: Step
    execution: StepExecution | None
    width: float
    height: float
    x: float = 0.0
    y: float = 0.0

    @property
    def skipped(self) -> bool:
        return self.execution is not None and self.execution.status is StepStatus.SKIPPED

    @property
    def tone(self) -> str:
        """The CSS class of its status; a picture of a definition has none and is calm."""
        return TONE[self.execution.status] if self.execution else "calm"


def card(step: Step, steps: Mapping[str, StepExecution] | None) -> Card:
    """The card of a step, not placed yet. Cards of one picture share a width; a long expression makes its own wider."""
    width: float = WIDTH if steps is None else WIDTH_WITH_STATUS
    execution = steps.get(step.name) if steps is not None else None
    if step.type != "Condition":
        height = HEIGHT_WITH_LINE if words.expression(step) else HEIGHT
        return Card(step, execution, width, height + (SHEETS if step.type in STACKED else 0))
    needed = words.columns(words.expression(step)) * 11 * 0.605 + 2 * POINT + 52
    return Card(step, execution, round(min(max(width + 2 * POINT, needed), 380)), HEIGHT_WITH_LINE)


def draw(card: Card) -> str:
    """The card as an SVG group with its tooltip; class names are those of `nbpipe.diagram.svg`."""
    kind = f"nbp-step nbp-{card.tone}" + (" nbp-skipped" if card.skipped else "")
    sheets = SHEETS if card.step.type in STACKED else 0
    face = replace(card, width=card.width - sheets, height=card.height - sheets, y=card.y + sheets)
    parts = [f'<g class="{kind}" transform="translate({px(face.x)} {px(face.y)})">']
    parts.append(f"<title>{text(_tooltip(card))}</title>")
    for offset in range(sheets, 0, -4):
        parts.append(
            f'<rect class="nbp-card" x="{offset}" y="{-offset}" width="{px(face.width)}" height="{px(face.height)}" rx="6"/>'
        )
    condition = card.step.type == "Condition"
    parts += _hexagon(face) if condition else _box(face)
    parts += _words(face, POINT if condition else 0)
    parts.append("</g>")
    return "".join(parts)


def _box(card: Card) -> Iterable[str]:
    w, h = px(card.width), px(card.height)
    yield f'<rect class="nbp-card" width="{w}" height="{h}" rx="6"/>'
    yield f'<path class="nbp-edge" d="M5 0H6Q0 0 0 6V{px(card.height - 6)}Q0 {h} 6 {h}H5V0z"/>'
    if card.execution and card.execution.status is StepStatus.EXECUTING:
        yield from _bar(6, card.height - 2, card.width - 12)


def _hexagon(card: Card) -> Iterable[str]:
    w, h, middle = px(card.width), px(card.height), px(card.height / 2)
    right = px(card.width - POINT)
    yield (
        f'<path class="nbp-card" stroke-linejoin="round" d="M{POINT} 0H{right}L{w} {middle}L{right} {h}H{POINT}L0 {middle}z"/>'
    )
    yield (f'<path class="nbp-edge" d="M{POINT} 0h5.6L5.6 {middle}L{POINT + 5.6:g} {h}h-5.6L0 {middle}z"/>')


def _bar(x: float, y: float, length: float) -> Iterable[str]:
    yield f'<rect class="nbp-track" x="{px(x)}" y="{px(y)}" width="{px(length)}" height="2"/>'
    yield f'<rect class="nbp-fill" x="{px(x)}" y="{px(y)}" width="{px(length * 0.4)}" height="2"/>'


def _words(card: Card, inset: float) -> Iterable[str]:
    step, left, right = card.step, 14 + inset, card.width - 12 - inset
    icon = icons.TYPES.get(step.type, icons.OTHER)
    yield f'<path class="nbp-icon" transform="translate({px(left)} 9)" d="{icon}"/>'
    start = left + 24
    number = words.metric(card.execution)
    if number:
        number = fit(number, (right - start) * 0.5, 11)
        yield _text("nbp-small nbp-ink", right, 21, number, end=True)
    room = right - start - (advance(number, 11) + 10 if number else 0)
    yield _text("nbp-name", start, 21, fit(words.subject(step), room, 13, bold=True))
    if expression := words.expression(step):
        yield _text("nbp-code", start, 39, fit(expression, right - start, 11, mono=True))
    base = card.height - 12
    used = 0.0
    if card.execution is not None:
        # The symbols stand in one column at the right end, whatever the reader's font is.
        yield from _symbols(card.execution, right - 12, base - 10)
        beside = right - (34 if card.execution.cached else 20)
        label = words.status(card.execution, cached=False)
        used = right - beside + advance(label, 11) + 8
        yield _text("nbp-small nbp-word", beside, base, label, end=True)
    kind = f"{step.name} · {step.type}" if step.title and step.title != step.name else step.type
    if advance(kind, 11) > right - start - used:
        kind = step.type
    yield _text("nbp-small", start, base, fit(kind, right - start - used, 11))


def _symbols(execution: StepExecution, x: float, y: float) -> Iterable[str]:
    place = f'transform="translate({px(x)} {px(y)}) scale(.75)"'
    if execution.status in (StepStatus.STARTING, StepStatus.EXECUTING):
        yield f'<path class="nbp-ring" {place} d="{icons.RING}"/>'
    yield f'<path class="nbp-symbol" {place} d="{icons.STATUSES[execution.status]}"/>'
    if execution.cached:
        place = f'transform="translate({px(x - 15)} {px(y)}) scale(.75)"'
        yield f'<path class="nbp-bolt" {place} d="{icons.BOLT}"/>'


def _text(kind: str, x: float, y: float, content: str, *, end: bool = False) -> str:
    anchor = ' text-anchor="end"' if end else ""
    return f'<text class="{kind}" x="{px(x)}" y="{px(y)}"{anchor}>{text(content)}</text>'


def _tooltip(card: Card) -> str:
    step, lines = card.step, [card.step.name + (f" ({card.step.title})" if card.step.title else "")]
    lines.append(f"{step.type}: {words.expression(step)}" if words.expression(step) else step.type)
    lines += [step.description] if step.description else []
    if card.execution is not None:
        lines.append(words.status(card.execution))
        lines += [card.execution.detail] if card.execution.detail else []
        if card.execution.failure is not None:
            lines.append(f"{card.execution.failure.type}: {card.execution.failure.message}")
    return "\n".join(lines)


def text(content: str) -> str:
    """Escaped for an element or an attribute in double quotes; what XML 1.0 does not allow is dropped."""
    allowed = "".join(c for c in content if c in "\t\n" or (c >= " " and not _forbidden(c)))
    return escape(allowed)


def _forbidden(character: str) -> bool:
    return "\x7f" <= character <= "\x9f" or "\ud800" <= character <= "\udfff" or character in "\ufffe\uffff"


def px(length: float) -> str:
    """A length with at most one decimal, the same on every machine.

    >>> px(12.0), px(0.25), px(-0.01)
    ('12', '0.2', '0')
    """
    return (
        f"{length:.1f}".rstrip("0").rstrip(".").replace("-0", "0")
        if abs(length) < 1
        else f"{length:.1f}".removesuffix(".0")
    )
