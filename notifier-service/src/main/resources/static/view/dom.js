// Small things that all views share. Text goes in as text, never as markup.

const NUMBER = new Intl.NumberFormat('en');
const CLOCK = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });

const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });

/** The page's own, for what is drawn. */
export const FONT = getComputedStyle(document.documentElement).fontFamily;

export const byId = (id) => document.getElementById(id);

export function element(name, className = '', text = '') {
  const created = document.createElement(name);
  if (className) created.className = className;
  if (text !== '') created.textContent = text;
  return created;
}

export function button(className, text, onClick) {
  const created = element('button', className, text);
  created.type = 'button';
  created.addEventListener('click', onClick);
  return created;
}

/** Touches the page only when something changes. */
export function setText(target, text) {
  if (target.textContent !== text) target.textContent = text;
}

export function setAttribute(target, name, value) {
  if (target.getAttribute(name) !== value) target.setAttribute(name, value);
}

export const whole = (value) => NUMBER.format(value);

export const perSecond = (rate) => (rate < 10 ? rate.toFixed(1) : whole(Math.round(rate)));

/** The time, with the date when it is not today's. */
export function clock(instant, now = new Date()) {
  const at = new Date(instant);
  return at.toDateString() === now.toDateString() ? CLOCK.format(at) : `${DAY.format(at)}, ${CLOCK.format(at)}`;
}

/** A time span as 45 s, 3:07 or 1:02:03. */
export function span(ms) {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 60) return `${seconds} s`;
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const two = (value) => String(value).padStart(2, '0');
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

/** A short time span as 84 ms, 1.4 s or 12 s. */
export function delay(ms) {
  if (ms === undefined) return '–';
  if (ms < 1000) return `${Math.round(ms)} ms`;
  return ms < 10000 ? `${(ms / 1000).toFixed(1)} s` : span(ms);
}

/** A passenger's id as people can tell it apart. */
export const shortId = (id) => id.replace('PASS_', '').slice(0, 8);

export const TYPE_NAMES = {
  spawned: 'Spawned', boarded: 'Boarded', alighted: 'Alighted', cancelled: 'Cancelled', expired: 'Expired',
  state_changed: 'Changed',
};

export function chip(type) {
  const created = element('span', 'chip', TYPE_NAMES[type] ?? type);
  created.dataset.type = type;
  return created;
}
