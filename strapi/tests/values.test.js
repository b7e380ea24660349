'use strict';

const assert = require('node:assert/strict');
const { describe, it } = require('node:test');

const { FIELDS } = require('../src/passengers/fields');
// The same cases as Java's side is held to.
const cases = require('../../schemas/src/test/resources/value-cases.json');

describe('what a value may be', () => {
  it('is the same here and in Java', () => {
    const wrong = cases.filter(({ field, value, valid }) => (accepts(FIELDS[field], value) ? !valid : valid));

    assert.deepEqual(wrong, []);
  });
});

function accepts(field, value) {
  return value === null || value === undefined ? !field.required : field.check(value) === undefined;
}
