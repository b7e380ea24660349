'use strict';

const assert = require('node:assert/strict');
const { test } = require('node:test');
const knex = require('knex');
const { prepare } = require('../src/passengers/nearby');
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
