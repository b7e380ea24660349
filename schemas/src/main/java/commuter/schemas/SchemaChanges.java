package commuter.schemas;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * What has changed between two versions of a schema, for those who read and write by the older one. They can go on when
 * there are only optional fields and definitions more, or when only words for people are others. Everything else breaks
 * somebody, and is told in a sentence. Immutable.
 */
public final class SchemaChanges {
    /** What tells people something, and decides nothing. */
    private static final Set<String> WORDS = Set.of("title", "description", "examples", "$comment");

    private final JsonSchema schema;
    private final List<String> breaks = new ArrayList<>();

    private SchemaChanges(JsonSchema schema) {
        this.schema = schema;
    }

    /**
     * Compares.
     *
     * @return a sentence for each change that breaks a reader or a writer; empty if none does
     */
    public static List<String> breaking(JsonSchema schema, JsonNode before, JsonNode after) {
        SchemaChanges changes = new SchemaChanges(schema);
        changes.compare("", before, after);
        return List.copyOf(changes.breaks);
    }

    private void compare(String place, JsonNode before, JsonNode after) {
        if (!before.isObject() || !after.isObject()) {
            if (!before.equals(after)) {
                report(place, "was " + inWords(before) + " and is " + inWords(after), everybody());
            }
            return;
        }
        for (String keyword : new TreeSet<>(union(before.propertyNames(), after.propertyNames()))) {
            switch (keyword) {
                case "properties", "$defs" -> fields(place, before.path(keyword), after.path(keyword));
                case "required" -> required(place, texts(before.path(keyword)), texts(after.path(keyword)));
                case "enum" -> values(place, texts(before.path(keyword)), texts(after.path(keyword)));
                default -> {
                    if (!WORDS.contains(keyword)) {
                        compare(place + '/' + keyword, before.path(keyword), after.path(keyword));
                    }
                }
            }
        }
    }

    private void fields(String place, JsonNode before, JsonNode after) {
        before.properties().forEach(field -> {
            String name = place + '/' + field.getKey();
            if (after.has(field.getKey())) {
                compare(name, field.getValue(), after.path(field.getKey()));
            } else {
                report(name, "is gone or has another name", readers());
            }
        });
    }

    private void required(String place, Set<String> before, Set<String> after) {
        without(after, before).forEach(field -> report(place + '/' + field, "is required now", writers()));
        without(before, after).forEach(field -> report(place + '/' + field, "may be absent now", readers()));
    }

    private void values(String place, Set<String> before, Set<String> after) {
        without(after, before).forEach(value -> report(place, "may have the new value " + value, readers()));
        without(before, after).forEach(value -> report(place, "may not be " + value + " any more", writers()));
    }

    private void report(String place, String change, String whom) {
        breaks.add("%s: %s %s. This breaks %s.".formatted(schema.fileName(), place, change, whom));
    }

    private static String inWords(JsonNode value) {
        return value.isMissingNode() ? "absent" : value.toString();
    }

    private String readers() {
        return "programs that read " + concerned();
    }

    private String writers() {
        return "programs that write " + concerned() + ", and records that are kept there";
    }

    private String everybody() {
        return "programs that read or write " + concerned();
    }

    private String concerned() {
        return schema.topics().isEmpty()
                ? "any topic"
                : schema.topics().stream().map(Topic::name).collect(Collectors.joining(", "));
    }

    private static Set<String> texts(JsonNode array) {
        return array.values().stream().map(JsonNode::asString).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Set<String> without(Set<String> one, Set<String> other) {
        return one.stream().filter(each -> !other.contains(each)).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Set<String> union(Iterable<String> one, Iterable<String> other) {
        Set<String> all = new LinkedHashSet<>();
        Stream.of(one, other).forEach(names -> names.forEach(all::add));
        return all;
    }
}
