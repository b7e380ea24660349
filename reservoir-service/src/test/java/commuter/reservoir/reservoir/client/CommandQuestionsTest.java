package commuter.reservoir.reservoir.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class CommandQuestionsTest {
    private Instant now = Instant.parse("2026-03-02T07:30:00Z");
    private final CommandQuestions questions = new CommandQuestions(() -> now);

    @Test
    void allWhoWaitForACommandGetTheAnswer() {
        CompletableFuture<CommandLookup> one = questions.ask("c1");
        CompletableFuture<CommandLookup> another = questions.ask("c1");

        answer(questions.take());

        assertThat(one).isCompletedWithValue(CommandLookup.NEVER_SENT);
        assertThat(another).isCompletedWithValue(CommandLookup.NEVER_SENT);
        assertThat(questions.isEmpty()).isTrue();
    }

    /** The answer is given even if a search takes longer than a caller waits. Otherwise callers would never get it. */
    @Test
    void anAnswerForWhichNobodyWaitedIsGivenToWhoAsksNext() {
        CompletableFuture<CommandLookup> first = questions.ask("c1");
        Map<String, CommandQuestions.Question> taken = questions.take();
        giveUp(first);
        answer(taken);

        assertThat(questions.ask("c1")).isCompletedWithValue(CommandLookup.NEVER_SENT);
        assertThat(questions.ask("c1")).as("told once").isNotDone();
    }

    @Test
    void whoAsksAgainDuringTheSearchGetsItsAnswer() {
        CompletableFuture<CommandLookup> first = questions.ask("c1");
        Map<String, CommandQuestions.Question> taken = questions.take();
        giveUp(first);
        CompletableFuture<CommandLookup> again = questions.ask("c1");
        answer(taken);

        assertThat(again).isCompletedWithValue(CommandLookup.NEVER_SENT);
        assertThat(questions.isEmpty()).isTrue();
    }

    /** An old answer may be outdated: the command may have been sent since. */
    @Test
    void anAnswerThatWasHeardIsNotGivenAgain() {
        CompletableFuture<CommandLookup> heard = questions.ask("c1");
        answer(questions.take());

        assertThat(heard).isDone();
        assertThat(questions.ask("c1")).isNotDone();
    }

    @Test
    void noAnswerIsKeptLongerThanAMinuteOrAfterAFailure() {
        CompletableFuture<CommandLookup> first = questions.ask("c1");
        Map<String, CommandQuestions.Question> taken = questions.take();
        giveUp(first);
        answer(taken);
        now = now.plus(Duration.ofMinutes(2));
        assertThat(questions.ask("c1")).isNotDone();

        questions.fail(questions.take());
        assertThat(questions.ask("c1")).isNotDone();
    }

    @Test
    void noMoreThanAHundredCommandsAreAskedForAtATime() {
        for (int i = 0; i < 100; i++) {
            assertThat(questions.ask("c" + i)).isNotDone();
        }

        assertThat(questions.ask("c100")).isCompletedWithValue(CommandLookup.UNDECIDED);
        assertThat(questions.ask("c7")).as("asked for already").isNotDone();
    }

    private static void giveUp(CompletableFuture<CommandLookup> caller) {
        caller.complete(CommandLookup.UNDECIDED);
    }

    private void answer(Map<String, CommandQuestions.Question> taken) {
        questions.answer(taken, id -> CommandLookup.NEVER_SENT);
    }
}
