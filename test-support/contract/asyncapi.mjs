// Reads an AsyncAPI document with AsyncAPI's own parser, and prints what is wrong with it: nothing if nothing is.
// Usage: node asyncapi.mjs ../../docs/asyncapi.yaml
import { Parser, fromFile } from '@asyncapi/parser';

const { document, diagnostics } = await fromFile(new Parser(), process.argv[2]).parse();
for (const { severity, path, message } of diagnostics) {
  // 0 is an error, 1 a warning; the rest is advice.
  if (severity <= 1) {
    console.log(`${path.join('/')}: ${message}`);
  }
}
process.exitCode = document ? 0 : 1;
