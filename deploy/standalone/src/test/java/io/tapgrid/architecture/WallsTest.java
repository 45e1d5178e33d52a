package io.tapgrid.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class WallsTest {
    private static final String PLANTED = "io.tapgrid.architecture.planted..";

    static List<Wall> walls() {
        return Walls.ALL;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("walls")
    void a_package_imports_only_what_its_wall_allows(Wall wall) {
        wall.rule().check(TapgridClasses.SHIPPED);
    }

    @Test
    void every_class_that_ships_stands_behind_exactly_one_wall() {
        assertThat(TapgridClasses.SHIPPED.stream()
                        .map(JavaClass::getPackageName)
                        .distinct())
                .allSatisfy(name -> assertThat(Walls.ALL)
                        .filteredOn(wall -> wall.encloses(name))
                        .hasSize(1));
    }

    static Stream<Arguments> forbidden() {
        return Stream.of(
                Arguments.of(Walls.KERNEL, "org.apache.ignite.Ignite"),
                Arguments.of(Walls.WIRE, "java.sql.Connection"),
                Arguments.of(Walls.GRID, "io.micronaut.http.HttpRequest"),
                Arguments.of(Walls.GRID, "org.eclipse.jetty.server.Server"),
                Arguments.of(Walls.WEB, "java.sql.Connection"),
                Arguments.of(Walls.WEB, "org.apache.ignite.Ignite"),
                Arguments.of(Walls.ADMIN, "org.apache.ignite.Ignite"),
                Arguments.of(Walls.ADMIN, "io.micronaut.http.HttpRequest"),
                Arguments.of(Walls.LOAD, "org.apache.ignite.Ignite"),
                Arguments.of(Walls.PEER, "org.apache.ignite.Ignite"),
                Arguments.of(Walls.JMH, "org.apache.ignite.Ignite"),
                Arguments.of(Walls.STANDALONE, "com.sun.net.httpserver.HttpServer"));
    }

    @ParameterizedTest(name = "{0} without {1}")
    @MethodSource("forbidden")
    void a_planted_import_is_seen_at_the_wall(Wall wall, String type) {
        var found = wall.movedTo(PLANTED).rule().evaluate(TapgridClasses.PLANTED);

        assertThat(found.getFailureReport().getDetails())
                .anySatisfy(
                        line -> assertThat(line).contains("ReachesEverywhere").contains(type));
    }

    @Test
    void what_a_wall_allows_passes_it() {
        var found = Wall.around(PLANTED)
                .allows("java..", "org.apache.ignite", "io.micronaut.http", "org.eclipse.jetty.server")
                .allows("com.sun.net.httpserver", "org.jspecify.annotations")
                .rule()
                .evaluate(TapgridClasses.PLANTED);

        assertThat(found.getFailureReport().getDetails()).isEmpty();
    }

    @Test
    void a_wall_around_nothing_is_an_error() {
        var wall = Wall.around("io.tapgrid.nowhere..").rule();

        assertThatThrownBy(() -> wall.check(TapgridClasses.SHIPPED))
                .hasMessageContaining("failed to check any classes");
    }
}
