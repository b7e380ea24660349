package commuter.reservoir.api;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The original's name for the health of the service. */
@Controller
class HealthForward {

    @GetMapping("/health")
    String health() {
        return "forward:/actuator/health";
    }
}
