package commuter.system.truth;

import commuter.schemas.CommandResult;
import commuter.schemas.EventType;
import commuter.schemas.Json;
import commuter.schemas.Outcome;
import commuter.schemas.Passenger;
import commuter.schemas.PassengerCommand;
import commuter.schemas.PassengerEvent;
import commuter.schemas.PassengerStatus;
import commuter.schemas.RejectionReason;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;

/** Each command has a result, equal ids have equal results, and the log confirms each result. */
final class Answers {
    private final Evidence evidence;
    private final Violations violations;
    private final Map<String, List<PassengerEvent>> eventsByCommand;
    private final Set<Passenger> states;

    private Answers(Evidence evidence, Violations violations) {
        this.evidence = evidence;
        this.violations = violations;
        this.eventsByCommand = evidence.allEvents()
                .filter(event -> event.commandId() != null)
                .collect(Collectors.groupingBy(PassengerEvent::commandId));
        this.states = evidence.allEvents().map(PassengerEvent::passenger).collect(Collectors.toSet());
    }

    static void examine(Evidence evidence, Violations violations) {
        new Answers(evidence, violations).examine();
    }

    static List<CommandResult> resultsOf(Published<PassengerCommand> command, Evidence evidence) {
        String id = command.content().map(PassengerCommand::commandId).orElseGet(() -> field(command, "command_id"));
        return id == null ? List.of() : evidence.results().getOrDefault(id, List.of());
    }

    /** Whether the reservoir accepted the command and Strapi refused its row. */
    static boolean isRefusedByTheDatabase(Published<?> record, Evidence evidence) {
        return record.content()
                .filter(PassengerCommand.class::isInstance)
                .map(PassengerCommand.class::cast)
                .map(command -> evidence.results().getOrDefault(command.commandId(), List.of()))
                .filter(results -> results.stream().anyMatch(result -> result.reason() == RejectionReason.INVALID))
                .isPresent();
    }

    /** A field of a command that cannot be used, or null. */
    private static String field(Published<PassengerCommand> command, String name) {
        try {
            return Json.MAPPER.readTree(command.original().value()).path(name).asString(null);
        } catch (JacksonException e) {
            return null;
        }
    }

    private void examine() {
        Map<String, Long> sent = new HashMap<>();
        Map<String, PassengerCommand> first = new HashMap<>();
        Map<String, Instant> acknowledged = new HashMap<>();
        for (Published<PassengerCommand> command : evidence.commands()) {
            command.content().ifPresent(content -> {
                sent.merge(content.commandId(), 1L, Long::sum);
                first.putIfAbsent(content.commandId(), content);
                acknowledged.putIfAbsent(
                        content.commandId(),
                        Instant.ofEpochMilli(command.original().timestamp()));
            });
            if (command.content().isEmpty()) {
                examineUnusable(command);
            }
        }
        sent.forEach(
                (id, times) -> examine(first.get(id), times, evidence.results().getOrDefault(id, List.of())));
        acknowledged.forEach((id, time) -> evidence.results().getOrDefault(id, List.of()).stream()
                .filter(result -> isFoundExpired(result.passenger()))
                .forEach(result -> violations.unless(
                        !time.isBefore(result.passenger().expiresAt()),
                        "nobody expires under a command that was acknowledged before their patience ended",
                        time,
                        result)));
        eventsByCommand.forEach((id, events) -> violations.unlessEqual(
                evidence.results().getOrDefault(id, List.of()).stream()
                        .map(CommandResult::outcome)
                        .findFirst()
                        .orElse(null),
                Outcome.ACCEPTED,
                "an event that names a command has its acceptance",
                events));
    }

    private static boolean isFoundExpired(Passenger passenger) {
        return passenger != null && passenger.status() == PassengerStatus.EXPIRED;
    }

    private void examineUnusable(Published<PassengerCommand> command) {
        List<CommandResult> results = resultsOf(command, evidence);
        violations.unlessEqual(
                results.size(),
                saysWhoseItIs(command) ? 1 : 0,
                "an unusable command is refused if it says who asks what of whom",
                command);
        results.forEach(result -> violations.unlessEqual(
                result.reason(), RejectionReason.INVALID, "an unusable command is refused as invalid", command));
    }

    private static boolean saysWhoseItIs(Published<PassengerCommand> command) {
        return Stream.of("command_id", "type", "passenger_id", "reservoir")
                .allMatch(field -> field(command, field) != null);
    }

    private void examine(PassengerCommand command, long times, List<CommandResult> results) {
        violations.unlessEqual((long) results.size(), times, "a command has a result each time it is sent", command);
        violations.unless(results.stream().distinct().count() <= 1, "equal command ids have equal results", results);
        for (CommandResult result : results.subList(0, Math.min(1, results.size()))) {
            violations.unless(
                    result.passengerId().equals(command.passengerId())
                            && result.reservoir().equals(command.reservoir())
                            && result.type() == command.type(),
                    "a result names its command",
                    result);
            examine(command, result);
        }
    }

    private void examine(PassengerCommand command, CommandResult result) {
        List<PassengerEvent> events = eventsByCommand.getOrDefault(command.commandId(), List.of());
        if (result.outcome() == Outcome.ACCEPTED) {
            boolean told = events.size() == 1 && events.get(0).passenger().equals(result.passenger());
            violations.unless(told, "an accepted command is one event, of the passenger that its result shows", result);
            events.forEach(event ->
                    violations.unless(isOf(command, event), "an event is what its command asked for", command, event));
        } else {
            violations.unless(events.isEmpty(), "a refused command is no event", result);
            violations.unless(
                    result.passenger() == null
                            || result.reason() == RejectionReason.INVALID
                            || states.contains(result.passenger()),
                    "a refusal shows the passenger as the log knew it",
                    result);
            violations.unless(RefusalCheck.isJust(command, result), "a refusal has its reason", command, result);
        }
    }

    private static boolean isOf(PassengerCommand command, PassengerEvent event) {
        EventType expected = switch (command.type()) {
            case BOARD -> EventType.BOARDED;
            case ALIGHT -> EventType.ALIGHTED;
            case CANCEL -> EventType.CANCELLED;
            case REINSTATE, REFRESH -> EventType.STATE_CHANGED;
        };
        return event.type() == expected
                && event.passenger().passengerId().equals(command.passengerId())
                && (event.type() != EventType.BOARDED
                        || Objects.equals(event.passenger().vehicleId(), command.vehicleId()));
    }
}
