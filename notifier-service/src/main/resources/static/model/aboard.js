// Who is on board now, and where each vehicle was last seen: at the stop of the last boarding or alighting.
//
// Nobody publishes positions of vehicles, so this is all that can be told honestly. The list of those who were on board
// when the page was opened comes over HTTP, while events come already: the version of a passenger decides.

import { destination } from './places.js';

/** Who has left is remembered for so many others at least, in two halves: to forget the oldest one by one would take long. */
const REMEMBERED = 5000;

export class Aboard {
  #passengers = new Map();
  #vehicles = new Map();
  #left = new Map();
  #leftBefore = new Map();

  clear() {
    this.#passengers.clear();
    this.#vehicles.clear();
    this.#left.clear();
    this.#leftBefore.clear();
  }

  onEvent({ passenger, type, occurred_at: at }) {
    if (passenger.status === 'BOARDED') {
      this.#board(passenger, at);
      return;
    }
    const before = this.#passengers.get(passenger.passenger_id);
    this.#leave(passenger);
    const vehicle = passenger.vehicle_id ?? before?.vehicle_id;
    if (vehicle && type === 'ALIGHTED') this.#seen(vehicle, before ?? passenger, at, destination(passenger));
  }

  /** Takes those who were on board a moment ago. */
  onList(passengers) {
    for (const passenger of passengers) this.#board(passenger, passenger.boarded_at);
  }

  get size() {
    return this.#passengers.size;
  }

  ids() {
    return [...this.#passengers.keys()];
  }

  /** Vehicles that carry somebody: {id, route, count, latitude, longitude, at}; at is when it was seen there, in ms. */
  vehicles() {
    const carrying = new Map();
    for (const passenger of this.#passengers.values()) {
      const known = this.#vehicles.get(passenger.vehicle_id);
      if (!known) continue;
      const vehicle = carrying.get(known.id) ?? { ...known, count: 0 };
      vehicle.count++;
      carrying.set(known.id, vehicle);
    }
    for (const id of this.#vehicles.keys()) if (!carrying.has(id)) this.#vehicles.delete(id);
    return [...carrying.values()];
  }

  #board(passenger, at) {
    const id = passenger.passenger_id;
    if ((this.#left.get(id) ?? this.#leftBefore.get(id) ?? 0) >= passenger.version) return;
    const known = this.#passengers.get(id);
    if (known && known.version >= passenger.version) return;
    this.#passengers.set(id, {
      version: passenger.version, vehicle_id: passenger.vehicle_id, route_id: passenger.route_id,
    });
    this.#seen(passenger.vehicle_id, passenger, at, passenger);
  }

  #leave({ passenger_id: id, version }) {
    this.#passengers.delete(id);
    this.#left.set(id, version);
    if (this.#left.size >= REMEMBERED) {
      this.#leftBefore = this.#left;
      this.#left = new Map();
    }
  }

  #seen(id, { route_id: route }, at, { latitude, longitude }) {
    const when = Date.parse(at);
    const known = this.#vehicles.get(id);
    if (known && known.at > when) return;
    this.#vehicles.set(id, { id, route, latitude, longitude, at: when });
  }
}
