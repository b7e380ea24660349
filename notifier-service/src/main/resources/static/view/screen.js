// Draws what is known: the feed and the stats with the frame after a change, the table and the map's marks a few times a
// second, the charts once a second, pulses with every frame for as long as there are any.

import { places } from '../model/places.js';
import { summary, waits } from '../model/waits.js';
import { second } from '../live.js';
import { Charts } from './charts.js';
import { byId, button, element, setText, shortId, span } from './dom.js';
import { FeedView } from './feed.js';
import { showDelay, showLoading, showTotals } from './totals.js';
import { RoutesTable } from './table.js';

/** Where more comes than anybody reads, the feed is drawn less often. */
const FEED_MS = 100;
const FLOODED_FEED_MS = 300;
const FLOOD_PER_S = 200;
const LISTED_IN_POPUP = 6;

export class Screen {
  #live;
  #network;
  #theme;
  #map;
  #story;
  #feed;
  #table = new RoutesTable();
  #charts;
  #scheduled = false;
  #dirty = true;
  #fedAt = 0;
  #chartedAt = 0;
  #wait;
  #vehicles = 0;

  constructor(live, { network, theme, map, story }) {
    this.#live = live;
    this.#network = network;
    this.#theme = theme;
    this.#map = map;
    this.#story = story;
    this.#feed = new FeedView(live.feed, live.filter);
    this.#charts = new Charts(theme);
    this.#feed.addEventListener('change', () => this.drawSoon());
    this.#feed.addEventListener('passenger', ({ detail }) => this.#tell(detail));
    this.#table.addEventListener('choose', ({ detail }) => this.#choose(detail));
    this.#table.addEventListener('sort', () => this.tick());
    map.addEventListener('choose', ({ detail }) => this.#choose(detail));
    map.addEventListener('place', ({ detail }) => this.#listPlace(detail));
    byId('chosen').addEventListener('click', () => this.#choose(live.filter.reservoir));
  }

  /** With the next frame; a hidden page draws nothing. */
  drawSoon() {
    this.#dirty = true;
    if (this.#scheduled) return;
    this.#scheduled = true;
    requestAnimationFrame((now) => this.#frame(now));
  }

  /** Colours or names have changed. */
  refresh() {
    this.#feed.refresh();
    this.#nameChosen();
    this.tick();
    this.drawSoon();
  }

  /** What need not follow every event. */
  tick() {
    if (document.hidden) return;
    const live = this.#live;
    const found = places(live.waiting, this.#network, live.filter);
    const vehicles = live.aboard.vehicles();
    this.#map.marks.show(found.values(), vehicles.filter((vehicle) => live.filter.hasVehicle(vehicle)));
    const now = second();
    if (now === this.#chartedAt) return;
    this.#chartedAt = now;
    this.#drawTable(vehicles.length);
    this.#charts.show(live.history, now);
    showDelay(live.lastDelay);
  }

  #frame(now) {
    this.#scheduled = false;
    const moving = this.#map.marks.showPulses(this.#live.pulses.at(now));
    if (this.#dirty && now - this.#fedAt >= this.#pace()) {
      this.#dirty = false;
      this.#fedAt = now;
      this.#feed.show(this.#network, this.#theme);
      this.#drawTotals();
      this.#live.shown();
    }
    if (moving || this.#dirty) {
      this.#scheduled = true;
      requestAnimationFrame((next) => this.#frame(next));
    }
  }

  #pace() {
    return this.#live.history.rateOfAll(second()) > FLOOD_PER_S ? FLOODED_FEED_MS : FEED_MS;
  }

  #drawTotals() {
    // Before all has come, nought would be a guess.
    if (!this.#live.loading.isOver) {
      if (this.#live.link.state === 'open') showLoading(this.#live.loading);
      return;
    }
    showTotals(this.#live.total(), this.#live.history, second(), this.#wait, this.#vehicles);
  }

  #drawTable(vehicles) {
    const now = Date.now();
    // Where the list could not be read, those who came since would be a guess.
    const { unknown } = this.#live.waiting;
    const waiting = [...this.#live.waiting].filter(({ reservoir }) => !unknown.has(reservoir));
    const all = waits(waiting, now);
    this.#wait = unknown.size > 0 ? undefined : summary(waiting.map(({ spawned_at: at }) => Math.max(0, now - Date.parse(at))));
    this.#vehicles = vehicles;
    const rows = !this.#live.loading.isOver ? [] : this.#live.stats.rows().map((row) => ({
      ...row,
      wait: all.byReservoir.get(row.reservoir),
      inDepots: all.inDepots.get(row.reservoir) ?? 0,
      trend: this.#live.trend.of(row.reservoir),
    }));
    this.#table.show(rows, this.#network, this.#theme, this.#live.filter.reservoir);
    this.#drawTotals();
  }

  #choose(reservoir) {
    this.#live.filter.toggleReservoir(reservoir);
    this.#map.choose(this.#live.filter.reservoir);
    this.#chartedAt = 0;
    this.refresh();
  }

  #nameChosen() {
    const { reservoir } = this.#live.filter;
    const chosen = byId('chosen');
    chosen.hidden = reservoir === null;
    if (reservoir !== null) {
      setText(chosen, `Only ${this.#network.label(reservoir)} ✕`);
      chosen.setAttribute('aria-label', `Only ${this.#network.label(reservoir)}: show all again`);
    }
  }

  #tell(id) {
    this.#map.closePopup();
    this.#story.show(id);
  }

  /** Who waits at a place, the longest first. */
  #listPlace(place) {
    const { filter, waiting } = this.#live;
    const here = [...waiting]
      .filter((passenger) => filter.hasPassenger(passenger) && this.#network.placeOf(passenger).key === place.key)
      .sort((a, b) => Date.parse(a.spawned_at) - Date.parse(b.spawned_at));
    const box = element('div', 'waiting-here');
    box.append(element('b', '', place.name), element('p', 'hint', `${here.length} waiting`));
    const list = element('ul');
    for (const passenger of here.slice(0, LISTED_IN_POPUP)) {
      const line = element('li');
      const text = `${this.#network.label(`route:${passenger.route_id}`)} to ${passenger.destination_name}, ${span(Date.now() - Date.parse(passenger.spawned_at))}`;
      line.append(button('id', shortId(passenger.passenger_id), () => this.#tell(passenger.passenger_id)), element('span', '', text));
      list.append(line);
    }
    box.append(list);
    if (here.length > LISTED_IN_POPUP) box.append(element('p', 'hint', `and ${here.length - LISTED_IN_POPUP} more`));
    this.#map.openPopup(place, box);
  }
}
