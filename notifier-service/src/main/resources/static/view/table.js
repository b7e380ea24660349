// The table of routes and depots: sortable, each with the trend of who waits. A click on a name filters.

import { byId, button, element, setAttribute, setText, span, whole } from './dom.js';
import { fillPool } from './pool.js';
import { sparkline } from './sparkline.js';
import { COLUMNS, order } from '../model/order.js';

export class RoutesTable extends EventTarget {
  #lines = new Map();
  #sort = { column: 'name', descending: false };
  #head = byId('routes-table').tHead.rows[0];
  #body = byId('routes-table').tBodies[0];
  #known = null;

  constructor() {
    super();
    for (const column of COLUMNS) this.#head.append(this.#header(column));
  }

  /** @param rows of {reservoir, waiting, inDepots, onboard, wait, trend} */
  show(rows, network, theme, chosen) {
    byId('no-routes').hidden = rows.length > 0;
    byId('routes-table').hidden = rows.length === 0;
    const look = `${network.routes.length} ${theme.color('--panel')}`;
    if (this.#known !== look) this.#forget();
    this.#known = look;
    const lines = order(rows, this.#sort, network).map((row) => this.#line(row, network, theme, chosen));
    lines.forEach((line, index) => {
      if (this.#body.rows[index] !== line) this.#body.insertBefore(line, this.#body.rows[index] ?? null);
    });
    while (this.#body.rows.length > lines.length) this.#body.deleteRow(-1);
  }

  #forget() {
    this.#lines.clear();
    this.#body.replaceChildren();
  }

  #line(row, network, theme, chosen) {
    let line = this.#lines.get(row.reservoir);
    if (!line) {
      line = this.#create(row.reservoir, network, theme);
      this.#lines.set(row.reservoir, line);
    }
    const { cells, name, trend } = line.parts;
    setAttribute(name, 'aria-pressed', String(chosen === row.reservoir));
    line.classList.toggle('is-chosen', chosen === row.reservoir);
    sparkline(trend, row.trend);
    setText(cells.waiting, whole(row.waiting));
    setText(cells.inDepots, row.inDepots ? `+${whole(row.inDepots)}` : '');
    setText(cells.mean, row.wait ? span(row.wait.mean) : '–');
    setText(cells.median, row.wait ? span(row.wait.median) : '–');
    setText(cells.longest, row.wait ? span(row.wait.longest) : '–');
    setText(cells.onboard, whole(row.onboard));
    return line;
  }

  #create(reservoir, network, theme) {
    const line = element('tr');
    const head = element('th');
    head.scope = 'row';
    const name = button('', '', () => this.#emit('choose', reservoir));
    fillPool(name, reservoir, network, theme);
    head.append(name);
    const trend = sparkline.create();
    const waiting = element('span');
    const inDepots = element('span', 'in-depots');
    inDepots.title = 'more wait for it in depots';
    const cells = { waiting, inDepots };
    line.append(head, cell('trend', trend), cell('number', inDepots, waiting));
    for (const column of ['mean', 'median', 'longest', 'onboard']) {
      cells[column] = cell(`number ${column}`);
      line.append(cells[column]);
    }
    line.parts = { cells, name, trend };
    return line;
  }

  #header({ id, label, title, number }) {
    const head = element('th', [number ? 'number' : '', id].join(' ').trim());
    head.scope = 'col';
    if (id === 'trend') {
      head.textContent = label;
      head.title = title;
      return head;
    }
    const sorter = button('sorter', label, () => this.#sortBy(id, number));
    sorter.title = title;
    head.append(sorter);
    setAttribute(head, 'aria-sort', this.#direction(id));
    return head;
  }

  #sortBy(column, number) {
    const again = this.#sort.column === column;
    this.#sort = { column, descending: again ? !this.#sort.descending : Boolean(number) };
    COLUMNS.forEach(({ id }, index) => {
      if (id !== 'trend') setAttribute(this.#head.cells[index], 'aria-sort', this.#direction(id));
    });
    this.#emit('sort');
  }

  #direction(id) {
    if (this.#sort.column !== id) return 'none';
    return this.#sort.descending ? 'descending' : 'ascending';
  }

  #emit(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

function cell(className, ...content) {
  const created = element('td', className);
  created.append(...content);
  return created;
}
