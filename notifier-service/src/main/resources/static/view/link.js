// How the connection and the parts of the pipeline stand.

import { byId, element, setAttribute, setText, span, whole } from './dom.js';

const MOST_NAMED = 3;
const QUIET_MS = 5000;

export function showLink(link, continuity) {
  setAttribute(byId('link'), 'data-state', link.state);
  setText(byId('link-text'), link.text);
  setText(byId('link-note'), [link.note, checked(continuity)].filter(Boolean).join(' · '));
}

/** From a few seconds on, so that nobody takes what stands still for what is well. */
export function showLastEvent({ state }, at, now) {
  const known = state === 'open' && at !== null && now - at >= QUIET_MS;
  setText(byId('last-event'), known ? `last event ${span(now - at)} ago` : '');
}

/** @param parts of {name, status, detail} */
export function showParts(parts) {
  byId('parts').replaceChildren(...parts.map(({ name, status, detail }) => {
    const part = element('li', '', name);
    part.dataset.status = status === 'UP' ? 'up' : 'down';
    part.append(element('span', 'visually-hidden', status === 'UP' ? ' is ready' : ' is not ready'));
    part.title = status === 'UP' ? `${name} is ready` : `${name}: ${status} ${detail}`;
    return part;
  }));
}

/**
 * What is wrong, and what this page lacks for it.
 *
 * @param unknown names of the places of which it is not known who waits
 */
export function showTrouble(parts, unknown) {
  const trouble = parts.filter(({ status }) => status !== 'UP').map(({ name, status, detail }) => (
    `${name[0].toUpperCase()}${name.slice(1)} ${status === 'AWAY' ? '' : 'is not ready: '}${detail || status.toLowerCase()}`));
  if (unknown.length > 0) trouble.push(waitingUnknown(unknown));
  byId('trouble').hidden = trouble.length === 0;
  setText(byId('trouble'), trouble.join(' · '));
}

function waitingUnknown(places) {
  const more = places.length > MOST_NAMED ? ` and ${whole(places.length - MOST_NAMED)} more` : '';
  return `Who waited already in ${places.slice(0, MOST_NAMED).join(', ')}${more} is not known yet: the map shows who came since`;
}

function checked({ events, missed, doubled }) {
  if (events === 0) return '';
  if (missed + doubled === 0) return `${whole(events)} events, none missing`;
  return `${whole(events)} events, ${whole(missed)} missing, ${whole(doubled)} double`;
}
