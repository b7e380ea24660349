-- Mean wait, left behind and load by route and hour, from a dump of passenger.lifecycle.
-- Each line of the dump is a record as kcat -J writes it. Before this, say where it is and which time zone hours have:
--   SET VARIABLE dump = 'lifecycle.jsonl';
--   SET TimeZone = 'America/Barbados';

-- Each event once: a record that comes again has the event_id of the first one. What is no event is left out.
CREATE OR REPLACE TABLE passenger_events AS
SELECT DISTINCT ON (event_id)
  event ->> '$.event_id' AS event_id,
  event ->> '$.type' AS type,
  event ->> '$.reservoir' AS reservoir,
  (event ->> '$.sequence')::BIGINT AS sequence,
  (event ->> '$.occurred_at')::TIMESTAMPTZ AS occurred_at,
  event ->> '$.command_id' AS command_id,
  event ->> '$.passenger.passenger_id' AS passenger_id,
  event ->> '$.passenger.route_id' AS route_id,
  event ->> '$.passenger.depot_id' AS depot_id,
  event ->> '$.passenger.direction' AS direction,
  event ->> '$.passenger.stop_id' AS stop_id,
  (event ->> '$.passenger.spawned_at')::TIMESTAMPTZ AS spawned_at,
  (event ->> '$.passenger.expires_at')::TIMESTAMPTZ AS expires_at,
  (event ->> '$.passenger.boarded_at')::TIMESTAMPTZ AS boarded_at,
  (event ->> '$.passenger.alighted_at')::TIMESTAMPTZ AS alighted_at,
  (event ->> '$.passenger.cancelled_at')::TIMESTAMPTZ AS cancelled_at,
  event ->> '$.passenger.vehicle_id' AS vehicle_id,
  event ->> '$.passenger.status' AS status,
  (event ->> '$.passenger.priority')::INTEGER AS priority,
  (event ->> '$.passenger.version')::BIGINT AS version
FROM (
  SELECT TRY_CAST(payload AS JSON) AS event
  FROM read_json(getvariable('dump'), format = 'newline_delimited', columns = {payload: 'VARCHAR'})
)
WHERE event ->> '$.event_id' IS NOT NULL;

-- Each passenger in their latest state.
CREATE OR REPLACE VIEW passengers AS
SELECT *
FROM passenger_events
QUALIFY row_number() OVER (PARTITION BY passenger_id ORDER BY sequence DESC) = 1;

-- The beginning of an hour. date_trunc would take two hours for one where clocks are set back.
CREATE OR REPLACE MACRO hour_of(moment) AS
  make_timestamptz(epoch_us(moment) - epoch_us(moment) % 60_000_000 - minute(moment) * 60_000_000);

-- Of the passengers who appeared in the hour: how many they are, how long those who boarded had waited on average, how
-- many gave up, and how many are or were on board.
CREATE OR REPLACE VIEW route_hours AS
SELECT
  route_id,
  hour_of(spawned_at) AS hour,
  count(*) AS appeared,
  CAST(sum(date_diff('millisecond', spawned_at, boarded_at)) FILTER (WHERE status IN ('BOARDED', 'ALIGHTED')) AS BIGINT)
    // nullif(count(boarded_at) FILTER (WHERE status IN ('BOARDED', 'ALIGHTED')), 0) AS mean_wait_ms,
  count(*) FILTER (WHERE status = 'EXPIRED') AS left_behind,
  count(*) FILTER (WHERE status IN ('BOARDED', 'ALIGHTED')) AS load
FROM passengers
GROUP BY route_id, hour_of(spawned_at);
