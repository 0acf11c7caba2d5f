"""Arabic letters that are cut by the line or the box that they stand in are found."""

import pytest

from tests.browser.conftest import OpenPage
from tests.browser.visits import cut_letters

pytestmark = pytest.mark.browser


def test_what_stands_on_a_line_too_low_for_it_is_found(visit: OpenPage) -> None:
    page = visit("/about", language="ar").page
    page.add_style_tag(
        content=".st-key-wordmark [data-testid=stPageLink-NavLink] > span { overflow: hidden !important; }"
        ".st-key-wordmark [data-testid=stPageLink-NavLink] p { line-height: 1.1 !important; }"
    )
    assert any("الدوري" in told for told in cut_letters(page))
