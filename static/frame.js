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

  // Where the reader goes on after an act: to the step's heading, to what happened. The server names the element before
  // it is drawn, so each change of the page is a new chance, until the run is over.
  let turned = "";
  const lookAt = () => {
    const frame = document.querySelector("[data-frame]");
    const { focus, turn } = frame?.dataset ?? {};
    if (!focus || turn === turned) return;
    if (document.querySelector(".stApp")?.dataset.testScriptState !== "notRunning") return;
    turned = turn;
    const place = document.getElementById(focus);
    if (!place) return;
    place.scrollIntoView({ block: "start" });
    place.focus({ preventScroll: true });
  };

  // Without its server a page looks as if it could be used. Say that it can't, and keep what would be lost; Streamlit's
  // own words are for developers. It asks for the server again and again by itself.
  let met = false;
  let lostAt = 0;
  const SHORT = 1500;
  const notice = document.createElement("div");
  notice.id = "connection";
  notice.setAttribute("role", "alert");
  const say = (words, lost) => {
    notice.textContent = words;
    notice.lang = document.documentElement.lang;
    notice.dir = document.documentElement.dir;
    notice.dataset.lost = String(lost);
    if (!notice.isConnected) document.body.append(notice);
  };
  const watchConnection = () => {
    const app = document.querySelector(".stApp");
    if (!app) return;
    const connected = app.dataset.testConnectionState === "CONNECTED";
    if (connected) met = true;
    const root = document.documentElement;
    if (met && !connected && !lostAt) {
      lostAt = Date.now();
      setTimeout(watchConnection, SHORT);
    }
    const lost = Boolean(lostAt) && !connected && Date.now() - lostAt >= SHORT;
    const shown = root.hasAttribute("data-connection-lost");
    if (lost && !shown) {
      root.setAttribute("data-connection-lost", "");
      document.getElementById("root")?.setAttribute("inert", "");
      say(document.querySelector("[data-frame]")?.dataset.lost ?? "", true);
    } else if (connected && lostAt) {
      lostAt = 0;
      if (!shown) return;
      root.removeAttribute("data-connection-lost");
      document.getElementById("root")?.removeAttribute("inert");
      say(document.querySelector("[data-frame]")?.dataset.back ?? "", false);
      setTimeout(() => { if (!lostAt) notice.remove(); }, 6000);
    }
  };
  // An identity provider leads back to the first page. Where somebody was before stays in the tab meanwhile; the server
  // wrote it, and it is a page of ours.
  const GOING_ON = "uprc-going-on";
  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element && event.target.closest('[class*="st-key-provider-"] button');
    const { next } = document.querySelector("[data-next]")?.dataset ?? {};
    if (button && next) sessionStorage.setItem(GOING_ON, next);
  }, true);
  const goOn = () => {
    const { signed, page } = document.querySelector("[data-frame]")?.dataset ?? {};
    if (!signed) return;
    const next = sessionStorage.getItem(GOING_ON);
    if (!next) return;
    sessionStorage.removeItem(GOING_ON);
    const address = new URL(next, window.__streamlit.BACKEND_BASE_URL);
    if (page === "" && address.origin === window.location.origin) window.location.replace(address);
  };
  const settled = () => {
    lookAt();
    goOn();
    watchConnection();
  };
  new MutationObserver(settled).observe(document.documentElement, {
    childList: true, subtree: true, attributes: true, attributeFilter: ["data-test-script-state", "data-test-connection-state", "data-turn"],
  });

  const wrap = (text, length) => {
    const lines = [""];
    for (const word of text.split(" ")) {
      const last = lines.length - 1;
      if (lines[last] && lines[last].length + word.length >= length) lines.push(word);
      else lines[last] = lines[last] ? `${lines[last]} ${word}` : word;
    }
    return lines;
  };
  // plotly writes every line from left to right; in an isolate a line runs as its language does.
  const directed = (text) => (document.documentElement.dir === "rtl" ? `\u2067${text}\u2069` : text);
  const escaped = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");

  // The chart's layout with title above and provenance below, on solid ground.
  const asPrinted = (chart) => {
    const { meta, ...layout } = chart.layout;
    const { width, height, _size: size } = chart._fullLayout;
    const mirrored = document.documentElement.dir === "rtl";
    const side = mirrored ? { x: 1, xanchor: "right" } : { x: 0, xanchor: "left" };
    const title = wrap(meta.title, width / 10);
    const line = meta.lines.flatMap((told) => wrap(told, width / 6.5));
    const names = meta.legend ?? [];
    // plotly gives all names of a legend that needs several lines the width of the longest.
    const across = Math.max(1, Math.floor(width / (60 + 7.5 * Math.max(0, ...names.map((name) => name.length)))));
    const above = 14 + 24 * title.length + (names.length ? 8 + 22 * Math.ceil(names.length / across) : 0);
    const below = 24 + 16 * line.length;
    return {
      ...layout,
      meta,
      width,
      height: height + above + below,
      showlegend: names.length > 0,
      paper_bgcolor: meta.ground,
      margin: { ...layout.margin, t: size.t + above, b: size.b + below },
      title: {
        text: title.map((part) => `<b>${directed(escaped(part))}</b>`).join("<br>"),
        font: { size: 18 }, yref: "container", y: 1, yanchor: "top", xref: "container", ...side,
        pad: { t: 12, l: 12, r: 12 },
      },
      annotations: [...(layout.annotations ?? []), {
        text: line.map((part) => directed(escaped(part))).join("<br>"), showarrow: false, font: { size: 11 }, align: mirrored ? "right" : "left",
        xref: "paper", yref: "paper", ...side, xshift: mirrored ? size.r - 12 : 12 - size.l,
        y: 0, yanchor: "top", yshift: -size.b - 12,
      }],
    };
  };

  // A chart is drawn for the width of the screen. On paper a copy of it shrinks as a whole, so that it fits below a
  // heading on one page, and one that is very high onto a page of its own; plotly would draw the chart itself anew while
  // the page is printed. Millimetres of A4 within its margins.
  const PAPER = { width: 182, belowHeading: 172, page: 245 };
  window.addEventListener("beforeprint", () => {
    for (const drawing of document.querySelectorAll(".stPlotlyChart .svg-container")) {
      const { offsetWidth: width, offsetHeight: height } = drawing;
      if (!width || !height) continue;
      const ratio = width / height;
      const highest = PAPER.width / ratio > 1.5 * PAPER.belowHeading ? PAPER.page : PAPER.belowHeading;
      const copy = document.createElement("div");
      copy.className = "paper-copy";
      const { ground } = drawing.closest(".js-plotly-plot").layout.meta ?? {};
      copy.style.cssText = `background:${ground};max-width:${Math.min(PAPER.width, highest * ratio)}mm;aspect-ratio:${width} / ${height}`;
      for (const layer of drawing.querySelectorAll(":scope > .main-svg")) {
        const drawn = layer.cloneNode(true);
        drawn.setAttribute("viewBox", `0 0 ${width} ${height}`);
        copy.append(drawn);
      }
      drawing.closest(".stPlotlyChart").prepend(copy);
    }
  });
  window.addEventListener("afterprint", () => document.querySelectorAll(".paper-copy").forEach((copy) => copy.remove()));

  // A picture as a file knows no font of the page: those that its letters are in travel inside it. The page's own
  // rules say which file has which signs.
  const fontsFor = async (text) => {
    const signs = new Set([...text].map((sign) => sign.codePointAt(0)));
    const has = (range) => range.split(",").some((part) => {
      const [first, last] = part.trim().slice(2).split("-").map((end) => parseInt(end, 16));
      return [...signs].some((sign) => sign >= first && sign <= (last ?? first));
    });
    const rules = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules])
      .filter((rule) => rule instanceof CSSFontFaceRule && rule.style.fontFamily.includes("Plex Sans"));
    const wanted = rules.filter(({ style }) =>
      ["400", "600"].includes(style.fontWeight) && has(style.getPropertyValue("unicode-range") || "U+0-10FFFF"));
    const faces = await Promise.all(wanted.map(async ({ style, parentStyleSheet }) => {
      const [, address] = /url\("?([^")]+)"?\)/.exec(style.src);
      const file = await (await fetch(new URL(address, parentStyleSheet.href ?? document.baseURI))).blob();
      const data = await new Promise((done) => {
        const reader = new FileReader();
        reader.onload = () => done(reader.result);
        reader.readAsDataURL(file);
      });
      return `@font-face{font-family:IBM Plex Sans;font-weight:${style.fontWeight};src:url(${data})}`;
    }));
    return faces.join("");
  };
  // plotly draws the file from a copy of the chart beside the page; the fonts go into that copy.
  const letterCopy = (faces) => {
    const watcher = new MutationObserver(() => {
      const copy = [...document.querySelectorAll("body > .js-plotly-plot .main-svg")][0];
      if (!copy || copy.querySelector("style[data-faces]")) return;
      const style = document.createElementNS("http://www.w3.org/2000/svg", "style");
      style.dataset.faces = "";
      style.textContent = faces;
      copy.prepend(style);
    });
    watcher.observe(document.body, { childList: true, subtree: true });
    setTimeout(() => watcher.disconnect(), 10_000);
  };

  document.addEventListener("click", async (event) => {
    const button = event.target instanceof Element ? event.target.closest("[data-picture]") : null;
    if (!button) return;
    const chart = document.querySelector(`.st-key-${CSS.escape(button.dataset.chart)} .js-plotly-plot`);
    const save = chart?.querySelector(".modebar-btn");
    if (!save) return;
    const printed = asPrinted(chart);
    letterCopy(await fontsFor(chart.textContent + JSON.stringify([printed.title, printed.annotations])).catch(() => ""));
    const shown = chart.layout;
    chart.layout = printed;
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
