// Everything the page knows, as it comes in: one place that hands each message to the models.

import { WaitingPassengers } from './client.js';
import { Aboard } from './model/aboard.js';
import { Continuity } from './model/continuity.js';
import { Delay } from './model/delay.js';
import { Feed } from './model/feed.js';
import { LiveStats, sum } from './model/live-stats.js';
import { Filter } from './model/filter.js';
import { History } from './model/history.js';
import { findId } from './model/ids.js';
import { Link } from './model/link.js';
import { Loading } from './model/loading.js';
import { destination } from './model/places.js';
import { Pulses } from './model/pulses.js';
import { Trend } from './model/trend.js';

const KEPT_UNSHOWN = 2000;

export class Live {
  waiting = new WaitingPassengers();
  aboard = new Aboard();
  stats = new LiveStats();
  feed = new Feed();
  filter;
  history = new History(second());
  trend = new Trend();
  pulses = new Pulses();
  delay = new Delay();
  link = new Link();
  continuity = new Continuity();
  lastDelay = {};
  lastEventAt = null;
  loading = new Loading();
  #network;
  #unshown = [];
  #sampled = second();

  constructor(network) {
    this.#network = network;
    this.filter = new Filter((passenger) => network.namesOf(passenger));
  }

  onMessage(message) {
    const { type, data } = message;
    if (type === 'reservoir:stats') this.stats.onStats(data);
    if (type === 'snapshot') this.loading.onSnapshot(data);
    if (type === 'error' && data.code === 'snapshot_unavailable') this.loading.onUnavailable();
    this.waiting.apply(message);
    if (type.startsWith('passenger:') && data.passenger) this.#onEvent(message);
  }

  onState(state) {
    this.link.onState(state, Date.now());
  }

  /** Events are missing: what was counted and who was on board begins anew. */
  onGap(gap) {
    this.link.onGap(gap);
    if (gap.snapshot) this.loading.begin();
    this.stats.clear();
    this.aboard.clear();
    this.continuity.clear();
  }

  /** To be called a few times a second; keeps how things stand once in each. */
  tick() {
    const now = second();
    if (now === this.#sampled) return;
    this.#sampled = now;
    const shown = this.delay.take();
    if (shown) this.lastDelay = shown;
    const rows = this.stats.rows();
    if (rows.length === 0) return;
    const { waiting, onboard } = sum(rows);
    this.history.sample({ waiting, onboard, delay: shown?.median, delay95: shown?.p95 }, now);
    this.trend.keep(rows, now);
  }

  /** The passenger known here whose id begins so, as it is shown; undefined when there is none, or more than one. */
  findId(start) {
    const waiting = [...this.waiting].map(({ passenger_id: id }) => id);
    return findId(start, [...waiting, ...this.aboard.ids(), ...this.feed.ids()]);
  }

  total() {
    return sum(this.stats.rows());
  }

  /** All that has come so far is on the screen. */
  shown() {
    const now = Date.now();
    for (const event of this.#unshown) this.delay.onShown(event, now);
    this.#unshown = [];
  }

  #onEvent({ data: event, timestamp }) {
    const now = Date.now();
    this.lastEventAt = now;
    this.stats.onEvent(event);
    this.aboard.onEvent(event);
    this.continuity.onEvent(event);
    this.feed.add(event);
    this.history.count(event.type.toLowerCase(), second());
    this.delay.onEnvelope(timestamp, now);
    // A hidden page draws nothing, and what comes again after an absence took its time elsewhere.
    if (!document.hidden && this.link.state === 'open' && this.#unshown.length < KEPT_UNSHOWN) this.#unshown.push(event);
    this.#pulse(event);
  }

  #pulse({ type, passenger }) {
    if (document.hidden || !this.filter.hasPassenger(passenger)) return;
    if (type === 'BOARDED') this.pulses.add('boarded', this.#network.placeOf(passenger), performance.now());
    if (type === 'ALIGHTED') this.pulses.add('alighted', destination(passenger), performance.now());
  }
}

export function second() {
  return Math.floor(Date.now() / 1000);
}
