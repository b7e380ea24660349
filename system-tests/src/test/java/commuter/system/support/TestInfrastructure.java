package commuter.system.support;

import commuter.standalone.parts.Infrastructure;
import java.util.Optional;
import org.testcontainers.DockerClientFactory;

/** Chooses how the tests run Kafka and Redis: in containers if Docker runs, otherwise as processes on this machine. */
final class TestInfrastructure {
    private TestInfrastructure() {}

    /** Empty where Docker does not run; the pipeline then uses its own embedded parts. */
    static Optional<Infrastructure> containers() {
        return DockerClientFactory.instance().isDockerAvailable()
                ? Optional.of(new ContainerInfrastructure())
                : Optional.empty();
    }
}
