package commuter.reservoir.write;

import commuter.reservoir.health.DependencyOutages;
import commuter.reservoir.repository.PassengerRepository;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/** The writer of batches, and the threads it runs on. */
@Configuration(proxyBeanMethods = false)
class DispatchConfiguration {

    @Bean
    BatchWriter batchWriter(
            PassengerRepository passengers,
            CacheInvalidation cache,
            DependencyOutages outages,
            MeterRegistry registry) {
        return new BatchWriter(passengers, cache, new Retrier(outages), new Throughput(registry));
    }

    @Bean
    OutageMeters outageMeters(DependencyOutages outages) {
        return new OutageMeters(outages);
    }

    /**
     * One thread for each task with a batch in flight. They are stopped at once at shutdown, because every batch is
     * sent again.
     */
    @Bean(destroyMethod = "shutdownNow")
    ExecutorService batchThreads() {
        return Executors.newCachedThreadPool(new CustomizableThreadFactory("batch-"));
    }
}
