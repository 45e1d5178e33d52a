package io.tapgrid.grid.database;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Instants as DATETIME(6) holds them: in UTC, without a zone, cut to microseconds. Going through LocalDateTime keeps
 * every driver and session time zone out of it.
 */
public final class SqlTime {
    private SqlTime() {}

    public static LocalDateTime of(Instant time) {
        return LocalDateTime.ofInstant(time.truncatedTo(ChronoUnit.MICROS), ZoneOffset.UTC);
    }

    public static @Nullable LocalDateTime ofNullable(@Nullable Instant time) {
        return time == null ? null : of(time);
    }

    public static Instant instant(LocalDateTime column) {
        return column.toInstant(ZoneOffset.UTC);
    }

    public static @Nullable Instant instantOrNull(@Nullable LocalDateTime column) {
        return column == null ? null : instant(column);
    }
}
