'use strict';

const { COLUMNS, WRITTEN_COLUMNS, INSTANTS } = require('./fields');
const lineage = require('./lineage');
const sqlite = require('./sqlite');
const postgres = require('./postgres');

const TABLE = 'active_passengers';

function passengersIn(strapi) {
  return new PassengerTable(strapi.db.connection, strapi.db.dialect.client === 'postgres' ? postgres : sqlite);
}

/** The table under the content type, in sets: Strapi's own services go row by row. */
class PassengerTable {
  constructor(connection, dialect) {
    this.connection = connection;
    this.dialect = dialect;
  }

  /**
   * Writes each valid row where the table is at its base_version, or on the way from there to the row. All in one transaction;
   * the outcomes are in the rows' order.
   */
  write(asked) {
    const rows = asked.map((row) => ({ ...row, event_ids: row.event_ids.join(' ') }));
    return this.connection.transaction(async (transaction) => {
      const inserted = new Set(await this.insert(transaction, rows.filter((row) => row.base_version === 0)));
      const updated = await this.update(transaction, rows.filter((row) => mayUpdate(row, inserted)));
      const written = new Set([...inserted, ...updated]);
      const others = rows.filter((row) => !written.has(row.passenger_id));
      const current = await this.currentOf(transaction, others);
      return rows.map((row) =>
        written.has(row.passenger_id) ? result(row, 'written') : unwritten(row, current.get(row.passenger_id)),
      );
    });
  }

  lookup(ids) {
    return this.select(this.connection, (query) => query.whereIn('passenger_id', ids));
  }

  available(reservoir) {
    return this.select(this.connection, (query) =>
      query.where({ reservoir, status: 'WAITING' }).orderBy(['spawned_at', 'passenger_id']),
    );
  }

  /** Deletes up to `limit` passengers who finished, and were not changed since, before an instant; returns how many. */
  purge(before, limit) {
    return this.dialect.purge(this.connection, before, limit);
  }

  async update(transaction, rows) {
    return rows.length === 0 ? [] : this.dialect.update(transaction, rows);
  }

  async insert(transaction, rows) {
    return rows.length === 0 ? [] : this.dialect.insert(transaction, rows);
  }

  async currentOf(transaction, rows) {
    if (rows.length === 0) {
      return new Map();
    }
    const ids = rows.map((row) => row.passenger_id);
    const found = await this.select(transaction, (query) => query.whereIn('passenger_id', ids), WRITTEN_COLUMNS);
    return new Map(found.map((row) => [row.passenger_id, row]));
  }

  async select(connection, narrow, columns = COLUMNS) {
    const rows = await narrow(connection(TABLE).select(columns));
    return rows.map(asJson);
  }
}

/** A passenger's first steps taken together find no row or, when they were partly written before, one of their own. */
function mayUpdate(row, inserted) {
  return row.base_version > 0 || (row.version > 1 && !inserted.has(row.passenger_id));
}

function unwritten(row, found) {
  if (!found) {
    return result(row, 'conflict');
  }
  const { event_ids, ...current } = found;
  const isReplay = current.version >= row.version && lineage.includes(event_ids, row.event_id);
  return isReplay ? result(row, 'already') : result(row, 'conflict', current);
}

function result(row, outcome, current = null) {
  return { passenger_id: row.passenger_id, outcome, current };
}

/** SQLite hands instants over as milliseconds, PostgreSQL as dates. */
function asJson(row) {
  for (const name of INSTANTS) {
    row[name] = row[name] === null ? null : new Date(row[name]).toISOString();
  }
  return row;
}

module.exports = { passengersIn };
