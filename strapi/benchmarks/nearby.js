'use strict';

/**
 * How long `nearby` takes among many passengers, and creations beside it; on SQLite and on PostgreSQL:
 *
 *     node benchmarks/nearby.js [rows]
 */

const fs = require('node:fs');
const { performance } = require('node:perf_hooks');
const { newPassenger } = require('../tests/support/passengers');
const { startPostgres } = require('../tests/support/postgres');
const { reservoirOf } = require('../tests/support/reservoir');
const { startSqlite } = require('../tests/support/sqlite');
const { startStrapi } = require('../tests/support/strapi');

const ROWS = Number(process.argv[2] ?? 67_000);
const ROWS_IN_A_CALL = 1_000;
const ROUNDS = 10;
/** The reservoir lets one of them through at a time. */
const READERS = [1, 4];

async function measure(name, startDatabase) {
  const database = await startDatabase();
  const strapi = await startStrapi(database.environment);
  try {
    const { post, write } = reservoirOf({ strapi });
    const began = performance.now();
    for (let written = 0; written < ROWS; written += ROWS_IN_A_CALL) {
      await write(...Array.from({ length: ROWS_IN_A_CALL }, somewhere));
    }
    console.log(`${name}: ${Math.round((ROWS / (performance.now() - began)) * 1_000)} rows a second written`);
    const ask = (radius_km) => post('nearby', { latitude: 13.1, longitude: -59.6, radius_km, statuses: ['WAITING'], limit: 50 });
    for (const radius of [0.2, 1, 10]) {
      const { body } = await ask(radius);
      const before = processorTime(strapi.run.child.pid);
      const times = await repeatedly(ROUNDS, () => ask(radius));
      const processor = (processorTime(strapi.run.child.pid) - before) / ROUNDS;
      console.log(`${name}: ${radius} km, ${body.total} there: ${told(times)}, ${processor.toFixed(0)} ms of Strapi's processor time`);
    }
    const create = () => write(somewhere());
    console.log(`${name}: a creation, nothing beside: ${told(await repeatedly(4 * ROUNDS, create))}`);
    for (const readers of READERS) {
      for (const radius of [0.2, 10]) {
        let going = true;
        const reading = Array.from({ length: readers }, async () => {
          while (going) {
            await ask(radius);
          }
        });
        console.log(`${name}: a creation, ${readers} readers of ${radius} km beside: ${told(await repeatedly(4 * ROUNDS, create))}`);
        going = false;
        await Promise.all(reading);
      }
    }
  } finally {
    await strapi.stop();
    await database.stop();
  }
}

/** In a city of 20 by 20 km. */
function somewhere() {
  return newPassenger({ latitude: 13.1 + (Math.random() - 0.5) * 0.18, longitude: -59.6 + (Math.random() - 0.5) * 0.18 });
}

async function repeatedly(times, call) {
  const taken = [];
  for (let i = 0; i < times; i++) {
    const began = performance.now();
    await call();
    taken.push(performance.now() - began);
  }
  return taken.sort((a, b) => a - b);
}

/** In milliseconds, of Linux, which counts in steps of 10. SQLite's is in it, PostgreSQL's is not. */
function processorTime(pid) {
  const [user, system] = fs.readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ').slice(11, 13);
  return (Number(user) + Number(system)) * 10;
}

function told(times) {
  return `median ${times[Math.floor(times.length / 2)].toFixed(1)} ms, longest ${times.at(-1).toFixed(1)} ms`;
}

measure('SQLite', startSqlite)
  .then(() => measure('PostgreSQL', startPostgres))
  .catch((problem) => {
    console.error(problem);
    process.exitCode = 1;
  });
