// Four keys for lists, where scripts run: J and K go along the rows, O takes the row's next step,
// slash goes to the field for a code. Never while somebody types, never with Ctrl, Alt or Meta,
// and switched off on the help page (WCAG 2.1.4). Tab reaches everything without them.
(() => {
  const KEY = "pabolo-tombol";
  const off = () => sessionStorage.getItem(KEY) === "mati";
  const rows = [...document.querySelectorAll("a[data-row]")];
  const hint = document.querySelector(".kbdhint");
  if (hint && !off()) hint.hidden = false;

  const change = document.getElementById("tombol-cepat");
  if (change) {
    const say = () => (change.textContent = off() ? change.dataset.on : change.dataset.off);
    change.hidden = false;
    say();
    change.addEventListener("click", () => {
      sessionStorage.setItem(KEY, off() ? "hidup" : "mati");
      say();
    });
  }

  const seen = (row) => row.getClientRects().length > 0;
  const here = (list) => {
    const task = document.activeElement.closest("li.task");
    return task ? list.findIndex((row) => task.contains(row)) : -1;
  };
  const go = (by) => {
    const list = rows.filter(seen);
    const at = here(list);
    const next = at < 0 ? (by > 0 ? 0 : list.length - 1) : at + by;
    list[Math.min(Math.max(next, 0), list.length - 1)]?.focus();
  };
  const step = () => {
    const task = document.activeElement.closest("li.task");
    task?.querySelector(":scope > p:last-child a")?.click();
  };
  const acts = {
    j: () => go(1),
    k: () => go(-1),
    o: step,
    "/": () => document.querySelector("[data-find]")?.focus(),
  };
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || off()) return;
    if (event.target.closest("input, select, textarea, [contenteditable]")) return;
    const act = acts[event.key.toLowerCase()];
    if (!act) return;
    event.preventDefault();
    act();
  });
})();
