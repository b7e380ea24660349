'use strict';

const { setTimeout: wait } = require('node:timers/promises');

const ANSWER_WITHIN_MS = 10_000;
const FIRST_RETRY_MS = 200;
const LAST_RETRY_MS = 10_000;
/** Finds what another instance noted and could not tell. */
const LOOK_AGAIN_MS = 30_000;
/** The reservoir has read the edit and will never take it. */
const REFUSALS = [400, 422];

/**
 * Tells the reservoir of every edit, oldest first, again and again until it has acknowledged it. An edit may be told twice, by two
 * instances or around a crash; its event id tells the reservoir so.
 */
class Messenger {
  constructor(untold, { url, token, log }) {
    this.untold = untold;
    this.url = url;
    this.token = token;
    this.log = log;
    this.failures = 0;
    this.stopping = new AbortController();
    this.rung = false;
  }

  start() {
    this.untold.onEdit(() => this.ring());
    this.working = this.work();
  }

  async stop() {
    this.stopping.abort();
    await this.working;
  }

  ring() {
    this.rung = true;
    this.sleep?.abort();
  }

  async work() {
    while (!this.stopping.signal.aborted) {
      this.rung = false;
      try {
        const all = await this.tellOldest();
        if (all) {
          await this.rest(LOOK_AGAIN_MS);
        }
      } catch (error) {
        await this.afterFailure(error);
      }
    }
  }

  /** Returns whether none is left. */
  async tellOldest() {
    const edits = await this.untold.oldest();
    for (const edit of edits) {
      await this.tell(edit);
      await this.untold.forget(edit);
      this.succeeded();
    }
    return edits.length === 0;
  }

  async tell({ event_id, passenger_id, reservoir, edited_at }) {
    const answer = await fetch(this.url, {
      method: 'POST',
      headers: { authorization: `Bearer ${this.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ event_id, passenger_id, reservoir, edited_at }),
      redirect: 'manual',
      signal: AbortSignal.any([this.stopping.signal, AbortSignal.timeout(ANSWER_WITHIN_MS)]),
    });
    const text = (await answer.text()).slice(0, 200);
    if (REFUSALS.includes(answer.status)) {
      this.log.error(`The reservoir refuses the edit ${event_id} of ${passenger_id}, which is not told again: ${text}`);
    } else if (!answer.ok) {
      throw new Error(`it answers ${answer.status} ${text}`.trim());
    }
  }

  succeeded() {
    if (this.failures > 0) {
      this.log.info('The reservoir takes edits again');
    }
    this.failures = 0;
  }

  async afterFailure(error) {
    if (this.stopping.signal.aborted) {
      return;
    }
    this.failures += 1;
    if (this.failures === 1) {
      const reason = error.cause?.code ?? error.message;
      this.log.warn(`The reservoir at ${this.url} (RESERVOIR_WEBHOOK_URL) does not take edits: ${reason}. Telling it again until it does.`);
    }
    const bound = Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(this.failures, 10));
    await wait(Math.random() * bound, undefined, { signal: this.stopping.signal }).catch(() => {});
  }

  /** Until somebody rings; who rang since the last look is not slept over. */
  async rest(millis) {
    if (!this.rung) {
      this.sleep = new AbortController();
      const signal = AbortSignal.any([this.sleep.signal, this.stopping.signal]);
      await wait(millis, undefined, { signal }).catch(() => {});
    }
  }
}

module.exports = { Messenger };
