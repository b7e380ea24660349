'use strict';

const { createCoreController } = require('@strapi/strapi').factories;
const { findInvalid } = require('../../../passengers/validation');
const { instant, integer, isReservoir } = require('../../../passengers/fields');
const { passengersIn } = require('../../../passengers/table');

const MAX_ROWS = 10_000;
const MAX_IDS = 1_000;
const MAX_PURGED = 10_000;

module.exports = createCoreController('api::active-passenger.active-passenger', ({ strapi }) => ({
  async bulk(ctx) {
    const rows = ctx.request.body?.rows;
    if (!Array.isArray(rows)) {
      return ctx.badRequest('rows: must be an array of passengers');
    }
    if (rows.length > MAX_ROWS) {
      return ctx.payloadTooLarge(`rows has ${rows.length} passengers: send at most ${MAX_ROWS} in one call`);
    }
    const invalid = findInvalid(rows);
    if (invalid.length > 0) {
      ctx.status = 422;
      ctx.body = { results: invalid };
      return;
    }
    ctx.body = { results: await passengersIn(strapi).write(rows) };
  },

  async lookup(ctx) {
    const ids = ctx.request.body?.passenger_ids;
    if (!Array.isArray(ids) || !ids.every((id) => typeof id === 'string')) {
      return ctx.badRequest('passenger_ids: must be an array of strings');
    }
    if (ids.length > MAX_IDS) {
      return ctx.payloadTooLarge(`passenger_ids has ${ids.length} ids: ask for at most ${MAX_IDS} in one call`);
    }
    ctx.body = { data: await passengersIn(strapi).lookup(ids) };
  },

  async available(ctx) {
    const { reservoir } = ctx.query;
    if (!isReservoir(reservoir)) {
      return ctx.badRequest('reservoir: must be route:<route_id> or depot:<depot_id>');
    }
    ctx.body = { data: await passengersIn(strapi).available(reservoir) };
  },

  async purge(ctx) {
    const { finished_before: before, limit } = ctx.request.body ?? {};
    const reason = problem('finished_before', before, instant) ?? problem('limit', limit, integer(1, MAX_PURGED));
    if (reason) {
      return ctx.badRequest(reason);
    }
    ctx.body = { deleted: await passengersIn(strapi).purge(new Date(before), limit) };
  },

  async ready(ctx) {
    try {
      await strapi.db.connection.raw('select 1');
      ctx.body = { status: 'UP' };
    } catch (error) {
      strapi.log.warn(`The database does not answer: ${error.message}`);
      ctx.status = 503;
      ctx.body = { status: 'DOWN' };
    }
  },
}));

function problem(name, value, check) {
  const reason = check(value);
  return reason && `${name} ${JSON.stringify(value) ?? 'is missing'}: ${reason}`;
}
