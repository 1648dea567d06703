"""A repaired grid as a person reads it: stub, box head, spanners, title, and what each says of the figures."""
