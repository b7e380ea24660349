// From command to screen: the time from a command's issue to the frame that shows its event.
//
// Two clocks meet here. Where they agree within what a network may take, they are taken as they are; else the browser's
// is corrected by the smallest difference to the notifier's that was seen, which takes that message's way for nothing.

const TOLERATED_MS = 1000;
const KEPT = 2000;

export class Delay {
  #values = [];
  #skew = Infinity;

  /** What the notifier's clock says in an envelope, and when it came. */
  onEnvelope(timestamp, receivedAt) {
    this.#skew = Math.min(this.#skew, receivedAt - Date.parse(timestamp));
  }

  /** An event is on the screen now. One that nobody commanded has no delay to tell of. */
  onShown(event, shownAt) {
    if (!event.command_id || this.#values.length >= KEPT) return;
    this.#values.push(Math.max(0, shownAt - this.correction - Date.parse(event.occurred_at)));
  }

  /** How far the browser's clock is ahead, in ms; 0 when it may well be right. */
  get correction() {
    return this.#skew >= 0 && this.#skew <= TOLERATED_MS ? 0 : Number.isFinite(this.#skew) ? this.#skew : 0;
  }

  /** Median and 95th percentile in ms since the last call, or undefined when nothing was shown. */
  take() {
    if (this.#values.length === 0) return undefined;
    const sorted = this.#values.sort((a, b) => a - b);
    this.#values = [];
    return { median: quantile(sorted, 0.5), p95: quantile(sorted, 0.95) };
  }
}

export function quantile(sorted, share) {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}
