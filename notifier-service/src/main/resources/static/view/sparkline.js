// A small line of the last quarter of an hour. Its values stand beside it, so it is hidden from screen readers.

import { STEPS } from '../model/trend.js';

const NS = 'http://www.w3.org/2000/svg';
const WIDTH = 90;
const HEIGHT = 22;

export function sparkline(svg, values) {
  const top = Math.max(1, ...values);
  const left = STEPS - values.length;
  const points = values.map((value, index) => (
    `${(((left + index) / (STEPS - 1)) * WIDTH).toFixed(1)},${(HEIGHT - 2 - (value / top) * (HEIGHT - 4)).toFixed(1)}`));
  const path = points.length > 1 ? `M${points.join('L')}` : '';
  if (svg.drawn === path) return;
  svg.drawn = path;
  svg.firstChild.setAttribute('d', path);
}

sparkline.create = () => {
  const svg = document.createElementNS(NS, 'svg');
  svg.setAttribute('viewBox', `0 0 ${WIDTH} ${HEIGHT}`);
  svg.setAttribute('preserveAspectRatio', 'none');
  svg.setAttribute('class', 'sparkline');
  svg.setAttribute('aria-hidden', 'true');
  svg.append(document.createElementNS(NS, 'path'));
  return svg;
};
