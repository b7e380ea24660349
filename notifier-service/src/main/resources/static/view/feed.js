// The feed of events: the newest first; stands still while it is paused, pointed at, or used with the keyboard.

import { byId, button, chip, clock, element, setText, shortId, TYPE_NAMES, whole } from './dom.js';
import { fillPool } from './pool.js';

const SHOWN = 50;

export class FeedView extends EventTarget {
  #feed;
  #filter;
  #paused = false;
  #pointed = false;
  #shown = '';
  #body = byId('events');

  constructor(feed, filter) {
    super();
    this.#feed = feed;
    this.#filter = filter;
    byId('pause').addEventListener('click', () => this.#pause(!this.#paused));
    byId('text').addEventListener('input', ({ target }) => {
      filter.text = target.value.trim();
      this.#changed();
    });
    byId('types').append(...Object.keys(TYPE_NAMES).map((type) => this.#typeButton(type)));
    const area = this.#body.closest('.scroll');
    area.addEventListener('pointerenter', ({ pointerType }) => this.#hold(pointerType === 'mouse'));
    area.addEventListener('pointerleave', () => this.#hold(false));
    this.#body.addEventListener('focusin', () => this.#hold(true));
    this.#body.addEventListener('focusout', () => this.#hold(false));
    this.#body.addEventListener('click', ({ target }) => {
      const id = target.closest('button')?.value;
      if (id) this.dispatchEvent(new CustomEvent('passenger', { detail: id }));
    });
  }

  show(network, theme) {
    const held = this.#feed.held;
    setText(byId('held'), this.#feed.paused ? `${this.#paused ? 'Paused' : 'Held'}, ${whole(held)} new` : '');
    const events = this.#feed.latest(this.#filter, SHOWN);
    byId('no-events').hidden = events.length > 0;
    if (events.length === 0) setText(byId('no-events'), this.#emptyText());
    const now = `${events[0]?.event_id} ${events.length} ${events.at(-1)?.event_id} ${network.routes.length} ${theme.color('--panel')}`;
    if (now === this.#shown) return;
    this.#shown = now;
    events.forEach((event, index) => {
      const line = this.#body.rows[index] ?? this.#body.appendChild(eventLine());
      if (line.shows !== event.event_id || line.look !== theme.color('--panel')) fill(line, event, network, theme);
    });
    while (this.#body.rows.length > events.length) this.#body.deleteRow(-1);
  }

  /** Something else has changed what passes the filter. */
  refresh() {
    this.#shown = '';
  }

  #emptyText() {
    const { reservoir, types, text } = this.#filter;
    return reservoir || types.size > 0 || text ? 'No event passes the filter.' : 'Nothing has happened since this page was opened.';
  }

  #pause(paused) {
    this.#paused = paused;
    byId('pause').setAttribute('aria-pressed', String(paused));
    setText(byId('pause'), paused ? 'Go on' : 'Pause');
    this.#settle();
  }

  #hold(pointed) {
    this.#pointed = pointed;
    this.#settle();
  }

  #settle() {
    if (this.#paused || this.#pointed) this.#feed.pause();
    else this.#feed.resume();
    this.#changed();
  }

  #typeButton(type) {
    const created = button('chip', TYPE_NAMES[type], () => {
      this.#filter.toggleType(type);
      created.setAttribute('aria-pressed', String(this.#filter.types.has(type)));
      this.#changed();
    });
    created.dataset.type = type;
    created.setAttribute('aria-pressed', 'false');
    return created;
  }

  #changed() {
    this.refresh();
    this.dispatchEvent(new Event('change'));
  }
}

function eventLine() {
  const line = element('tr');
  line.append(element('td', 'time'), element('td'), element('td'), element('td'), element('td'));
  const id = element('button', 'id');
  id.type = 'button';
  line.cells[2].append(element('span'));
  line.cells[3].append(id);
  return line;
}

function fill(line, event, network, theme) {
  const { passenger } = event;
  line.shows = event.event_id;
  line.look = theme.color('--panel');
  setText(line.cells[0], clock(event.occurred_at));
  line.cells[0].title = line.cells[0].textContent;
  line.cells[1].replaceChildren(chip(event.type.toLowerCase()));
  fillPool(line.cells[2].firstChild, event.reservoir, network, theme);
  const id = line.cells[3].firstChild;
  setText(id, shortId(passenger.passenger_id));
  id.value = passenger.passenger_id;
  id.title = passenger.passenger_id;
  setText(line.cells[4], passenger.vehicle_id ?? '–');
}
