// A client of the three services with the types that are generated from docs/openapi. Is compiled, not run: types.mjs copies it beside the types.
import type { paths as NotifierPaths } from './notifier.js';
import type { paths as ReservoirPaths } from './reservoir.js';
import type { paths as SpawnerPaths } from './spawner.js';

/** The JSON that a call answers with this status. */
type Answer<Paths, Path extends keyof Paths, Method extends keyof Paths[Path], Status extends number> =
  Paths[Path][Method] extends { responses: { [status in Status]: { content: { 'application/json': infer Json } } } } ? Json : never;

type Passenger = Answer<ReservoirPaths, '/api/passengers/{passenger_id}', 'get', 200>;

async function call<Json>(service: string, path: string, init?: RequestInit): Promise<Json> {
  const answer = await fetch(new URL(path, service), init);
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return await answer.json() as Json;
}

/** Boards whoever has waited longest. */
export async function boardFirst(reservoirService: string, reservoir: string, vehicle: string): Promise<string> {
  const list = `/api/reservoirs/${encodeURIComponent(reservoir)}/available`;
  const waiting = await call<Answer<ReservoirPaths, '/api/reservoirs/{reservoir}/available', 'get', 200>>(reservoirService, list);
  const first: Passenger | undefined = waiting[0];
  if (!first) return 'nobody waits';
  type Body = NonNullable<ReservoirPaths['/api/passengers/{passenger_id}/board']['patch']['requestBody']>['content']['application/json'];
  const body: Body = { vehicle_id: vehicle };
  type Boarded = Answer<ReservoirPaths, '/api/passengers/{passenger_id}/board', 'patch', 200 | 202>;
  const boarded = await call<Boarded>(reservoirService, `/api/passengers/${first.passenger_id}/board`, {
    method: 'PATCH', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body),
  });
  return 'status' in boarded ? `${boarded.status}` : 'boarded';
}

export async function seed(spawnerService: string): Promise<number> {
  const request: SpawnerPaths['/api/seed']['post']['requestBody']['content']['application/json'] = { route: '1A', start_hour: 7, end_hour: 9 };
  const progress = await call<Answer<SpawnerPaths, '/api/seed', 'post', 202>>(spawnerService, '/api/seed', {
    method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(request),
  });
  return progress.published;
}

export async function ticket(notifier: string): Promise<string> {
  return (await call<Answer<NotifierPaths, '/ws/ticket', 'post', 200>>(notifier, '/ws/ticket', { method: 'POST' })).ticket;
}

// @ts-expect-error There is no such field.
export const wrong: keyof Passenger = 'pasenger_id';
