'use strict';

const { errors } = require('@strapi/utils');
const { instant, integer, isReservoir } = require('./fields');
const { findInvalid } = require('./validation');

const MAX_ROWS = 10_000;
const MAX_IDS = 1_000;
const MAX_PURGED = 10_000;

/**
 * What the reservoir asks, without HTTP: each takes the table and what was sent, and gives the answer's status and body. What makes no
 * sense is thrown as Strapi's own errors, which it turns into answers.
 */

async function bulk(table, sent) {
  const rows = sent?.rows;
  if (!Array.isArray(rows)) {
    throw new errors.ValidationError('rows: must be an array of passengers');
  }
  if (rows.length > MAX_ROWS) {
    throw new errors.PayloadTooLargeError(`rows has ${rows.length} passengers: send at most ${MAX_ROWS} in one call`);
  }
  const invalid = findInvalid(rows);
  return invalid.length > 0 ? { status: 422, body: { results: invalid } } : ok({ results: await table.write(rows) });
}

async function lookup(table, sent) {
  const ids = sent?.passenger_ids;
  if (!Array.isArray(ids) || !ids.every((id) => typeof id === 'string')) {
    throw new errors.ValidationError('passenger_ids: must be an array of strings');
  }
  if (ids.length > MAX_IDS) {
    throw new errors.PayloadTooLargeError(`passenger_ids has ${ids.length} ids: ask for at most ${MAX_IDS} in one call`);
  }
  return ok({ data: await table.lookup(ids) });
}

async function purge(table, sent) {
  const { finished_before: before, limit } = sent ?? {};
  const reason = problem('finished_before', before, instant) ?? problem('limit', limit, integer(1, MAX_PURGED));
  if (reason) {
    throw new errors.ValidationError(reason);
  }
  return ok({ deleted: await table.purge(new Date(before), limit) });
}

async function available(table, { reservoir }) {
  if (!isReservoir(reservoir)) {
    throw new errors.ValidationError('reservoir: must be route:<route_id> or depot:<depot_id>');
  }
  return ok({ data: await table.available(reservoir) });
}

async function ready(table, log) {
  try {
    await table.isThere();
    return ok({ status: 'UP' });
  } catch (error) {
    log.warn(`The database does not answer: ${error.message}`);
    return { status: 503, body: { status: 'DOWN' } };
  }
}

function ok(body) {
  return { status: 200, body };
}

function problem(name, value, check) {
  const reason = check(value);
  return reason && `${name} ${JSON.stringify(value) ?? 'is missing'}: ${reason}`;
}

module.exports = { bulk, lookup, purge, available, ready };
