// The stream of this page, which the key or token of who looks at it opens; and who is on board already.

import { isRefusal } from './api.js';
import { CommuterStream } from './client.js';

const RETRY_MS = 10000;
const PAGE_SIZE = 1000;
const MOST_PAGES = 20;

const SUBSCRIPTION = { routes: ['*'], depots: ['*'], stats: true, snapshot: true, batch: true };

/** A stream that is to be opened; what comes goes to live first. */
export function connect(api, live) {
  const stream = new CommuterStream(address(), SUBSCRIPTION, { token: () => api.token });
  let listed = false;
  let retry;
  const list = async () => {
    clearTimeout(retry);
    listed = true;
    const status = await readAboard(api, live);
    listed = status === 200;
    if (!listed && !isRefusal(status)) retry = setTimeout(list, RETRY_MS);
  };
  stream.addEventListener('message', ({ detail }) => live.onMessage(detail));
  stream.addEventListener('gap', ({ detail }) => {
    live.onGap(detail);
    listed = false;
  });
  stream.addEventListener('state', ({ detail }) => {
    live.onState(detail);
    if (detail.status) api.refused(detail.text);
    if (detail.state === 'open' && !listed) list();
  });
  return stream;
}

function address() {
  const url = new URL('ws/stream', document.baseURI);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  return url;
}

/**
 * Who was on board when the stream was opened; events come meanwhile, and versions tell what is newer.
 *
 * @return the status of the last answer
 */
async function readAboard(api, live) {
  let behind = '';
  for (let page = 1; page <= MOST_PAGES; page++) {
    const { status, body } = await api.get(`api/passengers?status=BOARDED&page_size=${PAGE_SIZE}${behind}`);
    if (status !== 200) return status;
    live.aboard.onList(body.data);
    if (!body.next) break;
    behind = `&after=${encodeURIComponent(body.next)}`; // by numbers, those who alight would hide others
  }
  return 200;
}
