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

/** The housekeeper, its schedule, and what monitoring sees of it. */
@Configuration(proxyBeanMethods = false)
class RetentionConfiguration {

    @Bean
    RetentionJob housekeeper(PassengerRepository passengers, RetentionSettings settings) {
        return new RetentionJob(passengers, settings, Clock.systemUTC());
    }

    /** Stopped at once at the end: what it was deleting is deleted, or is due next time. */
    @Bean(destroyMethod = "shutdownNow")
    @SuppressWarnings("FutureReturnValueIgnored") // It ends with the schedule; the housekeeper throws nothing.
    ScheduledExecutorService housekeepingSchedule(RetentionJob retentionJob, RetentionSettings settings) {
        ScheduledExecutorService schedule =
                Executors.newSingleThreadScheduledExecutor(new CustomizableThreadFactory("housekeeping-"));
        long interval = settings.interval().toMillis();
        // Instances that start together take turns.
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
