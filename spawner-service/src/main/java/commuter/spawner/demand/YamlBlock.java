package commuter.spawner.demand;

import commuter.spawner.network.FeedNotices;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** A block of {@code field: value} lines in a YAML file. An invalid value leads to a notice with its line and field. */
final class YamlBlock {
    private final String file;
    private final FeedNotices notices;
    private final Node node;
    private final Map<String, Node> values = new LinkedHashMap<>();

    /** @param name how notices call the field with this value */
    YamlBlock(String file, String name, Node node, FeedNotices notices) {
        this.file = file;
        this.notices = notices;
        this.node = node;
        if (node instanceof MappingNode block) {
            for (NodeTuple line : block.getValue()) {
                values.put(text(line.getKeyNode()), line.getValueNode());
            }
        } else {
            error(node, name, "must be lines of 'field: value'");
        }
    }

    Set<String> fields() {
        return values.keySet();
    }

    /** Makes an error of each field that is not one of these. */
    void allow(String... known) {
        Set<String> unknown = new HashSet<>(values.keySet());
        unknown.removeAll(Set.of(known));
        unknown.stream().sorted().forEach(field -> error(field, "is none of " + String.join(", ", known)));
    }

    /** A multiplier or a rate; null when it is missing. */
    @Nullable
    Double number(String field) {
        Node value = values.get(field);
        return value == null ? null : number(value, field);
    }

    /** A text; a missing one is an error. */
    @Nullable
    String required(String field) {
        Node value = values.get(field);
        if (!(value instanceof ScalarNode)) {
            error(value == null ? node : value, field, "is required");
            return null;
        }
        return text(value);
    }

    /** The block that is the field's value. */
    void block(String field, Consumer<YamlBlock> reader) {
        Node value = values.get(field);
        if (value != null) {
            reader.accept(new YamlBlock(file, field, value, notices));
        }
    }

    /** Each block of the field's list. */
    void blocks(String field, Consumer<YamlBlock> reader) {
        elements(field).forEach(element -> reader.accept(new YamlBlock(file, field, element, notices)));
    }

    /** The numbers of the field's list; null when there is none. */
    @Nullable
    List<Double> numbers(String field) {
        if (!values.containsKey(field)) {
            return null;
        }
        List<Double> numbers = new ArrayList<>();
        for (Node element : elements(field)) {
            Double number = number(element, field);
            numbers.add(number == null ? 1.0 : number);
        }
        return numbers;
    }

    List<String> texts(String field) {
        return elements(field).stream().map(YamlBlock::text).toList();
    }

    void error(String field, String problem) {
        error(values.getOrDefault(field, node), field, problem);
    }

    private List<Node> elements(String field) {
        Node value = values.get(field);
        if (value instanceof SequenceNode list) {
            return list.getValue();
        }
        if (value != null) {
            error(value, field, "must be a list");
        }
        return List.of();
    }

    private @Nullable Double number(Node value, String field) {
        try {
            double number = Double.parseDouble(text(value));
            if (number >= 0 && number <= 1000) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Reported below.
        }
        error(value, field, "'" + text(value) + "' is no number from 0 to 1000");
        return null;
    }

    private void error(Node at, String field, String problem) {
        notices.error(file + " line " + (at.getStartMark().getLine() + 1) + ", field " + field, problem);
    }

    private static String text(Node node) {
        return node instanceof ScalarNode scalar ? scalar.getValue() : "...";
    }
}
