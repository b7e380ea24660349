package commuter.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import commuter.schemas.Topic;
import commuter.schemas.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the documents tell is what the code has. */
class DocumentationTest {
    private static final Path ROOT = Checkout.find().root();
    private static final Pattern SETTING_ROW = Pattern.compile("(?m)^\\| `(commuter\\.[a-z.-]+)` \\| ([^|]*) \\|");
    private static final Pattern TOPIC = Pattern.compile("`(passenger\\.[a-z-]+)`");
    private static final Pattern OPTION_CELL = Pattern.compile("(?m)^\\| (`--[^|]*) \\| ([^|]*) \\|");
    private static final Pattern OPTION = Pattern.compile("`(--[a-z-]+)`");
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
    private static final Pattern SETTING = Pattern.compile("`(commuter\\.[a-z.-]+)`");
    private static final Pattern TEST_CLASS = Pattern.compile("`(\\w+Test)`");

    private final String readme = read(ROOT.resolve("README.md"));

    @Test
    void every_setting_of_the_services_stands_in_the_readme_and_no_other() {
        assertThat(rows().keySet()).isEqualTo(declared().keySet());
    }

    @Test
    void every_default_in_the_readme_is_the_one_in_the_code() {
        Map<String, String> declared = declared();

        rows().forEach((name, told) -> {
            String expected = declared.get(name);
            if (expected != null && !expected.equals(DeclaredSettings.COMPUTED)) {
                assertThat(told.replace("`", "").replaceFirst("^(empty|required)$", ""))
                        .as(name)
                        .isEqualTo(expected);
            }
        });
    }

    @Test
    void every_topic_stands_in_the_readme_and_no_other() {
        assertThat(all(TOPIC, readme))
                .isEqualTo(Topics.ALL.stream().map(Topic::name).collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void every_option_of_the_launcher_stands_in_the_readme_and_no_other() {
        Set<String> options = Standalone.commandLine().getCommandSpec().options().stream()
                .map(option -> option.longestName())
                .filter(name -> !Set.of("--help", "--version").contains(name))
                .collect(Collectors.toCollection(TreeSet::new));

        String cells =
                OPTION_CELL.matcher(readme).results().map(MatchResult::group).collect(Collectors.joining());

        assertThat(all(OPTION, cells)).isEqualTo(options);
    }

    @Test
    void the_launchers_speed_in_the_readme_is_its_default() {
        String speed =
                Standalone.commandLine().getCommandSpec().findOption("--speed").defaultValue();

        assertThat(readme).contains("| `--speed` | `" + speed + "` |");
    }

    @Test
    void every_port_stands_in_the_readme_with_the_option_that_moves_it() {
        for (Port port : Port.values()) {
            assertThat(readme).containsPattern("\\| " + port.usual() + " \\| [^\n]*\\| `" + port.option() + "` \\|");
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void every_file_that_a_document_links_to_exists(Path document) {
        for (String target : all(LINK, read(document))) {
            if (!target.contains("://") && !target.startsWith("#")) {
                assertThat(document.resolveSibling(target.replaceFirst("#.*", "")))
                        .exists();
            }
        }
    }

    @Test
    void every_test_that_the_architecture_names_exists() throws IOException {
        Set<String> tests = all(TEST_CLASS, read(ROOT.resolve("ARCHITECTURE.md")));

        assertThat(tests).isNotEmpty().isSubsetOf(testClasses());
    }

    @Test
    void every_test_and_every_setting_that_the_limits_name_exist() throws IOException {
        String limits = read(ROOT.resolve("docs/limits.md"));

        assertThat(all(TEST_CLASS, limits)).isNotEmpty().isSubsetOf(testClasses());
        assertThat(all(SETTING, limits)).isNotEmpty().isSubsetOf(declared().keySet());
    }

    @Test
    void every_test_that_the_security_policy_names_exists() throws IOException {
        assertThat(all(TEST_CLASS, read(ROOT.resolve("SECURITY.md"))))
                .isNotEmpty()
                .isSubsetOf(testClasses());
    }

    static List<Path> documents() throws IOException {
        List<Path> documents = new ArrayList<>();
        for (Path folder :
                List.of(ROOT, ROOT.resolve("docs"), ROOT.resolve("docs/decisions"), ROOT.resolve("strapi"))) {
            try (Stream<Path> files = Files.list(folder)) {
                files.filter(file -> file.toString().endsWith(".md")).forEach(documents::add);
            }
        }
        return documents;
    }

    private static Set<String> testClasses() throws IOException {
        Set<String> classes = new TreeSet<>();
        for (String module : all(Pattern.compile("<module>(.*?)</module>"), read(ROOT.resolve("pom.xml")))) {
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

    private static Map<String, String> declared() {
        Map<String, String> declared = new TreeMap<>();
        for (String service : List.of("access", "spawner-service", "reservoir-service", "notifier-service")) {
            declared.putAll(DeclaredSettings.of(ROOT.resolve(service)));
        }
        return declared;
    }

    private Map<String, String> rows() {
        return SETTING_ROW
                .matcher(readme)
                .results()
                .collect(Collectors.toMap(row -> row.group(1), row -> row.group(2), (one, same) -> one, TreeMap::new));
    }

    private static Set<String> all(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
