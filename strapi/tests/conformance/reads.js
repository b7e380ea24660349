'use strict';

const assert = require('node:assert/strict');
const crypto = require('node:crypto');
const { describe, it } = require('node:test');
const { newPassenger, boarded, asRead } = require('../support/passengers');
const { PASSENGERS, reservoirOf } = require('../support/reservoir');

/** The pipeline's reads and Strapi's own. */
module.exports = (system) => {
  const { post, get, write, read, document } = reservoirOf(system);

  describe('the reads', () => {
    it('lists the waiting passengers of one reservoir by spawn time, then id', async () => {
      const reservoir = `route:${crypto.randomUUID()}`;
      const id = (digit) => `PASS_${digit}${crypto.randomBytes(16).toString('hex').slice(1).toUpperCase()}`;
      const late = newPassenger({ reservoir, spawned_at: '2026-07-01T08:00:01.000Z' });
      const early = newPassenger({ reservoir, spawned_at: '2026-07-01T07:59:59.999Z' });
      const b = newPassenger({ reservoir, passenger_id: id('B') });
      const a = newPassenger({ reservoir, passenger_id: id('A') });
      const gone = newPassenger({ reservoir });
      await write(late, b, early, a, gone, newPassenger({ reservoir: `${reservoir}-other` }));
      await write(boarded(gone, 'ZR-1'));
      const { body } = await get(`/available?reservoir=${encodeURIComponent(reservoir)}`);
      assert.deepEqual(body, { data: [early, a, b, late].map(asRead) });
    });

    it('lists an unknown reservoir as empty, and refuses a malformed one', async () => {
      assert.deepEqual((await get('/available?reservoir=depot:none')).body, { data: [] });
      assert.equal((await get('/available?reservoir=none')).status, 400);
      assert.equal((await get('/available')).status, 400);
    });

    it('tells in which of many reservoirs anybody waits', async () => {
      const [here, left, nobody] = [1, 2, 3].map(() => `route:${crypto.randomUUID()}`);
      const gone = newPassenger({ reservoir: left });
      await write(newPassenger({ reservoir: here }), newPassenger({ reservoir: here }), gone);
      await write(boarded(gone, 'ZR-1'));
      assert.deepEqual((await post('waiting', { reservoirs: [nobody, here, left] })).body, { data: [here] });
      assert.deepEqual((await post('waiting', { reservoirs: Array.from({ length: 1_000 }, () => nobody) })).body, { data: [] });
      assert.equal((await post('waiting', { reservoirs: Array.from({ length: 1_001 }, () => nobody) })).status, 413);
      for (const reservoirs of [undefined, here, [here, 'none'], [7]]) {
        assert.equal((await post('waiting', { reservoirs })).status, 400);
      }
    });

    it('finds who is near a place, nearest first, and counts those beyond the limit', async () => {
      const route_id = crypto.randomUUID();
      const at = (metres, changes = {}) => newPassenger({ reservoir: `route:${route_id}`, route_id, latitude: 13.1 + metres / 111_195, longitude: -59.6, ...changes });
      const [near, far, farther, outside, aboard, later] = [at(50), at(-120), at(190), at(210), at(10, { status: 'BOARDED' }), at(20, { spawned_at: '2026-07-01T09:00:00.000Z', expires_at: '2026-07-01T09:30:00.000Z' })];
      const aside = at(0, { longitude: -59.6 + 100 / (111_195 * Math.cos((13.1 * Math.PI) / 180)) });
      const elsewhere = newPassenger({ latitude: 13.1, longitude: -59.6, route_id: `${route_id}-other` });
      await write(farther, near, outside, aside, far, aboard, later, elsewhere);
      const ask = async (changes) => (await post('nearby', { latitude: 13.1, longitude: -59.6, radius_km: 0.2, statuses: ['WAITING'], route_ids: [route_id], limit: 10, ...changes })).body;

      assert.deepEqual(await ask(), { data: [later, near, aside, far, farther].map(asRead), total: 5 });
      assert.deepEqual(await ask({ limit: 2 }), { data: [later, near].map(asRead), total: 5 });
      assert.deepEqual(await ask({ at: '2026-07-01T08:10:00.000Z', limit: 1 }), { data: [near].map(asRead), total: 4 });
      assert.deepEqual(await ask({ at: '2026-07-01T08:30:00.123Z' }), { data: [], total: 0 });
      assert.equal((await ask({ statuses: ['WAITING', 'BOARDED'] })).data[0].passenger_id, aboard.passenger_id);
      assert.ok((await ask({ route_ids: null, limit: 1000 })).data.some((row) => row.passenger_id === elsewhere.passenger_id));
    });

    it('finds who is near a place across the antimeridian and a pole', async () => {
      const route_id = crypto.randomUUID();
      const at = (latitude, longitude) => newPassenger({ reservoir: `route:${route_id}`, route_id, latitude, longitude });
      const [east, west, north, beyond] = [at(-17, 179.999), at(-17, -179.998), at(89.999, 10), at(89.998, -170)];
      await write(east, west, north, beyond);
      const ask = async (latitude, longitude) => (await post('nearby', { latitude, longitude, radius_km: 1, statuses: ['WAITING'], route_ids: [route_id], limit: 10 })).body;

      assert.deepEqual(await ask(-17, 180), { data: [east, west].map(asRead), total: 2 });
      assert.deepEqual(await ask(-17, -180), { data: [east, west].map(asRead), total: 2 });
      assert.deepEqual(await ask(89.999, 10), { data: [north, beyond].map(asRead), total: 2 });
    });

    it('names the field of a place that cannot be used', async () => {
      const place = { latitude: 13.1, longitude: -59.6, radius_km: 0.2, statuses: ['WAITING'], limit: 10 };
      for (const [field, value] of [['latitude', 91], ['longitude', '1'], ['radius_km', 0], ['radius_km', 11], ['statuses', []], ['statuses', ['GONE']], ['route_ids', [7]], ['at', 'noon'], ['limit', 1001]]) {
        const { status, body } = await post('nearby', { ...place, [field]: value });
        assert.equal(status, 400, field);
        assert.match(body.error.message, new RegExp(`^${field} `));
      }
    });

    it('looks up the passengers that exist, with the events that made each row', async () => {
      const row = newPassenger();
      const aboard = boarded(row, 'ZR-1');
      await write(row);
      await write(aboard);
      const { body } = await post('lookup', { passenger_ids: [row.passenger_id, newPassenger().passenger_id] });
      assert.deepEqual(body, { data: [{ ...asRead(aboard), event_ids: [row.event_id, aboard.event_id] }] });
    });

    it('looks up 1,000 passengers at most', async () => {
      const ids = Array.from({ length: 1_001 }, () => newPassenger().passenger_id);
      assert.equal((await post('lookup', { passenger_ids: ids })).status, 413);
      assert.deepEqual((await post('lookup', { passenger_ids: ids.slice(1) })).body, { data: [] });
      assert.equal((await post('lookup', { passenger_ids: 'all' })).status, 400);
    });

    it("gives the same instants by Strapi's own reads, in summer, in winter and while the clocks change", async () => {
      const instants = ['2026-07-01T08:00:00.007Z', '2026-01-01T08:00:00.700Z', '2026-03-08T07:30:00.000Z', '2026-11-01T06:30:00.000Z'];
      for (const spawned_at of instants) {
        const row = newPassenger({ spawned_at });
        await write(row);
        const stock = await document(row);
        assert.equal(stock.spawned_at, spawned_at);
        assert.equal(stock.boarded_at, null);
        assert.equal((await read(row))[0].spawned_at, spawned_at);
      }
    });

    it('writes documents that Strapi can find, filter and name', async () => {
      const row = newPassenger({ reservoir: `route:${crypto.randomUUID()}` });
      const before = Date.now();
      await write(row, newPassenger({ reservoir: row.reservoir, status: 'CANCELLED' }));
      const filter = `?filters[reservoir]=${row.reservoir}&filters[status]=WAITING`;
      const { data, meta } = (await get(filter)).body;
      assert.equal(meta.pagination.total, 1);
      const { id, documentId, createdAt, updatedAt, publishedAt, ...fields } = data[0];
      assert.deepEqual(fields, asRead(row));
      for (const instant of [createdAt, updatedAt, publishedAt]) {
        assert.ok(Math.abs(Date.parse(instant) - before) < 60_000, instant);
      }
      assert.equal((await get(`/${documentId}`)).body.data.passenger_id, row.passenger_id);
    });

    it('is ready without a token', async () => {
      assert.deepEqual(await system.strapi.request('GET', `${PASSENGERS}/ready`, undefined, null), { status: 200, body: { status: 'UP' } });
    });
  });
};
