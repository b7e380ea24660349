'use strict';

const { errors } = require('@strapi/utils');
const { FIELDS, instant, integer, isReservoir } = require('./fields');
const { findInvalid, reasonAgainst } = require('./validation');

const MAX_ROWS = 10_000;
const MAX_IDS = 1_000;
const MAX_PURGED = 10_000;
const MAX_NEARBY = 1_000;
const MAX_RESERVOIRS = 1_000;
const MAX_LISTED = 100;
const MAX_RADIUS_KM = 10;

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

async function waiting(table, sent) {
  const reservoirs = sent?.reservoirs;
  if (!Array.isArray(reservoirs) || !reservoirs.every(isReservoir)) {
    throw new errors.ValidationError('reservoirs: must be an array of route:<route_id> or depot:<depot_id>');
  }
  if (reservoirs.length > MAX_RESERVOIRS) {
    throw new errors.PayloadTooLargeError(`reservoirs has ${reservoirs.length}: ask for at most ${MAX_RESERVOIRS} in one call`);
  }
  return ok({ data: await table.waiting(reservoirs) });
}

/** What may be asked of a place, with the checks of a passenger's own fields. */
const NEARBY = {
  latitude: { required: true, check: FIELDS.latitude.check },
  longitude: { required: true, check: FIELDS.longitude.check },
  radius_km: { required: true, check: (value) => (value > 0 && value <= MAX_RADIUS_KM ? undefined : `must be above 0, up to ${MAX_RADIUS_KM}`) },
  statuses: { required: true, check: listOf(FIELDS.status.check) },
  route_ids: { required: false, check: listOf(FIELDS.route_id.check) },
  at: { required: false, check: instant },
  limit: { required: true, check: integer(1, MAX_NEARBY) },
};

async function nearby(table, sent) {
  const asked = sent ?? {};
  for (const [name, field] of Object.entries(NEARBY)) {
    const reason = reasonAgainst(name, field, asked[name]);
    if (reason) {
      throw new errors.ValidationError(reason);
    }
  }
  return ok(await table.nearby(asked));
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

function listOf(check) {
  return (value) => {
    if (!Array.isArray(value) || value.length === 0 || value.length > MAX_LISTED) {
      return `must be an array of 1 to ${MAX_LISTED}`;
    }
    return value.map(check).find((reason) => reason !== undefined);
  };
}

function ok(body) {
  return { status: 200, body };
}

function problem(name, value, check) {
  const reason = check(value);
  return reason && `${name} ${JSON.stringify(value) ?? 'is missing'}: ${reason}`;
}

module.exports = { bulk, lookup, purge, available, waiting, nearby, ready };
