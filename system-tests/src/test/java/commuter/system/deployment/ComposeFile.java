package commuter.system.deployment;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Compose files as Compose reads them: with what the later ones change of the earlier ones. */
record ComposeFile(Map<String, Object> content) {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\$|\\$\\{(\\w+)(?::?[-?]([^}]*))?}");
    /** Lists of which the later one holds; others are added up. */
    private static final Set<String> REPLACED = Set.of("command", "entrypoint", "test");

    /** A value with the tag !reset or !override: what was there before does not count. */
    private record Instead(Object value) {}

    static ComposeFile read(Path... files) throws IOException {
        Map<String, Object> all = new LinkedHashMap<>();
        for (Path file : files) {
            Map<String, Object> content = load(file);
            for (Map.Entry<String, Object> service :
                    map(content.get("services")).entrySet()) {
                service.setValue(extended(file, map(service.getValue())));
            }
            all = map(merged("", all, content));
        }
        return new ComposeFile(all);
    }

    /** The services by their names. */
    Map<String, Object> services() {
        return map(content.get("services"));
    }

    Map<String, Object> service(String name) {
        return map(Objects.requireNonNull(services().get(name), name));
    }

    Map<String, Object> environment(String service) {
        return map(service(service).getOrDefault("environment", Map.of()));
    }

    /** The variables for which this asks. */
    Set<String> variables() {
        Set<String> found = new LinkedHashSet<>();
        changed(content, text -> {
            VARIABLE.matcher(text)
                    .results()
                    .filter(each -> each.group(1) != null)
                    .forEach(each -> found.add(each.group(1)));
            return text;
        });
        return found;
    }

    /** With the values of the variables. */
    ComposeFile with(Map<String, String> variables) {
        return new ComposeFile(map(changed(
                content,
                text -> VARIABLE.matcher(text)
                        .replaceAll(found -> Matcher.quoteReplacement(value(found, variables))))));
    }

    private static String value(java.util.regex.MatchResult found, Map<String, String> variables) {
        if (found.group(1) == null) {
            return "$";
        }
        return variables.getOrDefault(found.group(1), Objects.requireNonNullElse(found.group(2), ""));
    }

    private static Object changed(Object node, UnaryOperator<String> change) {
        if (node instanceof Map<?, ?> map) {
            Map<String, Object> result = new LinkedHashMap<>();
            map(map).forEach((name, value) -> result.put(name, changed(value, change)));
            return result;
        }
        if (node instanceof List<?> list) {
            List<Object> result = new ArrayList<>();
            list.forEach(each -> result.add(changed(each, change)));
            return result;
        }
        return node instanceof String text ? change.apply(text) : node;
    }

    private static Map<String, Object> extended(Path file, Map<String, Object> service) throws IOException {
        Object parent = service.remove("extends");
        if (parent == null) {
            return service;
        }
        Map<String, Object> from = map(parent);
        Path other = file.resolveSibling((String) from.get("file"));
        return map(merged("", map(map(load(other).get("services")).get(from.get("service"))), service));
    }

    private static Object merged(String name, @Nullable Object earlier, @Nullable Object later) {
        if (later instanceof Instead instead) {
            return instead.value();
        }
        if (earlier instanceof Map<?, ?> && later instanceof Map<?, ?>) {
            Map<String, Object> result = new LinkedHashMap<>(map(earlier));
            map(later).forEach((key, value) -> result.put(key, merged(key, result.get(key), value)));
            return result;
        }
        if (earlier instanceof List<?> first && later instanceof List<?> second && !REPLACED.contains(name)) {
            return added(name, first, second);
        }
        return later;
    }

    /** A later volume for the same place replaces the earlier one. */
    private static List<Object> added(String name, List<?> first, List<?> second) {
        Map<Object, Object> result = new LinkedHashMap<>();
        for (List<?> list : List.of(first, second)) {
            list.forEach(each -> result.put(name.equals("volumes") ? ((String) each).split(":")[1] : each, each));
        }
        return List.copyOf(result.values());
    }

    private static Map<String, Object> load(Path file) throws IOException {
        try (Reader reader = Files.newBufferedReader(file)) {
            return map(new Yaml(new Tags()).load(reader));
        }
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(@Nullable Object node) {
        return (Map<String, Object>) Objects.requireNonNull(node);
    }

    @SuppressWarnings("unchecked")
    static List<Object> list(@Nullable Object node) {
        return (List<Object>) Objects.requireNonNullElse(node, List.of());
    }

    private static final class Tags extends SafeConstructor {
        Tags() {
            super(new LoaderOptions());
            AbstractConstruct instead = new AbstractConstruct() {
                @Override
                public Object construct(Node node) {
                    if (node instanceof MappingNode map) {
                        return new Instead(constructMapping(map));
                    }
                    return new Instead(constructSequence((SequenceNode) node));
                }
            };
            yamlConstructors.put(new Tag("!reset"), instead);
            yamlConstructors.put(new Tag("!override"), instead);
        }
    }
}
