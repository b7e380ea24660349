import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Figures, sum } from '../../main/resources/static/model/figures.js';
import { boarded, event, passenger } from './support.mjs';

const stats = (sequence, waiting, totals) => (
  { reservoir: 'route:1A', sequence, waiting, boarded: 0, totals: { spawned: 0, boarded: 0, alighted: 0, cancelled: 0, expired: 0, ...totals } });

test('an event counts on top of figures that do not include it, and only then', () => {
  const figures = new Figures();
  figures.onStats(stats(5, 5, { spawned: 5 }));
  figures.onEvent(event('SPAWNED', 5));
  figures.onEvent(event('SPAWNED', 6));
  assert.equal(figures.rows()[0].waiting, 6);
  figures.onStats(stats(6, 6, { spawned: 6 }));
  assert.deepEqual([figures.rows()[0].waiting, figures.rows()[0].spawned], [6, 6]);
});

test('figures that are older than some events keep those events', () => {
  const figures = new Figures();
  for (const sequence of [1, 2, 3]) figures.onEvent(event('SPAWNED', sequence));
  figures.onStats(stats(2, 2, { spawned: 2 }));
  assert.equal(figures.rows()[0].waiting, 3);
});

test('a passenger moves from waiting to on board and away, and a cancelled one leaves where he was', () => {
  const figures = new Figures();
  const [one, two] = [passenger(), passenger()];
  figures.onEvent(event('SPAWNED', 1, one));
  figures.onEvent(event('SPAWNED', 2, two));
  figures.onEvent(event('BOARDED', 3, boarded(one, 'BUS')));
  figures.onEvent(event('CANCELLED', 4, { ...two, status: 'CANCELLED' }));
  const total = sum(figures.rows());
  assert.deepEqual([total.waiting, total.onboard, total.boarded, total.cancelled], [0, 1, 1, 1]);
});
