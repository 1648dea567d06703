"""What a result depends on besides the document and the settings: this program, and the libraries that shape it."""

from __future__ import annotations

import functools
import hashlib
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from extract.version import __version__

# Libraries of which another version may read another text, see another table or prove another figure.
SHAPING = (
    *("pymupdf", "onnxruntime", "camelot-py", "pandas", "playa-pdf", "pdfminer.six", "pypdf", "pypdfium2", "numpy"),
    *("opencv-python-headless", "z3-solver", "regex", "msgspec"),
)


def libraries() -> tuple[str, ...]:
    """The versions of the libraries that shape results: `pymupdf 1.26.3`."""
    return tuple(f"{name} {_version(name)}" for name in SHAPING)


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "none"


@functools.cache
def product() -> str:
    """Version of the product and hash of its code and its libraries: a changed rule makes its results anew, and so does
    a PyMuPDF that reads other words out of the same page."""
    digest = hashlib.sha256("\n".join(libraries()).encode())
    root = Path(__file__).parents[1]
    for path in sorted(root.rglob("*")):
        inside = path.relative_to(root)
        if path.is_file() and not any(part.startswith((".", "__pycache__")) for part in inside.parts):
            digest.update(inside.as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return f"{__version__}+{digest.hexdigest()[:12]}"
