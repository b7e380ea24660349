// Joins connection, figures and view.

import { CommuterStream } from './client.js';
import { Figures, sum } from './figures.js';
import { Network } from './network.js';
import { Rate } from './rate.js';
import { announce, showConnection, showEvents, showFigures, showReservoirs } from './view.js';

const NETWORK_RETRY_MS = 15000;
const SLOW_TICK_MS = 1000;
const ANNOUNCE_MS = 30000;

const figures = new Figures();
const network = new Network();
const rate = new Rate();
let waitingEvents = [];
let drawn = true;

function onMessage({ type, data }) {
  if (type === 'reservoir:stats') {
    figures.onStats(data);
  } else if (type.startsWith('passenger:')) {
    figures.onEvent(data);
    rate.count();
    waitingEvents.push(data);
    if (waitingEvents.length > 500) waitingEvents = waitingEvents.slice(-50); // a hidden page draws nothing
  }
  drawSoon();
}

function drawSoon() {
  if (drawn) {
    drawn = false;
    requestAnimationFrame(draw);
  }
}

function draw() {
  drawn = true;
  const rows = figures.rows();
  showFigures(sum(rows), rate.perSecond());
  showReservoirs(rows, network);
  showEvents(waitingEvents, network);
  waitingEvents = [];
}

async function loadNetwork() {
  const known = await network.load().catch(() => false);
  if (known) drawSoon();
  else setTimeout(loadNetwork, NETWORK_RETRY_MS);
}

const stream = new URL('ws/stream', document.baseURI);
stream.protocol = stream.protocol === 'https:' ? 'wss:' : 'ws:';

const events = new CommuterStream(stream, { routes: ['*'], depots: ['*'], stats: true });
events.addEventListener('message', ({ detail }) => onMessage(detail));
events.addEventListener('gap', () => figures.clear());
events.addEventListener('state', ({ detail }) => showConnection(detail.state, detail.text));
events.open();
loadNetwork();
setInterval(drawSoon, SLOW_TICK_MS);
setInterval(() => announce(sum(figures.rows())), ANNOUNCE_MS);
