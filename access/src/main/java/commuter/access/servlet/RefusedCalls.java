package commuter.access.servlet;

import commuter.access.RefusedException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;

/** Answers refusals by a controller, for calls whose subject only the controller knows. */
@ControllerAdvice
final class RefusedCalls {

    @ExceptionHandler
    void refused(RefusedException e, HttpServletResponse response) throws IOException {
        ProblemAnswers.write(response, e.refusal());
    }
}
