"""ir-extract under a name that nobody else has: `import ir_extract as extract`.

A script's own `extract.py` stands before the library on Python's path, and `import extract` would find it. This finds
the library by its place beside this file, whatever stands before it, and is the library: the same module, with the same
functions and types. What has been imported as `extract` by then, and is not the library, is told.
"""

import importlib.util
import sys
from pathlib import Path

_HOME = Path(__file__).resolve().parent / "extract"


def _library() -> object:
    known = sys.modules.get("extract")
    if known is not None:
        if Path(getattr(known, "__file__", None) or "").resolve().parent == _HOME:
            return known
        told = f"a module of your own, {getattr(known, '__file__', 'extract')}, was imported as `extract` before"
        raise ImportError(f"{told}: import ir_extract first, or give yours another name")
    spec = importlib.util.spec_from_file_location(
        "extract", _HOME / "__init__.py", submodule_search_locations=[str(_HOME)]
    )
    if spec is None or spec.loader is None:
        raise ImportError(f"the library is not where it should be: {_HOME}")
    module = importlib.util.module_from_spec(spec)
    sys.modules["extract"] = module
    try:
        spec.loader.exec_module(module)
    except BaseException:
        del sys.modules["extract"]
        raise
    return module


sys.modules[__name__] = _library()  # type: ignore[assignment]
