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
 * The commands that callers ask for, and for a minute the answers that came when nobody waited for them any more: a
 * search may take longer than a caller waits, and who asks again must get its answer some time. At most 100 questions
 * and 100 such answers. Thread-safe.
 */
final class CommandQuestions {
    private static final int MOST = 100;
    private static final Duration KEPT = Duration.ofMinutes(1);

    private final InstantSource clock;
    private final Map<String, Question> asked = new HashMap<>();
    private final Map<String, LateAnswer> late = new LinkedHashMap<>();

    private record LateAnswer(CommandLookup answer, Instant at) {}

    /** Those who wait to learn about one command. */
    static final class Question {
        private final List<CompletableFuture<CommandLookup>> callers = new ArrayList<>();

        private CompletableFuture<CommandLookup> another() {
            callers.removeIf(CompletableFuture::isDone);
            CompletableFuture<CommandLookup> caller = new CompletableFuture<>();
            callers.add(caller);
            return caller;
        }

        /** Returns whether somebody still waited for it. */
        private boolean answer(CommandLookup answer) {
            boolean heard = false;
            for (CompletableFuture<CommandLookup> caller : callers) {
                heard |= caller.complete(answer);
            }
            return heard;
        }
    }

    CommandQuestions(InstantSource clock) {
        this.clock = clock;
    }

    /** Completes with the answer; at once with {@link CommandLookup#UNDECIDED} when too much is asked already. */
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

    /** The questions that are to be answered together, by command id. */
    synchronized Map<String, Question> take() {
        Map<String, Question> questions = new HashMap<>(asked);
        asked.clear();
        return questions;
    }

    /** Answers questions that were taken. */
    void answer(Map<String, Question> questions, Function<String, CommandLookup> answers) {
        questions.forEach((id, question) -> {
            CommandLookup answer = answers.apply(id);
            if (!question.answer(answer)) {
                unheard(id, answer);
            }
        });
    }

    /** Nobody has learned anything: who asks again starts a search anew. */
    void fail(Map<String, Question> questions) {
        questions.values().forEach(question -> question.answer(CommandLookup.UNDECIDED));
    }

    private void unheard(String commandId, CommandLookup answer) {
        Question again = keep(commandId, answer);
        if (again != null) {
            again.answer(answer);
        }
    }

    /** Returns those who have asked again meanwhile, and then keeps nothing. */
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
