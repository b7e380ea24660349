'use strict';

/** Everything that the environment decides, read and checked once. */

const fs = require('node:fs');
const path = require('node:path');

const CLIENTS = ['sqlite', 'postgres'];
const SECRETS = {
  reservoirToken: 'RESERVOIR_TOKEN',
  appKeys: 'APP_KEYS',
  apiTokenSalt: 'API_TOKEN_SALT',
  adminJwt: 'ADMIN_JWT_SECRET',
  transferTokenSalt: 'TRANSFER_TOKEN_SALT',
  encryptionKey: 'ENCRYPTION_KEY',
};
const FOR_POSTGRES = ['DATABASE_NAME', 'DATABASE_USERNAME', 'DATABASE_PASSWORD'];
const TOKEN_PATTERN = /^\S{16,}$/;
const HOST_PATTERN = /^[a-z0-9_]([a-z0-9_.-]*[a-z0-9_])?$/;
const EMAIL_PATTERN = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const SHORTEST_PASSWORD = 12;

const unusable = [];

/** The value of a variable, or what is in the file that the variable of the same name with `_FILE` names. */
function text(name, otherwise) {
  const value = process.env[name]?.trim();
  return value || inFile(name) || otherwise;
}

function inFile(name) {
  const file = process.env[`${name}_FILE`]?.trim();
  if (!file) {
    return undefined;
  }
  try {
    return fs.readFileSync(file, 'utf8').trim();
  } catch (e) {
    unusable.push(`${name}_FILE '${file}' cannot be read (${e.code})`);
    return undefined;
  }
}

function list(name) {
  return (text(name) ?? '').split(',').map((entry) => entry.trim().toLowerCase()).filter(Boolean);
}

const secrets = Object.fromEntries(Object.entries(SECRETS).map(([key, name]) => [key, text(name)]));
secrets.appKeys = secrets.appKeys?.split(',').map((key) => key.trim());

const settings = {
  host: text('HOST', '127.0.0.1'),
  port: Number(text('PORT', '1337')),
  database: {
    client: text('DATABASE_CLIENT', 'sqlite'),
    filename: path.resolve(__dirname, '..', text('DATABASE_FILENAME', '.tmp/data.db')),
    host: text('DATABASE_HOST', '127.0.0.1'),
    port: Number(text('DATABASE_PORT', '5432')),
    name: text('DATABASE_NAME'),
    username: text('DATABASE_USERNAME'),
    password: text('DATABASE_PASSWORD'),
  },
  allowed: { hosts: list('ALLOWED_HOSTS'), origins: list('ALLOWED_ORIGINS') },
  administrator: { email: text('ADMIN_EMAIL'), password: text('ADMIN_PASSWORD') },
  reservoirWebhookUrl: text('RESERVOIR_WEBHOOK_URL'),
  secrets,
};

function missing() {
  const needed = [...Object.values(SECRETS), ...(settings.database.client === 'postgres' ? FOR_POSTGRES : [])];
  return needed.filter((name) => text(name) === undefined);
}

function isPort(value) {
  return Number.isInteger(value) && value >= 1 && value <= 65_535;
}

function isHttpUrl(value) {
  return URL.canParse(value) && /^https?:$/.test(new URL(value).protocol);
}

function malformed() {
  const found = [...new Set(unusable)];
  if (!CLIENTS.includes(settings.database.client)) {
    found.push(`DATABASE_CLIENT '${settings.database.client}' must be sqlite or postgres`);
  }
  for (const [name, port] of [['PORT', settings.port], ['DATABASE_PORT', settings.database.port]]) {
    if (!isPort(port)) {
      found.push(`${name} '${process.env[name]}' must be a port, 1 to 65535`);
    }
  }
  if (settings.reservoirWebhookUrl && !isHttpUrl(settings.reservoirWebhookUrl)) {
    found.push(`RESERVOIR_WEBHOOK_URL '${settings.reservoirWebhookUrl}' must be an address such as http://localhost:4000/api/strapi/edits`);
  }
  if (secrets.reservoirToken && !TOKEN_PATTERN.test(secrets.reservoirToken)) {
    found.push('RESERVOIR_TOKEN must have at least 16 characters and no blanks');
  }
  for (const origin of settings.allowed.origins) {
    if (!isHttpUrl(origin) || new URL(origin).origin !== origin) {
      found.push(`ALLOWED_ORIGINS '${origin}' must be the origin of a page, such as https://panel.example`);
    }
  }
  for (const host of settings.allowed.hosts) {
    if (!HOST_PATTERN.test(host)) {
      found.push(`ALLOWED_HOSTS '${host}' must be a host's name without a port, such as strapi.example`);
    }
  }
  const { email, password } = settings.administrator;
  if (Boolean(email) !== Boolean(password)) {
    found.push(`${email ? 'ADMIN_PASSWORD' : 'ADMIN_EMAIL'} is not set: the first administrator needs both`);
  }
  if (email && !EMAIL_PATTERN.test(email)) {
    found.push(`ADMIN_EMAIL '${email}' must be an address such as admin@commuter.example`);
  }
  if (password && password.length < SHORTEST_PASSWORD) {
    found.push(`ADMIN_PASSWORD must have at least ${SHORTEST_PASSWORD} characters`);
  }
  return found;
}

function refuseToStartFor(problems) {
  if (problems.length > 0) {
    console.error(`Strapi does not start: ${problems.join('; ')}. Set the environment as strapi/README.md says.`);
    process.exit(1);
  }
}

/** Apart from the other checks because building the admin panel needs no secrets. */
function refuseToStartIfIncomplete() {
  refuseToStartFor(missing().map((name) => `${name} is not set`));
}

refuseToStartFor(malformed());

module.exports = { ...settings, refuseToStartIfIncomplete };
