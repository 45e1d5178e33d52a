package io.tapgrid.grid.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesJsonTest {
    @Test
    void languages_stand_in_order() {
        assertThat(NamesJson.write(Map.of("zh", "手机日", "en", "Phone day")))
                .isEqualTo("{\"en\":\"Phone day\",\"zh\":\"手机日\"}");
    }

    @Test
    void what_was_written_is_read_again() {
        Map<String, String> names = Map.of("en", "a \"b\" \\ \u0001\n\t{},: 🎉", "zh", "");
        assertThat(NamesJson.read(NamesJson.write(names))).isEqualTo(names);
        assertThat(NamesJson.read(NamesJson.write(Map.of()))).isEmpty();
    }

    @Test
    void what_somebody_else_wrote_is_read_too() {
        assertThat(NamesJson.read("{ \"en\" : \"a\\u0041\\n\" , \"de\":\"b\"}"))
                .isEqualTo(Map.of("en", "aA\n", "de", "b"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{\"en\"}", "{\"en\":1}", "[]", "{\"en\":\"a", "{\"en\":\"\\u00", "null"})
    void anything_else_is_refused(String json) {
        assertThatThrownBy(() -> NamesJson.read(json)).isInstanceOf(IllegalArgumentException.class);
    }
}
