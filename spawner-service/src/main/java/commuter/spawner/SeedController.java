package commuter.spawner;

import commuter.schemas.Json;
import commuter.spawner.network.Network;
import commuter.spawner.publishing.SpawnPublisher;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Publishes the passengers of chosen hours at once. */
@RestController
class SeedController {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Seeder seeder;
    private final SpawnPublisher publisher;
    private final Network network;
    private final DemandClock clock;

    SeedController(Seeder seeder, SpawnPublisher publisher, Network network, DemandClock clock) {
        this.seeder = seeder;
        this.publisher = publisher;
        this.network = network;
        this.clock = clock;
    }

    @PostMapping(path = "/api/seed", consumes = MediaType.APPLICATION_JSON_VALUE)
    Seeded seed(@RequestBody(required = false) byte @Nullable [] body) throws InterruptedException {
        LocalDate today = LocalDate.ofInstant(clock.real().instant(), network.zone());
        SeedSlice slice = SeedSlice.of(Json.read(body, SeedRequest.class), network, today);
        long announced = seeder.seed(slice);
        publisher.awaitAcknowledged(PATIENCE);
        return new Seeded(announced, slice.date(), slice.from(), slice.to());
    }

    /** @param to exclusive */
    record Seeded(long published, LocalDate date, Instant from, Instant to) {}
}
