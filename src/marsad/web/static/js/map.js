// The live map: MapLibre over the same spots as the drawn one. It loads after the page is there and readable; where WebGL is
// missing, or anything fails, the drawn map simply stays.
(() => {
  "use strict";
  const live = document.getElementById("live");
  const card = document.getElementById("card");
  if (!live) return;
  const SVG = "http://www.w3.org/2000/svg";
  let map = null, markers = [], ready = false;

  const data = () => {
    const element = document.getElementById("spots");
    return element ? JSON.parse(element.textContent) : { spots: [], frame: null, words: {} };
  };
  const el = (name, props, ...children) => {
    const e = Object.assign(document.createElement(name), props || {});
    e.append(...children);
    return e;
  };
  const bdi = (text) => el("bdi", { textContent: text });

  function show(spot, words, back) {
    card.replaceChildren();
    const close = el("button", { type: "button", className: "close", textContent: "×" });
    close.setAttribute("aria-label", words.close);
    const shut = () => { card.hidden = true; if (back && back.isConnected) back.focus(); };
    close.addEventListener("click", shut);
    card.onkeydown = (e) => { if (e.key === "Escape") shut(); };
    card.append(close, el("h3", {}, bdi(spot.name)));
    if (spot.holder) {
      const line = el("p", {}, words.held + " ", bdi(spot.holder));
      if (spot.since) line.append(", " + words.since + " ", bdi(spot.since));
      card.append(line, el("p", { className: "hint", textContent: spot.certainty_words }));
    }
    if (spot.events.length) {
      const list = el("ul");
      spot.events.forEach((e) => list.append(el("li", {}, el("a", { href: e.href }, bdi(e.title)), " ", el("span", { className: "hint" }, bdi(e.when)))));
      card.append(el("p", { className: "hint", textContent: spot.count }), list);
    }
    if (spot.href) card.append(el("p", {}, el("a", { href: spot.href, textContent: words.ledger })));
    card.hidden = false;
    close.focus();
  }

  function button(spot, words) {
    const b = el("button", { type: "button", className: "spot-marker" });
    b.setAttribute("aria-label", spot.name + ": " + spot.count);
    spot.groups.forEach((g) => {
      const svg = document.createElementNS(SVG, "svg");
      svg.setAttribute("viewBox", "-9 -9 18 18"); svg.setAttribute("width", "19"); svg.setAttribute("height", "19");
      svg.setAttribute("aria-hidden", "true");
      const path = document.createElementNS(SVG, "path");
      path.setAttribute("d", g.path); path.setAttribute("fill", g.colour);
      path.setAttribute("class", g.recent ? "mapglyph" : "mapglyph old");
      svg.append(path);
      if (g.n > 1) {
        const n = document.createElementNS(SVG, "text");
        n.setAttribute("class", "glyph-count"); n.setAttribute("y", "3.4"); n.textContent = g.n;
        svg.append(n);
      }
      b.append(svg);
    });
    b.addEventListener("click", (e) => { e.stopPropagation(); show(spot, words, b); });
    return b;
  }

  const features = (spots) => ({
    type: "FeatureCollection",
    features: spots.map((s, i) => ({
      type: "Feature", id: i, geometry: s.area,
      properties: {
        i, colour: s.colour || "#6f7787", held: s.colour ? 1 : 0, vague: s.vague ? 1 : 0,
        opacity: !s.colour ? (s.vague ? 0.05 : 0.1) : s.vague ? 0.18 : { confirmed: 0.78, reported: 0.5, party: 0.32, contested: 0.3, inferred: 0.28 }[s.certainty] || 0.4,
      },
    })),
  });
  const points = (spots) => ({
    type: "FeatureCollection",
    features: spots.filter((s) => s.colour && !s.vague).map((s) => ({
      type: "Feature", geometry: { type: "Point", coordinates: [s.lon, s.lat] }, properties: { colour: s.colour },
    })),
  });

  function draw() {
    const { spots, words } = data();
    markers.forEach((m) => m.marker.remove());
    markers = [];
    map.getSource("areas").setData(features(spots));
    map.getSource("points").setData(points(spots));
    [...spots].sort((a, b) => b.weight - a.weight).slice(0, 250).forEach((s) => {
      if (s.groups.length) {
        const marker = new maplibregl.Marker({ element: button(s, words), anchor: "center" }).setLngLat([s.lon, s.lat]).addTo(map);
        markers.push({ marker, spot: s });
      }
      const label = el("span", { className: "place-marker" + (s.vague ? " region" : ""), textContent: s.name });
      const text = new maplibregl.Marker({ element: label, anchor: "top", offset: [0, s.groups.length ? 14 : 8] }).setLngLat([s.lon, s.lat]).addTo(map);
      markers.push({ marker: text, spot: s, label });
    });
    card.hidden = true;
    tidy();
  }

  // Labels are laid out by weight: one that would lie on another is left out until there is room.
  function tidy() {
    const taken = [];
    markers.filter((m) => !m.label).forEach((m) => taken.push(m.marker.getElement().getBoundingClientRect()));
    markers.filter((m) => m.label).forEach((m) => {
      m.label.style.visibility = "visible";
      const b = m.label.getBoundingClientRect();
      const hit = taken.some((t) => b.left < t.right && b.right > t.left && b.top < t.bottom - 2 && b.bottom > t.top + 2);
      if (hit) m.label.style.visibility = "hidden"; else taken.push(b);
    });
  }

  function start() {
    const { frame } = data();
    if (!frame || !window.maplibregl) return;
    maplibregl.setWorkerUrl("/static/vendor/maplibre-gl/maplibre-gl-csp-worker.js");
    const [w, s, e, n] = frame;
    const pad = Math.max(4, e - w, n - s);
    live.hidden = false;
    map = new maplibregl.Map({
      container: live,
      bounds: [[w, s], [e, n]], fitBoundsOptions: { padding: 24 },
      maxBounds: [[w - pad, s - pad], [e + pad, n + pad]], maxZoom: 13,
      attributionControl: false, dragRotate: false, pitchWithRotate: false, touchPitch: false, fadeDuration: 0,
      canvasContextAttributes: { failIfMajorPerformanceCaveat: false }, cooperativeGestures: false, scrollZoom: true,
      style: {
        version: 8, sources: {
          base: { type: "geojson", data: new URL("/base.geojson", location.href).href },
          areas: { type: "geojson", data: { type: "FeatureCollection", features: [] } },
          points: { type: "geojson", data: { type: "FeatureCollection", features: [] } },
        },
        layers: [
          { id: "sea", type: "background", paint: { "background-color": "#e3ecee" } },
          { id: "land", type: "fill", source: "base", paint: { "fill-color": "#f7f4ea" } },
          { id: "border", type: "line", source: "base", paint: { "line-color": "#b9b09a", "line-width": 1.1 } },
          { id: "area", type: "fill", source: "areas", paint: { "fill-color": ["get", "colour"], "fill-opacity": ["get", "opacity"] } },
          { id: "edge", type: "line", source: "areas", paint: { "line-color": ["get", "colour"], "line-width": 1.3, "line-opacity": ["case", ["==", ["get", "held"], 1], 0.9, 0.4] } },
          { id: "seat", type: "circle", source: "points", maxzoom: 9, paint: { "circle-color": ["get", "colour"], "circle-radius": 6.5, "circle-opacity": 0.75, "circle-stroke-color": "#fff", "circle-stroke-width": 1 } },
        ],
      },
    });
    map.touchZoomRotate.disableRotation();
    map.addControl(new maplibregl.NavigationControl({ showCompass: false }), document.documentElement.dir === "rtl" ? "top-left" : "top-right");
    map.addControl(new maplibregl.ScaleControl({ unit: "metric" }), "bottom-left");
    map.getCanvas().setAttribute("aria-label", live.dataset.label);
    const fail = () => { live.hidden = true; document.getElementById("stage").hidden = false; };
    map.on("error", (event) => { console.warn("map: " + (event.error && event.error.message)); if (!ready) fail(); });
    map.on("load", () => {
      ready = true;
      live.dataset.ready = "yes";
      draw();
      map.on("moveend", tidy);
      map.on("click", "area", (event) => {
        const { spots, words } = data();
        const small = event.features.map((f) => spots[f.properties.i]).sort((a, b) => (a.vague ? 1 : 0) - (b.vague ? 1 : 0))[0];
        if (small) show(small, words, null);
      });
    });
    fetch("/base.geojson").then((r) => r.json()).then((base) => {
      const names = new Intl.DisplayNames([document.documentElement.lang], { type: "region" });
      base.features.filter((f) => f.properties.code && f.properties.at).forEach((f) => {
        const label = el("span", { className: "country-marker", textContent: names.of(f.properties.code) });
        new maplibregl.Marker({ element: label }).setLngLat(f.properties.at).addTo(map);
      });
    }).catch(() => undefined);
  }

  function webgl() {
    try {
      const canvas = document.createElement("canvas");
      return Boolean(canvas.getContext("webgl2"));
    } catch { return false; }
  }

  const load = () => {
    if (!webgl()) return;
    document.getElementById("maplibre-css").media = "all";
    const script = el("script", { src: "/static/vendor/maplibre-gl/maplibre-gl-csp.js" });
    script.addEventListener("load", start);
    document.head.append(script);
  };
  document.body.addEventListener("htmx:afterSettle", () => { if (ready) draw(); });
  if (document.readyState === "complete") load();
  else window.addEventListener("load", () => (window.requestIdleCallback || setTimeout)(load));
})();
