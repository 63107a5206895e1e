"""Drawn sheets of paper: there is no real document in the demo."""

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw


def scan(name: str) -> SimpleUploadedFile:
    """A picture of a sheet under that name."""
    sheet = Image.new("RGB", (420, 594), "#fdfcf8")
    pen = ImageDraw.Draw(sheet)
    pen.rectangle((24, 24, 396, 570), outline="#0b5d4b", width=3)
    for line in range(9):
        pen.line((60, 140 + line * 42, 360 - (line % 3) * 40, 140 + line * 42), fill="#9db3ad", width=6)
    content = io.BytesIO()
    sheet.save(content, "PNG")
    return SimpleUploadedFile(f"{name}.png", content.getvalue(), content_type="image/png")
