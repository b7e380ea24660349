package commuter.reservoir.api;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The path of the health check in the original service. */
@Controller
class HealthForward {

    @GetMapping("/health")
    String health() {
        return "forward:/actuator/health";
    }
}
