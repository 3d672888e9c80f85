"""matplotlib figures as pickles, with a picture as preview. Needs no display and never asks pyplot."""

from __future__ import annotations

import base64
import contextlib
import io
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from nbpipe.materializers import Saved, hashing, pickle_value, pickling, previews

_PIXELS = 800


class _Figure:
    name = "figure"

    def accepts(self, value: Any) -> bool:
        return any(
            base.__module__ == "matplotlib.figure" and base.__name__ == "Figure"
            for base in type(value).__mro__
        )

    def save(self, value: Any, path: Path) -> Saved:
        return pickle_value.save(value, path)

    def load(self, path: Path, meta: Mapping[str, Any]) -> Any:
        return pickle_value.load(path)

    def preview(self, value: Any) -> Mapping[str, Any]:
        return previews.guarded(_preview, value)

    def fingerprint(self, value: Any) -> str:
        """Of the picture and of what its artists say of themselves: a figure never pickles twice the same."""
        try:
            canvas = _draw(value, 40.0)
        except Exception:
            return pickling.UNKNOWN
        about = f"{value.get_size_inches()} {value.get_dpi()}"
        # Ticks come into being when they are drawn, so it is the copy that is asked.
        picture = hashing.array_of(_array(canvas.buffer_rgba()))
        return hashing.combine("figure", [about, picture, *_artists(canvas.figure)])


def _draw(figure: Any, dpi: float, *, arranged: bool = False) -> Any:
    """A canvas with a drawn copy: drawing changes a figure. Where it is to be `arranged`, as a second drawing does it."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    memory = io.BytesIO()
    pickling.dump(figure, memory)
    memory.seek(0)
    copy = pickling.load(memory)
    copy.set_dpi(dpi)
    canvas = FigureCanvasAgg(copy)
    engine = copy.get_layout_engine() if arranged else None
    if engine is not None:
        engine.execute(copy)
    canvas.draw()  # type: ignore[no-untyped-call]
    return canvas


def _array(buffer: Any) -> Any:
    import numpy as np

    return np.asarray(buffer)


def _artists(figure: Any) -> Iterator[str]:
    for artist in figure.findobj():
        about = [
            type(artist).__name__,
            str(artist.get_label()),
            str(artist.get_visible()),
            str(artist.zorder),
        ]
        for ask in ("get_xydata", "get_offsets", "get_array", "get_text", "get_xlim", "get_ylim"):
            if hasattr(artist, ask):
                with contextlib.suppress(Exception):
                    found = pickling.digest(getattr(artist, ask)())
                    about.append(f"{ask} {found}")
        yield hashing.combine("artist", about)


def _preview(value: Any) -> Mapping[str, Any]:
    width, height = value.get_size_inches()
    dpi = min(100.0, _PIXELS / max(width, height, 0.1))
    while dpi > 5:
        canvas = _draw(value, dpi, arranged=True)
        for write in (_as_it_is, _in_few_colors):
            file = io.BytesIO()
            write(canvas, file)
            data = base64.b64encode(file.getvalue()).decode()
            if len(data) < previews.LARGEST - 200:
                return {"kind": "image", "media_type": "image/png", "data": data}
        dpi /= 1.5
    return {"kind": "text", "text": f"a figure of {width:g} × {height:g} inches"}


def _as_it_is(canvas: Any, file: io.BytesIO) -> None:
    """As `print_png` writes it, which would draw it once more."""
    from matplotlib.image import imsave

    about: dict[str, Any] = {"Software": None}
    dpi = canvas.figure.dpi
    imsave(file, canvas.buffer_rgba(), format="png", origin="upper", dpi=dpi, metadata=about)


def _in_few_colors(canvas: Any, file: io.BytesIO) -> None:
    """A third of the size, and sharper than a picture of fewer pixels. matplotlib needs Pillow itself."""
    from PIL import Image

    picture = Image.fromarray(_array(canvas.buffer_rgba())).convert("RGB")
    picture.quantize(colors=96, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)


materializer = _Figure()
