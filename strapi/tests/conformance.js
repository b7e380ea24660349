'use strict';

const assert = require('node:assert/strict');
const crypto = require('node:crypto');
const { after, before, describe, it } = require('node:test');
const { startStrapi } = require('./support/strapi');
const { merged, newPassenger, next, boarded, asRead } = require('./support/passengers');

const PASSENGERS = '/api/active-passengers';
const PANEL = '/content-manager/collection-types/api::active-passenger.active-passenger';

/** What Strapi promises the reservoir, whatever the database. */
function conformance(name, startDatabase) {
  describe(`Strapi on ${name}`, () => {
    let database;
    let strapi;

    before(async () => {
      database = await startDatabase();
      strapi = await startStrapi(database.environment);
    });
    after(async () => {
      await strapi?.stop();
      await database?.stop();
    });

    const post = (path, body) => strapi.request('POST', `${PASSENGERS}/${path}`, body);
    const get = (path) => strapi.request('GET', `${PASSENGERS}${path}`);

    async function write(...rows) {
      const { status, body } = await post('bulk', { rows });
      assert.equal(status, 200, JSON.stringify(body));
      return body.results;
    }

    async function outcomes(...rows) {
      return (await write(...rows)).map((result) => result.outcome);
    }

    async function read(...rows) {
      const { body } = await post('lookup', { passenger_ids: rows.map((row) => row.passenger_id) });
      return rows.map((row) => body.data.find((found) => found.passenger_id === row.passenger_id));
    }

    async function invalid(...rows) {
      const { status, body } = await post('bulk', { rows });
      assert.equal(status, 422);
      return body.results;
    }

    async function document(row) {
      const { body } = await get(`?filters[passenger_id]=${row.passenger_id}`);
      return body.data[0];
    }

    describe('the bulk route', () => {
      it('inserts new passengers and reads them back as they were sent', async () => {
        const row = newPassenger();
        assert.deepEqual(await write(row), [{ passenger_id: row.passenger_id, outcome: 'written', current: null }]);
        assert.deepEqual(await read(row), [asRead(row)]);
      });

      it('updates a passenger that is at the base version, nulls included', async () => {
        const row = newPassenger();
        const aboard = boarded(row, 'ZR-101');
        const cancelled = next(aboard, { status: 'CANCELLED', vehicle_id: null, cancelled_at: '2026-07-01T08:11:00.000Z' });
        assert.deepEqual(await outcomes(row), ['written']);
        assert.deepEqual(await outcomes(aboard), ['written']);
        assert.deepEqual(await outcomes(cancelled), ['written']);
        assert.deepEqual(await read(row), [asRead(cancelled)]);
      });

      it('calls a replay already written', async () => {
        const row = newPassenger();
        const aboard = boarded(row, 'ZR-101');
        assert.deepEqual(await outcomes(row), ['written']);
        assert.deepEqual(await outcomes(row), ['already']);
        assert.deepEqual(await outcomes(aboard), ['written']);
        assert.deepEqual(await outcomes(aboard), ['already']);
      });

      it('calls a replay already written though the passenger has moved on since', async () => {
        const row = newPassenger();
        const aboard = boarded(row, 'ZR-101');
        assert.deepEqual(await outcomes(row), ['written']);
        assert.deepEqual(await outcomes(aboard), ['written']);
        assert.deepEqual(await outcomes(row), ['already']);
        assert.deepEqual(await read(row), [asRead(aboard)]);
      });

      it('takes several steps of one passenger as one row, and knows each of them again', async () => {
        const row = newPassenger();
        const aboard = boarded(row, 'ZR-101');
        const alighted = next(aboard, { status: 'ALIGHTED', alighted_at: '2026-07-01T08:20:00.000Z' });
        assert.deepEqual(await outcomes(merged(row, aboard, alighted)), ['written']);
        assert.deepEqual(await read(row), [asRead(alighted)]);
        for (const step of [row, aboard, alighted, merged(row, aboard), merged(aboard, alighted)]) {
          assert.deepEqual(await outcomes(step), ['already']);
        }
      });

      it('goes on from a state that the same steps had reached before', async () => {
        const row = newPassenger();
        const aboard = boarded(row, 'ZR-101');
        const alighted = next(aboard, { status: 'ALIGHTED', alighted_at: '2026-07-01T08:20:00.000Z' });
        assert.deepEqual(await outcomes(row), ['written']);
        assert.deepEqual(await outcomes(merged(row, aboard)), ['written']);
        assert.deepEqual(await outcomes(merged(row, aboard, alighted)), ['written']);
        assert.deepEqual(await read(row), [asRead(alighted)]);
      });

      it('does not go on from a state that somebody else had reached', async () => {
        const row = newPassenger();
        const aboard = boarded(row, 'ZR-101');
        const other = newPassenger({ passenger_id: row.passenger_id });
        await write(other);
        assert.deepEqual(await outcomes(merged(row, aboard)), ['conflict']);
        assert.deepEqual(await read(row), [asRead(other)]);
      });

      it('refuses a writer that comes late, and shows it the current row', async () => {
        const row = newPassenger();
        const aboard = boarded(row, 'ZR-101');
        await write(row);
        await write(aboard);
        for (const late of [boarded(row, 'ZR-202'), newPassenger({ passenger_id: row.passenger_id })]) {
          const [result] = await write(late);
          assert.deepEqual(result, { passenger_id: row.passenger_id, outcome: 'conflict', current: asRead(aboard) });
        }
        assert.deepEqual(await read(row), [asRead(aboard)]);
      });

      it('answers conflict with null where there is no row to update', async () => {
        const row = next(newPassenger());
        assert.deepEqual(await write(row), [{ passenger_id: row.passenger_id, outcome: 'conflict', current: null }]);
        assert.deepEqual(await read(row), [undefined]);
      });

      it('answers in the order of the rows, whatever happened to them', async () => {
        const [old, replayed, stale] = [newPassenger(), newPassenger(), newPassenger()];
        await write(old, replayed, stale);
        await write(next(stale));
        const batch = [next(stale), newPassenger(), replayed, next(old), next(newPassenger())];
        const results = await write(...batch);
        assert.deepEqual(results.map((result) => result.passenger_id), batch.map((row) => row.passenger_id));
        assert.deepEqual(results.map((result) => result.outcome), ['conflict', 'written', 'already', 'written', 'conflict']);
      });

      it('takes an empty batch', async () => assert.deepEqual(await write(), []));

      it('writes nothing if one row is invalid, and names only the culprits', async () => {
        const good = newPassenger();
        const bad = newPassenger({ priority: 9 });
        assert.deepEqual(await invalid(good, bad), [
          { index: 1, passenger_id: bad.passenger_id, outcome: 'invalid', reason: 'priority 9: must be 1 to 5' },
        ]);
        assert.deepEqual(await read(good, bad), [undefined, undefined]);
      });

      const refused = {
        'latitude 91: must be -90 to 90': { latitude: 91 },
        'longitude "east": must be -180 to 180': { longitude: 'east' },
        'route_id: is required': { route_id: undefined },
        'reservoir "1A": must be route:<route_id> or depot:<depot_id>': { reservoir: '1A' },
        'direction "WEST": must be one of OUTBOUND, INBOUND': { direction: 'WEST' },
        'status "FLYING": must be one of WAITING, BOARDED, ALIGHTED, CANCELLED, EXPIRED': { status: 'FLYING' },
        'passenger_id "PASS_1": must be PASS_ and 32 upper-case hex digits': { passenger_id: 'PASS_1' },
        'boarded_at "2026-02-30T08:00:00Z": must be an instant in UTC such as 2026-01-31T08:30:00.000Z': { boarded_at: '2026-02-30T08:00:00Z' },
        'expires_at 7: must be an instant in UTC such as 2026-01-31T08:30:00.000Z': { expires_at: 7 },
        'vehicle_id " ": must not be blank': { vehicle_id: ' ' },
        'stop_id "a\\u0000b": must not contain NUL characters or half surrogate pairs': { stop_id: 'a\0b' },
        'depot_id "\\ud83d": must not contain NUL characters or half surrogate pairs': { depot_id: '\ud83d' },
        'version 1.5: must be 1 to 2147483647': { version: 1.5 },
        'base_version 1: must be less than version 1': { base_version: 1 },
        'event_id: is required': { event_id: null, event_ids: ['e-1'] },
        'event_ids []: must be a list of event ids, each of 1 to 64 characters without blanks': { event_ids: [] },
        'event_ids: must end with event_id "e-2"': { event_id: 'e-2', event_ids: ['e-1'] },
      };
      for (const [reason, changes] of Object.entries(refused)) {
        it(`refuses ${reason}`, async () => {
          const [culprit] = await invalid(newPassenger(changes));
          assert.equal(culprit.reason, reason);
        });
      }

      it('gives every reason against a row, and every culprit', async () => {
        const culprits = await invalid(null, newPassenger({ priority: 0, latitude: -91 }), newPassenger());
        assert.deepEqual(
          culprits.map(({ index, reason }) => [index, reason]),
          [
            [0, 'the row must be an object'],
            [1, 'latitude -91: must be -90 to 90; priority 0: must be 1 to 5'],
          ],
        );
      });

      it('refuses a passenger twice in one call', async () => {
        const row = newPassenger();
        const [culprit] = await invalid(row, next(row));
        assert.equal(culprit.index, 1);
        assert.match(culprit.reason, /must not stand twice in one call/);
      });

      it('keeps quotes, line breaks, other scripts and JSON in texts', async () => {
        const texts = [`O'Neal's "Bar"`, 'a\nb\r\n\tc', 'Schöne 海 🚍 مرحبا', '{"a": [1]} \\ $1 ? :x --', "'); DROP TABLE x;"];
        const rows = texts.map((text) => newPassenger({ destination_name: text, reservoir: `route:${text}` }));
        assert.deepEqual(await outcomes(...rows), texts.map(() => 'written'));
        assert.deepEqual(await read(...rows), rows.map(asRead));
      });

      it('keeps every digit of a position', async () => {
        const row = newPassenger({ latitude: 13.123456789012345, longitude: -1e-7, destination_lat: 90, destination_lon: -180 });
        await write(row);
        assert.deepEqual(await read(row), [asRead(row)]);
      });

      it('cuts instants to milliseconds', async () => {
        const row = newPassenger({ spawned_at: '2026-07-01T08:00:00.123999999Z', expires_at: '2026-07-01T09:00:00Z' });
        await write(row);
        const [{ spawned_at, expires_at }] = await read(row);
        assert.deepEqual([spawned_at, expires_at], ['2026-07-01T08:00:00.123Z', '2026-07-01T09:00:00.000Z']);
      });

      it('takes 5,000 rows in one call, new and old', async () => {
        const rows = Array.from({ length: 5_000 }, () => newPassenger({ reservoir: 'route:5000' }));
        assert.ok((await outcomes(...rows)).every((outcome) => outcome === 'written'));
        assert.ok((await outcomes(...rows.map((row) => boarded(row, 'ZR-5')))).every((outcome) => outcome === 'written'));
        const late = await write(...rows.map((row) => boarded(row, 'ZR-6')));
        assert.ok(late.every((result) => result.outcome === 'conflict' && result.current.vehicle_id === 'ZR-5'));
      });

      it('refuses more than 10,000 rows with 413', async () => {
        const { status, body } = await post('bulk', { rows: Array(10_001).fill({}) });
        assert.equal(status, 413);
        assert.equal(body.error.message, 'rows has 10001 passengers: send at most 10000 in one call');
      });

      it('refuses a body without rows with 400', async () => {
        assert.equal((await post('bulk', { passengers: [] })).status, 400);
      });

      it('lets exactly one of the racing writers win each passenger', async () => {
        const rows = Array.from({ length: 40 }, () => newPassenger());
        await write(...rows);
        const vehicles = ['ZR-1', 'ZR-2', 'ZR-3', 'ZR-4', 'ZR-5', 'ZR-6'];
        const answers = await Promise.all(vehicles.map((vehicle) => write(...shuffled(rows.map((row) => boarded(row, vehicle))))));
        const winners = answers.flatMap((results, writer) =>
          results.filter(({ outcome }) => outcome === 'written').map(({ passenger_id }) => [passenger_id, vehicles[writer]]),
        );
        assert.equal(winners.length, rows.length);
        const vehicleOf = new Map(winners);
        for (const { passenger_id, vehicle_id } of await read(...rows)) {
          assert.equal(vehicle_id, vehicleOf.get(passenger_id));
        }
      });

      it('never deadlocks when calls share passengers in different orders', async () => {
        const rows = Array.from({ length: 300 }, () => newPassenger());
        const [old, fresh] = [rows.slice(0, 150), rows.slice(150)];
        await write(...old);
        for (let round = 0; round < 5; round++) {
          const moved = old.map((row) => ({ ...row, version: round + 2, base_version: round + 1 }));
          const answers = await Promise.all(Array.from({ length: 8 }, () => write(...shuffled([...moved, ...fresh].map(withOwnEvent)))));
          const written = answers.flat().filter(({ outcome }) => outcome === 'written');
          assert.equal(written.length, round === 0 ? 300 : 150);
        }
      });
    });

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

      it('looks up the passengers that exist', async () => {
        const row = newPassenger();
        await write(row);
        const { body } = await post('lookup', { passenger_ids: [row.passenger_id, newPassenger().passenger_id] });
        assert.deepEqual(body, { data: [asRead(row)] });
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
        assert.deepEqual(await strapi.request('GET', `${PASSENGERS}/ready`, undefined, null), { status: 200, body: { status: 'UP' } });
      });
    });

    describe('the doors', () => {
      const routes = [['POST', '/bulk', { rows: [] }], ['POST', '/lookup', { passenger_ids: [] }], ['GET', '/available?reservoir=route:1'], ['GET', ''], ['GET', '/some-document']];
      for (const [method, path, body] of routes) {
        it(`are shut for ${method} ${path || '/'} without the right token`, async () => {
          for (const token of [null, 'not-the-token-of-the-reservoir']) {
            const { status } = await strapi.request(method, PASSENGERS + path, body, token);
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
          strapi.request('POST', PASSENGERS, { data: asRead(newPassenger()) }),
          strapi.request('PUT', `${PASSENGERS}/${documentId}`, { data }),
          strapi.request('DELETE', `${PASSENGERS}/${documentId}`),
        ]);
        assert.deepEqual(answers.map(({ status }) => status), [405, 405, 405]);
        assert.deepEqual(await read(row), [asRead(row)]);
      });

      it('have one key: no other API token is left in the database', async () => {
        const tokens = await database.query('SELECT name, type FROM strapi_api_tokens');
        assert.deepEqual(tokens.map((token) => ({ ...token })), [{ name: 'reservoir', type: 'custom' }]);
      });
    });

    describe('an edit in the admin panel', () => {
      let jwt;
      before(async () => {
        const person = { firstname: 'Ann', email: 'ann@example.test', password: 'Password-1' };
        const { body } = await strapi.request('POST', '/admin/register-admin', person, null);
        jwt = body.data.token;
      });

      const panel = (method, path, body) => strapi.request(method, PANEL + path, body, jwt);

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

    it('has the indexes that the queries need', async () => {
      const indexes = (await database.indexes()).map(({ columns, unique }) => `${columns}${unique ? ' unique' : ''}`);
      for (const needed of ['passenger_id unique', 'reservoir,status,spawned_at', 'status,updated_at', 'vehicle_id']) {
        assert.ok(indexes.includes(needed), `${needed} is not in ${indexes.join('; ')}`);
      }
    });

    it('refuses an incomplete row in the database itself', async () => {
      await assert.rejects(database.query(`INSERT INTO active_passengers (passenger_id) VALUES ('PASS_1') RETURNING id`), /null/i);
    });

    it('keeps the passengers and the token over a restart, and stops at SIGTERM with code 0 and a quiet log', async () => {
      const row = newPassenger();
      await write(row);
      assert.equal(await strapi.stop(), 0);
      const { output, errors } = strapi.run;
      strapi = await startStrapi(database.environment);
      assert.deepEqual(await read(row), [asRead(row)]);
      const lines = output.trim().split('\n').map((line) => line.replace(/^\[.*?\] /, ''));
      assert.deepEqual(lines, ['info: Strapi started successfully', 'info: Shutting down Strapi', 'info: Strapi has been shut down']);
      assert.equal(errors, '');
    });
  });
}

function withOwnEvent(row) {
  const eventId = crypto.randomUUID();
  return { ...row, event_id: eventId, event_ids: [eventId] };
}

function shuffled(rows) {
  return rows.map((row) => [Math.random(), row]).sort(([a], [b]) => a - b).map(([, row]) => row);
}

module.exports = { conformance };
