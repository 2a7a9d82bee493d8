package org.meta4j.app.launch;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A parent to be stopped: relaunches itself. The child tells its process id to the local port named by the
 * argument, waits for ever, and says "in order" when it is ended by way of its shutdown hooks.
 */
final class Relauncher {
    private Relauncher() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        if (System.getProperty(ParentWatch.PROPERTY) == null) {
            System.exit(Relaunch.ofThisJvm(Relauncher.class, List.of(args)).run());
        }
        ParentWatch.start();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0]));
                PrintStream out = new PrintStream(socket.getOutputStream(), true, StandardCharsets.UTF_8)) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> out.println("in order")));
            out.println(ProcessHandle.current().pid());
            Thread.currentThread().join();
        }
    }
}
