"""The picture as SVG: cards placed by Graphviz, drawn here.

Direction: left to right where that fits the about 900 px of a notebook's page, since time reads so; otherwise the
direction that is narrower, which for a long chain is from top to bottom. A page scrolls down easily, while a picture
wider than the page is shrunk until nobody can read it: ten steps in a row would leave letters of 5 px.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from nbpipe.diagram import words
from nbpipe.diagram.cards import Card, advance, card, draw, fit, px, text
from nbpipe.diagram.edges import Edge, edges, ranks
from nbpipe.diagram.layout import Point, Wire, lay_out
from nbpipe.diagram.palette import DARK, LIGHT, TONES, Palette
from nbpipe.model import Pipeline, StepExecution

Theme = Literal["auto", "light", "dark"]

PAGE = 900  # px of a notebook's page
NAMED_UP_TO = 12  # steps; a larger picture shows the variables as tooltips only
MARGIN = 12
PILL = 16
HEAD = 6
FONT = (
    "system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,"
    "'Noto Sans','Liberation Sans','DejaVu Sans',sans-serif"
)
MONO = "ui-monospace,SFMono-Regular,Menlo,Consolas,'Liberation Mono','DejaVu Sans Mono',monospace"


@dataclass(frozen=True)
class Within:
    """The pipeline that a step runs, drawn inside the step's card: with `steps` what became of its steps."""

    pipeline: Pipeline
    steps: Mapping[str, StepExecution] | None = None
    within: Mapping[str, Within] = field(default_factory=dict)


def to_svg(
    pipeline: Pipeline,
    steps: Mapping[str, StepExecution] | None = None,
    *,
    within: Mapping[str, Within] | None = None,
    for_notebook: bool = True,
    theme: Theme = "auto",
) -> str:
    """The pipeline as step cards joined by arrows; with `steps`, what became of each. Steps in `within` are drawn large,
    with the pipeline that they run inside.

    `for_notebook` gives an element to put into a page: as wide as its place, but no wider than drawn. Without it, it
    is a file of its own with its size in px. `theme="auto"` is light, and dark where JupyterLab's theme or, on other
    pages, the reader's system is dark; the other two are fixed. The page shows through: only cards are filled.
    """
    whole = Within(pipeline, steps, within or {})
    drawing = _placed(whole)
    width, height = (drawing.width, drawing.height) if drawing.cards else (360.0, 64.0)
    body = _drawn(drawing) or _nothing()
    title, description = words.summary(pipeline, steps), "\n".join(_description(whole))
    digest = hashlib.sha256(
        "\0".join([theme, title, description, body]).encode("utf-8", "replace")
    ).hexdigest()
    name = f"nbp-{digest[:10]}"
    w, h = px(width), px(height)
    # Below 60 % letters are too small to read: a notebook's output scrolls sideways instead.
    size = (
        f'width="100%" style="max-width:{w}px;min-width:{px(min(width, max(480.0, width * 0.6)))}px;height:auto;display:block"'
        if for_notebook
        else f'width="{w}" height="{h}"'
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="{name}" viewBox="0 0 {w} {h}" {size} role="img" '
        f'aria-labelledby="{name}-t {name}-d">'
        f'<title id="{name}-t">{text(title)}</title><desc id="{name}-d">{text(description)}</desc>'
        f"<style>{_style(name, theme)}</style>{body}</svg>"
    ) + ("" if for_notebook else "\n")


def across(rank: Mapping[str, int], width: float, gap: float) -> bool:
    """Whether cards of that width are laid out from left to right (see the module's first words)."""
    layers = Counter(rank.values())
    length = len(layers) * (width + gap) - gap
    return length <= PAGE or length < max(layers.values(), default=0) * (width + 29)


@dataclass(frozen=True)
class _Drawing:
    """Cards and arrows with their places, moved so that the uppermost and leftmost mark is at the margin."""

    cards: tuple[Card, ...]
    arrows: tuple[Edge, ...]
    routes: tuple[tuple[Point, ...], ...]
    pills: tuple[Pill, ...]
    across: bool
    width: float
    height: float
    within: Mapping[str, _Drawing] = field(default_factory=dict)


