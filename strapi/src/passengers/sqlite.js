'use strict';

/**
 * The versioned writes in SQLite: the rows travel as one JSON parameter, instants as Strapi keeps them, in milliseconds.
 * jsonb_each parses a row once; json_each hands it on as text, parsed again for each of 23 columns: 4 times as slow.
 */

const { WRITTEN_COLUMNS, INSTANTS, FINISHED } = require('./fields');
const { KEPT_EVENT_IDS } = require('./lineage');

const FINAL_STATUSES = FINISHED.map((status) => `'${status}'`).join(', ');
const FIELDS_OF_ROW = [...WRITTEN_COLUMNS, 'base_version'].map((name) => `value ->> '$.${name}' AS ${name}`).join(', ');
const ASSIGNMENTS = WRITTEN_COLUMNS.filter((name) => !['passenger_id', 'event_ids'].includes(name))
  .map((name) => `${name} = asked.${name}`)
  .join(', ');

// Strapi's own columns make the row a document of the admin panel. The passenger's 32 digits are as good as a random document id.
const INSERT = `
  INSERT INTO active_passengers (${WRITTEN_COLUMNS.join(', ')}, document_id, created_at, updated_at, published_at)
  SELECT ${WRITTEN_COLUMNS.join(', ')}, lower(substr(passenger_id, 6)), now, now, now
  FROM (SELECT ${FIELDS_OF_ROW}, ? AS now FROM jsonb_each(?))
  WHERE true
  ON CONFLICT (passenger_id) DO NOTHING
  RETURNING passenger_id`;

const UPDATE = `
  UPDATE active_passengers SET ${ASSIGNMENTS}, updated_at = asked.now,
    event_ids = substr(active_passengers.event_ids || ' ' || asked.event_ids, -${KEPT_EVENT_IDS})
  FROM (SELECT ${FIELDS_OF_ROW}, ? AS now FROM jsonb_each(?)) AS asked
  WHERE active_passengers.passenger_id = asked.passenger_id AND (
    active_passengers.version = asked.base_version OR (
      active_passengers.version BETWEEN asked.base_version AND asked.version - 1
      AND instr(' ' || asked.event_ids || ' ', ' ' || active_passengers.event_id || ' ') > 0))
  RETURNING passenger_id`;

// In the order of the index on status and updated_at: never more than `limit` rows are looked at.
const PURGE = `
  DELETE FROM active_passengers WHERE id IN (
    SELECT id FROM active_passengers WHERE status IN (${FINAL_STATUSES}) AND updated_at < ? LIMIT ?)
  RETURNING id`;

const insert = (transaction, rows) => run(transaction, INSERT, rows);
const update = (transaction, rows) => run(transaction, UPDATE, rows);

async function run(transaction, sql, rows) {
  const written = await transaction.raw(sql, [Date.now(), JSON.stringify(rows.map(withMillis))]);
  return written.map((row) => row.passenger_id);
}

function withMillis(row) {
  const copy = { ...row };
  for (const name of INSTANTS) {
    copy[name] = row[name] ? Date.parse(row[name]) : null;
  }
  return copy;
}

async function purge(connection, before, limit) {
  return (await connection.raw(PURGE, [before.getTime(), limit])).length;
}

module.exports = { insert, update, purge };
