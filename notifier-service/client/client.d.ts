// Types of client.js, written by hand. ClientPackageTest compares them with the JSON Schemas and docs/asyncapi.yaml.

export type Status = 'WAITING' | 'BOARDED' | 'ALIGHTED' | 'CANCELLED' | 'EXPIRED';
export type EventType = 'SPAWNED' | 'BOARDED' | 'ALIGHTED' | 'CANCELLED' | 'EXPIRED' | 'STATE_CHANGED';

/** One passenger in one state. Times are ISO-8601 in UTC; a field without a value is absent or null. */
export interface Passenger {
  passenger_id: string;
  /** Where they wait or waited, such as `route:1A` or `depot:FAIRCHILD`. */
  reservoir: string;
  route_id: string;
  depot_id?: string | null;
  direction: 'INBOUND' | 'OUTBOUND';
  stop_id?: string | null;
  latitude: number;
  longitude: number;
  destination_stop_id?: string | null;
  destination_lat: number;
  destination_lon: number;
  destination_name: string;
  spawned_at: string;
  /** When a passenger who still waits gives up. */
  expires_at: string;
  boarded_at?: string | null;
  alighted_at?: string | null;
  cancelled_at?: string | null;
  vehicle_id?: string | null;
  status: Status;
  /** 1 to 5. */
  priority: number;
  /** Counts the passenger's states 1, 2, 3 ... */
  version: number;
}

/** Something that happened to a passenger. */
export interface PassengerEvent {
  /** The same id is the same event. */
  event_id: string;
  type: EventType;
  reservoir: string;
  /** Counts the reservoir's events 1, 2, 3 ... without a gap. */
  sequence: number;
  /** The passenger after the event. */
  passenger: Passenger;
  occurred_at: string;
  command_id?: string | null;
}

/** The counts of a reservoir. */
export interface ReservoirStats {
  reservoir: string;
  /** The last event that these counts include. */
  sequence: number;
  waiting: number;
  boarded: number;
  /** When the passenger appeared who has waited longest. */
  waiting_since?: string | null;
  /** Events by type since the reservoir's first. */
  totals: { spawned: number; boarded: number; alighted: number; cancelled: number; expired: number };
  as_of: string;
}

/** Which events to get; the fields are explained in docs/websocket.md. `*` means all routes or depots. */
export interface Subscription {
  route?: string;
  depot?: string;
  routes?: readonly string[];
  depots?: readonly string[];
  types?: readonly string[];
  vehicles?: readonly string[];
  /** The reservoirs' stats, too. */
  stats?: boolean;
  /** First the passengers who wait now. */
  snapshot?: boolean;
  /** Events that arrive together come in one message; listeners still get one for each. */
  batch?: boolean;
}

export interface Connected {
  client_id: string;
  ping_interval_ms: number;
  pong_timeout_ms: number;
  max_frame_bytes: number;
  max_queued_bytes: number;
  max_subscriptions: number;
}

export interface Snapshot {
  reservoir?: string;
  passengers: Passenger[];
  /** How many such messages follow; 0 in the last. */
  remaining: number;
}

/** Events are missing. */
export interface Gap {
  reason: 'retention_over' | 'other_log' | 'unknown_position';
}

export type ErrorCode =
  | 'bad_json'
  | 'unknown_type'
  | 'unknown_field'
  | 'missing_field'
  | 'invalid_field'
  | 'too_many_subscriptions'
  | 'too_many_bytes'
  | 'invalid_cursor'
  | 'resume_not_first'
  | 'forbidden'
  | 'snapshot_unavailable'
  | 'busy';

export interface StreamError {
  code: ErrorCode;
  field?: string | null;
  message: string;
  /** With `snapshot_unavailable`: the reservoirs of which it is not known who waits. */
  reservoirs?: string[];
}

interface Envelope<Type extends string, Data> {
  type: Type;
  data: Data;
  /** When the notifier encoded the message. */
  timestamp: string;
  /** Where the receiver then stands in the log; opaque. */
  cursor?: string;
}

/** What a listener for `message` gets; `type` tells what `data` is. */
export type Message =
  | Envelope<'connected', Connected>
  | Envelope<'subscribed' | 'unsubscribed', Subscription>
  | Envelope<`passenger:${Lowercase<EventType>}`, PassengerEvent>
  | Envelope<'snapshot', Snapshot>
  | Envelope<'reservoir:stats', ReservoirStats>
  | Envelope<'gap', Gap>
  | Envelope<'error', StreamError>
  | Envelope<'pong', object>;

