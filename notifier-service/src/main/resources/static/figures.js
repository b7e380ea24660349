// Folds the figures of the reservoirs and the events that came after them into what is true now.
//
// A reservoir's figures name the last event they include (sequence), so an event counts on top of them exactly when
// its own sequence is higher.

const TOTALS = ['spawned', 'boarded', 'alighted', 'cancelled', 'expired'];

const NOTHING = { sequence: 0, waiting: 0, boarded: 0, totals: {} };

export class Figures {
  #reservoirs = new Map();

  clear() {
    this.#reservoirs.clear();
  }

  onStats(stats) {
    const reservoir = this.#reservoir(stats.reservoir);
    reservoir.base = stats;
    reservoir.later = reservoir.later.filter((event) => event.sequence > stats.sequence);
  }

  onEvent(event) {
    const reservoir = this.#reservoir(event.reservoir);
    if (event.sequence > reservoir.base.sequence) {
      reservoir.later.push({
        sequence: event.sequence,
        type: event.type.toLowerCase(),
        wasOnBoard: Boolean(event.passenger.boarded_at),
      });
    }
  }

  /** One row per reservoir, in the order of names. */
  rows() {
    return [...this.#reservoirs]
      .map(([reservoir, { base, later }]) => ({ reservoir, ...fold(base, later) }))
      .sort((a, b) => b.reservoir.split(':')[0].localeCompare(a.reservoir.split(':')[0])
        || a.reservoir.localeCompare(b.reservoir, undefined, { numeric: true }));
  }

  #reservoir(id) {
    if (!this.#reservoirs.has(id)) this.#reservoirs.set(id, { base: NOTHING, later: [] });
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
  for (const event of later) {
    if (event.type in now) now[event.type]++;
    move(now, event);
  }
  now.waiting = Math.max(0, now.waiting);
  now.onboard = Math.max(0, now.onboard);
  return now;
}

// A state_changed moves nobody here: what it changed is in the next figures, a second later at most.
function move(now, event) {
  if (event.type === 'spawned') now.waiting++;
  if (event.type === 'boarded') { now.waiting--; now.onboard++; }
  if (event.type === 'alighted') now.onboard--;
  if (event.type === 'expired') now.waiting--;
  if (event.type === 'cancelled') now[event.wasOnBoard ? 'onboard' : 'waiting']--;
}
