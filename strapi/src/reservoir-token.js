'use strict';

const crypto = require('node:crypto');
const settings = require('./settings');

/**
 * Makes the environment's RESERVOIR_TOKEN an API token of Strapi with just the permissions that the reservoir uses. Strapi
 * stores its salted hash alone, looks it up by that hash and checks the permissions route by route.
 */

const NAME = 'reservoir';
const UID = 'api::active-passenger.active-passenger';
const PERMISSIONS = ['bulk', 'lookup', 'purge', 'available', 'waiting', 'nearby', 'find', 'findOne'].map((action) => `${UID}.${action}`);

async function ensureReservoirToken(strapi, token) {
  const service = strapi.service('admin::api-token-content-api');
  const tokens = strapi.db.query('admin::api-token');
  const existing = await tokens.findOne({ where: { name: NAME } });
  if (!existing) {
    await removeTokensNobodyAskedFor(strapi);
  }
  const { id } = existing ?? (await service.create(reservoir()));
  await service.update(id, reservoir());
  // No encrypted copy: the panel would show, as "the token", the random one that create() made.
  await tokens.update({ where: { id }, data: { accessKey: service.hash(token), encryptedKey: null } });
}

/** Whether a call's Authorization header holds the environment's token; tells nothing by the time it takes. */
function showsToken(authorization = '') {
  const shown = Buffer.from(authorization);
  const expected = Buffer.from(`Bearer ${settings.secrets.reservoirToken}`);
  return shown.length === expected.length && crypto.timingSafeEqual(shown, expected);
}

function reservoir() {
  return {
    name: NAME,
    description: 'The reservoir service; comes from RESERVOIR_TOKEN at every start',
    kind: 'content-api',
    type: 'custom',
    lifespan: null,
    permissions: PERMISSIONS,
  };
}

/** On its very first start Strapi makes a read-only and a full-access token, though nobody knows of them yet. */
async function removeTokensNobodyAskedFor(strapi) {
  if ((await strapi.db.query('admin::user').count()) === 0) {
    await strapi.db.query('admin::api-token').deleteMany({ where: { name: { $in: ['Read Only', 'Full Access'] } } });
  }
}

module.exports = { ensureReservoirToken, showsToken };
