"""Whether this process is allowed the memory that reading a picture takes."""

from __future__ import annotations

import resource
from pathlib import Path

NEEDED_BYTES = 1_300 * 1024**2


def has_room() -> bool:
    """False when a limit on the address space leaves too little, so that an engine would end the process."""
    limit = resource.getrlimit(resource.RLIMIT_AS)[0]
    if limit == resource.RLIM_INFINITY:
        return True
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[0])
    except (OSError, ValueError, IndexError):
        return True
    return limit - pages * resource.getpagesize() >= NEEDED_BYTES
