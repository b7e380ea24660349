'use strict';

const { INSTANTS } = require('./fields');
const lineage = require('./lineage');

/** What became of a row, in the words of the bulk route; the same whatever the database. */

function written({ passenger_id }) {
  return { passenger_id, outcome: 'written', current: null };
}

/** @param found the row as it stands in the table, with its event_ids; undefined if there is none */
function unwritten({ passenger_id, version, event_id }, found) {
  if (!found) {
    return { passenger_id, outcome: 'conflict', current: null };
  }
  const isReplay = found.version >= version && lineage.includes(found.event_ids, event_id);
  return isReplay ? { passenger_id, outcome: 'already', current: null } : { passenger_id, outcome: 'conflict', current: asJson(found) };
}

/** SQLite hands instants over as milliseconds, PostgreSQL as dates; both keep the ids of events as one text. */
function asJson(row) {
  if (row.event_ids !== undefined) {
    row.event_ids = lineage.list(row.event_ids);
  }
  for (const name of INSTANTS) {
    row[name] = row[name] === null ? null : new Date(row[name]).toISOString();
  }
  return row;
}

module.exports = { written, unwritten, asJson };
