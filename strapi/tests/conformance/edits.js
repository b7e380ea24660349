'use strict';

const assert = require('node:assert/strict');
const crypto = require('node:crypto');
const { before, describe, it } = require('node:test');
const { newPassenger, boarded, asRead } = require('../support/passengers');
const { panelOf } = require('../support/panel');
const { reservoirOf } = require('../support/reservoir');

/** What people do in the admin panel. */
module.exports = (system) => {
  const { write, outcomes, read } = reservoirOf(system);

  const { panel, opened, logIn } = panelOf(system);

  describe('an edit in the admin panel', () => {
    before(logIn);

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
      const event_ids = [row.event_id, current.event_id];
      assert.deepEqual(result, { passenger_id: row.passenger_id, outcome: 'conflict', current: { ...current, event_ids } });
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

    const refused = {
      'latitude 999: must be -90 to 90': { latitude: 999 },
      'priority 9: must be 1 to 5': { priority: 9 },
      'status "FLYING": must be one of WAITING, BOARDED, ALIGHTED, CANCELLED, EXPIRED': { status: 'FLYING' },
      'route_id: is required': { route_id: null },
      'stop_id " ": must not be blank': { stop_id: ' ' },
      'expires_at "soon": must be an instant in UTC such as 2026-01-31T08:30:00.000Z': { expires_at: 'soon' },
      'reservoir: route:1A cannot be changed to route:2B. Delete this passenger and make another': { reservoir: 'route:2B' },
    };
    for (const [reason, changes] of Object.entries(refused)) {
      it(`is held to the rules of the bulk route: ${reason}`, async () => {
        const row = newPassenger();
        await write(row);
        const { documentId } = await opened(row);
        const { status, body } = await panel('PUT', `/${documentId}`, changes);
        assert.deepEqual([status, body.error.message], [400, reason]);
        assert.deepEqual(await read(row), [asRead(row)]);
      });
    }

    it('of a passenger who would be none is refused', async () => {
      const { status, body } = await panel('POST', '', { ...newPassenger({ reservoir: 'bus:7' }), latitude: undefined });
      assert.equal(status, 400);
      assert.equal(body.error.message, 'reservoir "bus:7": must be route:<route_id> or depot:<depot_id>; latitude: is required');
    });

    it('takes a text that was cleared as none', async () => {
      const row = newPassenger();
      await write(row);
      const { documentId } = await opened(row);
      assert.equal((await panel('PUT', `/${documentId}`, { stop_id: '' })).status, 200);
      assert.equal((await read(row))[0].stop_id, null);
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
