'use strict';

const { spawn } = require('node:child_process');
const { once } = require('node:events');
const net = require('node:net');
const path = require('node:path');
const { setTimeout: pause } = require('node:timers/promises');

const PROJECT = path.join(__dirname, '..', '..');
const START = [path.join(PROJECT, 'node_modules/@strapi/strapi/bin/strapi.js'), 'start'];
const TOKEN = 'the-reservoir-token-of-the-tests';
const ADMINISTRATOR = { email: 'ann@example.test', password: 'Password-of-Ann-1' };
const SECRETS = {
  ADMIN_EMAIL: ADMINISTRATOR.email,
  ADMIN_PASSWORD: ADMINISTRATOR.password,
  RESERVOIR_TOKEN: TOKEN,
  APP_KEYS: 'first-app-key,second-app-key',
  API_TOKEN_SALT: 'api-token-salt',
  ADMIN_JWT_SECRET: 'admin-jwt-secret',
  TRANSFER_TOKEN_SALT: 'transfer-token-salt',
  ENCRYPTION_KEY: 'encryption-key-of-32-characters.',
};
const START_LIMIT_MS = 180_000;
const STOP_LIMIT_MS = 15_000;

/** Runs Strapi as users do: a process of its own. In a zone with changing clocks, which must not show anywhere. */
function launch(environment) {
  const { PATH, HOME } = process.env;
  const env = { PATH, HOME, NODE_ENV: 'production', TZ: 'America/New_York', ...SECRETS, ...environment };
  const child = spawn(process.execPath, START, { cwd: PROJECT, env: withoutUndefined(env) });
  const run = { child, output: '', errors: '', exit: once(child, 'exit').then(([code]) => code) };
  child.stdout.on('data', (chunk) => (run.output += chunk));
  child.stderr.on('data', (chunk) => (run.errors += chunk));
  return run;
}

async function startStrapi(environment) {
  const port = await freePort();
  const run = launch({ PORT: String(port), ...environment });
  const url = `http://127.0.0.1:${port}`;
  await untilReady(run, `${url}/api/active-passengers/ready`);
  return {
    run,
    url,
    request: (method, target, body, token = TOKEN) => request(url + target, method, body, token),
    stop: () => stop(run),
  };
}

async function untilReady(run, url) {
  const end = Date.now() + START_LIMIT_MS;
  while (Date.now() < end && run.child.exitCode === null) {
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok) {
      return;
    }
    await pause(50);
  }
  run.child.kill('SIGKILL');
  throw new Error(`Strapi did not start:\n${run.output}${run.errors}`);
}

async function stop(run) {
  run.child.kill('SIGTERM');
  const kill = setTimeout(() => run.child.kill('SIGKILL'), STOP_LIMIT_MS);
  const code = await run.exit;
  clearTimeout(kill);
  return code;
}

async function request(url, method, body, token) {
  const headers = { 'content-type': 'application/json' };
  if (token) {
    headers.authorization = `Bearer ${token}`;
  }
  const answer = await fetch(url, { method, headers, body: body && JSON.stringify(body) });
  const text = await answer.text();
  return { status: answer.status, body: text.startsWith('{') ? JSON.parse(text) : text };
}

async function freePort() {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function withoutUndefined(env) {
  return Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined));
}

module.exports = { startStrapi, launch, freePort, ADMINISTRATOR, TOKEN };
