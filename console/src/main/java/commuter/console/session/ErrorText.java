package commuter.console.session;

import java.io.IOException;
import java.net.URI;
import tools.jackson.databind.JsonNode;

/** An error in one line, with what to do. */
final class ErrorText {
    private ErrorText() {}

    static String unreachable(URI address, IOException why) {
        String reason = why.getMessage() == null ? "" : " (" + why.getMessage() + ")";
        return "Nobody answers at " + service(address) + reason
                + ": is the pipeline running (bin/standalone)? connect ADDRESS goes elsewhere";
    }

    static String describe(URI address, int status, JsonNode errorText) {
        String detail = errorText.path("detail").asString("");
        return switch (status) {
            case 401 ->
                service(address) + " wants an API key" + (detail.isEmpty() ? "" : ": " + detail)
                        + "; give --api-key, or COMMUTER_API_KEY in the environment";
            case 403 -> orElse(detail, "Your API key does not allow this");
            case 404 -> orElse(detail, service(address) + " has no " + address.getPath());
            default -> orElse(detail, service(address) + " answered with status " + status);
        };
    }

    private static String orElse(String detail, String otherwise) {
        return detail.isEmpty() ? otherwise : detail;
    }

    private static String service(URI address) {
        return address.getScheme() + "://" + address.getAuthority();
    }
}