export interface StreamState {
  /** `closed` is followed by another attempt, `ended` by none. */
  state: 'connecting' | 'open' | 'closed' | 'ended';
  /** For people. */
  text: string;
  /** Why the connection was closed, if that is known. */
  why?: string;
  /** When the next attempt is made, with `closed`. */
  retryInMs?: number;
  /** With `ended`: the token is wrong or missing (401), or has no right to read (403). */
  status?: 401 | 403;
}

/** A value, or a function that is called for it before each connection. */
export type Setting<T> = T | (() => T | Promise<T>);

/** As much of a WebSocket as the client needs. */
export interface WebSocketLike {
  readonly readyState: number;
  onmessage: ((event: any) => void) | null;
  onclose: ((event: any) => void) | null;
  onerror: ((event: any) => void) | null;
  send(text: string): void;
  close(code?: number): void;
}

export interface StreamOptions {
  /** An API key or a token (JWT). With it a ticket is fetched for each connection. */
  token?: Setting<string | null | undefined>;
  /** A ticket, where somebody else fetches it. */
  ticket?: Setting<string | null | undefined>;
  /** A cursor to resume from. */
  cursor?: string | null;
  /** Before the second attempt to connect, in milliseconds; 500 by default. It doubles with each attempt. */
  firstDelayMs?: number;
  /** The longest time between two attempts, in milliseconds; 15,000 by default. */
  longestDelayMs?: number;
  /** How long to wait for a ticket, in milliseconds; 10,000 by default. */
  patienceMs?: number;
  /** How often the notifier is asked for a sign of life: 5,000. */
  pingMs?: number;
  /** How long it may take to give one, or to connect, until the connection counts as lost: 8,000. */
  silenceMs?: number;
  /** What to use instead of the global WebSocket, which Node.js 20 does not have. */
  WebSocket?: new (url: string) => WebSocketLike;
  /** What to use instead of the global fetch. */
  fetch?: typeof fetch;
}

export type StreamEvent<T> = Event & { readonly detail: T };

export interface StreamEvents {
  message: StreamEvent<Message>;
  state: StreamEvent<StreamState>;
  gap: StreamEvent<Gap>;
}

type Listener = Parameters<EventTarget['addEventListener']>[1];
type ListenerOptions = Parameters<EventTarget['addEventListener']>[2];

/** One subscription that outlives its connections: it reconnects, and resumes where it was. */
export class CommuterStream extends EventTarget {
  /**
   * @param url the address of /ws/stream, absolute where there is no page
   * @throws TypeError if there is no WebSocket, neither here nor among the options
   */
  constructor(url: Setting<string | URL>, subscription: Subscription, options?: StreamOptions);

  /** All before it has been dispatched. Null until there is something to resume. */
  get cursor(): string | null;

  /** Connects. What fails is told as `state`; the promise never rejects. */
  open(): Promise<void>;

  /** Ends the stream; `open` goes on where it was. */
  close(): void;

  addEventListener<Name extends keyof StreamEvents>(
    type: Name,
    listener: ((event: StreamEvents[Name]) => void) | null,
    options?: ListenerOptions,
  ): void;
  addEventListener(type: string, listener: Listener, options?: ListenerOptions): void;

  removeEventListener<Name extends keyof StreamEvents>(
    type: Name,
    listener: ((event: StreamEvents[Name]) => void) | null,
    options?: Parameters<EventTarget['removeEventListener']>[2],
  ): void;
  removeEventListener(type: string, listener: Listener, options?: Parameters<EventTarget['removeEventListener']>[2]): void;
}

/** Who waits now, from snapshots and events. */
export class WaitingPassengers implements Iterable<Passenger> {
  /** Takes a message; those that change nothing are ignored. */
  apply(message: Message): void;

  /** Those who wait in a reservoir such as `route:1A`, by passenger_id. */
  of(reservoir: string): ReadonlyMap<string, Passenger>;

  /** The reservoirs whose list could not be read: more may wait there than are known. */
  get unknown(): ReadonlySet<string>;

  get size(): number;

  [Symbol.iterator](): IterableIterator<Passenger>;
}
