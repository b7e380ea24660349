// Folds the stats of the reservoirs and the events that came after them into what is true now.
//
// A reservoir's stats name the last event they include (sequence), so an event counts on top of them exactly when
// its own sequence is higher.

export const TOTALS = ['spawned', 'boarded', 'alighted', 'cancelled', 'expired'];

const NOTHING = { sequence: 0, waiting: 0, boarded: 0, totals: {} };

export class LiveStats {
  #reservoirs = new Map();

  clear() {
    this.#reservoirs.clear();
  }

  onStats(stats) {
    const reservoir = this.#reservoir(stats.reservoir);
    reservoir.base = stats;
    reservoir.later = reservoir.later.filter((event) => event.sequence > stats.sequence);
    reservoir.now = fold(stats, reservoir.later);
  }

  onEvent(event) {
    const reservoir = this.#reservoir(event.reservoir);
    if (event.sequence <= reservoir.base.sequence) return;
    const step = {
      sequence: event.sequence,
      type: event.type.toLowerCase(),
      wasOnBoard: Boolean(event.passenger.boarded_at),
    };
    reservoir.later.push(step);
    count(reservoir.now, step);
  }

  /** One row per reservoir, in no order. */
  rows() {
    return [...this.#reservoirs].map(([reservoir, { now }]) => (
      { reservoir, ...now, waiting: Math.max(0, now.waiting), onboard: Math.max(0, now.onboard) }));
  }

  #reservoir(id) {
    if (!this.#reservoirs.has(id)) this.#reservoirs.set(id, { base: NOTHING, later: [], now: fold(NOTHING, []) });
    return this.#reservoirs.get(id);
  }
}

export function sum(rows) {
  const total = { waiting: 0, onboard: 0 };
  for (const name of TOTALS) total[name] = 0;
  for (const row of rows) for (const name of Object.keys(total)) total[name] += row[name];
  return total;
}

function fold(base, later) {
  const now = { waiting: base.waiting, onboard: base.boarded };
  for (const name of TOTALS) now[name] = base.totals[name] ?? 0;
  for (const step of later) count(now, step);
  return now;
}

// A state_changed moves nobody here: what it changed is in the next stats, a second later at most.
function count(now, { type, wasOnBoard }) {
  if (type in now) now[type]++;
  if (type === 'spawned') now.waiting++;
  if (type === 'boarded') { now.waiting--; now.onboard++; }
  if (type === 'alighted') now.onboard--;
  if (type === 'expired') now.waiting--;
  if (type === 'cancelled') now[wasOnBoard ? 'onboard' : 'waiting']--;
}
