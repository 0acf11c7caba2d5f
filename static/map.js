// What the map needs in the browser: the window's width before the server draws, an early start, pixels that can be
// read for a file, and that file. Runs from the page's head, before Streamlit's own script.
(() => {
  "use strict";

  // The server fits the world into the map; nothing else tells it how large the window is. Forgotten with the browser.
  // Kept to this application: below a base path, others may lie beside it.
  const path = new URL(".", window.location.href).pathname;
  const tell = () => {
    for (const [name, pixels] of [["width", window.innerWidth], ["height", window.innerHeight]]) {
      document.cookie = `window_${name}=${pixels}; path=${path}; SameSite=Lax`;
    }
  };
  tell();
  window.addEventListener("resize", tell);

  // On the map's own address, what draws it and the world are fetched while the server still writes the page.
  if (window.location.pathname.endsWith("/map")) {
    const { deck } = document.currentScript.dataset;
    const wanted = [["modulepreload", deck], ["prefetch", "./app/static/map/world.json"]];
    for (const [rel, href] of wanted) {
      if (href) document.head.append(Object.assign(document.createElement("link"), { rel, href }));
    }
    // Read as well, while the browser would only wait for the server; the page asks for it again in any case.
    if (deck) window.addEventListener("load", () => import(new URL(deck, document.baseURI)).catch(() => {}));
  }

  // Some browsers count a box's pixels of the screen as if each were one of the page, where a page is enlarged or
  // emulated; deck.gl believes them, and the map is blurred.
  const pixels = Object.getOwnPropertyDescriptor(ResizeObserverEntry.prototype, "devicePixelContentBoxSize");
  if (pixels) {
    Object.defineProperty(ResizeObserverEntry.prototype, "devicePixelContentBoxSize", {
      ...pixels,
      get() {
        const told = pixels.get.call(this);
        const [box] = this.contentBoxSize;
        const [wide, high] = [box.inlineSize * devicePixelRatio, box.blockSize * devicePixelRatio].map(Math.round);
        return told?.[0] && told[0].inlineSize + 1 < wide ? [{ inlineSize: wide, blockSize: high }] : told;
      },
    });
  }

  // A WebGL canvas is empty once it was shown, unless it is told to keep its pixels when it is made.
  const getContext = HTMLCanvasElement.prototype.getContext;
  HTMLCanvasElement.prototype.getContext = function (kind, options) {
    return getContext.call(this, kind, String(kind).startsWith("webgl") ? { ...options, preserveDrawingBuffer: true } : options);
  };

  // Words beside the pointer keep within the window: deck.gl only ever puts them to the pointer's lower right.
  const keepInside = (words) => {
    words.style.marginLeft = words.style.marginTop = "0px";
    const { right, bottom, width, height } = words.getBoundingClientRect();
    if (right > document.documentElement.clientWidth - 8) words.style.marginLeft = `${-width - 16}px`;
    if (bottom > window.innerHeight - 8) words.style.marginTop = `${-height - 16}px`;
    if (words.getBoundingClientRect().left < 8) words.style.marginLeft = `${8 - words.getBoundingClientRect().left}px`;
  };
  document.addEventListener("pointermove", () => requestAnimationFrame(() => {
    const words = document.querySelector(".st-key-map-chart .deck-tooltip");
    if (words && words.style.display !== "none") keepInside(words);
  }), { passive: true });

  const EDGE = 24;
  const wrapped = (pen, text, width) => {
    const lines = [""];
    for (const word of text.split(" ")) {
      const longer = lines.at(-1) ? `${lines.at(-1)} ${word}` : word;
      if (lines.at(-1) && pen.measureText(longer).width > width) lines.push(word);
      else lines[lines.length - 1] = longer;
    }
    return lines;
  };
  // The map as it is seen, with title above, legend and lines below, in the page's own colours and direction.
  const compose = (map, told) => {
    const unit = Math.max(2, map.width / map.clientWidth);
    const width = Math.max(map.clientWidth, 700) + 2 * EDGE;
    const style = getComputedStyle(document.body);
    const ground = getComputedStyle(document.querySelector(".stApp")).backgroundColor;
    const mirrored = document.documentElement.dir === "rtl";
    const entries = [...document.querySelectorAll(".map-legend li")].map((entry) => ({
      mark: entry.querySelector("img"), label: entry.textContent,
    }));
    const sheet = document.createElement("canvas");
    const pen = sheet.getContext("2d");
    const font = (size, weight = 400) => `${weight} ${size}px ${style.fontFamily}`;
    pen.font = font(22, 600);
    const title = wrapped(pen, told.title, width - 2 * EDGE);
    pen.font = font(13);
    const lines = told.lines.flatMap((line) => wrapped(pen, line, width - 2 * EDGE));
    const top = 28 + 28 * title.length;
    const mapWidth = width - 2 * EDGE;
    const mapHeight = mapWidth * map.clientHeight / map.clientWidth;
    let at = EDGE;
    let row = top + mapHeight + 12;
    const tallest = Math.max(0, ...entries.map(({ mark }) => mark.height));
    const places = entries.map(({ mark, label }) => {
      const taken = mark.width + 8 + pen.measureText(label).width + 20;
      if (at + taken > width - EDGE && at > EDGE) [at, row] = [EDGE, row + tallest + 4];
      at += taken;
      return { mark, label, x: at - taken, y: row };
    });
    const foot = row + tallest + 28;
    const height = foot + 18 * lines.length;
    [sheet.width, sheet.height] = [width * unit, height * unit];
    pen.scale(unit, unit);
    pen.direction = mirrored ? "rtl" : "ltr";
    pen.textAlign = "start";
    const from = (distance) => (mirrored ? width - distance : distance);
    pen.fillStyle = ground;
    pen.fillRect(0, 0, width, height);
    pen.drawImage(map, EDGE, top, mapWidth, mapHeight);
    pen.fillStyle = style.color;
    pen.font = font(22, 600);
    title.forEach((line, place) => pen.fillText(line, from(EDGE), 40 + 28 * place));
    pen.font = font(13);
    for (const { mark, label, x, y } of places) {
      pen.drawImage(mark, mirrored ? width - x - mark.width : x, y + (tallest - mark.height) / 2);
      pen.fillText(label, from(x + mark.width + 8), y + tallest / 2 + 5);
    }
    lines.forEach((line, place) => pen.fillText(line, from(EDGE), foot + 18 * place));
    if (told.watermark) {
      pen.translate(width / 2, top + mapHeight / 2);
      pen.rotate(-0.42);
      pen.globalAlpha = 0.22;
      pen.font = font(56);
      pen.textAlign = "center";
      pen.fillText(told.watermark, 0, 0);
    }
    return sheet;
  };

  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest("[data-map-png]") : null;
    const map = document.querySelector(".st-key-map-chart canvas");
    if (!button || !map) return;
    const told = JSON.parse(button.dataset.mapPng);
    const sheet = compose(map, told);
    const file = document.createElement("a");
    file.href = sheet.toDataURL("image/png");
    file.download = `${told.name}.png`;
    file.click();
  });
})();
