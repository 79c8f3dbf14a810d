/* The flow map: land, links as wide as their flow, places with their names. */

const WIDEST = 20; // pixels of the widest line on a map 900 pixels wide
const THINNEST = 1.2;
const PRINTED = 1040; // pixels across an A4 page that lies
const PRINTED_HEIGHT = 540; // room for the legend below

const NARROWEST = 240; // a picture in less room is drawn so wide and made smaller

/** Pixels across a picture in an element; on paper those of the page. */
function widthOf(element) {
  return state.printing ? PRINTED : Math.max(NARROWEST, element.clientWidth);
}

class FlowMap {
  /** Draws `model` (see map_models.js) into `host`; maps with the same camera move together. */
  constructor(host, model, camera) {
    this.model = model;
    this.camera = camera;
    this.links = new Map(); // by asset: {hit, casing, line}
    this.build(host);
    camera.watchers.push(() => this.move());
    new ResizeObserver(() => requestAnimationFrame(() => this.isSeen() && this.refit())).observe(this.frame);
  }

  build(host) {
    this.land = draw("path", { d: data.map.land, class: "land", "fill-rule": "evenodd" });
    this.faint = draw("path", { class: "unused" });
    this.ground = draw("g", { "aria-hidden": "true" }, this.land, ...this.homeParts(), this.faint);
    this.flows = draw("g", { role: "group", "aria-label": say("Links by volume; arrow keys go from one to the next") });
    this.places = draw("g", { role: "group", "aria-label": say("Places; arrow keys go from one to the next, enter shows what comes in and goes out") });
    this.names = draw("g", { class: "names", "aria-hidden": "true" });
    this.homeName = draw("text", { class: "home-name middle", "aria-hidden": "true" }, homeShade() ? data.home.name : "");
    this.picture = draw("svg", { class: "map" }, this.ground, this.homeName, this.flows, this.places, this.names);
    this.frame = make(
      "div",
      {
        class: "map-frame",
        tabindex: "0",
        role: "group",
        "aria-label": say("Map {plan}: arrow keys move it, + and - zoom, 0 shows all", { plan: this.model.label }),
      },
      this.picture,
    );
    this.frame.style.aspectRatio = `${data.map.view[2]} / ${data.map.view[3]}`;
    this.legend = make("div", { class: "legend" });
    this.caption = make("figcaption");
    const box = make("div", { class: "map-box" }, this.frame, steer(this));
    host.replaceChildren(make("figure", {}, this.caption, box, this.legend));
    this.buildLinks();
    rove(this.flows, () => this.flowing().map((asset) => this.links.get(asset).hit));
    rove(this.places, () => [...this.places.querySelectorAll("[role=img]")]);
  }

  /** The tint of the home country, on land only. */
  homeParts() {
    if (!homeShade()) return [];
    const id = freshId();
    const clip = draw("clipPath", { id }, draw("path", { d: data.map.land, "clip-rule": "evenodd" }));
    return [clip, draw("path", { d: homeShade().d, class: "home", "clip-path": `url(#${id})` })];
  }

  /** Lines of all links that ever carry something, the widest below. */
  buildLinks() {
    const peaks = this.model.peaks();
    const order = [...peaks.keys()].filter((asset) => shapes()[asset] && peaks[asset] > NOTHING);
    order.sort((one, other) => peaks[other] - peaks[one]);
    for (const asset of order) {
      const { d } = shapes()[asset];
      const line = {
        hit: draw("path", { d, class: "hit", role: "img" }),
        casing: draw("path", { d, class: "casing" }),
        line: draw("path", { d }),
      };
      line.hit.dataset.asset = data.assets[asset].id;
      tipFor(line.hit, () => this.model.tip(asset));
      this.links.set(asset, line);
    }
    this.flows.replaceChildren(...[...this.links.values()].flatMap(({ hit, casing, line }) => [hit, casing, line]));
    this.builtFor = `${filterKey()} ${state.traffic}`;
  }

  isSeen() {
    return state.printing || this.frame.clientWidth > 0;
  }

  size() {
    return [this.width, this.height];
  }

  /** Draw the chosen year. */
  draw() {
    if (!this.isSeen()) return;
    if (this.builtFor !== `${filterKey()} ${state.traffic}`) this.buildLinks();
    this.values = this.model.values();
    this.peaks = this.model.peaks();
    this.most = this.model.most();
    this.refit();
    settleStop(() => this.flowing().map((asset) => this.links.get(asset).hit));
    this.caption.replaceChildren(captioned(this.model.title(), `map ${this.model.label}`, this.model.rows));
    this.legend.replaceChildren(
      ...[widthLegend(this.most, (mt) => this.lineWidth(mt)), ...this.model.legend()].map((group) =>
        make("div", {}, ...group),
      ),
      this.model.choosesTraffic ? trafficChoice() : "",
    );
  }

  /** Fit the view into the frame. */
  refit() {
    const [, , width, height] = data.map.view;
    this.width = widthOf(this.frame);
    this.height = state.printing ? PRINTED_HEIGHT : Math.max(NARROWEST / 2, this.frame.clientHeight);
    this.scale = Math.min(this.width / width, this.height / height);
    this.picture.setAttribute("viewBox", `0 0 ${this.width} ${this.height}`);
    if (this.values) this.drawLines();
    this.move();
  }

  lineWidth(mt) {
    const widest = WIDEST * Math.min(1.3, Math.max(0.5, this.width / 900));
    return Math.max(THINNEST, (Math.abs(mt) / (this.most || 1)) * widest);
  }

  /** Positions of assets with a line in the chosen year, the fullest flow first. */
  flowing() {
    const shown = [...this.links.keys()].filter((asset) => Math.abs(this.values?.[asset] ?? 0) > NOTHING);
    return shown.sort((one, other) => Math.abs(this.values[other]) - Math.abs(this.values[one]));
  }

  drawLines() {
    for (const [asset, parts] of this.links) this.drawLine(parts, asset, this.values[asset]);
    const unused = shapes().filter((line, asset) => line && !(Math.abs(this.values[asset]) > NOTHING));
    this.faint.setAttribute("d", unused.map((line) => line.d).join(""));
  }

  drawLine({ hit, casing, line }, asset, mt) {
    const gone = !(Math.abs(mt) > NOTHING);
    for (const part of [hit, casing, line]) part.classList.toggle("gone", gone);
    if (gone) return hit.setAttribute("tabindex", "-1");
    const width = this.lineWidth(mt);
    line.setAttribute("class", `line ${this.model.style(asset, mt)}`);
    line.setAttribute("stroke-width", width.toFixed(2));
    casing.setAttribute("stroke-width", (width + 2).toFixed(2));
    hit.setAttribute("stroke-width", (width + 10).toFixed(2));
    hit.setAttribute("aria-label", this.model.words(asset, mt));
  }

  /** Put everything where the camera wants it; names and dots keep their size. */
  move() {
    if (!this.width) return;
    const [left, top, width, height] = data.map.view;
    const k = this.scale * this.camera.zoom;
    const x = ((this.width - width * this.scale) / 2) * this.camera.zoom + this.camera.x - left * k;
    const y = ((this.height - height * this.scale) / 2) * this.camera.zoom + this.camera.y - top * k;
    for (const group of [this.ground, this.flows]) group.setAttribute("transform", `matrix(${k} 0 0 ${k} ${x} ${y})`);
    this.onScreen = (point) => [point[0] * k + x, point[1] * k + y];
    this.frame.classList.toggle("zoomed", this.camera.zoom > 1);
    if (this.values) drawPlaces(this);
  }
}
