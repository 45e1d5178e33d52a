package io.tapgrid.load.http;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerReaderTest {

    private final AnswerReader reader = new AnswerReader(4096);

    @Test
    void an_answer_is_put_together_from_single_bytes() throws Exception {
        String wire = "HTTP/1.1 429 Too Many Requests\r\nRetry-After: 3\r\ncontent-length: 5\r\n\r\nhello";

        @Nullable Answer answer = null;
        for (byte b : wire.getBytes(StandardCharsets.US_ASCII)) {
            assertThat(answer).isNull();
            answer = reader.feed(ByteBuffer.wrap(new byte[] {b}));
        }

        assertThat(answer).hasToString("429 hello");
        assertThat(requireNonNull(answer).retryAfterSeconds()).isEqualTo(3);
        assertThat(reader.persistent()).isTrue();
    }

    @Test
    void a_chunked_body_is_joined_from_single_bytes() throws Exception {
        String chunks = "4;ext=1\r\nhell\r\n1\r\no\r\n0\r\nTrailer: x\r\n\r\n";
        String wire = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks;

        @Nullable Answer answer = null;
        for (byte b : wire.getBytes(StandardCharsets.US_ASCII)) {
            answer = reader.feed(ByteBuffer.wrap(new byte[] {b}));
        }

        assertThat(answer).hasToString("200 hello");
    }

    @Test
    void an_interim_answer_is_skipped() throws Exception {
        assertThat(feed("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n"))
                .hasToString("204 ");
    }

    @Test
    void the_next_answer_starts_afresh() throws Exception {
        feed("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nab");
        reader.reset();

        assertThat(feed("HTTP/1.1 201 Created\r\nContent-Length: 1\r\n\r\nc")).hasToString("201 c");
    }

    @Test
    void a_body_without_a_length_ends_with_the_connection() throws Exception {
        assertThat(feed("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nab")).isNull();

        assertThat(reader.end()).hasToString("200 ab");
        assertThat(reader.persistent()).isFalse();
    }

    @Test
    void an_answer_cut_short_is_malformed() throws Exception {
        feed("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nab");

        assertThatThrownBy(reader::end).isInstanceOf(MalformedAnswer.class);
    }

    @Test
    void http_1_0_keeps_the_connection_only_when_it_says_so() throws Exception {
        feed("HTTP/1.0 200 OK\r\nContent-Length: 0\r\n\r\n");
        assertThat(reader.persistent()).isFalse();
        reader.reset();

        feed("HTTP/1.0 200 OK\r\nConnection: Keep-Alive\r\nContent-Length: 0\r\n\r\n");
        assertThat(reader.persistent()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSH-2.0-OpenSSH_9.2p1 Debian\r\n\r\n",
                "HTTP/1.1 2x0 OK\r\n\r\n",
                "HTTP/1.1 999 No\r\n\r\n",
                "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
                "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nab",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nab\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffff\r\n",
                "\r\n\r\n",
            })
    void what_is_not_an_answer_is_malformed(String wire) {
        assertThatThrownBy(() -> feed(wire)).isInstanceOf(MalformedAnswer.class);
    }

    @Test
    void an_endless_head_is_malformed_at_the_limit() {
        String line = "X: " + "x".repeat(997) + "\r\n";
        assertThatThrownBy(() -> {
                    feed("HTTP/1.1 200 OK\r\n");
                    for (int i = 0; i < 5; i++) {
                        feed(line);
                    }
                })
                .isInstanceOf(MalformedAnswer.class);
    }

    private @Nullable Answer feed(String wire) throws MalformedAnswer {
        return reader.feed(ByteBuffer.wrap(wire.getBytes(StandardCharsets.US_ASCII)));
    }
}
