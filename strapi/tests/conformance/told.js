'use strict';

const assert = require('node:assert/strict');
const { before, describe, it } = require('node:test');
const { newPassenger, boarded } = require('../support/passengers');
const { panelOf } = require('../support/panel');
const { reservoirOf } = require('../support/reservoir');
const { startStrapi, TOKEN } = require('../support/strapi');

/** What the reservoir hears of edits by hand. */
module.exports = (system) => {
  const { write, read } = reservoirOf(system);
  const { panel, opened, make, edit, logIn } = panelOf(system);
  const remove = async (row) => panel('DELETE', `/${(await opened(row)).documentId}`);

  describe('the reservoir', () => {
    before(logIn);

    it('is told of a passenger who is made, edited and deleted by hand, and of nothing else', async () => {
      const [row, silent] = [newPassenger(), newPassenger()];
      const made = await make(row);
      await write(silent);
      await write(boarded(silent, 'ZR-1'));
      const edited = await edit(row, { priority: 1 });
      assert.equal((await remove(row)).status, 200);
      const told = await system.webhook.acknowledged(row, 3);
      assert.deepEqual(told.slice(0, 2).map(({ event_id }) => event_id), [made.event_id, edited.event_id]);
      for (const { authorization, reservoir, edited_at } of told) {
        assert.equal(authorization, `Bearer ${TOKEN}`);
        assert.equal(reservoir, row.reservoir);
        assert.ok(Math.abs(Date.parse(edited_at) - Date.now()) < 60_000, edited_at);
      }
      assert.equal(new Set(told.map(({ event_id }) => event_id)).size, 3);
      assert.deepEqual(await system.webhook.acknowledged(silent, 0), []);
    });

    it('is told of each passenger of many that are deleted at once', async () => {
      const rows = Array.from({ length: 5 }, () => newPassenger());
      await write(...rows);
      const documentIds = await Promise.all(rows.map(async (row) => (await opened(row)).documentId));
      assert.equal((await panel('POST', '/actions/bulkDelete', { documentIds })).status, 200);
      for (const row of rows) {
        await system.webhook.acknowledged(row, 1);
      }
    });

    it('is not told of an edit that was refused', async () => {
      const [row, next] = [newPassenger(), newPassenger()];
      await write(row, next);
      assert.equal((await panel('PUT', `/${(await opened(row)).documentId}`, { priority: 9 })).status, 400);
      await edit(next, { priority: 1 });
      await system.webhook.acknowledged(next, 1);
      assert.deepEqual(await system.webhook.acknowledged(row, 0), []);
    });

    it('is told again until it has acknowledged, in order', async () => {
      const row = newPassenger();
      await write(row);
      system.webhook.answer = () => 503;
      const first = await edit(row, { priority: 1 });
      await system.webhook.refused(row, 2);
      const second = await edit(row, { priority: 2 });
      system.webhook.answer = () => 204;
      const told = await system.webhook.acknowledged(row, 2);
      assert.deepEqual(told.map(({ event_id }) => event_id), [first.event_id, second.event_id]);
    });

    it('does not hear again of an edit that it can never take, and hears of the next', async () => {
      const [bad, good] = [newPassenger(), newPassenger()];
      await write(bad, good);
      system.webhook.answer = ({ passenger_id }) => (passenger_id === bad.passenger_id ? 400 : 204);
      await edit(bad, { priority: 1 });
      await edit(good, { priority: 1 });
      await system.webhook.acknowledged(good, 1);
      assert.equal((await system.webhook.refused(bad, 1)).length, 1);
      system.webhook.answer = () => 204;
    });

    it('hears of an edit that was made while it was away, though Strapi was killed meanwhile', async () => {
      const row = newPassenger();
      await write(row);
      await system.webhook.goAway();
      const edited = await edit(row, { priority: 5 });
      system.strapi.run.child.kill('SIGKILL');
      await system.strapi.run.exit;
      system.strapi = await startStrapi(system.environment);
      await system.webhook.comeBack();
      const [told] = await system.webhook.acknowledged(row, 1);
      assert.equal(told.event_id, edited.event_id);
      assert.equal((await read(row))[0].priority, 5);
      await system.strapi.stop();
      assert.deepEqual(await system.database.query('SELECT passenger_id FROM untold_edits'), []);
      system.strapi = await startStrapi(system.environment);
    });
  });
};
