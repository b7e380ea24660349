package commuter.examples.analytics;

import commuter.schemas.JsonSerde;
import commuter.schemas.PassengerEvent;
import commuter.schemas.ReservoirId;
import commuter.schemas.Topics;
import java.time.ZoneId;
import java.util.Set;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** From the events of passengers to the figures of each route and hour. */
final class RouteHoursTopology {
    /** Has the latest figures of each route and hour. */
    static final String OUTPUT = "route-hours";

    private static final Serde<HourKey> KEYS = new JsonSerde<>(HourKey.class);
    private static final Serde<HourCounts> COUNTS = new JsonSerde<>(HourCounts.class);
    private static final Serde<RouteHour> FIGURES = new JsonSerde<>(RouteHour.class);

    private RouteHoursTopology() {}

    /** @param zone the time zone of the hours */
    static Topology in(ZoneId zone) {
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream(
                        Topics.LIFECYCLE.name(),
                        Consumed.with(Topics.LIFECYCLE.keySerde(), Topics.LIFECYCLE.valueSerde()))
                .filter((reservoir, event) -> event != null)
                .process(new Changes(zone))
                .groupByKey(Grouped.with("by-route-and-hour", KEYS, COUNTS))
                .reduce(HourCounts::plus, Materialized.with(KEYS, COUNTS))
                .toStream()
                .mapValues(RouteHour::of)
                .to(OUTPUT, Produced.with(KEYS, FIGURES));
        return builder.build();
    }

    /** Makes the first step of each task, with its store. */
    private record Changes(ZoneId zone) implements ProcessorSupplier<ReservoirId, PassengerEvent, HourKey, HourCounts> {

        @Override
        public Processor<ReservoirId, PassengerEvent, HourKey, HourCounts> get() {
            return new CountChanges(zone);
        }

        @Override
        public Set<StoreBuilder<?>> stores() {
            return Set.of(Stores.keyValueStoreBuilder(
                    Stores.persistentKeyValueStore(CountChanges.STORE),
                    Serdes.String(),
                    new JsonSerde<>(CountedPassenger.class)));
        }
    }
}
