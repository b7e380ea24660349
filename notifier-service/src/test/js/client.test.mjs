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
  assert.deepEqual(states, ['connecting', 'closed', 'connecting']);
});
