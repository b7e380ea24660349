package commuter.spawner.seeding;

import commuter.access.Caller;
import commuter.schemas.Json;
import commuter.spawner.demand.Demand;
import commuter.spawner.demand.DemandWarnings;
import commuter.spawner.demand.Explanation;
import commuter.spawner.network.Network;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Publishes the passengers of chosen hours at once. */
@RestController
class SeedController {
    private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(2);

    private final SeedJobs jobs;
    private final Network network;
    private final Demand demand;
    private final DemandWarnings warnings;

    SeedController(SeedJobs jobs, Network network, Demand demand, DemandWarnings warnings) {
        this.jobs = jobs;
        this.network = network;
        this.demand = demand;
        this.warnings = warnings;
    }

    /**
     * What a seeding would publish.
     *
     * @param to exclusive
     * @param warnings places where no passenger ever waits from that day on, one line for each
     */
    record Plan(
            LocalDate date,
            Instant from,
            Instant to,
            double expected,
            List<Explanation> hours,
            List<String> warnings) {}

    /**
     * Callers who are restricted to some routes seed these. Answers 200 when it is done, or 202 with the address of its
     * progress if it takes longer.
     */
    @PostMapping(path = "/api/seed", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Object> seed(
            @AuthenticationPrincipal Caller caller, @RequestBody(required = false) byte @Nullable [] body)
            throws InterruptedException {
        SeedRequest request = Json.read(body, SeedRequest.class);
        LocalDate today = LocalDate.ofInstant(InstantSource.system().instant(), network.zone());
        SeedSlice slice = SeedSlice.of(request, network, today).openTo(caller);
        Demand drawn = request.seed() == null ? demand : demand.withSeed(request.seed());
        if (Boolean.TRUE.equals(request.dryRun())) {
            return ResponseEntity.ok(plan(slice));
        }
        SeedJob job = jobs.start(slice, drawn, warnings.from(slice.date()));
        job.await(ANSWERED_WITHIN);
        SeedJob.Progress progress = job.progress();
        return ResponseEntity.status(progress.state() == SeedJob.State.RUNNING ? HttpStatus.ACCEPTED : HttpStatus.OK)
                .location(URI.create("/api/seed/" + job.id()))
                .body(progress);
    }

    @GetMapping("/api/seed/{id}")
    SeedJob.Progress progress(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
        return jobs.find(id)
                .filter(job -> job.slice().isOpenTo(caller))
                .orElseThrow(() -> new ResponseStatusException(
                        HttpStatus.NOT_FOUND, "There is no seeding '" + id + "', or it was long ago"))
                .progress();
    }

    private Plan plan(SeedSlice slice) {
        List<Explanation> hours = slice.explain(demand);
        double expected = hours.stream().mapToDouble(Explanation::lambda).sum();
        return new Plan(
                slice.date(),
                slice.from(),
                slice.to(),
                Math.round(expected * 10) / 10.0,
                hours,
                warnings.from(slice.date()));
    }
}
