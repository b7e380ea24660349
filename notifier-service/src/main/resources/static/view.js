// Draws. At most once a frame, and only what changed in number: text goes in as text, never as markup.

const SHOWN_EVENTS = 50;
const FIGURES = ['waiting', 'onboard', 'spawned', 'boarded', 'alighted', 'cancelled', 'expired'];
const TYPE_NAMES = { state_changed: 'changed' };
const number = new Intl.NumberFormat('en');

const byId = (id) => document.getElementById(id);

export function showConnection(state, text) {
  byId('connection').dataset.state = state;
  setText(byId('connection-text'), text);
}

export function showFigures(total, rate) {
  for (const name of FIGURES) setText(byId(name), number.format(total[name]));
  setText(byId('rate'), rate < 10 ? rate.toFixed(1) : number.format(Math.round(rate)));
}

/** For those who listen instead of looking; to be called seldom. */
export function announce(total) {
  setText(byId('summary'), `${number.format(total.waiting)} waiting, ${number.format(total.onboard)} on board`);
}

export function showReservoirs(rows, network) {
  byId('no-reservoirs').hidden = rows.length > 0;
  const body = byId('reservoirs');
  while (body.rows.length > rows.length) body.deleteRow(-1);
  rows.forEach((row, index) => {
    const line = body.rows[index] ?? body.appendChild(reservoirLine());
    if (line.dataset.reservoir !== row.reservoir || line.network !== network.find(row.reservoir)) {
      line.dataset.reservoir = row.reservoir;
      line.network = network.find(row.reservoir);
      line.cells[0].replaceChildren(pool(row.reservoir, network));
    }
    FIGURES.forEach((name, column) => {
      const cell = line.cells[column + 1];
      setText(cell, number.format(row[name]));
      cell.classList.toggle('zero', row[name] === 0);
    });
  });
}

/** Adds events, the newest last in the list and first on the page. */
export function showEvents(events, network) {
  const body = byId('events');
  byId('no-events').hidden = byId('no-events').hidden || events.length > 0;
  for (const event of events.slice(-SHOWN_EVENTS)) body.prepend(eventLine(event, network));
  while (body.rows.length > SHOWN_EVENTS) body.deleteRow(-1);
}

function reservoirLine() {
  const line = element('tr');
  const head = element('th');
  head.scope = 'row';
  line.append(head, ...FIGURES.map(() => element('td', 'number')));
  return line;
}

function eventLine(event, network) {
  const type = event.type.toLowerCase();
  const line = element('tr', 'new');
  const chip = element('span', 'chip', TYPE_NAMES[type] ?? type);
  chip.dataset.type = type;
  const passenger = element('code', '', event.passenger.passenger_id.replace('PASS_', '').slice(0, 8));
  passenger.title = event.passenger.passenger_id;
  line.append(
    cell(element('time', 'time', new Date(event.occurred_at).toLocaleTimeString('en-GB'))),
    cell(chip),
    cell(pool(event.reservoir, network)),
    cell(passenger),
    cell(event.passenger.vehicle_id ?? '–'),
  );
  return line;
}

function pool(reservoir, network) {
  const [kind, ...rest] = reservoir.split(':');
  const place = network.find(reservoir);
  const box = element('span', `pool ${kind}`);
  const swatch = element('span', 'swatch');
  swatch.ariaHidden = 'true';
  if (place.color) swatch.style.setProperty('--route', place.color);
  const label = kind === 'depot' ? `Depot ${rest.join(':')}` : place.label ?? rest.join(':');
  box.append(swatch, element('span', '', label));
  if (place.name) box.append(element('span', 'pool-name', place.name));
  box.title = [reservoir, place.name].filter(Boolean).join(' – ');
  return box;
}

function cell(content) {
  const td = element('td');
  td.append(content);
  return td;
}

function element(name, className = '', text = '') {
  const created = document.createElement(name);
  if (className) created.className = className;
  if (text) created.textContent = text;
  return created;
}

function setText(target, text) {
  if (target.textContent !== text) target.textContent = text;
}
