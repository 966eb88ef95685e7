"""Makes small PDF documents for tests by hand: numbered objects, and a list of where they begin."""

from __future__ import annotations

import io
import zlib
from collections.abc import Mapping, Sequence

Placed = tuple[str, float, float, float]
"""A line: its words, left, bottom, and the size of its letters, in points."""
TOP, LEFT, STEP, SIZE = 760.0, 72.0, 14.0, 12.0


def set_lines(text: str, top: float = TOP) -> list[Placed]:
    """Return lines one under the other, with a gap for an empty one, set in where one begins with blanks."""
    return [
        (line.strip(), LEFT + 20 * line.startswith("  "), top - STEP * at, SIZE)
        for at, line in enumerate(text.strip("\n").split("\n"))
        if line.strip()
    ]


def draw(lines: Sequence[Placed]) -> bytes:
    """Return the drawing of a page of lines."""
    drawn = []
    for text, left, bottom, size in lines:
        escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        drawn.append(f"BT /F1 {size} Tf 1 0 0 1 {left} {bottom} Tm ({escaped}) Tj ET")
    return "\n".join(drawn).encode("cp1252")


def make_pdf(pages: Sequence[str | Sequence[Placed] | bytes], told: Mapping[str, str] | None = None) -> bytes:
    """Return a PDF document; a page is text, lines with their places, or its drawing."""
    drawings = [
        page if isinstance(page, bytes) else draw(set_lines(page) if isinstance(page, str) else page)
        for page in pages
    ]
    return build(drawings, told or {})


def build(drawings: Sequence[bytes], told: Mapping[str, str], filters: str = "/FlateDecode") -> bytes:
    """Return a PDF document of pages by their drawings, packed where `filters` says so."""
    objects: list[bytes] = []
    kids = " ".join(f"{5 + 2 * at} 0 R" for at in range(len(drawings)))
    objects.append(b"<< /Type /Catalog /Pages 2 0 R >>")
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {len(drawings)} >>".encode())
    objects.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
    objects.append(f"<< {' '.join(f'/{key} ({value})' for key, value in told.items())} >>".encode("cp1252"))
    for at, drawing in enumerate(drawings):
        packed = zlib.compress(drawing) if "Flate" in filters else drawing
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {6 + 2 * at} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        head = f"<< /Length {len(packed)} {f'/Filter [{filters}]' if filters else ''} >>"
        objects.append(head.encode() + b"\nstream\n" + packed + b"\nendstream")
    return write(objects)


def write(objects: Sequence[bytes]) -> bytes:
    """Return a file of objects numbered from 1; the first is the catalogue, the fourth what is told."""
    stream = io.BytesIO()
    stream.write(b"%PDF-1.5\n")
    starts = []
    for number, content in enumerate(objects, 1):
        starts.append(stream.tell())
        stream.write(f"{number} 0 obj\n".encode() + content + b"\nendobj\n")
    table = stream.tell()
    stream.write(f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode())
    stream.writelines(f"{start:010} 00000 n \n".encode() for start in starts)
    info = " /Info 4 0 R" if len(objects) > 3 else ""
    stream.write(f"trailer << /Size {len(objects) + 1} /Root 1 0 R{info} >>\n".encode())
    stream.write(f"startxref\n{table}\n%%EOF\n".encode())
    return stream.getvalue()
