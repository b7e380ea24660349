'use strict';

const { errors } = require('@strapi/utils');
const { FIELDS } = require('../passengers/fields');
const { reasonAgainst } = require('../passengers/validation');

/** They count by themselves. */
const STAMPED = ['version', 'event_id'];
const DEFAULTED = ['destination_name', 'status', 'priority'];
const IDENTITY = ['passenger_id', 'reservoir'];

/**
 * The data of an edit by hand, held to the same rules as a row of the bulk route: the reservoir must be able to read whatever stands
 * in the table. A text that was cleared in its form is no text.
 *
 * @param whole whether all that a passenger must have has to be there
 * @param current the row that is edited
 */
function checked(data, { whole = false, current } = {}) {
  const copy = { ...data };
  const reasons = [];
  for (const [name, field] of Object.entries(FIELDS)) {
    if (!STAMPED.includes(name) && (name in copy || (whole && !DEFAULTED.includes(name)))) {
      copy[name] = cleaned(copy[name], field);
      reasons.push(reasonAgainst(name, field, copy[name]));
    }
  }
  for (const name of IDENTITY) {
    if (current && name in copy && copy[name] !== current[name]) {
      reasons.push(`${name}: ${current[name]} cannot be changed to ${copy[name]}. Delete this passenger and make another`);
    }
  }
  const found = reasons.filter(Boolean);
  if (found.length > 0) {
    throw new errors.ValidationError(found.join('; '));
  }
  return copy;
}

function cleaned(value, field) {
  if (value === '' && !field.required) {
    return null;
  }
  return value instanceof Date ? value.toISOString() : value;
}

module.exports = { checked };
