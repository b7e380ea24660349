'use strict';

const assert = require('node:assert/strict');
const { describe, it } = require('node:test');
const { merged, newPassenger, next, boarded, asRead } = require('../support/passengers');
const { reservoirOf } = require('../support/reservoir');

/** The versioned bulk write. */
module.exports = (system) => {
  const { post, write, outcomes, read, invalid } = reservoirOf(system);

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

    it('refuses a writer that comes late, and shows it the current row with the events that made it', async () => {
      const row = newPassenger();
      const aboard = boarded(row, 'ZR-101');
      await write(row);
      await write(aboard);
      for (const late of [boarded(row, 'ZR-202'), newPassenger({ passenger_id: row.passenger_id })]) {
        const [result] = await write(late);
        const current = { ...asRead(aboard), event_ids: [row.event_id, aboard.event_id] };
        assert.deepEqual(result, { passenger_id: row.passenger_id, outcome: 'conflict', current });
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
      'expires_at "2200-01-01T00:00:00Z": must be of the years 1970 to 2199': { expires_at: '2200-01-01T00:00:00Z' },
      'expires_at 7: must be an instant in UTC such as 2026-01-31T08:30:00.000Z': { expires_at: 7 },
      'vehicle_id " ": must not be blank': { vehicle_id: ' ' },
      'stop_id "a\\u0000b": must not contain control characters or half surrogate pairs': { stop_id: 'a\0b' },
      'depot_id "\\ud83d": must not contain control characters or half surrogate pairs': { depot_id: '\ud83d' },
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
};

function withOwnEvent(row) {
  const eventId = crypto.randomUUID();
  return { ...row, event_id: eventId, event_ids: [eventId] };
}

function shuffled(rows) {
  return rows.map((row) => [Math.random(), row]).sort(([a], [b]) => a - b).map(([, row]) => row);
}
