"""The only door to camelot: a last opinion on where tables stand, when the layout model has none.

Camelot raises anything on real files, prints, and takes a second to load: whatever goes wrong here means no opinion.
"""

from __future__ import annotations

import contextlib
import importlib
import io
import warnings

Box = tuple[float, float, float, float]

_FLAVOURS = ("lattice", "stream")


def table_boxes(data: bytes, page: int, width: float, height: float) -> list[Box]:
    """Boxes of tables on a page (from 1) that is neither turned nor cropped, from the top left; [] without opinion."""
    for flavour in _FLAVOURS:
        boxes = [box for box in flavour_to_boxes(data, page, flavour, height) if is_on(box, width, height)]
        if boxes:
            return boxes
    return []


def flavour_to_boxes(data: bytes, page: int, flavour: str, height: float) -> list[Box]:
    """What one flavour sees, with y turned over: camelot counts from the foot of the page."""
    try:
        camelot = importlib.import_module("camelot")
        with (
            contextlib.redirect_stdout(io.StringIO()),
            contextlib.redirect_stderr(io.StringIO()),
            warnings.catch_warnings(),
        ):
            warnings.simplefilter("ignore")
            tables = list(camelot.read_pdf(io.BytesIO(data), pages=str(page), flavor=flavour))
        out = []
        for table in tables:
            x0, y0, x1, y1 = (float(v) for v in table._bbox)
            out.append((x0, height - y1, x1, height - y0))
        return out
    except Exception:
        return []


def is_on(box: Box, width: float, height: float) -> bool:
    return -5 <= box[0] < box[2] <= width + 5 and -5 <= box[1] < box[3] <= height + 5
