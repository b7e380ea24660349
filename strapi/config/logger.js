'use strict';

const { formats, winston } = require('@strapi/logger');

// Strapi tells thirty steps of upgrading a database that it made a moment ago. Failures of a step come as errors, and stay.
const UPGRADE_STEPS = /^\[(internal migration|discard-drafts)\]/;
const withoutUpgradeSteps = winston.format((info) =>
  info.level === 'info' && UPGRADE_STEPS.test(info.message) ? false : info,
);

module.exports = {
  // Requests are logged at `http`, one level below: a line for each bulk call would drown the lines that matter.
  level: 'info',
  format: winston.format.combine(withoutUpgradeSteps(), formats.prettyPrint({ colors: process.stdout.isTTY === true })),
};
