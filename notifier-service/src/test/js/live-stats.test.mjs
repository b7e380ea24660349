import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LiveStats, sum } from '../../main/resources/static/model/live-stats.js';
import { boarded, event, passenger } from './support.mjs';

const stats = (sequence, waiting, totals) => (
  { reservoir: 'route:1A', sequence, waiting, boarded: 0, totals: { spawned: 0, boarded: 0, alighted: 0, cancelled: 0, expired: 0, ...totals } });

test('an event counts on top of stats that do not include it, and only then', () => {
  const live = new LiveStats();
  live.onStats(stats(5, 5, { spawned: 5 }));
  live.onEvent(event('SPAWNED', 5));
  live.onEvent(event('SPAWNED', 6));
  assert.equal(live.rows()[0].waiting, 6);
  live.onStats(stats(6, 6, { spawned: 6 }));
  assert.deepEqual([live.rows()[0].waiting, live.rows()[0].spawned], [6, 6]);
});

test('stats that are older than some events keep those events', () => {
  const live = new LiveStats();
  for (const sequence of [1, 2, 3]) live.onEvent(event('SPAWNED', sequence));
  live.onStats(stats(2, 2, { spawned: 2 }));
  assert.equal(live.rows()[0].waiting, 3);
});

test('a passenger moves from waiting to on board and away, and a cancelled one leaves where he was', () => {
  const live = new LiveStats();
  const [one, two] = [passenger(), passenger()];
  live.onEvent(event('SPAWNED', 1, one));
  live.onEvent(event('SPAWNED', 2, two));
  live.onEvent(event('BOARDED', 3, boarded(one, 'BUS')));
  live.onEvent(event('CANCELLED', 4, { ...two, status: 'CANCELLED' }));
  const total = sum(live.rows());
  assert.deepEqual([total.waiting, total.onboard, total.boarded, total.cancelled], [0, 1, 1, 1]);
});
