'use strict';

const { createCoreController } = require('@strapi/strapi').factories;
const requests = require('../../../passengers/requests');
const { passengersIn } = require('../../../passengers/table');

module.exports = createCoreController('api::active-passenger.active-passenger', ({ strapi }) => {
  const answer = (request, sent) => async (ctx) => {
    Object.assign(ctx, await request(passengersIn(strapi), sent(ctx)));
  };
  const body = (ctx) => ctx.request.body;
  return {
    bulk: answer(requests.bulk, body),
    lookup: answer(requests.lookup, body),
    purge: answer(requests.purge, body),
    available: answer(requests.available, (ctx) => ctx.query),
    waiting: answer(requests.waiting, body),
    nearby: answer(requests.nearby, body),
    ready: answer(requests.ready, () => strapi.log),
  };
});
