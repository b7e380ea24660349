// How the connection stands, and what became of the last time it was lost.

export class Link {
  state = 'connecting';
  text = 'connecting';
  note = '';
  #lostAt = null;
  #gap = false;

  /** Takes a state of CommuterStream; one with a status ended because of the token, or for want of one. */
  onState({ state, text, status }, now) {
    if (state === 'closed' || state === 'ended') this.#lostAt ??= this.state === 'open' ? now : null;
    if (state === 'open') this.#opened(now);
    this.state = state;
    this.text = status ? 'not signed in' : text;
  }

  onGap({ reason }) {
    this.#gap = true;
    this.note = `Events are missing since the connection was lost: ${REASONS[reason] ?? reason}`;
  }

  #opened(now) {
    if (this.#lostAt !== null && !this.#gap) {
      const seconds = Math.max(1, Math.round((now - this.#lostAt) / 1000));
      this.note = `Resumed after ${seconds} s, nothing missed`;
    }
    this.#lostAt = null;
    this.#gap = false;
  }
}

const REASONS = {
  retention_over: 'the log is kept no longer',
  other_log: 'this is another log now',
  unknown_position: 'the position is not known there',
};
