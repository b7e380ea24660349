'use strict';

const { BODY_LIMIT } = require('../src/body-limit');

module.exports = [
  'strapi::errors',
  'global::express-lane',
  'strapi::logger',
  'strapi::security',
  'strapi::cors',
  'strapi::query',
  { name: 'strapi::body', config: { jsonLimit: BODY_LIMIT } },
  'strapi::session',
  'strapi::favicon',
  'strapi::public',
];
