"""`ir-extract golden`: recorded outputs, checked, compared and accepted by name."""

from __future__ import annotations

import click


@click.group()
def golden() -> None:
    """Compare the documents in seeds/ with their recorded results in golden/."""
