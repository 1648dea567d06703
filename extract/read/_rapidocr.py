"""The only door to RapidOCR: finds the lines of a page and reads them with the models in its wheel.

The package is optional (`ir-extract[ocr]`). Its classifier of upside-down lines is off, for it turns 666 into 999. The
models are named by their paths, so that nothing is ever fetched. One thread: the result is the same with more, and
workers share the machine. What the package raises, memory it cannot have included, becomes an EngineError.
"""

from __future__ import annotations

import contextlib
import importlib
import importlib.metadata
import importlib.util
import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from extract.read._image import Array, Pixels, cv2, numpy
from extract.read.engine import EngineError, Glimpse

_FIND_PX = 1_600
_LEAST_SCORE = 0.3


def version() -> str | None:
    """The version of the package; None when it, or its models, are not installed."""
    spec = importlib.util.find_spec("rapidocr")
    if spec is None or spec.origin is None or not _models(Path(spec.origin).parent):
        return None
    return importlib.metadata.version("rapidocr")


def _models(folder: Path) -> dict[str, str]:
    """The model files of the wheel by task; {} when one is missing."""
    found = {}
    for task in ("det", "rec"):
        files = sorted((folder / "models").glob(f"*_{task}_*.onnx"))
        if not files:
            return {}
        found[f"{task.capitalize()}.model_path"] = str(files[0])
    return found


class RapidReader:
    """Lines and their texts. The models are loaded when the first page comes."""

    def __init__(self) -> None:
        self.name = f"rapidocr {version()}"
        self._engine: Any = None

    def find(self, page: Array) -> list[Pixels]:
        """The boxes of lines of text on a page, from top to bottom."""
        scale = min(1.0, _FIND_PX / max(page.shape))
        small = cv2().resize(page, None, fx=scale, fy=scale, interpolation=cv2().INTER_AREA)
        with _contained():
            found = self._ready()(_three(small), use_det=True, use_cls=False, use_rec=False)
        boxes = [] if found.boxes is None else [box / scale for box in found.boxes]
        out = []
        for box in boxes:
            xs, ys = [float(x) for x in box[:, 0]], [float(y) for y in box[:, 1]]
            out.append((int(min(xs)), int(min(ys)), int(max(xs)) + 1, int(max(ys)) + 1))
        return sorted(out, key=lambda b: (b[1], b[0]))

    def read(self, crops: Sequence[Array]) -> list[Glimpse]:
        """What each picture of a line says; an empty text where nothing can be read."""
        out = []
        for crop in crops:
            with _contained():
                seen = self._ready()(_three(crop), use_det=False, use_cls=False, use_rec=True)
            text = (seen.txts or ("",))[0].strip()
            score = float((seen.scores or (0.0,))[0])
            out.append(Glimpse(text, score) if score >= _LEAST_SCORE else Glimpse("", score))
        return out

    def _ready(self) -> Any:
        if self._engine is None:
            package = importlib.import_module("rapidocr")
            self._engine = package.RapidOCR(
                params={
                    "Global.use_cls": False,
                    "Global.log_level": "critical",
                    "EngineConfig.onnxruntime.intra_op_num_threads": 1,
                    "EngineConfig.onnxruntime.inter_op_num_threads": 1,
                    **_models(Path(str(package.__file__)).parent),
                }
            )
        return self._engine


def _three(page: Array) -> Array:
    return numpy().repeat(page[:, :, None], 3, 2)


@contextlib.contextmanager
def _contained() -> Iterator[None]:
    """Nothing the package prints is seen, and whatever it raises is an EngineError."""
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            yield
    except MemoryError as error:
        raise EngineError("not enough memory") from error
    except Exception as error:
        told = str(error).strip().splitlines()
        raise EngineError(told[-1][:200] if told else type(error).__name__) from error
