// How many waited in each reservoir over the last quarter of an hour, in steps of ten seconds: for the sparklines.

export const STEP_S = 10;
export const STEPS = 90;

export class Trend {
  #values = new Map();
  #step = -1;

  /** @param rows of {reservoir, waiting}; called as often as one likes, each step keeps the last */
  keep(rows, second) {
    const step = Math.floor(second / STEP_S);
    const steps = this.#step < 0 ? 0 : Math.min(STEPS, step - this.#step);
    this.#step = step;
    for (const { reservoir, waiting } of rows) {
      const values = this.#values.get(reservoir) ?? [waiting];
      for (let passed = 0; passed < steps; passed++) values.push(values.at(-1));
      values[values.length - 1] = waiting;
      this.#values.set(reservoir, values.slice(-STEPS));
    }
  }

  /** The oldest first, STEPS at most. */
  of(reservoir) {
    return this.#values.get(reservoir) ?? [];
  }
}
