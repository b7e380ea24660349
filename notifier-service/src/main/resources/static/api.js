// Asks the notifier, which passes on to the reservoir what concerns passengers. Where a token is asked for, it is kept for
// as long as the tab is open, and sent with every call.

const KEY = 'commuter.token';

/** A notifier that hangs must not keep the page waiting; a command may take as long as the reservoir lets it. */
const PATIENCE_MS = { GET: 10000, PATCH: 330000 };

/** Dispatches unauthorized, with the reason as its detail, when a call is refused for what is kept, or for want of it. */
export class Api extends EventTarget {
  get token() {
    return sessionStorage.getItem(KEY) ?? '';
  }

  set token(token) {
    if (token) sessionStorage.setItem(KEY, token);
    else sessionStorage.removeItem(KEY);
  }

  /** @param patienceMs after which the answer is given up */
  get(path, patienceMs = PATIENCE_MS.GET) {
    return this.#call('GET', path, { patienceMs });
  }

  /** @param key makes a call that is repeated the same one */
  patch(path, body, key) {
    return this.#call('PATCH', path, {
      patienceMs: PATIENCE_MS.PATCH,
      body: JSON.stringify(body),
      headers: { 'Content-Type': 'application/json', 'Idempotency-Key': key },
    });
  }

  /** What is kept has been refused, here or where the stream is opened. */
  refused(why) {
    this.dispatchEvent(new CustomEvent('unauthorized', { detail: why }));
  }

  /**
   * @return {status, body}; the body is JSON or undefined, the status 0 when the notifier does not answer
   */
  async #call(method, path, { body, headers = {}, patienceMs }) {
    const { token } = this;
    const authorization = token ? { Authorization: `Bearer ${token}` } : {};
    try {
      const response = await fetch(path, {
        method, body, headers: { ...headers, ...authorization }, signal: AbortSignal.timeout(patienceMs),
      });
      const answer = { status: response.status, body: await json(response) };
      // An answer that comes late says nothing of what has been given since.
      if (answer.status === 401 && token === this.token) this.refused(answer.body?.detail);
      return answer;
    } catch {
      return { status: 0, body: { detail: 'The notifier does not answer.' } };
    }
  }
}

/** Whether who asks may not: to ask again changes nothing. */
export function isRefusal(status) {
  return status === 401 || status === 403;
}

async function json(response) {
  try {
    return JSON.parse(await response.text());
  } catch {
    return undefined;
  }
}
