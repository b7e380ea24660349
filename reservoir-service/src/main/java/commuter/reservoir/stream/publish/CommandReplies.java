package commuter.reservoir.stream.publish;

import commuter.reservoir.passenger.Rejection;
import commuter.reservoir.stream.intake.TimeOfWriting;
import commuter.reservoir.stream.metrics.OutcomeCounters;
import commuter.reservoir.stream.model.Input;
import commuter.reservoir.stream.state.ResultStore;
import commuter.schemas.CommandResult;
import commuter.schemas.Outcome;
import commuter.schemas.Passenger;
import commuter.schemas.PassengerCommand;
import commuter.schemas.RejectionReason;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Publishes the results of commands, and remembers them. Belongs to the stream thread. */
public final class CommandReplies {
    private final ResultStore results;
    private final EventPublisher publisher;
    private final InstantSource clock;
    private final OutcomeCounters counters;

    public CommandReplies(
            ResultStore results, EventPublisher publisher, InstantSource clock, OutcomeCounters counters) {
        this.results = results;
        this.publisher = publisher;
        this.clock = clock;
        this.counters = counters;
    }

    public void accept(Input.Command input, @Nullable Passenger passenger) {
        counters.accepted(age(input));
        reply(input, Outcome.ACCEPTED, null, passenger);
    }

    public void reject(Input.Command input, Rejection rejection, @Nullable Passenger passenger) {
        counters.rejected(rejection.reason(), age(input));
        reply(input, Outcome.REJECTED, rejection, passenger);
    }

    /**
     * Sends the same result again for a repeated command, or rejects a command whose id another command has used.
     * Returns whether one of the two applied.
     */
    public boolean repeat(Input.Command input) {
        CommandResult earlier = results.find(input.command().commandId());
        if (earlier == null) {
            return false;
        }
        publisher.result(earlier.answers(input.command()) ? again(earlier) : reused(input, earlier), input.origin());
        return true;
    }

    private CommandResult again(CommandResult earlier) {
        counters.repeated(OutcomeCounters.Repeated.COMMAND);
        return earlier;
    }

    private CommandResult reused(Input.Command input, CommandResult earlier) {
        counters.rejected(RejectionReason.COMMAND_ID_REUSED, age(input));
        return CommandResult.reused(input.command(), earlier.asked(), clock.instant());
    }

    private Duration age(Input.Command input) {
        return Duration.ofMillis(
                clock.millis() - TimeOfWriting.believed(input.origin().timestamp()));
    }

    private void reply(
            Input.Command input, Outcome outcome, @Nullable Rejection rejection, @Nullable Passenger passenger) {
        PassengerCommand command = input.command();
        CommandResult result = new CommandResult(
                command.commandId(),
                command.type(),
                outcome,
                rejection == null ? null : rejection.reason(),
                rejection == null ? null : rejection.message(),
                command.passengerId(),
                command.reservoir(),
                command.vehicleId(),
                passenger,
                clock.instant());
        results.put(result, TimeOfWriting.believed(input.origin().timestamp()));
        publisher.result(result, input.origin());
    }
}
