package commuter.benchmarks;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * The result of {@code bin/bench spawn}; rates are the medians of the rounds.
 *
 * @param recordBytes average size of a record with its key and headers; the tool's records have the same size
 * @param requests that the spawner drew and published in a round
 * @param spawnerPerS drawn, and acknowledged by Kafka
 * @param producerPerS of Kafka's producer performance tool on the same topic
 * @param feed100kS seconds to read a feed of 100,000 stop times with a heap of 512 MB, including the start of its JVM
 */
record SpawnResult(
        long recordBytes,
        long requests,
        double spawnerPerS,
        double producerPerS,
        double ratio,
        @JsonProperty("feed_100k_s") double feed100kS,
        Machine machine)
        implements BenchmarkResult {

    static SpawnResult of(
            long recordBytes,
            long requests,
            List<Double> spawner,
            List<Double> producer,
            double feedSeconds,
            Machine machine) {
        double spawnerRate = median(spawner);
        double producerRate = median(producer);
        return new SpawnResult(
                recordBytes,
                requests,
                Math.round(spawnerRate),
                Math.round(producerRate),
                Math.round(spawnerRate / producerRate * 100) / 100.0,
                Math.round(feedSeconds * 100) / 100.0,
                machine);
    }

    @Override
    public void print(Report report) {
        report.say("");
        report.say("%,d requests of %d bytes; medians", requests, recordBytes);
        report.say("%-44s %,9.0f /s", "drawn, published and acknowledged", spawnerPerS);
        report.say("%-44s %,9.0f /s", "Kafka's producer performance tool", producerPerS);
        report.say("%-44s %9.2f", "ratio", ratio);
        report.say("%-44s %9.2f s", "to read a feed of 100,000 stop times", feed100kS);
        machine.describe(report);
    }

    private static double median(List<Double> sample) {
        return sample.stream().sorted().toList().get(sample.size() / 2);
    }
}
