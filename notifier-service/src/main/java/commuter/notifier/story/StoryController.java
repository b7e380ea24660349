package commuter.notifier.story;

import commuter.schemas.InvalidRecordException;
import commuter.schemas.Json;
import commuter.schemas.ReservoirId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Tells a passenger's story: all events of the passenger, as long as the log is retained. */
@RestController
class StoryController {
    private static final String RESERVOIR = "reservoir";

    private final StoryReader reader;

    StoryController(StoryReader reader) {
        this.reader = reader;
    }

    private record Answer(List<JsonNode> events, boolean complete) {}

    private record Problem(String title, int status, String detail, String field) {}

    /** @param query {@code reservoir}, the reservoir of the passenger, whose log is read */
    @GetMapping("/api/passengers/{passenger_id}/events")
    CompletableFuture<ResponseEntity<byte[]>> story(
            @PathVariable("passenger_id") String passengerId, @RequestParam MultiValueMap<String, String> query) {
        for (Map.Entry<String, List<String>> parameter : query.entrySet()) {
            if (!parameter.getKey().equals(RESERVOIR) || parameter.getValue().size() > 1) {
                return answered(problem(
                        HttpStatus.BAD_REQUEST,
                        parameter.getKey(),
                        parameter.getKey() + ": '" + String.join("', '", parameter.getValue())
                                + "' must be one value of " + RESERVOIR + ", the only parameter"));
            }
        }
        String reservoir = query.toSingleValueMap().getOrDefault(RESERVOIR, "");
        if (!passengerId.matches("PASS_[0-9A-F]{32}")) {
            return answered(problem(
                    HttpStatus.BAD_REQUEST, "passenger_id", passengerId + " must be PASS_ and 32 hexadecimal digits"));
        }
        ReservoirId place;
        try {
            place = ReservoirId.parse(reservoir);
        } catch (InvalidRecordException e) {
            return answered(problem(HttpStatus.BAD_REQUEST, RESERVOIR, e.getMessage() + ", e.g. route:1A"));
        }
        return reader.read(passengerId, place)
                .thenApply(StoryController::answer)
                .exceptionally(failure -> problem(
                        HttpStatus.SERVICE_UNAVAILABLE, "log", "The log cannot be read now; ask again in a moment"));
    }

    private static CompletableFuture<ResponseEntity<byte[]>> answered(ResponseEntity<byte[]> answer) {
        return CompletableFuture.completedFuture(answer);
    }

    private static ResponseEntity<byte[]> answer(StoryReader.Story story) {
        List<JsonNode> events =
                story.events().stream().map(Json.MAPPER::readTree).toList();
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .contentType(MediaType.APPLICATION_JSON)
                .body(Json.write(new Answer(events, story.complete())));
    }

    private static ResponseEntity<byte[]> problem(HttpStatus status, String field, String detail) {
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(Json.write(new Problem(status.getReasonPhrase(), status.value(), detail, field)));
    }
}
