'use strict';

const { errors } = require('@strapi/utils');
const { BODY_LIMIT } = require('../body-limit');
const { available, bulk, lookup, nearby, purge, waiting } = require('../passengers/requests');
const { passengersIn } = require('../passengers/table');
const { showsToken } = require('../reservoir-token');

const ROUTE = '/api/active-passengers/';
const CALLS = { GET: new Map(Object.entries({ available })), POST: new Map(Object.entries({ bulk, lookup, nearby, purge, waiting })) };

/**
 * Serves the reservoir's calls ahead of what Strapi does for people: sessions, several look-ups of the API token and its permissions in the
 * database, logging and routing cost more than a small batch itself. The token is the environment's, compared in memory. Whatever is
 * not exactly such a call goes on to the routes, which say what is wrong with it.
 */
module.exports = (config, { strapi }) => {
  return async (ctx, next) => {
    const request = ctx.path.startsWith(ROUTE) ? CALLS[ctx.method]?.get(ctx.path.slice(ROUTE.length)) : undefined;
    if (!request || ctx.req.headers['content-encoding'] || !showsToken(ctx.req.headers.authorization)) {
      return next();
    }
    const sent = ctx.method === 'GET' ? ctx.query : parsed(await read(ctx.req));
    const { status, body } = await request(passengersIn(strapi), sent);
    ctx.status = status;
    ctx.type = 'application/json';
    ctx.body = JSON.stringify(body);
  };
};

/** To its end even when it is too large, so that the answer arrives and the connection can go on. */
async function read(stream) {
  const chunks = [];
  let length = 0;
  for await (const chunk of stream) {
    length += chunk.length;
    if (length <= BODY_LIMIT) {
      chunks.push(chunk);
    }
  }
  if (length > BODY_LIMIT) {
    throw new errors.PayloadTooLargeError(`The body has ${length} bytes: send at most ${BODY_LIMIT}`);
  }
  return Buffer.concat(chunks, length).toString();
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new errors.ValidationError(`The body is no JSON: ${error.message}`);
  }
}
