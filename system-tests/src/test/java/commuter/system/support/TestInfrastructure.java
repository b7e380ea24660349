package commuter.system.support;

import commuter.standalone.parts.Infrastructure;
import java.util.Optional;
import org.testcontainers.DockerClientFactory;

/** Chooses what the tests run on: containers where Docker runs, processes of this machine where it does not. */
final class TestInfrastructure {
    private TestInfrastructure() {}

    /** Empty where Docker does not run; the pipeline then uses its own embedded parts. */
    static Optional<Infrastructure> containers() {
        return DockerClientFactory.instance().isDockerAvailable()
                ? Optional.of(new ContainerInfrastructure())
                : Optional.empty();
    }
}
