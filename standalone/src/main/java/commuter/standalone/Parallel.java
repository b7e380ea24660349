package commuter.standalone;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/** Runs an action for several things in parallel. */
final class Parallel {
    private Parallel() {}

    /**
     * Returns when all actions have ended. Throws the first exception as soon as it happens, or when {@code abort}
     * completes. Actions that have begun by then continue.
     */
    static <T> void each(List<T> things, Consumer<T> work, CompletableFuture<? extends RuntimeException> abort) {
        CompletableFuture<Void> outcome = new CompletableFuture<>();
        var unusedAbort = abort.thenAccept(outcome::completeExceptionally);
        CompletableFuture<?>[] all = things.stream()
                .map(thing -> CompletableFuture.runAsync(() -> work.accept(thing), Parallel::inOwnThread)
                        .whenComplete((nothing, failure) -> {
                            if (failure != null) {
                                outcome.completeExceptionally(failure);
                            }
                        }))
                .toArray(CompletableFuture<?>[]::new);
        var unusedDone = CompletableFuture.allOf(all).thenRun(() -> outcome.complete(null));
        join(outcome);
    }

    private static void join(CompletableFuture<Void> outcome) {
        try {
            outcome.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private static void inOwnThread(Runnable work) {
        Thread thread = new Thread(work, "parts");
        thread.setDaemon(true);
        thread.start();
    }
}
