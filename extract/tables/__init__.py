"""Finders of tables as printed. Called by the readers, so that a page's tables and its prose are told apart in
one pass; a finder draws what stands there and repairs nothing."""
