package commuter.benchmarks;

/** The moments of a board command that can be observed from outside, in order. */
enum Moment {
    /** The client passes the command to Kafka's producer. */
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

    /** The WebSocket client has received the frame's last byte. */
    FRAMED
}
