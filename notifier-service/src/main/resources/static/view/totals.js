// The row of totals at the top.

import { TOTALS } from '../model/live-stats.js';
import { byId, delay, perSecond, setText, span, whole } from './dom.js';

/** @param wait of all who wait: {median, longest} in ms, or undefined where nobody waits, or it is not known how long */
export function showTotals(total, history, second, wait, vehicles) {
  setText(byId('waiting'), whole(total.waiting));
  setText(byId('onboard'), whole(total.onboard));
  setText(byId('waiting-aside'), waitText(total.waiting, wait));
  setText(byId('onboard-aside'), `in ${whole(vehicles)} ${vehicles === 1 ? 'vehicle' : 'vehicles'}`);
  for (const type of TOTALS) {
    setText(byId(type), whole(total[type]));
    setText(byId(`${type}-rate`), `${perSecond(history.rate(type, second))} / s`);
  }
}

/** It is not known yet how many wait or are on board. */
export function showLoading(loading) {
  for (const id of ['waiting', 'onboard']) {
    setText(byId(id), '–');
    setText(byId(`${id}-aside`), loading.text);
  }
}

function waitText(waiting, wait) {
  if (wait) return `median ${span(wait.median)}, longest ${span(wait.longest)}`;
  return waiting > 0 ? 'how long is not known' : 'nobody has to wait';
}

export function showDelay({ median, p95 }) {
  setText(byId('delay'), delay(median));
  setText(byId('delay-aside'), p95 === undefined ? '' : `95 of 100 within ${delay(p95)}`);
}

/** For those who listen instead of looking; to be called seldom. */
export function announce(total) {
  setText(byId('summary'), `${whole(total.waiting)} waiting, ${whole(total.onboard)} on board`);
}
