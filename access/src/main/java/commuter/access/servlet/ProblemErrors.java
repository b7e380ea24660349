package commuter.access.servlet;

import commuter.access.Refusal;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** Answers errors that happened outside of the controllers: always with problem+json, never with a page. */
@Controller
final class ProblemErrors implements ErrorController {

    @RequestMapping("${server.error.path:${error.path:/error}}")
    void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Object code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        HttpStatus found = code instanceof Integer number ? HttpStatus.resolve(number) : null;
        // Without a status, a caller has requested this address directly.
        HttpStatus status = found == null ? HttpStatus.NOT_FOUND : found;
        String detail = status.is5xxServerError() ? "This call failed; the log of the service says why" : "Refused";
        ProblemAnswers.write(
                response,
                new Refusal(
                        status.value(),
                        status.getReasonPhrase(),
                        status == HttpStatus.NOT_FOUND ? "There is nothing here" : detail,
                        null,
                        null));
    }
}
