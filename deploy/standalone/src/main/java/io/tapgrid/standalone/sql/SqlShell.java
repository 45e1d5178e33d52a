package io.tapgrid.standalone.sql;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import sqlline.SqlLine;

/** Sqlline with the arguments that make it behave: no truncated columns off a terminal, one line for an error. */
final class SqlShell {
    /** Characters of a printed row; sqlline would cut at 80 where there is no terminal to ask. */
    private static final String WIDE = "--maxWidth=1000000";

    private static final Pattern STACK_TRACE = Pattern.compile("^\\S+Exception: ");

    // Held here: java.util.logging forgets the level of a logger that nobody holds.
    private static final Logger JLINE = Logger.getLogger("org.jline");

    private final String url;

    SqlShell(String url) {
        this.url = url;
    }

    /** Reads statements from the terminal, or from what is piped in, until the end; true unless the last one failed. */
    @SuppressWarnings("SystemConsoleNull") // after Java 22 it is never null; Tapgrid runs on 17
    boolean converse() throws IOException {
        JLINE.setLevel(Level.SEVERE);
        List<String> piped = System.console() == null ? List.of(WIDE) : List.of();
        return new SqlLine().begin(arguments(piped), null, true) == SqlLine.Status.OK;
    }

    /** Runs one statement; its table goes to {@code out}, what is wrong with it to {@code err} in one line. */
    boolean run(String statement, PrintStream out, PrintStream err) throws IOException {
        JLINE.setLevel(Level.SEVERE);
        ByteArrayOutputStream complaints = new ByteArrayOutputStream();
        SqlLine line = new SqlLine();
        line.setOutputStream(new PrintStream(out, true, StandardCharsets.UTF_8));
        PrintStream all = new PrintStream(complaints, true, StandardCharsets.UTF_8);
        line.setErrorStream(all);
        List<String> silently = List.of("--silent=true", WIDE, "-e", statement);
        boolean done = withSystemErr(
                all, () -> line.begin(arguments(silently), InputStream.nullInputStream(), false) == SqlLine.Status.OK);
        if (!done) {
            err.println("tapgrid: " + reason(complaints.toString(StandardCharsets.UTF_8)));
        }
        out.flush();
        return done;
    }

    private interface Body {
        boolean run() throws IOException;
    }

    /** Until sqlline has finished starting it prints stack traces there, whatever it was told. */
    private static boolean withSystemErr(PrintStream instead, Body body) throws IOException {
        PrintStream usual = System.err;
        System.setErr(instead);
        try {
            return body.run();
        } finally {
            System.setErr(usual);
        }
    }

    /** A user name and password must be given, or sqlline asks for them; the thin driver takes empty ones. */
    private String[] arguments(List<String> more) {
        List<String> all = new ArrayList<>(List.of("-u", url, "-n", "", "-p", "", "--maxColumnWidth=-1"));
        all.addAll(more);
        return all.toArray(String[]::new);
    }

    /** From "Error:" to the stack trace that sqlline prints before it has finished starting. */
    private static String reason(String complaints) {
        List<String> lines = Arrays.asList(complaints.split("\\R"));
        return lines.stream()
                .dropWhile(line -> !line.startsWith("Error:"))
                .takeWhile(line -> !STACK_TRACE.matcher(line).find())
                .collect(Collectors.joining(" "));
    }
}
