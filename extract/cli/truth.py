"""`ir-extract truth`: results against values that a person read."""

from __future__ import annotations

import click


@click.command()
def truth() -> None:
    """Compare results with truth files."""
