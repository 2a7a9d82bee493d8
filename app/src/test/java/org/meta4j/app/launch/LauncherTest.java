package org.meta4j.app.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.meta4j.app.fixtures.ImageFiles;
import org.meta4j.app.fixtures.TinyModels;

/** Commands in JVMs of their own that start, as the user's do, without the Vector API. */
@Timeout(120)
class LauncherTest {
    private static final String SLOW = "Kernels in plain Java";

    @TempDir
    private Path temporary;

    private Path err;

    @BeforeEach
    void name() {
        err = temporary.resolve("err");
    }

    private ProcessBuilder command(String... words) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Launcher.class.getName()));
        command.addAll(List.of(words));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectError(err.toFile()).redirectOutput(Redirect.DISCARD);
        // The JVM under test has no options but these, and speaks of none.
        builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
        builder.environment().put(LaunchMode.VARIABLE, "never");
        return builder;
    }

    private int run(String... words) throws Exception {
        return command(words).start().waitFor();
    }

    @Test
    void shortCommandsMeanToUsePlainKernelsAndDoNotWarnOfThem() throws Exception {
        Path model = temporary.resolve("model.safetensors");
        Path task = temporary.resolve("shapes.task.safetensors");
        TinyModels.protonet().save(model);
        Path images = ImageFiles.folder(temporary.resolve("shapes"), 2, 2);

        assertThat(run("adapt", images.toString(), "--model", model.toString(), "-o", task.toString()))
                .isZero();
        assertThat(err).isEmptyFile();
        assertThat(run("predict", task.toString(), images.toString())).isZero();
        assertThat(err).isEmptyFile();
    }

    @Test
    void longCommandsWarnOfPlainKernels() throws Exception {
        Path model = temporary.resolve("model.safetensors");
        TinyModels.protonet().save(model);
        Path images = ImageFiles.folder(temporary.resolve("shapes"), 2, 2);
        String line = "eval " + model + " --data folder:" + images + " --split all --ways 2 --queries 1 --tasks 2";
        assertThat(run(line.split(" "))).isZero();
        assertThat(err).content().contains(SLOW);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aFullDiskBehindStandardOutputIsAFailureWithOneLine() throws Exception {
        File full = new File("/dev/full");
        int code = command("methods", "--json").redirectOutput(full).start().waitFor();
        assertThat(code).isEqualTo(1);
        assertThat(Files.readAllLines(err)).singleElement().asString().startsWith("meta4j: standard output could not");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aPipeThatNobodyReadsEndsQuietly() throws IOException, InterruptedException {
        Process process =
                command("generate-completion").redirectOutput(Redirect.PIPE).start();
        // Long before the JVM has anything to say.
        process.getInputStream().close();
        assertThat(process.waitFor()).isZero();
        assertThat(err).isEmptyFile();
    }
}
