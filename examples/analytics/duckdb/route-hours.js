// Prints mean wait, left behind and load by route and hour, a line of JSON each, from a dump of passenger.lifecycle:
//   node route-hours.js lifecycle.jsonl America/Barbados
import { readFile } from 'node:fs/promises';
import { DuckDBInstance } from '@duckdb/node-api';

const [dump, zone = 'UTC'] = process.argv.slice(2);
if (!dump) {
  console.error('Usage: node route-hours.js DUMP [ZONE]');
  process.exit(2);
}

const duckdb = await DuckDBInstance.create(':memory:');
const connection = await duckdb.connect();
await connection.run(`SET TimeZone = ${text(zone)}; SET VARIABLE dump = ${text(dump)};`);
await connection.run(await readFile(new URL('route-hours.sql', import.meta.url), 'utf8'));
const answer = await connection.runAndReadAll(`
  SELECT to_json(line)
  FROM (
    SELECT * REPLACE (strftime(hour, '%Y-%m-%dT%H:%M') || rpad(strftime(hour, '%z'), 6, ':00') AS hour)
    FROM route_hours
    ORDER BY route_id, hour
  ) AS line
`);
for (const [line] of answer.getRows()) {
  console.log(line);
}

/** A text as SQL has it. */
function text(value) {
  return `'${value.replaceAll("'", "''")}'`;
}
