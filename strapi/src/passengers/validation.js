'use strict';

const { FIELDS, BASE_VERSION, EVENT_IDS } = require('./fields');

const MAX_SHOWN = 60;
const CHECKED = Object.entries({ ...FIELDS, base_version: BASE_VERSION, event_ids: EVENT_IDS });

/** The rows that may not be written, each with every reason; empty if all may. */
function findInvalid(rows) {
  const seen = new Set();
  const invalid = [];
  rows.forEach((row, index) => {
    const reasons = reasonsAgainst(row, seen);
    if (reasons.length > 0) {
      invalid.push({ index, passenger_id: idOf(row), outcome: 'invalid', reason: reasons.join('; ') });
    }
  });
  return invalid;
}

function reasonsAgainst(row, seen) {
  if (row === null || typeof row !== 'object' || Array.isArray(row)) {
    return ['the row must be an object'];
  }
  const reasons = [];
  for (const [name, field] of CHECKED) {
    const reason = reasonAgainst(name, field, row[name]);
    if (reason) {
      reasons.push(reason);
    }
  }
  if (reasons.length === 0 && row.base_version >= row.version) {
    reasons.push(`base_version ${row.base_version}: must be less than version ${row.version}`);
  }
  if (reasons.length === 0 && row.event_ids.at(-1) !== row.event_id) {
    reasons.push(`event_ids: must end with event_id ${shown(row.event_id)}`);
  }
  if (seen.has(row.passenger_id)) {
    reasons.push(`passenger_id ${shown(row.passenger_id)}: must not stand twice in one call`);
  }
  seen.add(row.passenger_id);
  return reasons;
}

function reasonAgainst(name, field, value) {
  if (value === undefined || value === null) {
    return field.required ? `${name}: is required` : undefined;
  }
  const reason = field.check(value);
  return reason && `${name} ${shown(value)}: ${reason}`;
}

function shown(value) {
  const json = JSON.stringify(value);
  return json.length > MAX_SHOWN ? `${json.slice(0, MAX_SHOWN)}...` : json;
}

function idOf(row) {
  return typeof row?.passenger_id === 'string' ? row.passenger_id : null;
}

module.exports = { findInvalid, reasonAgainst };
