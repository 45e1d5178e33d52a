package io.tapgrid.load.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ShopSecretTest {

    /** The example that the Standard Webhooks libraries are tested with. */
    @Test
    void a_message_is_signed_as_the_standard_has_it() {
        var secret = ShopSecret.parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\n");

        assertThat(secret.sign("msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, "{\"test\": 2432232314}"))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void a_secret_without_the_prefix_is_refused() {
        assertThatThrownBy(() -> ShopSecret.parse("c2VjcmV0")).hasMessageContaining("whsec_");
    }
}
