package commuter.system.support;

import commuter.standalone.Checkout;
import commuter.standalone.Ports;
import commuter.standalone.parts.Infrastructure;
import commuter.standalone.parts.JvmProfile;
import commuter.standalone.parts.KafkaNode;
import commuter.standalone.parts.KafkaPart;
import commuter.standalone.parts.Part;
import commuter.standalone.parts.PartFailedException;
import commuter.standalone.parts.ProcessStarter;
import commuter.standalone.parts.RedisPart;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * A cluster of three brokers, each of which a test may kill: three replicas of everything, two of which must be in
 * sync.
 */
public final class ThreeBrokers implements Infrastructure, AutoCloseable {
    private static final int BROKERS = 3;

    private final ProcessStarter starter = new ProcessStarter();
    private final List<KafkaPart> brokers = new ArrayList<>();
    private final RedisPart redis;
    private final Path folder;

    /** @param folder for records and logs */
    public ThreeBrokers(Path folder) {
        this.folder = folder;
        List<Integer> free = Ports.free(2 * BROKERS + 1);
        List<KafkaNode> nodes = KafkaNode.cluster(free.subList(0, BROKERS));
        for (KafkaNode node : nodes) {
            Path own = folder.resolve("kafka-" + node.number());
            brokers.add(new KafkaPart(
                    Checkout.find().launcher(),
                    own,
                    JvmProfile.QUICK_START,
                    free.get(BROKERS + node.number() - 1),
                    node,
                    own.resolve("kafka.log"),
                    starter));
        }
        redis = new RedisPart(
                folder.resolve("redis"), free.get(2 * BROKERS), "three-brokers", folder.resolve("redis.log"), starter);
    }

    public List<? extends Part> brokers() {
        return List.copyOf(brokers);
    }

    /** All three. They start together, because none is ready while it is alone. */
    @Override
    public Part kafka() {
        return new All();
    }

    @Override
    public Part redis() {
        return redis;
    }

    @Override
    public String bootstrapServers() {
        return brokers.stream().map(KafkaPart::bootstrapServers).collect(Collectors.joining(","));
    }

    @Override
    public String redisUrl() {
        return redis.url();
    }

    @Override
    public void close() {
        starter.close();
    }

    private final class All implements Part {
        @Override
        public String name() {
            return "Kafka";
        }

        @Override
        public void start() {
            each(Part::start);
        }

        @Override
        public void stop() {
            each(Part::stop);
        }

        @Override
        public void kill() {
            each(Part::kill);
        }

        @Override
        public void freeze() {
            each(Part::freeze);
        }

        @Override
        public void thaw() {
            each(Part::thaw);
        }

        @Override
        public Path log() {
            return folder;
        }

        @Override
        public void onFailure(Consumer<PartFailedException> listener) {
            each(broker -> broker.onFailure(listener));
        }

        private void each(Consumer<Part> work) {
            CompletableFuture.allOf(brokers.stream()
                            .map(broker -> CompletableFuture.runAsync(
                                    () -> work.accept(broker), run -> new Thread(run).start()))
                            .toArray(CompletableFuture[]::new))
                    .join();
        }
    }
}
