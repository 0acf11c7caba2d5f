"""Arabic letters in a real browser: none is cut by the line or the box that it stands in."""

import pytest

from tests.browser.conftest import OpenPage

pytestmark = pytest.mark.browser

#: Texts in Arabic whose letters' own height, dots below included, reaches out of a box that cuts.
_CUT = """() => {
  const cut = [];
  for (const element of document.querySelectorAll('.stMain *')) {
    const own = [...element.childNodes].some(
      (node) => node.nodeType === 3 && /[\\u0600-\\u06ff]/.test(node.textContent));
    if (!own) continue;
    const range = document.createRange();
    range.selectNodeContents(element);
    const letters = range.getBoundingClientRect();
    for (let box = element, up = 0; box && up < 4; box = box.parentElement, up += 1) {
      if (!/hidden|clip/.test(getComputedStyle(box).overflowY)) continue;
      const edge = box.getBoundingClientRect();
      if (edge.width > 2 && (letters.bottom > edge.bottom + 0.5 || letters.top < edge.top - 0.5))
        cut.push(element.textContent.slice(0, 60));
      break;
    }
  }
  return cut;
}"""


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("address", ["/", "/gaps?by=theme", "/recommendation?id=UPRC-REC-000001"])
def test_no_arabic_letter_is_cut(visit: OpenPage, address: str, width: int) -> None:
    page = visit(address, width=width, language="ar").page
    assert page.evaluate(_CUT) == []


def test_what_stands_on_a_line_too_low_for_it_is_found(visit: OpenPage) -> None:
    page = visit("/about", language="ar").page
    page.add_style_tag(
        content=".st-key-wordmark [data-testid=stPageLink-NavLink] > span { overflow: hidden !important; }"
        ".st-key-wordmark [data-testid=stPageLink-NavLink] p { line-height: 1.1 !important; }"
    )
    assert any("الدوري" in told for told in page.evaluate(_CUT))
