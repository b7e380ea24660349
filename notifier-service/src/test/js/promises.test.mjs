import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Continuity } from '../../main/resources/static/model/continuity.js';
import { Delay } from '../../main/resources/static/model/delay.js';
import { Link } from '../../main/resources/static/model/link.js';
import { Pulses } from '../../main/resources/static/model/pulses.js';
import { summary, waits } from '../../main/resources/static/model/waits.js';
import { event, passenger } from './support.mjs';

test('a sequence that jumps or comes again is told', () => {
  const continuity = new Continuity();
  for (const sequence of [7, 8, 8, 11]) continuity.onEvent(event('SPAWNED', sequence));
  assert.deepEqual([continuity.events, continuity.missed, continuity.doubled], [3, 2, 1]);
});

test('a lost connection that was resumed says so, one with a gap says why', () => {
  const link = new Link();
  link.onState({ state: 'open', text: 'live' }, 0);
  link.onState({ state: 'closed', text: 'not connected' }, 1000);
  link.onState({ state: 'connecting', text: 'connecting' }, 2000);
  link.onState({ state: 'open', text: 'live' }, 4000);
  assert.equal(link.note, 'Resumed after 3 s, nothing missed');
  link.onState({ state: 'closed', text: 'not connected' }, 5000);
  link.onGap({ reason: 'retention_over' });
  link.onState({ state: 'open', text: 'live' }, 6000);
  assert.match(link.note, /Events are missing.*kept no longer/);
});

test('the first connection is no resumption', () => {
  const link = new Link();
  link.onState({ state: 'connecting', text: 'connecting' }, 0);
  link.onState({ state: 'closed', text: 'not connected' }, 1000);
  link.onState({ state: 'open', text: 'live' }, 2000);
  assert.equal(link.note, '');
});

test('the delay is that of commands, and a clock that is wrong is corrected', () => {
  const delay = new Delay();
  const noon = Date.parse('2026-01-31T12:00:00Z');
  const hourAhead = 3_600_000;
  delay.onEnvelope('2026-01-31T12:00:00.100Z', noon + hourAhead + 100);
  delay.onShown(event('SPAWNED', 1), noon);
  assert.equal(delay.take(), undefined);
  delay.onShown(event('BOARDED', 1, passenger(), { command_id: 'c' }), noon + hourAhead + 150);
  assert.deepEqual(delay.take(), { median: 150, p95: 150 });
});

test('clocks that agree are taken as they are', () => {
  const delay = new Delay();
  delay.onEnvelope('2026-01-31T12:00:00Z', Date.parse('2026-01-31T12:00:00.040Z'));
  assert.equal(delay.correction, 0);
});

test('waits have a mean, a median and a longest, and a route knows who waits for it in depots', () => {
  const now = Date.parse('2026-01-31T12:10:00Z');
  const at = (minute, changes) => passenger({ spawned_at: `2026-01-31T12:0${minute}:00Z`, ...changes });
  const { byReservoir, inDepots } = waits([at(0), at(8), at(9), at(9, { reservoir: 'depot:D' })], now);
  assert.deepEqual(byReservoir.get('route:1A'), { count: 3, mean: 260_000, median: 120_000, longest: 600_000 });
  assert.equal(inDepots.get('route:1A'), 1);
  assert.equal(summary([]), undefined);
});

test('a flood of boardings draws one pulse a place and moment', () => {
  const pulses = new Pulses();
  const place = { key: 'S1', latitude: 1, longitude: 2 };
  for (let n = 0; n < 5000; n++) pulses.add('boarded', place, 10);
  pulses.add('alighted', place, 10);
  assert.deepEqual(pulses.at(10).map(({ kind, count }) => [kind, count]), [['boarded', 5000], ['alighted', 1]]);
  assert.deepEqual(pulses.at(5000), []);
});
