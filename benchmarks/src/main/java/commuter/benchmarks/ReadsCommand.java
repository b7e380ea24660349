package commuter.benchmarks;

import commuter.standalone.Pipeline;
import commuter.standalone.Port;
import commuter.standalone.Ports;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bin/bench reads}: the benefit of the cache. */
@Command(
        name = "reads",
        mixinStandardHelpOptions = true,
        header = "Lists of who waits, over HTTP, beside the same query to Strapi.",
        usageHelpAutoWidth = true,
        description = {
            "Reads lists of who waits, over HTTP:",
            "  scenario  three reads of one list that is not cached, while Strapi takes 300 ms longer, beside one query",
            "  hit, miss latency under 1, 20 and 100 clients, and Redis's own GET of the same list",
            "  direct    the same query straight to Strapi",
            "  cold      how many queries 100 readers of one list that is not cached cost"
        })
final class ReadsCommand implements Callable<Integer> {
    private static final int ROUTES = Workload.ROUTES;
    private static final Duration SLOW = Duration.ofMillis(300);
    private static final int CLIENTS = 20;
    private static final int MANY_CLIENTS = 100;

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Option(
            names = "--waiting",
            paramLabel = "N",
            defaultValue = "100",
            description = "passengers in each list (default: 100)")
    private int waiting;

    @Option(
            names = "--calls",
            paramLabel = "N",
            defaultValue = "20000",
            description = "calls for each result of hits (default: 20000)")
    private int calls;

    @Option(
            names = "--warm-up",
            paramLabel = "S",
            defaultValue = "40",
            description =
                    "seconds of hits, for the compilers of the JVMs to be done, then a quarter each of queries and of misses (default: 40)")
    private int warmUp;

    @Override
    public Integer call() throws Exception {
        common.require("--waiting", waiting, 1, 10_000);
        common.require("--calls", calls, 100, 1_000_000);
        common.require("--warm-up", warmUp, 0, 600);
        Measurement measurement = common.begin();
        Report report = measurement.report();
        Ports ports = Ports.free().chosen();
        try (StrapiProxy proxy = new StrapiProxy(ports.of(Port.STRAPI));
                FreshPipeline pipeline = FreshPipeline.start(Pipeline.builder()
                        .data(measurement.folder(), true)
                        .ports(ports)
                        .only(Port.KAFKA, Port.REDIS, Port.STRAPI, Port.RESERVOIR)
                        .setting(Port.RESERVOIR, "commuter.strapi.url", proxy.url()))) {
            long unused = StrapiRoute.bulk(pipeline.parts()).post(StrapiRoute.bulkBodies(0, waiting * ROUTES, 1000));
            pipeline.requireRows((long) waiting * ROUTES);
            try (RedisSocket redis = new RedisSocket(pipeline.parts().redisUrl());
                    Readers readers = new Readers()) {
                Run run = new Run(pipeline.parts(), proxy, redis, readers, report);
                measurement.end(run.result(measurement.machine()));
            }
        }
        return 0;
    }

    /** One measurement of everything. */
    private final class Run {
        private final Pipeline parts;
        private final StrapiProxy proxy;
        private final RedisSocket redis;
        private final Readers readers;
        private final Report report;

        Run(Pipeline parts, StrapiProxy proxy, RedisSocket redis, Readers readers, Report report) {
            this.parts = parts;
            this.proxy = proxy;
            this.redis = redis;
            this.readers = readers;
            this.report = report;
        }

        ReadsResult result(Machine machine) throws IOException, InterruptedException {
            report.say("warming up ...");
            readers.warmUp(Duration.ofSeconds(warmUp), CLIENTS, cached(0));
            readers.warmUp(Duration.ofSeconds(warmUp / 4), CLIENTS, direct(0, parts.url(Port.STRAPI)));
            long until = System.nanoTime() + Duration.ofSeconds(warmUp / 4).toNanos();
            while (System.nanoTime() < until) {
                double unused = missed(1);
            }
            report.say("the scenario ...");
            proxy.delay(SLOW);
            double query = median(ROUTES, n -> readers.call(direct(n, proxy.url())));
            double scenario = median(ROUTES, this::threeReads);
            int before = proxy.queries();
            forget(1);
            readers.callFrom(MANY_CLIENTS, 1, cached(1));
            int coldQueries = proxy.queries() - before;
            proxy.delay(Duration.ZERO);
            report.say("hits and misses ...");
            double miss = missed(1);
            double miss20 = missed(CLIENTS);
            double miss100 = missed(MANY_CLIENTS);
            readers.call(cached(0));
            double hit = readers.callFrom(1, calls, cached(0)).p50();
            Readers.Measurements hits = readers.callFrom(CLIENTS, Math.max(1, calls / CLIENTS), cached(0));
            double hit100 = readers.callFrom(MANY_CLIENTS, Math.max(1, calls / MANY_CLIENTS), cached(0))
                    .p50();
            Readers.Measurements straight =
                    readers.callFrom(CLIENTS, Math.max(1, calls / CLIENTS / 10), direct(0, parts.url(Port.STRAPI)));
            double get = median(1000, n -> timed(() -> redis.get(key(0))));
            return new ReadsResult(
                    waiting,
                    query,
                    scenario,
                    rounded(scenario / query),
                    hit,
                    hits.p50(),
                    hit100,
                    miss,
                    miss20,
                    miss100,
                    get,
                    Math.round(hits.perSecond()),
                    Math.round(straight.perSecond()),
                    rounded(hits.perSecond() / straight.perSecond()),
                    coldQueries,
                    machine);
        }

        private Duration threeReads(int route) throws IOException, InterruptedException {
            forget(route);
            Duration all = Duration.ZERO;
            for (int i = 0; i < 3; i++) {
                all = all.plus(readers.call(cached(route)));
            }
            return all;
        }

        /** Clients that all miss the list at the same time: one reads it, and the others wait for that. */
        private double missed(int clients) throws IOException, InterruptedException {
            List<Duration> misses = new ArrayList<>();
            for (int i = 0; i < ROUTES; i++) {
                forget(i);
                misses.addAll(readers.callFrom(clients, 1, cached(i)).calls());
            }
            return Median.of(misses);
        }

        private void forget(int route) throws IOException {
            redis.delete(key(route));
        }

        private String key(int route) {
            return "available:{route:bench-" + route % ROUTES + "}:v";
        }

        private HttpRequest cached(int route) {
            return HttpRequest.newBuilder(URI.create(
                            parts.url(Port.RESERVOIR) + "/api/reservoirs/route:bench-" + route % ROUTES + "/available"))
                    .build();
        }

        private HttpRequest direct(int route, String strapi) {
            return HttpRequest.newBuilder(URI.create(
                            strapi + "/api/active-passengers/available?reservoir=route%3Abench-" + route % ROUTES))
                    .header("Authorization", "Bearer " + parts.strapiToken())
                    .build();
        }
    }

    private interface Timed {
        Duration run(int n) throws IOException, InterruptedException;
    }

    private static double median(int times, Timed timed) throws IOException, InterruptedException {
        List<Duration> all = new ArrayList<>();
        for (int n = 0; n < times; n++) {
            all.add(timed.run(n));
        }
        return Median.of(all);
    }

    private interface Action {
        int run() throws IOException;
    }

    private static Duration timed(Action action) throws IOException {
        long begun = System.nanoTime();
        int unused = action.run();
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    private static double rounded(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
