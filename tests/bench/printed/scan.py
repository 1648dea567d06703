"""Pages as pictures of themselves, as a scanner gives them."""

from __future__ import annotations

import pymupdf


def scanned(content: bytes, dpi: int) -> bytes:
    """The PDF with every page replaced by its grey picture; the same bytes give the same bytes."""
    source, made = pymupdf.open(stream=content, filetype="pdf"), pymupdf.open()
    for page in source:
        picture = page.get_pixmap(dpi=dpi, colorspace=pymupdf.csGRAY).tobytes("png")
        sheet = made.new_page(width=page.rect.width, height=page.rect.height)
        sheet.insert_image(sheet.rect, stream=picture)
    return bytes(made.tobytes(no_new_id=True, deflate=True))
