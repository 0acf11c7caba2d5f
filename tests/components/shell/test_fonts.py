"""Fonts that travel in a file: those of its signs, and no others."""

import pytest

from components.shell.fonts import font_faces


@pytest.mark.parametrize(
    ("text", "faces"),
    [("", 0), ("Activities, 2024", 2), ("Türkiye – Č", 4), ("خريطة 2024", 4), ("خريطة", 2), ("Карта", 2), ("地图", 0)],
)
def test_a_text_brings_the_regular_and_the_bold_face_of_each_of_its_scripts(text: str, faces: int) -> None:
    assert font_faces(text).count("@font-face") == faces


def test_a_face_holds_its_file_and_asks_nothing_from_anywhere() -> None:
    rules = font_faces("A")
    assert "src:url(data:font/woff2;base64," in rules
    assert "http" not in rules.partition("base64,")[0]
