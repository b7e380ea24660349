'use strict';

/** The versioned writes in PostgreSQL: the rows travel as one JSON parameter. */

const { COLUMNS, WRITTEN_COLUMNS, FIELDS, INSTANTS, FINISHED } = require('./fields');
const { KEPT_EVENT_IDS } = require('./lineage');
const { written, unwritten } = require('./outcomes');

const WITH_MILLIS = '2026-01-31T08:30:00.000Z'.length;

const RECORD = [...COLUMNS.map((name) => `${name} ${FIELDS[name].type}`), 'event_ids text', 'base_version integer'].join(', ');
const FINAL_STATUSES = FINISHED.map((status) => `'${status}'`).join(', ');
const ASSIGNMENTS = COLUMNS.filter((name) => name !== 'passenger_id').map((name) => `${name} = asked.${name}`).join(', ');

// At its base, or at a state that the same writer gave it on the way there.
const FOLLOWS = `(
  passenger.version = asked.base_version OR (
    passenger.version BETWEEN asked.base_version AND asked.version - 1
    AND strpos(' ' || asked.event_ids || ' ', ' ' || passenger.event_id || ' ') > 0))`;

// Strapi's own columns make the row a document of the admin panel. Document ids come in time, so that their index grows at its end; the
// passenger's digits make them unique.
// Sorted, as in UPDATE: two calls that share passengers then wait for each other in the same order, and never in a circle.
const INSERT = `
  INSERT INTO active_passengers (${WRITTEN_COLUMNS.join(', ')}, document_id, created_at, updated_at, published_at)
  SELECT ${WRITTEN_COLUMNS.join(', ')}, lpad(to_hex((extract(epoch FROM now) * 1000)::bigint), 12, '0') || lower(substr(passenger_id, 6, 20)), now, now, now
  FROM json_to_recordset(?::json) AS asked (${RECORD}), (SELECT ?::timestamp AS now) AS clock
  ORDER BY passenger_id
  ON CONFLICT (passenger_id) DO NOTHING
  RETURNING passenger_id`;

// UPDATE locks rows in whatever order its plan reads them; held locks them by passenger first.
const UPDATE = `
  WITH asked AS MATERIALIZED (SELECT * FROM json_to_recordset(?::json) AS row (${RECORD})),
  held AS MATERIALIZED (
    SELECT passenger.id, passenger.passenger_id
    FROM active_passengers AS passenger JOIN asked USING (passenger_id)
    WHERE ${FOLLOWS}
    ORDER BY passenger.passenger_id
    FOR UPDATE OF passenger
  )
  UPDATE active_passengers AS passenger SET ${ASSIGNMENTS}, updated_at = ?::timestamp,
    event_ids = right(passenger.event_ids || ' ' || asked.event_ids, ${KEPT_EVENT_IDS})
  FROM held JOIN asked USING (passenger_id)
  WHERE passenger.id = held.id AND ${FOLLOWS}
  RETURNING passenger.passenger_id`;

// A row that somebody changes at this moment is passed over: when he is done, it is no longer as old.
const PURGE = `
  WITH finished AS MATERIALIZED (
    SELECT id FROM active_passengers WHERE status IN (${FINAL_STATUSES}) AND updated_at < ?::timestamp
    LIMIT ? FOR UPDATE SKIP LOCKED
  )
  DELETE FROM active_passengers USING finished WHERE active_passengers.id = finished.id
  RETURNING active_passengers.id`;

/** One transaction of few statements, whatever the number of rows. */
function write(knex, rows) {
  rows.forEach(prepareForJson);
  return knex.transaction(async (transaction) => {
    const inserted = new Set(await run(transaction, INSERT, rows.filter((row) => row.base_version === 0)));
    const updated = new Set(await run(transaction, UPDATE, rows.filter((row) => mayUpdate(row, inserted))));
    const isWritten = ({ passenger_id }) => inserted.has(passenger_id) || updated.has(passenger_id);
    const current = await currentOf(transaction, rows.filter((row) => !isWritten(row)));
    return rows.map((row) => (isWritten(row) ? written(row) : unwritten(row, current.get(row.passenger_id))));
  });
}

/** A passenger's first steps taken together find no row or, when they were partly written before, one of their own. */
function mayUpdate(row, inserted) {
  return row.base_version > 0 || (row.version > 1 && !inserted.has(row.passenger_id));
}

async function run(transaction, sql, rows) {
  if (rows.length === 0) {
    return [];
  }
  const changed = await transaction.raw(sql, [JSON.stringify(rows), new Date().toISOString()]);
  return changed.rows.map((row) => row.passenger_id);
}

async function currentOf(transaction, rows) {
  if (rows.length === 0) {
    return new Map();
  }
  const ids = rows.map((row) => row.passenger_id);
  const found = await transaction('active_passengers').select(WRITTEN_COLUMNS).whereIn('passenger_id', ids);
  return new Map(found.map((row) => [row.passenger_id, row]));
}

/**
 * The columns could keep microseconds, which would come back from Strapi's own reads as another instant than in SQLite. Changed in
 * place: a copy with other properties takes four times as long to become JSON.
 */
function prepareForJson(row) {
  row.event_ids = row.event_ids.join(' ');
  for (const name of INSTANTS) {
    if (row[name] && row[name].length !== WITH_MILLIS) {
      row[name] = new Date(row[name]).toISOString();
    }
  }
}

async function purge(knex, before, limit) {
  return (await knex.raw(PURGE, [before.toISOString(), limit])).rows.length;
}

/** The columns have no zone and hold UTC. */
function instant(text) {
  return new Date(text).toISOString().slice(0, -1);
}

module.exports = { write, purge, prepare: async () => {}, instant };
