// The chart of ground held: a line a holder, with its band of doubt. The figures stand beside it as a table.
(() => {
  "use strict";
  let plot = null;
  const alpha = (hex, a) => hex + Math.round(a * 255).toString(16).padStart(2, "0");

  function draw() {
    const box = document.getElementById("chart");
    const element = document.getElementById("chart-data");
    if (plot) { plot.destroy(); plot = null; }
    if (!box || !element || !window.uPlot) return;
    const { days, lines, lang, unit } = JSON.parse(element.textContent);
    const month = new Intl.DateTimeFormat(lang === "ar" ? "ar-u-nu-latn" : "en-GB", { day: "numeric", month: "short", timeZone: "UTC" });
    const value = (v) => (v == null ? "—" : Math.round(v).toLocaleString("en") + " " + unit);
    const series = [{ label: "", value: (_, v) => (v == null ? "—" : month.format(v * 1000)) }];
    const bands = [];
    const columns = [days.map((d) => Date.parse(d + "T00:00:00Z") / 1000)];
    lines.forEach((l) => {
      const at = series.length;
      series.push({ label: l.name, stroke: l.colour, width: 2, points: { show: false }, value: (_, v) => value(v) });
      series.push({ show: true, stroke: "transparent", points: { show: false }, label: "" , class: "band" });
      series.push({ show: true, stroke: "transparent", points: { show: false }, label: "", class: "band" });
      columns.push(l.best, l.low, l.high);
      bands.push({ series: [at + 2, at + 1], fill: alpha(l.colour, 0.14) });
    });
    plot = new uPlot({
      width: box.clientWidth, height: 230, series, bands,
      scales: { x: { time: true, dir: document.documentElement.dir === "rtl" ? -1 : 1 } },
      axes: [
        { values: (_, ticks) => ticks.map((t) => month.format(t * 1000)), grid: { stroke: "#e4dfd3" }, stroke: "#565f6c", font: "12px Plex Arabic" },
        { grid: { stroke: "#e4dfd3" }, stroke: "#565f6c", size: 62, side: document.documentElement.dir === "rtl" ? 1 : 3, font: "12px Plex Arabic",
          values: (_, ticks) => ticks.map((t) => t.toLocaleString("en")) },
      ],
      legend: { live: true }, cursor: { drag: { x: false, y: false } },
    }, columns, box);
  }

  addEventListener("resize", () => { if (plot) plot.setSize({ width: document.getElementById("chart").clientWidth, height: 230 }); });
  document.body.addEventListener("htmx:afterSettle", draw);
  draw();
})();
