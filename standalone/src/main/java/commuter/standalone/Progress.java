package commuter.standalone;

import commuter.standalone.parts.Part;
import java.time.Duration;

/** Is notified of the progress of starting and stopping. Called from several threads. */
public interface Progress {
    /** Ignores all notifications. */
    Progress SILENT = new Progress() {
        @Override
        public void started(Part part, Duration took) {}

        @Override
        public void stopped(Part part, Duration took) {}
    };

    void started(Part part, Duration took);

    void stopped(Part part, Duration took);
}
