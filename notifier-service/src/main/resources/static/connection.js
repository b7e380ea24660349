// Keeps one WebSocket open: reconnects with a growing, random delay, and starts afresh once connected.

const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 15000;
const SILENCE_MS = 10000;

export class Connection {
  #url;
  #onMessage;
  #onState;
  #attempt = 0;

  /** onState(state, text): state is connecting, open or closed. */
  constructor(url, { onMessage, onState }) {
    this.#url = url;
    this.#onMessage = onMessage;
    this.#onState = onState;
  }

  open() {
    this.#onState('connecting', 'connecting');
    const socket = new WebSocket(this.#url);
    let lastHeard = performance.now();
    const watchdog = setInterval(() => {
      if (performance.now() - lastHeard > 2 * SILENCE_MS) socket.close();
      else if (socket.readyState === WebSocket.OPEN) socket.send('{"type":"ping"}');
    }, SILENCE_MS);

    socket.onmessage = ({ data }) => {
      lastHeard = performance.now();
      const message = JSON.parse(data);
      if (message.type === 'connected') this.#connected(socket);
      this.#onMessage(message);
    };
    socket.onclose = () => {
      clearInterval(watchdog);
      this.#reopenLater();
    };
  }

  #connected(socket) {
    this.#attempt = 0;
    this.#onState('open', 'live');
    for (const kind of ['route', 'depot']) {
      socket.send(JSON.stringify({ type: 'subscribe', [kind]: '*', stats: true }));
    }
  }

  #reopenLater() {
    const longest = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** this.#attempt++);
    const delay = longest / 2 + Math.random() * (longest / 2);
    this.#onState('closed', `not connected, next try in ${Math.ceil(delay / 1000)} s`);
    setTimeout(() => this.open(), delay);
  }
}
