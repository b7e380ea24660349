package commuter.standalone.conformance;

/**
 * Whether a client keeps a rule.
 *
 * @param came what the client did instead of, or in agreement with, what was expected
 */
record Verdict(Rule rule, boolean kept, String expected, String came) {

    /** The rule is kept if both texts are equal. */
    static Verdict compare(Rule rule, String expected, String came) {
        return new Verdict(rule, expected.equals(came), expected, came);
    }
}
