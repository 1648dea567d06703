"""Facts to statuses: identities found, evaluated, and used to repair, to infer and to flag."""

from extract.prove.judge import judge
from extract.prove.together import judge_together

__all__ = ["judge", "judge_together"]
