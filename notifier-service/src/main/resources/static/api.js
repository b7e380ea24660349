// Asks the notifier, which passes on to the reservoir what concerns passengers. Where a token is asked for, it is kept for
// as long as the tab is open, and sent with every call.

const KEY = 'commuter.token';

export class Api extends EventTarget {
  get token() {
    return sessionStorage.getItem(KEY) ?? '';
  }

  set token(token) {
    if (token) sessionStorage.setItem(KEY, token);
    else sessionStorage.removeItem(KEY);
    this.dispatchEvent(new Event('token'));
  }

  get(path) {
    return this.#call('GET', path, {});
  }

  /** @param key makes a call that is repeated the same one */
  patch(path, body, key) {
    return this.#call('PATCH', path, {
      body: JSON.stringify(body),
      headers: { 'Content-Type': 'application/json', 'Idempotency-Key': key },
    });
  }

  post(path) {
    return this.#call('POST', path, {});
  }

  /**
   * @return {status, body}; the body is JSON or undefined, the status 0 when the notifier does not answer
   */
  async #call(method, path, { body, headers = {} }) {
    const authorization = this.token ? { Authorization: `Bearer ${this.token}` } : {};
    try {
      const response = await fetch(path, { method, body, headers: { ...headers, ...authorization } });
      if (response.status === 401) this.dispatchEvent(new Event('unauthorized'));
      return { status: response.status, body: await json(response) };
    } catch {
      return { status: 0, body: { detail: 'The notifier does not answer.' } };
    }
  }
}

async function json(response) {
  try {
    return JSON.parse(await response.text());
  } catch {
    return undefined;
  }
}
