'use strict';

const { once } = require('node:events');
const http = require('node:http');
const { setTimeout: pause } = require('node:timers/promises');

const PATIENCE_MS = 30_000;

/** A reservoir that is told of edits: it keeps what it hears, and answers as the test wants it to. */
async function startWebhook() {
  const told = [];
  const webhook = { told, answer: () => 204 };
  const server = http.createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request) {
      text += chunk;
    }
    const edit = JSON.parse(text);
    const status = webhook.answer(edit);
    told.push({ status, authorization: request.headers.authorization, ...edit });
    response.writeHead(status).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  return Object.assign(webhook, {
    url: `http://127.0.0.1:${port}/api/strapi/edits`,
    /** Waits for what was acknowledged of a passenger. */
    acknowledged: (row, count) => until(() => acknowledged(told, row), count),
    refused: (row, count) => until(() => told.filter((edit) => edit.passenger_id === row.passenger_id && edit.status !== 204), count),
    goAway: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
    comeBack: async () => {
      server.listen(port, '127.0.0.1');
      await once(server, 'listening');
    },
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  });
}

function acknowledged(told, { passenger_id }) {
  return told.filter((edit) => edit.passenger_id === passenger_id && edit.status === 204);
}

async function until(found, count) {
  const end = Date.now() + PATIENCE_MS;
  while (found().length < count) {
    if (Date.now() > end) {
      throw new Error(`Told ${found().length} times, not ${count}`);
    }
    await pause(20);
  }
  return found();
}

module.exports = { startWebhook };
