// The live map: MapLibre over the same spots as the drawn one. It loads after the page is there and readable; where WebGL is
// missing, or anything fails, the drawn map simply stays.
(() => {
  "use strict";
  const live = document.getElementById("live");
  const card = document.getElementById("card");
  if (!live) return;
  const SVG = "http://www.w3.org/2000/svg";
  let map = null, markers = [], ready = false, near = null, asked = 0;
  let from = "", drawn = { spots: [], frame: null, words: {}, ground: [] };

  const data = () => drawn;
  // What stands on the map for the present choice is asked for apart from the page, which is readable without it.
  const fetched = () => {
    const address = document.getElementById("stage").dataset.map;
    if (address === from) return Promise.resolve(false);
    from = address;
    return fetch(address).then((answer) => (answer.ok ? answer.json() : Promise.reject(answer.status))).then((found) => {
      if (address !== from) return false;
      drawn = found;
      return true;
    });
  };
  // Where more places lie than are drawn at once, those of the view are asked for as the map is moved.
  const now = () => near || data().spots;
  const el = (name, props, ...children) => {
    const e = Object.assign(document.createElement(name), props || {});
    e.append(...children);
    return e;
  };
  const bdi = (text) => el("bdi", { textContent: text });
  // MapLibre calls every marker a button. Names on the map are none; they stand in "the map in words", to be heard there.
  const unspoken = (label) => { label.setAttribute("aria-hidden", "true"); label.setAttribute("role", "none"); return label; };

  function show(spots, words, back) {
    card.replaceChildren();
    const close = el("button", { type: "button", className: "close", textContent: "×" });
    close.setAttribute("aria-label", words.close);
    const shut = () => { card.hidden = true; if (back && back.isConnected) back.focus(); };
    close.addEventListener("click", shut);
    card.onkeydown = (e) => { if (e.key === "Escape") shut(); };
    card.append(close);
    spots.forEach((spot) => describe(spot, words));
    card.hidden = false;
    card.scrollTop = 0;
    close.focus();
  }

  function describe(spot, words) {
    card.append(el("h3", {}, spot.href ? el("a", { href: spot.href }, bdi(spot.name)) : bdi(spot.name)));
    if (spot.folded) card.append(el("p", { className: "hint", textContent: spot.folded }));
    if (spot.holder) {
      const line = el("p", {}, words.held + " ", el("strong", {}, bdi(spot.holder)));
      if (spot.since) line.append(words.comma + " " + words.since + " ", bdi(spot.since));
      card.append(line, el("p", { className: "hint", textContent: spot.certainty_words }));
    }
    if (spot.events.length) {
      const list = el("ul");
      spot.events.forEach((e) => list.append(el("li", {}, el("a", { href: e.href }, bdi(e.title)), " ", el("span", { className: "hint" }, bdi(e.when)))));
      card.append(el("p", { className: "hint", textContent: spot.count }), list);
    }
  }

  function button(row, words) {
    const b = el("button", { type: "button", className: "spot-marker" });
    // A dual is told without its number («حدثان»); who speaks to the page says the number that is seen.
    const said = row.with.map((s) => s.name + ": " + s.count).join("; ");
    const seen = row.groups.filter((g) => g.n > 1 && !said.includes(String(g.n))).map((g) => g.n);
    b.setAttribute("aria-label", [said, ...seen].join(words.comma + " "));
    row.groups.forEach((g) => {
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
    b.addEventListener("click", (e) => { e.stopPropagation(); show(row.with, words, b); });
    return b;
  }

  // The ring of a spot's reach: what was named, as wide as it may mean.
  const circle = (s) => {
    const ring = [];
    for (let i = 0; i <= 48; i += 1) {
      const angle = (2 * Math.PI * i) / 48;
      ring.push([s.lon + s.km / (111.32 * Math.cos(s.lat * Math.PI / 180)) * Math.cos(angle), s.lat + s.km / 110.574 * Math.sin(angle)]);
    }
    return { type: "Polygon", coordinates: [ring] };
  };
  const features = (spots) => ({
    type: "FeatureCollection",
    features: spots.map((s, i) => ({
      type: "Feature", id: i, geometry: circle(s),
      properties: {
        i, colour: s.colour || "#6f7787", held: s.colour ? 1 : 0, vague: s.vague ? 1 : 0,
        opacity: !s.colour ? (s.vague ? 0.05 : 0.1) : s.vague ? 0.1 : { confirmed: 0.78, reported: 0.5, party: 0.32, contested: 0.3, inferred: 0.28 }[s.certainty] || 0.4,
      },
    })),
  });
  const points = (spots) => ({
    type: "FeatureCollection",
    features: spots.filter((s) => s.colour && !s.vague).map((s) => ({
      type: "Feature", geometry: { type: "Point", coordinates: [s.lon, s.lat] }, properties: { colour: s.colour, opacity: s.certainty === "confirmed" ? 0.95 : s.certainty === "reported" ? 0.75 : 0.4 },
    })),
  });

  // Glyphs that would lie on each other are counted at the weightier place, as on the drawn map; it is laid out anew after
  // every move, so that zooming in takes them apart.
  function draw() {
    near = null;
    place();
    map.getSource("ground").setData({ type: "FeatureCollection", features: data().ground.map((g) => ({
      type: "Feature", geometry: { type: "MultiPolygon", coordinates: g.rings.map((r) => [r]) }, properties: { colour: g.colour } })) });
    card.hidden = true;
    moved();
  }

  function place() {
    map.getSource("areas").setData(features(now()));
    map.getSource("points").setData(points(now()));
  }

  function moved() {
    layOut();
    const closer = data().closer;
    if (!closer) return;
    const bounds = map.getBounds(), mine = asked += 1;
    const box = new URL(closer, location.href);
    ["West", "South", "East", "North"].forEach((side) => box.searchParams.set(side.toLowerCase(), bounds["get" + side]().toFixed(3)));
    fetch(box).then((answer) => (answer.ok ? answer.json() : Promise.reject(answer.status))).then((found) => {
      if (mine !== asked) return;
      near = found.spots;
      place();
      layOut();
    }).catch(() => undefined);
  }

  // A held place's events stand under its disc, so that they never hide who holds it.
  const shift = (spot) => (spot.colour && !spot.vague ? 18 : 0);

  function layOut() {
    const { words } = data(), spots = now();
    markers.forEach((m) => m.remove());
    markers = [];
    const bounds = map.getBounds();
    const seen = [...spots].filter((s) => bounds.contains([s.lon, s.lat])).sort((a, b) => b.weight - a.weight).slice(0, 300);
    const rows = [], taken = [];
    seen.filter((s) => s.groups.length).forEach((s) => {
      const p = map.project([s.lon, s.lat]);
      p.y += shift(s);
      const home = rows.find((r) => Math.abs(r.p.x - p.x) < 10 * (r.groups.length + s.groups.length) && Math.abs(r.p.y - p.y) < 19);
      if (!home) { rows.push({ spot: s, p, groups: s.groups.map((g) => ({ ...g })), with: [s] }); return; }
      home.with.push(s);
      s.groups.forEach((g) => {
        const same = home.groups.find((h) => h.path === g.path);
        if (same) { same.n += g.n; same.recent = same.recent || g.recent; } else home.groups.push({ ...g });
      });
    });
    const lesser = new Set(rows.flatMap((r) => r.with.slice(1)));
    rows.forEach((r) => {
      taken.push({ l: r.p.x - 10 * r.groups.length, r: r.p.x + 10 * r.groups.length, t: r.p.y - 11, b: r.p.y + 11 });
      markers.push(new maplibregl.Marker({ element: button(r, words) }).setLngLat([r.spot.lon, r.spot.lat]).setOffset([0, shift(r.spot)]).addTo(map));
    });
    seen.filter((s) => !lesser.has(s)).forEach((s) => {
      const p = map.project([s.lon, s.lat]);
      const half = s.name.length * 3.9 + 3;
      const seat = shift(s) > 0;
      const below = s.groups.length ? (seat ? 30 : 12) : seat ? 11 : 8;
      const spot = [below, seat ? -27 : -30].find((d) => {
        const box = { l: p.x - half, r: p.x + half, t: p.y + d, b: p.y + d + 17 };
        if (taken.some((o) => box.l < o.r && box.r > o.l && box.t < o.b && box.b > o.t)) return false;
        taken.push(box);
        return true;
      });
      if (spot === undefined) return;
      const label = unspoken(el("span", { className: "place-marker" + (s.vague ? " region" : ""), textContent: s.name }));
      markers.push(new maplibregl.Marker({ element: label, anchor: "top", offset: [0, spot] }).setLngLat([s.lon, s.lat]).addTo(map));
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
          ground: { type: "geojson", data: { type: "FeatureCollection", features: [] } },
          areas: { type: "geojson", data: { type: "FeatureCollection", features: [] } },
          points: { type: "geojson", data: { type: "FeatureCollection", features: [] } },
        },
        layers: [
          { id: "sea", type: "background", paint: { "background-color": "#e3ecee" } },
          { id: "land", type: "fill", source: "base", paint: { "fill-color": "#f7f4ea" } },
          { id: "border", type: "line", source: "base", paint: { "line-color": "#b9b09a", "line-width": 1.1 } },
          { id: "ground", type: "fill", source: "ground", paint: { "fill-color": ["get", "colour"], "fill-opacity": 0.16, "fill-antialias": false } },
          { id: "area", type: "fill", source: "areas", paint: { "fill-color": ["get", "colour"], "fill-opacity": ["get", "opacity"] } },
          { id: "edge", type: "line", source: "areas", paint: { "line-color": ["get", "colour"], "line-width": 1.3, "line-opacity": ["case", ["==", ["get", "held"], 1], 0.9, 0.4] } },
          { id: "seat", type: "circle", source: "points", maxzoom: 9, paint: { "circle-color": ["get", "colour"], "circle-radius": 8, "circle-opacity": ["get", "opacity"], "circle-stroke-color": ["get", "colour"], "circle-stroke-width": 1.5 } },
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
      if (data().divisions) {
        map.addSource("divisions", { type: "geojson", data: new URL("/divisions.geojson", location.href).href });
        map.addLayer({ id: "divisions", type: "line", source: "divisions", paint: { "line-color": "#a89e86", "line-width": 0.8, "line-dasharray": [3, 2] } }, "ground");
      }
      if (live.dataset.tiles) {
        fetch(live.dataset.tiles).then((r) => (r.ok ? r.json() : Promise.reject(r.status))).then(detail).then(() => { live.dataset.detail = "yes"; })
          .catch(() => undefined);
      }
      draw();
      map.on("moveend", moved);
      map.on("click", "area", (event) => {
        const { words } = data(), spots = now();
        const small = event.features.map((f) => spots[f.properties.i]).sort((a, b) => (a.vague ? 1 : 0) - (b.vague ? 1 : 0))[0];
        if (small) show([small], words, null);
      });
    });
    fetch("/base.geojson").then((r) => r.json()).then((base) => {
      const names = new Intl.DisplayNames([document.documentElement.lang], { type: "region" });
      base.features.filter((f) => f.properties.code && f.properties.at).forEach((f) => {
        const label = unspoken(el("span", { className: "country-marker", textContent: names.of(f.properties.code) }));
        new maplibregl.Marker({ element: label }).setLngLat(f.properties.at).addTo(map);
      });
    }).catch(() => undefined);
  }

  // Detail out of an archive of tiles, where the server has one: water and roads under all that is told. Its names of layers are those of
  // common schemes; what has none of them is drawn as a thin line.
  const LOOKS = [
    [/^(water|ocean|sea)/, "fill", { "fill-color": "#d3e3e8" }],
    [/^(waterway|river)/, "line", { "line-color": "#b9d3dc", "line-width": 1 }],
    [/^(building)/, "fill", { "fill-color": "#e9e2d1" }],
    [/^(landuse|landcover|park|natural|earth|land)/, null, null],
    [/^(place|poi|pois|housenumber|mountain|aerodrome|transportation_name|water_name|physical|label)/, null, null],
    [/^(road|transport|highway|street|rail|transit)/, "line", { "line-color": "#d8c9a6", "line-width": ["interpolate", ["linear"], ["zoom"], 6, 0.4, 14, 2.4] }],
    [/./, "line", { "line-color": "#cfc5ad", "line-width": 0.6 }],
  ];

  function detail(tiles) {
    const source = { tiles: tiles.tiles.map((t) => location.origin + t), minzoom: tiles.minzoom, maxzoom: tiles.maxzoom, bounds: tiles.bounds };
    if (!tiles.media.includes("vector")) {
      map.addSource("detail", { ...source, type: "raster", tileSize: 256 });
      map.addLayer({ id: "detail", type: "raster", source: "detail", paint: { "raster-saturation": -0.6, "raster-opacity": 0.7 } }, "border");
      return;
    }
    map.addSource("detail", { ...source, type: "vector" });
    tiles.vector_layers.forEach(({ id }) => {
      const [, type, paint] = LOOKS.find(([name]) => name.test(id));
      if (type) map.addLayer({ id: "detail-" + id, type, source: "detail", "source-layer": id, paint }, "border");
    });
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
    script.addEventListener("load", () => fetched().then(start).catch(() => undefined));
    document.head.append(script);
  };
  document.body.addEventListener("htmx:afterSettle", () => { if (ready) fetched().then((anew) => anew && draw()).catch(() => undefined); });
  if (document.readyState === "complete") load();
  else window.addEventListener("load", () => (window.requestIdleCallback || setTimeout)(load));
})();
