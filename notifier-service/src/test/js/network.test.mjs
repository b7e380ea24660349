import assert from 'node:assert/strict';
import { test } from 'node:test';
import { contrast, inkOn, readable } from '../../main/resources/static/model/color.js';
import { Filter } from '../../main/resources/static/model/filter.js';
import { Network } from '../../main/resources/static/model/network.js';
import { order } from '../../main/resources/static/model/order.js';
import { places } from '../../main/resources/static/model/places.js';
import { passenger } from './support.mjs';

const network = new Network();
network.read({ features: [
  { geometry: { type: 'LineString', coordinates: [[-59.6, 13.1], [-59.5, 13.2]] }, properties: { kind: 'route', route_id: 'r1', short_name: '1A', color: '#ffee00' } },
  { geometry: { type: 'LineString', coordinates: [] }, properties: { kind: 'route', route_id: 'r10', short_name: '10', color: 'url(evil)' } },
  { geometry: { type: 'Point', coordinates: [-59.6, 13.1] }, properties: { kind: 'stop', stop_id: 'S1', name: 'Market', route_ids: ['r1'] } },
  { geometry: { type: 'Point', coordinates: [-59.5, 13.2] }, properties: { kind: 'depot', depot_id: 'D', name: 'Harbour', route_ids: ['r1'] } },
] });

test('routes are called by their short names, depots by theirs, and what is unknown by its id', () => {
  assert.deepEqual(['route:r1', 'depot:D', 'route:X:Y'].map((one) => network.label(one)), ['1A', 'Harbour', 'X:Y']);
});

test('a colour that is none is left out', () => {
  assert.equal(network.find('route:r10').color, undefined);
});

test('who waits at a stop, in a depot, or beside the stops is counted there, as far as the filter lets through', () => {
  const waiting = [
    passenger({ route_id: 'r1' }), passenger({ route_id: 'r10', spawned_at: '2026-01-31T11:00:00Z' }),
    passenger({ stop_id: null, depot_id: 'D', reservoir: 'depot:D', route_id: 'r1' }),
    passenger({ stop_id: null, latitude: 1, longitude: 2 }),
  ];
  const all = places(waiting, network, new Filter());
  assert.deepEqual([...all.values()].map(({ name, count }) => [name, count]), [['Market', 2], ['Harbour', 1], ['Beside the stops', 1]]);
  assert.equal(all.get('stop:S1').since, '2026-01-31T11:00:00Z');
  const filter = new Filter();
  filter.toggleReservoir('depot:D');
  assert.deepEqual([...places(waiting, network, filter).keys()], ['depot:D']);
});

test('the table is ordered by numbers in names, and by any column with equals in that order', () => {
  const rows = ['depot:D', 'route:r10', 'route:r1', 'route:2'].map((reservoir) => ({ reservoir, waiting: reservoir === 'route:r10' ? 5 : 1 }));
  const names = (sort) => order(rows, sort, network).map(({ reservoir }) => network.label(reservoir));
  assert.deepEqual(names({ column: 'name', descending: false }), ['1A', '2', '10', 'Harbour']);
  assert.deepEqual(names({ column: 'waiting', descending: true }), ['10', '1A', '2', 'Harbour']);
  assert.deepEqual(names({ column: 'longest', descending: true }), ['1A', '2', '10', 'Harbour']);
});

test('a colour that is hard to see is made readable on light and on dark, and a good one is kept', () => {
  for (const color of ['#ffee00', '#ffffff', '#000000', '#1a1a8c']) {
    for (const ground of ['#ffffff', '#101716']) assert.ok(contrast(readable(color, ground), ground) >= 3, `${color} on ${ground}`);
  }
  assert.equal(readable('#0b6e69', '#ffffff'), '#0b6e69');
  assert.deepEqual(['#ffee00', '#00005a'].map(inkOn), ['#101615', '#ffffff']);
});
