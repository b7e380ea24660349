package commuter.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import commuter.schemas.Topic;
import commuter.schemas.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The documents agree with the code. */
class DocumentationTest {
    private static final Path ROOT = Checkout.find().root();
    private static final Pattern TOPIC = Pattern.compile("`(passenger\\.[a-z-]+)`");
    private static final Pattern OPTION_CELL = Pattern.compile("(?m)^\\| (`--[^|]*) \\| ([^|]*) \\|");
    private static final Pattern OPTION = Pattern.compile("`(--[a-z-]+)`");
    private static final Pattern TEST_CLASS = Pattern.compile("`(\\w+Test)`");

    private static final Pattern COMMAND = Pattern.compile("(?<![\\w/.-])bin/([a-z][a-z-]*)");

    private final Markdown configuration = document("docs/configuration.md");

    @Test
    void every_topic_is_in_the_list_of_topics_and_no_other() {
        assertThat(document("docs/topics.md").all(TOPIC)).isEqualTo(topics());
    }

    @Test
    void every_option_of_the_launcher_is_in_the_configuration_and_no_other() {
        Set<String> options = Standalone.commandLine().getCommandSpec().options().stream()
                .map(option -> option.longestName())
                .filter(name -> !Set.of("--help", "--version").contains(name))
                .collect(Collectors.toCollection(TreeSet::new));

        String cells = OPTION_CELL
                .matcher(configuration.text())
                .results()
                .map(MatchResult::group)
                .collect(Collectors.joining());

        assertThat(new Markdown(configuration.file(), cells).all(OPTION)).isEqualTo(options);
    }

    @Test
    void the_launchers_speed_in_the_configuration_is_its_default() {
        String speed =
                Standalone.commandLine().getCommandSpec().findOption("--speed").defaultValue();

        assertThat(configuration.text()).contains("| `--speed` | `" + speed + "` |");
    }

    @Test
    void every_port_is_in_the_configuration_with_the_option_that_moves_it() {
        for (Port port : Port.values()) {
            assertThat(configuration.text())
                    .containsPattern("\\| " + port.usual() + " \\| [^\n]*\\| `" + port.option() + "` \\|");
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void every_command_that_a_document_shows_is_in_bin(Markdown document) {
        assertThat(document.all(COMMAND))
                .allSatisfy(
                        name -> assertThat(ROOT.resolve("bin").resolve(name)).isExecutable());
    }

    @ParameterizedTest
    @MethodSource("documents")
    void every_test_that_a_document_names_exists(Markdown document) throws IOException {
        assertThat(document.all(TEST_CLASS)).isSubsetOf(testClasses());
    }

    @ParameterizedTest
    @ValueSource(strings = {"docs/guarantees.md", "docs/limits.md", "docs/security.md"})
    void whoever_promises_names_tests(String document) {
        assertThat(document(document).all(TEST_CLASS)).hasSizeGreaterThan(10);
    }

    /** Without documents of the past, which mention topics that no longer exist. */
    @ParameterizedTest
    @MethodSource("guides")
    void every_topic_that_a_guide_names_exists(Markdown document) {
        assertThat(document.all(TOPIC)).isSubsetOf(topics());
    }

    static List<Markdown> documents() throws IOException {
        return Markdown.under(ROOT);
    }

    static List<Markdown> guides() throws IOException {
        return documents().stream()
                .filter(document -> !document.file().endsWith("CHANGELOG.md")
                        && !document.file().getParent().endsWith("decisions"))
                .toList();
    }

    private static Set<String> topics() {
        return Topics.ALL.stream().map(Topic::name).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Markdown document(String path) {
        return Markdown.of(ROOT.resolve(path));
    }

    private static Set<String> testClasses() throws IOException {
        Set<String> classes = new TreeSet<>();
        for (String module : document("pom.xml").all(Pattern.compile("<module>(.*?)</module>"))) {
            Path tests = ROOT.resolve(module).resolve("src/test/java");
            if (Files.exists(tests)) {
                try (Stream<Path> files = Files.walk(tests)) {
                    files.map(file -> file.getFileName().toString().replace(".java", ""))
                            .forEach(classes::add);
                }
            }
        }
        return classes;
    }
}
