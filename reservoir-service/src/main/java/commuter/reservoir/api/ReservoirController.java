package commuter.reservoir.api;

import commuter.reservoir.cache.Availability;
import commuter.reservoir.cache.Available;
import commuter.schemas.InvalidRecordException;
import commuter.schemas.ReservoirId;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Who waits where. */
@RestController
class ReservoirController {
    private final Availability availability;

    ReservoirController(Availability availability) {
        this.availability = availability;
    }

    /** The passengers who wait in a reservoir such as {@code route:1A}, oldest first, as a JSON array. */
    @GetMapping(path = "/api/reservoirs/{reservoir}/available", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> available(@PathVariable String reservoir) {
        Available available = availability.available(ReservoirId.parse(reservoir));
        return ResponseEntity.ok().header("X-Cache", available.source().name()).body(available.json());
    }

    @ExceptionHandler
    ProblemDetail invalid(InvalidRecordException e) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, e.getMessage());
    }
}
