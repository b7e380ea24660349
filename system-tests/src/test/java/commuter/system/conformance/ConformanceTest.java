package commuter.system.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import commuter.standalone.Checkout;
import commuter.standalone.conformance.Conformance;
import commuter.system.support.SystemTest;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;

/** {@code bin/conformance}, with clients in processes of their own. */
class ConformanceTest extends SystemTest {
    private static final int RULES = 14;
    private static final Path EXAMPLES = Checkout.find().root().resolve("examples");
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin/java").toString();
    private static final List<String> QUICK_JAVA = List.of(JAVA, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    @TempDir
    Path temp;

    private final StringWriter said = new StringWriter();

    @Test
    void aConductorInJavaKeepsEveryRuleAndTheReportSaysSo() throws Exception {
        Path junit = temp.resolve("junit.xml");
        Path jar = EXAMPLES.resolve("conductor-java/target/conductor-java.jar");

        int status = run(List.of("--junit", junit.toString()), java("-jar", jar.toString()));

        assertThat(said).asString().contains(RULES + " of " + RULES + " rules are kept.");
        assertThat(status).isZero();
        Element suite = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(junit.toFile())
                .getDocumentElement();
        assertThat(suite.getAttribute("failures")).isEqualTo("0");
        assertThat(suite.getElementsByTagName("testcase").getLength()).isEqualTo(RULES);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "result",
                "key",
                "partition",
                "record",
                "twice",
                "late",
                "order",
                "committed",
                "restart",
                "others",
                "end"
            })
    void aConductorThatBreaksARuleIsToldWhichAndHow(String rule) {
        int status = run(
                List.of("--rule", rule),
                java(
                        "-cp",
                        System.getProperty("java.class.path"),
                        WrongConductor.class.getName(),
                        rule,
                        temp.toString()));

        assertThat(said).asString().contains("BROKEN  " + rule);
        assertThat(status).isEqualTo(1);
    }

    private static List<String> java(String... arguments) {
        return Stream.concat(QUICK_JAVA.stream(), Stream.of(arguments)).toList();
    }

    /** Runs the kit with the shared pipeline. */
    private int run(List<String> options, List<String> client) {
        List<String> arguments = new ArrayList<>(List.of("--bootstrap", pipeline.bootstrapServers()));
        arguments.addAll(options);
        arguments.add("--timeout=60");
        arguments.add("--");
        arguments.addAll(client);
        PrintWriter out = new PrintWriter(said, true);
        int status = Conformance.commandLine().setOut(out).setErr(out).execute(arguments.toArray(String[]::new));
        System.out.println(said);
        return status;
    }
}
