'use strict';

const assert = require('node:assert/strict');
const { describe, it } = require('node:test');
const { format } = require('../config/logger');

const MESSAGE = Symbol.for('message');
const hostile = 'ü\r\n[2026-01-31 07:30:00.000] error: forged\u001b[2J';
const written = 'ü\\u000d\\u000a[2026-01-31 07:30:00.000] error: forged\\u001b[2J';

describe("Strapi's log", () => {
  it('takes no line and no escape sequence from a stranger', () => {
    const line = format.transform({ level: 'warn', message: hostile })[MESSAGE];
    assert.ok(line.endsWith(`warn: ${written}`), line);
  });

  it('keeps the lines of a stack, and none of them is a stranger\'s', () => {
    const error = Object.assign(new Error(hostile), { level: 'error' });
    const lines = format.transform(error)[MESSAGE].split('\n');
    assert.ok(lines[0].endsWith(`error: Error: ${written}`) || lines[0].endsWith(`error: ${written}`), lines[0]);
    assert.ok(lines.slice(1).every((line) => /^(Error: ü|\s+at )/.test(line)), lines.join('|'));
  });
});
