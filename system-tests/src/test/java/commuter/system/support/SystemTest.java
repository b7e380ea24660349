package commuter.system.support;

import commuter.schemas.CommandResult;
import commuter.schemas.PassengerCommand;
import commuter.schemas.PassengerEvent;
import commuter.schemas.ReservoirId;
import commuter.standalone.Pipeline;
import commuter.standalone.Port;
import commuter.standalone.parts.Part;
import commuter.system.truth.Accounts;
import commuter.system.truth.Truth;
import commuter.system.workload.TestWorkload;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** The base class of all tests here: the pipeline, a route for this test, and clients outside of the services. */
@ExtendWith(RunningPipeline.class)
public abstract class SystemTest {
    protected final Scenario scenario = new Scenario();
    protected Pipeline pipeline;
    protected KafkaClient kafka;
    protected StrapiReader strapi;

    @BeforeEach
    void connect(Pipeline running) {
        pipeline = running;
        kafka = new KafkaClient(running.bootstrapServers());
        strapi = new StrapiReader(running);
    }

    @AfterEach
    void disconnect() {
        kafka.close();
    }

    protected WebSocketClient dashboard() {
        return new WebSocketClient(pipeline.url(Port.NOTIFIER));
    }

    protected ReservoirId reservoir() {
        return scenario.reservoir();
    }

    /** Audits everything that was published for this test's route. */
    protected Accounts audit() throws IOException {
        return new Truth(pipeline, List.of(kafka), Set.of(reservoir())).audit();
    }

    /** Audits everything that was published by a workload. */
    protected Accounts audit(TestWorkload testWorkload) throws IOException {
        return new Truth(pipeline, List.of(kafka), testWorkload.reservoirs()).audit();
    }

    /**
     * Breaks a part, runs an action, and repairs the part afterwards.
     *
     * @param harm such as {@code Part::kill} or {@code Part::freeze}
     * @param remedy the opposite, such as {@code Part::start} or {@code Part::thaw}
     */
    protected void whileHarmed(Port port, Consumer<Part> harm, Consumer<Part> remedy, Runnable work) {
        Part part = pipeline.part(port);
        harm.accept(part);
        try {
            work.run();
        } finally {
            remedy.accept(part);
        }
    }

    /** Waits for the result of a command that was sent. */
    protected CommandResult resultOf(PassengerCommand command) {
        Eventually.until(
                "the result of " + command.type(), () -> findResult(command).isPresent());
        return findResult(command).orElseThrow();
    }

    private Optional<CommandResult> findResult(PassengerCommand command) {
        return kafka.results(reservoir()).stream()
                .filter(result -> result.commandId().equals(command.commandId()))
                .findFirst();
    }

    /** Waits until the reservoir has published this number of events. */
    protected List<PassengerEvent> awaitEvents(int count) {
        Eventually.until(
                count + " events of " + reservoir(),
                () -> kafka.events(reservoir()).size() >= count);
        return kafka.events(reservoir());
    }
}
