package commuter.reservoir.reservoir.client;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The commands that callers ask for. Answers that came after their caller had stopped waiting are kept for a minute: a
 * search may take longer than a caller waits, and a caller who asks again must get the answer then. At most 100
 * questions and 100 such answers. Thread-safe.
 */
final class CommandQuestions {
    private static final int MOST = 100;
    private static final Duration KEPT = Duration.ofMinutes(1);

    private final InstantSource clock;
    private final Map<String, Question> asked = new HashMap<>();
    private final Map<String, LateAnswer> late = new LinkedHashMap<>();

    private record LateAnswer(CommandLookup answer, Instant at) {}

    /** The callers who wait for one command. */
    static final class Question {
        private final List<CompletableFuture<CommandLookup>> callers = new ArrayList<>();

        private CompletableFuture<CommandLookup> another() {
            callers.removeIf(CompletableFuture::isDone);
            CompletableFuture<CommandLookup> caller = new CompletableFuture<>();
            callers.add(caller);
            return caller;
        }

        /** Returns whether at least one caller still waited for it. */
        private boolean answer(CommandLookup answer) {
            boolean delivered = false;
            for (CompletableFuture<CommandLookup> caller : callers) {
                delivered |= caller.complete(answer);
            }
            return delivered;
        }
    }

    CommandQuestions(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Completes with the answer; at once with {@link CommandLookup#UNDECIDED} when there are too many questions
     * already.
     */
    synchronized CompletableFuture<CommandLookup> ask(String commandId) {
        LateAnswer known = late.remove(commandId);
        if (known != null && !isOver(known)) {
            return CompletableFuture.completedFuture(known.answer());
        }
        if (asked.size() >= MOST && !asked.containsKey(commandId)) {
            return CompletableFuture.completedFuture(CommandLookup.UNDECIDED);
        }
        return asked.computeIfAbsent(commandId, id -> new Question()).another();
    }

    synchronized boolean isEmpty() {
        return asked.isEmpty();
    }

    /** The questions of the next search, by command id. */
    synchronized Map<String, Question> take() {
        Map<String, Question> questions = new HashMap<>(asked);
        asked.clear();
        return questions;
    }

    /** Answers questions that were taken for a search. */
    void answer(Map<String, Question> questions, Function<String, CommandLookup> answers) {
        questions.forEach((id, question) -> {
            CommandLookup answer = answers.apply(id);
            if (!question.answer(answer)) {
                handleUndelivered(id, answer);
            }
        });
    }

    /** The search failed. Callers who ask again start a new search. */
    void fail(Map<String, Question> questions) {
        questions.values().forEach(question -> question.answer(CommandLookup.UNDECIDED));
    }

    private void handleUndelivered(String commandId, CommandLookup answer) {
        Question again = keep(commandId, answer);
        if (again != null) {
            again.answer(answer);
        }
    }

    /** Returns the questions that were asked again meanwhile; after this call none are kept. */
    private synchronized @Nullable Question keep(String commandId, CommandLookup answer) {
        late.values().removeIf(this::isOver);
        Question again = asked.remove(commandId);
        if (again == null && late.size() < MOST) {
            late.put(commandId, new LateAnswer(answer, clock.instant()));
        }
        return again;
    }

    private boolean isOver(LateAnswer answer) {
        return answer.at().plus(KEPT).isBefore(clock.instant());
    }
}
