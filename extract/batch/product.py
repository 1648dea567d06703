"""What a result depends on besides the document and the settings: this program."""

from __future__ import annotations

import functools
import hashlib
from pathlib import Path

from extract.version import __version__


@functools.cache
def product() -> str:
    """Version of the product and hash of its code, so that a changed rule makes its results anew."""
    digest = hashlib.sha256()
    root = Path(__file__).parents[1]
    for path in sorted(root.rglob("*")):
        inside = path.relative_to(root)
        if path.is_file() and not any(part.startswith((".", "__pycache__")) for part in inside.parts):
            digest.update(inside.as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return f"{__version__}+{digest.hexdigest()[:12]}"
