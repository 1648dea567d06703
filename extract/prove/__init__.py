"""Facts to statuses: identities found, evaluated, and used to repair, to infer and to flag."""

from extract.prove.judge import judge

__all__ = ["judge"]
