"""The library for other processes: a local HTTP service that reads documents, and an MCP server over results."""
