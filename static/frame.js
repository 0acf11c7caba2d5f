// What the frame needs in the browser and Streamlit does not give: where the server is, the document's language and
// direction, landmarks and the current page's mark in the navigation, and pictures as files with their words inside.
// Runs from the page's head, before Streamlit's own script.
(() => {
  "use strict";

  // Streamlit would ask /gaps/_stcore/… first on a deep link, and be answered 404.
  window.__streamlit = { BACKEND_BASE_URL: new URL(".", window.location.href).href };

  const mark = () => {
    const frame = document.querySelector("[data-frame]");
    if (!frame) return;
    const { language, direction, page, navigation, skip: words } = frame.dataset;
    const root = document.documentElement;
    if (root.lang !== language) root.lang = language;
    if (root.dir !== direction) root.dir = direction;
    // Streamlit's own link to skip is in English and leads before the masthead.
    const skip = document.querySelector("[data-testid=stSkipToContent]");
    if (skip && skip.textContent !== words) {
      skip.textContent = words;
      skip.setAttribute("href", "#content");
    }
    const bar = document.querySelector(".st-key-navigation");
    if (bar) {
      bar.setAttribute("role", "navigation");
      bar.setAttribute("aria-label", navigation);
    }
    for (const link of document.querySelectorAll(".st-key-masthead a")) {
      // The overview's address is empty in Streamlit, and would lead to whichever page is open.
      const address = link.getAttribute("href") ?? "";
      if (address === "" || address.startsWith("?")) link.setAttribute("href", `./${address}`);
      const current = new URL(link.href).pathname.split("/").pop() === page && bar?.contains(link);
      if (current) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
  };
  document.addEventListener("click", (event) => {
    if (!(event.target instanceof Element) || !event.target.closest("[data-testid=stSkipToContent]")) return;
    event.preventDefault();
    event.stopPropagation();
    document.getElementById("content")?.focus();
  }, true);
  let asked = false;
  const observer = new MutationObserver(() => {
    if (asked) return;
    asked = true;
    requestAnimationFrame(() => {
      asked = false;
      mark();
    });
  });
  observer.observe(document.documentElement, { childList: true, subtree: true });

  const wrap = (text, length) => {
    const lines = [""];
    for (const word of text.split(" ")) {
      const last = lines.length - 1;
      if (lines[last] && lines[last].length + word.length >= length) lines.push(word);
      else lines[last] = lines[last] ? `${lines[last]} ${word}` : word;
    }
    return lines;
  };
  const escaped = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");

  // The chart's layout with title above and provenance below, on solid ground.
  const asPrinted = (chart) => {
    const { meta, ...layout } = chart.layout;
    const { width, height, _size: size } = chart._fullLayout;
    const mirrored = document.documentElement.dir === "rtl";
    const side = mirrored ? { x: 1, xanchor: "right" } : { x: 0, xanchor: "left" };
    const title = wrap(meta.title, width / 10);
    const line = wrap(meta.line, width / 6.5);
    const above = 14 + 24 * title.length;
    const below = 24 + 16 * line.length;
    return {
      ...layout,
      meta,
      width,
      height: height + above + below,
      paper_bgcolor: meta.ground,
      margin: { ...layout.margin, t: size.t + above, b: size.b + below },
      title: {
        text: title.map((part) => `<b>${escaped(part)}</b>`).join("<br>"),
        font: { size: 18 }, yref: "container", y: 1, yanchor: "top", xref: "container", ...side,
        pad: { t: 12, l: 12, r: 12 },
      },
      annotations: [...(layout.annotations ?? []), {
        text: line.map(escaped).join("<br>"), showarrow: false, font: { size: 11 }, align: mirrored ? "right" : "left",
        xref: "paper", yref: "paper", ...side, xshift: mirrored ? size.r - 12 : 12 - size.l,
        y: 0, yanchor: "top", yshift: -size.b - 12,
      }],
    };
  };

  // A chart is drawn for the width of the screen; on paper it shrinks as a whole instead of losing its right side.
  window.addEventListener("beforeprint", () => {
    for (const drawing of document.querySelectorAll(".js-plotly-plot .main-svg")) {
      const { width, height } = drawing.getBoundingClientRect();
      if (width) drawing.setAttribute("viewBox", `0 0 ${width} ${height}`);
    }
  });

  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest("[data-picture]") : null;
    if (!button) return;
    const chart = document.querySelector(`.st-key-${CSS.escape(button.dataset.chart)} .js-plotly-plot`);
    const save = chart?.querySelector(".modebar-btn");
    if (!save) return;
    const shown = chart.layout;
    chart.layout = asPrinted(chart);
    chart._context.toImageButtonOptions = {
      ...chart._context.toImageButtonOptions,
      format: button.dataset.picture,
      width: chart.layout.width,
      height: chart.layout.height,
    };
    save.click();
    chart.layout = shown;
  });
})();
