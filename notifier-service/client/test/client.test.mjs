import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { test } from 'node:test';
import { CommuterStream } from '../client.js';

/** Where no connection is made, or should be made. */
class NoSocket {
  constructor(address) {
    throw new Error(`connects to ${address}`);
  }
}

test('a service that never answers is asked again', { timeout: 10000 }, async (context) => {
  const mute = createServer(() => {}).listen(0, '127.0.0.1');
  await once(mute, 'listening');
  const stream = new CommuterStream(
    `ws://127.0.0.1:${mute.address().port}/ws/stream`,
    { routes: ['1A'] },
    { token: 'key', patienceMs: 200, firstDelayMs: 1, longestDelayMs: 1, WebSocket: NoSocket },
  );
  context.after(() => {
    stream.close();
    mute.closeAllConnections();
    mute.close();
  });
  const states = [];
  stream.addEventListener('state', ({ detail }) => states.push(detail.state));
  stream.open();
  await once(mute, 'request');
  const [again] = await once(mute, 'request');
  assert.equal(again.url, '/ws/ticket');
  assert.deepEqual(states.slice(0, 3), ['connecting', 'closed', 'connecting']);
});

test('a subscription that is refused ends with the reason, instead of waiting for ever', { timeout: 10000 }, async (context) => {
  class Socket {
    readyState = 1;
    constructor() {
      queueMicrotask(() => this.onmessage({ data: '{"type":"connected","data":{}}' }));
    }
    send() {
      const error = { type: 'error', data: { code: 'unknown_field', field: 'rotue', message: 'rotue: is no field here' } };
      queueMicrotask(() => this.onmessage({ data: JSON.stringify(error) }));
    }
    close() {}
  }
  const stream = new CommuterStream('ws://localhost/ws/stream', { rotue: '1A' }, { WebSocket: Socket });
  context.after(() => stream.close());
  stream.open();
  for (;;) {
    const { detail } = (await once(stream, 'state'))[0];
    if (detail.state !== 'ended') continue;
    assert.equal(detail.text, 'rotue: is no field here');
    break;
  }
});

test('a notifier that hangs is noticed without its answer to a close, and left', { timeout: 10000 }, async (context) => {
  class Hanging {
    static made = 0;
    readyState = 1;
    constructor() {
      Hanging.made++;
      queueMicrotask(() => this.onmessage({ data: '{"type":"connected","data":{}}' }));
    }
    send(message) {
      if (message.includes('subscribe')) queueMicrotask(() => this.onmessage({ data: '{"type":"subscribed","data":{}}' }));
    }
    close() {}
  }
  const options = { WebSocket: Hanging, pingMs: 20, silenceMs: 100, firstDelayMs: 1, longestDelayMs: 1 };
  const stream = new CommuterStream('ws://localhost/ws/stream', { routes: ['1A'] }, options);
  context.after(() => stream.close());
  const states = [];
  stream.addEventListener('state', ({ detail }) => states.push(detail));
  stream.open();
  while (Hanging.made < 2) await once(stream, 'state');
  assert.deepEqual(states.slice(0, 3).map(({ state }) => state), ['connecting', 'open', 'closed']);
  assert.equal(states[2].why, 'the notifier is silent');
});

test('a quiet notifier that answers stays connected, however seldom it can be asked', { timeout: 10000 }, async (context) => {
  class Quiet {
    static made = 0;
    readyState = 1;
    pings = 0;
    constructor() {
      Quiet.made++;
      queueMicrotask(() => this.onmessage({ data: '{"type":"connected","data":{}}' }));
    }
    send(message) {
      if (message.includes('ping')) this.pings++;
      if (this.pings === 3) Quiet.asked();
      queueMicrotask(() => this.onmessage({ data: '{"type":"pong","data":{}}' }));
    }
    close() {}
  }
  const threePings = new Promise((resolve) => { Quiet.asked = resolve; });
  // Timers of a hidden page: many times as seldom as the deadline.
  const options = { WebSocket: Quiet, pingMs: 250, silenceMs: 50, firstDelayMs: 1, longestDelayMs: 1 };
  const stream = new CommuterStream('ws://localhost/ws/stream', { routes: ['1A'] }, options);
  context.after(() => stream.close());
  stream.open();
  await threePings;
  assert.equal(Quiet.made, 1);
});

test('where there is no WebSocket the way out is told at once', (context) => {
  const own = globalThis.WebSocket;
  context.after(() => { globalThis.WebSocket = own; });
  globalThis.WebSocket = undefined;
  assert.throws(() => new CommuterStream('ws://localhost/ws/stream', { routes: ['1A'] }), { name: 'TypeError', message: /pass one as an option/ });
});

test('an address that can be none ends the stream and is named, instead of being tried for ever', async (context) => {
  for (const [url, text] of [['/ws/stream', /^url: \/ws\/stream is no address/], [async () => 'ftp://localhost/', /must begin with ws: or wss:/]]) {
    const stream = new CommuterStream(url, { routes: ['1A'] }, { WebSocket: NoSocket });
    context.after(() => stream.close());
    const states = [];
    stream.addEventListener('state', ({ detail }) => states.push(detail));
    await stream.open();
    assert.deepEqual(states.map(({ state }) => state), ['connecting', 'ended']);
    assert.match(states[1].text, text);
  }
});

test('the address of a page is taken for that of the stream, with http for ws', async () => {
  const addresses = [];
  class Socket {
    constructor(address) {
      addresses.push(address);
    }
    close() {}
  }
  for (const url of ['https://commuter.example/ws/stream', new URL('ws://commuter.example/ws/stream')]) {
    const stream = new CommuterStream(url, { routes: ['1A'] }, { WebSocket: Socket, ticket: () => 'a/b' });
    await stream.open();
    stream.close();
  }
  assert.deepEqual(addresses, ['wss://commuter.example/ws/stream?ticket=a%2Fb', 'ws://commuter.example/ws/stream?ticket=a%2Fb']);
});
