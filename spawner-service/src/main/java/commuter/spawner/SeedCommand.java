package commuter.spawner;

import static java.nio.charset.StandardCharsets.UTF_8;

import commuter.schemas.InvalidRecordException;
import commuter.schemas.Json;
import commuter.schemas.ReservoirId;
import commuter.schemas.SpawnRequest;
import commuter.schemas.TopicProvisioner;
import commuter.schemas.Topics;
import commuter.spawner.demand.Explanation;
import commuter.spawner.publishing.KafkaUnavailableException;
import commuter.spawner.publishing.PublishingStats;
import commuter.spawner.publishing.SpawnPublisher;
import commuter.spawner.seeding.SeedSlice;
import commuter.spawner.seeding.Seeder;
import commuter.text.Escaped;
import commuter.text.TerminalQuestion;
import java.io.PrintWriter;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Publishes the passengers of chosen hours at once, or explains how many there would be. */
@Command(
        name = "seed",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true,
        description =
                "Publishes the passengers of chosen hours at once. The same command again changes nothing: they are the"
                        + " same passengers, who are known already.%n",
        footer = "%nExit codes: 0 done, 1 Kafka failed, 2 wrong option, feed or file.")
final class SeedCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private final SliceOptions slice = new SliceOptions();

    @Option(names = "--dry-run", description = "publish nothing; explain how many are expected for each route and hour")
    private boolean dryRun;

    @Option(names = "--json", description = "the result as one last line of JSON")
    private boolean json;

    @Mixin
    private final CommandOptions settings = new CommandOptions();

    @Option(
            names = "--bootstrap-servers",
            paramLabel = "HOST:PORT",
            description = "where Kafka is (default: the setting spring.kafka.bootstrap-servers, or localhost:9092)")
    private @Nullable String bootstrapServers;

    @Override
    public Integer call() throws InterruptedException {
        NetworkDemand networkDemand = NetworkDemand.read(settings.spawner());
        SeedSlice chosen = slice.slice(networkDemand.network());
        List<Explanation> hours = chosen.explain(networkDemand.demand());
        Set<String> served = hours.stream().map(Explanation::routeId).collect(Collectors.toSet());
        new DemandNotices(networkDemand, chosen, served)
                .lines()
                .forEach(line -> spec.commandLine().getErr().println("warning: " + line));
        double expected = hours.stream().mapToDouble(Explanation::lambda).sum();
        if (dryRun) {
            new ExplanationTable(out(), networkDemand.network().zone()).print(hours);
        } else {
            requireMeant(networkDemand.network().routes().size(), expected);
            seed(networkDemand, chosen, expected);
        }
        return 0;
    }

    /** Nobody gets a whole day of the whole network without having asked for it. */
    private void requireMeant(int routes, double expected) {
        if (!slice.isUnsaid()) {
            return;
        }
        String what = String.format(
                Locale.ROOT, "all %,d routes for the whole of today, about %,.0f passengers", routes, expected);
        boolean agreed = TerminalQuestion.ask("This seeds " + what + ". Go on?")
                .orElseThrow(() -> new InvalidRecordException(
                        "route",
                        "is required, or --all, since without it these are meant: " + what + "; --dry-run explains"));
        if (!agreed) {
            throw new InvalidRecordException("route", "nothing was seeded; name a route, or give --all");
        }
    }

    private void seed(NetworkDemand networkDemand, SeedSlice chosen, double expected) throws InterruptedException {
        KafkaProperties kafka = settings.kafka(bootstrapServers);
        provision(kafka);
        try (SpawnPublisher publisher = new SpawnPublisher(producer(kafka), new PublishingStats())) {
            publisher.open();
            long begun = System.nanoTime();
            try (ProgressBar bar = bar(expected)) {
                Seeder seeder = new Seeder(settings.spawner().demand().window(), publisher);
                seeder.seed(chosen, networkDemand.demand(), bar::stepBy);
                awaitAcknowledged(publisher);
                publisher.requireNoneRefused(0);
                bar.maxHint(bar.getCurrent());
            }
            tell(new Result(publisher.acknowledged(), expected, (System.nanoTime() - begun) / 1e9, chosen));
        }
    }

    private void provision(KafkaProperties kafka) {
        try (Admin admin = Admin.create(kafka.buildAdminProperties())) {
            new TopicProvisioner(admin, settings.topics().plan()).provision();
        } catch (KafkaException e) {
            String servers = String.join(",", kafka.getBootstrapServers());
            throw new KafkaException("at " + servers + " (--bootstrap-servers): " + e.getMessage(), e);
        }
    }

    private void tell(Result result) {
        if (json) {
            out().println(Escaped.json(new String(Json.write(result), UTF_8)));
            return;
        }
        SeedSlice seeded = result.slice();
        out().println(Escaped.line(String.format(
                Locale.ROOT,
                "Published %,d passengers of %s, %s to %s, in %.1f s: %,.0f a second. %,.1f were expected.",
                result.published(),
                seeded.routes().isEmpty() ? "all routes" : "route " + String.join(", ", seeded.routes()),
                seeded.from(),
                seeded.to(),
                result.seconds(),
                result.perSecond(),
                result.expected())));
    }

    /** @param published number of passengers that Kafka has acknowledged */
    record Result(long published, double expected, double seconds, double perSecond, SeedSlice slice) {
        Result(long published, double expected, double seconds, SeedSlice slice) {
            this(published, expected, seconds, published / seconds, slice);
        }
    }

    /** Waits as long as necessary: no published passenger is given up. */
    private void awaitAcknowledged(SpawnPublisher publisher) throws InterruptedException {
        while (publisher.outstanding() > 0) {
            try {
                long unused = publisher.awaitAcknowledged(PATIENCE);
            } catch (KafkaUnavailableException e) {
                spec.commandLine().getErr().println(e.getMessage() + " (Ctrl-C gives up)");
            }
        }
    }

    /** The progress line overwrites itself, which only a terminal supports. */
    private static ProgressBar bar(double expected) {
        ProgressBarBuilder bar = new ProgressBarBuilder()
                .setTaskName("Seeding")
                .setInitialMax(Math.round(expected))
                .setStyle(ProgressBarStyle.ASCII)
                .showSpeed(new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.ROOT)))
                .setUpdateIntervalMillis(200);
        if (!Boolean.getBoolean("commuter.terminal")) {
            bar.setConsumer(new DelegatingProgressBarConsumer(line -> {}));
        }
        return bar.build();
    }

    private static Producer<ReservoirId, SpawnRequest> producer(KafkaProperties kafka) {
        Map<String, Object> config = kafka.buildProducerProperties();
        return new KafkaProducer<>(
                config,
                Topics.SPAWN_REQUESTS.keySerde().serializer(),
                Topics.SPAWN_REQUESTS.valueSerde().serializer());
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
