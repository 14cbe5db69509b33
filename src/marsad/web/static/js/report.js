// Words and cards of a report point at each other: hover, focus or click one and the other lights up.
(() => {
  "use strict";
  const marks = [...document.querySelectorAll("mark[data-claims]")];
  const cards = new Map([...document.querySelectorAll("[data-claim]")].map((c) => [c.dataset.claim, c]));
  const of = (claim) => marks.filter((m) => m.dataset.claims.split(" ").includes(claim));
  const registry = window.CSS && CSS.highlights;

  function light(claim) {
    document.querySelectorAll(".lit").forEach((e) => e.classList.remove("lit"));
    if (registry) CSS.highlights.delete("claim");
    if (!claim) return;
    const card = cards.get(claim);
    if (card) card.classList.add("lit");
    if (registry) {
      const ranges = of(claim).map((m) => { const r = document.createRange(); r.selectNodeContents(m); return r; });
      CSS.highlights.set("claim", new Highlight(...ranges));
    } else of(claim).forEach((m) => m.classList.add("lit"));
  }

  marks.forEach((m) => {
    const first = m.dataset.claims.split(" ")[0];
    m.addEventListener("mouseenter", () => light(first));
    m.addEventListener("click", () => {
      light(first);
      const card = cards.get(first);
      if (card) { card.scrollIntoView({ block: "center" }); card.focus({ preventScroll: true }); }
    });
  });
  cards.forEach((card, claim) => {
    card.addEventListener("mouseenter", () => light(claim));
    card.addEventListener("focusin", () => light(claim));
    card.addEventListener("click", (e) => {
      if (e.target.closest("a")) return;
      light(claim);
      const words = of(claim)[0];
      if (words) words.scrollIntoView({ block: "center" });
    });
  });
  const asked = new URLSearchParams(location.search).get("claim");
  if (asked && cards.has(asked)) {
    light(asked);
    const words = of(asked)[0];
    if (words) words.scrollIntoView({ block: "center" });
  }
})();
