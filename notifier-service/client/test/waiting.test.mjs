import assert from 'node:assert/strict';
import { test } from 'node:test';
import { WaitingPassengers } from '../client.js';
import { event, passenger } from '../../src/test/js/support.mjs';

const snapshot = (reservoir, passengers, remaining = 0) => ({ type: 'snapshot', data: { reservoir, passengers, remaining } });
const unread = (...reservoirs) => ({ type: 'error', data: { code: 'snapshot_unavailable', message: '', reservoirs } });
const subscribed = (data) => ({ type: 'subscribed', data: { snapshot: true, ...data } });

function folded(...messages) {
  const waiting = new WaitingPassengers();
  for (const message of messages) waiting.apply(message);
  return waiting;
}

test('a place whose list could not be read is unknown until it is, and costs the others nothing', () => {
  const waiting = folded(
    subscribed({ routes: ['*'], depots: ['*'] }), unread('route:A/1'), snapshot('route:B', [passenger()]),
    { type: 'passenger:spawned', data: event('SPAWNED', 1, passenger({ reservoir: 'route:A/1' })) },
  );
  assert.deepEqual([...waiting.unknown], ['route:A/1']);
  assert.equal(waiting.size, 2);
  waiting.apply(subscribed({ routes: ['A/1'] }));
  waiting.apply(snapshot('route:A/1', [passenger(), passenger()]));
  assert.equal(waiting.unknown.size, 0);
  assert.deepEqual([waiting.of('route:A/1').size, waiting.of('route:B').size], [2, 1]);
});

test('a snapshot of all forgets the places that are no more, and those that were unknown', () => {
  const waiting = folded(
    subscribed({ route: '*' }), unread('route:A'), snapshot('route:B', [passenger()], 1), snapshot('route:C', [passenger()]),
    snapshot('route:C', []),
  );
  assert.equal(waiting.size, 0);
  assert.equal(waiting.unknown.size, 0);
});

test('a snapshot of one place leaves the others as they were', () => {
  const waiting = folded(subscribed({ route: 'A' }), snapshot('route:A', [passenger()]), subscribed({ depot: 'B' }), snapshot('depot:B', [passenger()]));
  assert.equal(waiting.size, 2);
});
