/* Zooming and panning a map. Two maps side by side share one camera. */

const MOST_ZOOM = 40;

/** zoom: times the whole view; x, y: what is added to the picture in its own pixels. */
class Camera {
  constructor() {
    this.zoom = 1;
    this.x = 0;
    this.y = 0;
    this.watchers = [];
  }

  /** Multiply the zoom and keep the point (x, y) where it is; `size` is [width, height] of the picture. */
  zoomBy(factor, x, y, size) {
    const zoom = Math.min(MOST_ZOOM, Math.max(1, this.zoom * factor));
    const change = zoom / this.zoom;
    this.set(zoom, x - (x - this.x) * change, y - (y - this.y) * change, size);
  }

  moveBy(x, y, size) {
    this.set(this.zoom, this.x + x, this.y + y, size);
  }

  reset() {
    this.set(1, 0, 0, [0, 0]);
  }

  /** The picture never leaves its frame. */
  set(zoom, x, y, [width, height]) {
    this.zoom = zoom;
    this.x = Math.min(0, Math.max(width * (1 - zoom), x));
    this.y = Math.min(0, Math.max(height * (1 - zoom), y));
    for (const watcher of this.watchers) watcher();
  }
}

/** Buttons, keys, wheel and pointer that move the camera of a map. */
function steer(map) {
  const { camera, frame } = map;
  frame.addEventListener("keydown", (event) => event.target === frame && steerByKey(map, event));
  frame.addEventListener(
    "wheel",
    (event) => {
      if (!event.ctrlKey && !event.metaKey) return; // a bare wheel scrolls the page
      event.preventDefault();
      camera.zoomBy(Math.exp(-event.deltaY * 0.01), ...placeIn(frame, event), map.size());
    },
    { passive: false },
  );
  steerByPointer(map);
  return make(
    "div",
    { class: "map-buttons", role: "group", "aria-label": say("Zoom") },
    mapButton("+", say("Zoom in"), () => zoomMiddle(map, 1.5)),
    mapButton(MINUS, say("Zoom out"), () => zoomMiddle(map, 1 / 1.5)),
    mapButton("⤢", say("Show all"), () => camera.reset()),
  );
}

function mapButton(sign, label, onclick) {
  return make("button", { type: "button", "aria-label": label, title: label, onclick }, sign);
}

function zoomMiddle(map, factor) {
  const [width, height] = map.size();
  map.camera.zoomBy(factor, width / 2, height / 2, [width, height]);
}

function placeIn(frame, event) {
  const box = frame.getBoundingClientRect();
  return [event.clientX - box.left, event.clientY - box.top];
}

const MOVES = { ArrowLeft: [80, 0], ArrowRight: [-80, 0], ArrowUp: [0, 80], ArrowDown: [0, -80] };

function steerByKey(map, event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key in MOVES) map.camera.moveBy(...MOVES[event.key], map.size());
  else if (event.key === "+" || event.key === "=") zoomMiddle(map, 1.5);
  else if (event.key === "-") zoomMiddle(map, 1 / 1.5);
  else if (event.key === "0") map.camera.reset();
  else return;
  event.preventDefault();
}

/** Dragging moves the picture; a finger scrolls the page until the map is zoomed in. */
function steerByPointer(map) {
  const { frame, camera } = map;
  let last = null;
  frame.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || event.target.closest("button")) return;
    if (event.pointerType !== "mouse" && camera.zoom === 1) return;
    last = [event.clientX, event.clientY];
  });
  frame.addEventListener("pointermove", (event) => {
    if (!last) return;
    camera.moveBy(event.clientX - last[0], event.clientY - last[1], map.size());
    last = [event.clientX, event.clientY];
  });
  for (const end of ["pointerup", "pointercancel", "pointerleave"]) frame.addEventListener(end, () => (last = null));
}
