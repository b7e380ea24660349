'use strict';

const assert = require('node:assert/strict');
const { once } = require('node:events');
const http = require('node:http');
const { describe, it } = require('node:test');
const zlib = require('node:zlib');
const { newPassenger, asRead } = require('../support/passengers');
const { PASSENGERS, reservoirOf } = require('../support/reservoir');
const { ADMINISTRATOR, TOKEN } = require('../support/strapi');

/** A call without a token, with headers as a browser sends them that was led astray; fetch would set its own. */
async function call(url, method, headers) {
  const request = http.request(`${url}${PASSENGERS}/${method === 'GET' ? 'ready' : 'lookup'}`, { method, headers });
  request.end();
  const [answer] = await once(request, 'response');
  answer.resume();
  return { status: answer.statusCode, headers: answer.headers };
}

/** What is shut, and to whom. */
module.exports = (system) => {
  const { post, write, read, document } = reservoirOf(system);

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

    it('open for a call that Strapi has to unpack first, with the same answers', async () => {
      const [good, bad] = [newPassenger(), newPassenger({ priority: 9 })];
      const packed = async (row) => {
        const body = zlib.gzipSync(JSON.stringify({ rows: [row] }));
        const headers = { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json', 'content-encoding': 'gzip' };
        const answer = await fetch(`${system.strapi.url}${PASSENGERS}/bulk`, { method: 'POST', headers, body });
        return { status: answer.status, body: await answer.json() };
      };
      assert.deepEqual(await packed(good), { status: 200, body: { results: [{ passenger_id: good.passenger_id, outcome: 'written', current: null }] } });
      assert.deepEqual(await packed(good), await post('bulk', { rows: [good] }));
      assert.deepEqual(await packed(bad), await post('bulk', { rows: [bad] }));
    });

    it('let no body in that is no JSON, or too large', async () => {
      const send = (body) =>
        fetch(`${system.strapi.url}${PASSENGERS}/bulk`, { method: 'POST', headers: { authorization: `Bearer ${TOKEN}` }, body });
      assert.equal((await send('{"rows": [')).status, 400);
      assert.equal((await send(`{"rows": "${'x'.repeat(33 * 1024 * 1024)}"}`)).status, 413);
      assert.deepEqual((await post('bulk', { rows: [] })).body, { results: [] });
    });

    it('are shut for whoever comes first and would be administrator', async () => {
      const person = { firstname: 'Eve', email: 'eve@example.test', password: 'Password-of-Eve-1' };
      for (const path of ['/admin/register-admin', '/ADMIN/Register-Admin/']) {
        const { status, body } = await system.strapi.request('POST', path, person, null);
        assert.equal(status, 403);
        assert.match(body.error.message, /ADMIN_EMAIL and ADMIN_PASSWORD/);
      }
      const administrators = await system.database.query('SELECT email FROM admin_users');
      assert.deepEqual(administrators.map(({ email }) => email), [ADMINISTRATOR.email]);
    });

    it('are shut for pages of others, and for names that others have pointed here', async () => {
      const ours = new URL(system.strapi.url).host;
      const refused = [
        ['GET', { host: 'evil.example' }],
        ['POST', { host: 'evil.example:1337', origin: 'http://evil.example:1337' }],
        ['POST', { host: ours, origin: 'http://evil.example' }],
        ['POST', { host: ours, origin: 'http://localhost:3000' }],
        ['POST', { host: ours, origin: 'null' }],
      ];
      for (const [method, headers] of refused) {
        assert.equal((await call(system.strapi.url, method, headers)).status, 403, JSON.stringify(headers));
      }
      const heard = [
        { host: ours },
        { host: 'localhost:1337' },
        { host: ours, origin: `http://${ours}` },
        { host: 'panel.example', origin: 'https://panel.example' },
        { host: ours, origin: 'https://tools.example' },
      ];
      for (const headers of heard) {
        assert.equal((await call(system.strapi.url, 'GET', headers)).status, 200, JSON.stringify(headers));
        assert.equal((await call(system.strapi.url, 'POST', headers)).status, 401, JSON.stringify(headers));
      }
    });

    it('allow no page of another origin to read an answer, but those that are listed', async () => {
      const ours = new URL(system.strapi.url).host;
      const allowed = async (origin) =>
        (await call(system.strapi.url, 'OPTIONS', { host: ours, origin, 'access-control-request-method': 'POST' })).headers[
          'access-control-allow-origin'
        ];
      assert.equal(await allowed('http://evil.example'), undefined);
      assert.equal(await allowed('https://tools.example'), 'https://tools.example');
    });

    it('have one key: no other API token is left in the database', async () => {
      const tokens = await system.database.query('SELECT name, type FROM strapi_api_tokens');
      assert.deepEqual(tokens.map((token) => ({ ...token })), [{ name: 'reservoir', type: 'custom' }]);
    });
  });
};
