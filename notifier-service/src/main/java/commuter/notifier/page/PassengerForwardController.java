package commuter.notifier.page;

import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The calls of the reservoir's API that the page makes. They are forwarded, so that the page needs no other origin. */
@RestController
class PassengerForwardController {
    private final ReservoirCalls reservoir;

    PassengerForwardController(ReservoirCalls reservoir) {
        this.reservoir = reservoir;
    }

    @GetMapping({"/api/passengers", "/api/passengers/{passenger_id}"})
    Mono<ResponseEntity<byte[]>> read(ServerHttpRequest request) {
        return reservoir.read(request);
    }

    @PatchMapping({"/api/passengers/{passenger_id}/board", "/api/passengers/{passenger_id}/cancel"})
    Mono<ResponseEntity<byte[]>> command(ServerHttpRequest request, @RequestBody(required = false) Mono<byte[]> body) {
        return body.defaultIfEmpty(new byte[0]).flatMap(bytes -> reservoir.command(request, bytes));
    }
}
