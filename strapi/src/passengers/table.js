'use strict';

const { COLUMNS, WRITTEN_COLUMNS } = require('./fields');
const { nearby, prepare } = require('./nearby');
const { asJson } = require('./outcomes');
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

  /** Once, before the first use. */
  async prepare() {
    await this.dialect.prepare(this.connection);
    await prepare(this.connection);
  }

  /**
   * Writes each valid row where the table is at its base_version, or on the way from there to the row. All in one transaction;
   * the outcomes are in the rows' order. The rows are used up: they are changed into what the database wants.
   */
  write(rows) {
    return this.dialect.write(this.connection, rows);
  }

  /** With the events that made each row, by which the reservoir recognises what it has written before a crash. */
  lookup(ids) {
    return this.select(WRITTEN_COLUMNS, (query) => query.whereIn('passenger_id', ids));
  }

  available(reservoir) {
    return this.select(COLUMNS, (query) => query.where({ reservoir, status: 'WAITING' }).orderBy(['spawned_at', 'passenger_id']));
  }

  /** In which of these reservoirs anybody waits. */
  async waiting(reservoirs) {
    const query = this.connection(TABLE).distinct('reservoir').whereIn('reservoir', reservoirs).where({ status: 'WAITING' });
    return (await query).map((row) => row.reservoir);
  }

  /** Who is near a place, nearest first, up to a limit; `total` counts those beyond it, too. */
  async nearby(asked) {
    const rows = await nearby(this.connection(TABLE), asked, this.dialect.instant);
    const total = rows.length > 0 ? Number(rows[0].total) : 0;
    return { data: rows.map(({ total: all, ...row }) => asJson(row)), total };
  }

  /** Deletes up to `limit` passengers who finished, and were not changed since, before an instant; returns how many. */
  purge(before, limit) {
    return this.dialect.purge(this.connection, before, limit);
  }

  async isThere() {
    await this.connection.raw('select 1');
  }

  async select(columns, narrow) {
    return (await narrow(this.connection(TABLE).select(columns))).map(asJson);
  }
}

module.exports = { passengersIn };
