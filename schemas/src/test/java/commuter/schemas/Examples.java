package commuter.schemas;

import java.time.Instant;

/** One valid record of each kind. */
final class Examples {
    static final String PASSENGER_ID = "PASS_" + "0123456789ABCDEF".repeat(2);
    static final ReservoirId RESERVOIR = ReservoirId.route("1A");
    static final Instant TIME = Instant.parse("2026-03-02T07:30:00Z");

    private Examples() {}

    static SpawnRequest spawnRequest() {
        return new SpawnRequest(
                PASSENGER_ID,
                RESERVOIR,
                "1A",
                null,
                Direction.OUTBOUND,
                "S1",
                13.1,
                -59.6,
                "S9",
                13.2,
                -59.5,
                "Six Roads",
                TIME,
                TIME.plusSeconds(1800),
                3);
    }

    /** One with a value in every field. */
    static SpawnRequest completeSpawnRequest(String name) {
        return new SpawnRequest(
                PASSENGER_ID,
                ReservoirId.depot(name),
                "1A",
                name,
                Direction.INBOUND,
                "S1",
                13.1,
                -59.6,
                "S9",
                1e-5,
                -59.123456789,
                name,
                TIME.plusMillis(1),
                TIME.plusSeconds(1800),
                5);
    }

    /** One without all optional fields. */
    static SpawnRequest bareSpawnRequest(String route) {
        return new SpawnRequest(
                PASSENGER_ID,
                ReservoirId.route(route),
                route,
                null,
                Direction.OUTBOUND,
                null,
                13,
                -59.6,
                null,
                0,
                -180,
                null,
                TIME,
                null,
                null);
    }

    static Passenger passenger() {
        return new Passenger(
                PASSENGER_ID,
                RESERVOIR,
                "1A",
                null,
                Direction.OUTBOUND,
                "S1",
                13.1,
                -59.6,
                "S9",
                13.2,
                -59.5,
                "Six Roads",
                TIME,
                TIME.plusSeconds(1800),
                TIME.plusSeconds(60),
                null,
                null,
                "BUS-7",
                PassengerStatus.BOARDED,
                3,
                2);
    }

    /** One with a value in every field. */
    static Passenger completePassenger() {
        return new Passenger(
                PASSENGER_ID,
                ReservoirId.depot("D1"),
                "1A",
                "D1",
                Direction.INBOUND,
                "S1",
                13.1,
                -59.6,
                "S9",
                13.2,
                -59.5,
                "Six \"Roads\" \u00e9",
                TIME,
                TIME.plusSeconds(1800),
                TIME.plusSeconds(60),
                TIME.plusMillis(61_001),
                TIME.plusSeconds(62),
                "BUS-7",
                PassengerStatus.CANCELLED,
                5,
                Long.MAX_VALUE);
    }

    static PassengerCommand command() {
        return new PassengerCommand(
                "c-1", CommandType.BOARD, PASSENGER_ID, RESERVOIR, "BUS-7", TIME.plusSeconds(60), TIME.plusSeconds(90));
    }

    static PassengerEvent event() {
        return new PassengerEvent("e-1", EventType.BOARDED, RESERVOIR, 17, passenger(), TIME.plusSeconds(60), "c-1");
    }

    /** One with a value in every field. */
    static PassengerEvent completeEvent() {
        Passenger passenger = completePassenger();
        return new PassengerEvent(
                "e-2", EventType.CANCELLED, passenger.reservoir(), 18, passenger, TIME.plusSeconds(62), "c-2");
    }

    static CommandResult result() {
        return new CommandResult(
                "c-1",
                CommandType.BOARD,
                Outcome.REJECTED,
                RejectionReason.ALREADY_BOARDED,
                "boarded by BUS-7",
                PASSENGER_ID,
                RESERVOIR,
                "BUS-8",
                passenger(),
                TIME.plusSeconds(61));
    }

    static ReservoirStats stats() {
        return new ReservoirStats(
                RESERVOIR, 17, 4, 2, TIME.minusSeconds(90), new ReservoirStats.Totals(9, 5, 3, 1, 0), TIME);
    }
}
