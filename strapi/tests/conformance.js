'use strict';

const assert = require('node:assert/strict');
const { after, before, describe, it } = require('node:test');
const { newPassenger, asRead } = require('./support/passengers');
const { reservoirOf } = require('./support/reservoir');
const { startStrapi } = require('./support/strapi');
const { startWebhook } = require('./support/webhook');
const bulk = require('./conformance/bulk');
const doors = require('./conformance/doors');
const edits = require('./conformance/edits');
const purge = require('./conformance/purge');
const reads = require('./conformance/reads');
const told = require('./conformance/told');

const ALLOWED = { ALLOWED_HOSTS: 'Panel.example', ALLOWED_ORIGINS: 'https://tools.example' };

/** What Strapi promises the reservoir, whatever the database. */
function conformance(name, startDatabase) {
  describe(`Strapi on ${name}`, () => {
    const system = {};
    const { write, read } = reservoirOf(system);

    before(async () => {
      system.database = await startDatabase();
      system.webhook = await startWebhook();
      system.environment = { ...system.database.environment, RESERVOIR_WEBHOOK_URL: system.webhook.url, ...ALLOWED };
      system.strapi = await startStrapi(system.environment);
    });
    after(async () => {
      await system.strapi?.stop();
      await system.database?.stop();
      system.webhook?.stop();
    });

    for (const promises of [bulk, purge, reads, doors, edits, told]) {
      promises(system);
    }

    it('has the indexes that the queries need', async () => {
      const indexes = (await system.database.indexes()).map(({ columns, unique }) => `${columns}${unique ? ' unique' : ''}`);
      for (const needed of ['passenger_id unique', 'reservoir,status,spawned_at', 'status,updated_at', 'status,latitude,longitude', 'vehicle_id']) {
        assert.ok(indexes.includes(needed), `${needed} is not in ${indexes.join('; ')}`);
      }
    });

    it('refuses an incomplete row in the database itself', async () => {
      await assert.rejects(system.database.query(`INSERT INTO active_passengers (passenger_id) VALUES ('PASS_1') RETURNING id`), /null/i);
    });

    it('keeps the passengers and the token over a restart, and stops at SIGTERM with code 0 and a quiet log', async () => {
      const row = newPassenger();
      await write(row);
      assert.equal(await system.strapi.stop(), 0);
      const { output, errors } = system.strapi.run;
      system.strapi = await startStrapi(system.environment);
      assert.deepEqual(await read(row), [asRead(row)]);
      const lines = output.trim().split('\n').map((line) => line.replace(/^\[.*?\] /, ''));
      assert.deepEqual(lines, ['info: Strapi started successfully', 'info: Shutting down Strapi', 'info: Strapi has been shut down']);
      assert.equal(errors, '');
    });
  });
}

module.exports = { conformance };
