"""QR codes: written as one vector path with a quiet zone, and read back from pictures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO

import zxingcpp
from PIL import Image, ImageOps, UnidentifiedImageError

from workbench.documents.pen import Pen
from workbench.documents.pictures import UnusablePicture
from workbench.documents.styles import INK
from workbench.domain.refusals import Refusal

QUIET_ZONE_MODULES = 4  # ISO/IEC 18004, 9.1
_CORRECTION = "Q"  # about a quarter of the code may be lost; denser levels scan worse in print

Matrix = Sequence[Sequence[bool]]


class CodeTooLong(Refusal):
    """A text does not fit into any QR code at correction level Q; fact: `characters`."""

    code = "code_too_long"


def qr_matrix(text: str) -> Matrix:
    """Give the dark modules of the smallest QR code of a text, row by row from the top, without quiet zone.

    Raises:
        CodeTooLong: no version holds the text at level Q.
    """
    try:
        code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level=_CORRECTION)
    except (ValueError, RuntimeError) as error:
        raise CodeTooLong(characters=len(text)) from error
    view = memoryview(code.to_image(scale=1, add_quiet_zones=False))  # type: ignore[arg-type]  # its stub hides it
    side = view.shape[1] if view.shape else 0
    pixels = view.tobytes()
    return tuple(tuple(pixels[row * side + column] == 0 for column in range(side)) for row in range(side))


def draw_qr(pen: Pen, matrix: Matrix, corner: tuple[float, float], side: float) -> None:
    """Fill a code of `side` points (without quiet zone) above `corner`, as one path so that no seam shows."""
    module = side / len(matrix)
    canvas = pen.canvas
    canvas.saveState()
    canvas.setFillColorRGB(*INK)
    canvas.transform(module, 0, 0, -module, corner[0], corner[1] + side)  # one unit is one module, rows run down
    path = " ".join(f"{left} {top} {width} {height} re" for left, top, width, height in merged(matrix))
    canvas.addLiteral(f"{path} f")
    canvas.restoreState()


def merged(matrix: Matrix) -> Iterator[tuple[int, int, int, int]]:
    """Cover the dark modules with few rectangles (left, top, width, height), each module once."""
    open_runs: dict[tuple[int, int], int] = {}
    for top, row in enumerate(matrix):
        runs = list(_runs(row))
        for run in [run for run in open_runs if run not in runs]:
            yield run[0], open_runs[run], run[1], top - open_runs.pop(run)
        for run in runs:
            open_runs.setdefault(run, top)
    for run, top in open_runs.items():
        yield run[0], top, run[1], len(matrix) - top


def _runs(row: Sequence[bool]) -> Iterator[tuple[int, int]]:
    start = None
    for column, dark in enumerate((*row, False)):
        if dark and start is None:
            start = column
        elif not dark and start is not None:
            yield start, column - start
            start = None


def read_codes(picture: bytes) -> tuple[str, ...]:
    """Read the texts of all QR codes on a picture (a photo, a scan, a rasterised page), from the top down.

    Raises:
        UnusablePicture: the bytes are no picture that can be read here.
    """
    try:
        with Image.open(BytesIO(picture)) as opened:
            image = ImageOps.exif_transpose(opened).convert("L")
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError) as error:
        raise UnusablePicture(number="", reason=str(error)) from error
    codes = zxingcpp.read_barcodes(image, formats=zxingcpp.barcode_formats_from_str("QRCode"))
    ordered = sorted(codes, key=lambda code: (code.position.top_left.y, code.position.top_left.x))
    return tuple(dict.fromkeys(str(code.text) for code in ordered if code.valid))
