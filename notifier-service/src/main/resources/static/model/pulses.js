// Boardings and alightings as short pulses on the map. Those of a moment at one place are one pulse, so that a flood
// draws no more than there are places.

export const LASTS_MS = 900;

const TOGETHER_MS = 200;
const MOST = 200;

export class Pulses {
  #pulses = [];
  #latest = new Map();

  /** @param kind boarded or alighted */
  add(kind, { key, latitude, longitude }, now) {
    const id = `${kind} ${key}`;
    const latest = this.#latest.get(id);
    if (latest && now - latest.at < TOGETHER_MS) {
      latest.count++;
      return;
    }
    if (this.#pulses.length >= MOST) return;
    const pulse = { kind, latitude, longitude, at: now, count: 1 };
    this.#latest.set(id, pulse);
    this.#pulses.push(pulse);
  }

  /** Those that can still be seen, each with its age from 0 to 1. */
  at(now) {
    if (this.#pulses.length > 0) {
      this.#pulses = this.#pulses.filter((pulse) => now - pulse.at < LASTS_MS);
      if (this.#pulses.length === 0) this.#latest.clear();
    }
    return this.#pulses.map((pulse) => ({ ...pulse, age: Math.max(0, (now - pulse.at) / LASTS_MS) }));
  }
}
