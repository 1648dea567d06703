"""Results for the eyes of a person: a page for each document that opens from disk, and an index of the batch.

manifest and results ─sources→ the document itself, if its bytes are the same ─pictures→ pages that are needed
                     ─payload→ data of the page ─pages→ HTML with all that it needs in it

A page shows where each figure, its label, its unit and its period were printed, what its value rests on, and what a
person has to look at first; and it collects what the person says of that, as a corrections file. A document is hostile
text: it is written as data, escaped, and shown as text only.
"""
