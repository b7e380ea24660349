'use strict';

const settings = require('../src/settings');

// Strapi keeps instants in PostgreSQL as `timestamp` without a zone and the driver writes them in the process's local time: in
// any zone but UTC a night's change of the clocks would make them ambiguous.
process.env.TZ = 'UTC';

const { database } = settings;

const sqlite = {
  client: 'sqlite',
  connection: { filename: database.filename },
  useNullAsDefault: true,
};

const postgres = {
  client: 'postgres',
  connection: {
    host: database.host,
    port: database.port,
    database: database.name,
    user: database.username,
    password: database.password,
  },
  pool: { min: 2, max: 10 },
  acquireConnectionTimeout: 10_000,
};

module.exports = { connection: database.client === 'postgres' ? postgres : sqlite };
