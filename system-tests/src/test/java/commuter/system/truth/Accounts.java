package commuter.system.truth;

import commuter.schemas.CommandResult;
import commuter.schemas.EventType;
import commuter.schemas.Outcome;
import commuter.schemas.PassengerCommand;
import commuter.schemas.SpawnRequest;
import java.util.List;
import java.util.Optional;

/**
 * The counts, and what they must add up to:
 *
 * <pre>
 * requests = SPAWNED events + requests for a passenger asked for before + requests that are dead letters
 * commands = results + commands that are dead letters - those of them that have a result as well
 * events   = SPAWNED + one for each accepted command id + EXPIRED
 * </pre>
 *
 * @param repeated requests for a passenger who was asked for before
 * @param accepted command ids, each once, however often the command was sent
 * @param answeredLetters dead letters that have a result: readable, but refused, by the database for instance
 * @param repartitioned copies of misplaced records in the right partitions
 */
public record Accounts(
        long requests,
        long repeated,
        long requestLetters,
        long commands,
        long results,
        long commandLetters,
        long answeredLetters,
        long events,
        long spawned,
        long accepted,
        long expired,
        long repartitioned) {

    static Accounts of(Evidence evidence) {
        List<Published<PassengerCommand>> letters = evidence.commands().stream()
                .filter(command -> evidence.letter(command).isPresent())
                .toList();
        return new Accounts(
                evidence.requests().size(),
                repeated(evidence),
                evidence.requests().stream()
                        .filter(request -> evidence.letter(request).isPresent())
                        .count(),
                evidence.commands().size(),
                evidence.allResults().count(),
                letters.size(),
                letters.stream()
                        .filter(letter -> Answers.resultsOf(letter, evidence).size() > 0)
                        .count(),
                evidence.allEvents().count(),
                count(evidence, EventType.SPAWNED),
                evidence.allResults()
                        .filter(result -> result.outcome() == Outcome.ACCEPTED)
                        .map(CommandResult::commandId)
                        .distinct()
                        .count(),
                count(evidence, EventType.EXPIRED),
                repartitioned(evidence.requests()) + repartitioned(evidence.commands()));
    }

    private static long repeated(Evidence evidence) {
        List<String> wanted = evidence.requests().stream()
                .filter(request -> evidence.letter(request).isEmpty())
                .map(Published::content)
                .flatMap(Optional::stream)
                .map(SpawnRequest::passengerId)
                .toList();
        return wanted.size() - wanted.stream().distinct().count();
    }

    private static <V> long repartitioned(List<Published<V>> records) {
        return records.stream().mapToLong(record -> record.copies().size()).sum();
    }

    private static long count(Evidence evidence, EventType type) {
        return evidence.allEvents().filter(event -> event.type() == type).count();
    }

    void examine(Violations violations) {
        String promise = "inputs are events, results and dead letters, each once";
        violations.unlessEqual(requests, spawned + repeated + requestLetters, promise, "requests");
        violations.unlessEqual(commands, results + commandLetters - answeredLetters, promise, "commands");
        violations.unlessEqual(events, spawned + accepted + expired, promise, "events");
    }
}
