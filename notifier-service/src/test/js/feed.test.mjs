import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Feed } from '../../main/resources/static/model/feed.js';
import { Filter } from '../../main/resources/static/model/filter.js';
import { findId } from '../../main/resources/static/model/ids.js';
import { Network } from '../../main/resources/static/model/network.js';
import { boarded, event, passenger } from './support.mjs';

test('a paused feed stands still and counts, and goes on without a missed event', () => {
  const feed = new Feed();
  feed.add(event('SPAWNED', 1));
  feed.pause();
  feed.add(event('SPAWNED', 2));
  assert.deepEqual(feed.latest(new Filter(), 9).map(({ sequence }) => sequence), [1]);
  assert.equal(feed.held, 1);
  feed.resume();
  assert.deepEqual(feed.latest(new Filter(), 9).map(({ sequence }) => sequence), [2, 1]);
});

test('the feed is bounded, and a pause holds what it shows', () => {
  const feed = new Feed();
  for (let sequence = 1; sequence <= 3000; sequence++) feed.add(event('SPAWNED', sequence));
  feed.pause();
  for (let sequence = 3001; sequence <= 20000; sequence++) feed.add(event('SPAWNED', sequence));
  assert.equal(feed.latest(new Filter(), 1)[0].sequence, 3000);
  feed.resume();
  assert.ok(feed.latest(new Filter(), Infinity).length <= 4000);
});

test('a filter looks at a route with those who wait for it in depots, at types, and at a text', () => {
  const filter = new Filter();
  const along = event('SPAWNED', 1, passenger());
  const inDepot = event('SPAWNED', 1, passenger({ reservoir: 'depot:D', depot_id: 'D' }));
  const other = event('BOARDED', 2, boarded(passenger({ reservoir: 'route:2B', route_id: '2B' }), 'BUS-7'));
  const seen = () => [along, inDepot, other].map((one) => filter.hasEvent(one));
  assert.deepEqual(seen(), [true, true, true]);
  filter.toggleReservoir('route:1A');
  assert.deepEqual(seen(), [true, true, false]);
  filter.toggleReservoir('route:1A');
  filter.toggleType('boarded');
  assert.deepEqual(seen(), [false, false, true]);
  filter.toggleType('boarded');
  filter.text = 'bus-7';
  assert.deepEqual(seen(), [false, false, true]);
});

test('the beginning of an id finds its passenger, and nobody where two begin so', () => {
  const ids = ['PASS_AA10000000000000000000000000000A', 'PASS_AA20000000000000000000000000000A'];
  assert.equal(findId('aa1', ids), ids[0]);
  assert.equal(findId('PASS_AA2', [...ids, ids[1]]), ids[1]);
  assert.equal(findId('aa', ids), undefined);
});

test('the text of the filter is looked for in all names that the page shows', () => {
  const feed = new Feed();
  const network = new Network();
  network.read({
    features: [
      {
        geometry: { coordinates: [[-59.6, 13.1], [-59.5, 13.2]] },
        properties: { kind: 'route', route_id: '1A', short_name: 'Blue', long_name: 'To the sea' },
      },
      { geometry: { coordinates: [-59.6, 13.1] }, properties: { kind: 'stop', stop_id: 'S1', name: 'Old Mill', route_ids: ['1A'] } },
    ],
  });
  const filter = new Filter((who) => network.namesOf(who));
  feed.add(event('SPAWNED', 1));
  for (const text of ['blue', 'the sea', 'old mill', 'route:1a', 'harbour']) {
    filter.text = text;
    assert.equal(feed.latest(filter, 9).length, 1, text);
  }
  filter.text = 'new mill';
  assert.equal(feed.latest(filter, 9).length, 0);
});
