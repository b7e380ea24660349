package commuter.access.topics;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

/** Makes {@link TopicSettings} known to every service. */
@AutoConfiguration
@EnableConfigurationProperties(TopicSettings.class)
class TopicConfiguration {}
