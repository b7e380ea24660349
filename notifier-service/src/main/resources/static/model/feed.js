// The latest events, a bounded number. While it is paused what is shown stands still, and what comes is counted.

const KEPT = 2000;

export class Feed {
  #events = [];
  #total = 0;
  #pausedAt = null;

  add(event) {
    this.#events.push(event);
    this.#total++;
    if (this.#events.length > 2 * KEPT) this.#events = this.#events.slice(-KEPT);
  }

  get paused() {
    return this.#pausedAt !== null;
  }

  pause() {
    this.#pausedAt ??= { total: this.#total, events: this.#events.slice(-KEPT) };
  }

  resume() {
    this.#pausedAt = null;
  }

  /** How many came since the pause. */
  get held() {
    return this.#pausedAt === null ? 0 : this.#total - this.#pausedAt.total;
  }

  /** The newest first. */
  latest(filter, limit) {
    const events = this.#pausedAt?.events ?? this.#events;
    const found = [];
    for (let index = events.length - 1; index >= 0 && found.length < limit; index--) {
      if (filter.hasEvent(events[index])) found.push(events[index]);
    }
    return found;
  }

  /** What this page has seen of one passenger, the oldest first. */
  of(passengerId) {
    return this.#events.filter(({ passenger }) => passenger.passenger_id === passengerId);
  }

  /** The passengers of the events that are kept. */
  ids() {
    return this.#events.map(({ passenger }) => passenger.passenger_id);
  }
}
