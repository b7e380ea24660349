'use strict';

/**
 * The versioned writes in SQLite, row by row with prepared statements on the driver's own connection: at least twice as fast as one
 * statement over JSON. Instants are kept as Strapi keeps them, in milliseconds.
 */

const { COLUMNS, WRITTEN_COLUMNS, INSTANTS, FINISHED } = require('./fields');
const { KEPT_EVENT_IDS } = require('./lineage');
const { written, unwritten } = require('./outcomes');

const IS_INSTANT = COLUMNS.map((name) => INSTANTS.includes(name));
const FINAL_STATUSES = FINISHED.map((status) => `'${status}'`).join(', ');
const UPDATED_COLUMNS = COLUMNS.filter((name) => name !== 'passenger_id');

// Strapi's own columns make the row a document of the admin panel.
const INSERT = `
  INSERT INTO active_passengers (${WRITTEN_COLUMNS.join(', ')}, document_id, created_at, updated_at, published_at)
  VALUES (${'?, '.repeat(WRITTEN_COLUMNS.length)}?, ?, ?, ?)
  ON CONFLICT (passenger_id) DO NOTHING`;

const UPDATE = `
  UPDATE active_passengers SET ${UPDATED_COLUMNS.map((name) => `${name} = ?`).join(', ')}, updated_at = ?,
    event_ids = substr(event_ids || ' ' || ?, -${KEPT_EVENT_IDS})
  WHERE passenger_id = ? AND (
    version = ? OR (version BETWEEN ? AND ? AND instr(' ' || ? || ' ', ' ' || event_id || ' ') > 0))`;

const SELECT = `SELECT ${WRITTEN_COLUMNS.join(', ')} FROM active_passengers WHERE passenger_id = ?`;

// In the order of the index on status and updated_at: never more than `limit` rows are looked at.
const PURGE = `
  DELETE FROM active_passengers WHERE id IN (
    SELECT id FROM active_passengers WHERE status IN (${FINAL_STATUSES}) AND updated_at < ? LIMIT ?)
  RETURNING id`;

const writers = new WeakMap();

/** The pool has one connection, so that this waits for whatever transaction is open. */
async function write(knex, rows) {
  const connection = await knex.client.acquireConnection();
  try {
    return writerOn(connection)(rows);
  } finally {
    await knex.client.releaseConnection(connection);
  }
}

function writerOn(connection) {
  let writer = writers.get(connection);
  if (!writer) {
    const statements = {
      insert: connection.prepare(INSERT),
      update: connection.prepare(UPDATE),
      select: connection.prepare(SELECT),
    };
    writer = connection.transaction((rows) => rows.map(writing(statements, Date.now()))).immediate;
    writers.set(connection, writer);
  }
  return writer;
}

function writing({ insert, update, select }, now) {
  const timestamp = now.toString(16).padStart(12, '0');
  return (row) => {
    const eventIds = row.event_ids.join(' ');
    const values = valuesOf(row);
    if (row.base_version === 0 && isWritten(insert, [...values, eventIds, documentId(timestamp, row), now, now, now])) {
      return written(row);
    }
    const [passengerId, ...changed] = values;
    const { base_version: base, version } = row;
    // A passenger's first steps taken together may find a row of their own that was partly written before.
    const mayUpdate = base > 0 || version > 1;
    if (mayUpdate && isWritten(update, [...changed, now, eventIds, passengerId, base, base, version - 1, eventIds])) {
      return written(row);
    }
    return unwritten(row, select.get(passengerId));
  };
}

function isWritten(statement, values) {
  return statement.run(values).changes === 1;
}

function valuesOf(row) {
  return COLUMNS.map((name, index) => {
    const value = row[name] ?? null;
    return IS_INSTANT[index] && value !== null ? Date.parse(value) : value;
  });
}

/** As they come in time, so that the index on document ids grows at its end; the passenger's digits make them unique. */
function documentId(timestamp, { passenger_id }) {
  return timestamp + passenger_id.slice(5, 25).toLowerCase();
}

async function purge(knex, before, limit) {
  return (await knex.raw(PURGE, [before.getTime(), limit])).length;
}

function instant(text) {
  return Date.parse(text);
}

/** Acknowledged is on the disk, power loss included: `synchronous` is FULL unless it is weakened, and is not. */
async function prepare(knex) {
  // Readers no longer wait for the writer, and a commit is one fsync instead of several.
  await knex.raw('PRAGMA journal_mode = WAL');
  // Half a million passengers' indexes, in KiB: the driver's 2 MB have them read again and again.
  await knex.raw('PRAGMA cache_size = -65536');
  // Pages, 16 MB: what is written again soon is copied into the database once.
  await knex.raw('PRAGMA wal_autocheckpoint = 4000');
}

module.exports = { write, purge, prepare, instant };
