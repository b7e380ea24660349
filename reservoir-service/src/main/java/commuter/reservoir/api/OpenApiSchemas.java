package commuter.reservoir.api;

import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes the schemas of the description of the API. They are those of OpenAPI 3.1. */
final class OpenApiSchemas {
    private OpenApiSchemas() {}

    static Schema<?> of(String type) {
        Schema<?> schema = new JsonSchema();
        schema.addType(type);
        return schema;
    }

    static Schema<?> text(String description) {
        return of("string").description(description);
    }

    static Schema<?> constant(String value) {
        Schema<?> schema = of("string");
        schema.setConst(value);
        return schema;
    }

    /** One of the schemas that the components have. */
    static Schema<?> component(String name) {
        return new JsonSchema().$ref("#/components/schemas/" + name);
    }

    static Schema<?> arrayOf(Schema<?> items) {
        return of("array").items(items);
    }

    static Schema<?> anyOf(Schema<?>... schemas) {
        Schema<?> all = new JsonSchema();
        Arrays.stream(schemas).forEach(all::addAnyOfItem);
        return all;
    }

    /** An object with the fields of a record, of which none is required. */
    static Schema<?> fieldsOf(Class<? extends Record> type) {
        Schema<?> schema = of("object");
        for (RecordComponent component : type.getRecordComponents()) {
            schema.addProperty(Fields.inJson(component.getName()), valueOf(component.getType()));
        }
        return schema;
    }

    /** The same object, all of whose properties are required. */
    static Schema<?> allRequired(Schema<?> schema) {
        return required(schema, List.copyOf(schema.getProperties().keySet()));
    }

    /** The same object, some of whose properties are required. */
    static Schema<?> required(Schema<?> schema, List<String> properties) {
        return schema.required(properties);
    }

    /** A map in the order of its entries. */
    static Map<String, Object> ordered(Object... namesAndValues) {
        Map<String, Object> all = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            all.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return all;
    }

    private static Schema<?> valueOf(Class<?> type) {
        if (type == double.class) {
            return of("number");
        }
        if (type == Integer.class) {
            return of("integer");
        }
        JsonSchema text = new JsonSchema();
        text.addType("string");
        if (type == Instant.class) {
            text.setFormat("date-time");
        }
        if (type.isEnum()) {
            text.setEnum(Arrays.stream(type.getEnumConstants())
                    .<Object>map(String::valueOf)
                    .toList());
        }
        return text;
    }
}
