package io.tapgrid.standalone.prove.knownbad;

import io.tapgrid.standalone.prove.ProofProcess;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.instrument.Instrumentation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.agent.builder.AgentBuilder;

/** Plants a {@link KnownBad} in the process that is started with it. */
public final class PlantingAgent {
    private PlantingAgent() {}

    /** Called by the JVM before main. A name that is none ends the process. */
    public static void premain(String bad, Instrumentation instrumentation) {
        AgentBuilder builder = new AgentBuilder.Default()
                .disableClassFormatChanges()
                .with(new AgentBuilder.Listener.StreamWriting(System.err).withErrorsOnly());
        KnownBad.valueOf(bad).plantedBy(builder).installOn(instrumentation);
    }

    /** The jar of the agent, made of this package's classes; the library it uses is named in it. */
    static Path jar(Path folder) throws IOException {
        Path jar = Files.createDirectories(folder).resolve("planting-agent.jar");
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.put(new Attributes.Name("Premain-Class"), PlantingAgent.class.getName());
        main.put(
                Attributes.Name.CLASS_PATH,
                ProofProcess.placeOf(ByteBuddy.class).toUri().toString());
        Path classes = ProofProcess.placeOf(PlantingAgent.class);
        String folderOfPackage = PlantingAgent.class.getPackageName().replace('.', '/');
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out, manifest);
                Stream<Path> files = Files.list(classes.resolve(folderOfPackage))) {
            for (Path file : files.toList()) {
                entries.putNextEntry(new JarEntry(folderOfPackage + "/" + file.getFileName()));
                Files.copy(file, entries);
                entries.closeEntry();
            }
        }
        return jar;
    }

    static List<String> launcher(Path jar, KnownBad bad) {
        return List.of("env", "JAVA_TOOL_OPTIONS=-javaagent:" + jar + "=" + bad);
    }
}
