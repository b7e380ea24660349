// The columns of the routes table, and its order.

export const COLUMNS = [
  { id: 'name', label: 'Route', title: 'Routes, then depots; a click on one filters' },
  { id: 'trend', label: '15 min', title: 'Who waited in the last 15 minutes' },
  { id: 'waiting', label: 'Waiting', title: 'Who waits now; +n more wait for the route in depots', number: true },
  { id: 'mean', label: 'Mean', title: 'Mean wait of those who wait', number: true },
  { id: 'median', label: 'Median', title: 'Median wait of those who wait', number: true },
  { id: 'longest', label: 'Longest', title: 'Longest wait of those who wait', number: true },
  { id: 'onboard', label: 'On board', title: 'Who is on board now', number: true },
];

/** Rows as they are to stand. Where two are equal, routes come before depots, and numbers in their order. */
export function order(rows, { column, descending }, network) {
  const sign = descending ? -1 : 1;
  const names = new Map(rows.map(({ reservoir }) => [reservoir, network.label(reservoir)]));
  const byName = (a, b) => b.reservoir.split(':')[0].localeCompare(a.reservoir.split(':')[0])
    || names.get(a.reservoir).localeCompare(names.get(b.reservoir), undefined, { numeric: true });
  if (column === 'name') return [...rows].sort((a, b) => sign * byName(a, b));
  const value = (row) => (column in row ? row[column] : row.wait?.[column] ?? -1);
  return [...rows].sort((a, b) => sign * (value(a) - value(b)) || byName(a, b));
}
