// Joins the models, the views and what they need from the server.

import { Api, isRefusal } from './api.js';
import { Live } from './live.js';
import { connect } from './stream.js';
import { Network } from './model/network.js';
import { announce } from './view/totals.js';
import { showLastEvent, showLink, showParts, showTrouble } from './view/link.js';
import { NetworkMap } from './view/map.js';
import { Screen } from './view/screen.js';
import { SignIn } from './view/signin.js';
import { StoryView } from './view/story.js';
import { Theme } from './view/theme.js';

const TICK_MS = 250;
const PARTS_MS = 5000;
const PARTS_PATIENCE_MS = 4000;
const NETWORK_PATIENCE_MS = 60000;
const NETWORK_RETRY_MS = 15000;
const ANNOUNCE_MS = 30000;
const NOTIFIER_AWAY = [{ name: 'notifier', status: 'AWAY', detail: 'does not answer' }];

const api = new Api();
const theme = new Theme();
const network = new Network();
const live = new Live(network);
const page = await api.get('page.json');
const map = new NetworkMap(theme, page.body);
const story = new StoryView(api, live, { network, theme });
const screen = new Screen(live, { network, theme, map, story });
const stream = connect(api, live);

const signIn = new SignIn(api, begin);
let keyNeeded = page.body?.open === false;
let networkRetry;
let parts = [];

stream.addEventListener('state', showState);
stream.addEventListener('message', ({ detail }) => {
  if (detail.data?.passenger) story.onEvent(detail.data);
  screen.drawSoon();
});
theme.addEventListener('change', () => {
  screen.refresh();
  story.redraw();
});

async function loadNetwork() {
  clearTimeout(networkRetry);
  const { status, body } = await api.get('api/network', NETWORK_PATIENCE_MS);
  if (status === 200 && body) {
    network.read(body);
    map.showNetwork(network);
    map.marks.showNetwork(network);
    screen.refresh();
  } else if (!isRefusal(status)) {
    networkRetry = setTimeout(loadNetwork, NETWORK_RETRY_MS);
  }
}

async function askParts() {
  if (keyNeeded && !api.token) return;
  const { status, body } = await api.get('api/parts', PARTS_PATIENCE_MS);
  if (status === 401) keyNeeded = true;
  // Who may not know is told nothing.
  if (isRefusal(status)) parts = [];
  else parts = status === 200 ? body : NOTIFIER_AWAY;
  showParts(parts);
  showState();
}

function showState() {
  showLink(live.link, live.continuity);
  showLastEvent(live.link, live.lastEventAt, Date.now());
  showTrouble(parts, [...live.waiting.unknown].map((place) => network.label(place)));
}

function begin() {
  // One that another key has opened, or none, ends.
  stream.close();
  stream.open();
  loadNetwork();
  askParts();
}

if (keyNeeded && !api.token) {
  live.onState({ state: 'ended', status: 401 });
  showState();
  signIn.ask();
} else {
  begin();
}
setInterval(() => {
  live.tick();
  screen.tick();
  showState();
}, TICK_MS);
setInterval(askParts, PARTS_MS);
setInterval(() => live.loading.isOver && announce(live.total()), ANNOUNCE_MS);

// For tests and for whoever looks into the page: read only.
globalThis.commuter = { live, network };
