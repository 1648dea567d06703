"""Tables whose layout a converter lost: a stream of cells without columns, read back into grids.

Lines → atoms (words, figures, signs; `atoms`) → runs (words, then figures; `runs`) → tables of one width with their
headings (`heads`, `stream`). Line ends, blank lines and blanks are hints about where cells part, never syntax: what
decides is whether headings and rows agree in number.
"""
