// Holds the stream to its promise: each reservoir's sequence counts without a gap and without a double, over reconnections
// as well.

export class Continuity {
  #next = new Map();
  events = 0;
  missed = 0;
  doubled = 0;

  onEvent({ reservoir, sequence }) {
    const expected = this.#next.get(reservoir) ?? sequence;
    if (sequence < expected) {
      this.doubled++;
      return;
    }
    this.events++;
    this.missed += sequence - expected;
    this.#next.set(reservoir, sequence + 1);
  }

  /** The server has told of a gap: sequences begin anew. */
  clear() {
    this.#next.clear();
  }
}
