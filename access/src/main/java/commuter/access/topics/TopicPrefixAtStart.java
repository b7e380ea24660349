package commuter.access.topics;

import commuter.schemas.TopicPrefix;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** Sets the prefix of the topics from the settings, before anything uses a topic. */
class TopicPrefixAtStart implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        String prefix = context.getEnvironment().getProperty(TopicPrefix.SETTING, "");
        // TopicSettings refuses others, with the report that a wrong setting gets.
        if (TopicPrefix.isAllowed(prefix)) {
            TopicPrefix.set(prefix);
        }
    }
}
