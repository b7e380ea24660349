// Reads lines of {"schema": "passenger-event.json", "value": {...}}, and prints for each what is wrong with the value, or
// an empty line. The schemas are fetched from where they are served. Usage: node validate.mjs http://localhost:4000/schemas/
import { createInterface } from 'node:readline';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';

const served = process.argv[2];
const ajv = new Ajv2020({ loadSchema: load, strictTypes: true });
formats.default(ajv);
const compiled = new Map();

/** A schema by its name: what it is called at its end is the file that is served. */
async function load(name) {
  const answer = await fetch(new URL(name.split('/').at(-1), served));
  if (!answer.ok) {
    throw new Error(`${name}: ${answer.status} ${await answer.text()}`);
  }
  return answer.json();
}

for await (const line of createInterface({ input: process.stdin })) {
  const { schema, value } = JSON.parse(line);
  if (!compiled.has(schema)) {
    compiled.set(schema, await ajv.compileAsync(await load(schema)));
  }
  const check = compiled.get(schema);
  console.log(check(value) ? '' : ajv.errorsText(check.errors, { dataVar: schema }));
}
