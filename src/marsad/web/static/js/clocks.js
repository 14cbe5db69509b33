// The two clocks: sliders, steps by day, play, and the brush on the histogram. Without this file the date fields and links do it all.
(() => {
  "use strict";
  const DAY = 86400000;
  const form = document.getElementById("filters");
  if (!form) return;
  const toDay = (text) => Math.round(Date.parse(text + "T00:00:00Z") / DAY);
  const toText = (day) => new Date(day * DAY).toISOString().slice(0, 10);
  const changed = (input) => input.dispatchEvent(new Event("change", { bubbles: true }));
  form.querySelectorAll(".needs-js").forEach((e) => { e.hidden = false; });

  function setUp(clock) {
    const input = clock.querySelector("input[type=date]");
    const slider = clock.querySelector("[data-slider]");
    if (!input.min) { slider.disabled = true; return null; }
    const first = toDay(input.min), last = toDay(input.max);
    slider.min = first; slider.max = last;
    const now = () => (input.value ? toDay(input.value) : last);
    const say = () => { slider.value = now(); slider.setAttribute("aria-valuetext", toText(Number(slider.value))); };
    const set = (day) => {
      const value = Math.min(last, Math.max(first, day));
      input.value = toText(value);
      say(); changed(input);
    };
    say();
    input.addEventListener("change", say);
    slider.addEventListener("input", (e) => {
      e.stopPropagation();
      const day = Number(slider.value);
      input.value = toText(day);
      slider.setAttribute("aria-valuetext", toText(day));
    });
    slider.addEventListener("change", (e) => { e.stopPropagation(); changed(input); });
    clock.querySelectorAll("[data-step]").forEach((link) => link.addEventListener("click", (e) => {
      e.preventDefault();
      set(now() + Number(link.dataset.step));
    }));
    return { now, set, first, last };
  }

  // An address says only what was chosen: a clock at its end stands for "now", and goes on with the record.
  document.body.addEventListener("htmx:configRequest", (e) => {
    if (e.detail.elt !== form) return;
    const p = e.detail.parameters;
    form.querySelectorAll("input[type=date]").forEach((i) => { if (i.value === i.dataset.end) delete p[i.name]; });
    [...Object.keys(p)].forEach((k) => { if (p[k] === "") delete p[k]; });
  });

  const clocks = {};
  form.querySelectorAll(".clock").forEach((c) => { clocks[c.dataset.clock] = setUp(c); });

  const play = form.querySelector("[data-play]");
  let timer = 0;
  const stop = () => {
    clearInterval(timer); timer = 0;
    play.setAttribute("aria-pressed", "false");
    play.textContent = play.dataset.start;
  };
  if (play && clocks.on) {
    play.dataset.start = play.textContent;
    play.addEventListener("click", () => {
      if (timer) { stop(); return; }
      const clock = clocks.on;
      const days = clock.last - clock.first;
      // The long prehistory of background facts is skipped: play runs over the last hundred days at most, a step at a time.
      const from = Math.max(clock.first, clock.last - 100);
      if (clock.now() >= clock.last || clock.now() < from) clock.set(from);
      play.setAttribute("aria-pressed", "true");
      play.textContent = play.dataset.stop;
      const step = Math.max(1, Math.round(Math.min(days, 100) / 50));
      timer = setInterval(() => {
        clock.set(clock.now() + step);
        if (clock.now() >= clock.last) stop();
      }, 900);
    });
  }

  document.addEventListener("keydown", (e) => {
    if (e.altKey || e.ctrlKey || e.metaKey || /^(INPUT|SELECT|TEXTAREA)$/.test(e.target.tagName) || !clocks.on) return;
    const which = e.shiftKey ? clocks.known : clocks.on;
    if (which && (e.key === "," || e.key === "<")) which.set(which.now() - 1);
    else if (which && (e.key === "." || e.key === ">")) which.set(which.now() + 1);
    else if (e.key === "/") { e.preventDefault(); document.getElementById("find").focus(); }
  });

  // The brush: drag over the histogram to choose a span of valid time.
  const rtl = document.documentElement.dir === "rtl";
  let drag = null;
  const dayAt = (figure, x) => {
    const box = figure.querySelector("svg").getBoundingClientRect();
    let share = Math.min(1, Math.max(0, (x - box.left) / box.width));
    if (rtl) share = 1 - share;
    const first = toDay(figure.dataset.first);
    return first + Math.floor(share * Number(figure.dataset.days));
  };
  document.addEventListener("pointerdown", (e) => {
    const figure = e.target.closest && e.target.closest(".histogram");
    if (!figure || !e.target.closest("svg") || e.button) return;
    const band = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    band.setAttribute("class", "brush");
    band.setAttribute("y", "0"); band.setAttribute("height", "70");
    figure.querySelector("svg").append(band);
    drag = { figure, band, start: dayAt(figure, e.clientX), end: dayAt(figure, e.clientX) };
  });
  document.addEventListener("pointermove", (e) => {
    if (!drag) return;
    drag.end = dayAt(drag.figure, e.clientX);
    const first = toDay(drag.figure.dataset.first), days = Number(drag.figure.dataset.days);
    const a = Math.min(drag.start, drag.end) - first, b = Math.max(drag.start, drag.end) + 1 - first;
    drag.band.setAttribute("x", String(1000 * a / days));
    drag.band.setAttribute("width", String(1000 * (b - a) / days));
  });
  document.addEventListener("pointerup", () => {
    if (!drag) return;
    const a = Math.min(drag.start, drag.end), b = Math.max(drag.start, drag.end);
    drag.band.remove(); drag = null;
    form.elements.since.value = toText(a);
    form.elements.until.value = toText(b);
    changed(form.elements.until);
  });
})();
