package io.tapgrid.standalone.apply;

import io.tapgrid.standalone.CommandFailure;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntConsumer;

/** Streams a file and says how many percent have gone; the server takes no more than it can import. */
final class CsvUpload {
    private CsvUpload() {}

    static BodyPublisher of(Path csv, IntConsumer percentSent) {
        return BodyPublishers.ofInputStream(() -> {
            try {
                return new Counting(Files.newInputStream(csv), Math.max(1, Files.size(csv)), percentSent);
            } catch (IOException e) {
                throw new CommandFailure(csv + ": cannot be read (" + e.getMessage() + ")", e);
            }
        });
    }

    private static final class Counting extends FilterInputStream {
        private final long size;
        private final IntConsumer percentSent;
        private long sent;
        private int said;

        Counting(InputStream in, long size, IntConsumer percentSent) {
            super(in);
            this.size = size;
            this.percentSent = percentSent;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            sent += Math.max(read, 0);
            int percent = (int) (sent * 100 / size);
            if (percent >= said + 10) {
                said = percent - percent % 10;
                percentSent.accept(said);
            }
            return read;
        }
    }
}
