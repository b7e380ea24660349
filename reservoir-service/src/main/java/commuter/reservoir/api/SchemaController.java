package commuter.reservoir.api;

import commuter.schemas.JsonSchema;
import java.util.Arrays;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The schemas of the topics, for anybody: what a record looks like is no secret. */
@RestController
class SchemaController {
    private static final MediaType SCHEMA = MediaType.valueOf("application/schema+json");
    private static final List<String> FILES =
            Arrays.stream(JsonSchema.values()).map(JsonSchema::fileName).toList();

    /** The JSON Schema of a topic's records, by the end of their header {@code ce_dataschema}. */
    @GetMapping("/schemas/{file}")
    ResponseEntity<byte[]> schema(@PathVariable String file) {
        JsonSchema schema = JsonSchema.inFile(file).orElseThrow(() -> new UnknownSchemaException(file, FILES));
        return ResponseEntity.ok().contentType(SCHEMA).body(schema.json());
    }
}
