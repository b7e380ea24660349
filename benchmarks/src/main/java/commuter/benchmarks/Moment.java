package commuter.benchmarks;

/** The moments in the life of a board command that can be seen from outside, in their order. */
enum Moment {
    /** The client hands the command to Kafka's producer. */
    PUBLISHED,

    /**
     * The command is decided, and Strapi's transaction with the row begins: the row's {@code updatedAt}. In whole
     * milliseconds.
     */
    WRITING,

    /** The reservoir has Strapi's answer and writes the event: the record's timestamp. In whole milliseconds. */
    LANDED,

    /**
     * The notifier has read the committed event and encodes the frame: its {@code timestamp}. In whole milliseconds.
     */
    ENCODED,

    /** The frame's last byte is with the WebSocket client. */
    FRAMED
}