@dataclass(frozen=True)
class Pill:
    """The label of an arrow and its middle."""

    label: str
    x: float
    y: float
    branch: bool

    @property
    def width(self) -> float:
        return advance(self.label, 10, bold=self.branch) + 12

    def meets(self, other: Pill) -> bool:
        return abs(self.x - other.x) < (self.width + other.width) / 2 + 4 and abs(self.y - other.y) < PILL + 2


def _placed(whole: Within) -> _Drawing:
    pipeline, steps = whole.pipeline, whole.steps
    within = {name: _placed(inner) for name, inner in whole.within.items()}
    cards = [_around(card(step, steps), within.get(step.name)) for step in pipeline.steps]
    arrows = edges(pipeline)
    labels = [_label(arrow, len(cards)) for arrow in arrows]
    longest = max((advance(label, 10) + 12 for label in labels if label), default=0.0)
    rank = ranks(pipeline)
    rightwards = across(rank, max((c.width for c in cards), default=0.0), max(44.0, longest + 30))
    gap = (max(44.0, longest + 30)) if rightwards else (60.0 if longest else 42.0)
    position = {step.name: index for index, step in enumerate(pipeline.steps)}
    wires = [
        # Steps that follow each other at once stand in one line where they can.
        Wire(position[a.source], position[a.target], 8 if rank[a.target] - rank[a.source] == 1 else 1)
        for a in arrows
    ]
    layout = lay_out([(c.width, c.height) for c in cards], wires, across=rightwards, gap=gap)
    corners = [(x - c.width / 2, y - c.height / 2) for c, (x, y) in zip(cards, layout.centers, strict=True)]
    marks = [*corners, *((x + c.width, y + c.height) for c, (x, y) in zip(cards, corners, strict=True))]
    marks += [point for route in layout.routes for point in route]
    left, top = min((x for x, _ in marks), default=0) - MARGIN, min((y for _, y in marks), default=0) - MARGIN
    routes = tuple(tuple((x - left, y - top) for x, y in route) for route in layout.routes)
    return _Drawing(
        tuple(replace(c, x=x - left, y=y - top) for c, (x, y) in zip(cards, corners, strict=True)),
        arrows,
        routes,
        tuple(_pills(arrows, labels, routes, rightwards)),
        rightwards,
        max((x for x, _ in marks), default=0) - left + MARGIN,
        max((y for _, y in marks), default=0) - top + MARGIN,
        within,
    )


def _around(card: Card, inner: _Drawing | None) -> Card:
    """The card, with room for what is drawn inside it."""
    if inner is None:
        return card
    return replace(card, width=max(card.width, inner.width), height=card.height + inner.height)


def _drawn(drawing: _Drawing) -> str:
    """Arrows below the cards, and in a card that has room for it what is inside."""
    parts = [*_arrows(drawing)]
    for each in drawing.cards:
        inner = drawing.within.get(each.step.name)
        parts.append(draw(each) if inner is None else _framed(each, inner))
    return "".join(parts)


def _framed(card: Card, inner: _Drawing) -> str:
    """A card whose head is that of any step, in a frame around what is inside."""
    head = replace(card, height=card.height - inner.height)
    faded = " nbp-faded" if card.skipped else ""
    place = f"translate({px(card.x + (card.width - inner.width) / 2)} {px(card.y + head.height)})"
    return (
        f'<rect class="nbp-frame" x="{px(card.x)}" y="{px(card.y)}" width="{px(card.width)}" height="{px(card.height)}"'
        f' rx="6"/>{draw(head)}<g class="nbp-within{faded}" transform="{place}">{_drawn(inner)}</g>'
    )


def _label(arrow: Edge, count: int) -> str:
    if arrow.branch is not None:
        return str(arrow.branch)
    return fit(words.listed(arrow.variables), 88, 10) if count <= NAMED_UP_TO else ""


