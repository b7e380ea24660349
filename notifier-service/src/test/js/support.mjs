// Passengers and events as they come over the stream, for the tests of the page's modules.

let numbered = 0;

export function passenger(changes = {}) {
  numbered++;
  return {
    passenger_id: `PASS_${numbered.toString(16).toUpperCase().padStart(32, '0')}`, reservoir: 'route:1A', route_id: '1A',
    direction: 'OUTBOUND', stop_id: 'S1', latitude: 13.1, longitude: -59.6, destination_stop_id: 'S2', destination_lat: 13.2,
    destination_lon: -59.5, destination_name: 'Harbour', spawned_at: '2026-01-31T12:00:00Z', expires_at: '2026-01-31T12:30:00Z',
    status: 'WAITING', priority: 3, version: 1, ...changes,
  };
}

export function event(type, sequence, who = passenger(), changes = {}) {
  return {
    event_id: `e${++numbered}`, type, reservoir: who.reservoir, sequence, passenger: who, occurred_at: '2026-01-31T12:00:00Z', ...changes,
  };
}

export function boarded(who, vehicle, at = '2026-01-31T12:01:00Z') {
  return { ...who, status: 'BOARDED', vehicle_id: vehicle, boarded_at: at, version: who.version + 1 };
}

export function alighted(who) {
  return { ...who, status: 'ALIGHTED', alighted_at: '2026-01-31T12:05:00Z', version: who.version + 1 };
}
