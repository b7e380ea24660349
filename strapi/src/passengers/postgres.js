'use strict';

/** The versioned writes in PostgreSQL: the rows travel as one JSON parameter. */

const { COLUMNS, WRITTEN_COLUMNS, FIELDS, INSTANTS, FINISHED } = require('./fields');
const { KEPT_EVENT_IDS } = require('./lineage');

const RECORD = [...COLUMNS.map((name) => `${name} ${FIELDS[name].type}`), 'event_ids text', 'base_version integer'].join(', ');
const FINAL_STATUSES = FINISHED.map((status) => `'${status}'`).join(', ');
const ASSIGNMENTS = COLUMNS.filter((name) => name !== 'passenger_id').map((name) => `${name} = asked.${name}`).join(', ');

// At its base, or at a state that the same writer gave it on the way there.
const FOLLOWS = `(
  passenger.version = asked.base_version OR (
    passenger.version BETWEEN asked.base_version AND asked.version - 1
    AND strpos(' ' || asked.event_ids || ' ', ' ' || passenger.event_id || ' ') > 0))`;

// Strapi's own columns make the row a document of the admin panel. The passenger's 32 digits are as good as a random document id.
// Sorted, as in UPDATE: two calls that share passengers then wait for each other in the same order, and never in a circle.
const INSERT = `
  INSERT INTO active_passengers (${WRITTEN_COLUMNS.join(', ')}, document_id, created_at, updated_at, published_at)
  SELECT ${WRITTEN_COLUMNS.join(', ')}, lower(substr(passenger_id, 6)), now, now, now
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

const insert = (transaction, rows) => run(transaction, INSERT, rows);
const update = (transaction, rows) => run(transaction, UPDATE, rows);

async function run(transaction, sql, rows) {
  const bindings = [JSON.stringify(rows.map(withMillis)), new Date().toISOString()];
  const written = await transaction.raw(sql, bindings);
  return written.rows.map((row) => row.passenger_id);
}

/** The columns could keep microseconds, which would come back from Strapi's own reads as another instant than in SQLite. */
function withMillis(row) {
  const copy = { ...row };
  for (const name of INSTANTS) {
    copy[name] = row[name] ? new Date(row[name]).toISOString() : null;
  }
  return copy;
}

async function purge(connection, before, limit) {
  return (await connection.raw(PURGE, [before.toISOString(), limit])).rows.length;
}

module.exports = { insert, update, purge };
