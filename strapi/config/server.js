'use strict';

const settings = require('../src/settings');

module.exports = {
  host: settings.host,
  port: settings.port,
  app: { keys: settings.secrets.appKeys },
  logger: { updates: { enabled: false }, startup: { enabled: false } },
  transfer: { remote: { enabled: false } },
};
