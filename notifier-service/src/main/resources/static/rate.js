// Events per second over the last few seconds.

const WINDOW_S = 5;

export class Rate {
  #counts = new Map();
  #start = second();

  count() {
    const now = second();
    this.#counts.set(now, (this.#counts.get(now) ?? 0) + 1);
  }

  /** Whole seconds only, so that the figure does not sag at the beginning of each. */
  perSecond() {
    const now = second();
    let sum = 0;
    for (const [at, count] of this.#counts) {
      if (at < now - WINDOW_S) this.#counts.delete(at);
      else if (at < now) sum += count;
    }
    return sum / Math.min(WINDOW_S, Math.max(1, now - this.#start));
  }
}

function second() {
  return Math.floor(performance.now() / 1000);
}
