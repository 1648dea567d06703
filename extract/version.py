"""The version of the product, as it is written into every result."""

from __future__ import annotations

from importlib import metadata

try:
    __version__ = metadata.version("ir-extract")
except metadata.PackageNotFoundError:  # a source tree that was never installed
    __version__ = "0+unknown"
