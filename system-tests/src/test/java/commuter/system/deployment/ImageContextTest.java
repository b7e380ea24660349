package commuter.system.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import commuter.standalone.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** There is no container engine here, so the tests build the images' contexts like an engine. */
class ImageContextTest {
    private static final Path ROOT = Checkout.find().root();
    private static final Pattern COPY = Pattern.compile("(?m)^COPY (?!--from)(.+) \\S+$");
    private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");
    private static final Pattern OUR_DEPENDENCY =
            Pattern.compile("<dependency>\\s*<groupId>commuter</groupId>\\s*<artifactId>([^<]+)</artifactId>");
    private static final Set<String> MADE_HERE = Set.of("node_modules", ".tmp", "build", "dist", "tests", "target");

    private final DockerIgnore context;

    ImageContextTest() throws IOException {
        context = DockerIgnore.of(ROOT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"reservoir-service", "spawner-service", "notifier-service"})
    void everythingThatMavenNeedsForAServiceIsInTheContext(String service) throws IOException {
        Set<String> needed = new LinkedHashSet<>(List.of("pom.xml"));
        // Maven's own options: without them Error Prone does not run.
        needed.addAll(filesUnder(".mvn"));
        // For modules that are not built here, it reads only their names.
        find(MODULE, "pom.xml").forEach(module -> needed.add(module + "/pom.xml"));
        for (String module : withDependencies(service)) {
            needed.addAll(filesUnder(module + "/src/main"));
        }

        assertThat(needed)
                .contains(".mvn/jvm.config")
                .filteredOn(path -> !context.admits(path))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"docker/service.Dockerfile", "docker/strapi.Dockerfile"})
    void everythingThatIsCopiedIsInTheContext(String dockerfile) throws IOException {
        List<String> copied = new ArrayList<>();
        for (String sources : find(COPY, dockerfile)) {
            for (String source : sources.split(" ")) {
                copied.addAll(source.equals(".") ? List.of() : filesUnder(source));
            }
        }

        assertThat(copied)
                .isNotEmpty()
                .filteredOn(path -> !context.admits(path))
                .isEmpty();
    }

    @Test
    void noSecretAndNothingThatIsMadeHereIsInTheContext() {
        assertThat(List.of(
                        ".env",
                        "strapi/.env",
                        "keys/reservoir-service/keys.yaml",
                        "data/secrets.env",
                        "data/strapi/strapi.db",
                        ".git/config",
                        "strapi/.tmp/data.db",
                        "strapi/node_modules/koa/package.json",
                        "schemas/target/classes/commuter/schemas/Json.class",
                        "README.md"))
                .filteredOn(context::admits)
                .isEmpty();
    }

    /** A module with those on which it depends, including for tests: Maven builds them, too. */
    private static Set<String> withDependencies(String module) throws IOException {
        Set<String> found = new LinkedHashSet<>(List.of(module));
        for (String dependency : find(OUR_DEPENDENCY, module + "/pom.xml")) {
            found.addAll(withDependencies(dependency));
        }
        return found;
    }

    private static List<String> find(Pattern pattern, String file) throws IOException {
        return pattern.matcher(Files.readString(ROOT.resolve(file)))
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    private static List<String> filesUnder(String name) throws IOException {
        List<String> files = new ArrayList<>();
        collect(ROOT.resolve(name.replaceAll("/$", "")), files);
        return files;
    }

    private static void collect(Path path, List<String> files) throws IOException {
        if (Files.isRegularFile(path)) {
            files.add(ROOT.relativize(path).toString());
        } else if (Files.isDirectory(path)
                && !MADE_HERE.contains(path.getFileName().toString())) {
            try (Stream<Path> entries = Files.list(path)) {
                for (Path entry : entries.toList()) {
                    collect(entry, files);
                }
            }
        }
    }
}