def _pills(
    arrows: Sequence[Edge], labels: Sequence[str], routes: Sequence[tuple[Point, ...]], across: bool
) -> Sequence[Pill]:
    """Labels in the middle of a curve, or nearer to its ends where another label is in the way.

    Curves lie between the layers, so no card is covered. The two of a Condition come first: they must be seen, while
    a variable that finds no place is still in the arrow's tooltip. Then short arrows, which have fewer places.
    """
    placed: list[Pill] = []
    for index in sorted(range(len(arrows)), key=lambda i: (arrows[i].branch is None, len(routes[i]))):
        curves = list(zip(routes[index][1:-1:2], routes[index][2::2], strict=True))
        tries = [
            Pill(labels[index], *_on_curve(start, end, t, across), arrows[index].branch is not None)
            for t in (0.5, 0.35, 0.65, 0.25, 0.75)
            for start, end in curves
        ]
        free = [pill for pill in tries if not any(pill.meets(other) for other in placed)]
        if labels[index] and (free or arrows[index].branch is not None):
            placed.append((free or tries)[0])
    return placed


def _on_curve(start: Point, end: Point, t: float, across: bool) -> Point:
    """A place on the curve that `_curve` draws from start to end; `t` runs from 0 to 1."""
    (x0, y0), (x1, y1) = start, end
    slow, fast = t * t * (3 - 2 * t), t * (1.5 - 1.5 * t + t * t)
    ahead, aside = (fast, slow) if across else (slow, fast)
    return x0 + (x1 - x0) * ahead, y0 + (y1 - y0) * aside


def _arrows(drawing: _Drawing) -> Iterable[str]:
    """Arrows, then their labels, so that no line runs over a word."""
    skipped = {c.step.name for c in drawing.cards if c.skipped}
    for arrow, route in zip(drawing.arrows, drawing.routes, strict=True):
        kind = "nbp-arrow" + ("" if arrow.variables or arrow.branch is not None else " nbp-order")
        kind += " nbp-faded" if skipped & {arrow.source, arrow.target} else ""
        carried = ", ".join(arrow.variables) or (
            f"when {arrow.source} is {arrow.branch}" if arrow.branch is not None else "order only"
        )
        tooltip = text(f"{arrow.source} → {arrow.target}: {carried}")
        curve, head = _curve(route, drawing.across), _head(route[-1], drawing.across)
        yield f'<g class="{kind}"><title>{tooltip}</title><path d="{curve}"/><path class="nbp-head" d="{head}"/></g>'
    for pill in drawing.pills:
        yield (
            f'<g class="nbp-pill{" nbp-branch" if pill.branch else ""}">'
            f'<rect x="{px(pill.x - pill.width / 2)}" y="{px(pill.y - PILL / 2)}" width="{px(pill.width)}" height="{PILL}" '
            f'rx="8"/><text x="{px(pill.x)}" y="{px(pill.y + 3.5)}" text-anchor="middle">{text(pill.label)}</text></g>'
        )


def _curve(route: tuple[Point, ...], across: bool) -> str:
    """Straight lines through the layers and curves between them; the last one ends where the arrow's head begins."""
    *most, (x, y) = route
    points = [*most, (x - HEAD, y) if across else (x, y - HEAD)]
    if points[-2] == route[-1]:
        points[-2] = points[-1]
    x, y = points[0]
    d = f"M{px(x)} {px(y)}"
    for index, (x1, y1) in enumerate(points[1:]):
        if (x1, y1) == (x, y):
            continue
        if (y1 == y if across else x1 == x) or index % 2 == 0:
            d += f"L{px(x1)} {px(y1)}"
        elif across:
            d += f"C{px((x + x1) / 2)} {px(y)} {px((x + x1) / 2)} {px(y1)} {px(x1)} {px(y1)}"
        else:
            d += f"C{px(x)} {px((y + y1) / 2)} {px(x1)} {px((y + y1) / 2)} {px(x1)} {px(y1)}"
        x, y = x1, y1
    return d


def _head(tip: Point, across: bool) -> str:
    x, y = tip
    return f"M{px(x)} {px(y)}l-{HEAD}-3.2v6.4z" if across else f"M{px(x)} {px(y)}l-3.2-{HEAD}h6.4z"


def _nothing() -> str:
    return (
        '<rect class="nbp-card" x="12" y="8" width="336" height="48" rx="6"/>'
        '<text class="nbp-small" x="180" y="28" text-anchor="middle">This pipeline has no steps yet.</text>'
        '<text class="nbp-small" x="180" y="44" text-anchor="middle">Begin a cell with %%step NAME.</text>'
    )


