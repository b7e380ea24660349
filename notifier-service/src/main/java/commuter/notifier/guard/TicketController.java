package commuter.notifier.guard;

import commuter.access.Authenticator;
import commuter.access.Caller;
import commuter.access.Tickets;
import commuter.schemas.Json;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RestController;

/**
 * Issues tickets for the streams: a browser cannot send a header with a WebSocket, and a key in an address would be
 * written to logs.
 */
@RestController
class TicketController {
    static final String PATH = "/ws/ticket";

    private final Authenticator authenticator;

    TicketController(Authenticator authenticator) {
        this.authenticator = authenticator;
    }

    /** @param expiresInS seconds within which the connection must be opened */
    record Ticket(String ticket, long expiresInS) {}

    @PostMapping(PATH)
    ResponseEntity<byte[]> ticket(@RequestAttribute(CallFilter.CALLER) Caller caller) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .contentType(MediaType.APPLICATION_JSON)
                .body(Json.write(new Ticket(authenticator.ticketFor(caller), Tickets.GOOD_FOR.toSeconds())));
    }
}
