import assert from 'node:assert/strict';
import { test } from 'node:test';
import { History, SPAN_S } from '../../main/resources/static/model/history.js';
import { STEPS, STEP_S, Trend } from '../../main/resources/static/model/trend.js';

test('the rate is that of whole seconds, and no higher for the one that runs', () => {
  const history = new History(100);
  for (let second = 100; second < 105; second++) for (let n = 0; n < 4; n++) history.count('spawned', second);
  history.count('spawned', 105);
  assert.equal(history.rate('spawned', 105), 4);
});

test('a page that was not woken for a while has the last stats for that time, and no events', () => {
  const history = new History(100);
  history.count('boarded', 100);
  history.sample({ waiting: 7, onboard: 1 }, 100);
  const [times, waiting, boarded, delay] = history.series(['waiting', 'boarded', 'delay'], 104);
  assert.deepEqual(times, [100, 101, 102, 103]);
  assert.deepEqual(waiting, [7, 7, 7, 7]);
  assert.deepEqual(boarded, [1, 0, 0, 0]);
  assert.deepEqual(delay, [null, null, null, null]);
});

test('a quarter of an hour is kept and no more, also after a long sleep', () => {
  const history = new History(0);
  for (let second = 0; second < 3000; second++) history.count('spawned', second);
  assert.equal(history.series(['spawned'], 3000)[0].length, SPAN_S - 1);
  history.count('spawned', 1_000_000);
  assert.deepEqual(new Set(history.series(['spawned'], 1_000_001)[1].slice(0, -1)), new Set([0]));
});

test('the trend of a reservoir is bounded, and holds its value over steps that were slept through', () => {
  const trend = new Trend();
  trend.keep([{ reservoir: 'route:1A', waiting: 3 }], 0);
  trend.keep([{ reservoir: 'route:1A', waiting: 9 }], 3 * STEP_S);
  assert.deepEqual(trend.of('route:1A'), [3, 3, 3, 9]);
  trend.keep([{ reservoir: 'route:1A', waiting: 1 }], 10_000 * STEP_S);
  assert.equal(trend.of('route:1A').length, STEPS);
});
