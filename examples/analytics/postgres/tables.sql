-- Where PostgresSink puts the events of passenger.lifecycle, and views of them. To be run once; again, it changes nothing.

-- Each event once: a record that comes again has the event_id of the first one.
CREATE TABLE IF NOT EXISTS lifecycle_events (
  event_id text PRIMARY KEY,
  event jsonb NOT NULL
);

-- One row for each event, flat: what happened, and the passenger after it.
CREATE OR REPLACE VIEW passenger_events AS
SELECT
  event.event_id, event.type, event.reservoir, event.sequence, event.occurred_at, event.command_id, passenger.*
FROM lifecycle_events,
  jsonb_to_record(lifecycle_events.event) AS event (
    event_id text, type text, reservoir text, sequence bigint, occurred_at timestamptz, command_id text
  ),
  jsonb_to_record(lifecycle_events.event -> 'passenger') AS passenger (
    passenger_id text, route_id text, depot_id text, direction text, stop_id text, spawned_at timestamptz,
    expires_at timestamptz, boarded_at timestamptz, alighted_at timestamptz, cancelled_at timestamptz,
    vehicle_id text, status text, priority integer, version bigint
  );

-- Each passenger in their latest state.
CREATE OR REPLACE VIEW passengers AS
SELECT DISTINCT ON (passenger_id) *
FROM passenger_events
ORDER BY passenger_id, sequence DESC;

-- Of the passengers who appeared in the hour: how many they are, how long those who boarded had waited on average, how
-- many gave up, and how many are or were on board. Hours are in the session's time zone:
--   SET TIME ZONE 'America/Barbados';
CREATE OR REPLACE VIEW route_hours AS
SELECT
  route_id,
  date_trunc('hour', spawned_at) AS hour,
  count(*) AS appeared,
  div(
    sum(extract(epoch FROM boarded_at - spawned_at) * 1000) FILTER (WHERE status IN ('BOARDED', 'ALIGHTED')),
    nullif(count(boarded_at) FILTER (WHERE status IN ('BOARDED', 'ALIGHTED')), 0)
  )::bigint AS mean_wait_ms,
  count(*) FILTER (WHERE status = 'EXPIRED') AS left_behind,
  count(*) FILTER (WHERE status IN ('BOARDED', 'ALIGHTED')) AS load
FROM passengers
GROUP BY route_id, date_trunc('hour', spawned_at);
