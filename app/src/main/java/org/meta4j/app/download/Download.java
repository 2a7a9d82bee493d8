package org.meta4j.app.download;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Locale;
import org.meta4j.data.DataException;

/**
 * Fetches files into a folder. While it is coming, a file is named {@code NAME.part}; interrupted at any moment, the
 * next call goes on from there. It gets its name when its checksum is right, and only then.
 */
public final class Download {
    private static final int TRIES = 5;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Path folder;
    private final Duration patience;
    private final Pause pause;
    private final Progress progress;

    /** Hears of what has come. */
    public interface Progress {
        /**
         * @param bytes of the file that are here
         * @param total bytes of the file; −1 if the server does not say
         */
        void received(long bytes, long total);

        /**
         * A try failed, another follows.
         *
         * @param reason one line
         */
        void retrying(String reason);
    }

    /** Waits before another try. */
    @FunctionalInterface
    interface Pause {
        void before(int attempt) throws InterruptedException;
    }

    /** Into a folder, which is made if it is not there. */
    public Download(Path folder, Progress progress) {
        this(folder, PATIENCE, attempt -> Thread.sleep(1000L << attempt), progress);
    }

    Download(Path folder, Duration patience, Pause pause, Progress progress) {
        this.folder = folder;
        this.patience = patience;
        this.pause = pause;
        this.progress = progress;
    }

    /**
     * Makes sure that a file is in the folder, whole and right.
     *
     * @return whether it had to be fetched
     * @throws DataException if it cannot be had, or cannot be written
     */
    public boolean fetch(RemoteFile file) {
        Path target = folder.resolve(file.name());
        try {
            Files.createDirectories(folder);
            if (Files.exists(target)) {
                requireSame(target, file.checksum());
                return false;
            }
        } catch (IOException e) {
            throw unwritable(folder, e);
        }
        Path part = folder.resolve(file.name() + ".part");
        receive(file, part);
        try {
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            throw new IllegalStateException("a file cannot be renamed in its own folder", e);
        } catch (IOException e) {
            throw unwritable(target, e);
        }
        return true;
    }

    private void receive(RemoteFile file, Path part) {
        Transfer transfer = new Transfer(file.address(), part, patience, progress);
        for (int attempt = 1; ; attempt++) {
            String failure;
            IOException cause;
            try {
                boolean resumed = transfer.run();
                String found = file.checksum().of(part);
                if (found.equals(file.checksum().hex())) {
                    return;
                }
                Files.delete(part);
                failure = file.address() + " is not the file that it should be: its "
                        + file.checksum().algorithm() + " is " + found + ", but should be "
                        + file.checksum().hex();
                cause = new IOException(failure);
                if (!resumed) {
                    throw new DataException(failure + ": fetch it from elsewhere with --from URL", cause);
                }
            } catch (DownloadException e) {
                throw new DataException(
                        "cannot fetch " + e.getMessage() + ": fetch it from elsewhere with --from URL", e);
            } catch (IOException e) {
                failure = reason(file, e);
                cause = e;
            }
            if (attempt == TRIES) {
                throw new DataException(
                        "cannot fetch " + failure + ", " + TRIES + " times: check the connection; the same command goes"
                                + " on where it ended",
                        cause);
            }
            progress.retrying(failure);
            waitBefore(attempt);
        }
    }

    private void waitBefore(int attempt) {
        try {
            pause.before(attempt);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DataException("interrupted: the same command goes on where it ended", e);
        }
    }

    private static String reason(RemoteFile file, IOException e) {
        String message = e.getMessage() == null ? "" : e.getMessage();
        String address = file.address().toString();
        return message.contains(address)
                ? message
                : address + " ("
                        + e.getClass().getSimpleName().replace("Exception", "").toLowerCase(Locale.ROOT)
                        + (message.isEmpty() ? "" : ": " + message) + ")";
    }

    private static void requireSame(Path target, Checksum checksum) throws IOException {
        if (!Files.isRegularFile(target)) {
            throw new DataException(target + " is there already and is no file: choose another folder with -o");
        }
        if (!checksum.of(target).equals(checksum.hex())) {
            throw new DataException(target + " is there already, but is another file or damaged (its "
                    + checksum.algorithm() + " is not " + checksum.hex()
                    + "): remove it, or choose another folder with -o");
        }
    }

    static DataException unwritable(Path path, IOException e) {
        String reason = e.getMessage() == null || e.getMessage().equals(path.toString())
                ? e.getClass().getSimpleName()
                : e.getMessage();
        return new DataException(
                "cannot write " + path + " (" + reason + "): free some space, or choose another folder with -o", e);
    }
}
