'use strict';

const fs = require('node:fs');
const path = require('node:path');
const settings = require('../src/settings');

// The panel is for people; the pipeline runs without it, so a panel that nobody built is no reason not to start.
const panelIsBuilt = fs.existsSync(path.join(__dirname, '..', 'build', 'index.html'));

module.exports = {
  autoOpen: false,
  serveAdminPanel: panelIsBuilt,
  auth: { secret: settings.secrets.adminJwt },
  apiToken: { salt: settings.secrets.apiTokenSalt },
  transfer: { token: { salt: settings.secrets.transferTokenSalt } },
  secrets: { encryptionKey: settings.secrets.encryptionKey },
  flags: { nps: false, promoteEE: false },
};
