package commuter.reservoir.cache;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import commuter.reservoir.StartFailedException;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedisSettingsTest {

    @ParameterizedTest
    @ValueSource(strings = {"redis://:the-password@ca che", "the-password@cache:6379", "http://:the-password@cache"})
    void aMalformedAddressIsRefusedByItsNameAndThePasswordNotShown(String url) {
        Duration second = Duration.ofSeconds(1);
        RedisSettings settings = new RedisSettings(url, second, second, second);

        assertThatThrownBy(settings::address)
                .isInstanceOf(StartFailedException.class)
                .hasMessageContaining("commuter.redis.url")
                .hasMessageNotContaining("the-password");
    }
}
