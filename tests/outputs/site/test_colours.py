"""Whatever colors a program chooses, text can be read on them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iop_curriculum.content.schema import Colours
from iop_curriculum.outputs.site.colours import DARK_PAGE, LIGHT_PAGE, contrast, programme_css, readable_on

colours = st.from_regex(r"#[0-9a-f]{6}", fullmatch=True)


def test_contrast_has_known_values() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@given(colours)
def test_links_can_be_read_in_light_and_dark(colour: str) -> None:
    for page in (LIGHT_PAGE, DARK_PAGE):
        assert contrast(readable_on(colour, page), page) >= 4.5


@given(colours)
def test_words_on_the_primary_color_can_be_read(colour: str) -> None:
    css = programme_css(Colours(primary=colour))
    words = re.search(r"--iop-on-primary: (#\w+)", css)
    assert words
    assert contrast(words[1], colour) >= 4.5
