'use strict';

const assert = require('node:assert/strict');
const { describe, it } = require('node:test');
const { launch } = require('./support/strapi');

describe('Strapi does not start', () => {
  const refusals = {
    'RESERVOIR_TOKEN is not set': { RESERVOIR_TOKEN: undefined },
    'APP_KEYS is not set; ENCRYPTION_KEY is not set': { APP_KEYS: '', ENCRYPTION_KEY: undefined },
    'RESERVOIR_TOKEN must have at least 16 characters and no blanks': { RESERVOIR_TOKEN: 'short' },
    "DATABASE_CLIENT 'oracle' must be sqlite or postgres": { DATABASE_CLIENT: 'oracle' },
    'DATABASE_PASSWORD is not set': { DATABASE_CLIENT: 'postgres', DATABASE_NAME: 'n', DATABASE_USERNAME: 'u' },
    "RESERVOIR_WEBHOOK_URL 'localhost:4000' must be an address such as http://localhost:4000/api/strapi/edits": {
      RESERVOIR_WEBHOOK_URL: 'localhost:4000',
    },
    "ALLOWED_ORIGINS 'panel.example' must be the origin of a page, such as https://panel.example": { ALLOWED_ORIGINS: 'panel.example' },
    "ALLOWED_HOSTS 'http://strapi' must be a host's name without a port, such as strapi.example": { ALLOWED_HOSTS: 'strapi, http://strapi' },
    'ADMIN_PASSWORD is not set: the first administrator needs both': { ADMIN_PASSWORD: undefined },
    "ADMIN_EMAIL 'admin' must be an address such as admin@commuter.example": { ADMIN_EMAIL: 'admin' },
    'ADMIN_PASSWORD must have at least 12 characters': { ADMIN_PASSWORD: 'Password-1' },
    "RESERVOIR_TOKEN_FILE '/nowhere/token' cannot be read (ENOENT)": { RESERVOIR_TOKEN: undefined, RESERVOIR_TOKEN_FILE: '/nowhere/token' },
    "PORT 'http' must be a port, 1 to 65535": { PORT: 'http' },
  };
  for (const [reason, environment] of Object.entries(refusals)) {
    it(`when ${reason}: one line and exit code 1`, async () => {
      const run = launch(environment);
      assert.equal(await run.exit, 1);
      assert.equal(run.output, '');
      assert.equal(run.errors, `Strapi does not start: ${reason}. Set the environment as strapi/README.md says.\n`);
    });
  }
});
