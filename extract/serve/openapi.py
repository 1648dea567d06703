"""What the service says of itself: OpenAPI 3.1, with the schema of a result in it."""

from __future__ import annotations

from typing import Any

from extract.version import __version__


def openapi() -> dict[str, Any]:
    """The description of the service; the schema of a result is that of the files, with its types where OpenAPI looks
    for them."""
    from extract.emit import schema_of_results

    schema = _moved(schema_of_results())
    types = schema.pop("$defs")
    schema.pop("$schema", None)
    schema.pop("$id", None)
    refusals = {
        "400": "The body is empty.",
        "403": "The caller is not of this machine.",
        "413": "The document is larger than the limit.",
        "500": "Its worker crashed; other documents are unharmed.",
        "503": "Too many documents wait; see Retry-After.",
        "504": "The document took too long; other documents are unharmed.",
        "507": "The document needs more memory than it may use.",
    }
    refused = {
        "type": "object",
        "required": ["error", "kind"],
        "properties": {"error": {"type": "string"}, "kind": {"type": "string"}},
    }
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "ir-extract",
            "version": __version__,
            "description": "Numbers from results releases and slide decks: as printed, repaired with a proof, or"
            " flagged. `trusted` is the one thing to look at; where it is false, `doubts` say why.",
        },
        "paths": {
            "/v1/read": {
                "post": {
                    "operationId": "read",
                    "summary": "Read a document: PDF, HTML or text.",
                    "parameters": [
                        {
                            "name": "name",
                            "in": "query",
                            "description": "The file name; `.csv` is read as a table.",
                            "schema": {"type": "string", "default": "document"},
                        }
                    ],
                    "requestBody": {
                        "required": True,
                        "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
                    },
                    "responses": {
                        "200": {
                            "description": "The result; its `status` says complete, partial or failed.",
                            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Result"}}},
                        },
                        **{
                            status: {
                                "description": told,
                                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Refusal"}}},
                            }
                            for status, told in refusals.items()
                        },
                    },
                }
            },
            "/v1/schema": {
                "get": {
                    "operationId": "schema",
                    "summary": "The JSON Schema of a result.",
                    "responses": {"200": {"description": "JSON Schema 2020-12."}},
                }
            },
            "/health": {
                "get": {
                    "operationId": "health",
                    "summary": "Whether it is up, its workers, and documents under way.",
                    "responses": {"200": {"description": "It is up."}},
                }
            },
        },
        "components": {"schemas": {**types, **({} if "Result" in types else {"Result": schema}), "Refusal": refused}},
    }


def _moved(schema: Any) -> Any:
    """A schema whose references lead to where OpenAPI keeps types."""
    if isinstance(schema, dict):
        return {
            key: value.replace("#/$defs/", "#/components/schemas/")
            if key == "$ref" and isinstance(value, str)
            else _moved(value)
            for key, value in schema.items()
        }
    return [_moved(each) for each in schema] if isinstance(schema, list) else schema
