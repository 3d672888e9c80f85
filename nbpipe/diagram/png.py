"""The picture as PNG, through resvg: for mails, documents and places that take no SVG."""

from __future__ import annotations

import importlib.util
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Literal

from nbpipe.diagram.svg import to_svg
from nbpipe.errors import NbpipeError
from nbpipe.model import Pipeline, StepExecution

_FAMILY = "DejaVu Sans"
_MONO = "DejaVu Sans Mono"


def to_png(
    picture: Pipeline | str,
    steps: Mapping[str, StepExecution] | None = None,
    *,
    theme: Literal["light", "dark"] = "light",
    scale: float = 2.0,
    background: str | None = None,
) -> bytes:
    """A pipeline, or a picture that `to_svg` made, as the bytes of a PNG file.

    `scale` is pixels of the image for each px of the picture. The page around the cards is transparent unless
    `background` names a colour. Raises `NbpipeError` where the machine has no font, since the cards would be empty.
    """
    svg = picture if isinstance(picture, str) else to_svg(picture, steps, for_notebook=False, theme=theme)
    if not _has_font():
        raise NbpipeError(
            "This machine has no font to draw text with, so a PNG would have empty cards.",
            "install a font (on Debian: apt install fonts-dejavu-core), or take --format svg",
            code="no-font",
        )
    return _render(svg, scale, background)


def _render(svg: str, scale: float, background: str | None = None) -> bytes:
    import resvg_py

    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=svg,
            zoom=scale,
            background=background,
            sans_serif_family=_FAMILY,
            monospace_family=_MONO,
            font_family=_FAMILY,
            font_dirs=_font_folders() or None,
        )
    )


@cache
def _font_folders() -> list[str]:
    """Fonts that come with matplotlib, where that is installed; it is not imported."""
    found = importlib.util.find_spec("matplotlib")
    if found is None or found.origin is None:
        return []
    folder = Path(found.origin).parent / "mpl-data" / "fonts" / "ttf"
    return [str(folder)] if folder.is_dir() else []


@cache
def _has_font() -> bool:
    """Whether a letter leaves a mark."""
    frame = '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"><text y="15" font-family="sans-serif">{}</text></svg>'
    return _render(frame.format("X"), 1.0) != _render(frame.format(" "), 1.0)
