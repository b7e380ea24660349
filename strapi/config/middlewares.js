'use strict';

const { BODY_LIMIT } = require('../src/body-limit');
const settings = require('../src/settings');

module.exports = [
  'strapi::errors',
  'global::express-lane',
  'global::foreign-pages',
  'strapi::logger',
  'strapi::security',
  { name: 'strapi::cors', config: { origin: settings.allowed.origins } },
  'strapi::query',
  { name: 'strapi::body', config: { jsonLimit: BODY_LIMIT } },
  'strapi::session',
  'strapi::favicon',
  'strapi::public',
];
