'use strict';

// 10,000 rows, the most that the bulk route takes, are about 8 MB.
const BODY_LIMIT = '32mb';

module.exports = [
  'strapi::logger',
  'strapi::errors',
  'strapi::security',
  'strapi::cors',
  'strapi::query',
  { name: 'strapi::body', config: { jsonLimit: BODY_LIMIT } },
  'strapi::session',
  'strapi::favicon',
  'strapi::public',
];
