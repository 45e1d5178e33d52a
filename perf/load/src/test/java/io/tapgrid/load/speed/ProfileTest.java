package io.tapgrid.load.speed;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProfileTest {

    @Test
    void a_sample_belongs_to_the_innermost_frame_that_has_an_area() {
        var profile = new Profile();
        profile.add("java/lang/Thread.run;io/netty/a/B.c;io/tapgrid/web/grid/Batch.add;java/util/HashMap.put 30");
        profile.add("java/lang/Thread.run;io/netty/a/B.c;[unknown];__send 60");
        profile.add("java/lang/Thread.run;java/lang/Object.wait 10");

        assertThat(profile.share("web: batching")).isEqualTo(0.3);
        assertThat(profile.share("HTTP server (Netty and the kernel's network)"))
                .isEqualTo(0.6);
        assertThat(profile.markdown()).contains("100 samples", "| 60.0 % | __send |", "| 10.0 % | other |");
    }
}
