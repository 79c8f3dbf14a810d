/* One stop of the tab key for a whole group; arrow keys go from one of its things to the next. */

const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/** `things` returns the elements of the group in reading order; the first of them takes the focus. */
function rove(group, things) {
  group.addEventListener("keydown", (event) => {
    const all = things();
    const here = all.indexOf(event.target);
    const next = here < 0 ? null : destination(event.key, here, all.length);
    if (next === null) return;
    event.preventDefault();
    event.stopPropagation();
    moveStop(all, all[next]);
    all[next].focus();
  });
  group.addEventListener("focusin", (event) => moveStop(things(), event.target));
  settleStop(things);
}

/** Make sure that exactly one of the things can be reached by the tab key. */
function settleStop(things) {
  const all = things();
  const stop = all.find((thing) => thing === document.activeElement) ?? all[0];
  if (stop) moveStop(all, stop);
}

function moveStop(all, stop) {
  if (!all.includes(stop)) return;
  for (const thing of all) thing.setAttribute("tabindex", thing === stop ? "0" : "-1");
}

function destination(key, here, many) {
  if (key === "Home") return 0;
  if (key === "End") return many - 1;
  return key in STEPS ? Math.min(many - 1, Math.max(0, here + STEPS[key])) : null;
}
