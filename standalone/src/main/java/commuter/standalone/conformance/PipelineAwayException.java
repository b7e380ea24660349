package commuter.standalone.conformance;

/** There is no pipeline to try the client with. The message says what is missing. */
final class PipelineAwayException extends RuntimeException {
    PipelineAwayException(String message) {
        super(message);
    }
}
