// How a route or depot looks wherever it is named: a swatch in its colour, and its label.

import { readable } from '../model/color.js';
import { split } from '../model/network.js';
import { element } from './dom.js';

export function fillPool(box, reservoir, network, theme) {
  const [kind] = split(reservoir);
  const { name, color } = network.find(reservoir);
  box.className = `pool ${kind}`;
  const swatch = element('span', 'swatch');
  swatch.ariaHidden = 'true';
  swatch.style.setProperty('--route', color ? readable(color, theme.color('--panel')) : theme.color('--quiet'));
  box.replaceChildren(swatch, element('span', 'label', network.label(reservoir)));
  if (name) box.append(element('span', 'pool-name', name));
  box.title = [reservoir, name].filter(Boolean).join(' – ');
}
