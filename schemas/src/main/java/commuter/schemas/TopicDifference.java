package commuter.schemas;

/**
 * A setting of a topic that is not as it is configured.
 *
 * @param topic the topic's name
 * @param setting Kafka's name of the setting
 * @param found the value that the topic has
 * @param configured the value that it should have
 */
public record TopicDifference(String topic, String setting, String found, String configured) {}
