package commuter.console;

import static org.assertj.core.api.Assertions.assertThat;

import commuter.console.session.Addresses;
import commuter.console.session.Screen;
import commuter.console.session.Services;
import commuter.console.session.Session;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.jline.reader.Candidate;
import org.jline.reader.Parser.ParseContext;
import org.jline.reader.impl.DefaultParser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class CompletionTest {
    private final PrintWriter nowhere = new PrintWriter(new StringWriter());
    private final Session session = new Session(
            Addresses.of("localhost", null, null), new Services(null), new Screen(nowhere, nowhere, false, false));
    private final Completion completion = new Completion(new LineExecutor(session).verbs());

    @BeforeEach
    void see() {
        session.seen().learnNetwork(json("""
                {"features":[{"properties":{"route_id":"T-17","short_name":"17X"}},
                             {"properties":{"depot_id":"HUB","route_ids":["T-17"]}}]}"""));
        session.seen().learnPassenger(json("{\"passenger_id\":\"PASS_1\",\"route_id\":\"T-18\",\"depot_id\":null}"));
    }

    @Test
    void verbsAndTheirOptionsAreCompleted() {
        assertThat(complete("")).contains("list", "board", "subscribe", "help");
        assertThat(complete("list --r")).contains("--route");
        assertThat(complete("board PASS_1 --veh")).contains("--vehicle");
        assertThat(complete("help na")).contains("nearby");
    }

    @Test
    void idsAreCompletedOnceTheyHaveComeBy() {
        assertThat(complete("list --route ")).contains("T-17", "17X", "T-18");
        assertThat(complete("subscribe ")).contains("T-17", "17X");
        assertThat(complete("list --depot ")).contains("HUB").doesNotContain("null");
        assertThat(complete("board ")).contains("PASS_1");
        assertThat(complete("seed ")).contains("all", "17X");
        assertThat(complete("seed all mon")).contains("monday");
        assertThat(complete("list --status ")).contains("BOARDED");
    }

    private List<String> complete(String line) {
        List<Candidate> candidates = new ArrayList<>();
        completion.complete(null, new DefaultParser().parse(line, line.length(), ParseContext.COMPLETE), candidates);
        return candidates.stream().map(Candidate::value).toList();
    }

    private static JsonNode json(String text) {
        return Services.JSON.readTree(text);
    }
}
