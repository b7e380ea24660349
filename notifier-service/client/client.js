// A client of the stream: connects, reconnects, resumes where it was, and folds what it gets into who waits now.
// Needs nothing but a WebSocket. How to use it: README.md beside it. Protocol: docs/websocket.md.
// This file is the npm package commuter-stream, and the notifier serves it as /client.js.

const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 15000;
const PING_MS = 5000;
const SILENCE_MS = 8000;
const PATIENCE_MS = 10000;
const ERROR_GRACE_MS = 50;
const NO_CODE = 1006;

/** Of so many places and no more a new snapshot is asked for by name; where more are lacking, of all. */
const MOST_NAMED = 100;

/** Errors of a subscription that would be made again by the same subscription. */
const REFUSALS = new Set([
  'unknown_field', 'missing_field', 'invalid_field', 'forbidden', 'too_many_subscriptions', 'too_many_bytes',
]);

/** Of addresses; http is taken for ws, as browsers do that. */
const SCHEMES = new Set(['ws:', 'wss:', 'http:', 'https:']);

/** Close codes after which the same connection would only fail again. */
const GIVE_UP = new Set([1002, 1003, 1007, 1008, 1009]);

/** What would only fail again, such as an answer of HTTP with the status 401. */
class Refused extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

/**
 * One subscription that outlives its connections. Dispatches, as CustomEvents:
 *   message  detail is an envelope {type, data, timestamp, cursor}; of a batch, one for each event
 *   state    detail is {state, text, retryInMs?, status?}; state is connecting, open, closed or ended; status is 401 or 403
 *            when it ended because of the token, or for want of one
 *   gap      detail is {reason}: events are missing; with snapshot: true a new snapshot follows
 */
export class CommuterStream extends EventTarget {
  #url;
  #subscription;
  #options;
  #socket = null;
  #cursor = null;
  #whole = false;
  #lacking = new Set();
  #attempt = 0;
  #isOpen = false;
  #timers = new Set();
  #ended = false;
  #opening = 0;

  /**
   * @param url address of /ws/stream, absolute where there is no page; or a function that returns it, or a promise of it, for each connection
   * @param subscription fields of subscribe: routes, depots, vehicles, types, snapshot, batch, stats
   * @param options token: an API key or a token (JWT), with which a ticket is fetched for each connection; ticket: returns such a
   *     ticket, where somebody else fetches it; both may be functions, and return promises. WebSocket, fetch: what to use for
   *     them; firstDelayMs, longestDelayMs: of reconnecting; patienceMs: how long a ticket may take; pingMs: how often the
   *     notifier is asked for a sign of life; silenceMs: how long it may take to give one, or to connect; cursor: to resume from
   */
  constructor(url, subscription, options = {}) {
    super();
    this.#url = url;
    this.#subscription = subscription;
    this.#options = { firstDelayMs: FIRST_DELAY_MS, longestDelayMs: LONGEST_DELAY_MS, patienceMs: PATIENCE_MS, pingMs: PING_MS, silenceMs: SILENCE_MS, ...options };
    if (!this.#WebSocket) {
      throw new TypeError('WebSocket: there is none here; pass one as an option, such as that of the package ws, or use Node.js 22');
    }
    this.#cursor = options.cursor ?? null;
    this.#whole = this.#cursor !== null;
  }

  /** Where this client stands: all before it has been dispatched. Null until there is something to resume. */
  get cursor() {
    return this.#whole ? this.#cursor : null;
  }

