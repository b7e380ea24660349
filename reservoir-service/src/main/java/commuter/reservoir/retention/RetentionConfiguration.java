package commuter.reservoir.retention;

import commuter.reservoir.repository.PassengerRepository;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/** The retention job, its schedule and its metric. */
@Configuration(proxyBeanMethods = false)
class RetentionConfiguration {

    @Bean
    RetentionJob retentionJob(PassengerRepository passengers, RetentionSettings settings) {
        return new RetentionJob(passengers, settings, Clock.systemUTC());
    }

    /**
     * Stopped without waiting at shutdown: rows that were deleted stay deleted, and the others are due at the next run.
     */
    @Bean(destroyMethod = "shutdownNow")
    @SuppressWarnings("FutureReturnValueIgnored") // The task ends with the scheduler. The job throws nothing.
    ScheduledExecutorService housekeepingSchedule(RetentionJob retentionJob, RetentionSettings settings) {
        ScheduledExecutorService schedule =
                Executors.newSingleThreadScheduledExecutor(new CustomizableThreadFactory("housekeeping-"));
        long interval = settings.interval().toMillis();
        // A random delay, so that instances that start together do not run at the same time.
        long first = ThreadLocalRandom.current().nextLong(interval);
        schedule.scheduleWithFixedDelay(retentionJob, first, interval, TimeUnit.MILLISECONDS);
        return schedule;
    }

    @Bean
    MeterBinder housekeepingMeters(RetentionJob retentionJob) {
        return registry -> FunctionCounter.builder("commuter.reservoir.purged", retentionJob, RetentionJob::deleted)
                .description("Finished passengers deleted from Strapi")
                .register(registry);
    }
}