def _description(whole: Within) -> Iterable[str]:
    """The picture in words, a line for each step; below it, indented, the steps inside it."""
    waits: dict[str, list[str]] = {}
    for arrow in edges(whole.pipeline):
        waits.setdefault(arrow.target, []).append(arrow.source)
    for step in whole.pipeline.steps:
        line = f"{step.name}, {step.type}"
        if whole.steps and step.name in whole.steps:
            line += f", {words.status(whole.steps[step.name])}"
        if step.branch:
            line += f", when {step.branch.condition} is {step.branch.taken_when}"
        if step.name in waits:
            line += f", after {', '.join(waits[step.name])}"
        yield line
        if step.name in whole.within:
            yield from (f"  {inner}" for inner in _description(whole.within[step.name]))


def _style(name: str, theme: Theme) -> str:
    """Rules that reach no further than this picture. The fixed ones come first, then the colours of each scheme."""
    root = f".{name}"
    rules = [
        f"{root} text{{font-family:{FONT};font-size:11px;font-variant-numeric:tabular-nums}}",
        f"{root} .nbp-name{{font-size:13px;font-weight:600}}",
        f"{root} .nbp-code{{font-family:{MONO}}}",
        f"{root} .nbp-pill text{{font-size:10px}}",
        f"{root} .nbp-branch text{{font-weight:600}}",
        f"{root} .nbp-icon,{root} .nbp-symbol,{root} .nbp-ring{{fill:none;stroke-width:1.5;stroke-linecap:round;stroke-linejoin:round}}",
        f"{root} .nbp-symbol{{stroke-width:2.2}}{root} .nbp-ring{{stroke-width:2.2;stroke-opacity:.25}}",
        f"{root} .nbp-arrow path{{fill:none;stroke-width:1.2}}{root} .nbp-arrow .nbp-head{{stroke:none}}",
        f"{root} .nbp-order path{{stroke-dasharray:4 3}}",
        f"{root} .nbp-skipped,{root} .nbp-faded{{opacity:.6}}",
    ]
    if theme == "auto":
        rules += _colours(root, LIGHT)
        rules.append("@media (prefers-color-scheme:dark){" + "".join(_colours(root, DARK)) + "}")
        # JupyterLab's own theme wins over the system's: these selectors are more specific.
        rules += _colours(f'[data-jp-theme-light="true"] {root}', LIGHT)
        rules += _colours(f'[data-jp-theme-light="false"] {root}', DARK)
    else:
        rules += _colours(root, LIGHT if theme == "light" else DARK)
    return "".join(rules)


def _colours(root: str, palette: Palette) -> list[str]:
    p = palette
    rules = [
        f"{root} text{{fill:{p.quiet}}}",
        f"{root} .nbp-name,{root} .nbp-ink,{root} .nbp-code{{fill:{p.ink}}}",
        f"{root} .nbp-card{{fill:{p.card};stroke:{p.frame}}}",
        f"{root} .nbp-frame{{fill:none;stroke:{p.frame}}}",
        f"{root} .nbp-icon{{stroke:{p.quiet}}}",
        f"{root} .nbp-arrow path{{stroke:{p.line}}}{root} .nbp-arrow .nbp-head{{fill:{p.line}}}",
        f"{root} .nbp-pill rect{{fill:{p.card};stroke:{p.frame};stroke-width:.8}}",
        f"{root} .nbp-branch text{{fill:{p.ink}}}",
        f"{root} .nbp-track{{fill:{p.frame}}}",
        f"{root} .nbp-bolt{{fill:{p.warn}}}",
    ]
    for tone in TONES:
        colour = getattr(p, tone)
        rules.append(
            f"{root} .nbp-{tone} .nbp-edge,{root} .nbp-{tone} .nbp-fill{{fill:{colour}}}"
            f"{root} .nbp-{tone} .nbp-symbol,{root} .nbp-{tone} .nbp-ring{{stroke:{colour}}}"
            f"{root} .nbp-{tone} .nbp-word{{fill:{colour}}}"
        )
    # Quiet text would be too faint at 60 %.
    rules.append(f"{root} .nbp-skipped .nbp-small{{fill:{p.ink}}}")
    return rules
