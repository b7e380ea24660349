// Time series of the last quarter of an hour.

import { byId, delay, element, FONT, perSecond, setText, whole } from './dom.js';

/** A young page shows two minutes at least, an old one all it has kept. */
const LEAST_SPAN_S = 120;

const CHARTS = [
  {
    id: 'chart-people', title: 'People', format: whole,
    lines: [['waiting', 'waiting', '--waiting'], ['onboard', 'on board', '--onboard']],
  },
  {
    id: 'chart-events', title: 'Events per second', format: perSecond,
    lines: [['spawned', 'spawned', '--spawned'], ['boarded', 'boarded', '--boarded'], ['alighted', 'alighted', '--alighted']],
  },
  {
    id: 'chart-delay', title: 'Command to screen', format: delay,
    lines: [['delay', 'median', '--delay'], ['delay95', '95 of 100', '--delay95']],
  },
];

export class Charts {
  #theme;
  #charts = [];

  constructor(theme) {
    this.#theme = theme;
    this.#create();
    theme.addEventListener('change', () => this.#create());
  }

  show(history, second) {
    const min = Math.min(history.start, second - LEAST_SPAN_S);
    for (const chart of this.#charts) {
      chart.data = history.series(chart.lines.map(([name]) => name), second);
      chart.plot.setData(chart.data, false);
      chart.plot.setScale('x', { min, max: second });
      const highest = Math.max(chart.least, ...chart.data.slice(1).map((list) => list.reduce((a, b) => Math.max(a, b ?? 0), 0)));
      chart.plot.setScale('y', { min: 0, max: highest * 1.08 });
      this.#tell(chart, chart.plot.cursor.idx);
    }
  }

  #create() {
    for (const chart of this.#charts) chart.destroy();
    this.#charts = CHARTS.map((wanted) => this.#chart(wanted));
  }

  #chart({ id, title, format, lines }) {
    const box = byId(id);
    const values = lines.map(() => element('b'));
    box.querySelector('figcaption').replaceChildren(element('span', 'title', title), ...lines.map(([, name, color], index) => {
      const key = element('span', 'key');
      key.style.setProperty('--key', this.#theme.color(color));
      key.append(`${name} `, values[index]);
      return key;
    }));
    const plot = new uPlot(this.#options(format, lines, box, (idx) => this.#tell(chart, idx)), [[], ...lines.map(() => [])], box);
    const resized = new ResizeObserver(() => plot.setSize(sizeOf(box)));
    resized.observe(box);
    const chart = {
      plot, lines, values, format, data: [[]], least: id === 'chart-delay' ? 100 : 1,
      destroy: () => { resized.disconnect(); plot.destroy(); },
    };
    return chart;
  }

  /** The values where the pointer is, else the latest. */
  #tell({ data, values, format }, index) {
    values.forEach((value, line) => {
      const list = data[line + 1] ?? [];
      const found = index === null || index === undefined ? list.findLast((known) => known !== null) : list[index];
      setText(value, found === undefined || found === null ? '–' : format(found));
    });
  }

  #options(format, lines, box, onPointed) {
    const quiet = this.#theme.color('--quiet');
    const axis = {
      stroke: quiet, font: `11px ${FONT}`, ticks: { show: false },
      grid: { stroke: this.#theme.color('--line'), width: 1 },
    };
    return {
      ...sizeOf(box),
      padding: [6, 8, 0, 0],
      legend: { show: false },
      cursor: { y: false, points: { size: 6 }, drag: { setScale: false, x: false, y: false } },
      scales: { x: { auto: false }, y: { auto: false } },
      hooks: { setCursor: [(plot) => onPointed(plot.cursor.idx)] },
      axes: [
        { ...axis, size: 20, gap: 2, grid: { show: false }, space: 60, incrs: [60, 120, 300], values: (plot, splits) => splits.map(clockOf) },
        { ...axis, size: 46, gap: 4, space: 28, values: (plot, splits) => splits.map((value) => format(value)) },
      ],
      series: [{}, ...lines.map(([, , color]) => ({
        stroke: this.#theme.color(color), width: 1.5, points: { show: false }, spanGaps: true,
      }))],
    };
  }
}

function sizeOf(box) {
  const caption = box.querySelector('figcaption').offsetHeight;
  return { width: Math.max(120, box.clientWidth - 16), height: Math.max(60, box.clientHeight - caption - 12) };
}

function clockOf(second) {
  return new Date(second * 1000).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
}
