"""Parts of a report as HTML. Every text is escaped."""

from __future__ import annotations

import html
import math
from collections.abc import Iterable, Sequence
from typing import Any

_STYLE = """
.nbpipe-report{font:13px/1.45 system-ui,sans-serif;color:inherit;max-width:60rem}
.nbpipe-report h3{font-size:15px;margin:0 0 .4em}.nbpipe-report h4{font-size:13px;margin:1.1em 0 .3em}
.nbpipe-report table{border-collapse:collapse;margin:.3em 0;font-size:inherit;color:inherit}
.nbpipe-report th,.nbpipe-report td{padding:.15em .7em .15em 0;text-align:left;vertical-align:top;
border-bottom:1px solid rgba(128,128,128,.3);background:none}
.nbpipe-report td.number,.nbpipe-report th.number{text-align:right;font-variant-numeric:tabular-nums}
.nbpipe-report .bad{border-left:3px solid #d4573b;padding-left:.6em}
.nbpipe-report .good{border-left:3px solid #3a9a5b;padding-left:.6em}
.nbpipe-report .note{opacity:.75}
.nbpipe-report .bar{display:inline-block;height:.7em;background:#4c8bc9;vertical-align:baseline}
.nbpipe-report .bar.left{background:#d4873b}
.nbpipe-report .axis{display:inline-flex;width:9rem}.nbpipe-report .axis>span{width:50%;display:inline-block}
.nbpipe-report .axis>span:first-child{text-align:right;border-right:1px solid rgba(128,128,128,.7)}
""".strip().replace("\n", "")


class Markup(str):
    """Text that is HTML already."""


def page(title: str, *parts: str) -> str:
    """A whole report."""
    return (
        f'<div class="nbpipe-report"><style>{_STYLE}</style><h3>{escaped(title)}</h3>{"".join(parts)}</div>'
    )


def escaped(value: Any) -> str:
    """A value as text in HTML; a float with four digits.

    >>> escaped("<b>"), escaped(0.123456), escaped(None)
    ('&lt;b&gt;', '0.1235', '–')
    """
    if isinstance(value, Markup):
        return str(value)
    if value is None:
        return "–"
    if isinstance(value, float):
        return html.escape(f"{value:.4g}")
    return html.escape(str(value))


def heading(text: str) -> str:
    """The title of a part."""
    return f"<h4>{escaped(text)}</h4>"


def paragraph(text: str, kind: str = "") -> str:
    """A sentence; `kind` is good, bad or note."""
    return f'<p class="{kind}">{escaped(text)}</p>' if kind else f"<p>{escaped(text)}</p>"


def table(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """A table; numbers stand at the right."""
    listed = list(rows)
    numeric = [
        all(isinstance(row[i], int | float) or row[i] is None for row in listed) and bool(listed)
        for i in range(len(columns))
    ]

    def line(tag: str, cells: Sequence[Any]) -> str:
        return "".join(
            f'<{tag} class="number">{escaped(cell)}</{tag}>' if number else f"<{tag}>{escaped(cell)}</{tag}>"
            for cell, number in zip(cells, numeric, strict=True)
        )

    body = "".join(f"<tr>{line('td', row)}</tr>" for row in listed)
    return f"<table><thead><tr>{line('th', columns)}</tr></thead><tbody>{body}</tbody></table>"


def bar(value: float | None, largest: float) -> Markup:
    """A bar from 0 to the right, as long as the value is of the largest."""
    if value is None or not math.isfinite(value) or largest <= 0:
        return Markup("")
    return Markup(f'<span class="bar" style="width:{9 * min(max(value / largest, 0), 1):.2f}rem"></span>')


def signed_bar(value: float | None) -> Markup:
    """A bar from the middle, to the left below 0; 1 is the longest."""
    if value is None or not math.isfinite(value):
        return Markup("")
    width = 100 * min(abs(value), 1)
    drawn = f'<span class="bar{" left" if value < 0 else ""}" style="width:{width:.1f}%"></span>'
    return Markup(
        f'<span class="axis"><span>{drawn if value < 0 else ""}</span><span>{drawn if value >= 0 else ""}</span></span>'
    )


def violations(found: Sequence[dict[str, str]], checked: bool) -> str:
    """The violations as a table, or a sentence that there are none."""
    if not checked:
        return ""
    if not found:
        return paragraph("No violations.", "good")
    what = "1 violation" if len(found) == 1 else f"{len(found)} violations"
    rows = [(_subject(item), item["constraint_check_type"], item["description"]) for item in found]
    return paragraph(f"{what}.", "bad") + table(("what", "check", "finding"), rows)


def _subject(item: dict[str, str]) -> str:
    if "feature_name" in item:
        return item["feature_name"]
    facet = f"{item['facet']} = {item['facet_value']}, " if "facet" in item else ""
    return facet + item["metric_name"]
