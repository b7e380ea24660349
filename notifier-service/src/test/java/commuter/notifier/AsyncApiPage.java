package commuter.notifier;

import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Renders docs/asyncapi.yaml as Markdown, for people: docs/asyncapi.md. */
final class AsyncApiPage {
    private static final String OWN = "#/components/schemas/";
    private static final String HEADERS = "cloud_events";

    private static final String HEAD = """
            # Topics and messages

            This page is made from [asyncapi.yaml](asyncapi.yaml). [topics.md](topics.md) and [websocket.md](websocket.md)
            explain what is listed here.

            ## Topics

            The key of each record is its reservoir, such as `route:1A`, in UTF-8.

            | topic | value of a record | partitions | kept | what it is |
            |---|---|---|---|---|
            """;
    private static final String FIELDS = """

            | field | value | needed | what it is |
            |---|---|---|---|
            """;

    private final JsonNode document;
    private final StringBuilder page = new StringBuilder(HEAD);

    private AsyncApiPage(JsonNode document) {
        this.document = document;
    }

    static String of(JsonNode document) {
        AsyncApiPage page = new AsyncApiPage(document);
        page.topics();
        page.headers();
        page.messages("ask", "What a client says", "Each message is one JSON object.");
        page.messages("tell", "What the notifier says", "Each message is an [envelope](#object-envelope).");
        page.objects();
        return page.page.toString();
    }

    private void topics() {
        for (JsonNode channel : document.path("channels")) {
            JsonNode kafka = channel.at("/bindings/kafka");
            if (!kafka.isMissingNode()) {
                JsonNode value =
                        channel.path("messages").values().iterator().next().path("payload");
                row(
                        code(channel.path("address").asString()),
                        value.has("$ref") ? value(value) : "bytes",
                        kafka.path("partitions").asString(),
                        kept(kafka.path("topicConfiguration")),
                        channel.path("description").asString());
            }
        }
    }

    private void headers() {
        page.append("\n## Headers of records\n\n")
                .append(document.at("/components/schemas/" + HEADERS + "/description")
                        .asString())
                .append('\n')
                .append("Dead letters have those of [dead-letter-headers.json]")
                .append("(../schemas/src/main/resources/schemas/dead-letter-headers.json).\n");
        fields(document.at("/components/schemas/" + HEADERS));
    }

    private void messages(String operation, String title, String introduction) {
        page.append("\n## ").append(title).append("\n\n").append(introduction).append('\n');
        for (JsonNode message : document.at("/operations/" + operation + "/messages")) {
            String name = last(message.path("$ref").asString());
            page.append("\n### Message ").append(name).append('\n');
            fields(document.at("/components/messages/" + name + "/payload"));
        }
    }

    private void objects() {
        page.append("\n## Objects\n");
        document.at("/components/schemas").properties().forEach(schema -> {
            if (schema.getValue().has("properties") && !schema.getKey().equals(HEADERS)) {
                page.append("\n### Object ").append(schema.getKey()).append('\n');
                fields(schema.getValue());
            }
        });
    }

    private void fields(JsonNode object) {
        page.append(FIELDS);
        rows("", object);
    }

    private void rows(String path, JsonNode object) {
        Set<String> needed = Stream.concat(object.path("allOf").valueStream().map(this::resolved), Stream.of(object))
                .flatMap(each -> each.path("required").valueStream())
                .map(JsonNode::asString)
                .collect(Collectors.toSet());
        object.path("properties").properties().forEach(field -> {
            String name = path + field.getKey();
            row(
                    code(name),
                    value(field.getValue()),
                    needed.contains(field.getKey()) ? "yes" : "",
                    description(field.getValue()));
            rows(name + '.', field.getValue());
        });
    }

    /** Its own, or that of the schema to which it refers; and examples. */
    private String description(JsonNode schema) {
        String own = schema.path("description")
                .asString(schema.path("$ref").asString("").startsWith(OWN) ? description(resolved(schema)) : "");
        String examples = schema.path("examples")
                .valueStream()
                .map(each -> code(each.asString()))
                .collect(Collectors.joining(", "));
        return examples.isEmpty() ? own : (own + " Such as " + examples + '.').strip();
    }

    private String value(JsonNode schema) {
        String reference = schema.path("$ref").asString("");
        if (reference.startsWith("../")) {
            return "[" + last(reference) + "](" + reference + ")";
        }
        if (reference.startsWith(OWN)) {
            String name = last(reference);
            return resolved(schema).has("properties")
                    ? "[" + name + "](#object-" + name + ")"
                    : value(resolved(schema));
        }
        if (schema.has("const")) {
            return code(schema.path("const").asString());
        }
        if (schema.has("enum")) {
            return schema.path("enum")
                    .valueStream()
                    .map(each -> code(each.asString()))
                    .collect(Collectors.joining(", "));
        }
        if (schema.has("items")) {
            return "array of " + value(schema.path("items"));
        }
        JsonNode type = schema.path("type");
        return type.isArray()
                ? type.valueStream().map(JsonNode::asString).collect(Collectors.joining(" or "))
                : type.asString("anything");
    }

    private JsonNode resolved(JsonNode reference) {
        return document.at(reference.path("$ref").asString().substring(1));
    }

    private void row(String... cells) {
        page.append(Stream.of(cells)
                .map(cell -> cell.replace("|", "\\|").replace('\n', ' '))
                .collect(Collectors.joining(" | ", "| ", " |\n")));
    }

    private static String kept(JsonNode configs) {
        if (!configs.has("retention.ms")) {
            return "the last of each key";
        }
        long days = Duration.ofMillis(configs.path("retention.ms").asLong()).toDays();
        return days == 1 ? "1 day" : days + " days";
    }

    private static String code(String text) {
        return '`' + text + '`';
    }

    private static String last(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
