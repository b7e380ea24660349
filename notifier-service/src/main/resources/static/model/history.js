// The last quarter of an hour, second by second. Bounded: each second has one place, which is used again.

export const SPAN_S = 900;

const COUNTED = ['spawned', 'boarded', 'alighted', 'cancelled', 'expired', 'state_changed'];
const SAMPLED = ['waiting', 'onboard', 'delay', 'delay95'];

export class History {
  #columns = {};
  #first;
  #last;

  /** @param second the present one, since 1970 */
  constructor(second) {
    for (const name of COUNTED) this.#columns[name] = new Float64Array(SPAN_S);
    for (const name of SAMPLED) this.#columns[name] = new Float64Array(SPAN_S).fill(NaN);
    this.#first = second;
    this.#last = second;
  }

  /** The oldest second that is known. */
  get start() {
    return Math.max(this.#first, this.#last - SPAN_S + 1);
  }

  /** Counts an event of a type. */
  count(type, second) {
    this.#goTo(second);
    if (COUNTED.includes(type)) this.#columns[type][this.#last % SPAN_S]++;
  }

  /** Keeps how things stand: {waiting, onboard, delay, delay95}; what is not known is null. */
  sample(values, second) {
    this.#goTo(second);
    for (const name of SAMPLED) this.#columns[name][this.#last % SPAN_S] = values[name] ?? NaN;
  }

  /** Events per second over the last whole seconds: whole ones, so that the figure does not sag at the start of each. */
  rate(type, second, over = 5) {
    this.#goTo(second);
    const seconds = Math.min(over, this.#last - this.#first);
    let sum = 0;
    for (let back = 1; back <= seconds; back++) sum += this.#columns[type][(this.#last - back) % SPAN_S];
    return seconds === 0 ? 0 : sum / seconds;
  }

  rateOfAll(second) {
    return COUNTED.reduce((sum, type) => sum + this.rate(type, second), 0);
  }

  /** Seconds, and a list for each name; null where nothing is known. The present second is not over and stays out. */
  series(names, second) {
    this.#goTo(second);
    const times = [];
    const lists = names.map(() => []);
    for (let at = this.start; at < this.#last; at++) {
      times.push(at);
      names.forEach((name, index) => {
        const value = this.#columns[name][at % SPAN_S];
        lists[index].push(Number.isNaN(value) ? null : value);
      });
    }
    return [times, ...lists];
  }

  /** Seconds that were passed over, since a page in the background is seldom woken, stand as the one before. */
  #goTo(second) {
    if (second <= this.#last) return;
    const from = Math.max(this.#last + 1, second - SPAN_S + 1);
    for (let at = from; at <= second; at++) {
      for (const name of COUNTED) this.#columns[name][at % SPAN_S] = 0;
      for (const name of SAMPLED) {
        const before = this.#columns[name][(at + SPAN_S - 1) % SPAN_S];
        this.#columns[name][at % SPAN_S] = name.startsWith('delay') ? NaN : before;
      }
    }
    this.#last = second;
  }
}
