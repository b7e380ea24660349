'use strict';

const assert = require('node:assert/strict');
const { describe, it } = require('node:test');
const { newPassenger, next, asRead } = require('../support/passengers');
const { reservoirOf } = require('../support/reservoir');

const LONG_AGO = '2020-01-01T00:00:00.000Z';

/** Finished passengers leave. */
module.exports = (system) => {
  const { post, write, read } = reservoirOf(system);
  const purge = async (limit) => (await post('purge', { finished_before: '2020-01-02T00:00:00Z', limit })).body;

  /** As if nobody had touched them since. */
  async function writtenLongAgo(...rows) {
    await write(...rows);
    await system.database.setUpdatedAt(rows.map((row) => row.passenger_id), LONG_AGO);
    return rows;
  }

  const finished = (count) => Array.from({ length: count }, () => newPassenger({ status: 'EXPIRED' }));

  describe('the purge', () => {
    it('deletes who has finished long ago, and leaves who waits, rides or has finished since', async () => {
      const gone = await writtenLongAgo(...['ALIGHTED', 'CANCELLED', 'EXPIRED'].map((status) => newPassenger({ status })));
      const live = await writtenLongAgo(newPassenger(), newPassenger({ status: 'BOARDED', vehicle_id: 'ZR-1' }));
      const recent = newPassenger({ status: 'ALIGHTED' });
      await write(recent);
      assert.deepEqual(await purge(100), { deleted: 3 });
      assert.deepEqual(await read(...gone, ...live, recent), [undefined, undefined, undefined, ...live.map(asRead), asRead(recent)]);
    });

    it('deletes no more than it is asked to at once', async () => {
      await writtenLongAgo(...finished(25));
      assert.deepEqual([await purge(10), await purge(10), await purge(10)], [{ deleted: 10 }, { deleted: 10 }, { deleted: 5 }]);
    });

    it('counts from the last change: who was reinstated, or finished once more, stays', async () => {
      const [row] = await writtenLongAgo(newPassenger({ status: 'CANCELLED' }));
      const reinstated = next(row, { status: 'WAITING' });
      await write(reinstated);
      assert.deepEqual(await purge(10), { deleted: 0 });
      await write(next(reinstated, { status: 'CANCELLED' }));
      assert.deepEqual(await purge(10), { deleted: 0 });
    });

    it('deletes each row once, however many ask', async () => {
      await writtenLongAgo(...finished(200));
      const answers = await Promise.all(Array.from({ length: 8 }, () => purge(50)));
      const rest = await purge(200);
      assert.equal([...answers, rest].reduce((sum, { deleted }) => sum + deleted, 0), 200);
    });

    const refused = {
      'finished_before is missing: must be an instant in UTC such as 2026-01-31T08:30:00.000Z': { limit: 1 },
      'finished_before "yesterday": must be an instant in UTC such as 2026-01-31T08:30:00.000Z': { finished_before: 'yesterday', limit: 1 },
      'limit 0: must be 1 to 10000': { finished_before: LONG_AGO, limit: 0 },
      'limit 10001: must be 1 to 10000': { finished_before: LONG_AGO, limit: 10_001 },
    };
    for (const [reason, request] of Object.entries(refused)) {
      it(`refuses ${reason}`, async () => {
        const { status, body } = await post('purge', request);
        assert.deepEqual([status, body.error.message], [400, reason]);
      });
    }
  });
};
