// How the connection and the parts of the pipeline stand.

import { byId, element, setAttribute, setText, whole } from './dom.js';

const UNKNOWN = [{ name: 'notifier', status: 'AWAY', detail: 'does not answer' }];

export function showLink(link, continuity) {
  setAttribute(byId('link'), 'data-state', link.state);
  setText(byId('link-text'), link.text);
  setText(byId('link-note'), [link.note, checked(continuity)].filter(Boolean).join(' · '));
}

/** @param parts of {name, status, detail}, or undefined when nobody tells */
export function showParts(parts) {
  const known = parts ?? UNKNOWN;
  byId('parts').replaceChildren(...known.map(({ name, status, detail }) => {
    const part = element('li', '', name);
    part.dataset.status = status === 'UP' ? 'up' : 'down';
    part.append(element('span', 'visually-hidden', status === 'UP' ? ' is ready' : ' is not ready'));
    part.title = status === 'UP' ? `${name} is ready` : `${name}: ${status} ${detail}`;
    return part;
  }));
  const trouble = known.filter(({ status }) => status !== 'UP').map(({ name, status, detail }) => (
    `${name[0].toUpperCase()}${name.slice(1)} ${status === 'AWAY' ? '' : 'is not ready: '}${detail || status.toLowerCase()}`));
  byId('trouble').hidden = trouble.length === 0;
  setText(byId('trouble'), trouble.join(' · '));
}

function checked({ events, missed, doubled }) {
  if (events === 0) return '';
  if (missed + doubled === 0) return `${whole(events)} events, none missing`;
  return `${whole(events)} events, ${whole(missed)} missing, ${whole(doubled)} double`;
}
