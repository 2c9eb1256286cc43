from __future__ import annotations

import io

import pytest
from PIL import Image
from preview.png import PngError, read_png, small_png

TEXTS = {"Drawing digest": "abc"}


def png(image: Image.Image) -> bytes:
    written = io.BytesIO()
    image.save(written, "PNG")
    return written.getvalue()


def test_size_texts_and_opacity_are_read() -> None:
    facts = read_png(small_png(png(Image.new("RGB", (7, 5), "white")), TEXTS, is_clear=False))
    assert (facts.width, facts.height, facts.is_opaque, facts.texts) == (7, 5, True, TEXTS)


def test_a_picture_that_lets_through_what_is_behind_is_known() -> None:
    clear = Image.new("RGBA", (4, 4), (0, 0, 0, 0))
    assert not read_png(small_png(png(clear), TEXTS, is_clear=True)).is_opaque
    by_palette = io.BytesIO()
    clear.quantize().save(by_palette, "PNG", transparency=0)
    assert not read_png(by_palette.getvalue()).is_opaque


def test_what_is_drawn_comes_into_the_middle() -> None:
    image = Image.new("RGB", (21, 21), "white")
    image.paste("teal", (1, 2, 4, 7))
    with Image.open(io.BytesIO(small_png(png(image), TEXTS, is_clear=False))) as opened:
        drawn = opened.convert("RGB")
    inside = [(x, y) for x in range(21) for y in range(21) if drawn.getpixel((x, y)) != (255, 255, 255)]
    assert (min(inside), max(inside)) == ((9, 8), (11, 12))


def test_an_empty_picture_stays_empty() -> None:
    assert read_png(small_png(png(Image.new("RGB", (3, 3), "white")), {}, is_clear=False)).texts == {}


@pytest.mark.parametrize("length", [0, 7, 8, 30, 50])
def test_a_file_that_ends_too_early_is_no_png(length: int) -> None:
    with pytest.raises(PngError):
        read_png(png(Image.new("RGB", (3, 3), "white"))[:length])


def test_another_kind_of_file_is_no_png() -> None:
    with pytest.raises(PngError, match="does not begin"):
        read_png(b"GIF89a" + bytes(100))
