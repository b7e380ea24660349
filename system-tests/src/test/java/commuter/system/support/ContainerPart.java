package commuter.system.support;

import commuter.standalone.parts.Part;
import commuter.standalone.parts.PartFailedException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.testcontainers.containers.GenericContainer;

/** A part of the pipeline that runs in a container. */
final class ContainerPart implements Part {
    private final String name;
    private final GenericContainer<?> container;

    ContainerPart(String name, GenericContainer<?> container) {
        this.name = name;
        this.container = container;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void start() {
        container.start();
    }

    @Override
    public void stop() {
        container.stop();
    }

    @Override
    public void kill() {
        container.getDockerClient().killContainerCmd(container.getContainerId()).exec();
        container.stop();
    }

    @Override
    public void freeze() {
        container
                .getDockerClient()
                .pauseContainerCmd(container.getContainerId())
                .exec();
    }

    @Override
    public void thaw() {
        container
                .getDockerClient()
                .unpauseContainerCmd(container.getContainerId())
                .exec();
    }

    @Override
    public Path log() {
        return Path.of(name.toLowerCase(java.util.Locale.ROOT) + "-container");
    }

    @Override
    public void onFailure(Consumer<PartFailedException> listener) {
        // Docker keeps containers running; if a container ends, tests fail.
    }
}
