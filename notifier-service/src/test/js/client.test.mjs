import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { test } from 'node:test';
import { CommuterStream } from '../../main/resources/static/client.js';

test('a service that never answers is asked again', { timeout: 10000 }, async (context) => {
  const mute = createServer(() => {}).listen(0, '127.0.0.1');
  await once(mute, 'listening');
  const stream = new CommuterStream(
    `ws://127.0.0.1:${mute.address().port}/ws/stream`,
    { routes: ['1A'] },
    { token: 'key', patienceMs: 200, firstDelayMs: 1, longestDelayMs: 1 },
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
