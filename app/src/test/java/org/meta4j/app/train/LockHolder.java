package org.meta4j.app.train;

import java.io.IOException;
import java.nio.file.Path;

/** A process that locks the folder named by its argument, says so, and holds it until it is killed or its input ends. */
public final class LockHolder {
    private LockHolder() {}

    public static void main(String[] args) throws IOException {
        try (RunLock lock = RunLock.take(Path.of(args[0]))) {
            System.out.println("locked");
            int end = System.in.read();
            System.out.println("ended with " + end);
        }
    }
}
