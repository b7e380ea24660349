package commuter.system.conductors;

import static commuter.system.support.PassengerBody.LATITUDE;
import static commuter.system.support.PassengerBody.LONGITUDE;
import static org.assertj.core.api.Assertions.assertThat;

import commuter.schemas.CommandType;
import commuter.schemas.Json;
import commuter.schemas.Passenger;
import commuter.schemas.PassengerStatus;
import commuter.schemas.ReservoirId;
import commuter.system.conductors.KnownPassenger.Known;
import commuter.system.support.ApiClient;
import commuter.system.support.ApiClient.Answer;
import commuter.system.support.PassengerBody;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** A caller who makes random calls to any instance, and checks every answer. */
final class HttpConductor {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Map<String, ApiClient> instances;
    private final TestReservoirs reservoirs;
    private final CommandCounts commandCounts;
    private final Random random;
    private final String vehicle;

    /** @param instances by name */
    HttpConductor(
            Map<String, ApiClient> instances,
            TestReservoirs reservoirs,
            CommandCounts commandCounts,
            int number,
            long seed) {
        this.instances = instances;
        this.reservoirs = reservoirs;
        this.commandCounts = commandCounts;
        this.random = new Random(seed);
        this.vehicle = "BUS-" + number;
    }

    void act() throws Exception {
        int dice = random.nextInt(100);
        if (dice < 8) {
            create();
        } else if (dice < 58) {
            command();
        } else if (dice < 80) {
            list();
        } else if (dice < 90) {
            nearby();
        } else {
            one();
        }
    }

    private void create() throws Exception {
        ReservoirId reservoir = reservoirs.anyReservoir(random);
        List<Map<String, Object>> batch = new ArrayList<>();
        for (int i = random.nextInt(4); i >= 0; i--) {
            batch.add(passenger(reservoir));
        }
        String key = UUID.randomUUID().toString();
        Answer created = retry((api, name) -> api.post("/api/passengers", batch, "Idempotency-Key", key));
        assertThat(created.status()).as(created.body().toString()).isEqualTo(201);
        assertThat(created.body()).hasSize(batch.size());
        created.body().forEach(row -> reservoirs.add(read(row)));
        commandCounts.count("created");
    }

    private void command() throws Exception {
        List<KnownPassenger> candidates = reservoirs.passengersOf(reservoirs.anyReservoir(random));
        if (candidates.isEmpty()) {
            return;
        }
        KnownPassenger passenger = candidates.get(random.nextInt(candidates.size()));
        CommandType type = likely(passenger.now().passenger().status());
        String key = UUID.randomUUID().toString();
        String path = "/api/passengers/" + passenger.id() + "/" + type.name().toLowerCase(Locale.ROOT);
        Known before = passenger.beginCommand(type + " by " + vehicle);
        Answer answer = retry((api, name) -> {
            Answer sent = api.patch(path, Map.of("vehicle_id", vehicle), "Idempotency-Key", key);
            passenger.note(type + " of " + vehicle + " at " + name + ": " + sent.status() + " " + sent.text("detail"));
            return sent;
        });
        new CommandCheck(passenger, before, type, vehicle).check(answer);
        passenger.endCommand(type + " of " + vehicle);
        commandCounts.count(type + " " + answer.status());
    }

    /** Most of them are possible commands. */
    private CommandType likely(PassengerStatus status) {
        int dice = random.nextInt(10);
        return switch (status) {
            case WAITING -> dice < 7 ? CommandType.BOARD : dice < 9 ? CommandType.CANCEL : CommandType.ALIGHT;
            case BOARDED -> dice < 5 ? CommandType.ALIGHT : dice < 8 ? CommandType.CANCEL : CommandType.BOARD;
            case CANCELLED -> dice < 8 ? CommandType.REINSTATE : CommandType.BOARD;
            case ALIGHTED, EXPIRED -> dice < 5 ? CommandType.REINSTATE : CommandType.BOARD;
        };
    }

    private void list() throws Exception {
        ReservoirId reservoir = reservoirs.anyReservoir(random);
        Map<KnownPassenger, Known> before = known(reservoir);
        Answer answer = retry((api, name) -> api.get("/api/reservoirs/" + reservoir + "/available"));
        assertThat(answer.status()).isEqualTo(200);
        commandCounts.count("list " + answer.header("X-Cache"));
        compare(before, answer.body(), "a list " + answer.header("X-Cache"));
    }

    private void nearby() throws Exception {
        ReservoirId reservoir = reservoirs.anyRoute(random);
        Map<KnownPassenger, Known> before = known(reservoir);
        Answer answer = retry((api, name) -> api.get("/api/passengers/nearby?radius_km=10&max_results=1000&latitude="
                + LATITUDE + "&longitude=" + LONGITUDE + "&route_id=" + reservoir.id()));
        assertThat(answer.status()).isEqualTo(200);
        commandCounts.count("nearby " + answer.header("X-Cache"));
        compare(before, answer.body().path("data"), "nearby " + answer.header("X-Cache"));
    }

    private void one() throws Exception {
        List<KnownPassenger> candidates = reservoirs.passengersOf(reservoirs.anyReservoir(random));
        if (!candidates.isEmpty()) {
            KnownPassenger passenger = candidates.get(random.nextInt(candidates.size()));
            Known before = passenger.now();
            Answer answer = retry((api, name) -> api.get("/api/passengers/" + passenger.id()));
            assertThat(answer.status()).isEqualTo(200);
            passenger.learn(read(answer.body()), before, "the passenger's page");
            commandCounts.count("one");
        }
    }

    private Map<KnownPassenger, Known> known(ReservoirId reservoir) {
        Map<KnownPassenger, Known> known = new LinkedHashMap<>();
        reservoirs.passengersOf(reservoir).forEach(passenger -> known.put(passenger, passenger.now()));
        return known;
    }

    private static void compare(Map<KnownPassenger, Known> before, JsonNode rows, String source) {
        Map<String, Passenger> shown = new HashMap<>();
        rows.forEach(row -> shown.put(row.path("passenger_id").asString(), read(row)));
        before.forEach((passenger, known) -> {
            Passenger row = shown.get(passenger.id());
            if (row == null) {
                passenger.learnAbsence(known, source);
            } else if (row.status() != PassengerStatus.WAITING) {
                throw passenger.contradicted(source + " shows them as " + row.status());
            } else {
                passenger.learn(row, known, source);
            }
        });
    }

    /** A call of an instance. */
    private interface Call {
        Answer to(ApiClient api, String instance) throws Exception;
    }

    /** Repeats a call with the same key, to any instance, until there is an answer. */
    private Answer retry(Call call) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            String instance = random.nextBoolean() ? "one" : "other";
            Answer answer = call.to(instances.get(instance), instance);
            if ((answer.status() != 202 && answer.status() != 503) || System.nanoTime() > deadline) {
                return answer;
            }
            commandCounts.count("again after " + answer.status());
        }
    }

    private Map<String, Object> passenger(ReservoirId reservoir) {
        Map<String, Object> fields = PassengerBody.on(reservoir.id());
        fields.put("latitude", LATITUDE + random.nextDouble() * 0.01);
        fields.put("longitude", LONGITUDE + random.nextDouble() * 0.01);
        if (reservoir.kind() == ReservoirId.Kind.DEPOT) {
            fields.put("depot_id", reservoir.id());
        }
        return fields;
    }

    private static Passenger read(JsonNode row) {
        return Json.MAPPER.treeToValue(row, Passenger.class);
    }
}
