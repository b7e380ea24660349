'use strict';

const { formats, winston } = require('@strapi/logger');

// Strapi tells thirty steps of upgrading a database that it made a moment ago. Failures of a step come as errors, and stay.
const UPGRADE_STEPS = /^\[(internal migration|discard-drafts)\]/;
const withoutUpgradeSteps = winston.format((info) =>
  info.level === 'info' && UPGRADE_STEPS.test(info.message) ? false : info,
);

// What would steer a terminal or begin a line of its own: a message may quote strangers.
const HARMFUL = /[\x00-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/g;
const escaped = (text) => text.replace(HARMFUL, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
const harmless = winston.format((info) => {
  if (typeof info.message !== 'string') {
    return info;
  }
  const message = escaped(info.message);
  if (info instanceof Error && info.stack) {
    // The lines of the stack itself stay.
    info.stack = info.stack.replace(info.message, () => message);
  }
  info.message = message;
  return info;
});

module.exports = {
  // Requests are logged at `http`, one level below: a line for each bulk call would drown the lines that matter.
  level: 'info',
  format: winston.format.combine(withoutUpgradeSteps(), harmless(), formats.prettyPrint({ colors: process.stdout.isTTY === true })),
};
