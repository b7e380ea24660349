// How long people have waited, by reservoir.

import { quantile } from './delay.js';

/**
 * @param waiting passengers who wait
 * @return by reservoir {count, mean, median, longest} in ms, and by route how many wait for it in depots
 */
export function waits(waiting, now) {
  const since = new Map();
  const inDepots = new Map();
  for (const { reservoir, route_id: route, spawned_at: at } of waiting) {
    const times = since.get(reservoir);
    const wait = Math.max(0, now - Date.parse(at));
    if (times) times.push(wait);
    else since.set(reservoir, [wait]);
    if (reservoir.startsWith('depot:')) inDepots.set(`route:${route}`, (inDepots.get(`route:${route}`) ?? 0) + 1);
  }
  const byReservoir = new Map();
  for (const [reservoir, times] of since) byReservoir.set(reservoir, summary(times));
  return { byReservoir, inDepots };
}

/** Of all who wait. */
export function summary(times) {
  if (times.length === 0) return undefined;
  times.sort((a, b) => a - b);
  const mean = times.reduce((sum, time) => sum + time, 0) / times.length;
  return { count: times.length, mean, median: quantile(times, 0.5), longest: times.at(-1) };
}
