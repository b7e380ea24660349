'use strict';

const assert = require('node:assert/strict');
const crypto = require('node:crypto');
const { before, describe, it } = require('node:test');
const { newPassenger, boarded, asRead } = require('../support/passengers');
const { reservoirOf } = require('../support/reservoir');

const PANEL = '/content-manager/collection-types/api::active-passenger.active-passenger';

/** What people do in the admin panel. */
module.exports = (system) => {
  const { write, outcomes, read, document } = reservoirOf(system);

  describe('an edit in the admin panel', () => {
    let jwt;
    before(async () => {
      const person = { firstname: 'Ann', email: 'ann@example.test', password: 'Password-1' };
      const { body } = await system.strapi.request('POST', '/admin/register-admin', person, null);
      jwt = body.data.token;
    });

    const panel = (method, path, body) => system.strapi.request(method, PANEL + path, body, jwt);

    async function opened(row) {
      const { body } = await panel('GET', `/${(await document(row)).documentId}`);
      return body.data;
    }

    it('is a new version with an event of its own', async () => {
      const row = newPassenger();
      await write(row);
      const form = await opened(row);
      assert.equal(form.status, 'WAITING');
      const { status, body } = await panel('PUT', `/${form.documentId}`, { ...form, status: 'CANCELLED' });
      assert.equal(status, 200, JSON.stringify(body));
      assert.equal(body.data.status, 'CANCELLED');
      const [current] = await read(row);
      assert.deepEqual(current, { ...asRead(row), status: 'CANCELLED', version: 2, event_id: current.event_id });
      assert.notEqual(current.event_id, row.event_id);
      const [result] = await write(boarded(row, 'ZR-1'));
      assert.deepEqual(result, { passenger_id: row.passenger_id, outcome: 'conflict', current });
    });

    it('is refused when the passenger has changed since the form was opened', async () => {
      const row = newPassenger();
      await write(row);
      const form = await opened(row);
      const aboard = boarded(row, 'ZR-1');
      await write(aboard);
      const { status, body } = await panel('PUT', `/${form.documentId}`, { ...form, priority: 1 });
      assert.equal(status, 400);
      assert.match(body.error.message, /at version 2 by now/);
      assert.deepEqual(await read(row), [asRead(aboard)]);
    });

    it('may leave the version out', async () => {
      const row = newPassenger();
      await write(row);
      const { documentId } = await opened(row);
      assert.equal((await panel('PUT', `/${documentId}`, { priority: 1 })).status, 200);
      const [{ version, priority }] = await read(row);
      assert.deepEqual([version, priority], [2, 1]);
    });

    it('is held to the same ranges', async () => {
      const row = newPassenger();
      await write(row);
      const { documentId } = await opened(row);
      assert.equal((await panel('PUT', `/${documentId}`, { priority: 9 })).status, 400);
      assert.equal((await panel('PUT', `/${documentId}`, { status: 'FLYING' })).status, 400);
    });

    it('can make a passenger, which the reservoir then updates', async () => {
      const row = newPassenger();
      const { base_version, version, event_id, event_ids, ...form } = row;
      const { status, body } = await panel('POST', '', form);
      assert.equal(status, 201, JSON.stringify(body));
      assert.deepEqual(await read(row), [{ ...asRead(row), event_id: body.data.event_id }]);
      assert.deepEqual(await outcomes(boarded(row, 'ZR-1')), ['written']);
    });

    it("shows the passengers' own status in the list", async () => {
      const row = newPassenger({ status: 'EXPIRED', reservoir: `route:${crypto.randomUUID()}` });
      await write(row);
      const { body } = await panel('GET', `?filters[$and][0][reservoir][$eq]=${row.reservoir}&filters[$and][1][status][$eq]=EXPIRED`);
      assert.deepEqual(body.results.map(({ status }) => status), ['EXPIRED']);
    });
  });
};
