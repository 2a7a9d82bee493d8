package org.meta4j.app.train;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.meta4j.data.DataException;

/**
 * Keeps a second training out of a run's folder for as long as it is open. The lock is the operating system's: it ends
 * with the process, however that ends, and the empty file that stays behind locks nothing. It is never removed, as one
 * process might then lock the file that another has just removed.
 */
final class RunLock implements AutoCloseable {
    /** Name of the file in the run's folder: {@value}. */
    static final String NAME = ".lock";

    private final FileChannel channel;

    private RunLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Locks a folder, which is made if it is not there.
     *
     * @throws DataException if another training is at work there, or nothing can be written there
     */
    static RunLock take(Path folder) {
        try {
            Files.createDirectories(folder);
            FileChannel channel =
                    FileChannel.open(folder.resolve(NAME), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!isLocked(channel)) {
                channel.close();
                throw new DataException("another training is at work in " + folder
                        + ": wait until it has ended, or choose another --out");
            }
            return new RunLock(channel);
        } catch (IOException e) {
            throw new DataException("cannot write " + folder + ": " + e.getMessage() + "; choose another --out", e);
        }
    }

    private static boolean isLocked(FileChannel channel) {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            // By this process itself.
            return false;
        } catch (IOException e) {
            // A file system that has no locks: rather train without one than not at all.
            return true;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // Nothing was written to it, and the process's end lets go of it at the latest.
        }
    }
}
