'use strict';

const assert = require('node:assert/strict');
const { test } = require('node:test');
const knex = require('knex');
const { COLUMNS } = require('../src/passengers/fields');
const { nearby, prepare } = require('../src/passengers/nearby');
const { startPostgres } = require('./support/postgres');

const AT_ONCE = 8;

test('instances of Strapi that start together on PostgreSQL make the index of places once, and none fails', async () => {
  const postgres = await startPostgres();
  const { DATABASE_HOST: host, DATABASE_PORT: port, DATABASE_USERNAME: user, DATABASE_NAME: database } = postgres.environment;
  const instances = Array.from({ length: AT_ONCE }, () => knex({ client: 'pg', connection: { host, port, user, database }, pool: { min: 1, max: 1 } }));
  try {
    await postgres.query('CREATE TABLE active_passengers (status text, latitude double precision, longitude double precision)');
    await Promise.all(instances.map((instance) => instance.raw('SELECT 1')));
    for (let round = 0; round < 20; round++) {
      await postgres.query('DROP INDEX IF EXISTS active_passengers_place_index');
      await Promise.all(instances.map((instance) => prepare(instance)));
      assert.equal((await postgres.indexes()).length, 1);
    }
  } finally {
    await Promise.all(instances.map((instance) => instance.destroy()));
    await postgres.stop();
  }
});

const NEAR = { latitude: 13.1, longitude: -59.6, radius_km: 1, limit: 10, route_ids: ['1A'], at: '2026-03-02T07:30:00.000Z' };

test('who waits near a place is found by the index, and not by reading all rows', async () => {
  const sqlite = knex({ client: 'better-sqlite3', connection: { filename: ':memory:' }, useNullAsDefault: true });
  const plan = async (statuses) => {
    const query = nearby(sqlite('active_passengers'), { ...NEAR, statuses }, (instant) => instant);
    return (await sqlite.raw(`EXPLAIN QUERY PLAN ${query}`)).map((step) => step.detail).join('; ');
  };
  try {
    await sqlite.schema.createTable('active_passengers', (table) => COLUMNS.forEach((column) => table.text(column)));
    await prepare(sqlite);
    assert.match(await plan(['WAITING']), /USING INDEX active_passengers_place_index/);
    assert.doesNotMatch(await plan(['WAITING']), /SCAN active_passengers/);
    assert.doesNotMatch(await plan(['WAITING', 'BOARDED']), /place_index/, 'which holds those who wait only');
  } finally {
    await sqlite.destroy();
  }
});
