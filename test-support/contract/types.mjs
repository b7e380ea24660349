// Generates TypeScript types from OpenAPI documents, compiles a small client and all their examples with them, and prints what is
// wrong: nothing if nothing is. Usage: node types.mjs FOR_THE_TYPES ../../docs/openapi/*.yaml
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import openapiTS, { astToString } from 'openapi-typescript';
import { load } from 'js-yaml';
import ts from 'typescript';

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];
const [out, ...documents] = process.argv.slice(2);
const problems = [];

/** The bodies of calls, and those of the answers if they succeed. */
function* bodies(document) {
  for (const [path, item] of Object.entries(document.paths)) {
    for (const method of METHODS.filter((each) => item[each])) {
      const { requestBody, responses } = item[method];
      for (const [type, { example }] of Object.entries(requestBody?.content ?? {})) {
        yield { what: `${method} ${path}`, example, type: `NonNullable<${place('paths', path, method, 'requestBody')}>${place('', 'content', type)}` };
      }
      for (const [status, { content }] of Object.entries(responses).filter(([each]) => each.startsWith('2'))) {
        for (const [type, { example }] of Object.entries(content ?? {})) {
          yield { what: `${method} ${path}: ${status}`, example, type: place('paths', path, method, 'responses', Number(status), 'content', type) };
        }
      }
    }
  }
}

function place(type, ...names) {
  return type + names.map((name) => `[${JSON.stringify(name)}]`).join('');
}

await mkdir(out, { recursive: true });
const files = [join(out, 'typed-client.ts')];
await copyFile(new URL('typed-client.ts', import.meta.url), files[0]);
for (const path of documents) {
  const service = basename(path, '.yaml');
  await writeFile(join(out, `${service}.ts`), astToString(await openapiTS(pathToFileURL(resolve(path)))));
  const lines = [`import type { paths } from './${service}.js';`];
  for (const { what, example, type } of bodies(load(await readFile(path, 'utf8')))) {
    if (example === undefined) problems.push(`${path}: ${what} has no example`);
    else lines.push(`export const example${lines.length}: ${type} = ${JSON.stringify(example)}; // ${what}`);
  }
  files.push(join(out, `${service}-examples.ts`));
  await writeFile(files.at(-1), `${lines.join('\n')}\n`);
}

const program = ts.createProgram(files, {
  strict: true, noEmit: true, exactOptionalPropertyTypes: true, target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext, lib: ['lib.es2022.d.ts', 'lib.dom.d.ts'], types: [],
});
for (const { file, start, messageText } of ts.getPreEmitDiagnostics(program)) {
  const line = file ? `${basename(file.fileName)}:${file.getLineAndCharacterOfPosition(start).line + 1}: ` : '';
  problems.push(line + ts.flattenDiagnosticMessageText(messageText, '\n'));
}
console.log(problems.join('\n'));
process.exitCode = problems.length > 0 ? 1 : 0;
