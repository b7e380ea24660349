package commuter.notifier.log;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Explains, without a stack trace, a start that failed because of Kafka. */
final class UnusableTopicsReport extends AbstractFailureAnalyzer<UnusableTopicsException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, UnusableTopicsException cause) {
        return new FailureAnalysis(String.valueOf(cause.getMessage()), null, cause);
    }
}
