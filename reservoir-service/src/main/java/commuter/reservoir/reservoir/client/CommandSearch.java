package commuter.reservoir.reservoir.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import commuter.reservoir.reservoir.client.CommandQuestions.Question;
import commuter.schemas.CommandResult;
import commuter.schemas.InvalidRecordException;
import commuter.schemas.Json;
import commuter.schemas.RejectionReason;
import commuter.schemas.Topics;
import commuter.schemas.UnreadableRecords;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/**
 * Searches Kafka for commands and results that this instance does not remember, as far back as Kafka keeps them. One
 * search at a time serves all callers who ask meanwhile, and the pauses are longer than the searches. So any number of
 * callers cause a limited load. Thread-safe.
 */
public final class CommandSearch implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(CommandSearch.class);
    private static final int PAUSES_A_SEARCH = 4;
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration AT_MOST = Duration.ofSeconds(60);

    private final Supplier<Consumer<byte[], byte[]>> committed;
    private final Supplier<Consumer<byte[], byte[]>> uncommitted;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(CommandSearch::daemon);
    private final CommandQuestions questions = new CommandQuestions(InstantSource.system());
    private boolean searching;

    /**
     * Connects at the first search.
     *
     * @param committed makes a consumer of committed records
     * @param uncommitted makes a consumer that also sees records of open transactions
     */
    public CommandSearch(Supplier<Consumer<byte[], byte[]>> committed, Supplier<Consumer<byte[], byte[]>> uncommitted) {
        this.committed = committed;
        this.uncommitted = uncommitted;
    }

    /**
     * Completes when a search has ended that began after this call, or after an earlier call for the same command whose
     * caller waits no more; never with an exception.
     */
    public CompletableFuture<CommandLookup> find(String commandId) {
        CompletableFuture<CommandLookup> answer = questions.ask(commandId);
        if (!answer.isDone()) {
            begin();
        }
        return answer;
    }

    private synchronized void begin() {
        if (!searching) {
            searching = true;
            var unused = thread.submit(this::search);
        }
    }

    private void search() {
        Map<String, Question> asked = questions.take();
        long start = System.nanoTime();
        try {
            Search search = new Search(asked.keySet());
            // Results are read last, so that a command that is decided meanwhile is not reported as undecided.
            read(uncommitted, Topics.COMMANDS.name(), search::command);
            read(committed, Topics.COMMAND_RESULTS.name(), search::result);
            questions.answer(asked, search::lookup);
        } catch (KafkaException | IllegalStateException e) {
            log.debug("Could not look for commands", e);
            questions.fail(asked);
        }
        goOnAfter((System.nanoTime() - start) * PAUSES_A_SEARCH);
    }

    private synchronized void goOnAfter(long nanos) {
        if (!thread.isShutdown()) {
            var unused = thread.schedule(this::next, nanos, TimeUnit.NANOSECONDS);
        }
    }

    private synchronized void next() {
        searching = !questions.isEmpty();
        if (searching) {
            var unused = thread.submit(this::search);
        }
    }

    private static void read(
            Supplier<Consumer<byte[], byte[]>> connect, String topic, BiConsumer<String, byte[]> reader) {
        try (Consumer<byte[], byte[]> consumer = connect.get()) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            Map<TopicPartition, Long> left = new HashMap<>(consumer.endOffsets(partitions));
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long start = System.nanoTime();
            left.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
            while (!left.isEmpty()) {
                if (System.nanoTime() - start > AT_MOST.toNanos()) {
                    throw new IllegalStateException(topic + " could not be read within " + AT_MOST);
                }
                for (ConsumerRecord<byte[], byte[]> record : UnreadableRecords.poll(consumer, POLL)) {
                    if (record.value() != null) {
                        reader.accept(new String(record.value(), ISO_8859_1), record.value());
                    }
                }
                left.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
            }
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "command-search");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    /** One pass over both topics. */
    private static final class Search {
        private final Map<String, String> asBytes = new HashMap<>();
        private final Set<String> sent = new HashSet<>();
        private final Map<String, CommandResult> results = new HashMap<>();

        Search(Set<String> ids) {
            // Most records are skipped by a comparison of bytes. An id that can be written in several ways in JSON is
            // searched for by parsing every record.
            ids.forEach(id -> asBytes.put(id, id.chars().allMatch(Search::isPlain) ? id : ""));
        }

        private static boolean isPlain(int character) {
            return character > ' ' && character < 127 && character != '"' && character != '\\' && character != '/';
        }

        void command(String bytes, byte[] value) {
            if (mayMatch(bytes)) {
                String id = commandId(value);
                if (asBytes.containsKey(id)) {
                    sent.add(id);
                }
            }
        }

        void result(String bytes, byte[] value) {
            if (mayMatch(bytes) && asBytes.containsKey(commandId(value))) {
                try {
                    CommandResult result = Json.read(value, CommandResult.class);
                    // A rejection because the id was used before says nothing about the command that used it.
                    if (result.reason() != RejectionReason.COMMAND_ID_REUSED) {
                        results.put(result.commandId(), result);
                    }
                } catch (InvalidRecordException e) {
                    log.debug("Skipped a malformed result", e);
                }
            }
        }

        CommandLookup lookup(String id) {
            CommandResult result = results.get(id);
            if (result != null) {
                return CommandLookup.decided(result);
            }
            return sent.contains(id) ? CommandLookup.UNDECIDED : CommandLookup.NEVER_SENT;
        }

        private boolean mayMatch(String bytes) {
            return asBytes.values().stream().anyMatch(bytes::contains);
        }

        private static String commandId(byte[] value) {
            try {
                return Json.MAPPER.readTree(value).path("command_id").asString("");
            } catch (JacksonException e) {
                return "";
            }
        }
    }
}
