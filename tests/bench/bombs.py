"""Documents made to harm: they ask for ever more time or memory. Each is a few kilobytes.

The forms are those that readers of PDFs fall over: nested form objects, compression upon compression, page trees that
lead to themselves, page counts that are lies, nesting without end.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

Object = tuple[str, bytes]


def make_bombs(folder: Path) -> list[Path]:
    """Writes all of them into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, make in BOMBS.items():
        (folder / name).write_bytes(make())
    return sorted(folder.iterdir())


def pdf(objects: dict[int, Object]) -> bytes:
    """A PDF of these objects, number -> (dictionary, stream); 1 is the catalogue."""
    out, places = io.BytesIO(), {}
    out.write(b"%PDF-1.7\n")
    for number, (dictionary, stream) in objects.items():
        places[number] = out.tell()
        out.write(f"{number} 0 obj\n{dictionary}\n".encode())
        if stream:
            out.write(b"stream\n" + stream + b"\nendstream\n")
        out.write(b"endobj\n")
    start = out.tell()
    out.write(f"xref\n0 {max(objects) + 1}\n0000000000 65535 f \n".encode())
    for number in range(1, max(objects) + 1):
        out.write(f"{places.get(number, 0):010} 00000 n \n".encode())
    out.write(f"trailer\n<</Size {max(objects) + 1}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n".encode())
    return out.getvalue()


def one_page(content: bytes, *, extra: str = "", more: dict[int, Object] | None = None, page: str = "") -> bytes:
    """A PDF of one page with this content."""
    return pdf(
        {
            1: ("<</Type/Catalog/Pages 2 0 R>>", b""),
            2: ("<</Type/Pages/Kids[3 0 R]/Count 1>>", b""),
            3: (f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R{page}>>", b""),
            4: (f"<</Length {len(content)}{extra}>>", content),
            **(more or {}),
        }
    )


def billion_laughs() -> bytes:
    """Form objects that draw each other, ten times each: 10^12 drawings."""
    forms: dict[int, Object] = {}
    for level in range(12):
        call = b"/F Do " * 10 if level < 11 else b"0 0 m 9 9 l S BT /A 9 Tf (1) Tj ET "
        inner = f"/Resources<</XObject<</F {11 + level} 0 R>>>>" if level < 11 else ""
        forms[10 + level] = (f"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]{inner}/Length {len(call)}>>", call)
    return one_page(b"/F Do " * 10, more=forms, page="/Resources<</XObject<</F 10 0 R>>>>")


def flate_bomb() -> bytes:
    """Two gigabytes of blanks, compressed twice."""
    packer = zlib.compressobj(9)
    once = b"".join(packer.compress(b" " * 2**20) for _ in range(2048)) + packer.flush()
    return one_page(zlib.compress(once, 9), extra="/Filter[/FlateDecode/FlateDecode]")


def path_flood() -> bytes:
    """A hundred megabytes of path operators."""
    return one_page(zlib.compress(b"0 0 m 9 9 l S\n" * 8_000_000, 9), extra="/Filter/FlateDecode")


def word_flood() -> bytes:
    """Millions of words on one page."""
    return one_page(zlib.compress(b"BT 1 0 0 1 9 9 Tm (1,234) Tj ET\n" * 3_000_000, 9), extra="/Filter/FlateDecode")


def page_loop() -> bytes:
    """A page tree that holds itself and claims two thousand million pages."""
    return pdf(
        {
            1: ("<</Type/Catalog/Pages 2 0 R>>", b""),
            2: ("<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2000000000/Parent 2 0 R>>", b""),
        }
    )


def nested_arrays() -> bytes:
    """Half a million brackets."""
    return pdf({1: ("<</Type/Catalog/Pages 2 0 R>>", b""), 2: ("[" * 500_000, b"")})


def vast_page() -> bytes:
    """A page of ten million points each way."""
    return one_page(b"0 0 m 9999999 9999999 l S").replace(b"[0 0 612 792]", b"[0 0 9999999 9999999]")


def long_text() -> bytes:
    """Forty megabytes of table, with no end of a line in sight of a repair."""
    return b"Unit: JPY million\n" + b"Total\t1,234\t5,678\t(9)\n" * 1_800_000


def bracket_text() -> bytes:
    """Text that makes careless patterns backtrack for ever."""
    return (b"(" * 50_000 + b"1,2,3.4.5 " * 50_000 + b"\n") * 3


def zip_bomb() -> bytes:
    """A gigabyte of blanks in an archive, in an archive."""
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("a.txt", "w") as file:
        for _ in range(1024):
            file.write(b" " * 2**20)
    outer = io.BytesIO()
    with zipfile.ZipFile(outer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("../../inner.zip", inner.getvalue())
        archive.writestr("../../escape.txt", "Revenues\t1,234\n")
    return outer.getvalue()


BOMBS: dict[str, Callable[[], bytes]] = {
    "billion-laughs.pdf": billion_laughs,
    "bracket-text.txt": bracket_text,
    "flate-bomb.pdf": flate_bomb,
    "long-text.txt": long_text,
    "nested-arrays.pdf": nested_arrays,
    "page-loop.pdf": page_loop,
    "path-flood.pdf": path_flood,
    "vast-page.pdf": vast_page,
    "word-flood.pdf": word_flood,
    "zip-bomb.zip": zip_bomb,
}
