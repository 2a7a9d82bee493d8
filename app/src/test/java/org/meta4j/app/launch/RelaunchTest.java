package org.meta4j.app.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class RelaunchTest {
    private static final Path JAVA_HOME = Path.of(System.getProperty("java.home"));
    private static final String CLASS_PATH = System.getProperty("java.class.path");

    @Test
    @DisplayName("the child gets the options, all arguments as they are, and the Vector API; its exit code comes back")
    void realChild(@TempDir Path folder) throws IOException {
        Path echo = folder.resolve("echo");
        List<String> words = List.of("two words", "", "-x", "\"quoted\" $HOME *", "ä Ж 字 𝔘", "back\\slash", "--");
        List<String> args = new ArrayList<>(List.of(echo.toString()));
        args.addAll(words);
        int code = Relaunch.of(JAVA_HOME, List.of("-Xmx64m"), CLASS_PATH, Echo.class.getName(), args)
                .run();
        assertThat(code).isEqualTo(7);
        assertThat(Files.readAllLines(echo)).isEqualTo(words);
    }

    @Test
    @DisplayName("options of the JVM are kept, only a debugger's is left out")
    void options() {
        List<String> options =
                List.of("-Xmx1g", "-Da=b c", "-agentlib:jdwp=transport=dt_socket,address=5005", "-XX:+UseSerialGC");
        assertThat(Relaunch.of(JAVA_HOME, options, "x.jar", "Main", List.of("demo"))
                        .command())
                .containsSubsequence(
                        "-Xmx1g",
                        "-Da=b c",
                        "-XX:+UseSerialGC",
                        "--add-modules=jdk.incubator.vector",
                        "-cp",
                        "x.jar",
                        "Main",
                        "demo")
                .noneMatch(word -> word.contains("jdwp"));
    }

    @Test
    @DisplayName("a parent killed outright takes its child along, whose shutdown hooks run")
    void killedParent() throws IOException {
        assertChildEndsAfter(Process::destroyForcibly);
    }

    @Test
    @DisplayName("a parent asked to stop lets its child stop in order and ends with the child's exit code")
    void stoppedParent() throws Exception {
        Process parent = assertChildEndsAfter(Process::destroy);
        assertThat(parent.waitFor()).isEqualTo(143);
    }

    @Test
    @DisplayName("the module can be loaded into a running JVM, without a warning")
    void loadsQuietly() throws Exception {
        Process probe = java("--add-exports=java.base/jdk.internal.module=ALL-UNNAMED", LoadProbe.class);
        assertThat(lines(probe))
                .containsExactly(
                        "AVAILABLE",
                        "true",
                        "RESOLVED",
                        "module jdk.incubator.vector in boot loader: true",
                        "[1.5, 1.5, 1.5, 1.5]");
        assertThat(probe.waitFor()).isZero();
    }

    @Test
    @DisplayName("where the JDK's internals are closed, loading says no and nothing else happens")
    void refusedLoad() throws Exception {
        assertThat(lines(java("-Dnothing=special", LoadProbe.class)))
                .containsExactly("AVAILABLE", "false", "AVAILABLE");
    }

    private interface Stroke {
        void hit(Process process);
    }

    /** Waits for no clock: the child's connection tells when it starts to end, and when it has ended. */
    private static Process assertChildEndsAfter(Stroke stroke) throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Process parent = java("-Xmx64m", Relauncher.class, Integer.toString(server.getLocalPort()));
            try (Socket child = server.accept();
                    BufferedReader said =
                            new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
                assertThat(Long.parseLong(said.readLine())).isNotEqualTo(parent.pid());
                stroke.hit(parent);
                assertThat(said.readLine()).isEqualTo("in order");
                assertThat(said.readLine())
                        .as("nothing more, as the child is gone")
                        .isNull();
            } finally {
                parent.descendants().forEach(ProcessHandle::destroyForcibly);
            }
            return parent;
        }
    }

    private static Process java(String option, Class<?> main, String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                JAVA_HOME.resolve("bin").resolve("java").toString(), option, "-cp", CLASS_PATH, main.getName()));
        command.addAll(List.of(args));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    private static List<String> lines(Process process) throws IOException {
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            return out.lines().toList();
        }
    }
}
