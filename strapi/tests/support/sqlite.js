'use strict';

const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const Database = require('better-sqlite3');

/** A database file in a folder of its own, seen by Strapi through its environment and by the test directly. */
async function startSqlite() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'commuter-sqlite-'));
  const filename = path.join(folder, 'data.db');
  return {
    environment: { DATABASE_CLIENT: 'sqlite', DATABASE_FILENAME: filename },
    query: async (sql) => read(filename, sql),
    setUpdatedAt: async (passengerIds, instant) => setUpdatedAt(filename, passengerIds, Date.parse(instant)),
    indexes: async () => read(filename, INDEXES).map(({ columns, unique }) => ({ columns, unique: unique === 1 })),
    stop: async () => fs.rmSync(folder, { recursive: true, force: true }),
  };
}

const INDEXES = `
  SELECT list."unique" AS "unique", (SELECT group_concat(name) FROM pragma_index_info(list.name)) AS columns
  FROM pragma_index_list('active_passengers') AS list`;

function read(filename, sql) {
  const database = new Database(filename);
  try {
    return database.prepare(sql).all();
  } finally {
    database.close();
  }
}

function setUpdatedAt(filename, passengerIds, millis) {
  const database = new Database(filename);
  try {
    const row = database.prepare('UPDATE active_passengers SET updated_at = ? WHERE passenger_id = ?');
    database.transaction(() => passengerIds.forEach((id) => row.run(millis, id)))();
  } finally {
    database.close();
  }
}

module.exports = { startSqlite };
