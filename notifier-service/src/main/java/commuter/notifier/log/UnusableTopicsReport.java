package commuter.notifier.log;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Explains a start that failed for Kafka's sake without a stack trace. */
final class UnusableTopicsReport extends AbstractFailureAnalyzer<UnusableTopicsException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, UnusableTopicsException cause) {
        return new FailureAnalysis(String.valueOf(cause.getMessage()), null, cause);
    }
}
