package io.tapgrid.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** The script {@code ./tapgrid}, as far as it answers by itself, and its help against what the Java verbs accept. */
final class DoorTest {
    private static final Pattern OPTION = Pattern.compile("(?m)^  (--?[A-Za-z][A-Za-z-]*)");

    static Stream<CommandLine> javaVerbs() {
        return new CommandLine(new Main()).getSubcommands().values().stream();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "demo",
                "start",
                "stop",
                "apply",
                "check",
                "sql",
                "reconcile",
                "restore",
                "salvage",
                "doctor",
                "prove",
                "bench"
            })
    void every_verb_has_help(String verb) throws Exception {
        var answer = door(verb, "--help");

        assertThat(answer.exit()).isZero();
        assertThat(answer.out()).startsWith("usage: ./tapgrid " + verb);
    }

    @ParameterizedTest
    @MethodSource("javaVerbs")
    void the_help_of_a_verb_names_exactly_the_options_that_java_accepts(CommandLine verb) throws Exception {
        var accepted = verb.getCommandSpec().options().stream()
                .filter(option -> !option.usageHelp() && !option.versionHelp())
                .map(OptionSpec::longestName)
                .toList();

        assertThat(optionsOf(door(verb.getCommandName(), "--help").out()))
                .containsExactlyInAnyOrderElementsOf(accepted);
    }

    @Test
    void an_unknown_verb_is_refused_in_one_line() throws Exception {
        assertThat(door("sell")).isEqualTo(new Answer(2, "", "tapgrid: unknown verb 'sell' (see ./tapgrid help)\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--unit", "--keeps=1", "-x"})
    void an_unknown_option_is_refused_in_one_line_before_anything_is_built(String option) throws Exception {
        var answer = door("demo", option);

        assertThat(answer.exit()).isEqualTo(2);
        assertThat(answer.err()).startsWith("tapgrid: demo: unknown option ").hasLineCount(1);
    }

    @Test
    void without_a_verb_the_verbs_are_shown_and_that_is_a_failure() throws Exception {
        var answer = door();

        assertThat(answer.exit()).isEqualTo(2);
        assertThat(answer.err()).contains("demo", "start", "stop", "apply", "check", "sql", "reconcile", "doctor");
    }

    private static List<String> optionsOf(String help) {
        return OPTION.matcher(help).results().map(match -> match.group(1)).toList();
    }

    private static Answer door(String... arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(rootFolder().resolve("tapgrid").toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).start();
        process.getOutputStream().close();
        // Both are short: neither fills a pipe while the other is read.
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Answer(process.waitFor(), out, err);
    }

    private static Path rootFolder() {
        return Path.of(System.getProperty("tapgrid.root", "../.."));
    }

    private record Answer(int exit, String out, String err) {}
}
