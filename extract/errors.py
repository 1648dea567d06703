"""The few exceptions that end a document. Each names the file, the place and the remedy."""

from __future__ import annotations


class ExtractError(Exception):
    """A document, or a call, that cannot go on. `remedy` says what the user can do."""

    def __init__(self, message: str, *, name: str = "", remedy: str = "") -> None:
        self.name, self.message, self.remedy = name, message, remedy
        super().__init__(": ".join(part for part in (name, message) if part) + (f" ({remedy})" if remedy else ""))


class UnreadableDocument(ExtractError):
    """Nothing of the document can be read: it is empty, binary, encrypted or beyond a limit."""


class SchemaViolation(ExtractError):
    """A result, ours or one that was handed in, does not satisfy the schema."""