  get #WebSocket() {
    return this.#options.WebSocket ?? globalThis.WebSocket;
  }

  async open() {
    const opening = ++this.#opening;
    this.#ended = false;
    this.#emit('state', { state: 'connecting', text: 'connecting' });
    try {
      const url = addressOf(await valueOf(this.#url));
      const ticket = await this.#ticket(url);
      if (opening === this.#opening) this.#connect(url, ticket);
    } catch (problem) {
      if (opening === this.#opening) this.#failed(problem);
    }
  }

  /** Ends the stream; open() goes on where it was. */
  close() {
    this.#opening++;
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
    this.#socket?.close(1000);
    this.#socket = null;
    this.#end('closed');
  }

  /** A browser sends no header with a WebSocket, and an address stays in logs: so it holds a ticket, which is soon too old. */
  async #ticket(url) {
    if (this.#options.ticket) return valueOf(this.#options.ticket);
    const token = await valueOf(this.#options.token);
    return token ? this.#fetchTicket(url, { authorization: `Bearer ${token}` }) : null;
  }

  async #fetchTicket(url, headers) {
    const address = new URL('ticket', url);
    address.protocol = address.protocol.replace('ws', 'http');
    const signal = AbortSignal.timeout(this.#options.patienceMs);
    const answer = await (this.#options.fetch ?? globalThis.fetch)(address, { method: 'POST', headers, signal });
    const body = await answer.json().catch(() => ({}));
    if (answer.status === 401 || answer.status === 403) throw new Refused(answer.status, body.detail ?? 'not allowed');
    if (!answer.ok) throw new Error(body.detail ?? `status ${answer.status}`);
    return body.ticket;
  }

  #connect(url, ticket) {
    const address = ticket ? `${url}${url.includes('?') ? '&' : '?'}ticket=${encodeURIComponent(ticket)}` : url;
    const socket = new this.#WebSocket(address);
    this.#socket = socket;
    this.#isOpen = false;
    // Since when a sign of life has been waited for. A hidden page has few timers, so the time since the last one says nothing.
    let asked = Date.now();
    let connected = false;
    const { pingMs, silenceMs } = this.#options;
    const watchdog = setInterval(() => {
      if (socket.readyState !== 1) return;
      socket.send('{"type":"ping"}');
      asked ??= Date.now();
    }, pingMs);
    // One that hangs does not answer a close either, so nobody waits for that.
    const deadline = setInterval(() => {
      if (asked !== null && Date.now() - asked > silenceMs) lost();
    }, Math.min(1000, silenceMs / 4));
    this.#timers.add(watchdog).add(deadline);
    socket.onmessage = ({ data }) => {
      if (socket !== this.#socket) return;
      asked = null;
      connected = true;
      this.#receive(socket, JSON.parse(data));
    };
    const closed = (code, reason) => {
      for (const timer of [watchdog, deadline]) {
        clearInterval(timer);
        this.#timers.delete(timer);
      }
      if (socket !== this.#socket) return;
      this.#socket = null;
      if (connected || ticket) this.#closed(code, reason);
      else this.#neverConnected(url, reason);
    };
    const lost = () => {
      closed(NO_CODE, 'the notifier is silent');
      socket.close();
    };
    socket.onclose = ({ code, reason }) => closed(code, reason);
    // Browsers close after an error; Node.js does not where there was no connection yet.
    socket.onerror = () => setTimeout(() => closed(NO_CODE, 'no connection'), ERROR_GRACE_MS);
  }

  #receive(socket, message) {
    if (message.type === 'connected') this.#subscribe(socket);
    else if (message.type === 'subscribed') this.#subscribed();
    else if (message.type === 'gap') this.#gap(message.data);
    else if (message.type === 'error') this.#error(socket, message);
    this.#dispatch(message);
    this.#advance(message);
  }

  /** What has been dispatched need not come again; a snapshot counts when all of it is there. */
  #advance({ type, data, cursor }) {
    if (type === 'snapshot') {
      this.#whole = data.remaining === 0;
      this.#lacking.delete(data.reservoir);
    }
    if (cursor && type !== 'connected') this.#cursor = cursor;
  }

  #dispatch(message) {
    if (message.type !== 'passenger:batch') return void this.#emit('message', message);
    for (const event of message.data) {
      this.#emit('message', { ...message, type: `passenger:${event.type.toLowerCase()}`, data: event });
    }
  }

  /** Goes on where it was, and asks for the snapshot that it has not got, or not to the end. */
  #subscribe(socket, resume = this.#cursor) {
    const ask = (more) => socket.send(JSON.stringify({ type: 'subscribe', ...this.#subscription, ...more }));
    if (resume) ask({ resume });
    if (resume && this.#whole) return this.#askForLacking(socket);
    this.#lacking.clear();
    ask();
  }

  /** Of the places whose snapshot could not be had; the others have theirs. */
  #askForLacking(socket) {
    const { route, depot, routes, depots, ...wanted } = this.#subscription;
    const named = (kind) => [...this.#lacking].filter((place) => place.startsWith(kind)).map((place) => place.slice(kind.length));
    if (this.#lacking.size > MOST_NAMED) return this.#subscribe(socket, null);
    const ids = { routes: named('route:'), depots: named('depot:') };
    for (const kind of Object.keys(ids)) if (ids[kind].length > 0) wanted[kind] = ids[kind];
    if (this.#lacking.size > 0) socket.send(JSON.stringify({ type: 'subscribe', ...wanted }));
  }

  #subscribed() {
    if (this.#isOpen) return;
    this.#isOpen = true;
    this.#attempt = 0;
    if (!this.#subscription.snapshot) this.#whole = true;
    this.#emit('state', { state: 'open', text: 'live' });
  }

  #gap(data) {
    this.#lacking.clear();
    this.#whole = !this.#subscription.snapshot;
    this.#emit('gap', data);
  }

  #error(socket, { data }) {
    if (data.code === 'invalid_cursor') {
      this.#cursor = null;
      this.#whole = false;
      this.#subscribe(socket);
    } else if (data.code === 'snapshot_unavailable') {
      for (const place of data.reservoirs) this.#lacking.add(place);
      // The events come all the same.
      this.#after(this.#delay(this.#attempt++), () => socket === this.#socket && this.#askForLacking(socket));
    } else if (!this.#isOpen && REFUSALS.has(data.code)) {
      this.#socket = null;
      socket.close(1000);
      this.#end(data.message);
    }
  }

  #closed(code, reason) {
    if (this.#ended) return;
    if (GIVE_UP.has(code)) this.#end(reason || `closed with ${code}`);
    else this.#reopenLater(reason);
  }

  /** A browser does not tell why: perhaps for want of a token, which the call for a ticket would tell. */
  async #neverConnected(url, reason) {
    const opening = this.#opening;
    try {
      await this.#fetchTicket(url, {});
    } catch (problem) {
      if (problem instanceof Refused && opening === this.#opening) return this.#failed(problem);
    }
    if (opening === this.#opening) this.#reopenLater(reason);
  }

  #failed(problem) {
    if (problem instanceof Refused) this.#end(problem.message, problem.status);
    else this.#reopenLater(problem.message);
  }

  #end(text, status) {
    this.#ended = true;
    this.#emit('state', { state: 'ended', text, ...(status && { status }) });
  }

  #reopenLater(why) {
    if (this.#ended) return;
    const retryInMs = this.#delay(this.#attempt++);
    const text = `not connected, next try in ${Math.ceil(retryInMs / 1000)} s`;
    this.#emit('state', { state: 'closed', text, why, retryInMs });
    this.#after(retryInMs, () => this.open());
  }

  /** Longer with each attempt, and not the same for all who try. */
  #delay(attempt) {
    const longest = Math.min(this.#options.longestDelayMs, this.#options.firstDelayMs * 2 ** attempt);
    return longest / 2 + Math.random() * (longest / 2);
  }

  #after(delayMs, action) {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      action();
    }, delayMs);
    this.#timers.add(timer);
  }

  #emit(name, detail) {
    this.dispatchEvent(Object.assign(new Event(name), { detail }));
  }
}

const valueOf = (setting) => (typeof setting === 'function' ? setting() : setting);

/** The whole address; one that can be none would be none in the next attempt, too. */
function addressOf(url) {
  let address;
  try {
    address = new URL(url, globalThis.location?.href);
  } catch {
    throw new Refused(undefined, `url: ${url} is no address; it is like wss://host/ws/stream`);
  }
  if (!SCHEMES.has(address.protocol)) throw new Refused(undefined, `url: ${url} must begin with ws: or wss:`);
  address.protocol = address.protocol.replace('http', 'ws');
  return address.href;
}

/**
 * Folds snapshots and events into the passengers who wait now. A snapshot may know of later events already; what has been
 * seen once changes nothing when it comes again, because each passenger carries a version.
 */
export class WaitingPassengers {
  #reservoirs = new Map();
  #incoming = null;
  #unknown = new Set();
  #unread = new Set();
  #kinds = ['route:', 'depot:'];

  /** Takes an envelope; types that change nothing are let pass. */
  apply({ type, data }) {
    if (type === 'snapshot') this.#snapshot(data);
    else if (type === 'subscribed' && data.snapshot) this.#kinds = kindsOf(data);
    else if (type === 'error' && data.code === 'snapshot_unavailable') this.#cannotTell(data.reservoirs);
    else if (type.startsWith('passenger:') && data.passenger) this.#event(data);
  }

  /** Those who wait in a reservoir such as route:1A, by passenger_id. */
  of(reservoir) {
    return this.#reservoirs.get(reservoir) ?? new Map();
  }

  /** The reservoirs, such as route:1A, whose list could not be read: more may wait there than have come since. */
  get unknown() {
    return this.#unknown;
  }

  /** All who are known to wait. */
  * [Symbol.iterator]() {
    for (const passengers of this.#reservoirs.values()) yield* passengers.values();
  }

  get size() {
    return [...this.#reservoirs.values()].reduce((size, passengers) => size + passengers.size, 0);
  }

  #cannotTell(places) {
    for (const place of places) {
      this.#unknown.add(place);
      this.#unread.add(place);
    }
  }

  /** It is shown when its last message has come; a place of which it says nothing has nobody, if all of its kind were asked for. */
  #snapshot({ reservoir, passengers, remaining }) {
    this.#incoming ??= new Map();
    if (reservoir) {
      this.#incoming.set(reservoir, new Map(passengers.map((passenger) => [passenger.passenger_id, passenger])));
    }
    if (remaining > 0) return;
    const told = (place) => this.#kinds.some((kind) => place.startsWith(kind)) && !this.#unread.has(place);
    for (const place of [...this.#reservoirs.keys(), ...this.#unknown].filter(told)) {
      this.#reservoirs.delete(place);
      this.#unknown.delete(place);
    }
    for (const [place, waiting] of this.#incoming) {
      this.#reservoirs.set(place, waiting);
      this.#unknown.delete(place);
    }
    this.#incoming = null;
    this.#unread.clear();
  }

  #event({ reservoir, passenger }) {
    if (!this.#reservoirs.has(reservoir)) this.#reservoirs.set(reservoir, new Map());
    const waiting = this.#reservoirs.get(reservoir);
    const known = waiting.get(passenger.passenger_id);
    if (known && known.version >= passenger.version) return;
    if (passenger.status === 'WAITING') waiting.set(passenger.passenger_id, passenger);
    else waiting.delete(passenger.passenger_id);
  }
}

/** The kinds of places of which a confirmed subscription has all. */
function kindsOf({ route, routes = [], depot, depots = [] }) {
  return [['route:', [route, ...routes]], ['depot:', [depot, ...depots]]]
    .filter(([, named]) => named.includes('*'))
    .map(([kind]) => kind);
}
