package commuter.standalone.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

/** What users of the kit give it and get from it, without a pipeline. */
class ConformanceOptionsTest {
    private static final int REFUSED = 2;

    private final StringWriter said = new StringWriter();

    @Test
    void whatIsWrongIsNamedWithTheWayOut() {
        assertThat(run("--rule", "nothing", "--", "true")).isEqualTo(REFUSED);
        assertThat(run("--timeout", "0", "--", "true")).isEqualTo(REFUSED);
        assertThat(run("--bootstrap", "nowhere", "--", "true")).isEqualTo(REFUSED);
        assertThat(run()).isEqualTo(REFUSED);

        assertThat(said.toString())
                .contains("'nothing' must be one of result, key, partition")
                .contains("--timeout 0 must be 1 to 600 (seconds)")
                .contains("No Kafka answers at nowhere. Correct --bootstrap, or leave it out to start a pipeline.")
                .contains("COMMAND");
    }

    @Test
    void theReportIsXmlWhateverTheClientWrites(@TempDir Path temp) throws Exception {
        Path file = temp.resolve("junit.xml");
        JUnitReport.write(
                List.of(
                        Verdict.compare(Rule.RESULT, "ACCEPTED", "ACCEPTED"),
                        Verdict.compare(Rule.OTHERS, "no other lines", "<\u0000]]>&\u001b[31m")),
                file);

        Element suite = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(file.toFile())
                .getDocumentElement();
        assertThat(suite.getAttribute("tests")).isEqualTo("2");
        assertThat(suite.getAttribute("failures")).isEqualTo("1");
        assertThat(suite.getElementsByTagName("failure").item(0).getTextContent())
                .contains("expected: no other lines")
                .contains("]]>&");
    }

    @Test
    void aCopyThatTheReservoirMadeIsNotTakenForTheClients() {
        SentCommand foreign = new SentCommand("route:1A", 3, "{\"command_id\":\"c-1\"}");
        SentCommand copy = new SentCommand("route:1A", 7, foreign.value());
        SentCommand own = new SentCommand("route:1A", 7, "{\"command_id\":\"c-2\"}");

        assertThat(SentCommand.originalPartitions(List.of(foreign, copy), 7)).isEqualTo(Set.of(3));
        assertThat(SentCommand.originalPartitions(List.of(foreign, copy, own), 7))
                .isEqualTo(Set.of(3, 7));
        assertThat(SentCommand.originalPartitions(List.of(own), 7)).isEqualTo(Set.of(7));
    }

    private int run(String... arguments) {
        PrintWriter out = new PrintWriter(said, true);
        return Conformance.commandLine().setOut(out).setErr(out).execute(arguments);
    }
}
