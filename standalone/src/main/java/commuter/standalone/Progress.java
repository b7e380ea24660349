package commuter.standalone;

import commuter.standalone.parts.Part;
import java.time.Duration;

/** Hears how far starting and stopping have come. Called from several threads. */
public interface Progress {
    /** Says nothing to anybody. */
    Progress SILENT = new Progress() {
        @Override
        public void started(Part part, Duration took) {}

        @Override
        public void stopped(Part part, Duration took) {}
    };

    void started(Part part, Duration took);

    void stopped(Part part, Duration took);
}
