'use strict';

const assert = require('node:assert/strict');
const { describe, it } = require('node:test');
const { newPassenger, asRead } = require('../support/passengers');
const { PASSENGERS, reservoirOf } = require('../support/reservoir');

/** What is shut, and to whom. */
module.exports = (system) => {
  const { write, read, document } = reservoirOf(system);

  describe('the doors', () => {
    const routes = [
      ['POST', '/bulk', { rows: [] }],
      ['POST', '/lookup', { passenger_ids: [] }],
      ['POST', '/purge', { finished_before: '2020-01-01T00:00:00Z', limit: 1 }],
      ['GET', '/available?reservoir=route:1'],
      ['GET', ''],
      ['GET', '/some-document'],
    ];
    for (const [method, path, body] of routes) {
      it(`are shut for ${method} ${path || '/'} without the right token`, async () => {
        for (const token of [null, 'not-the-token-of-the-reservoir']) {
          const { status } = await system.strapi.request(method, PASSENGERS + path, body, token);
          assert.ok([401, 403].includes(status), `${status}`);
        }
      });
    }

    it('are shut for the stock writes, with the token too', async () => {
      const row = newPassenger();
      await write(row);
      const { documentId } = await document(row);
      const data = { ...asRead(row), status: 'EXPIRED' };
      const answers = await Promise.all([
        system.strapi.request('POST', PASSENGERS, { data: asRead(newPassenger()) }),
        system.strapi.request('PUT', `${PASSENGERS}/${documentId}`, { data }),
        system.strapi.request('DELETE', `${PASSENGERS}/${documentId}`),
      ]);
      assert.deepEqual(answers.map(({ status }) => status), [405, 405, 405]);
      assert.deepEqual(await read(row), [asRead(row)]);
    });

    it('have one key: no other API token is left in the database', async () => {
      const tokens = await system.database.query('SELECT name, type FROM strapi_api_tokens');
      assert.deepEqual(tokens.map((token) => ({ ...token })), [{ name: 'reservoir', type: 'custom' }]);
    });
  });
};
