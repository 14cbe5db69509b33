// Keys of review: single letters where one does not write, Ctrl Enter where one does.
(() => {
  "use strict";
  const toggle = document.getElementById("keys-on");
  const on = () => { try { return localStorage.getItem("marsad-keys") !== "off"; } catch { return true; } };
  if (toggle) {
    toggle.closest("[hidden]").hidden = false;
    toggle.checked = on();
    toggle.addEventListener("change", () => { try { localStorage.setItem("marsad-keys", toggle.checked ? "on" : "off"); } catch { /* kept for this page only */ } });
  }
  const writes = (e) => e && (e.matches("textarea, select") || (e.matches("input") && !["checkbox", "radio", "button", "submit"].includes(e.type)));
  const items = [...document.querySelectorAll("[data-item]")];

  function step(by) {
    const at = items.indexOf(document.activeElement);
    const to = items[Math.min(Math.max(at + by, 0), items.length - 1)];
    if (to) { to.focus(); to.scrollIntoView({ block: "center" }); }
  }

  function press(key) {
    const e = document.querySelector(`[data-key="${CSS.escape(key)}"]`);
    if (!e) return false;
    if (e.matches("summary")) {
      const box = e.parentElement;
      box.open = key === "?" ? !box.open : true;
      const first = key === "?" ? null : box.querySelector("input:not([type=hidden]), select");
      (first || e).focus();
    } else if (e.matches("input")) { e.focus(); e.scrollIntoView({ block: "center" }); } else e.click();
    return true;
  }

  document.addEventListener("keydown", (e) => {
    const at = document.activeElement;
    if (e.key === "Enter" && (e.ctrlKey || e.metaKey) && at && at.form) { e.preventDefault(); at.form.requestSubmit(); return; }
    if (e.key === "Escape" && writes(at)) { at.blur(); return; }
    if (e.ctrlKey || e.metaKey || e.altKey || writes(at) || !(toggle ? toggle.checked : on())) return;
    if (items.length && (e.key === "j" || e.key === "k")) { step(e.key === "j" ? 1 : -1); e.preventDefault(); return; }
    if (press(e.key)) e.preventDefault();
  });

  // A choice fills the field that asked for it: the one that holds no id yet.
  document.querySelectorAll("[data-fill]").forEach((b) => b.addEventListener("click", () => {
    const ids = [...document.querySelectorAll(".of-place input[name$='-id'], input[name=into]")];
    const known = new Set([...document.querySelectorAll("#known-places option")].map((o) => o.value));
    const field = ids.find((i) => i.name === "into") || ids.find((i) => i.value && !known.has(i.value)) || ids[0];
    if (field) { field.value = b.dataset.fill; field.focus(); }
  }));
})();
